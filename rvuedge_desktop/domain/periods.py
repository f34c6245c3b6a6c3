"""Plain days and the periods made of them. A day never has a time zone (house rule)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


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
