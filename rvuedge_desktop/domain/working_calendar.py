"""Which days are worked, and how much of a day each is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rvuedge_desktop.domain.periods import Period

FULL = Decimal(1)
NONE = Decimal(0)
OFFICE_WEEK = (FULL, FULL, FULL, FULL, FULL, NONE, NONE)


class DayKind(StrEnum):
    """What the user says about a day."""

    VACATION = "vacation"
    CME = "cme"
    OFF = "off"
    CALL = "call"
    WORKED = "worked"
    NOTHING = "nothing"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    DayKind.VACATION: "Vacation",
    DayKind.CME: "CME",
    DayKind.OFF: "Off",
    DayKind.CALL: "Call",
    DayKind.WORKED: "Worked",
    DayKind.NOTHING: "Nothing that day",
}
_AWAY = frozenset({DayKind.VACATION, DayKind.CME, DayKind.OFF})


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day the user has said something about; `weight` None leaves it to its kind."""

    day: date
    kind: DayKind
    weight: Decimal | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.weight is not None and (not 0 <= self.weight <= 3 or self.weight * 100 % 1):
            raise ValueError("A day counts from 0 to 3 days, with at most two decimals.")


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The week, Monday first, each day's part of a full day; holidays; the user's own days."""

    week: tuple[Decimal, ...] = OFFICE_WEEK
    holidays: Mapping[date, str] = field(default_factory=dict)
    days: Mapping[date, CalendarDay] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.week) != 7 or not all(0 <= weight <= 3 for weight in self.week):
            raise ValueError("A week has seven days that count from 0 to 3 days each.")

    def weight(self, day: date) -> Decimal:
        """How much of a full day is worked; 0 on a day off.

        Vacation, CME and holidays are not worked. Call is worked, a full day at least. A day with
        nothing to log stays a working day.
        """
        usual = self.week[day.weekday()]
        own = self.days.get(day)
        if own is not None:
            if own.weight is not None:
                return own.weight
            if own.kind in _AWAY:
                return NONE
            return usual if own.kind is DayKind.NOTHING else max(usual, FULL)
        return NONE if day in self.holidays else usual

    def weight_of(self, period: Period) -> Decimal:
        """The full days worked in a period."""
        return sum((self.weight(day) for day in period), NONE)

    def working_days(self, period: Period) -> Iterator[date]:
        """The days of a period on which there is work, in order."""
        return (day for day in period if self.weight(day) > 0)

    def call_days(self, period: Period) -> int:
        """How many days of a period are marked as call."""
        return sum(
            1 for own in self.days.values() if own.kind is DayKind.CALL and own.day in period
        )

    def forgotten(self, period: Period, logged: Collection[date]) -> list[date]:
        """Working days without a line that nobody has accounted for."""
        return [
            day for day in self.working_days(period) if day not in logged and day not in self.days
        ]
