"""Numbers and dates as people read them, exactly and by locale."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.ui import format as fmt

DAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _american():
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (None, "—"),
        (Decimal("NaN"), "—"),
        (Decimal("Infinity"), "—"),
        (Decimal("0.00"), "0.00"),
        (Decimal("1234.5"), "1,234.50"),
        (Decimal("-3.005"), "-3.01"),
        (Decimal("-0.001"), "0.00"),
        (Decimal("0.005"), "0.01"),
        (Decimal("1E+3"), "1,000.00"),
        (Decimal("12345678901234567890.12"), "12,345,678,901,234,567,890.12"),
    ],
)
def test_wrvu(amount: Decimal | None, text: str) -> None:
    assert fmt.wrvu(amount) == text


@given(st.integers(min_value=-(10**24), max_value=10**24))
def test_wrvu_never_loses_a_digit(hundredths: int) -> None:
    shown = fmt.wrvu(Decimal(hundredths).scaleb(-2))
    assert int(shown.replace(",", "").replace(".", "")) == hundredths


@pytest.mark.parametrize(
    ("amount", "text"),
    [("12.3", "+12.30"), ("-1", "-1.00"), ("0", "0.00"), ("0.004", "0.00")],
)
def test_changes_carry_their_sign(amount: str, text: str) -> None:
    assert fmt.wrvu_change(Decimal(amount)) == text


def test_counts_and_units() -> None:
    assert fmt.count(19277) == "19,277"
    assert fmt.count(None) == "—"
    assert fmt.count(-(10**20)) == "-100,000,000,000,000,000,000"
    assert fmt.units(1) == "1"


def test_percents() -> None:
    assert fmt.percent(Decimal("0.625")) == "63%"
    assert fmt.percent(Decimal("0.625"), 1) == "62.5%"
    assert fmt.percent(None) == "—"
    assert fmt.percent_change(Decimal("0.0421")) == "+4.2%"
    assert fmt.percent_change(None) == "—"


def test_short_has_no_places_it_does_not_need() -> None:
    assert [fmt.short(Decimal(t)) for t in ("2.50", "10", "1250", "0.00", "1E+1")] == [
        "2.5",
        "10",
        "1,250",
        "0",
        "10",
    ]
    assert fmt.short(None) == "—"


def test_money() -> None:
    assert fmt.money(Decimal("21471.5")) == "$21,471.50"
    assert fmt.money(Decimal("-5"), 0) == "-$5"
    assert fmt.money(None) == "—"


def test_days() -> None:
    assert fmt.day(DAY) == "Sat, Nov 21, 2026"
    assert fmt.short_day(DAY) == "Sat, Nov 21"
    assert fmt.numeric_day(DAY) == "11/21/2026"
    assert fmt.weekday(DAY) == "Sat"
    assert fmt.day(None) == fmt.short_day(None) == fmt.numeric_day(None) == "—"


def test_months() -> None:
    assert fmt.month_name(2026, 11) == "November 2026"
    assert fmt.short_month(2) == "Feb"


def test_instants_are_shown_on_the_users_clock() -> None:
    utc = datetime(2026, 11, 21, 5, 3, tzinfo=UTC)
    local = utc.astimezone()
    shown = fmt.instant(utc)
    assert shown == fmt.instant(utc.replace(tzinfo=None))
    assert fmt.day(local.date()) in shown
    assert f":{local.minute:02d}" in shown
    assert fmt.instant(None) == "—"


def test_release_label() -> None:
    assert fmt.release_label("RVU26B") == "RVU26B · April 2026"
    assert fmt.release_label(Release("RVU24AR")) == "RVU24AR · March 2024"


def test_german() -> None:
    QLocale.setDefault(QLocale("de_DE"))
    assert fmt.wrvu(Decimal("1234.5")) == "1.234,50"
    assert fmt.day(DAY) == "Sa., 21. Nov. 2026"
    assert fmt.short_day(DAY) == "Sa., 21. Nov."


def test_other_digits() -> None:
    QLocale.setDefault(QLocale("ar_EG"))
    assert fmt.wrvu(Decimal("12.50")) == "١٢٫٥٠"
    assert "٢٠٢٦" in fmt.month_name(2026, 11)


@pytest.mark.parametrize("name", ["es_ES", "pt_BR", "fr_FR", "ja_JP", "sv_SE", "hu_HU", "en_GB"])
def test_a_short_day_has_no_year(name: str) -> None:
    QLocale.setDefault(QLocale(name))
    assert "2026" in fmt.day(DAY)
    assert "2026" not in fmt.short_day(DAY)
    assert "21" in fmt.short_day(DAY)


def test_without_a_locale_american_english_is_used() -> None:
    QLocale.setDefault(QLocale.c())
    assert fmt.wrvu(Decimal("1234.5")) == "1,234.50"
    assert fmt.day(DAY) == "Sat, Nov 21, 2026"
