"""Which documents have which word: a sorted vocabulary with the documents of each word.

The documents of neighbouring words lie next to each other, so the documents of all words with one
beginning are one slice. Slices that are long (beginnings of a letter or two, common words) are
kept as ready bitmaps, since a keystroke must not go through thousands of numbers.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from rvuedge_desktop.catalog.bitmaps import bitmap_of
from rvuedge_desktop.catalog.keeping import keep

# Slices longer than this are kept as bitmaps in the index file.
LONG_SLICE = 400
_KEPT_BITMAPS = 200
_LAST = "\U0010ffff"


class Vocabulary:
    """All words of the index, sorted; a word's number is its place."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words

    def beginning(self, letters: str) -> tuple[int, int]:
        """The range of word numbers that begin with `letters`; of none for no letters."""
        if not letters:
            return 0, 0
        low = bisect_left(self.words, letters)
        return low, bisect_left(self.words, letters + _LAST, low)

    def number(self, word: str) -> int:
        """The number of `word`; -1 when no document has it."""
        at = bisect_left(self.words, word)
        return at if at < len(self.words) and self.words[at] == word else -1


class Postings:
    """For each word of a vocabulary the documents that have it, best documents first."""

    def __init__(self, sections: Mapping[str, bytes | memoryview], name: str, size: int) -> None:
        self._size = size
        self._starts = memoryview(sections[f"{name}.starts"]).cast("I")
        self._numbers = memoryview(sections[f"{name}.numbers"]).cast("I" if size > 65535 else "H")
        ranges = memoryview(sections[f"{name}.long"]).cast("I")
        self._width = (size >> 3) + 1
        self._bitmaps = memoryview(sections[f"{name}.bitmaps"])
        self._long = {
            (ranges[at], ranges[at + 1]): at // 2 * self._width for at in range(0, len(ranges), 2)
        }
        self._kept: dict[tuple[int, int], int] = {}

    def documents(self, word: int) -> list[int]:
        """The documents of one word, best first."""
        return self._numbers[self._starts[word] : self._starts[word + 1]].tolist()

    def count(self, word: int) -> int:
        """In how many documents a word stands."""
        return self._starts[word + 1] - self._starts[word]

    def union(self, words: Iterable[int]) -> int:
        """The documents of any of the words, as a set."""
        found = 0
        numbers: list[int] = []
        for word in words:
            if self.count(word) > LONG_SLICE:
                found |= self.bitmap(word, word + 1)
            else:
                numbers += self.documents(word)
        return found | bitmap_of(numbers, self._size) if numbers else found

    def bitmap(self, low: int, high: int) -> int:
        """The documents of all words numbered `low` to `high` (left out)."""
        if low >= high:
            return 0
        kept = self._kept.get((low, high))
        if kept is not None:
            return kept
        at = self._long.get((low, high))
        if at is None:
            numbers = self._numbers[self._starts[low] : self._starts[high]]
            return bitmap_of(numbers, self._size)
        made = int.from_bytes(self._bitmaps[at : at + self._width], "little")
        keep(self._kept, (low, high), made, _KEPT_BITMAPS)
        return made


def postings_sections(
    name: str, vocabulary: Sequence[str], found: Mapping[str, Sequence[int]], size: int
) -> dict[str, bytes]:
    """The sections of `Postings`: `found` has each word's documents in order."""
    starts = array("I", [0])
    numbers = array("I" if size > 65535 else "H")
    for word in vocabulary:
        numbers.extend(found.get(word, ()))
        starts.append(len(numbers))
    ranges = sorted(_long_ranges(vocabulary, starts))
    width = (size >> 3) + 1
    bitmaps = b"".join(
        bitmap_of(numbers[starts[low] : starts[high]], size).to_bytes(width, "little")
        for low, high in ranges
    )
    return {
        f"{name}.starts": starts.tobytes(),
        f"{name}.numbers": numbers.tobytes(),
        f"{name}.long": array("I", [end for pair in ranges for end in pair]).tobytes(),
        f"{name}.bitmaps": bitmaps,
    }


def _long_ranges(vocabulary: Sequence[str], starts: Sequence[int]) -> set[tuple[int, int]]:
    """The ranges of words with one beginning (or one word) whose documents are many."""
    ranges = {
        (at, at + 1) for at in range(len(vocabulary)) if starts[at + 1] - starts[at] > LONG_SLICE
    }
    pending = [(0, len(vocabulary), 0)]
    while pending:
        low, high, depth = pending.pop()
        if starts[high] - starts[low] <= LONG_SLICE:
            continue
        if depth:
            ranges.add((low, high))
        at = low
        while at < high:
            word = vocabulary[at]
            if len(word) <= depth:
                at += 1
                continue
            end = bisect_left(vocabulary, word[: depth + 1] + _LAST, at, high)
            pending.append((at, end, depth + 1))
            at = end
    return ranges
