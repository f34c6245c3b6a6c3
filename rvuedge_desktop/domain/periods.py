"""Plain days and the periods made of them. A day never has a time zone (house rule)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.last} is before {self.first}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        day = self.first
        while day < self.last:
            yield day
            day += timedelta(days=1)
        yield self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def month_of(day: date) -> Period:
    """The calendar month that holds `day`."""
    length = calendar.monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=length))


def shift_month(day: date, months: int) -> date:
    """The first day of the month `months` after the one that holds `day` (negative: before).

    Stays inside the years a date can hold.
    """
    index = day.year * 12 + day.month - 1 + months
    index = min(max(index, 12), 9999 * 12 + 11)
    return date(index // 12, index % 12 + 1, 1)


def parse_month(text: str) -> Period:
    """`2026-11` as that month; ValueError with a sentence when it is none."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", text.strip())
    if match is not None:
        year, month = int(match[1]), int(match[2])
        if year >= 1 and 1 <= month <= 12:
            return month_of(date(year, month, 1))
    raise ValueError(f"“{text}” is not a month; write it as 2026-11.")


def parse_day(text: str) -> date:
    """`2026-11-21` as a date; ValueError with a sentence when it is none."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text.strip()):
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            pass
    raise ValueError(f"“{text}” is not a date; write it as 2026-11-21.")


class PeriodKind(StrEnum):
    """What a page or a command can be asked for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    FISCAL_YEAR = "fiscal-year"
    CONTRACT_YEAR = "contract-year"
    ALL = "all"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class PeriodTerms:
    """What periods depend on besides the calendar.

    `week_starts` is a weekday, Monday 0 to Sunday 6; `fiscal_month` 1 to 12; `contract_first` the
    day from which contract years run; `log_span` the first and last day of the log.
    """

    week_starts: int = 6
    fiscal_month: int = 1
    contract_first: date | None = None
    log_span: tuple[date, date] | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.week_starts <= 6 or not 1 <= self.fiscal_month <= 12:
            raise ValueError("A week starts on a day from 0 to 6, a fiscal year in month 1 to 12.")


DEFAULT_TERMS = PeriodTerms()
_MONTHS_OF = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}


def period_of(kind: PeriodKind, day: date, terms: PeriodTerms = DEFAULT_TERMS) -> Period:
    """The period of a kind that holds `day`.

    At the two ends of what a date can hold a period is cut off. All time is the days of the log,
    or `day` alone for an empty one; a custom period is the day alone.
    """
    if kind is PeriodKind.WEEK:
        back = (day.weekday() - terms.week_starts) % 7
        return Period(_shifted(day, -back), _shifted(day, 6 - back))
    if kind in _MONTHS_OF:
        length = _MONTHS_OF[kind]
        begins = (day.month - 1) // length * length + 1
        return _months(day.year, begins, length)
    if kind is PeriodKind.FISCAL_YEAR:
        year = day.year if day.month >= terms.fiscal_month else day.year - 1
        return _months(year, terms.fiscal_month, 12)
    if kind is PeriodKind.CONTRACT_YEAR:
        if terms.contract_first is None:
            raise ValueError("A contract year needs a contract; add one with its first day.")
        return _contract_year(terms.contract_first, day)
    if kind is PeriodKind.ALL and terms.log_span is not None:
        return Period(*terms.log_span)
    return Period(day, day)


