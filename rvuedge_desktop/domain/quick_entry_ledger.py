"""What has been read so far of a typed text: drafts of lines, marks, chips, and what is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rvuedge_desktop.domain import dates_typed
from rvuedge_desktop.domain.quick_entry_drafts import DateMark, Draft, SiteMark, WordsRun
from rvuedge_desktop.domain.quick_entry_parts import Chip
from rvuedge_desktop.domain.quick_entry_runs import CODE_LENGTH, Vocabulary
from rvuedge_desktop.domain.quick_entry_tokens import Kind, Token, is_list, tokens_of

MOST_LINES = 1_000
MOST_MODIFIERS = 8
MOST_UNITS = 99_999
USUAL_UNITS = 999
MOST_MINUTES = 2_880


class Ledger:
    """Takes down, piece by piece, what the reader has decided."""

    def __init__(self, text: str, vocabulary: Vocabulary, today: date, *, typing: bool) -> None:
        self.text, self.vocabulary, self.today, self.typing = text, vocabulary, today, typing
        self.is_list = is_list(text)
        self.tokens = tokens_of(text, vocabulary, typing=typing)
        self.drafts: list[Draft] = []
        self.chips: list[Chip] = []
        self.dates: list[DateMark] = []
        self.sites: list[SiteMark] = []
        self.words: list[WordsRun] = []
        self.rows_with_code: set[int] = set()
        self.rows_with_tab: set[int] = set()
        self.tail = ""
        self.tail_problem: str | None = None
        self._row = 0
        self._tab_after_code = False
        self._described = False
        self._owner: Draft | None = None
        self._open: WordsRun | None = None
        self._early_notes: list[str] = []
        self._confirmable: tuple[int, Draft | DateMark] | None = None
        self._lines = 0
        self._at = 0
        self._stopped = False

    def _wordish(self, start: int, end: int) -> None:
        """A piece of plain words: opens a run of them or makes the open one longer."""
        if self._open is None:
            described = self._row in self.rows_with_code and (self.is_list or self._tab_after_code)
            place = None
            if described:
                self._described = True
            else:
                place = len(self.drafts)
                self._owner = Draft("", start, end)
                self.drafts.append(self._owner)
            self._open = WordsRun(start, end, self._row, place)
        self._open.end = end

    def _close_words(self) -> None:
        run, self._open = self._open, None
        if run is not None:
            self.words.append(run)
            self._chip("words", run.start, run.end)

    def _code(self, start: int, end: int) -> None:
        if self._lines == MOST_LINES:
            self._cut(start)
            return
        self._lines += 1
        self._close_words()
        draft = Draft(self.text[start:end].upper(), start, end, notes=self._early_notes)
        self._early_notes = []
        described = self._owner
        here = self.is_list and bool(self.words) and self.words[-1].row == self._row
        if here and described is not None and not described.code:
            # What stands behind a description belongs to the code of its row.
            draft.modifiers, draft.units = described.modifiers, described.units
            draft.notes += described.notes
            draft.problem, draft.question = described.problem, described.question
        self._owner = draft
        self.drafts.append(draft)
        self.rows_with_code.add(self._row)
        self._tab_after_code = False
        self._chip("code", start, end)
        self._confirmable = (end, draft)

    def _modifier(self, start: int, end: int, *, known: bool = True) -> None:
        self._close_words()
        owner, modifier = self._owner, self.text[start:end].upper()
        problem = None
        if not known:
            problem = f"{modifier} is not a modifier; leave it out or type one such as 25."
        if owner is not None:
            if modifier not in owner.modifiers:
                if len(owner.modifiers) == MOST_MODIFIERS:
                    problem = f"A line takes at most {MOST_MODIFIERS} modifiers; leave some out."
                else:
                    owner.modifiers.append(modifier)
            owner.refuse(problem)
            self._extend(owner, end)
        self._chip("modifier", start, end, problem)

    def _set_units(self, start: int, end: int, value: str) -> None:
        self._close_words()
        owner = self._owner
        problem = question = None
        units = 1
        digits = value.lstrip("0") or value[-1:]
        if not (value.isascii() and value.isdigit()):
            problem = "Units are a whole number from 1, in plain digits, such as x8."
        elif len(digits) > len(str(MOST_UNITS)):
            problem = f"That is more than {MOST_UNITS:,} units; check the number."
        else:
            units = int(digits)
            if units == 0:
                problem = "0 units is nothing done; type 1 or more, or leave the line out."
            elif units > USUAL_UNITS:
                question = f"{units:,} units is unusual; type x{units}! if it is right."
        if owner is not None:
            if owner.units is not None and owner.units != units:
                problem = problem or "Units are given twice for this line; keep one of them."
            owner.units = units
            owner.refuse(problem)
            owner.question = owner.question or question
            self._extend(owner, end)
        self._chip("units", start, end, problem)

    def _set_minutes(self, start: int, end: int, minutes: int) -> None:
        """The minutes of an anesthesia line."""
        self._close_words()
        owner = self._owner
        problem = None
        if not 0 < minutes <= MOST_MINUTES:
            problem = f"Anesthesia takes from 1 to {MOST_MINUTES:,} minutes; check the number."
        if owner is not None:
            if owner.minutes is not None and owner.minutes != minutes:
                problem = problem or "Minutes are given twice for this line; keep one of them."
            owner.minutes = minutes
            owner.refuse(problem)
            self._extend(owner, end)
        self._chip("units", start, end, problem)

    def _note(self, token: Token) -> None:
        self._close_words()
        typed = self.text[token.start : token.end].rstrip()
        note = typed[1:].strip()
        end = token.start + len(typed)
        self._chip("note", token.start, end)
        if note and self._owner is None:
            self._early_notes.append(note)
        elif note and self._owner is not None:
            self._owner.notes.append(note)
            self._owner.end = max(self._owner.end, end)

    def _site(self, token: Token) -> None:
        self._close_words()
        typed = self.text[token.start + 1 : token.end]
        quoted = typed.startswith('"')
        site = " ".join(typed.strip('"').split())
        if not site or (quoted and (len(typed) == 1 or not typed.endswith('"'))):
            problem = 'Type the name of the site after @, such as @clinic or @"main campus".'
            if self._still_typed(token):
                self._leave(token.start, token.end, open_end=True)
            else:
                self._leave(token.start, token.end, problem)
            return
        self.sites.append(SiteMark(len(self.drafts), len(self.chips), site))
        self._chip("site", token.start, token.end)

    def _date(self, token: Token) -> None:
        self._close_words()
        body = self.text[token.start + 1 : token.end]
        if self._still_typed(token) and dates_typed.can_become_date(body):
            growing = dates_typed.read_date(body, self.today)
            if growing.day is None:
                self._leave(token.start, token.end, open_end=True)
                return
        typed = dates_typed.read_date(body.rstrip("-/.") or body, self.today)
        if typed.day is not None:
            typed = replace(typed, problem=dates_typed.problem_with(typed.day))
        mark = DateMark(len(self.drafts), len(self.chips), typed)
        self.dates.append(mark)
        self._chip("date", token.start, token.end, typed.problem)
        self._confirmable = (token.end, mark)

    def _bang(self, token: Token) -> None:
        if self._confirmable is not None and self._confirmable[0] == token.start:
            target = self._confirmable[1]
            target.confirmed = True
            if isinstance(target, Draft):
                target.end = token.end
            self._confirmable = (token.end, target)
        elif token.start == 0 or self.text[token.start - 1].isspace():
            self._close_words()
            self._leave(
                token.start, token.end, "Type ! directly after a code, its units or a date."
            )

    def _leave(
        self,
        start: int,
        end: int,
        problem: str | None = None,
        *,
        hint: str | None = None,
        open_end: bool = False,
    ) -> None:
        """What is not understood; `open_end` when it can still become something."""
        self._close_words()
        typed = self.text[start:end]
        shown = typed if len(typed) <= 20 else f"{typed[:20]}..."
        if hint:
            problem = (
                f"'{shown}' does not fit: one {typed[0]} seems to be typed twice; "
                f"did you mean {hint}?"
            )
        elif problem is None and not open_end:
            problem = self._why_left(typed.upper(), shown)
        at_end = end == self.tokens[-1].end
        growing = self.typing and end == len(self.text)
        if at_end:
            self.tail, self.tail_problem = typed, problem
        self._chip("tail" if growing else "problem", start, end, problem)

    def _why_left(self, typed: str, shown: str) -> str:
        padded = typed.zfill(CODE_LENGTH)
        owner = self._owner.code if self._owner is not None else ""
        if 2 < len(typed) < CODE_LENGTH and typed.isdigit() and self.vocabulary.code(padded):
            return f"'{shown}' is too short for a code; did you mean {padded}?"
        if owner and len(typed) == 1 and typed.isdigit():
            return f"'{shown}' is left over after {owner}; for units type x{shown}."
        if self.vocabulary.code_start(typed):
            return f"'{shown}' is only the beginning of a code; type all five characters."
        if len(typed) < CODE_LENGTH and self.typing:
            return f"No code begins with '{shown}'; check it or leave it out."
        return f"'{shown}' is neither a code nor a modifier; check it or leave it out."

    def _cut(self, start: int) -> None:
        """Stops reading: a text has at most so many lines, and so many tokens."""
        self._close_words()
        self._stopped = True
        self.tail = self.text[start:]
        if self._lines == MOST_LINES:
            problem = f"Only the first {MOST_LINES:,} lines are read; log them, then type the rest."
        else:
            problem = "The text is too long to be read whole; leave out what is no code."
        self.tail_problem = problem
        self._chip("problem", start, len(self.text), self.tail_problem)

    def _chip(self, kind: str, start: int, end: int, problem: str | None = None) -> None:
        self.chips.append(Chip(kind, self.text[start:end], start, end, problem))

    def _extend(self, owner: Draft, end: int) -> None:
        owner.end = max(owner.end, end)
        self._confirmable = (end, owner)

    def _still_typed(self, token: Token) -> bool:
        return self.typing and token.end == len(self.text)

    # Looking around: `_at` is the place of the token after the one being read.

    def _all_blank(self, before: Token, after: Token) -> bool:
        return before.end < after.start and not self.text[before.end : after.start].strip(" ")

    def _after_dash(self, token: Token, *, spaced: bool = False) -> bool:
        """Whether a dash stands before the token (with a blank before the dash if `spaced`)."""
        place = self._at - 2
        if place < 0 or self.tokens[place].kind is not Kind.DASH:
            return False
        dash = self.tokens[place]
        return not spaced or self.text[dash.start - 1 : dash.start].isspace()

    def _next_word(self) -> str:
        """The plain word that follows on the same line, or nothing."""
        place = self._at
        if place + 1 < len(self.tokens) and self.tokens[place].kind is Kind.DASH:
            dash, after = self.tokens[place], self.tokens[place + 1]
            if dash.start == self.tokens[place - 1].end and dash.end == after.start:
                place += 1
        if place >= len(self.tokens) or self.tokens[place].kind not in (Kind.RUN, Kind.WORD):
            return ""
        word = self.text[self.tokens[place].start : self.tokens[place].end]
        if self.tokens[place].kind is Kind.WORD:
            return word if word.isalpha() else ""
        if not word.isalpha() or word in ("x", "X") or self.vocabulary.modifier(word.upper()):
            return ""
        return word
