"""Cells: exact numbers and nothing that merely looks like one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvuedge_desktop.cms.cells import LABELS, Number, complaint, new_readers, scaled
from rvuedge_desktop.cms.errors import BadCellError
from rvuedge_desktop.cms.layouts import CELLS
from rvuedge_desktop.domain.values import VALUE_FIELDS


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1.30", 130), (".69", 69), ("0.69", 69), ("7", 700), ("7.", 700), ("1.3", 130),
     ("0.290000", 29), ("936.25", 93625)],
)  # fmt: skip
def test_hundredths(text: str, expected: int) -> None:
    assert scaled(text, 2) == expected


@pytest.mark.parametrize(
    "text",
    ["1_0", "１.３０", "٣", "-1.00", "+1.00", "1e3", "0x10", "nan", "inf", ".", "", "1,30", "1 0",
     "1.305", "1.2.3", "NA", "12345678.00", "1.30\n", "²"],
)  # fmt: skip
def test_not_a_number(text: str) -> None:
    with pytest.raises(BadCellError):
        scaled(text, 2)


@given(st.integers(0, 999_999), st.integers(0, 4))
def test_every_decimal_is_exact(number: int, places: int) -> None:
    text = f"{Decimal(number).scaleb(-places):f}"
    assert scaled(text, places) == number


@given(st.text(max_size=12))
def test_text_is_read_as_decimal_would_or_refused(text: str) -> None:
    try:
        value = scaled(text, 2)
    except BadCellError:
        return
    assert text.isascii()
    assert Decimal(text) * 100 == value


def test_blank_numbers_are_none_only_where_allowed() -> None:
    assert Number(2, optional=True)["  "] is None
    with pytest.raises(BadCellError, match="empty"):
        Number(2)["  "]


@pytest.mark.parametrize(
    ("field", "cell", "good"),
    [
        ("code", "00100", True), ("code", "0001F", True), ("code", "GXXX1", True),
        ("code", " 99213", True), ("code", "100", False), ("code", "I0100", False),
        ("code", "0001f", False), ("code", "９９２１３", False), ("code", "XXXXX", False),
        ("modifier", "  ", True), ("modifier", "TC", True), ("modifier", "2", False),
        ("modifier", "26 TC", False), ("status", "A", True), ("status", "", False),
        ("status", "AA", False), ("not_used", "+", True), ("not_used", "x", False),
        ("nonfacility_na", "NA", True), ("nonfacility_na", "N", False),
        ("global_days", "090", True), ("global_days", "90", False), ("endo_base", "", True),
        ("endo_base", "4530", False), ("supervision", "6A", True), ("pctc", "12", False),
        ("imaging_family", "88", True), ("conversion_factor", "33.4009", True),
        ("conversion_factor", "33.40091", False),
    ],
)  # fmt: skip
def test_each_column_takes_its_own(field: str, cell: str, good: bool) -> None:
    reader = new_readers()[VALUE_FIELDS.index(field)]
    if good:
        assert reader[cell] in (cell.strip(), 334_009)
    else:
        with pytest.raises(BadCellError):
            reader[cell]


def test_every_field_has_a_reader_and_a_label() -> None:
    assert len(new_readers()) == len(VALUE_FIELDS)
    assert set(LABELS) == set(CELLS)


def test_a_complaint_names_column_and_cell() -> None:
    assert complaint("work", " abc ", "is not a number") == "The work RVU “abc” is not a number."
    assert complaint("work", "", "is not a number") == "The work RVU is empty."
    assert "?" in complaint("work", "a\x07b", "is not a number")
