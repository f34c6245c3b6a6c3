"""Cells of the relative value file: text to exact integers and checked indicators.

Every reader is a cache from cell text to value, because a file repeats a few thousand different
cells 600,000 times. Numbers go from digits to a scaled integer; no binary float is involved and
only ASCII digits count (`int()` would take "1_0" and full-width digits).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rvuedge_desktop.cms.errors import BadCellError
from rvuedge_desktop.domain.codes import is_code_shape, is_modifier_shape
from rvuedge_desktop.domain.values import VALUE_FIELDS

# CMS publishes codes that have no number yet with X in its place: GXXX1 in April 2026.
_PLACEHOLDER = re.compile(r"[A-HJ-MP-V]XXX[0-9]")
_NUMBER = re.compile(r"([0-9]{0,6})(?:\.([0-9]{0,12}))?")


def scaled(text: str, places: int) -> int:
    """`text` such as "1.30", ".69" or "7" as a whole number of 10**-places.

    Raises BadCellError for anything else, a sign and more decimal places included (published values
    are never negative; domain reference 1.2).
    """
    found = _NUMBER.fullmatch(text)
    whole, decimals = found.groups("") if found else ("", "")
    if not whole and not decimals:
        raise BadCellError("is not a number")
    if decimals[places:].strip("0"):
        raise BadCellError(f"has more than {places} decimal places")
    return int(whole + decimals[:places].ljust(places, "0"))


class Number(dict[str, int | None]):
    """Cell text → scaled integer. A blank cell is None where `optional`, else a BadCellError."""

    def __init__(self, places: int, *, optional: bool = False) -> None:
        self._places = places
        self._optional = optional

    def __missing__(self, cell: str) -> int | None:
        text = cell.strip(" ")
        if not text:
            if not self._optional:
                raise BadCellError("is empty")
            self[cell] = None
            return None
        value = self[cell] = scaled(text, self._places)
        return value


class Word(dict[str, str]):
    """Cell text → the same text trimmed, when `pattern` fits all of it."""

    def __init__(self, pattern: str, expected: str) -> None:
        self._pattern = re.compile(pattern)
        self._expected = expected

    def __missing__(self, cell: str) -> str:
        text = cell.strip(" ")
        if self._pattern.fullmatch(text) is None:
            raise BadCellError(f"is not {self._expected}")
        self[cell] = text
        return text


class Code(dict[str, str]):
    """Cell text → procedure code (domain reference 7.1), placeholders such as GXXX1 included."""

    def __missing__(self, cell: str) -> str:
        text = cell.strip(" ")
        if not is_code_shape(text) and _PLACEHOLDER.fullmatch(text) is None:
            raise BadCellError("is not a procedure code")
        self[cell] = text
        return text


class Modifier(dict[str, str]):
    """Cell text → row modifier; blank for the unmodified row."""

    def __missing__(self, cell: str) -> str:
        text = cell.strip(" ")
        if text and not is_modifier_shape(text):
            raise BadCellError("is not a modifier")
        self[cell] = text
        return text


# A column's name in sentences, by field of PublishedValue.
LABELS: Mapping[str, str] = {
    "code": "the code",
    "modifier": "the modifier",
    "status": "the status code",
    "not_used": "the not-used flag",
    "work": "the work RVU",
    "pe_nonfacility": "the non-facility PE RVU",
    "nonfacility_na": "the non-facility NA indicator",
    "pe_facility": "the facility PE RVU",
    "facility_na": "the facility NA indicator",
    "mp": "the MP RVU",
    "total_nonfacility": "the non-facility total",
    "total_facility": "the facility total",
    "pctc": "the PC/TC indicator",
    "global_days": "the global days",
    "pre": "the preoperative share",
    "intra": "the intraoperative share",
    "post": "the postoperative share",
    "mult_proc": "the multiple-procedure indicator",
    "bilat": "the bilateral indicator",
    "asst": "the assistant indicator",
    "co_surg": "the co-surgeon indicator",
    "team_surg": "the team indicator",
    "pricing": "the pricing indicator",
    "endo_base": "the endoscopic base",
    "conversion_factor": "the conversion factor",
    "supervision": "the supervision indicator",
    "calculation_flag": "the calculation flag",
    "imaging_family": "the imaging family",
    "opps_pe_nonfacility": "the non-facility PE used for OPPS",
    "opps_pe_facility": "the facility PE used for OPPS",
    "opps_mp": "the MP used for OPPS",
    "description": "the description",
}


def new_readers() -> list[Any]:
    """Fresh caches, one for each field of PublishedValue and in that order."""
    rvu = Number(2)
    amount = Number(2, optional=True)
    flag = Word(r"[0-9A-Z]?", "one letter or digit")
    na = Word(r"(?:NA)?", "NA or blank")
    pair = Word(r"[0-9A-Z]{0,2}", "two letters or digits")
    by_field: dict[str, Any] = {
        "code": Code(),
        "modifier": Modifier(),
        "status": Word(r"[A-Z]", "one letter"),
        "not_used": Word(r"\+?", "+ or blank"),
        "nonfacility_na": na,
        "facility_na": na,
        "global_days": Word(r"(?:[0-9A-Z]{3})?", "three letters or digits"),
        "endo_base": Word(r"(?:[0-9A-Z]{5})?", "a procedure code"),
        "conversion_factor": Number(4, optional=True),
        "supervision": pair,
        "imaging_family": pair,
    }
    rvus = ("work", "pe_nonfacility", "pe_facility", "mp", "total_nonfacility", "total_facility")
    amounts = ("pre", "intra", "post", "opps_pe_nonfacility", "opps_pe_facility", "opps_mp")
    by_field |= dict.fromkeys(rvus, rvu) | dict.fromkeys(amounts, amount)
    return [by_field.get(name, flag) for name in VALUE_FIELDS]


def complaint(name: str, cell: str, problem: str) -> str:
    """A sentence about a bad cell of field `name`: what the cell says and what is wrong."""
    label = LABELS[name]
    if not cell.strip():
        return f"{label[0].upper()}{label[1:]} is empty."
    shown = "".join(char if char.isprintable() else "?" for char in cell.strip()[:40])
    return f"{label[0].upper()}{label[1:]} “{shown}” {problem}."
