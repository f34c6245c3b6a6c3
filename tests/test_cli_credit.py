"""`rvuedge credit` and `rvuedge policies`: keys, policies, and what is said on the error output."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from rvuedge_desktop.bootstrap import program
from tests.command_line import CommandLine

LINE_KEYS = [
    *("code", "modifiers", "units", "state", "base_work_rvu", "credited_wrvu", "steps", "flags"),
]


@pytest.mark.usefixtures("shipped")
def test_keys_and_full_credit(rvuedge: CommandLine) -> None:
    answer = rvuedge.ask("credit", "47562 49505-50")
    assert list(answer) == ["lines", "total_wrvu"]
    assert [list(line) for line in answer["lines"]] == [LINE_KEYS, LINE_KEYS]
    assert answer["lines"][1]["modifiers"] == ["50"]
    assert [line["credited_wrvu"] for line in answer["lines"]] == ["10.21", "7.76"]
    assert answer["total_wrvu"] == "17.97"
    step = answer["lines"][0]["steps"][0]
    assert list(step) == ["rule", "text", "factor", "before", "after"]
    assert step["after"] == "10.21"


@pytest.mark.parametrize(
    ("policy", "text", "total"),
    [
        # Domain reference 4.6.
        ("cms", "47562 49505 10060", "14.69"),  # C12
        ("common", "47562 49505 10060", "19.16"),
        ("cms", "27447-50", "28.67"),  # C1
        ("cms", "45378-78", "3.18"),  # C6
        ("cms", "45385 45380", "4.75"),  # C9
        ("cms", "45378 45380", "3.47"),  # C10
        ("cms", "27447-RT 27447-LT", "28.67"),
        ("common", "27447-62", "11.94"),
        ("CMS", "19301 58661", "15.42"),  # 4.3
    ],
)
@pytest.mark.usefixtures("shipped")
def test_worked_examples(rvuedge: CommandLine, policy: str, text: str, total: str) -> None:
    assert rvuedge.ask("credit", text, "--policy", policy)["total_wrvu"] == total


@pytest.mark.usefixtures("shipped")
def test_nothing_is_asked_and_nothing_is_logged(rvuedge: CommandLine, shipped: Path) -> None:
    answer = rvuedge.ask("credit", "99213 x2000; 12345")
    assert [line["state"] for line in answer["lines"]] == ["valued", "unknown"]
    (flag,) = answer["lines"][1]["flags"]
    assert "12345" in flag
    assert answer["lines"][1]["credited_wrvu"] is None
    with program(shipped, write=False) as opened:
        assert opened.store.entries() == []


@pytest.mark.usefixtures("shipped")
def test_what_the_grammar_refuses_is_left_out(rvuedge: CommandLine) -> None:
    answer = rvuedge("--json", "credit", "99213 x0; 99214")
    assert answer.code == 1
    assert [line["code"] for line in answer.record["lines"]] == ["99214"]
    assert answer.err.count("\n") == 1
    assert "0 units" in answer.err
    nothing = rvuedge("--json", "credit", " ")
    assert (nothing.code, nothing.record["lines"]) == (1, [])
    assert nothing.err == "There is no code in this text; type one such as 99213.\n"


@pytest.mark.usefixtures("shipped")
def test_a_session_a_line(rvuedge: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("47562 49505\n99213\nx\n"))
    answer = rvuedge("--json", "credit", "-", "--policy", "cms")
    records = [json.loads(line) for line in answer.out.splitlines()]
    assert [record["total_wrvu"] for record in records] == ["14.09", "1.30", "0.00"]
    assert answer.code == 1


@pytest.mark.usefixtures("shipped")
def test_dates_and_releases(rvuedge: CommandLine) -> None:
    assert rvuedge.ask("credit", "27447", "--on", "2025-06-02")["total_wrvu"] == "19.60"
    assert rvuedge.ask("credit", "27447", "--release", "RVU20D")["total_wrvu"] == "20.72"
    # Lines on two days are two sessions.
    lines = rvuedge.ask("credit", "47562 /2026-11-02 49505 /2026-11-03", "--policy", "cms")
    assert lines["total_wrvu"] == "17.97"


@pytest.mark.usefixtures("shipped")
def test_bad_input(rvuedge: CommandLine) -> None:
    assert "full, cms, common" in rvuedge.bad("credit", "99213", "--policy", "generous")
    assert "RVU19A is not installed" in rvuedge.bad("credit", "99213", "--release", "RVU19A")
    assert "not a release" in rvuedge.bad("credit", "99213", "--release", "new")
    assert "not a date" in rvuedge.bad("credit", "99213", "--on", "soon")


@pytest.mark.usefixtures("shipped")
def test_in_words(rvuedge: CommandLine) -> None:
    answer = rvuedge("credit", "47562 49505-50 J2590", "--policy", "cms")
    assert "second by fee in its session: 50%." in answer.out
    assert "J2590  drug" in answer.out
    assert answer.out.endswith(" wRVU\n")


@pytest.mark.usefixtures("shipped")
def test_policies(rvuedge: CommandLine) -> None:
    found = rvuedge.ask("policies")["policies"]
    assert [policy["name"] for policy in found] == ["full", "cms", "common"]
    assert found[0]["modifiers"] == {}
    assert found[1]["modifiers"]["62"] == {
        "effect": "factor",
        "factor": "0.625",
        "source": "CMS claims manual chapter 12, as quoted by AAPC",
    }
    assert "Common pay-plan" in rvuedge("policies").out
