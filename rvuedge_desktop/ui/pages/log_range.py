"""Which days the log page shows: a day, a week, a month, all, or any range."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from rvuedge_desktop.domain.periods import month_of, shift_month


class Span(StrEnum):
    """How long the page's range is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    ALL = "all"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class LogRange:
    """A range of days, both ends included; None leaves an end open."""

    span: Span
    first: date | None
    last: date | None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)

    def stepped(self, steps: int) -> LogRange:
        """The range before or after; itself where the calendar ends or there is none."""
        if self.first is None or self.last is None:
            return self
        try:
            if self.span is Span.MONTH:
                return around(Span.MONTH, shift_month(self.first, steps))
            by = timedelta(days=((self.last - self.first).days + 1) * steps)
            return replace(self, first=self.first + by, last=self.last + by)
        except OverflowError:
            return self


def around(span: Span, day: date, week_starts_on: int = 7) -> LogRange:
    """The day, week or month that holds `day`; `week_starts_on` counts from Monday, 1."""
    if span is Span.WEEK:
        back = (day.isoweekday() - week_starts_on) % 7
        try:
            first = day - timedelta(days=back)
            return LogRange(span, first, first + timedelta(days=6))
        except OverflowError:
            return LogRange(Span.DAY, day, day)
    if span is Span.MONTH:
        month = month_of(day)
        return LogRange(span, month.first, month.last)
    if span is Span.ALL:
        return LogRange(span, None, None)
    return LogRange(Span.DAY if span is Span.DAY else Span.CUSTOM, day, day)


def from_days(first: date, last: date, week_starts_on: int = 7) -> LogRange:
    """The range of these days, as a day, week or month when it is just one."""
    first, last = min(first, last), max(first, last)
    for span in (Span.DAY, Span.WEEK, Span.MONTH):
        found = around(span, first, week_starts_on)
        if (found.first, found.last) == (first, last):
            return found
    return LogRange(Span.CUSTOM, first, last)
