"""Ranking what fits as it stands: the exact code, whole names, whole words, beginnings.

The degrees are intersections of the sets of all typed words. The best of each become candidates,
and candidates are told apart by points: words that stand together, drugs asked for by name, codes
that this user logs often.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from math import log2

from rvuedge_desktop.catalog.bitmaps import bytes_of, contains, lowest
from rvuedge_desktop.catalog.matching import Matcher, WordMatch
from rvuedge_desktop.catalog.records import phrase_key

# Searching looks further when there are fewer hits; and within as many stand the words as typed.
ENOUGH = 10
# As much as a code that the user has logged once: what is done every day is meant more often.
_COMMON = 40.0
_CANDIDATES = 60
_MOST_USED = 400

_EXACT_CODE, _WHOLE, _EXACT, _OWN, _ANYWHERE = 10_000.0, 600.0, 300.0, 200.0, 100.0


class Ranking:
    """Ranks the documents that have all words of a query as they stand."""

    def __init__(self, sections: Mapping[str, memoryview], matcher: Matcher) -> None:
        self._matcher = matcher
        self._codes = matcher.codes
        self._texts = str(sections["texts"], "utf-8").split("\0")
        self._phrases = sections["phrases"].cast("I")
        self._phrase_numbers = sections["phrases.numbers"].cast("I")
        self._drugs = bytes(sections["kind.drug"])
        self._common = bytes(sections["common"])

    def as_typed(
        self,
        words: list[str],
        matches: list[WordMatch],
        allowed: int,
        limit: int,
        usage: Mapping[str, int],
    ) -> list[int]:
        """The documents that have all words as they stand, best first."""
        exact = own = anywhere = allowed
        for match in matches:
            exact &= match.exact
            own &= match.own
            anywhere &= match.anywhere
        if not anywhere:
            return []
        room = max(_CANDIDATES, limit + 20)
        points: dict[int, float] = {}
        for value, bitmap in (
            (_EXACT, exact),
            (_OWN, own ^ exact),
            (_ANYWHERE, anywhere ^ own),
        ):
            for number in lowest(bitmap, room - len(points)):
                points[number] = value
        reachable, in_own, in_exact = bytes_of(anywhere), bytes_of(own), bytes_of(exact)

        def base(number: int) -> float:
            if contains(in_exact, number):
                return _EXACT
            return _OWN if contains(in_own, number) else _ANYWHERE

        text = " ".join(words).replace("-", " ")
        for number in self._with_phrase(text):
            if contains(reachable, number):
                points[number] = base(number)
        if usage:
            for number, boost in self._used(usage, reachable):
                points[number] = base(number) + boost
        self._compare_phrases(points, text)
        for number in points:
            if contains(self._common, number):
                points[number] += _COMMON
        if any(map(str.isdigit, words[0])):
            self._prefer_codes(points, words, reachable, limit)
        order = sorted([(-value, number) for number, value in points.items()])
        ranked = [number for _, number in order]
        if len(ranked) > ENOUGH:
            self._keep_written(ranked, words, anywhere)
        return ranked

    def _keep_written(self, ranked: list[int], words: list[str], reachable: int) -> None:
        """See to it that a document with the very words typed is among the first ten.

        "Dev" is the beginning of many of our names and a word of CMS's descriptions: without this
        whoever means the word would never see it.
        """
        written = reachable
        for word in words:
            written &= self._matcher.written(word)
        if not written:
            return
        having = bytes_of(written)
        if not any(contains(having, number) for number in ranked[:ENOUGH]):
            best = lowest(written, 2)
            ranked[:] = [number for number in ranked if number not in best]
            ranked[ENOUGH - 2 : ENOUGH - 2] = best

    def _with_phrase(self, text: str) -> list[int]:
        """The documents with `text` as a whole name, synonym or description (or its like)."""
        key = phrase_key(text)
        phrases = self._phrases
        low, high = 0, len(phrases)
        while low < high:
            middle = (low + high) // 2
            if phrases[middle] < key:
                low = middle + 1
            else:
                high = middle
        found: list[int] = []
        while low < len(phrases) and phrases[low] == key and len(found) < _CANDIDATES:
            found.append(self._phrase_numbers[low])
            low += 1
        return found

    def _used(self, usage: Mapping[str, int], reachable: bytes) -> Iterator[tuple[int, float]]:
        """The user's own codes that fit, with the points that using them so often is worth."""
        used: Iterable[tuple[str, int]] = usage.items()
        if len(usage) > _MOST_USED:
            used = heapq.nlargest(_MOST_USED, used, key=lambda pair: pair[1])
        document = self._codes.document
        for code, count in used:
            number = document(code)
            if count > 0 and number >= 0 and contains(reachable, number):
                yield number, min(40.0 * log2(1 + count), 260.0)

    def _compare_phrases(self, points: dict[int, float], text: str) -> None:
        """Add to the points of documents that have the words together, at best as a whole."""
        texts, drugs = self._texts, self._drugs
        whole, begun, inside = f"\n{text}\n", f"\n{text}", f" {text}"
        several = " " in text
        for number in points:
            written = texts[number]
            if begun in written:
                if whole in written:
                    points[number] += _WHOLE - _EXACT + (40 if contains(drugs, number) else 0)
                elif written.startswith(begun):
                    points[number] += 75
                else:
                    points[number] += 60
                if written.startswith(whole):
                    points[number] += 20
            elif several and inside in written:
                points[number] += 25

    def _prefer_codes(
        self, points: dict[int, float], words: list[str], reachable: bytes, limit: int
    ) -> None:
        """A number is first of all a code: the code itself, then those that begin so."""
        typed = words[0].upper()
        numbers = self._codes.beginning(typed)
        if len(numbers) > 4 * limit:
            numbers = sorted(numbers)
        numbers = list(islice((n for n in numbers if contains(reachable, n)), 2 * limit))
        for number in numbers:
            points[number] = points.get(number, _OWN) + 300
        exact = self._codes.document(typed)
        if exact >= 0 and contains(reachable, exact):
            points[exact] = _EXACT_CODE
