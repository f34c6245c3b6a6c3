"""xlsx workbooks as rows of cells.

In CMS's workbooks codes, modifiers and indicators are numbers where they look like numbers, so
leading zeros come back from the width of the field: 100 → 00100, 9 → 09. RVUs are floats as
Excel keeps them; their shortest decimal text (`repr`) is the number CMS wrote, and only that text
is read on. The workbook is unpacked here, under the caps of `containers`, and handed to calamine
repacked without compression, so no size in it is taken on trust.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from rvuedge_desktop.cms.containers import open_zip, read_members
from rvuedge_desktop.cms.errors import CmsFileError
from rvuedge_desktop.cms.layouts import CELLS, Columns, find_columns
from rvuedge_desktop.cms.tables import HEAD_LINES, Row, Table, layout_warnings, title_in

_PARTS = ("xl/workbook", "xl/worksheets/", "xl/sharedStrings", "xl/styles", "xl/_rels/", "_rels/")
_MAX_SHEETS = 8
# calamine lays a sheet out as a full grid, so one far cell would claim gigabytes: nothing beyond
# column AZ or row 99,999.
_FAR_CELL = re.compile(
    rb"\sr\s*=\s*[\"'](?:[B-Zb-z][A-Za-z]|[A-Za-z]{3,}|[A-Za-z]*0*[1-9][0-9]{5})"
)
_WIDTHS = {
    "code": 5,
    "modifier": 2,
    "global_days": 3,
    "endo_base": 5,
    "supervision": 2,
    "imaging_family": 2,
}
_EMPTY = frozenset({"", "\x1a", "_x001A_"})


def workbook_table(data: bytes, file_name: str) -> Table | None:
    """The first sheet with a relative value file's header as a Table; None when there is none.

    Raises CmsFileError for a workbook that is damaged, encrypted or too large.
    """
    for sheet in _sheets(data, file_name):
        head = [[_text(cell) for cell in row] for row in sheet[:HEAD_LINES]]
        columns = find_columns(head, file_name)
        if columns is not None:
            title = title_in([" ".join(row).strip() for row in head[: columns.header_row]])
            rows = _rows(sheet, columns)
            return Table(title, rows, len(sheet), layout_warnings(columns))
    return None


def workbook_head(data: bytes, file_name: str) -> str:
    """The first rows of the first sheet as text, for saying what a workbook seems to be."""
    for sheet in _sheets(data, file_name):
        return "\n".join(",".join(_text(cell) for cell in row) for row in sheet[:HEAD_LINES])
    return ""


def sheets_as_text(data: bytes, file_name: str) -> Iterator[list[list[str]]]:
    """Each sheet's rows with every cell as text; raises as `workbook_table` does."""
    for sheet in _sheets(data, file_name):
        yield [[_text(cell) for cell in row] for row in sheet]


def _sheets(data: bytes, file_name: str) -> Iterator[list[list[Any]]]:
    packed = _repacked(data, file_name)
    # Imported here: only workbooks need it.
    import python_calamine

    try:
        workbook = python_calamine.load_workbook(io.BytesIO(packed))
        for name in workbook.sheet_names[:_MAX_SHEETS]:
            yield workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CmsFileError:
        raise
    except BaseException as error:
        # calamine's own panics are no Exception; what the user or Python wants goes on.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise CmsFileError(
            f"“{file_name}” is damaged and cannot be read as a workbook; "
            "download it again or choose the csv file."
        ) from error


def _repacked(data: bytes, file_name: str) -> bytes:
    with open_zip(data, file_name) as archive:
        wanted = [
            info
            for info in archive.infolist()
            if info.filename.startswith(_PARTS) or info.filename == "[Content_Types].xml"
        ]
        parts = read_members(archive, wanted, file_name)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            if name.startswith("xl/worksheets/") and _FAR_CELL.search(part):
                raise CmsFileError(
                    f"“{file_name}” has cells far beyond those of a relative value file; "
                    "choose the csv or txt file."
                )
            archive.writestr(name, part)
    return target.getvalue()


def _rows(sheet: list[list[Any]], columns: Columns) -> Iterator[Row]:
    width = columns.width
    pick = itemgetter(*(at if at >= 0 else width for at in columns.index))
    padded = [(at, _WIDTHS[name]) for at, name in enumerate(CELLS) if name in _WIDTHS]
    numbers: dict[float, str] = {}
    for number, row in enumerate(sheet[columns.header_row + 1 :], columns.header_row + 2):
        cells = [
            cell if cell.__class__ is str else _number_text(cell, numbers) for cell in row[:width]
        ]
        if _EMPTY.issuperset(cells):
            continue
        if len(cells) < width:
            yield number, f"The row has {len(cells)} columns where the header has {width}."
            continue
        picked = list(pick([*cells, ""]))
        numeric = pick([*row[:width], ""])
        for at, digits in padded:
            if numeric[at].__class__ is not str:
                picked[at] = picked[at].zfill(digits)
        yield number, tuple(picked)


def _number_text(cell: Any, known: dict[float, str]) -> str:
    if cell.__class__ is not float:
        return _text(cell)
    text = known.get(cell)
    if text is None:
        text = known[cell] = _text(cell)
    return text


def _text(cell: Any) -> str:
    """A cell's exact decimal text: 32.3465 → "32.3465", 99213.0 → "99213"; text as it is."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return repr(cell + 0.0).removesuffix(".0")
    return "" if cell is None else str(cell)
