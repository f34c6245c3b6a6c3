"""Spelling repair: every word of the vocabulary within one or two slips of a typed word.

The whole vocabulary is compared at once. For each position and letter there is a bitmap of the
words that have this letter there; an edit automaton (letter missing, letter too many, another
letter, two letters swapped) then walks over the typed letters with one set of words for each
state instead of one state for each word. A row of states depends on the typed letters only, so
the next keystroke costs one more row.

A state is (letters of the word read - letters typed, slips so far). With at most two slips there
are nine of them; each holds the words that reach it with that many slips or fewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from rvuedge_desktop.catalog.bitmaps import bitmap_of
from rvuedge_desktop.catalog.keeping import keep

# Letters of a word that are compared; what follows is taken as it is.
COMPARED_LETTERS = 18
_KEPT_ROWS = 96


class Row(NamedTuple):
    """Words by state after the letters typed so far: `same_1` is "as far in, one slip"."""

    behind2_2: int
    behind1_1: int
    behind1_2: int
    same_0: int
    same_1: int
    same_2: int
    ahead1_1: int
    ahead1_2: int
    ahead2_2: int


class Repairs(NamedTuple):
    """Vocabulary words near a typed one, by slips (at most).

    `whole` words have no letters beyond the typed ones; `begun` ones may go on, and of these
    `ended` ones have the last typed letter in its place: far fewer, and likelier to be meant.
    """

    whole_0: int
    begun_0: int
    whole_1: int
    ended_1: int
    begun_1: int
    whole_2: int
    ended_2: int
    begun_2: int


Letters = list[dict[str, int]]


def letters_of(vocabulary: Sequence[str]) -> tuple[Letters, list[int]]:
    """For each position the words by letter, and for each length the words of at least it."""
    size = len(vocabulary)
    letters: list[dict[str, list[int]]] = [{} for _ in range(COMPARED_LETTERS)]
    reaching: list[list[int]] = [[] for _ in range(COMPARED_LETTERS + 1)]
    for number, word in enumerate(vocabulary):
        for position, letter in enumerate(word[:COMPARED_LETTERS]):
            letters[position].setdefault(letter, []).append(number)
        if word:  # An empty one only keeps a number free: it is never found.
            for length in range(min(len(word), COMPARED_LETTERS) + 1):
                reaching[length].append(number)
    return (
        [{c: bitmap_of(found, size) for c, found in at.items()} for at in letters],
        [bitmap_of(found, size) for found in reaching],
    )


def letter_sections(name: str, words: Sequence[str]) -> dict[str, bytes]:
    """`letters_of` for the index file: all bitmaps, and which letter at which place each is."""
    letters, reaching = letters_of(words)
    width = (len(words) >> 3) + 1
    keys = "".join(
        f"{chr(97 + position)}{letter}" for position, at in enumerate(letters) for letter in at
    )
    bitmaps = chain(reaching, (found for at in letters for found in at.values()))
    return {
        f"{name}.keys": keys.encode(),
        f"{name}.bitmaps": b"".join(found.to_bytes(width, "little") for found in bitmaps),
    }


def letters_from(keys: str, bitmaps: memoryview, words: int) -> tuple[Letters, list[int]]:
    """What `letters_of` gave when the index was built, of a vocabulary of so many words."""
    width = (words >> 3) + 1
    made = [
        int.from_bytes(bitmaps[at : at + width], "little") for at in range(0, len(bitmaps), width)
    ]
    reaching = made[: COMPARED_LETTERS + 1]
    letters: list[dict[str, int]] = [{} for _ in range(COMPARED_LETTERS)]
    pairs = zip(keys[::2], keys[1::2], strict=True)
    for (position, letter), found in zip(pairs, made[COMPARED_LETTERS + 1 :], strict=True):
        letters[ord(position) - 97][letter] = found
    return letters, reaching


class SlipFinder:
    """Finds words of a vocabulary by misspelled words and misspelled beginnings."""

    def __init__(self, letters: Letters, reaching: Sequence[int]) -> None:
        # Two positions beyond the end on either side spare every bounds check.
        none: list[dict[str, int]] = [{}, {}]
        self._letters = none + letters + none + none + none
        self._reaching = [*reaching, 0, 0, 0, 0, 0]
        everything = reaching[0]
        self._start = Row(
            0, 0, 0, everything, everything, everything,
            self._reaching[1], self._reaching[1], self._reaching[2],
        )  # fmt: skip
        self._rows: dict[str, Row] = {}

    def first_letter(self, letter: str) -> int:
        """The words that begin with `letter`."""
        return self._letters[2].get(letter, 0)

    def find(self, typed: str) -> Repairs:
        """The words near `typed`, which is cut after `COMPARED_LETTERS` letters."""
        typed = typed[:COMPARED_LETTERS]
        length = len(typed)
        if not length:
            return Repairs(0, 0, 0, 0, 0, 0, 0, 0)
        row = self._row(typed)
        ended_1, ended_2 = self._ended(typed)
        ends = [
            self._reaching[at] & ~self._reaching[at + 1] if 0 <= at <= COMPARED_LETTERS else 0
            for at in range(length - 2, length + 3)
        ]
        whole_1 = row.behind1_1 & ends[1] | row.same_1 & ends[2] | row.ahead1_1 & ends[3]
        whole_2 = (
            row.behind2_2 & ends[0]
            | row.behind1_2 & ends[1]
            | row.same_2 & ends[2]
            | row.ahead1_2 & ends[3]
            | row.ahead2_2 & ends[4]
        )
        begun_1 = row.behind1_1 | row.same_1 | row.ahead1_1
        begun_2 = row.behind2_2 | row.behind1_2 | row.same_2 | row.ahead1_2 | row.ahead2_2
        whole_0 = row.same_0 & ends[2]
        return Repairs(
            whole_0, row.same_0, whole_1, ended_1, begun_1, whole_2, ended_2, begun_2
        )  # fmt: skip

    def _ended(self, typed: str) -> tuple[int, int]:
        """The words in which the last typed letter is met, within one slip and within two."""
        at = len(typed) - 1
        letter = typed[at]
        row = self._row(typed[:at]) if at else self._start
        b2, b1, here, a1, a2 = (level.get(letter, 0) for level in self._letters[at : at + 5])
        one = row.behind1_1 & b1 | row.same_1 & here | row.ahead1_1 & a1
        two = row.behind2_2 & b2 | row.behind1_2 & b1 | row.same_2 & here
        two |= row.ahead1_2 & a1 | row.ahead2_2 & a2
        if at:
            # The last two letters the other way round.
            last = typed[at - 1]
            before = self._row(typed[: at - 1]) if at > 1 else self._start
            swap = b1 & self._letters[at + 2].get(last, 0)
            one |= before.same_0 & swap
            two |= before.same_1 & swap
        return one, two

    def _row(self, typed: str) -> Row:
        rows = self._rows
        row = rows.get(typed)
        if row is not None:
            return row
        known = len(typed) - 1
        while known > 1 and (typed[:known] not in rows or typed[: known - 1] not in rows):
            known -= 1
        if known > 1:
            before, row = rows[typed[: known - 1]], rows[typed[:known]]
        else:
            known, before, row = 0, self._start, self._start
        for at in range(known, len(typed)):
            before, row = row, self._next(before, row, typed, at)
            keep(rows, typed[: at + 1], row, _KEPT_ROWS)
        return row

    def _next(self, before: Row, row: Row, typed: str, at: int) -> Row:
        """The states after the letter `typed[at]`: `row` before it, `before` one letter earlier.

        A word takes the step by having the letter, by another letter in its place (one slip), by
        not having it at all (the typed one is too many), and by a letter of its own that was left
        out in typing (the last term of each line, read off the new row).
        """
        behind2_2, behind1_1, behind1_2, same_0, same_1, same_2, ahead1_1, ahead1_2, ahead2_2 = row
        letters = self._letters
        letter = typed[at]
        # The level of word letter n is letters[n + 2].
        here_b2 = letters[at].get(letter, 0)
        here_b1 = letters[at + 1].get(letter, 0)
        here = letters[at + 2].get(letter, 0)
        reach, reach_0, reach_1, reach_2 = self._reaching[at : at + 4]
        swapped_b1 = swapped = swapped_a1 = 0
        if at and (last := typed[at - 1]) != letter:
            had_last = letters[at + 2].get(last, 0)
            swapped_b1 = before.behind1_1 & here_b2 & letters[at + 1].get(last, 0)
            swap = here_b1 & had_last
            swapped, swapped_2 = before.same_0 & swap, before.same_1 & swap
            swapped_a1 = before.ahead1_1 & here & letters[at + 3].get(last, 0)
        else:
            swapped_2 = 0
        here_a1 = letters[at + 3].get(letter, 0)
        new_behind2_2 = behind2_2 & here_b2 | behind1_1
        new_behind1_1 = behind1_1 & here_b1 | same_0
        new_behind1_2 = behind1_2 & here_b1 | behind1_1 & reach | same_1 | swapped_b1
        new_same_0 = same_0 & here
        new_same_1 = same_1 & here | same_0 & reach_0 | swapped
        new_same_2 = same_2 & here | same_1 & reach_0 | ahead1_1 | swapped_2
        new_same_2 |= new_behind1_1 & reach_0
        new_ahead1_1 = ahead1_1 & here_a1 | new_same_0 & reach_1
        new_ahead1_2 = ahead1_2 & here_a1 | ahead1_1 & reach_1 | swapped_a1
        new_ahead1_2 |= new_same_1 & reach_1
        new_ahead2_2 = ahead2_2 & letters[at + 4].get(letter, 0) | new_ahead1_1 & reach_2
        return Row(
            new_behind2_2, new_behind1_1, new_behind1_2, new_same_0, new_same_1, new_same_2,
            new_ahead1_1, new_ahead1_2, new_ahead2_2,
        )  # fmt: skip