def _months(year: int, month: int, count: int) -> Period:
    """`count` months from the one given on; year 0 is cut off at the first day there is."""
    first = date.min if year < 1 else date(year, month, 1)
    end = year * 12 + month - 1 + count
    last = date.max if end >= 10_000 * 12 else date(end // 12, end % 12 + 1, 1) - timedelta(days=1)
    return Period(first, last)


def _contract_year(first: date, day: date) -> Period:
    """The year of a contract that holds `day`; each begins on the day the contract began.

    A contract that began on the 29th of February begins its other years on the 1st of March.
    """

    def begins(year: int) -> date | None:
        if not 1 <= year <= 9999:
            return None
        if (first.month, first.day) == (2, 29) and not calendar.isleap(year):
            return date(year, 3, 1)
        return first.replace(year=year)

    this = begins(day.year)
    year = day.year if this is not None and day >= this else day.year - 1
    after = begins(year + 1)
    return Period(
        begins(year) or date.min, date.max if after is None else after - timedelta(days=1)
    )


def _shifted(day: date, days: int) -> date:
    """A day so many days on, never beyond what a date can hold."""
    number = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(number)


def neighbour(
    kind: PeriodKind, period: Period, step: int, terms: PeriodTerms = DEFAULT_TERMS
) -> Period:
    """The period before (`step` -1) or after (+1): of the same kind, or of as many days.

    All time has no neighbour and stays as it is.
    """
    if kind is PeriodKind.ALL:
        return period
    if kind is PeriodKind.CUSTOM:
        days = period.days * step
        first, last = _shifted(period.first, days), _shifted(period.last, days)
        return Period(first, last)
    edge = period.first if step < 0 else period.last
    return period_of(kind, _shifted(edge, step), terms)


def year_before(period: Period) -> Period:
    """The same days a year earlier.

    The 29th of February has no match in a common year and falls away (alone, it is compared with
    the 28th); a period that ends with February ends with February a year earlier too when it is
    made of whole months.
    """
    year = period.first.year - 1
    if year < 1:
        return Period(date.min, date.min)
    whole = period.first.day == 1 and period.last == month_of(period.last).last
    last = _a_year_earlier(period.last, 28)
    if whole:
        last = month_of(last).last
    first = _a_year_earlier(period.first, 0)
    return Period(min(first, last), last)


def _a_year_earlier(day: date, instead: int) -> date:
    """A year before; for the 29th of February that day of February, or 0: the 1st of March."""
    year = max(day.year - 1, 1)
    if (day.month, day.day) == (2, 29):
        return date(year, 2, instead) if instead else date(year, 3, 1)
    return day.replace(year=year)


def days_so_far(period: Period, today: date) -> Period:
    """The part of a period that has come by `today`; all of it when it is over or still ahead."""
    return Period(period.first, today) if today in period else period


@dataclass(frozen=True, slots=True)
class PeriodLabel:
    """What a period is called, as data: the page words it in its language, `text` in ours.

    `number` is the month, quarter or half; `year` the year it is named after (a fiscal year by
    the year in which it ends); both 0 where they do not apply.
    """

    kind: PeriodKind
    first: date
    last: date
    year: int = 0
    number: int = 0

    @property
    def text(self) -> str:
        match self.kind:
            case PeriodKind.MONTH:
                return f"{calendar.month_name[self.number]} {self.year}"
            case PeriodKind.QUARTER:
                return f"Q{self.number} {self.year}"
            case PeriodKind.HALF:
                return f"H{self.number} {self.year}"
            case PeriodKind.YEAR:
                return str(self.year)
            case PeriodKind.FISCAL_YEAR:
                return f"FY {self.year}"
            case PeriodKind.DAY:
                return self.first.isoformat()
            case PeriodKind.ALL:
                return "All time"
            case PeriodKind.WEEK:
                return f"Week of {self.first}"
            case PeriodKind.CONTRACT_YEAR:
                return f"Contract year from {self.first}"
            case _:
                return f"{self.first} to {self.last}"


def label_of(kind: PeriodKind, period: Period) -> PeriodLabel:
    """The label of a period of a kind."""
    year = period.last.year if kind is PeriodKind.FISCAL_YEAR else period.first.year
    number = 0
    if kind in _MONTHS_OF and kind is not PeriodKind.YEAR:
        number = (period.first.month - 1) // _MONTHS_OF[kind] + 1
    named = kind in _MONTHS_OF or kind is PeriodKind.FISCAL_YEAR
    return PeriodLabel(kind, period.first, period.last, year if named else 0, number)


def parse_quarter(text: str) -> Period:
    """`2026-Q4` as that quarter; ValueError with a sentence when it is none."""
    match = re.fullmatch(r"([0-9]{4})-?[Qq]([1-4])", text.strip())
    if match is None or int(match[1]) < 1:
        raise ValueError(f"“{text}” is not a quarter; write it as 2026-Q4.")
    return _months(int(match[1]), int(match[2]) * 3 - 2, 3)


def parse_half(text: str) -> Period:
    """`2026-H2` as that half year; ValueError with a sentence when it is none."""
    match = re.fullmatch(r"([0-9]{4})-?[Hh]([12])", text.strip())
    if match is None or int(match[1]) < 1:
        raise ValueError(f"“{text}” is not a half year; write it as 2026-H2.")
    return _months(int(match[1]), int(match[2]) * 6 - 5, 6)


def parse_year(text: str, fiscal_month: int = 1) -> Period:
    """`2026` as that year, or as the fiscal year that ends in it; ValueError with a sentence."""
    if not re.fullmatch(r"[0-9]{4}", text.strip()) or int(text) < 1:
        raise ValueError(f"“{text}” is not a year; write it as 2026.")
    year = int(text)
    return _months(year if fiscal_month == 1 else year - 1, fiscal_month, 12)
