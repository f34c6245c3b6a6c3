"""Goals, and the pace toward them.

The pace is what a working day has brought so far times the working days left. Its range comes from
how much the user's own days differ, so it is wide for a surgeon and narrow for a clinic; before
there are enough days nothing is said at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from rvuedge_desktop.domain.amounts import ZERO
from rvuedge_desktop.domain.periods import Period, PeriodKind
from rvuedge_desktop.domain.working_calendar import WorkingCalendar

SPANS = (
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.YEAR,
    PeriodKind.FISCAL_YEAR,
    PeriodKind.CONTRACT_YEAR,
)
MOST_GOAL = Decimal(100_000_000)

SAMPLE_DAYS = 120
"""How many days back the days lie that the pace is taken from."""
LEAST_DAYS = 10
LEAST_DAYS_WITH_WORK = 5
GAP_DAYS = 15
"""So many working days without work in a row are a gap in the log."""
# Eight of ten outcomes of a normal spread lie within this many standard deviations.
_SPREAD = Decimal("1.2816")


class Measure(StrEnum):
    """What a goal counts."""

    WRVU = "wrvu"
    CASES = "cases"
    DOLLARS = "dollars"

    @property
    def words(self) -> str:
        return {"wrvu": "wRVU", "cases": "cases", "dollars": "dollars"}[self.value]


@dataclass(frozen=True, slots=True)
class Goal:
    """So much in each period of a kind. `contract` names whose contract year, or whose dollars."""

    name: str
    span: PeriodKind
    amount: Decimal
    measure: Measure = Measure.WRVU
    contract: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("A goal needs a name.")
        if self.span not in SPANS:
            raise ValueError(f"A goal is for one of {', '.join(span.value for span in SPANS)}.")
        if not 0 < self.amount <= MOST_GOAL or self.amount * 100 % 1:
            raise ValueError("A goal is an amount above 0 with at most two decimals.")


@dataclass(frozen=True, slots=True)
class Rate:
    """What a full working day brings, from days of the log, and how much such days differ.

    `variance` is that of a full day. The days are `sample_days`, `worked_days` of them with work.
    """

    per_day: Decimal
    variance: Decimal
    weight: Decimal
    sample_days: int
    worked_days: int

    @property
    def enough(self) -> bool:
        return self.sample_days >= LEAST_DAYS and self.worked_days >= LEAST_DAYS_WITH_WORK

    @property
    def waits_for(self) -> str:
        """What is missing, as a sentence; empty when there is enough."""
        if self.enough:
            return ""
        if self.sample_days < LEAST_DAYS:
            return (
                f"A pace needs {LEAST_DAYS} working days of log; there "
                f"{'is' if self.sample_days == 1 else 'are'} {self.sample_days} so far."
            )
        return (
            f"A pace needs {LEAST_DAYS_WITH_WORK} working days with lines; there "
            f"{'is' if self.worked_days == 1 else 'are'} {self.worked_days} so far."
        )

    def ahead(self, weight: Decimal) -> tuple[Decimal, Decimal]:
        """What so many full days will bring, and how far eight of ten outcomes stray from it.

        The spread has two parts: the days to come, and how well the average is known.
        """
        if weight <= 0 or self.weight <= 0:
            return ZERO, ZERO
        variance = self.variance * (weight + weight * weight / self.weight)
        return self.per_day * weight, _SPREAD * variance.sqrt()


def rate_of(
    daily: Mapping[date, Decimal], calendar: WorkingCalendar, log_first: date, until: date
) -> Rate:
    """The rate of the working days from `log_first`, at most 120 days back, up to `until`.

    What was done on a day off is added to the working day before it. A last day without lines is
    not over and stays out. Three weeks without a line are a log that was put down, not days
    without work: nothing before them counts.
    """
    first = max(log_first, until - timedelta(days=SAMPLE_DAYS - 1))
    if until not in daily and until > date.min:
        until -= timedelta(days=1)
    if until < first:
        return Rate(ZERO, ZERO, ZERO, 0, 0)
    done: list[Decimal] = []
    weights: list[Decimal] = []
    early = ZERO
    for day in Period(first, until):
        weight, amount = calendar.weight(day), daily.get(day, ZERO)
        if weight > 0:
            done.append(amount + early)
            weights.append(weight)
            early = ZERO
        elif done:
            done[-1] += amount
        else:
            early += amount
    begun = _after_gap(done)
    done, weights = done[begun:], weights[begun:]
    weight = sum(weights, ZERO)
    if not weight:
        return Rate(ZERO, ZERO, ZERO, 0, 0)
    per_day = sum(done, ZERO) / weight
    # Weighted least squares: a half day is expected to differ by half the variance of a full one.
    squares = sum(
        ((amount - per_day * part) ** 2 / part for amount, part in zip(done, weights, strict=True)),
        ZERO,
    )
    variance = squares / (len(done) - 1) if len(done) > 1 else ZERO
    return Rate(per_day, variance, weight, len(done), sum(1 for amount in done if amount > 0))


def _after_gap(done: list[Decimal]) -> int:
    """Where the days begin that come after the last long run without work."""
    begun = run = 0
    for number, amount in enumerate(done):
        run = 0 if amount else run + 1
        if run >= GAP_DAYS:
            begun = number + 1
    return begun


@dataclass(frozen=True, slots=True)
class Pace:
    """Where a period stands on a day. Amounts are unrounded; those of a pace may be None.

    `days_done` and `days_left` count days with work, `weight_left` full days.
    """

    period: Period
    on: date
    done: Decimal
    days_done: int
    days_left: int
    weight_left: Decimal
    rate: Rate
    goal: Decimal | None = None
    needed_per_day: Decimal | None = None
    projected: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def enough_data(self) -> bool:
        return self.projected is not None


def pace_of(
    period: Period,
    on: date,
    daily: Mapping[date, Decimal],
    calendar: WorkingCalendar,
    *,
    log_first: date | None,
    goal: Decimal | None = None,
) -> Pace:
    """The pace of a period on a day, from what each day of the log brought.

    `daily` holds the days of the period and of the sample. The day itself is done once it has a
    line, and else still to come. A period that is over is projected as what it is.
    """
    on = max(period.first - timedelta(days=1), on) if period.first > date.min else on
    end = min(on, period.last)
    done = sum((amount for day, amount in daily.items() if period.first <= day <= end), ZERO)
    if log_first is None:
        rate = Rate(ZERO, ZERO, ZERO, 0, 0)
    else:
        rate = rate_of(daily, calendar, log_first, end)
    over = on if on in daily else on - timedelta(days=1)
    days_done = days_left = 0
    weight_left = ZERO
    for day in period:
        weight = calendar.weight(day)
        if not weight:
            continue
        if day <= over:
            days_done += 1
        else:
            days_left += 1
            weight_left += weight
    projected = low = high = needed = None
    if on > period.last:
        projected = low = high = done
    elif rate.enough:
        ahead, spread = rate.ahead(weight_left)
        projected = done + ahead
        low, high = max(done, projected - spread), projected + spread
    if goal is not None and weight_left:
        needed = max(ZERO, goal - done) / weight_left
    return Pace(
        period,
        on,
        done,
        days_done,
        days_left,
        weight_left,
        rate,
        goal,
        needed,
        projected,
        low,
        high,
    )
