"""The records of the HCPCS Level II file, in the three forms it is met in.

Fixed width as CMS ships it: 320 characters, code in 1-5, sequence 6-10, record id in 11 (3 and 7
begin a procedure or a modifier, 4 and 8 go on with its long text), long text 12-91, short text
92-119, coverage 230, day added 269-276, day ended 285-292 (domain reference 7.4; the record
layout beside the 2019 file). As a workbook or csv with CMS's headings. And as a csv made from the
fixed form with its last columns run together (October 2025), of which only texts, coverage and
the day added can be told. Dental codes (D) are the ADA's and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rvuedge_desktop.cms.errors import CmsFileError
from rvuedge_desktop.cms.table_kinds import FIXED_RECORD, JOINED_RECORD, FoundTable, normal
from rvuedge_desktop.domain.codes import is_code_shape, is_modifier_shape
from rvuedge_desktop.domain.drug_tables import HcpcsText

_WIDTH = 320
# A record that begins a code reaches to its action code; tools may strip the blanks behind it.
_LEAST = 293
_FIRST, _MORE = "37", "48"
_ADDED_IN_TAIL = re.compile(r"((?:19|20)[0-9]{6})(?:[0-9]{4})?$")
_MOST_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class _Record:
    code: str
    kind: str
    long: str
    short: str = ""
    coverage: str = ""
    added: str = ""
    ended: str = ""


def hcpcs_texts(found: FoundTable) -> Iterator[tuple[int, HcpcsText | str]]:
    """Each code and modifier with its whole text, or the sentence why a line is left out."""
    current: tuple[int, HcpcsText] | None = None
    for line, record in _records(found):
        if isinstance(record, str):
            yield line, record
            continue
        if record.kind in _MORE:
            if current is None or current[1].code != record.code:
                yield line, f"{record.code} goes on here but does not begin before this line."
                continue
            text = f"{current[1].long} {record.long}".strip()[:_MOST_TEXT]
            current = (current[0], replace(current[1], long=text))
            continue
        if current is not None:
            yield current
            current = None
        if not (is_code_shape(record.code) or is_modifier_shape(record.code)):
            yield line, f"“{record.code[:20]}” is neither a code nor a modifier."
        elif not record.long:
            yield line, f"{record.code} has no description."
        elif record.code[0] != "D" or len(record.code) == 2:
            current = (
                line,
                HcpcsText(
                    record.code,
                    record.long,
                    record.short,
                    record.coverage,
                    _day(record.added),
                    _day(record.ended),
                ),
            )
    if current is not None:
        yield current


def _records(found: FoundTable) -> Iterator[tuple[int, _Record | str]]:
    if found.sheet is None:
        lines = found.lines()
        if any(FIXED_RECORD.match(line) and len(line) >= _LEAST for line in lines[:60]):
            yield from _fixed(lines, found.name)
            return
    yield from _cells(found)


def _fixed(lines: list[str], name: str) -> Iterator[tuple[int, _Record | str]]:
    last = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].strip(" \x1a\x00")), -1)
    begun = False
    for at in range(last + 1):
        line = lines[at]
        if FIXED_RECORD.match(line) is None:
            # Notices stand before the first record; what stands after it is damage.
            if begun and line.strip():
                yield at + 1, "The line is not a record of the HCPCS file."
            continue
        begun = True
        kind = line[10]
        if len(line) > _WIDTH or (kind in _FIRST and len(line) < _LEAST):
            if at == last and last + 1 == len(lines):
                raise CmsFileError(
                    f"“{name}” was cut short in line {at + 1}; download it again and import the "
                    "whole file."
                )
            yield at + 1, f"The line has {len(line)} characters where a record has {_WIDTH}."
            continue
        yield (
            at + 1,
            _Record(
                line[:5].strip(),
                kind,
                _clean(line[11:91]),
                _clean(line[91:119]),
                line[229:230].strip(),
                line[268:276].strip(),
                line[284:292].strip(),
            ),
        )


def _cells(found: FoundTable) -> Iterator[tuple[int, _Record | str]]:
    columns: dict[str, int] = {}
    for line, row in found.rows():
        names = [normal(cell) for cell in row]
        if not columns and "HCPC" in names and "LONGDESCRIPTION" in names:
            columns = {name: at for at, name in enumerate(names) if name}
            continue
        if not any(cell.strip() for cell in row):
            continue
        if columns:
            yield line, _headed(row, columns)
        elif (joined := JOINED_RECORD.fullmatch(row[0].strip())) is not None:
            yield line, _joined(joined, row)


def _headed(row: Sequence[str], columns: dict[str, int]) -> _Record | str:
    def cell(name: str) -> str:
        at = columns.get(name, -1)
        return _clean(row[at]) if 0 <= at < len(row) else ""

    kind = cell("RECID")[:1]
    if kind not in _FIRST + _MORE or not kind:
        return f"The record id “{cell('RECID')[:20]}” is not 3, 4, 7 or 8."
    return _Record(
        cell("HCPC").upper(),
        kind,
        cell("LONGDESCRIPTION"),
        cell("SHORTDESCRIPTION"),
        cell("COV"),
        cell("ADDDT"),
        cell("TERMDT"),
    )


def _joined(found: re.Match[str], row: Sequence[str]) -> _Record:
    cells = [*row, "", "", ""]
    tail = [cell.strip() for cell in row[3:]]
    added = next((day[1] for cell in tail if (day := _ADDED_IN_TAIL.search(cell))), "")
    coverage = next((cell[0] for cell in tail if cell and cell[0] in "CDIMS"), "")
    return _Record(
        found["code"], found["id"], _clean(cells[1]), _clean(cells[2][:28]), coverage, added
    )


def _clean(text: str) -> str:
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(shown.split())


def _day(text: str) -> str:
    """20080101 as an ISO date; empty for anything that is no day."""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8])).isoformat()
    except ValueError:
        return ""
