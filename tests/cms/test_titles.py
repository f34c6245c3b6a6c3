"""Titles and names: which release a file is."""

from __future__ import annotations

import pytest

from rvuedge_desktop.cms.errors import ReleaseUnclear
from rvuedge_desktop.cms.titles import (
    is_qpp_name,
    is_title,
    release_of,
    releases_in_name,
    releases_in_title,
)

TITLE = "{} National Physician Fee Schedule Relative Value File {} Release"


@pytest.mark.parametrize(
    ("year", "month", "name"),
    [("2026", "April", "RVU26B"), ("2019", "October", "RVU19D"), ("2025", "January", "RVU25A"),
     ("2024", "July", "RVU24C"), ("2026", "APRIL", "RVU26B")],
)  # fmt: skip
def test_title_row(year: str, month: str, name: str) -> None:
    title = TITLE.format(year, month)
    assert is_title(title)
    assert {release.name for release in releases_in_title(f"  {title} ,,")} == {name}


def test_a_title_without_month_names_nothing() -> None:
    title = "2026 National Physician Fee Schedule Relative Value File"
    assert is_title(title)
    assert releases_in_title(title) == set()
    assert not is_title("RELATIVE VALUE FILE CALENDAR YEAR 2026")


@pytest.mark.parametrize(
    ("file_name", "expected"),
    [
        ("PPRRVU2026_Apr_nonQPP.csv", ["RVU26B"]),
        ("PPRRVU2026_Jul_QPP.txt", ["RVU26C"]),
        ("PPRRVU25_OCT.xlsx", ["RVU25D"]),
        ("PPRRVU20_APR.csv", ["RVU20B"]),
        ("pprrvu2020_apr.csv", ["RVU20B"]),
        ("PPRRVU25_JAN1.csv", ["RVU25A"]),
        ("PPRRVU24_JULY.csv", ["RVU24C"]),
        ("RVU26B.zip", ["RVU26B"]),
        ("RVU26B (1).zip", ["RVU26B"]),
        ("rvu24ar.zip", ["RVU24AR"]),
        ("rvu26ar_1", ["RVU26AR"]),
        ("rvu26b-updated-03-10-2026.zip", ["RVU26B"]),
        ("RVU24A-010323", ["RVU24A"]),
        ("my RVU25D and RVU26B.zip", ["RVU25D", "RVU26B"]),
        ("PPRRVU26.csv", []),
        ("GPCI2026.csv", []),
        ("RVU26E.zip", []),
        ("RVU26BX.zip", []),
        ("values.csv", []),
    ],
)
def test_names(file_name: str, expected: list[str]) -> None:
    assert sorted(release.name for release in releases_in_name(file_name)) == expected


@pytest.mark.parametrize(
    ("name", "qpp"),
    [("PPRRVU2026_Jan_QPP.csv", True), ("PPRRVU2026_Jan_nonQPP.csv", False),
     ("PPRRVU2026_Jan_non_QPP.csv", False), ("pprrvu2026_jan_non-qpp.csv", False),
     ("PPRRVU25_OCT.csv", False)],
)  # fmt: skip
def test_qpp_names(name: str, qpp: bool) -> None:
    assert is_qpp_name(name) is qpp


def decide(title: str, *names: str, folders: tuple[str, ...] = ()) -> str:
    return release_of(title, names, folders, names[0]).name


def test_title_and_name_agree_or_one_of_them_speaks() -> None:
    april = TITLE.format(2026, "April")
    assert decide(april, "PPRRVU2026_Apr_nonQPP.csv", "RVU26B.zip") == "RVU26B"
    assert decide(april, "values.csv") == "RVU26B"
    assert decide("", "values.csv", "RVU26B.zip") == "RVU26B"


def test_a_correction_carries_the_title_of_what_it_corrects() -> None:
    january = TITLE.format(2024, "January")
    assert decide(january, "PPRRVU24_JAN.csv", "RVU24AR.zip") == "RVU24AR"
    assert decide(january, "PPRRVU24_JAN.csv", folders=("rvu24ar_1",)) == "RVU24AR"
    assert decide(january, "PPRRVU24_JAN.csv", folders=("rvu24a",)) == "RVU24A"
    # A folder never decides more than that.
    assert decide(january, "PPRRVU24_JAN.csv", folders=("rvu25d", "rvu23ar")) == "RVU24A"


def test_disagreement_asks_with_candidates() -> None:
    with pytest.raises(ReleaseUnclear, match="--release RVU26B") as caught:
        decide(TITLE.format(2025, "October"), "PPRRVU2026_Apr_nonQPP.csv")
    assert [release.name for release in caught.value.candidates] == ["RVU25D", "RVU26B"]
    with pytest.raises(ReleaseUnclear, match="RVU25AR and RVU26A"):
        decide(TITLE.format(2026, "January"), "RVU25AR.zip")


def test_silence_asks() -> None:
    with pytest.raises(ReleaseUnclear, match="Neither the title row nor the name") as caught:
        decide("", "values.csv")
    assert caught.value.candidates == ()
