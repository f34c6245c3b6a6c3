"""Doubts that need the lines of other days: global periods within one case.

A case reference is a word of the user's in the note, `case:OR2-Tue-a`, on every line that belongs
together over days. It is made up by the user and says nothing about the patient; lines without one
raise no such doubt, since nobody can tell whose they are. Windows and modifiers: domain reference
1.4, 1.6 and 4.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rvuedge_desktop.domain.codes import section_of

_CASE = re.compile(r"(?<!\w)case:([0-9A-Za-z][\w-]{0,39})", re.IGNORECASE)
# Days before and after the day of the procedure that its global period covers.
_WINDOWS = {"000": (0, 0), "010": (0, 10), "090": (1, 90)}
LONGEST_WINDOW = timedelta(days=91)
_VISITS = "Evaluation and management"
_INSIDE = {
    "24": "an unrelated visit",
    "58": "a staged procedure",
    "78": "a return to the operating room",
    "79": "an unrelated procedure",
}
_TRACKING = "99024"


def case_of(note: str) -> str | None:
    """The case reference in a note, in small letters; None when it holds none."""
    found = _CASE.search(note)
    return found[1].casefold() if found else None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A line of a case with the global days and status of its code."""

    entry_id: int
    day: date
    code: str
    modifiers: tuple[str, ...]
    global_days: str
    status: str

    @property
    def is_visit(self) -> bool:
        return section_of(self.code) == _VISITS

    def covers(self, day: date) -> bool:
        """Whether a day lies in its global period."""
        window = _WINDOWS.get(self.global_days)
        if window is None or {"55", "56"} & set(self.modifiers):
            return False
        before, after = window
        return -before <= (day - self.day).days <= after


def doubts_of_case(case: str, lines: Sequence[CaseLine]) -> dict[int, tuple[str, ...]]:
    """The doubts about the lines of one case, by entry; lines without doubts are left out."""
    found = {line.entry_id: tuple(_doubts(case, line, lines)) for line in lines}
    return {entry: doubts for entry, doubts in found.items() if doubts}


def _doubts(case: str, line: CaseLine, lines: Sequence[CaseLine]) -> Iterable[str]:
    others = [other for other in lines if other.entry_id != line.entry_id]
    earlier = [other for other in others if other.day < line.day and other.covers(line.day)]
    beside = [other for other in others if other.day == line.day]
    procedures = [other for other in beside if other.global_days in {"000", "010"}]
    major = [
        other
        for other in others
        if other.global_days == "090" and 0 <= (other.day - line.day).days <= 1
    ]
    marks = set(line.modifiers)
    for modifier, what in _INSIDE.items():
        if modifier in marks and not earlier:
            yield (
                f"{line.code}-{modifier} is {what} inside a global period; no earlier line of "
                f"case {case} has one that reaches {line.day}."
            )
    if "25" in marks and not beside:
        yield f"{line.code}-25 is a visit beside another service; case {case} has none that day."
    if "57" in marks and not major:
        yield (
            f"{line.code}-57 is the decision for a procedure with 90 days, that day or the next; "
            f"case {case} has none."
        )
    if line.code == _TRACKING:
        if not earlier:
            yield f"99024 lies outside every global period of case {case} on {line.day}."
    elif line.is_visit and not marks & {"24", "25", "57"}:
        if earlier:
            yield (
                f"{line.code} lies in the global period of {earlier[0].code} of "
                f"{earlier[0].day}: 99024, or 24 if it is unrelated."
            )
        elif major:
            yield f"{line.code} is beside {major[0].code}: 57 if it was decided then."
        elif procedures:
            yield f"{line.code} is beside {procedures[0].code}: 25 if it was a visit of its own."
    elif line.global_days in _WINDOWS and earlier and not marks & {"58", "78", "79", "76", "77"}:
        yield (
            f"{line.code} lies in the global period of {earlier[0].code} of {earlier[0].day}: "
            "58, 78 or 79 says why it was done."
        )
    if line.status == "T" and beside:
        yield f"{line.code} is paid only when nothing else is payable that day (status T)."
