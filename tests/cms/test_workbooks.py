"""xlsx: integers for codes, exact decimals, and grids that would claim the memory."""

from __future__ import annotations

import pytest

from rvuedge_desktop.cms import CmsFileError
from tests.cms.conftest import Read
from tests.fixtures.cms_files import (
    csv_bytes,
    header_rows,
    row,
    some_rows,
    xlsx_bytes,
    xlsx_of_sheet,
)

NAME = "PPRRVU2026_Apr_nonQPP.xlsx"


def test_xlsx_gives_what_csv_gives(read: Read) -> None:
    for columns in (31, 32):
        book = read(xlsx_bytes(some_rows(), columns), NAME)
        plain = read(csv_bytes(some_rows(), columns))
        assert book.values == plain.values
        assert book.descriptions == plain.descriptions
        assert book.title == plain.title
        assert book.rejected == []


def test_leading_zeros_come_back_for_numbers_only(read: Read) -> None:
    result = read(xlsx_bytes([row("00100"), row("99213", "26")]), NAME)
    assert [value.key for value in result.values] == [("00100", ""), ("99213", "26")]
    result = read(xlsx_bytes([row("00100"), row("X100")]), NAME)
    assert len(result.rejected) == 1


def test_every_hundredth_survives_the_float(read: Read) -> None:
    rows = [row(f"{10_000 + n}", work=f"{n // 100}.{n % 100:02}") for n in range(0, 12_000, 7)]
    result = read(xlsx_bytes(rows), NAME)
    assert [value.work for value in result.values] == list(range(0, 12_000, 7))
    assert result.warnings == []


def test_a_bad_cell_is_named_with_its_row(read: Read) -> None:
    result = read(xlsx_bytes([row("99212"), row("99213", work="x"), row("99214")]), NAME)
    assert [(bad.line, bad.reason) for bad in result.rejected] == [
        (len(header_rows()) + 2, "The work RVU “x” is not a number.")
    ]


def test_an_end_mark_row_is_silent(read: Read) -> None:
    data = xlsx_bytes([row("99213"), dict.fromkeys(row("1"), "") | {"code": "_x001A_"}])
    result = read(data, NAME)
    assert len(result.values) == 1
    assert result.rejected == []


@pytest.mark.parametrize("place", ["XFD1", "A1048576", "XFD1048576", "BA1", "A100000"])
def test_a_far_cell_is_refused_before_it_claims_memory(read: Read, place: str) -> None:
    cell = f'<sheetData><row><c r = "{place}"><v>1</v></c></row></sheetData>'
    with pytest.raises(CmsFileError, match="far beyond"):
        read(xlsx_of_sheet(cell), NAME)


def test_a_false_dimension_is_harmless(read: Read) -> None:
    sheet = '<dimension ref="A1:XFD1048576"/><sheetData/>'
    with pytest.raises(CmsFileError, match="not a CMS relative value file"):
        read(xlsx_of_sheet(sheet), NAME)


def test_broken_sheets_get_a_sentence(read: Read) -> None:
    for inner in ("<sheetData><row><c", '<sheetData><row><c r="ZZ"><v>1</v></c></row></sheetData>',
                  '<sheetData><row><c r="A1" t="s"><v>9</v></c></row></sheetData>'):  # fmt: skip
        with pytest.raises(CmsFileError):
            read(xlsx_of_sheet(inner), NAME)
