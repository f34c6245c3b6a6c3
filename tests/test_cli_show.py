"""`rvuedge show`: every key, strings for RVUs, and null with a reason where there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command_line import CommandLine

KEYS = [
    "code", "modifier", "name", "section", "state", "reason", "release", "status", "work_rvu",
    "pe_rvu_nonfacility", "pe_rvu_facility", "mp_rvu", "total_nonfacility", "total_facility",
    "global_days", "synonyms", "specialties", "description", "plain_language",
    "clinical_context", "also_known_as", "billing", "questions", "related", "compares", "drug",
]  # fmt: skip
RVUS = [key for key in KEYS if "rvu" in key or key.startswith("total")]


def test_a_valued_code(rvuedge: CommandLine, shipped: Path) -> None:
    answer = rvuedge.ask("show", "43644")
    assert list(answer) == KEYS
    assert answer["modifier"] is None
    assert answer["reason"] is None
    assert [answer[key] for key in RVUS] == ["28.67", "12.14", "12.14", "7.64", "48.45", "48.45"]
    assert (answer["release"], answer["status"]) == ("RVU26B", "A")
    assert answer["global_days"] == "090"
    assert "RYGB" in answer["synonyms"]
    assert "Bariatric surgery" in answer["specialties"]


@pytest.mark.parametrize("code", ["J2590", "J1568", "j2590", " J1568 "])
def test_a_drug_has_null_for_every_rvu_and_a_reason(
    rvuedge: CommandLine, shipped: Path, code: str
) -> None:
    answer = rvuedge.ask("show", code)
    assert list(answer) == KEYS
    assert answer["code"] == code.strip().upper()
    assert answer["state"] == "drug"
    assert {answer[key] for key in RVUS} == {None}
    assert "is a drug" in answer["reason"]
    text = rvuedge("show", code).out
    assert "0.00" not in text
    assert answer["reason"] in text


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("45378",), ("valued", "3.18")),
        (("45378", "--modifier", "53"), ("valued", "1.59")),
        (("70450", "--modifier", "TC"), ("no_work", "0.00")),
        (("70450", "--modifier", "tc"), ("no_work", "0.00")),
        (("93620",), ("unpriced", None)),
        (("93620", "--modifier", "26"), ("valued", "11.04")),
        (("43644", "--on", "2025-12-31"), ("valued", "29.40")),
        (("43644", "--on", "2026-01-01"), ("valued", "28.67")),
        (("43644", "--release", "RVU25D", "--on", "2026-05-01"), ("valued", "29.40")),
        (("43644", "--release", "25d"), ("valued", "29.40")),
        (("99213", "--on", "2020-06-01"), ("valued", "0.97")),
        (("00790",), ("anesthesia", None)),
        (("K0001",), ("other_schedule", None)),
        (("99999",), ("unknown", None)),
    ],
)
def test_state_and_work_by_modifier_and_date(
    rvuedge: CommandLine, shipped: Path, arguments: tuple[str, ...], expected: tuple[str, Any]
) -> None:
    answer = rvuedge.ask("show", *arguments)
    assert (answer["state"], answer["work_rvu"]) == expected
    assert (answer["reason"] is None) == (answer["state"] == "valued")


def test_a_code_that_waits_for_26_says_so(rvuedge: CommandLine, shipped: Path) -> None:
    assert "93620-26 has 11.04" in rvuedge.ask("show", "93620")["reason"]


def test_a_release_with_work_only_has_null_for_the_rest(
    rvuedge: CommandLine, shipped: Path
) -> None:
    answer = rvuedge.ask("show", "99213", "--on", "2020-06-01")
    assert (answer["release"], answer["work_rvu"]) == ("RVU20D", "0.97")
    assert {answer[key] for key in RVUS if key != "work_rvu"} == {None}
    assert answer["global_days"] is None


def test_an_unknown_code_is_not_said_to_be_missing_everywhere(
    rvuedge: CommandLine, shipped: Path
) -> None:
    answer = rvuedge.ask("show", "49591", "--on", "2020-03-01")
    assert (answer["state"], answer["release"]) == ("unknown", None)
    assert "none of the installed values" not in answer["reason"]
    assert answer["name"].startswith("Abdominal wall hernia repair")


@pytest.mark.parametrize(
    "code", ["", "1234", "992133", "９９２１３", "I1234", "99213\x00", "hello"]
)
def test_what_is_no_code_is_bad_input(rvuedge: CommandLine, shipped: Path, code: str) -> None:
    assert "is not a code" in rvuedge.bad("show", "--", code)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--modifier", "2"),
        ("--modifier", "2 6"),
        ("--modifier", "266"),
        ("--on", "yesterday"),
        ("--on", "2026-02-30"),
        ("--on", "0000-01-01"),
        ("--on", "20260101"),
        ("--release", "RVU26"),
        ("--release", "April"),
        ("--release", "RVU24A"),
    ],
)
def test_bad_options(rvuedge: CommandLine, shipped: Path, arguments: tuple[str, ...]) -> None:
    assert arguments[1] in rvuedge.bad("show", "99213", *arguments)


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "9999-12-31"])
def test_any_date_takes_the_nearest_values_and_says_so(
    rvuedge: CommandLine, shipped: Path, day: str
) -> None:
    assert rvuedge.ask("show", "99213", "--on", day)["work_rvu"] in ("0.97", "1.30")
    assert f"{day} is" in rvuedge("show", "99213", "--on", day).out
