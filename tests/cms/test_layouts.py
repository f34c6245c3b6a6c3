"""Layouts: columns found by what the joined headers say."""

from __future__ import annotations

import pytest

from rvuedge_desktop.cms.errors import CmsFileError
from rvuedge_desktop.cms.layouts import CELLS, FIXED_GAPS, FIXED_SLICES, FIXED_WIDTH, find_columns
from tests.fixtures.cms_files import FIELDS, header_rows


def test_both_layouts_are_found_wherever_they_start() -> None:
    for columns in (31, 32):
        header = header_rows(columns)
        for above in (0, 1, 7):
            found = find_columns([[""] * columns] * above + header, "x.csv")
            assert found is not None
            assert found.width == columns
            assert found.header_row == above + len(header) - 1
            expected = [name for name in FIELDS if columns == 32 or name != "pricing"]
            places = [expected.index(name) if name in expected else -1 for name in CELLS]
            assert list(found.index) == places


def test_case_and_blanks_do_not_matter() -> None:
    header = [[f"  {cell.lower().replace('-', ' - ')} " for cell in row] for row in header_rows()]
    assert find_columns(header, "x.csv") is not None


def test_the_order_of_columns_does_not_matter() -> None:
    header = [list(reversed(row)) for row in header_rows()]
    found = find_columns(header, "x.csv")
    assert found is not None
    assert found.index[CELLS.index("code")] == 31


def test_a_missing_column_is_named() -> None:
    at = FIELDS.index("work")
    header = [row[:at] + row[at + 1 :] for row in header_rows()]
    with pytest.raises(CmsFileError, match="no column for the work RVU"):
        find_columns(header, "x.csv")


def test_a_doubled_column_is_named() -> None:
    at = FIELDS.index("work")
    header = [[*row, row[at]] for row in header_rows()]
    with pytest.raises(CmsFileError, match="two columns for the work RVU"):
        find_columns(header, "x.csv")


def test_an_unknown_column_is_reported_not_fatal() -> None:
    header = [[*row, ""] for row in header_rows()]
    header[-1][-1] = "NOVELTY"
    found = find_columns(header, "x.csv")
    assert found is not None
    assert found.unknown == ("NOVELTY",)


def test_no_header_is_none() -> None:
    assert find_columns([["a", "b"], ["HCPCS", "MOD", "PROCSTAT"]], "x.csv") is None
    assert find_columns([], "x.csv") is None


def test_fixed_positions_do_not_overlap_and_end_at_the_record() -> None:
    taken = [at for place in FIXED_SLICES for at in range(place.start, place.stop)]
    assert len(taken) == len(set(taken))
    assert max(taken) + 1 == FIXED_WIDTH
    assert not set(taken) & set(FIXED_GAPS)
