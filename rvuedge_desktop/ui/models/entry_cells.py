"""What is typed into a line, field by field: read, refused with a sentence, or questioned.

The table's cells and the edit dialog read with the same functions, so both say the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from rvuedge_desktop.domain.codes import is_code_shape, normal_code
from rvuedge_desktop.domain.dates_typed import FIRST_DAY, read_date
from rvuedge_desktop.domain.entries import Line
from rvuedge_desktop.domain.notes import patient_identifier_in
from rvuedge_desktop.domain.quick_entry_ledger import (
    MOST_MINUTES,
    MOST_MODIFIERS,
    MOST_UNITS,
    USUAL_UNITS,
)
from rvuedge_desktop.ui import format as shown

_CASE = re.compile(r"[0-9A-Za-z][\w-]{0,39}")
_CASE_IN_NOTE = re.compile(r"(?<!\w)case:([0-9A-Za-z][\w-]{0,39})", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;/+-]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text was read as; `problem` refuses it, `question` wants a yes first."""

    value: Any = None
    problem: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class CellChange:
    """The line with a cell changed; None with a `problem`. A `question` wants a yes first."""

    line: Line | None
    problem: str = ""
    question: str = ""


def tr(text: str) -> str:
    return QCoreApplication.translate("EntryCells", text)


def read_day(text: str, today: date) -> Reading:
    """A date of service: 2026-11-03, 11/3, mon, yesterday, with or without a slash before it."""
    typed = text.strip().removeprefix("/")
    day = read_date(typed, today).day if typed else None
    if day is None:
        sentence = tr("“%s” is not a date; type 2026-11-03, 11/3, mon or yesterday.")
        return Reading(problem=sentence.replace("%s", _cut(text)))
    if day < FIRST_DAY:
        sentence = tr("%s is before 1992, when RVUs began; check the year.")
        return Reading(problem=sentence.replace("%s", shown.day(day)))
    if day > today:
        sentence = tr("%s is in the future. Is the date right?")
        return Reading(day, question=sentence.replace("%s", shown.day(day)))
    return Reading(day)


def read_modifiers(text: str, is_modifier: Callable[[str], bool]) -> Reading:
    """Modifiers in order, set apart by spaces, commas or hyphens; none is a fine answer."""
    parts = [part.upper() for part in _BETWEEN.split(text.strip()) if part]
    found: list[str] = []
    for part in parts:
        if not is_modifier(part):
            sentence = tr("“%s” is not a modifier; type two signs such as 25, 59 or RT.")
            return Reading(problem=sentence.replace("%s", _cut(part)))
        if part in found:
            sentence = tr("Modifier %s is there twice; once is enough.")
            return Reading(problem=sentence.replace("%s", part))
        found.append(part)
    if len(found) > MOST_MODIFIERS:
        sentence = tr("A line takes at most %s modifiers; leave some out.")
        return Reading(problem=sentence.replace("%s", shown.count(MOST_MODIFIERS)))
    return Reading(tuple(found))


def read_units(text: str) -> Reading:
    """A whole number of units from 1 up; a large one wants a yes."""
    typed = text.strip().lower().removeprefix("x").removeprefix("*").strip()
    for separator in (",", " ", "\u00a0", "\u202f"):
        typed = typed.replace(separator, "")
    if not (typed.isascii() and typed.isdigit()):
        sentence = tr("“%s” is not a number of units; type a whole number such as 2.")
        return Reading(problem=sentence.replace("%s", _cut(text)))
    typed = typed.lstrip("0")
    if not typed:
        return Reading(problem=tr("0 units is nothing done; type 1 or more, or delete the line."))
    if len(typed) > len(str(MOST_UNITS)):
        sentence = tr("That is more than %s units; check the number.")
        return Reading(problem=sentence.replace("%s", shown.count(MOST_UNITS)))
    units = int(typed)
    if units > USUAL_UNITS:
        sentence = tr("%s units is a lot for one line. Is the number right?")
        return Reading(units, question=sentence.replace("%s", shown.units(units)))
    return Reading(units)


def read_minutes(text: str) -> Reading:
    """The minutes of an anesthetic; nothing is a fine answer."""
    typed = text.strip().lower().removesuffix("minutes").removesuffix("min").strip()
    if not typed:
        return Reading()
    if typed.isascii() and typed.isdigit() and len(typed) <= 5 and 0 < int(typed) <= MOST_MINUTES:
        return Reading(int(typed))
    sentence = tr("“%1” is not a number of minutes; type one from 1 to %2.")
    sentence = sentence.replace("%1", _cut(text)).replace("%2", shown.count(MOST_MINUTES))
    return Reading(problem=sentence)


def read_case(text: str) -> Reading:
    """A case reference of the user's; nothing is a fine answer."""
    typed = text.strip()
    if typed.lower().startswith("case:"):
        typed = typed[len("case:") :]
    if typed and not _CASE.fullmatch(typed):
        sentence = tr("“%s” is not a case reference; use letters, digits and hyphens.")
        return Reading(problem=sentence.replace("%s", _cut(text)))
    return Reading(typed)


def split_case(note: str) -> tuple[str, str]:
    """The note without its case reference, and the reference."""
    found = _CASE_IN_NOTE.search(note)
    if found is None:
        return note, ""
    rest = f"{note[: found.start()]} {note[found.end() :]}"
    return " ".join(rest.split()), found[1]


def joined_note(note: str, case: str) -> str:
    """The note with its case reference at the end."""
    return f"{note} case:{case}".strip() if case else note


def read_site(text: str) -> Reading:
    """Any words, without the sign that marks a site in quick entry."""
    return Reading(" ".join(text.split()).removeprefix("@").strip())


def read_note(text: str) -> Reading:
    """Any words; what looks like a patient's identifier wants a yes."""
    note = " ".join(text.split())
    warning = patient_identifier_in(note) if note else None
    if warning is not None:
        return Reading(note, question=f"{warning} {tr('Keep it as it is?')}")
    return Reading(note)


def read_code(text: str) -> Reading:
    """A code by its number, in upper case."""
    code = normal_code(text)
    if is_code_shape(code):
        return Reading(code)
    sentence = tr("“%s” is not a code; type five signs such as 99213, or words to search.")
    return Reading(problem=sentence.replace("%s", _cut(text.strip())))


_FIELDS = {
    "date": "date_of_service",
    "modifiers": "modifiers",
    "units": "units",
    "site": "site",
    "note": "note",
}


def change_cell(
    line: Line, key: str, text: str, *, is_modifier: Callable[[str], bool], today: date
) -> CellChange:
    """`line` with what was typed into the cell `key`."""
    match key:
        case "date":
            reading = read_day(text, today)
        case "modifiers":
            reading = read_modifiers(text, is_modifier)
        case "units":
            reading = read_units(text)
        case "site":
            reading = read_site(text)
        case _:
            reading = read_note(text)
    if reading.problem:
        return CellChange(None, reading.problem)
    field = _FIELDS[key]
    if getattr(line, field) == reading.value:
        return CellChange(line)
    changes: dict[str, Any] = {field: reading.value}
    return CellChange(replace(line, **changes), question=reading.question)


def _cut(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:24]}…"
