"""Totals of a period, and what they leave out.

Only lines whose state counts are added to a wRVU total. Drugs, anesthesia, unpriced and other
lines are counted beside it, by state, so that the page can say in one sentence what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rvuedge_desktop.domain.amounts import ZERO, from_hundredths
from rvuedge_desktop.domain.codes import section_of
from rvuedge_desktop.domain.periods import Period
from rvuedge_desktop.domain.values import ValueState

LEFT_OUT_STATES = tuple(state for state in ValueState if not state.counts)


@dataclass(frozen=True, slots=True)
class StateTotal:
    """Lines and units of one state that is kept out of the wRVU total."""

    lines: int = 0
    units: int = 0


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """A code's or section's part of the period. `wrvu` is None when nothing in it can count."""

    key: str
    name: str
    lines: int
    units: int
    wrvu: Decimal | None


@dataclass(frozen=True, slots=True)
class DayTotal:
    day: date
    lines: int
    units: int
    wrvu: Decimal


@dataclass(frozen=True, slots=True)
class LeftOutCode:
    """A code whose lines are kept out of the total, in one state."""

    code: str
    name: str
    state: ValueState
    lines: int
    units: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the Summary page and `rvuedge summary` say about a period.

    `lines` and `units` count every logged line; `counted_lines` only those in the total.
    """

    period: Period
    total: Decimal
    lines: int
    units: int
    counted_lines: int
    by_code: tuple[GroupTotal, ...]
    by_section: tuple[GroupTotal, ...]
    by_day: tuple[DayTotal, ...]
    left_out: dict[ValueState, StateTotal]
    left_out_codes: tuple[LeftOutCode, ...]

    @property
    def days_worked(self) -> int:
        """Days with at least one line that counts."""
        return sum(1 for day in self.by_day if day.wrvu > 0)

    @property
    def per_day_worked(self) -> Decimal | None:
        """wRVU per day worked, unrounded; None before there is such a day."""
        return self.total / self.days_worked if self.days_worked else None

    @property
    def left_out_lines(self) -> int:
        return sum(total.lines for total in self.left_out.values())


def summarise(
    period: Period,
    day_rows: Iterable[tuple[date, int, int, int]],
    code_rows: Sequence[tuple[str, str, int, int, int]],
    name_of: Callable[[str], str],
) -> Summary:
    """The summary of a period from the totals the store keeps.

    `day_rows`: (day, lines, units, hundredths); `code_rows`: (code, state, lines, units,
    hundredths). Groups are sorted by wRVU, most first, then by key.
    """
    by_day = tuple(
        DayTotal(day, lines, units, from_hundredths(hundredths))
        for day, lines, units, hundredths in day_rows
    )
    codes: dict[str, list[int | bool]] = {}
    sections: dict[str, list[int | bool]] = {}
    left_out = {state: [0, 0] for state in LEFT_OUT_STATES}
    left_out_codes: list[LeftOutCode] = []
    total = counted = 0
    for code, state_text, lines, units, hundredths in code_rows:
        state = ValueState(state_text)
        for groups, key in ((codes, code), (sections, section_of(code))):
            group = groups.setdefault(key, [0, 0, 0, False])
            group[0] += lines
            group[1] += units
            if state.counts:
                group[2] += hundredths
                group[3] = True
        if state.counts:
            total += hundredths
            counted += lines
        else:
            left_out[state][0] += lines
            left_out[state][1] += units
            left_out_codes.append(LeftOutCode(code, name_of(code), state, lines, units))
    return Summary(
        period=period,
        total=from_hundredths(total),
        lines=sum(row[2] for row in code_rows),
        units=sum(row[3] for row in code_rows),
        counted_lines=counted,
        by_code=_groups(codes, name_of),
        by_section=_groups(sections, lambda key: key),
        by_day=by_day,
        left_out={state: StateTotal(*pair) for state, pair in left_out.items()},
        left_out_codes=tuple(
            sorted(left_out_codes, key=lambda item: (item.state, -item.units, item.code))
        ),
    )


def _groups(
    groups: dict[str, list[int | bool]], name_of: Callable[[str], str]
) -> tuple[GroupTotal, ...]:
    totals = [
        GroupTotal(key, name_of(key), lines, units, from_hundredths(wrvu) if counts else None)
        for key, (lines, units, wrvu, counts) in groups.items()
    ]
    return tuple(sorted(totals, key=lambda group: (-(group.wrvu or ZERO), group.key)))


_LEFT_OUT_WORDS = {
    ValueState.DRUG: ("drug line", "drug lines"),
    ValueState.UNPRICED: ("line without a published RVU", "lines without a published RVU"),
    ValueState.ANESTHESIA: ("anesthesia line", "anesthesia lines"),
    ValueState.NO_WORK: ("line without physician work", "lines without physician work"),
    ValueState.SUPPLY: ("supply line", "supply lines"),
    ValueState.OTHER_SCHEDULE: ("line paid on another schedule", "lines paid on other schedules"),
    ValueState.MEASURE: ("reporting measure", "reporting measures"),
    ValueState.UNKNOWN: ("unknown code", "unknown codes"),
}


def left_out_sentence(summary: Summary) -> str:
    """One sentence that says what the total leaves out."""
    parts = []
    for state, words in _LEFT_OUT_WORDS.items():
        lines = summary.left_out[state].lines
        if lines:
            parts.append(f"{lines} {words[0] if lines == 1 else words[1]}")
    if not parts:
        return "Every line of this period counts toward the total." if summary.lines else ""
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"The total leaves out {listed}."
