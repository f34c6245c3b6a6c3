"""A period's lines in groups: by day or weekday, by code or what a code belongs to, by what the
line says. Every line is in one group exactly, so every grouping adds up to the period's total.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rvuedge_desktop.domain.amounts import ZERO, from_hundredths
from rvuedge_desktop.domain.codes import family_of, section_of
from rvuedge_desktop.domain.periods import DEFAULT_TERMS, PeriodKind, PeriodTerms, period_of
from rvuedge_desktop.domain.places import NotEstimable, Setting, setting_of
from rvuedge_desktop.domain.values import ValueState


class By(StrEnum):
    """What lines can be grouped by."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    WEEKDAY = "weekday"
    CODE = "code"
    SECTION = "section"
    FAMILY = "family"
    SPECIALTY = "specialty"
    SITE = "site"
    SETTING = "setting"
    MODIFIER = "modifier"
    ROLE = "role"
    STATE = "state"
    CONTRACT = "contract"

    @property
    def is_time(self) -> bool:
        """Whether its groups follow the calendar, and are shown in its order."""
        return self in _OF_DAYS


_OF_DAYS = frozenset({By.DAY, By.WEEK, By.MONTH, By.YEAR, By.WEEKDAY})

NO_NAME = {
    By.SPECIALTY: "No specialty",
    By.SITE: "No site",
    By.SETTING: "Setting not known",
    By.MODIFIER: "No modifier",
    By.ROLE: "No role",
    By.CONTRACT: "No contract",
}
"""What the group is called whose key is empty."""

STATE_NAMES = {
    ValueState.VALUED: "Counted",
    ValueState.NO_WORK: "No physician work",
    ValueState.DRUG: "Drugs",
    ValueState.SUPPLY: "Supplies",
    ValueState.ANESTHESIA: "Anesthesia",
    ValueState.UNPRICED: "No published RVU",
    ValueState.OTHER_SCHEDULE: "Other schedules",
    ValueState.MEASURE: "Reporting measures",
    ValueState.UNKNOWN: "Unknown codes",
}

STATE_MARKS = {
    ValueState.VALUED: "",
    ValueState.NO_WORK: "no work",
    ValueState.DRUG: "drug",
    ValueState.SUPPLY: "supply",
    ValueState.ANESTHESIA: "anesthesia",
    ValueState.UNPRICED: "no RVU",
    ValueState.OTHER_SCHEDULE: "elsewhere",
    ValueState.MEASURE: "measure",
    ValueState.UNKNOWN: "unknown",
}
"""What stands on paper where a number would."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Lines of one key and one state, as the store adds them up."""

    key: str
    state: ValueState
    lines: int
    units: int
    hundredths: int


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a period. `wrvu` is None when nothing in it can count.

    `left_out` says how many of its `lines` are kept out of every total, by state.
    """

    key: str
    name: str
    lines: int
    units: int
    wrvu: Decimal | None
    left_out: Mapping[ValueState, int]

    @property
    def counted_lines(self) -> int:
        return self.lines - sum(self.left_out.values())


def in_groups(
    rows: Iterable[GroupRow],
    by: By,
    *,
    key_of: Callable[[str], str] = str,
    name_of: Callable[[str], str] = str,
) -> tuple[Group, ...]:
    """Rows put together by `key_of` their key: by time in its order, else most wRVU first."""
    sums: dict[str, list[int]] = {}
    left: dict[str, dict[ValueState, int]] = {}
    counts: set[str] = set()
    keys: dict[str, str] = {}
    for row in rows:
        key = keys.get(row.key)
        if key is None:
            key = keys[row.key] = key_of(row.key)
        total = sums.setdefault(key, [0, 0, 0])
        total[0] += row.lines
        total[1] += row.units
        if row.state.counts:
            total[2] += row.hundredths
            counts.add(key)
        else:
            states = left.setdefault(key, {})
            states[row.state] = states.get(row.state, 0) + row.lines
    groups = [
        Group(
            key,
            NO_NAME.get(by, "Other") if key == "" else name_of(key),
            lines,
            units,
            from_hundredths(wrvu) if key in counts else None,
            left.get(key, {}),
        )
        for key, (lines, units, wrvu) in sums.items()
    ]
    if by.is_time:
        return tuple(sorted(groups, key=lambda group: group.key))
    return tuple(sorted(groups, key=lambda group: (-(group.wrvu or ZERO), group.key)))


def total_of_groups(groups: Iterable[Group]) -> Decimal:
    """What groups add up to: the total of their period."""
    return sum((group.wrvu for group in groups if group.wrvu is not None), ZERO)


def day_key(by: By, terms: PeriodTerms = DEFAULT_TERMS) -> Callable[[str], str]:
    """From a date of service, as ISO text, to the key of its group.

    Weeks are keyed by their first day, months as 2026-11, weekdays from 1, the first of the week.
    """
    if by is By.MONTH:
        return lambda day: day[:7]
    if by is By.YEAR:
        return lambda day: day[:4]
    if by is By.WEEK:
        return lambda day: period_of(
            PeriodKind.WEEK, date.fromisoformat(day), terms
        ).first.isoformat()
    if by is By.WEEKDAY:
        return lambda day: str((date.fromisoformat(day).weekday() - terms.week_starts) % 7 + 1)
    return str


def weekday_name(key: str, terms: PeriodTerms = DEFAULT_TERMS) -> str:
    """The weekday of a key of `day_key`."""
    return calendar.day_name[(int(key) - 1 + terms.week_starts) % 7]


def code_key(by: By, specialties: Mapping[str, str] | None = None) -> Callable[[str], str]:
    """From a code to the key of its group: itself, its section, family or main specialty."""
    if by is By.SECTION:
        return section_of
    if by is By.FAMILY:
        return lambda code: family_of(code).value
    if by is By.SPECIALTY:
        known = specialties or {}
        return lambda code: known.get(code, "")
    return str


def setting_key(place_of_service: str, settings: Mapping[str, Setting]) -> str:
    """`facility` or `nonfacility` by the place of service of a site; empty where unknown."""
    try:
        return setting_of(place_of_service, settings).value if place_of_service else ""
    except NotEstimable:
        return ""
