"""Reads the tokens of a typed text, one after the other, into drafts of lines and chips."""

from __future__ import annotations

import re
from datetime import date

from rvuedge_desktop.domain.codes import Family, family_of
from rvuedge_desktop.domain.quick_entry_ledger import Ledger
from rvuedge_desktop.domain.quick_entry_runs import CODE_LENGTH, Piece, Vocabulary, segment
from rvuedge_desktop.domain.quick_entry_tokens import Kind, Token

_LONGEST_RUN = 25_000

# A number before one of these is a measure, never a modifier.
_MEASURES = frozenset(
    f"{word}{ending}"
    for word in (
        *("CM", "MM", "M", "IN", "MIN", "MINUTE", "H", "HR", "HOUR", "D", "DAY", "WK", "WEEK"),
        *("MONTH", "YR", "YEAR", "YO", "MG", "MCG", "G", "KG", "ML", "CC", "L", "IU", "UNIT"),
        *("VIAL", "VIEW", "LEVEL", "LEAD", "LESION", "DOSE", "PERCENT"),
    )
    for ending in ("", "S")
)
_SIDES = frozenset(("RT", "LT"))
_X_UNITS = re.compile(r"X[0-9]+")
# x before a number that is not one in plain digits: x1_0, x1.5, x10^50, x and full-width digits.
_MINUTES = re.compile(r"([0-9]{1,4})MINS?")
_ENDS_IN_UNITS = re.compile(r"([0-9A-Za-z]*)[xX]\d+")
_STRANGE_DIGITS = re.compile(r"[_^]|\.(?=\d)")
_STRANGE_NUMBER = re.compile(r"[\w^.]*")


