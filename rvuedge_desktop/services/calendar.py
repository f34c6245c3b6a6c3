"""The working calendar and what periods depend on: settings, holidays and the user's own days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.periods import Period
from rvuedge_desktop.domain.working_calendar import (
    OFFICE_WEEK,
    CalendarDay,
    DayKind,
    WorkingCalendar,
)
from rvuedge_desktop.services.settings import Setting, keep

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

WEEK_STARTS = Setting(
    key="calendar.week_starts",
    default="6",
    title="Weeks begin on",
    choices=tuple((str(number), name) for number, name in enumerate(_WEEKDAYS)),
)
FISCAL_MONTH = Setting(
    key="calendar.fiscal_month",
    default="1",
    title="Fiscal years begin in",
    choices=tuple((str(number), name) for number, name in enumerate(_MONTHS, 1)),
)
WEEK = Setting(
    key="calendar.week", default="1,1,1,1,1,0,0", title="How much of a day each weekday is worked"
)
HOLIDAYS = Setting(
    key="calendar.holidays",
    default="us",
    title="Holidays",
    choices=(("us", "US federal holidays"), ("none", "None")),
)


def period_settings(store: Store) -> tuple[int, int]:
    """On which weekday weeks begin (Monday 0), and in which month fiscal years do."""
    kept = store.settings()
    week_starts = WEEK_STARTS.read(kept.get(WEEK_STARTS.key))
    return int(week_starts), int(FISCAL_MONTH.read(kept.get(FISCAL_MONTH.key)))


def set_period_settings(store: Store, week_starts: int, fiscal_month: int) -> None:
    """Keep on which weekday weeks begin, and in which month fiscal years do."""
    keep(store, WEEK_STARTS, str(week_starts))
    keep(store, FISCAL_MONTH, str(fiscal_month))


def working_calendar(store: Store, period: Period) -> WorkingCalendar:
    """The user's working calendar, with the holidays of the years of a period."""
    kept = store.settings()
    holidays: dict[date, str] = {}
    if HOLIDAYS.read(kept.get(HOLIDAYS.key)) == "us":
        for year in range(period.first.year, period.last.year + 1):
            holidays |= _us_holidays(year)
    return WorkingCalendar(_week(kept.get(WEEK.key)), holidays, store.calendar_days())


def set_week(store: Store, week: Iterable[Decimal]) -> None:
    """Keep how much of a day each weekday is worked, Monday first. ValueError with a sentence."""
    weights = tuple(week)
    WorkingCalendar(weights)
    keep(store, WEEK, ",".join(format(weight, "f") for weight in weights))


def set_holidays(store: Store, which: str) -> None:
    """Keep whose holidays are kept: `us` or `none`."""
    keep(store, HOLIDAYS, which)


def mark_days(
    store: Store,
    days: Iterable[date],
    kind: DayKind,
    *,
    weight: Decimal | None = None,
    note: str = "",
) -> None:
    """Say what days are; `DayKind.NOTHING` answers for a day that looks forgotten."""
    store.set_calendar_days(CalendarDay(day, kind, weight, note) for day in days)


def forgotten_days(store: Store, period: Period, today: date) -> list[date]:
    """Working days of a period without a line: from the first of the log to yesterday."""
    span = store.log_span()
    if span is None:
        return []
    first = max(period.first, span[0])
    last = min(period.last, date.fromordinal(max(1, today.toordinal() - 1)))
    if last < first:
        return []
    looked_at = Period(first, last)
    logged = set(store.days_with_entries(first, last))
    return working_calendar(store, looked_at).forgotten(looked_at, logged)


def _week(kept: str | None) -> tuple[Decimal, ...]:
    """A week as it is kept; the usual one where that is nothing usable."""
    try:
        week = tuple(Decimal(part) for part in WEEK.read(kept).split(","))
        return WorkingCalendar(week).week
    except (InvalidOperation, ValueError):
        return OFFICE_WEEK


@lru_cache(maxsize=64)
def _us_holidays(year: int) -> dict[date, str]:
    """The federal holidays of a year, with the weekdays on which they are observed."""
    import holidays

    return dict(holidays.country_holidays("US", years=year).items())
