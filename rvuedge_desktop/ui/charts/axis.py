"""Ticks a person would choose: 1, 2, 2.5 or 5 times a power of ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_SMALLEST = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from zero: `intervals` steps of `step`."""

    step: Decimal
    intervals: int

    @property
    def high(self) -> Decimal:
        return self.step * self.intervals

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        return tuple(self.step * i for i in range(self.intervals + 1))

    def ratio(self, value: Decimal) -> float:
        """Where a value stands between 0.0 and 1.0, for pixels."""
        return min(1.0, max(0.0, float(value / self.high))) if self.high else 0.0


def step_at_least(least: Decimal, *, whole: bool = False) -> Decimal:
    """The smallest step a person would choose that is not below `least`."""
    least = max(least, Decimal(1) if whole else _SMALLEST)
    power = Decimal(1).scaleb(least.adjusted())
    for factor in _STEPS:
        step = factor * power
        if step >= least and not (whole and step != step.to_integral_value()):
            return step
    return 10 * power


def axis_for(high: Decimal, intervals: int, *, whole: bool = False) -> Axis:
    """An axis that reaches `high` with at most `intervals` steps, and no more than it needs."""
    if high <= 0:
        return Axis(Decimal(1), 1)
    step = step_at_least(high / max(1, intervals), whole=whole)
    needed = int((high / step).to_integral_value(rounding=ROUND_CEILING))
    return Axis(step, max(1, needed))


def paired_axes(left: Decimal, right: Decimal, most: int) -> tuple[Axis, Axis]:
    """Two axes with the same number of steps, so that one set of grid lines serves both.

    Of 3 to `most` steps the number that leaves the least room empty is taken.
    """
    best: tuple[float, Axis, Axis] | None = None
    for intervals in range(min(3, most), most + 1):
        pair = [
            Axis(step_at_least(max(high, _SMALLEST) / intervals), intervals)
            for high in (left, right)
        ]
        empty = (1 - pair[0].ratio(left)) + (1 - pair[1].ratio(right))
        if best is None or empty < best[0] - 0.02:
            best = (empty, pair[0], pair[1])
    if best is None:
        raise ValueError("an axis needs at least one interval")
    return best[1], best[2]


def label_places(widths: Sequence[float], slot: float, gap: float = 8) -> list[int]:
    """Which of evenly spaced labels to show so that none touches another.

    Every label when there is room; else every 2nd, 3rd, …; from 5 on those with round places
    (1, 5, 10, 15 of a month).
    """
    count = len(widths)
    if not count or slot <= 0:
        return []
    widest = max(widths) + gap
    for stride in (1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000):
        if widest <= stride * slot:
            break
    if stride < 5:
        return list(range(0, count, stride))
    places = [0, *range(stride - 1, count, stride)]
    if len(places) > 1 and places[1] * slot < widest:
        places.pop(1)
    return places
