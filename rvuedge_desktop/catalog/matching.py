"""What one typed word finds: documents by exact word, by beginning, by code, and by repair."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rvuedge_desktop.catalog.bitmaps import bitmap_of, lowest
from rvuedge_desktop.catalog.keeping import keep
from rvuedge_desktop.catalog.postings import Postings, Vocabulary
from rvuedge_desktop.catalog.repair import SlipFinder, letters_from
from rvuedge_desktop.catalog.sounds import sound
from rvuedge_desktop.catalog.words import parts, singular

_KEPT_WORDS = 256
_KEPT_CORRECTIONS = 64
# Corrections of one word that are looked at, in each class of likeness.
_CORRECTIONS = 48


@dataclass(frozen=True, slots=True)
class WordMatch:
    """Documents of a typed word. `exact` lies within `own`, `own` within `anywhere`.

    `exact` has it as a whole word in our name or synonyms, `own` has a word beginning with it
    there (or a code), `anywhere` also in CMS's description and the tags.
    """

    exact: int
    own: int
    anywhere: int

    def __and__(self, other: WordMatch) -> WordMatch:
        return WordMatch(
            self.exact & other.exact, self.own & other.own, self.anywhere & other.anywhere
        )

    def __or__(self, other: WordMatch) -> WordMatch:
        return WordMatch(
            self.exact | other.exact, self.own | other.own, self.anywhere | other.anywhere
        )


@dataclass(slots=True)
class Likeness:
    """Words that are equally near a typed one: `near` is a set of vocabulary words.

    Their list, common ones first, and their documents are worked out when they are asked for.
    """

    slips: int
    near: int
    words: list[int] | None = None
    documents: int | None = None


class Codes:
    """All codes in order, with the document of each."""

    def __init__(self, codes: list[str], numbers: memoryview, size: int) -> None:
        self.codes = codes
        self._numbers = numbers
        self._size = size
        self._broad: dict[str, int] = {}

    def document(self, code: str) -> int:
        """The document of `code`; -1 when it is not known."""
        at = bisect_left(self.codes, code)
        if at < len(self.codes) and self.codes[at] == code:
            return int(self._numbers[at])
        return -1

    def beginning(self, letters: str) -> list[int]:
        """The documents of the codes that begin with `letters`, in order of code."""
        low, high = self._range(letters)
        return self._numbers[low:high].tolist()

    def codes_beginning(self, letters: str) -> list[str]:
        """The codes that begin with `letters`, in order."""
        low, high = self._range(letters)
        return self.codes[low:high]

    def _range(self, letters: str) -> tuple[int, int]:
        low = bisect_left(self.codes, letters)
        return low, bisect_left(self.codes, letters + "\U0010ffff", low)

    def bitmap(self, letters: str) -> int:
        """The same as a set."""
        kept = self._broad.get(letters)
        if kept is None:
            kept = bitmap_of(self.beginning(letters), self._size)
            if len(letters) <= 2:
                self._broad[letters] = kept
        return kept

    def ending(self, digits: str) -> list[int]:
        """The documents of the codes that have `digits` right after a letter ("2590": J2590)."""
        found: list[int] = []
        for first in "ABCDEGHJKLMPQRSTUV":
            found += self.beginning(first + digits)
        return found


class Matcher:
    """Looks words up in the index; answers are kept for the next keystroke."""

    def __init__(self, sections: Mapping[str, memoryview], size: int) -> None:
        self._sections = sections
        self.vocabulary = Vocabulary(str(sections["words"], "utf-8").split("\n"))
        self._own = Postings(sections, "own", size)
        self._anywhere = Postings(sections, "any", size)
        codes = str(sections["codes"], "utf-8").split("\n")
        self.codes = Codes(codes if size else [], sections["codes.numbers"].cast("I"), size)
        self._faint = Postings(sections, "faint", size)
        self._written = Postings(sections, "written", size)
        self.spelling = self._finder("spelling")
        self.sounds = self._finder("sounds")
        self._kept: dict[str, WordMatch] = {}
        self._corrected: dict[str, list[Likeness]] = {}

    def match(self, token: str) -> WordMatch:
        """What a typed word, or the beginning of one, finds as it stands."""
        kept = self._kept.get(token)
        if kept is None:
            kept = self._match(token)
            keep(self._kept, token, kept, _KEPT_WORDS)
        return kept

    def _match(self, token: str) -> WordMatch:
        pieces = parts(token)
        if len(pieces) == 1:
            return self._match_piece(token)
        opened = self._match_piece(pieces[-1])
        for piece in pieces[:-1]:
            opened &= self._match_piece(piece)
        return opened | self._match_piece("".join(pieces))

    def _match_piece(self, word: str) -> WordMatch:
        low, high = self.vocabulary.beginning(word)
        exact = 0
        words = self.vocabulary.words
        if low < high and words[low] == word:
            exact = self._own.bitmap(low, low + 1)
        own, anywhere = self._own.bitmap(low, high), self._anywhere.bitmap(low, high)
        single = singular(word)
        if single != word:
            low, high = self.vocabulary.beginning(single)
            if low < high and words[low] == single:
                exact |= self._own.bitmap(low, low + 1)
                own |= exact
                anywhere |= self._anywhere.bitmap(low, low + 1)
        # Letters alone begin a code only where no word begins with them.
        if len(word) <= 5 and (len(word) == 1 or low == high or any(map(str.isdigit, word))):
            coded = self.codes.bitmap(word.upper())
            own |= coded
            anywhere |= coded
        return WordMatch(exact, own, anywhere)

    def written(self, token: str) -> int:
        """Documents in which the word stands just as typed, wherever in them."""
        found = -1
        for piece in parts(token):
            number = self.vocabulary.number(piece)
            found &= self._written.bitmap(number, number + 1) if number >= 0 else 0
        return found

    def is_word(self, token: str) -> bool:
        """Whether the token is a whole word of the vocabulary."""
        return self.vocabulary.number(token) >= 0

    def faint(self, token: str) -> int:
        """Documents with the word in their section or specialties."""
        found = -1
        for piece in parts(token):
            found &= self._faint.bitmap(*self.vocabulary.beginning(piece))
        return found

    def corrections(self, token: str) -> list[Likeness]:
        """Vocabulary words that `token` may be a slip of, by likeness, nearest first.

        First what is one slip or only a matter of sound away as a whole word, then as the
        beginning of a word, then two slips. Words that begin as typed are left out.
        """
        kept = self._corrected.get(token)
        if kept is None:
            kept = list(self._likenesses("".join(parts(token))))
            keep(self._corrected, token, kept, _KEPT_CORRECTIONS)
        return kept

    def _likenesses(self, word: str) -> Iterator[Likeness]:
        length = len(word)
        if length < 3 or not word.isalpha():
            return
        low, high = self.vocabulary.beginning(word)
        seen = ((1 << high) - 1) ^ ((1 << low) - 1)
        spelled = self.spelling.find(word)
        # A word of few sounds is near too many others.
        sounds = sound(word)
        heard = self.sounds.find(sounds if len(sounds) > 2 else "")
        first = self.spelling.first_letter(word[0])
        classes = [
            (1, spelled.whole_1 | heard.whole_0),
            (1, spelled.ended_1 | heard.begun_0),
            (1, spelled.begun_1),
        ]
        if length > 4:
            classes += [
                (2, spelled.whole_2 | heard.whole_1),
                (2, spelled.ended_2 | heard.ended_1),
                (2, spelled.begun_2 | heard.begun_1),
            ]
        for slips, near in classes:
            found = near & ~seen
            seen |= near
            for part in (found & first, found & ~first):
                if part:
                    yield Likeness(slips, part)

    def words_near(self, likeness: Likeness) -> list[int]:
        """The words, common ones first; of very many some are left out."""
        if likeness.words is None:
            words = lowest(likeness.near, _CORRECTIONS)
            words.sort(key=self._written.count, reverse=True)
            likeness.words = words
        return likeness.words

    def documents_near(self, likeness: Likeness) -> int:
        """The documents in which one of the words is written, as a set."""
        if likeness.documents is None:
            likeness.documents = self._written.union(self.words_near(likeness))
        return likeness.documents

    def near(self, token: str) -> int:
        """Documents that have a word near `token`."""
        found = 0
        for likeness in self.corrections(token):
            found |= self.documents_near(likeness)
        return found

    def documents(self, word: int) -> list[int]:
        """The documents in which a word of the vocabulary is written, best first."""
        return self._written.documents(word)

    def _finder(self, name: str) -> SlipFinder:
        keys = str(self._sections[f"{name}.keys"], "utf-8")
        bitmaps = self._sections[f"{name}.bitmaps"]
        return SlipFinder(*letters_from(keys, bitmaps, len(self.vocabulary.words)))
