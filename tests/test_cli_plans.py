"""`rvuedge goal`, `pace` and `calendar`: their keys, and what they refuse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rvuedge_desktop import cli_options
from rvuedge_desktop.bootstrap import program
from rvuedge_desktop.domain.goals import SPANS, Measure
from rvuedge_desktop.domain.periods import Period
from rvuedge_desktop.domain.working_calendar import DayKind
from rvuedge_desktop.services.calendar import working_calendar
from tests.command_line import CommandLine
from tests.storage.made_up import line

KEYS = [
    *("goal", "period", "done", "working_days_done", "working_days_left", "needed_per_day"),
    *("projected", "low", "high", "enough_data"),
]


@pytest.fixture
def worked(shipped: Path) -> Path:
    """One colonoscopy of 3.18 on every working day from September to 19 November 2026."""
    with program(shipped) as opened:
        period = Period(date(2026, 9, 1), date(2026, 11, 19))
        for day in working_calendar(opened.store, period).working_days(period):
            opened.store.add_session([line(day=day)], label="Made up")
    return shipped


def test_a_pace_without_a_log_waits(rvuedge: CommandLine, shipped: Path) -> None:
    answer = rvuedge.ask("pace")
    assert list(answer) == KEYS
    assert answer == {
        "goal": None,
        "period": {"from": "2026-11-01", "to": "2026-11-30"},
        "done": "0.00",
        "working_days_done": 13,
        "working_days_left": 6,
        "needed_per_day": None,
        "projected": None,
        "low": None,
        "high": None,
        "enough_data": False,
    }
    assert "A pace needs 10 working days of log; there are 0 so far." in rvuedge("pace").out


def test_equal_days_lead_to_one_figure(rvuedge: CommandLine, worked: Path) -> None:
    rvuedge.ask("goal", "set", "70")
    # 13 of the 19 working days of November are done; today has no line yet and is still to come.
    answer = rvuedge.ask("pace")
    assert answer["goal"] == "70.00"
    assert (answer["done"], answer["working_days_done"]) == ("41.34", 13)
    assert answer["projected"] == answer["low"] == answer["high"] == "60.42"
    assert (answer["working_days_left"], answer["needed_per_day"]) == (6, "4.78")
    assert answer["enough_data"] is True
    over = rvuedge.ask("pace", "--on", "2026-12-31")
    assert over["period"]["from"] == "2026-12-01"


def test_vacation_lowers_the_pace_and_what_is_needed_rises(
    rvuedge: CommandLine, worked: Path
) -> None:
    rvuedge.ask("goal", "set", "70")
    marked = rvuedge.ask("calendar", "mark", "2026-11-23..2026-11-25", "--as", "vacation")
    assert [day["date"] for day in marked["days"]] == ["2026-11-23", "2026-11-24", "2026-11-25"]
    answer = rvuedge.ask("pace")
    assert (answer["working_days_left"], answer["projected"]) == (3, "50.88")
    assert answer["needed_per_day"] == "9.55"
    rvuedge.ask("calendar", "clear", "2026-11-23..2026-11-25")
    assert rvuedge.ask("pace")["working_days_left"] == 6


def test_forgotten_days_and_nothing_that_day(rvuedge: CommandLine, worked: Path) -> None:
    assert rvuedge.ask("calendar", "forgotten") == {"forgotten": []}
    lines = rvuedge.ask("entries", "--from", "2026-11-03", "--to", "2026-11-04")["entries"]
    rvuedge.ask("delete", *(str(entry["id"]) for entry in lines))
    assert rvuedge.ask("calendar", "forgotten") == {"forgotten": ["2026-11-03", "2026-11-04"]}
    rvuedge.ask("calendar", "mark", "2026-11-03", "--as", "nothing", "--note", "clinic closed")
    assert rvuedge.ask("calendar", "forgotten") == {"forgotten": ["2026-11-04"]}
    assert rvuedge.ask("calendar", "list")["days"] == [
        {"date": "2026-11-03", "kind": "nothing", "weight": None, "note": "clinic closed"}
    ]


def test_goals_are_set_listed_and_removed(rvuedge: CommandLine, shipped: Path) -> None:
    rvuedge.ask("goal", "set", "6,000", "--per", "year", "--name", "Big one")
    rvuedge.ask("goal", "set", "500.5")
    rvuedge.ask("goal", "set", "550")
    goals = rvuedge.ask("goal", "list")["goals"]
    assert [(known["name"], known["per"], known["amount"]) for known in goals] == [
        ("month", "month", "550.00"),
        ("Big one", "year", "6000.00"),
    ]
    assert list(goals[0]) == ["name", "per", "measure", "amount", "contract"]
    assert rvuedge.ask("pace", "--goal", "big ONE")["period"]["to"] == "2026-12-31"
    assert rvuedge.ask("goal", "remove", "BIG one") == {"removed": "Big one"}
    assert len(rvuedge.ask("goal", "list")["goals"]) == 1


def test_a_goal_of_cases_counts_sessions(rvuedge: CommandLine, shipped: Path) -> None:
    rvuedge.ask("goal", "set", "20", "--measure", "cases")
    rvuedge.ask("log", "47562 49505")
    rvuedge.ask("log", "47562")
    assert rvuedge.ask("pace")["done"] == "2.00"


def test_a_goal_for_the_contract_year(rvuedge: CommandLine, shipped: Path, tmp_path: Path) -> None:
    file = tmp_path / "city.toml"
    file.write_text('name = "City"\nfirst_day = 2025-07-01\n', encoding="utf-8")
    rvuedge.ask("contract", "add", str(file))
    rvuedge.ask("goal", "set", "6000", "--per", "contract-year", "--contract", "City")
    assert rvuedge.ask("pace")["period"] == {"from": "2026-07-01", "to": "2027-06-30"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("goal", "set"),
        ("goal", "set", "many"),
        ("goal", "set", "0"),
        ("goal", "set", "-5"),
        ("goal", "set", "1e5"),
        ("goal", "set", "5", "--per", "week"),
        ("goal", "set", "5", "--contract", "nobody"),
        ("goal", "list", "5"),
        ("goal", "remove"),
        ("goal", "remove", "nothing"),
        ("pace", "--goal", "nothing"),
        ("pace", "--on", "soon"),
        ("calendar", "mark", "2026-11-23"),
        ("calendar", "mark", "--as", "cme"),
        ("calendar", "mark", "2026-11-23", "--as", "cme", "--weight", "9"),
        ("calendar", "mark", "2026-11-23..2026-11-20", "--as", "cme"),
        ("calendar", "mark", "1900-01-01..2026-11-20", "--as", "cme"),
    ],
)
def test_what_is_refused(rvuedge: CommandLine, shipped: Path, arguments: tuple[str, ...]) -> None:
    rvuedge.bad(*arguments)


def test_a_goal_per_contract_year_without_a_contract(rvuedge: CommandLine, shipped: Path) -> None:
    rvuedge.ask("goal", "set", "6000", "--per", "contract-year")
    assert "contract" in rvuedge.bad("pace")


def test_the_choices_of_the_options_are_all_there_are() -> None:
    assert list(cli_options.SPANS) == [span.value for span in SPANS]
    assert list(cli_options.MEASURES) == [measure.value for measure in Measure]
    assert list(cli_options.DAY_KINDS) == [kind.value for kind in DayKind]
