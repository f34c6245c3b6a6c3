"""How a code's work RVU compares with those of its section in the same release."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.amounts import from_hundredths, round_half_up
from rvuedge_desktop.domain.codes import section_of
from rvuedge_desktop.services.page_parts import Comparison

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store

# Below this there is nothing to compare with.
_FEWEST = 5


class Comparisons:
    """The work RVUs of each section of each release, read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sections: dict[str, dict[str, tuple[Decimal, ...]]] = {}

    def of(self, code: str, work: int, release: str, *, complete: bool) -> Comparison | None:
        """Where `work` (hundredths, above 0) lies; None in a section of a few codes only."""
        section = section_of(code)
        values = self._of_release(release).get(section, ())
        if len(values) < _FEWEST:
            return None
        below = bisect_left(values, from_hundredths(work))
        return Comparison(
            section=section,
            release=release,
            percentile=100 * below // len(values),
            median=round_half_up(Decimal(median(values))),
            low=values[0],
            high=values[-1],
            values=values,
            complete=complete,
        )

    def _of_release(self, release: str) -> dict[str, tuple[Decimal, ...]]:
        found = self._sections.get(release)
        if found is None:
            grouped: dict[str, list[int]] = {}
            for code, work, _days, _base in self._store.outline_of(release):
                if work > 0:
                    grouped.setdefault(section_of(code), []).append(work)
            found = {
                section: tuple(map(from_hundredths, sorted(works)))
                for section, works in grouped.items()
            }
            self._sections[release] = found
        return found
