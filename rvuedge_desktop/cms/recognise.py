"""What a file that is no relative value file seems to be, so the refusal can say so."""

from __future__ import annotations

import re

from rvuedge_desktop.cms.errors import CmsFileError
from rvuedge_desktop.cms.layouts import FIXED_ROW, is_header
from rvuedge_desktop.cms.tables import decode, split_cells, title_in

_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file (.xls) or one with a password"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
)

# Words in the first lines, or in the name (both upper case), and what they tell.
_KINDS = tuple(
    (re.compile(words), re.compile(name), kind)
    for words, name, kind in (
        (
            r"RELATIVE VALUE FILE CALENDAR YEAR",
            r"LAYOUT",
            "CMS's description of the relative value file",
        ),
        (
            r"GEOGRAPHIC PRACTICE COST IND|\bPW GPCI",
            r"GPCI",
            "CMS's GPCI file (geographic practice cost indices)",
        ),
        (r"\bANES\w* CF\b", r"^ANES", "CMS's anesthesia conversion factors"),
        (r"\bPROCSTAT\b", r"OPPSCAP", "CMS's OPPS cap file"),
        (r"COUNTIES INCLUDED IN", r"LOCCO", "CMS's list of localities and counties"),
        (r"\bNDC\b.*\b(HCPCS|BILLUNITS)|\bNDC-HCPCS", r"NDC.HCPCS", "CMS's NDC-HCPCS crosswalk"),
        (r"PAYMENT ALLOWANCE LIMITS|PAYMENT LIMIT\b", r"\bASP\b", "CMS's Part B drug price file"),
        (r"\bHCPC,|\bSEQNUM\b", r"^HCPC\d{4}|ANWEB", "CMS's HCPCS Level II file"),
        (r"ZIP CODE.*CARRIER", r"^ZIP[59]", "CMS's list of ZIP codes and localities"),
        (r"<HTML|<!DOCTYPE", r"\.HTML?$", "a web page"),
    )
)


def looks_like_relative_values(head: bytes) -> bool:
    """Whether the first bytes of a text file are those of a relative value file."""
    lines = decode(head).replace("\r", "\n").split("\n")
    return bool(title_in(lines)) or any(
        FIXED_ROW.match(line) or is_header(split_cells(line)) for line in lines
    )


def not_relative_values(data: bytes, head: str, file_name: str) -> CmsFileError:
    """The refusal of a file that has neither header nor rows of a relative value file.

    `head` is the beginning of its text, `data` its first bytes.
    """
    kind = _kind(data, head.upper(), file_name.upper())
    if kind:
        return CmsFileError(
            f"“{file_name}” seems to be {kind}, not the relative value file; choose the PPRRVU "
            "file or the whole zip."
        )
    if title_in(head.split("\n")):
        return CmsFileError(
            f"“{file_name}” has the title of a relative value file but not its column headings; "
            "it was changed or cut short, so download it again."
        )
    return CmsFileError(
        f"“{file_name}” is not a CMS relative value file; choose the PPRRVU file (csv, txt or "
        "xlsx) or its zip."
    )


def _kind(data: bytes, head: str, name: str) -> str:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if title_in(head.split("\n")):
        return ""
    for words, _, kind in _KINDS:
        if words.search(head):
            return kind
    for _, named, kind in _KINDS:
        if named.search(name):
            return kind
    return ""
