"""`rvuedge log`: its keys, all or nothing without --partial, and what gets a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import TODAY, CommandLine

ENTRY_KEYS = [
    "id", "date", "code", "modifiers", "units", "state", "base_work_rvu", "credited_wrvu",
    "release", "steps",
]  # fmt: skip


def logged_lines(rvuedge: CommandLine) -> int:
    return len(rvuedge.ask("entries")["entries"])


def test_keys_are_those_of_the_interface(rvuedge: CommandLine, shipped: Path) -> None:
    answer = rvuedge.ask("log", "45378-53 *2 J2590*3 /2026-04-07")
    assert list(answer) == ["logged", "refused", "total_wrvu"]
    assert answer["refused"] == []
    assert answer["total_wrvu"] == "3.18"
    scope, drug = answer["logged"]
    assert list(scope) == list(drug) == ENTRY_KEYS
    assert scope | {"id": 0, "steps": []} == {
        "id": 0, "date": "2026-04-07", "code": "45378", "modifiers": ["53"], "units": 2,
        "state": "valued", "base_work_rvu": "1.59", "credited_wrvu": "3.18", "release": "RVU26B",
        "steps": [],
    }  # fmt: skip
    assert (drug["units"], drug["state"]) == (3, "drug")
    assert (drug["base_work_rvu"], drug["credited_wrvu"]) == (None, None)
    for step in scope["steps"] + drug["steps"]:
        assert list(step) == ["rule", "text", "factor", "before", "after"]
    assert scope["steps"][0]["after"] == "1.59"


def test_what_is_answered_is_what_is_kept(rvuedge: CommandLine, shipped: Path) -> None:
    logged = rvuedge.ask("log", "99213-25 11042 #ulcer", "--on", "2026-03-03")["logged"]
    assert rvuedge.ask("entries")["entries"] == logged


def test_the_date_is_today_unless_said(rvuedge: CommandLine, shipped: Path) -> None:
    text = "99213"
    assert rvuedge.ask("log", text)["logged"][0]["date"] == TODAY.isoformat()
    assert rvuedge.ask("log", text, "--on", "2026-01-05")["logged"][0]["date"] == "2026-01-05"
    typed = rvuedge.ask("log", f"{text} /2026-02-06", "--on", "2026-01-05")
    assert typed["logged"][0]["date"] == "2026-02-06"


@pytest.mark.parametrize(
    ("day", "work", "release"),
    [("2025-12-31", "29.40", "RVU25D"), ("2026-01-01", "28.67", "RVU26B")],
)
def test_the_date_picks_the_release(
    rvuedge: CommandLine, shipped: Path, day: str, work: str, release: str
) -> None:
    entry = rvuedge.ask("log", "43644", "--on", day)["logged"][0]
    assert (entry["credited_wrvu"], entry["release"]) == (work, release)


def test_the_technical_part_counts_nothing_and_26_counts(
    rvuedge: CommandLine, shipped: Path
) -> None:
    answer = rvuedge.ask("log", "70450-TC 93620 93620-26")
    assert [line["credited_wrvu"] for line in answer["logged"]] == ["0.00", None, "11.04"]
    assert answer["total_wrvu"] == "11.04"


def test_one_refusal_logs_nothing(rvuedge: CommandLine, shipped: Path) -> None:
    answer = rvuedge.refused("log", "99213 99219 J2590")
    assert answer["logged"] == []
    assert answer["total_wrvu"] == "0.00"
    assert [list(refusal) for refusal in answer["refused"]] == [["text", "reason"]]
    assert answer["refused"][0]["text"] == "99219"
    assert logged_lines(rvuedge) == 0
    assert rvuedge("undo").code == 1


def test_partial_logs_the_good_lines_and_still_ends_with_1(
    rvuedge: CommandLine, shipped: Path
) -> None:
    answer = rvuedge.refused("log", "99213 99219 J2590", "--partial")
    assert [line["code"] for line in answer["logged"]] == ["99213", "J2590"]
    assert [refusal["text"] for refusal in answer["refused"]] == ["99219"]
    assert answer["total_wrvu"] == "1.30"
    assert logged_lines(rvuedge) == 2


def test_partial_with_nothing_good_logs_nothing(rvuedge: CommandLine, shipped: Path) -> None:
    assert rvuedge.refused("log", "99219", "--partial")["logged"] == []
    assert rvuedge("undo").code == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("99213 /2030-01-01", "in the future"),
        ("99213 /2026-11-21", "in the future"),
        ("99213 /1900-01-01", "before 1992"),
        ("99213 /2026-02-30", "not a day"),
        ("55700 /2026-03-01", "last in RVU25D"),
        ("49591 /2020-03-01", "first came with RVU23D"),
        ("99213 *0", "0 units"),
        ("99213 *10000", "10,000 units"),
        ("99213 #MRN 1234567", "patient is"),
        ("99213 #seen with Mr. Smith", "patient is"),
        ("99213 *99999999999999999999!", "99,999"),
        ("12345", "not in the shipped catalog"),
        ("gallbladder", "nearest code is"),
        ("", "no code"),
        ("   ", "no code"),
    ],
)
def test_each_doubt_has_a_sentence(
    rvuedge: CommandLine, shipped: Path, text: str, reason: str
) -> None:
    answer = rvuedge.refused("log", "--", text)
    assert answer["logged"] == []
    assert any(reason in refusal["reason"] for refusal in answer["refused"]), answer
    assert logged_lines(rvuedge) == 0


@pytest.mark.parametrize("option", ["2030-01-01", "1900-01-01"])
def test_the_same_doubts_about_a_date_given_as_option(
    rvuedge: CommandLine, shipped: Path, option: str
) -> None:
    assert rvuedge.refused("log", "99213", "--on", option)["logged"] == []


@pytest.mark.parametrize(
    ("text", "state", "credited"),
    [
        ("99213! /2030-01-01", "valued", "1.30"),
        ("99213 *10000!", "valued", "13000.00"),
        ("55700! /2026-03-01", "unknown", None),
        ("12345!", "unknown", None),
        ("99213 /1992-01-01", "valued", "0.97"),
        ("99213 *9999999999!", None, None),
    ],
)
def test_an_exclamation_mark_answers_a_question(
    rvuedge: CommandLine, shipped: Path, text: str, state: str | None, credited: str | None
) -> None:
    if state is None:
        rvuedge.refused("log", text)
        return
    (entry,) = rvuedge.ask("log", text)["logged"]
    assert (entry["state"], entry["credited_wrvu"]) == (state, credited)


@pytest.mark.parametrize("option", ["yesterday", "2026-02-30", "", "2026-1-1", "٢٠٢٦-٠١-٠١"])
def test_a_date_option_that_is_none(rvuedge: CommandLine, shipped: Path, option: str) -> None:
    assert "write it as 2026-11-21" in rvuedge.bad("log", "99213", f"--on={option}")
    assert logged_lines(rvuedge) == 0


@pytest.mark.parametrize(
    "text",
    [
        "99213 #naïve 🙂 日本",
        "99213 #a\x00b",
        "99213 #half \udce9 sign",
        "99213 #" + "long " * 200_000,
        "99213\r\n",
        "\ufeff99213",
    ],
    ids=["unicode", "nul", "surrogate", "long", "line-end", "bom"],
)
def test_odd_notes_are_logged_once(rvuedge: CommandLine, shipped: Path, text: str) -> None:
    assert len(rvuedge.ask("log", text)["logged"]) == 1
    assert logged_lines(rvuedge) == 1


@pytest.mark.parametrize(
    "text",
    ["99213 " * 170_000, "9" * 1_000_000, "word " * 200_000, "#" * 1_000_000],
    ids=["codes", "digits", "words", "marks"],
)
def test_a_megabyte_is_refused_in_a_few_words(
    rvuedge: CommandLine, shipped: Path, text: str
) -> None:
    answer = rvuedge("log", text)
    assert answer.code == 1
    assert all(len(line) < 1_000 for line in answer.out.splitlines())
    assert logged_lines(rvuedge) == 0


def test_in_words(rvuedge: CommandLine, shipped: Path) -> None:
    assert rvuedge("log", "99213 J2590*3").out.splitlines() == [
        "     1  2026-11-20  99213  1.30",
        "     2  2026-11-20  J2590 × 3  drug",
        "Logged 2: 1.30 wRVU.",
    ]
    assert rvuedge("log", "").out == "There is no code in this text; type one such as 99213.\n"
    assert rvuedge("log", "99219").out.startswith("Not logged: 99219: 99219 is not in ")
