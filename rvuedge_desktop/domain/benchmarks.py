"""Where a clinician stands among others, by percentiles the user brings.

Surveys are licensed, so none is shipped. Between two known percentiles the place is read on the
straight line between them; below the lowest and above the highest only that is said. Percentiles
of different measures are never multiplied: surveys compute each by itself, and a high rate goes
with low production (domain reference 6.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise

from rvuedge_desktop.domain.amounts import ZERO

PERCENTILES = (10, 20, 25, 50, 60, 75, 80, 90)


class BenchmarkMeasure(StrEnum):
    """What a row of percentiles is of."""

    WRVU = "wrvu"
    PAY = "pay"
    PAY_PER_WRVU = "pay-per-wrvu"

    @property
    def words(self) -> str:
        return {"wrvu": "wRVU", "pay": "pay", "pay-per-wrvu": "pay per wRVU"}[self.value]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Percentiles of a specialty from one source. Amounts are those of a full-time year.

    `schedule_year` is the year of the fee schedule the wRVU were counted with, 0 where the
    source does not say.
    """

    name: str
    specialty: str
    source: str
    year: int
    points: Mapping[BenchmarkMeasure, Mapping[int, Decimal]]
    schedule_year: int = 0

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("A benchmark needs a name.")
        if not self.points:
            raise ValueError(f"{self.name} has no percentiles.")
        for measure, points in self.points.items():
            _check(f"{self.name}, {measure.words}", points)


def _check(what: str, points: Mapping[int, Decimal]) -> None:
    if not points:
        raise ValueError(f"{what} has no percentiles.")
    unknown = [point for point in points if point not in PERCENTILES]
    if unknown:
        known = ", ".join(map(str, PERCENTILES))
        raise ValueError(f"{what} has a percentile {unknown[0]}; those of surveys are {known}.")
    amounts = [points[point] for point in sorted(points)]
    if any(amount <= 0 for amount in amounts):
        raise ValueError(f"{what} has an amount that is not above 0.")
    if any(high <= low for low, high in pairwise(amounts)):
        raise ValueError(f"The percentiles of {what} do not rise.")


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a scale of percentiles; `percentile` is None outside of what is known."""

    percentile: Decimal | None
    text: str


def place_of(amount: Decimal, points: Mapping[int, Decimal]) -> Place:
    """Where an amount lies among known percentiles.

    Shown in whole percentiles, but for one that is exactly a tenth, such as P37.5.
    """
    known = sorted(points)
    lowest, highest = known[0], known[-1]
    if amount < points[lowest]:
        return Place(None, f"<P{lowest}")
    if amount > points[highest]:
        return Place(None, f">P{highest}")
    low = max(point for point in known if points[point] <= amount)
    if points[low] == amount:
        return Place(Decimal(low), f"P{low}")
    high = min(point for point in known if points[point] > amount)
    share = (amount - points[low]) / (points[high] - points[low])
    exact = low + (high - low) * share
    tenth = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if tenth == exact:
        return Place(tenth, f"P{tenth.normalize():f}")
    return Place(tenth, f"P{exact.quantize(Decimal(1), ROUND_HALF_UP)}")


def annualised(done: Decimal, worked: Decimal, of_year: Decimal) -> Decimal:
    """A year's amount from what a part of its working days brought, both in full days."""
    return done * of_year / worked if worked else ZERO


def for_full_time(amount: Decimal, fte: Decimal) -> Decimal:
    """An amount as it would be at 1.00 FTE, which is what surveys publish."""
    return amount / fte


def schedule_warning(benchmark: Benchmark, schedule_years: set[int]) -> str:
    """A sentence when the log was counted on another year's schedule; empty when it was not."""
    others = sorted(schedule_years - {benchmark.schedule_year})
    if not benchmark.schedule_year or not others:
        return ""
    years = " and ".join(map(str, others))
    return (
        f"{benchmark.name} counts wRVU on the schedule of {benchmark.schedule_year}, "
        f"the log on that of {years}: the two are not alike."
    )
