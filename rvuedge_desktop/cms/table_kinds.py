"""Which kind of file of CMS's lies at a path, told by its content, and its rows of cells.

Only the files beside the relative value file are looked for; a relative value file, or anything
unknown, gives None and is left to `relative_values`, which also words the refusal.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rvuedge_desktop.cms.containers import (
    Source,
    candidates,
    is_workbook,
    open_zip,
    printable,
    read_member,
    read_path,
)
from rvuedge_desktop.cms.errors import CmsFileError
from rvuedge_desktop.cms.recognise import looks_like_relative_values
from rvuedge_desktop.cms.tables import decode, split_lines
from rvuedge_desktop.cms.workbooks import sheets_as_text
from rvuedge_desktop.domain.drug_tables import TableKind

# A row's line (or workbook row), counted from 1, and its cells.
Cells = tuple[int, Sequence[str]]

_SNIFF = 32_768
_HEAD_ROWS = 60
_NOT_WORD = re.compile(r"[^A-Z0-9]+")
# A record of the fixed-width HCPCS file: code or modifier, sequence, record id.
FIXED_RECORD = re.compile(r"(?:[A-Z][0-9]{4}|   [A-Z0-9]{2})[0-9]{5}[3478]")
# The same in one cell of a csv that was made from it.
JOINED_RECORD = re.compile(
    r"(?P<code>[A-Z][0-9]{4}|[A-Z0-9]{2})(?P<sequence>[0-9]{5})(?P<id>[3478])"
)
_LONGEST_CELL = 4_000


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A file of a known kind. `sheet` holds a workbook's rows; otherwise the text is read."""

    kind: TableKind
    source: Source
    sheet: list[list[str]] | None = None

    @property
    def name(self) -> str:
        return self.source.shown_name

    def head(self) -> list[str]:
        """The first lines as text, without idle commas, for headings and dates."""
        if self.sheet is not None:
            return [" ".join(filter(None, row)).strip() for row in self.sheet[:_HEAD_ROWS]]
        lines = decode(self.source.data[:_SNIFF]).splitlines()
        return [line.strip(' ,\t"') for line in lines[:_HEAD_ROWS]]

    def lines(self) -> list[str]:
        """The text's lines."""
        return split_lines(self.source.data, self.name)

    def rows(self) -> Iterator[Cells]:
        """Every row of cells with its number. Raises CmsFileError for a quote left open."""
        if self.sheet is not None:
            yield from enumerate(self.sheet, start=1)
            return
        reader = csv.reader(io.StringIO(decode(self.source.data.rstrip(b"\x1a")), newline=""))
        try:
            for row in reader:
                if any(len(cell) > _LONGEST_CELL for cell in row):
                    raise csv.Error("a quote is never closed")
                yield reader.line_num, row
        except csv.Error as error:
            raise CmsFileError(
                f"“{self.name}” is damaged near line {reader.line_num} (a quote is never closed); "
                "download it again."
            ) from error


def find_table(path: Path, cancelled: Callable[[], bool] | None = None) -> FoundTable | None:
    """The file at `path`, or inside the zip there, when it is of a kind in TableKind."""
    stop = cancelled or (lambda: False)
    data = read_path(path, stop)
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(b"PK") and not is_workbook(data, path.name):
        return _in_zip(data, path, digest, stop)
    source = Source(data, path.name, "", digest, (path.name,), (path.parent.name,))
    return _of_source(source)


def _of_source(source: Source) -> FoundTable | None:
    if is_workbook(source.data, source.shown_name):
        for sheet in sheets_as_text(source.data, source.shown_name):
            kind = kind_of_rows(sheet[:_HEAD_ROWS])
            if kind is not None:
                return FoundTable(kind, source, sheet)
        return None
    kind = kind_of_text(source.data[:_SNIFF])
    return None if kind is None else FoundTable(kind, source)


def _in_zip(
    data: bytes, path: Path, digest: str, cancelled: Callable[[], bool]
) -> FoundTable | None:
    """The one member of a kind: text forms before workbooks, HCPCS before what comes with it."""
    with open_zip(data, path.name) as archive:
        files = candidates(archive)
        if any("PPRRVU" in PurePosixPath(info.filename).name.upper() for info in files):
            return None
        texts = [info for info in files if not info.filename.lower().endswith(".xlsx")]
        heads = ((info, read_member(archive, info, path.name, head=_SNIFF)) for info in texts)
        found = [(info, kind) for info, head in heads if (kind := kind_of_text(head)) is not None]
        if len({(info.CRC, info.file_size) for info, _ in found}) > 1:
            shown = ", ".join(sorted(printable(info.filename) for info, _ in found)[:4])
            raise CmsFileError(
                f"“{path.name}” holds several tables ({shown}); unpack it and import them one "
                "by one."
            )
        if found:
            return FoundTable(found[0][1], _member(archive, found[0][0], path, digest, cancelled))
        for info in files:
            if info not in texts:
                table = _of_source(_member(archive, info, path, digest, cancelled))
                if table is not None:
                    return table
    return None


def _member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    path: Path,
    digest: str,
    cancelled: Callable[[], bool],
) -> Source:
    content = read_member(archive, info, path.name, cancelled)
    inner = PurePosixPath(info.filename.replace("\\", "/"))
    names = (inner.name, path.name)
    return Source(content, path.name, printable(inner.name), digest, names, inner.parts[:-1])


def kind_of_text(head: bytes) -> TableKind | None:
    """The kind a text file's first bytes show."""
    if b"\0" in head[:_SNIFF] or looks_like_relative_values(head[:8_192]):
        return None
    lines = decode(head).splitlines()[:_HEAD_ROWS]
    if any(FIXED_RECORD.match(line) and len(line) > 300 for line in lines):
        return TableKind.HCPCS
    try:
        return kind_of_rows(csv.reader(lines))
    except csv.Error:
        return None


def kind_of_rows(rows: Iterable[Sequence[str]]) -> TableKind | None:
    """The kind whose header is among rows of cells."""
    for row in rows:
        names = {normal(cell) for cell in row}
        if "PAYMENTLIMIT" in names and names & {"HCPCSCODE", "HCPCS"}:
            return TableKind.PAYMENT_LIMITS
        if "BILLUNITSPKG" in names and names & {"NDC", "NDC2"}:
            return TableKind.CROSSWALK
        if {"HCPC", "SEQNUM", "LONGDESCRIPTION"} <= names:
            return TableKind.HCPCS
        if len(row) > 2 and JOINED_RECORD.fullmatch(row[0].strip()):
            return TableKind.HCPCS
    return None


def normal(text: str) -> str:
    """A heading's letters and digits alone, upper case."""
    return _NOT_WORD.sub("", text.upper())
