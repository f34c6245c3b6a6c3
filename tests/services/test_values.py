"""How values are written as data. What `rvuedge import` and `values` do is tested there."""

from __future__ import annotations

import io

import pytest

from rvuedge_desktop.cms import ImportCancelled
from rvuedge_desktop.domain.values import VALUE_FIELDS, PublishedValue
from rvuedge_desktop.services.values import VALUE_COLUMNS, value_record, was_cancelled, write_values
from rvuedge_desktop.storage.errors import Cancelled


def test_columns_name_fields_that_exist() -> None:
    assert {field for _, field, _ in VALUE_COLUMNS} <= set(VALUE_FIELDS)
    assert len({name for name, _, _ in VALUE_COLUMNS}) == len(VALUE_COLUMNS) == 21


@pytest.mark.parametrize(
    ("work", "text"), [(0, "0.00"), (1, "0.01"), (10, "0.10"), (318, "3.18"), (123456, "1234.56")]
)
def test_hundredths_are_written_with_two_places(work: int, text: str) -> None:
    assert value_record(PublishedValue("00100", "", "A", work=work))[3] == text


def test_what_is_missing_is_empty_and_zero_is_not() -> None:
    record = value_record(PublishedValue("00100", "26", "A", pre=0, conversion_factor=323_465))
    assert record[:5] == ["00100", "26", "A", "0.00", ""]
    assert (record[16], record[17], record[20]) == ("0.00", "", "32.3465")


def test_rows_are_counted_and_end_in_one_way() -> None:
    out = io.StringIO()
    assert write_values([PublishedValue("00100", "", "A"), PublishedValue("J1", "", "E")], out) == 2
    assert out.getvalue().count("\n") == 3
    assert "\r" not in out.getvalue()


def test_both_ways_of_stopping_an_import_are_known() -> None:
    assert was_cancelled(ImportCancelled("a file"))
    assert was_cancelled(Cancelled("stopped"))
    assert not was_cancelled(OSError())
