"""A code over the installed releases, and what the efficiency adjustment of 2026 did to it.

The adjustment cut most work RVUs to 97.5 % of those of 2025, rounded half up; whether a code was
cut is read off its values (domain reference 3.1, 3.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.amounts import from_hundredths, round_half_up
from rvuedge_desktop.domain.credit import PricedLine, choose_row
from rvuedge_desktop.domain.entries import Line
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.services.page_parts import HistoryPoint

if TYPE_CHECKING:
    from rvuedge_desktop.services.pricing import Pricer

_CUT = Decimal("0.975")
_CUT_YEAR = 2026
_WITH_RVU = (ValueState.VALUED, ValueState.NO_WORK)


def history_of(pricer: Pricer, code: str, on: date, modifier: str = "") -> tuple[HistoryPoint, ...]:
    """What each release that can speak of a code says of it, oldest first."""
    found: list[HistoryPoint] = []
    before: Decimal | None = None
    line = Line(code, on, (modifier,) if modifier else ())
    for release in sorted(pricer.releases_for(code), key=lambda known: known.order):
        rows = pricer.rows(code, release.name)
        if not rows:
            if release.complete:
                found.append(
                    HistoryPoint(
                        *(release.name, release.first_date, ValueState.UNKNOWN, "", None, None),
                        listed=False,
                    )
                )
                before = None
            continue
        working = choose_row(PricedLine(line, rows, release.name))
        state, value = working.standing.state, working.value
        work = from_hundredths(value.work) if value is not None and state in _WITH_RVU else None
        change = work - before if work is not None and before is not None else None
        status = value.status if value is not None else ""
        found.append(HistoryPoint(release.name, release.first_date, state, status, work, change))
        before = work
    return tuple(found) if any(point.listed for point in found) else ()


def adjustment_sentence(code: str, history: Sequence[HistoryPoint]) -> str:
    """What happened to a code's work at New Year 2026; empty where that cannot be told."""
    earlier = [point for point in history if point.first_day.year < _CUT_YEAR and point.work]
    later = [point for point in history if point.first_day.year >= _CUT_YEAR and point.work]
    if not earlier or not later or earlier[-1].first_day.year != _CUT_YEAR - 1:
        return ""
    before, after = earlier[-1].work or Decimal(0), later[0].work or Decimal(0)
    cut = round_half_up(before * _CUT)
    if after == cut != before:
        return (
            f"The 2026 efficiency adjustment took {code} from {before} to {after}: "
            "exactly × 0.975, as for most codes."
        )
    if after == before == cut:
        return (
            f"{before} is so small that the 2026 efficiency adjustment (× 0.975) rounds back to it."
        )
    if after == before:
        return f"The 2026 efficiency adjustment (× 0.975) left {code} out: it stayed at {before}."
    moved = "raised" if after > before else "lowered"
    return f"CMS revalued {code} in 2026: {moved} from {before} to {after}."


def change_sentence(code: str, history: Sequence[HistoryPoint]) -> str:
    """The values over time in one sentence; empty where there is one value only."""
    valued = [point for point in history if point.work is not None]
    if not valued:
        return ""
    runs: list[tuple[HistoryPoint, HistoryPoint]] = []
    for point in valued:
        if runs and runs[-1][1].work == point.work:
            runs[-1] = (runs[-1][0], point)
        else:
            runs.append((point, point))
    if len(runs) == 1:
        first = runs[0][0]
        since = f"since {first.first_day.year}" if len(valued) > 1 else f"in {first.release}"
        return f"{code} has had {first.work} {since} in the installed releases."
    steps = ", then ".join(f"{first.work} ({first.release})" for first, _ in runs[:-1])
    last = runs[-1][0]
    return f"In the installed releases {code} had {steps}, and {last.work} since {last.release}."
