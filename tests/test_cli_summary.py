"""`rvuedge summary`: its keys, exact sums, what it leaves out, and odd periods."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from rvuedge_desktop import cli_options
from rvuedge_desktop.domain.groupings import By
from tests.command_line import CommandLine

KEYS = ["from", "to", "total_wrvu", "lines", "units", "by_code", "by_section", "by_day", "left_out"]
STATES = {
    "no_work", "drug", "supply", "anesthesia", "unpriced", "other_schedule", "measure", "unknown",
}  # fmt: skip


@pytest.fixture
def logged(rvuedge: CommandLine, shipped: Path) -> None:
    """Lines of every state in March 2026, and one each just outside of it."""
    rvuedge.ask("log", "99213 45378*2 J2590*30", "--on", "2026-03-01")
    rvuedge.ask("log", "99213 93620 70450TC 00790 K0001*4", "--on", "2026-03-31")
    rvuedge.ask("log", "12345! /2026-03-15")
    rvuedge.ask("log", "43644", "--on", "2026-02-28")
    rvuedge.ask("log", "43644", "--on", "2026-04-01")


def test_keys_are_those_of_the_interface(rvuedge: CommandLine, logged: None) -> None:
    answer = rvuedge.ask("summary", "--month", "2026-03")
    assert list(answer) == KEYS
    assert (answer["from"], answer["to"]) == ("2026-03-01", "2026-03-31")
    assert answer["total_wrvu"] == "8.96"
    assert (answer["lines"], answer["units"]) == (9, 42)
    for group in answer["by_code"]:
        assert list(group) == ["code", "name", "lines", "units", "wrvu"]
    for group in answer["by_section"]:
        assert list(group) == ["section", "lines", "units", "wrvu"]
    for day in answer["by_day"]:
        assert list(day) == ["date", "lines", "wrvu"]
    assert answer["by_code"][0] == {
        "code": "45378", "name": "Colonoscopy, diagnostic", "lines": 1, "units": 2, "wrvu": "6.36",
    }  # fmt: skip
    assert answer["by_day"] == [
        {"date": "2026-03-01", "lines": 3, "wrvu": "7.66"},
        {"date": "2026-03-15", "lines": 1, "wrvu": "0.00"},
        {"date": "2026-03-31", "lines": 5, "wrvu": "1.30"},
    ]


def test_what_is_left_out_is_counted_by_state(rvuedge: CommandLine, logged: None) -> None:
    left_out = rvuedge.ask("summary", "--month", "2026-03")["left_out"]
    assert set(left_out) == STATES
    assert left_out["drug"] == {"lines": 1, "units": 30}
    assert left_out["other_schedule"] == {"lines": 1, "units": 4}
    for state in ("no_work", "anesthesia", "unpriced", "unknown"):
        assert left_out[state] == {"lines": 1, "units": 1}
    for state in ("supply", "measure"):
        assert left_out[state] == {"lines": 0, "units": 0}


def test_a_drug_has_no_number_anywhere(rvuedge: CommandLine, logged: None) -> None:
    answer = rvuedge.ask("summary", "--month", "2026-03")
    (drug,) = [group for group in answer["by_code"] if group["code"] == "J2590"]
    assert drug["wrvu"] is None
    (section,) = [group for group in answer["by_section"] if group["section"] == "Drugs (J)"]
    assert section["wrvu"] is None


def test_the_parts_add_up_to_the_total(rvuedge: CommandLine, logged: None) -> None:
    answer = rvuedge.ask("summary", "--from", "2026-01-01", "--to", "2026-12-31")
    for part in ("by_code", "by_section", "by_day"):
        figures = [group["wrvu"] for group in answer[part] if group["wrvu"] is not None]
        assert sum(map(Decimal, figures)) == Decimal(answer["total_wrvu"]) == Decimal("66.30")
        assert sum(group["lines"] for group in answer[part]) == answer["lines"]


def test_tenths_add_up_exactly(rvuedge: CommandLine, shipped: Path) -> None:
    # 0.70 a thousand times is 700.00; as binary fractions it would not be.
    (line,) = rvuedge.ask("log", "99212 *999", "--on", "2026-05-05")["logged"]
    rvuedge.ask("log", "99212", "--on", "2026-05-06")
    assert line["base_work_rvu"] == "0.70"
    assert rvuedge.ask("summary", "--month", "2026-05")["total_wrvu"] == "700.00"


def test_deleting_and_undoing_are_followed(rvuedge: CommandLine, shipped: Path) -> None:
    (line,) = rvuedge.ask("log", "99213", "--on", "2026-03-01")["logged"]
    with_line = rvuedge.ask("summary", "--month", "2026-03")
    rvuedge.ask("delete", str(line["id"]))
    assert rvuedge.ask("summary", "--month", "2026-03")["by_code"] == []
    rvuedge.ask("undo")
    assert rvuedge.ask("summary", "--month", "2026-03") == with_line


@pytest.mark.parametrize(
    ("arguments", "period"),
    [
        ((), ("2026-11-01", "2026-11-30")),
        (("--month", "2024-02"), ("2024-02-01", "2024-02-29")),
        (("--month", "2025-02"), ("2025-02-01", "2025-02-28")),
        (("--month", "9999-12"), ("9999-12-01", "9999-12-31")),
        (("--month", "0001-01"), ("0001-01-01", "0001-01-31")),
        (("--from", "2024-02-29", "--to", "2024-02-29"), ("2024-02-29", "2024-02-29")),
        (("--from", "0001-01-01", "--to", "9999-12-31"), ("0001-01-01", "9999-12-31")),
        (("--from", "2026-11-05"), ("2026-11-05", "2026-11-20")),
        (("--to", "2026-10-09"), ("2026-10-01", "2026-10-09")),
        (("--from", "9999-12-31"), ("9999-12-31", "9999-12-31")),
        (("--to", "0001-01-01"), ("0001-01-01", "0001-01-01")),
    ],
)
def test_periods(
    rvuedge: CommandLine, shipped: Path, arguments: tuple[str, ...], period: tuple[str, str]
) -> None:
    answer = rvuedge.ask("summary", *arguments)
    assert (answer["from"], answer["to"]) == period
    assert (answer["total_wrvu"], answer["lines"], answer["by_day"]) == ("0.00", 0, [])


@pytest.mark.parametrize(
    "arguments",
    [
        ("--month", "2026-13"),
        ("--month", "2026-00"),
        ("--month", "0000-01"),
        ("--month", "2026-1"),
        ("--month", "November"),
        ("--month=",),
        ("--from", "2025-02-29"),
        ("--from=", "--to", "2026-01-01"),
        ("--from", "2026-02-02", "--to", "2026-02-01"),
        ("--month", "2026-01", "--from", "2026-01-01"),
        ("--month", "2026-01", "--to="),
    ],
)
def test_bad_periods(rvuedge: CommandLine, shipped: Path, arguments: tuple[str, ...]) -> None:
    rvuedge.bad("summary", *arguments)


def test_in_words(rvuedge: CommandLine, logged: None) -> None:
    lines = rvuedge("summary", "--month", "2026-03").out.splitlines()
    assert lines[1] == "8.96 wRVU, 9 lines on 3 days"
    assert lines[-1] == (
        "The total leaves out 1 drug line, 1 line without a published RVU, 1 anesthesia line, "
        "1 line without physician work, 1 line paid on another schedule and 1 unknown code."
    )
    assert not any("0.00" in line for line in lines if "J2590" in line)


@pytest.mark.parametrize(
    ("arguments", "period"),
    [
        (("--week",), ("2026-11-15", "2026-11-21")),
        (("--week", "2026-01-01"), ("2025-12-28", "2026-01-03")),
        (("--quarter",), ("2026-10-01", "2026-12-31")),
        (("--quarter", "2024-Q1"), ("2024-01-01", "2024-03-31")),
        (("--half", "2026-H1"), ("2026-01-01", "2026-06-30")),
        (("--year",), ("2026-01-01", "2026-12-31")),
        (("--year", "2024"), ("2024-01-01", "2024-12-31")),
        (("--fiscal-year",), ("2026-01-01", "2026-12-31")),
        (("--fiscal-year", "--fiscal-start", "7"), ("2026-07-01", "2027-06-30")),
        (("--fiscal-year", "2026", "--fiscal-start", "10"), ("2025-10-01", "2026-09-30")),
        (("--contract-year",), ("2026-09-15", "2027-09-14")),
        (("--contract-year", "2025-09-14", "--contract", "city"), ("2024-09-15", "2025-09-14")),
        (("--all",), ("2026-02-28", "2026-04-01")),
    ],
)
def test_more_periods(
    rvuedge: CommandLine,
    logged: None,
    tmp_path: Path,
    arguments: tuple[str, ...],
    period: tuple[str, str],
) -> None:
    file = tmp_path / "city.toml"
    file.write_text('name = "City"\nfirst_day = 2024-09-15\n', encoding="utf-8")
    rvuedge.ask("contract", "add", str(file))
    answer = rvuedge.ask("summary", *arguments)
    assert (answer["from"], answer["to"]) == period
    assert list(answer) == KEYS


@pytest.mark.parametrize(
    "arguments",
    [
        ("--quarter", "2026-Q5"),
        ("--quarter=2026",),
        ("--half", "2026-H3"),
        ("--year", "26"),
        ("--fiscal-year", "--fiscal-start", "13"),
        ("--week", "yesterday"),
        ("--contract-year",),
        ("--contract-year", "--contract", "nobody"),
        ("--week", "--month", "2026-01"),
        ("--year", "--from", "2026-01-01"),
        ("--by", "mood"),
        ("--compare", "tomorrow"),
    ],
)
def test_more_bad_periods(rvuedge: CommandLine, shipped: Path, arguments: tuple[str, ...]) -> None:
    rvuedge.bad("summary", *arguments)


def test_groups_come_after_the_keys_there_were(rvuedge: CommandLine, logged: None) -> None:
    answer = rvuedge.ask("summary", "--quarter", "2026-Q1", "--by", "state")
    assert list(answer) == [*KEYS, "by"]
    assert answer["by"][0] == {
        "key": "valued", "name": "Counted", "lines": 4, "units": 5, "wrvu": "37.63",
    }  # fmt: skip
    assert all(group["wrvu"] is None for group in answer["by"][1:])


def test_every_field_adds_up(rvuedge: CommandLine, logged: None) -> None:
    for field in cli_options.FIELDS:
        answer = rvuedge.ask("summary", "--year", "2026", "--by", field)
        figures = [group["wrvu"] for group in answer["by"] if group["wrvu"] is not None]
        assert sum(map(Decimal, figures)) == Decimal(answer["total_wrvu"]), field
        assert sum(group["lines"] for group in answer["by"]) == answer["lines"], field


def test_the_fields_of_the_options_are_all_there_are() -> None:
    assert list(cli_options.FIELDS) == [by.value for by in By]


def test_a_period_beside_another(rvuedge: CommandLine, logged: None) -> None:
    answer = rvuedge.ask("summary", "--month", "2026-03", "--compare", "previous")
    assert list(answer) == [*KEYS, "compare"]
    assert answer["compare"] == {
        "from": "2026-02-01", "to": "2026-02-28", "total_wrvu": "28.67", "change": "-19.71",
    }  # fmt: skip
    answer = rvuedge.ask("summary", "--compare", "last-year", "--by", "day")
    assert list(answer) == [*KEYS, "by", "compare"]
    # The month is not over: the same days are those up to the 20th.
    assert (answer["compare"]["from"], answer["compare"]["to"]) == ("2025-11-01", "2025-11-20")


def test_groups_and_comparison_in_words(rvuedge: CommandLine, logged: None) -> None:
    said = rvuedge("summary", "--month", "2026-03", "--by", "weekday", "--compare", "previous").out
    assert "By weekday:" in said
    assert "      1.30      5 ×  Tuesday  (4 left out)\n" in said
    assert said.splitlines()[-1] == "28.67 wRVU on 2026-02-01 to 2026-02-28: -19.71."
