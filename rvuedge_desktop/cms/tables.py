"""csv and fixed-width text as rows of cells, each with its line number.

Line ends may be CRLF, LF or a lone CR; the text is cp1252. Rows of commas only, `HDR` lines and
the 0x1A that old files end with carry nothing and are passed over (data notes, section 2).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from rvuedge_desktop.cms.errors import CmsFileError
from rvuedge_desktop.cms.layouts import (
    CELLS,
    FIXED_GAPS,
    FIXED_ROW,
    FIXED_SLICES,
    FIXED_WIDTH,
    Columns,
    find_columns,
)
from rvuedge_desktop.cms.results import RejectedLine
from rvuedge_desktop.cms.titles import is_title
from rvuedge_desktop.domain.codes import is_code_shape

# A row's cells in the order of layouts.CELLS, or the reason why the line is no row.
Row = tuple[int, tuple[str, ...] | str]

MAX_LINES = 1_000_000
HEAD_LINES = 60
_MAX_LINE = 4_000
_NOTHING = ' ,\t\x1a\x00"'


@dataclass(frozen=True, slots=True)
class Table:
    """A file laid out as rows; `total` is what a progress bar counts to (lines)."""

    title: str
    rows: Iterator[Row]
    total: int
    warnings: tuple[RejectedLine, ...] = ()


def decode(data: bytes) -> str:
    """The text of a file: cp1252, or UTF-8 where a byte-order mark says so."""
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", errors="replace")
    return data.decode("cp1252", errors="replace")


def split_lines(data: bytes, file_name: str) -> list[str]:
    """The lines of a text file without their ends.

    A trailing 0x1A is dropped. An empty last item means that the file ends in a line end.
    """
    text = decode(data.rstrip(b"\x1a"))
    if text.count("\n") + text.count("\r") > MAX_LINES:
        raise CmsFileError(
            f"“{file_name}” has over a million lines and is no relative value file; "
            "choose the PPRRVU file or the whole zip."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def text_table(lines: list[str], file_name: str) -> Table | None:
    """csv or fixed-width lines as a Table; None when they are neither."""
    head = lines[:HEAD_LINES]
    columns = find_columns([split_cells(line[:_MAX_LINE]) for line in head], file_name)
    if columns is not None:
        return _csv_table(lines, columns, file_name)
    if any(FIXED_ROW.match(line) or line.startswith("HDR CPT") for line in head):
        return Table("", _fixed_rows(lines, file_name), len(lines))
    return None


def split_cells(line: str) -> list[str]:
    """The cells of one csv line; a quote that is never closed ends with its line."""
    if '"' not in line:
        return line.split(",")
    try:
        return next(csv.reader([line]), [])
    except csv.Error:
        return []


def title_in(lines: list[str]) -> str:
    """The title among `lines`, without the commas around it; empty when there is none."""
    return next((line.strip(_NOTHING) for line in lines if is_title(line)), "")


def layout_warnings(columns: Columns) -> tuple[RejectedLine, ...]:
    """A warning for each column that no field is known for."""
    return tuple(
        RejectedLine(columns.header_row + 1, f"The column “{name[:40]}” is not known; left out.")
        for name in columns.unknown
    )


def truncated(file_name: str, line: int) -> CmsFileError:
    """The refusal of a file whose last row is cut."""
    return CmsFileError(
        f"“{file_name}” was cut short in line {line}; download it again and import the whole file."
    )


def _csv_table(lines: list[str], columns: Columns, file_name: str) -> Table:
    title = title_in(lines[: columns.header_row])
    rows = _csv_rows(lines, columns, file_name)
    return Table(title, rows, len(lines), layout_warnings(columns))


def _last_content(lines: list[str]) -> int:
    return next((at for at in range(len(lines) - 1, -1, -1) if lines[at].strip(_NOTHING)), -1)


def _csv_rows(lines: list[str], columns: Columns, file_name: str) -> Iterator[Row]:
    width = columns.width
    # A row gets one blank cell more, which stands for a column that the layout lacks.
    pick = itemgetter(*(at if at >= 0 else width for at in columns.index))
    last = _last_content(lines)
    before: list[str] = []
    for at in range(columns.header_row + 1, last + 1):
        line = lines[at]
        if not line.strip(_NOTHING):
            continue
        if len(line) > _MAX_LINE:
            yield at + 1, "The line is far longer than any row."
            continue
        cells = line.split(",") if '"' not in line else split_cells(line)
        while len(cells) > width and not cells[-1].strip(_NOTHING):
            cells.pop()
        if at == last and _is_cut(cells, before, width, ended=last + 1 < len(lines)):
            raise truncated(file_name, at + 1)
        if len(cells) != width:
            yield at + 1, f"The line has {len(cells)} columns where the header has {width}."
            continue
        before = cells
        yield at + 1, pick([*cells, ""])


def _is_cut(cells: list[str], before: list[str], width: int, *, ended: bool) -> bool:
    """Whether the last row of a csv file is cut in the middle.

    It is when columns are missing after a code, or when it has no line end and fewer decimals in
    its last cell than the row before.
    """
    if not cells:
        return not ended
    if len(cells) < width:
        return not ended or is_code_shape(cells[0].strip())
    if ended or not before:
        return False
    decimals = [row[-1].strip().partition(".")[2] for row in (cells, before)]
    return len(decimals[0]) < len(decimals[1])


def _fixed_rows(lines: list[str], file_name: str) -> Iterator[Row]:
    pick = itemgetter(*FIXED_SLICES)
    gaps = itemgetter(*FIXED_GAPS)
    blank = (" ",) * len(FIXED_GAPS)
    last = _last_content(lines)
    assert len(FIXED_SLICES) == len(CELLS)
    for at in range(last + 1):
        line = lines[at]
        if len(line) != FIXED_WIDTH:
            if not line.strip(_NOTHING) or line.startswith("HDR"):
                continue
            line = line.rstrip(_NOTHING)
            if len(line) < FIXED_WIDTH:
                if at == last:
                    raise truncated(file_name, at + 1)
                yield (
                    at + 1,
                    f"The line has {len(line)} characters where a row has {FIXED_WIDTH}.",
                )
                continue
            if len(line) > FIXED_WIDTH:
                yield at + 1, f"The line is longer than a row's {FIXED_WIDTH} characters."
                continue
        if gaps(line) != blank:
            if not line.startswith("HDR"):
                yield at + 1, "The line's fields do not stand where a row has them."
            continue
        yield at + 1, pick(line)
