"""Too little fits as it stands: less exact places, repaired words, most of the words."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from rvuedge_desktop.catalog.bitmaps import bytes_of, contains, lowest
from rvuedge_desktop.catalog.matching import Likeness, Matcher, WordMatch
from rvuedge_desktop.catalog.ranking import ENOUGH
from rvuedge_desktop.catalog.words import STOP_WORDS

# With more words than this that nothing begins with, a query is not one with a slip.
_MOST_REPAIRED = 4


class Widening:
    """Adds documents that fit less well to a short list of hits."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._codes = matcher.codes

    def look_further(
        self,
        found: list[int],
        words: list[str],
        matches: list[WordMatch],
        allowed: int,
        limit: int,
    ) -> None:
        """Add what fits less well, in place, until there is enough."""
        enough = min(ENOUGH, limit)
        wide = [m.anywhere | self._matcher.faint(w) for m, w in zip(matches, words, strict=True)]
        every = allowed
        for bitmap in wide:
            every &= bitmap
        _add(found, lowest(every, limit + len(found)), limit)
        if len(words) == 1 and words[0].isdigit() and len(found) < enough:
            kept = bytes_of(allowed)
            _add(found, [n for n in self._codes.ending(words[0]) if contains(kept, n)], limit)
        if len(found) >= enough:
            return
        if len(words) > 1:
            needed = [b for b, w in zip(wide, words, strict=True) if w not in STOP_WORDS]
            every = allowed
            for bitmap in needed:
                every &= bitmap
            if len(needed) < len(words) and needed:
                _add(found, lowest(every, limit + len(found)), limit)
        self._repaired(found, words, wide, allowed, limit)
        if not found and len(words) > 1:
            self._most_words(found, words, wide, allowed, limit)

    def _repaired(
        self, found: list[int], words: list[str], wide: list[int], allowed: int, limit: int
    ) -> None:
        """Add documents that have one word nearly, the others as they stand (or nearly too)."""
        matcher = self._matcher
        misses = [at for at, bitmap in enumerate(wide) if not bitmap]
        targets = misses[:1] or list(range(len(words)))
        if len(misses) > _MOST_REPAIRED:
            return
        nearly = list(wide)
        for at in misses[1:]:
            nearly[at] = matcher.near(words[at])
        most_slips = 2
        if found:
            # What finds something as it stands is doubted less.
            most_slips = 1
            targets = [at for at in targets if not matcher.is_word(words[at])]
        steps: list[tuple[int, int, Likeness, int]] = []
        for target in targets:
            others = allowed
            for at, bitmap in enumerate(nearly):
                if at != target:
                    others &= bitmap
            if others:
                steps += [
                    (step, target, likeness, others)
                    for step, likeness in enumerate(matcher.corrections(words[target]))
                    if likeness.slips <= most_slips
                ]
        steps.sort(key=lambda step: step[:2])
        for _, _, likeness, others in steps:
            if len(found) >= min(ENOUGH, limit):
                return
            hits = matcher.documents_near(likeness) & others
            if hits:
                self._deal(found, matcher.words_near(likeness), hits, limit)

    def _deal(self, found: list[int], near: list[int], hits: int, limit: int) -> None:
        """Add the documents of each word in turn, so that no correction hides another."""
        if hits.bit_count() <= limit - len(found) or len(near) == 1:
            _add(found, lowest(hits, limit + len(found)), limit)
            return
        allowed = bytes_of(hits)
        hands = []
        for word in near:
            numbers = self._matcher.documents(word)
            hand = list(islice((n for n in numbers if contains(allowed, n)), limit))
            if hand:
                hands.append(hand)
        for turn in range(limit):
            hands = [hand for hand in hands if len(hand) > turn]
            if not hands or len(found) >= limit:
                return
            _add(found, [hand[turn] for hand in hands], limit)

    def _most_words(
        self, found: list[int], words: list[str], wide: list[int], allowed: int, limit: int
    ) -> None:
        """Add documents with most of the words, more words first."""
        near = list(wide)
        misses = [at for at, bitmap in enumerate(wide) if not bitmap]
        for at in misses[:_MOST_REPAIRED]:
            near[at] = self._matcher.near(words[at])
        having = [allowed] + [0] * len(near)
        for bitmap in near:
            for count in range(len(near), 0, -1):
                having[count] |= having[count - 1] & bitmap
        for count in range(len(near), (len(near) - 1) // 2, -1):
            _add(found, lowest(having[count], limit + len(found)), limit)
            if len(found) >= min(ENOUGH, limit):
                return


def _add(found: list[int], more: Iterable[int], limit: int) -> None:
    """Append what is new, up to `limit`."""
    for number in more:
        if len(found) >= limit:
            return
        if number not in found:
            found.append(number)
