"""Which texts are codes, and what was probably meant."""

from __future__ import annotations

import pytest

from rvuedge_desktop.services.code_book import CodeBook, needs_a_row

BOOK = CodeBook(["99213", "99214", "45378", "J2590", "0001F"], ["26", "TC", "LT"])


def test_codes_beginnings_and_modifiers() -> None:
    assert BOOK.is_code("99213")
    assert not BOOK.is_code("9921")
    assert not BOOK.is_code("j2590")
    for start in ("", "9", "9921", "99213", "J", "0001F"):
        assert BOOK.is_code_start(start), start
    for start in ("8", "99215", "992134", "J26", "K", "Z"):
        assert not BOOK.is_code_start(start), start
    assert BOOK.is_modifier("TC")
    assert not BOOK.is_modifier("")
    assert len(BOOK) == 5
    assert not CodeBook([], []).is_code_start("9")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("99123", "99213"),
        ("99231", "99213"),
        ("54378", "45378"),
        ("99215", "99213"),
        ("J2591", "J2590"),
        ("12345", None),
        ("", None),
        ("9", None),
        ("99213", "99214"),
    ],
)
def test_one_slip_away(typed: str, meant: str | None) -> None:
    assert BOOK.near(typed) == meant


def test_families_paid_elsewhere_need_no_row() -> None:
    assert not any(needs_a_row(code) for code in ("J9999", "K0001", "0001U", "0002M", "L1810"))
    assert all(needs_a_row(code) for code in ("99213", "00100", "0001F", "G0121", "Q4001"))
