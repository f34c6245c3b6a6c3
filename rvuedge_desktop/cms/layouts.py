"""Where each field stands: joined header rows for csv and xlsx, positions for fixed width.

csv and xlsx have stacked headers: a column's name is spread over up to four rows, and the last
row alone repeats RVU, TOTAL, OP, SURG, INDICATOR and AMOUNT. So the rows above are joined to it
until every field is found; line numbers are never used. Layouts: domain reference 1.2 and the
data notes, section 2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rvuedge_desktop.cms.cells import LABELS
from rvuedge_desktop.cms.errors import CmsFileError
from rvuedge_desktop.domain.values import VALUE_FIELDS

# The order in which rows are handed to the builder: the fields of a value, then the text.
CELLS = (*VALUE_FIELDS, "description")
_STACK = 8
_NOT_WORD = re.compile(r"[^A-Z0-9]+")

# Joined and normalised header names (letters and digits only).
_NAMES = {
    "code": r"HCPCS(CODE)?",
    "modifier": r"MOD(IFIER)?",
    "description": r".*DESCRIPTION",
    "status": r"STATUS(CODE)?",
    "not_used": r"NOTUSED.*",
    "work": r"WORKRVUS?",
    "pe_nonfacility": r"NONFAC(ILITY)?PERVUS?",
    "nonfacility_na": r"NONFAC(ILITY)?NA(IND(ICATOR)?)?",
    "pe_facility": r"FAC(ILITY)?PERVUS?",
    "facility_na": r"FAC(ILITY)?NA(IND(ICATOR)?)?",
    "mp": r"MPRVUS?",
    "total_nonfacility": r"NONFAC(ILITY)?TOTAL",
    "total_facility": r"FAC(ILITY)?TOTAL",
    "pctc": r"PCTC(IND(ICATOR)?)?",
    "global_days": r"GLOB(AL)?DAYS",
    "pre": r"PREOP",
    "intra": r"INTRAOP",
    "post": r"POSTOP",
    "mult_proc": r"MULTPROC",
    "bilat": r"BILATSURG",
    "asst": r"ASSTSURG",
    "co_surg": r"COSURG",
    "team_surg": r"TEAMSURG",
    "pricing": r"PRIC(E|ING)?IND(ICATOR)?",
    "endo_base": r"ENDOBASE",
    "conversion_factor": r"CONV(ERSION)?FACTOR",
    "supervision": r"PHYSICIANSUPERVISIONOFDIAGNOSTICPROCEDURES",
    "calculation_flag": r"CALCULATIONFLAG",
    "imaging_family": r"DIAGNOSTICIMAGINGFAMILYINDICATOR",
    "opps_pe_nonfacility": r"NONFAC(ILITY)?PEUSEDFOROPPS.*",
    "opps_pe_facility": r"FAC(ILITY)?PEUSEDFOROPPS.*",
    "opps_mp": r"MPUSEDFOROPPS.*",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _NAMES.items()}


@dataclass(frozen=True, slots=True)
class Columns:
    """A csv or xlsx layout: `index` gives the column of each of CELLS (-1: no such column)."""

    header_row: int
    width: int
    index: tuple[int, ...]
    unknown: tuple[str, ...]


def _normal(text: str) -> str:
    return _NOT_WORD.sub("", text.upper())


def is_header(row: Sequence[str]) -> bool:
    """Whether `row` is the last row of a relative value file's stacked header."""
    names = {_normal(cell) for cell in row}
    return {"HCPCS", "MOD", "DESCRIPTION"} <= names


def find_columns(rows: Sequence[Sequence[str]], file_name: str) -> Columns | None:
    """The layout told by the header among `rows`; None when there is no header.

    Raises CmsFileError when the header lacks a field or names one twice.
    """
    last = next((number for number, row in enumerate(rows) if is_header(row)), None)
    if last is None:
        return None
    # A header cell that stands beyond the last name is no column.
    width = max(number for number, cell in enumerate(rows[last]) if cell.strip()) + 1
    joined = [""] * width
    problem = ""
    for row in reversed(rows[max(0, last - _STACK) : last + 1]):
        parts = [_normal(cell) for cell in row[:width]]
        parts += [""] * (width - len(parts))
        joined = [above + below for above, below in zip(parts, joined, strict=True)]
        found, problem = _match(joined)
        if not problem:
            index = tuple(found.get(name, -1) for name in CELLS)
            unknown = (rows[last][at].strip() for at in set(range(width)) - set(index))
            return Columns(last, width, index, tuple(unknown))
    raise CmsFileError(
        f"“{file_name}” does not have the columns of a relative value file: {problem}; "
        "choose the file as CMS published it."
    )


def _match(joined: Sequence[str]) -> tuple[dict[str, int], str]:
    """The column of each field, and what is wrong (empty when nothing is)."""
    found: dict[str, int] = {}
    for name, pattern in _PATTERNS.items():
        places = [at for at, text in enumerate(joined) if pattern.fullmatch(text)]
        if len(places) > 1:
            return found, f"it has two columns for {LABELS[name]}"
        if places:
            found[name] = places[0]
        elif name != "pricing":
            return found, f"it has no column for {LABELS[name]}"
    return found, ""


# Fixed width: first and last position of each field, counted from 1 as in CMS's record layout.
_POSITIONS = {
    "code": (1, 5),
    "modifier": (6, 7),
    "description": (8, 57),
    "status": (58, 58),
    "not_used": (59, 59),
    "work": (60, 65),
    "pe_nonfacility": (67, 72),
    "nonfacility_na": (73, 74),
    "pe_facility": (76, 81),
    "facility_na": (82, 83),
    "mp": (85, 89),
    "total_nonfacility": (91, 96),
    "total_facility": (97, 102),
    "pctc": (103, 103),
    "global_days": (104, 106),
    "pre": (107, 109),
    "intra": (110, 112),
    "post": (113, 115),
    "mult_proc": (116, 116),
    "bilat": (117, 117),
    "asst": (118, 118),
    "co_surg": (119, 119),
    "team_surg": (120, 120),
    "pricing": (121, 121),
    "endo_base": (128, 132),
    "conversion_factor": (133, 140),
    "supervision": (142, 143),
    "calculation_flag": (144, 144),
    "imaging_family": (146, 147),
    "opps_pe_nonfacility": (152, 157),
    "opps_pe_facility": (159, 164),
    "opps_mp": (166, 171),
}
FIXED_WIDTH = 171
FIXED_SLICES = tuple(slice(_POSITIONS[name][0] - 1, _POSITIONS[name][1]) for name in CELLS)
# Single blanks between fields; a character there means the line has slipped.
FIXED_GAPS = (65, 74, 83, 89, 140, 144, 157, 164)
FIXED_ROW = re.compile(r"[0-9A-Z]{5}[ 0-9A-Z]{2}.{50}[A-Z][ +] {0,5}[0-9]{0,4}\.[0-9]{2} .*")