class Reader(Ledger):
    """One pass over the tokens. Afterwards the ledger's fields hold what was read."""

    def __init__(self, text: str, vocabulary: Vocabulary, today: date, *, typing: bool) -> None:
        super().__init__(text, vocabulary, today, typing=typing)
        self._read()

    def _read(self) -> None:
        while self._at < len(self.tokens) and not self._stopped:
            token = self.tokens[self._at]
            self._at += 1
            match token.kind:
                case Kind.RUN:
                    self._run(token)
                case Kind.WORD:
                    self._word(token)
                case Kind.UNITS:
                    self._units_mark(token)
                case Kind.NOTE:
                    self._note(token)
                case Kind.SITE:
                    self._site(token)
                case Kind.DATE:
                    self._date(token)
                case Kind.BANG:
                    self._bang(token)
                case Kind.BREAK:
                    self._close_words()
                case Kind.TAB:
                    self._close_words()
                    self.rows_with_tab.add(self._row)
                    self._tab_after_code = self._row in self.rows_with_code
                case Kind.LINE_END:
                    self._close_words()
                    self._row += 1
                    self._tab_after_code = self._described = False
                case Kind.CUT:
                    self._cut(token.start)
                case Kind.DASH | Kind.MARK:
                    pass
        self._close_words()

    # Words

    def _word(self, token: Token) -> None:
        if not self._strange_units(token):
            self._wordish(token.start, token.end)

    def _strange_units(self, token: Token) -> bool:
        """Takes `99214x1_0` and its like: a code perhaps, and units that are no whole number."""
        found = _ENDS_IN_UNITS.fullmatch(self.text, token.start, token.end)
        if found is None:
            return False
        code = found[1].upper()
        if code:
            pieces = segment(code, self.vocabulary, after_code=self._has_owner(), open_end=False)
            if any(piece.kind in ("left", "words") for piece in pieces):
                return False
            self._accept(token.start, pieces)
        elif not self._has_owner():
            return False
        if not self._stopped:
            self._set_strange_units(found.end(1), token.end)
        return True

    def _set_strange_units(self, start: int, end: int) -> None:
        found = _STRANGE_NUMBER.match(self.text, end)
        end = found.end() if found else end
        self._set_units(start, end, self.text[start + 1 : end].strip())
        while self._at < len(self.tokens) and self.tokens[self._at].end <= end:
            self._at += 1

    def _has_owner(self) -> bool:
        return self._owner is not None

    # Letters and digits

    def _run(self, token: Token) -> None:
        if token.end - token.start > _LONGEST_RUN:
            cut = token.start + _LONGEST_RUN
            self._mixed(Token(Kind.RUN, token.start, cut))
            if not self._stopped:
                self._cut(cut)
        elif self.text[token.start : token.end].isalpha():
            self._letters(token)
        elif (minutes := self._anesthesia_minutes(token)) is not None:
            self._set_minutes(token.start, token.end, minutes)
        elif _STRANGE_DIGITS.match(self.text, token.end) and self._strange_units(token):
            pass
        else:
            self._mixed(token)

    def _anesthesia_minutes(self, token: Token) -> int | None:
        """The minutes of `129min` where it stands behind an anesthesia code; else None."""
        owner = self._owner
        if owner is None or self._open is not None:
            return None
        if family_of(owner.code) is not Family.CPT_ANESTHESIA:
            return None
        found = _MINUTES.fullmatch(self.text[token.start : token.end].upper())
        return None if found is None else int(found[1])

    def _letters(self, token: Token) -> None:
        word = self.text[token.start : token.end].upper()
        known = self.vocabulary.modifier(word)
        last = self._at == len(self.tokens)
        if self._open is not None:
            if known and (self._after_dash(token, spaced=True) or self._side_at_row_end(token)):
                self._modifier(token.start, token.end)
            elif word == "X" and self._units_after_x(token):
                pass
            else:
                self._wordish(token.start, token.end)
        elif self._owner is None:
            if len(word) == 1 and self._still_typed(token) and self.vocabulary.code_start(word):
                self._leave(token.start, token.end, open_end=True)
            else:
                self._wordish(token.start, token.end)
        elif word == "X" and self._units_after_x(token):
            pass
        elif known and not self._reads_as_word(token):
            self._modifier(token.start, token.end)
        elif len(word) == 2 and self._after_dash(token) and not self._next_word():
            self._modifier(token.start, token.end, known=False)
        elif len(word) == 1 and self._still_typed(token) and self._can_become(word):
            self._leave(token.start, token.end, open_end=True)
        elif word == "X" and last:
            self._leave(token.start, token.end, "Type a number of units after x, such as x8.")
        else:
            self._wordish(token.start, token.end)

    def _reads_as_word(self, token: Token) -> bool:
        """Whether a modifier's letters begin plain words, as in 'tb skin test'."""
        word, following = self.text[token.start : token.end], self._next_word()
        if not following or word.upper() in _SIDES or self._after_dash(token):
            return False
        return not word.isupper() or following.isupper()

    def _side_at_row_end(self, token: Token) -> bool:
        """Whether RT or LT ends a description, as in the row '27447 Total knee RT' of a list."""
        if not self._described or self.text[token.start : token.end] not in _SIDES:
            return False
        return self._at == len(self.tokens) or self.tokens[self._at].kind is Kind.LINE_END

    def _mixed(self, token: Token) -> None:
        start, word = token.start, self.text[token.start : token.end].upper()
        open_end = self._still_typed(token)
        if self._open is not None:
            self._mixed_in_words(token, word, open_end)
            return
        if not self._has_owner() and _X_UNITS.fullmatch(word):
            self._leave(start, token.end, "Units come after a code, as in 99214 x8.")
            return
        following = self._next_word()
        number = word.isdigit()
        if number and len(word) <= 3 and following.upper() in _MEASURES:
            self._wordish(start, token.end)
            return
        pieces = segment(word, self.vocabulary, after_code=self._has_owner(), open_end=open_end)
        all_known = all(piece.known and piece.kind != "left" for piece in pieces)
        sound = all(p.kind != "left" and (p.known or p.kind == "code") for p in pieces)
        has_code = any(piece.kind == "code" and piece.known for piece in pieces)
        if self._described and not all_known and not has_code:
            self._wordish(start, token.end)
        elif sound or has_code:
            self._accept(start, pieces)
        elif number:
            if len(word) < CODE_LENGTH and following:
                self._wordish(start, token.end)
            else:
                self._accept(start, pieces)
        elif following or not self.vocabulary.code_start(word):
            self._wordish(start, token.end)
        else:
            self._leave(start, token.end)

    def _mixed_in_words(self, token: Token, word: str, open_end: bool) -> None:
        if _X_UNITS.fullmatch(word) and self._next_word().upper() not in _MEASURES:
            self._set_units(token.start, token.end, word[1:])
            return
        if self.vocabulary.modifier(word) and self._after_dash(token):
            self._modifier(token.start, token.end)
            return
        pieces = segment(word, self.vocabulary, after_code=False, open_end=open_end)
        all_known = all(p.known and p.kind not in ("left", "tail") for p in pieces)
        sound = all(p.kind not in ("left", "tail") for p in pieces)
        if all_known or (sound and not self._described):
            self._accept(token.start, pieces)
        elif (
            open_end and word.isdigit() and len(word) in (3, 4) and self.vocabulary.code_start(word)
        ):
            self._leave(token.start, token.end, open_end=True)
        else:
            self._wordish(token.start, token.end)

    def _accept(self, offset: int, pieces: tuple[Piece, ...]) -> None:
        for piece in pieces:
            start, end = offset + piece.start, offset + piece.end
            match piece.kind:
                case "code":
                    self._code(start, end)
                case "modifier":
                    self._modifier(start, end, known=piece.known)
                case "units":
                    self._set_units(start, end, self.text[start + 1 : end])
                case "words":
                    self._wordish(start, end)
                case "tail":
                    self._leave(start, end, hint=piece.hint, open_end=True)
                case _:
                    self._leave(start, end, hint=piece.hint)
            if self._stopped:
                return

    # Units

    def _units_mark(self, token: Token) -> None:
        """`*8`, and what is glued to the number, as in `*8rt`."""
        lexeme = self.text[token.start + 1 : token.end]
        value = lexeme.strip(" ")
        if not value:
            if self._still_typed(token):
                self._leave(token.start, token.end, open_end=True)
            elif self._owner is not None and self._open is None:
                self._leave(token.start, token.start + 1, "Type a number of units after *.")
            return
        if lexeme.startswith(" ") and self.vocabulary.code(value.upper()):
            self._mixed(Token(Kind.RUN, token.end - len(value), token.end))
            return
        if self._owner is None:
            self._leave(token.start, token.end, "Units come after a code, as in 99214 x8.")
            return
        value = value.rstrip(".:") or value
        from_ = token.start + 1 + len(lexeme) - len(lexeme.lstrip(" "))
        if value.isascii() and value.isalnum() and value[0].isdigit() and len(value) < 1_000:
            # As if an x stood before the digits, so that what follows them is read too.
            pieces = segment(
                f"X{value.upper()}",
                self.vocabulary,
                after_code=True,
                open_end=self._still_typed(token),
            )
            if pieces[0].kind == "units":
                end = from_ + pieces[0].end - 1
                self._set_units(token.start, end, self.text[from_:end])
                self._accept(from_ - 1, pieces[1:])
                return
        self._set_units(token.start, from_ + len(value), value)

    def _units_after_x(self, token: Token) -> bool:
        """Takes the number after a free-standing x, if it is one of units."""
        if self._at == len(self.tokens):
            return False
        number = self.tokens[self._at]
        shown = self.text[number.start : number.end]
        if not (shown.replace(".", "").isdigit() and self._all_blank(token, number)):
            return False
        if self._open is not None and self.text[self._open.end - 1].isdigit():
            return False
        if self.vocabulary.code(shown):
            return True  # an x between two codes only separates
        self._at += 1
        if self._next_word().upper() in _MEASURES:
            self._at -= 1
            return False
        if number.kind is Kind.WORD or _STRANGE_DIGITS.match(self.text, number.end):
            self._set_strange_units(token.start, number.end)
        else:
            self._set_units(token.start, number.end, shown)
        return True

    # Small questions

    def _can_become(self, typed: str) -> bool:
        return self.vocabulary.can_become(typed, after_code=self._has_owner())
