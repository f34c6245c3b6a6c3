"""`rvuedge pay`, `benchmark` and `percentile`: their keys, and what they refuse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rvuedge_desktop.bootstrap import program
from rvuedge_desktop.domain.periods import Period
from rvuedge_desktop.services.calendar import working_calendar
from tests.command_line import CommandLine
from tests.storage.made_up import line

CONTRACT = """
name = "City"
first_day = 2026-01-01
{more}
[compensation]
form = "threshold"
salary = 365000
rate = 60
threshold = 500
"""
TABLE = """specialty\tsource\tyear\tschedule year\tmeasure\t25th %ile\tMedian\tP75\t90
General surgery\tMine\t2025\t{schedule}\twRVU\t400\t600\t800\t1,000
General surgery\tMine\t2025\t{schedule}\tTotal compensation\t$300,000\t$400,000\t$500,000\t*
"""


@pytest.fixture
def worked(shipped: Path) -> Path:
    """One colonoscopy of 3.18 on every working day of 2026 up to 19 November."""
    with program(shipped) as opened:
        period = Period(date(2026, 1, 1), date(2026, 11, 19))
        for day in working_calendar(opened.store, period).working_days(period):
            opened.store.add_session([line(day=day)], label="Made up")
    return shipped


def sign(rvuedge: CommandLine, folder: Path, text: str = CONTRACT, more: str = "") -> None:
    file = folder / "contract.toml"
    file.write_text(text.format(more=more), encoding="utf-8")
    rvuedge.ask("contract", "add", str(file))


def test_pay_is_a_statement_that_adds_up(
    rvuedge: CommandLine, worked: Path, tmp_path: Path
) -> None:
    sign(rvuedge, tmp_path)
    answer = rvuedge.ask("pay")
    assert list(answer) == ["earned", "projected", "statement"]
    for item in answer["statement"]:
        assert list(item) == ["text", "amount"]
    total = sum(Decimal(item["amount"]) for item in answer["statement"])
    assert total == Decimal(answer["earned"])
    # 324 of 365 days of salary; 222 working days of 3.18 are 705.96, so 205.96 above 500.
    assert [item["amount"] for item in answer["statement"]] == ["324000.00", "12357.60"]
    # The year has 250 working days: 795.00 wRVU.
    assert answer["projected"] == "382700.00"


def test_the_contract_comes_back_as_it_was_written(
    rvuedge: CommandLine, shipped: Path, tmp_path: Path
) -> None:
    sign(rvuedge, tmp_path)
    shown = rvuedge("contract", "show", "City").out
    assert "[compensation]" in shown
    rvuedge.ask("contract", "remove", "City")
    (tmp_path / "again.toml").write_text(shown, encoding="utf-8")
    rvuedge.ask("contract", "add", str(tmp_path / "again.toml"))
    assert rvuedge("contract", "show", "City").out == shown


def test_pay_in_words(rvuedge: CommandLine, worked: Path, tmp_path: Path) -> None:
    sign(rvuedge, tmp_path)
    said = rvuedge("pay").out
    assert "The next wRVU is worth $60.00." in said
    assert "336,357.60  earned by 2026-11-20" in said


def test_a_goal_in_dollars(rvuedge: CommandLine, worked: Path, tmp_path: Path) -> None:
    sign(rvuedge, tmp_path)
    goal = ("goal", "set", "400000", "--per", "year", "--measure", "dollars")
    rvuedge.ask(*goal, "--contract", "City")
    pace = rvuedge.ask("pace")
    assert pace["projected"] == "382700.00"


def test_part_of_a_year_and_fte(rvuedge: CommandLine, worked: Path, tmp_path: Path) -> None:
    sign(rvuedge, tmp_path, more="fte = 0.50\nlast_day = 2026-06-30")
    answer = rvuedge.ask("pay", "--on", "2026-06-30")
    # 181 of 365 days at half time: salary 90,500; threshold 500 x 0.5 x 181/365 = 123.97.
    assert answer["statement"][0]["amount"] == "90500.00"
    assert "above 123.97 at $60" in answer["statement"][1]["text"]
    assert answer["projected"] == answer["earned"]


def test_only_the_lines_of_a_contract_count(
    rvuedge: CommandLine, shipped: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.toml").write_text(
        'name = "A"\nfirst_day = 2026-01-01\nsites = [{name = "north"}]\n'
        '[compensation]\nform = "production"\nrate = 60\n',
        encoding="utf-8",
    )
    (tmp_path / "b.toml").write_text(
        'name = "B"\nfirst_day = 2026-01-01\nsites = [{name = "south"}]\n'
        '[compensation]\nform = "production"\nrate = 50\n',
        encoding="utf-8",
    )
    rvuedge.ask("log", "99213 @north")
    for name in ("a", "b"):
        rvuedge.ask("contract", "add", str(tmp_path / f"{name}.toml"))
    rvuedge.ask("log", "99213 @north")
    rvuedge.ask("log", "99214 @south")
    assert rvuedge.ask("pay", "--contract", "A")["earned"] == "156.00"
    assert rvuedge.ask("pay", "--contract", "b")["earned"] == "96.00"
    assert "choose one" in rvuedge.bad("pay")


def test_percentile(rvuedge: CommandLine, worked: Path, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(TABLE.format(schedule=2026), encoding="utf-8")
    (found,) = rvuedge.ask("benchmark", "import", str(tmp_path / "table.csv"))["benchmarks"]
    assert found["name"] == "General surgery Mine 2025"
    assert found["points"]["wrvu"] == {"P25": "400", "P50": "600", "P75": "800", "P90": "1000"}
    assert found["points"]["pay"] == {"P25": "300000", "P50": "400000", "P75": "500000"}
    answer = rvuedge.ask("percentile", "--benchmark", "general surgery mine 2025")
    assert list(answer) == ["percentile", "text", "annualised", "fte_adjusted"]
    # 705.96 in 223 of 250 working days: the day that has no line yet is one of them.
    assert answer["annualised"] == answer["fte_adjusted"] == "791.43"
    assert (answer["percentile"], answer["text"]) == ("73.9", "P74")
    assert rvuedge.ask("benchmark", "list")["benchmarks"] == [found]
    assert rvuedge.ask("benchmark", "remove", found["name"]) == {"removed": found["name"]}
    assert rvuedge.ask("benchmark", "list") == {"benchmarks": []}


def test_half_time_is_compared_at_full_time(
    rvuedge: CommandLine, worked: Path, tmp_path: Path
) -> None:
    sign(rvuedge, tmp_path, more="fte = 0.50")
    (tmp_path / "table.csv").write_text(TABLE.format(schedule=2020), encoding="utf-8")
    rvuedge.ask("benchmark", "import", str(tmp_path / "table.csv"))
    answer = rvuedge.ask("percentile", "--benchmark", "General surgery Mine 2025")
    assert (answer["annualised"], answer["fte_adjusted"]) == ("791.43", "1582.87")
    assert answer["percentile"] is None
    assert answer["text"].startswith(">P90. ")
    assert "schedule of 2020" in answer["text"]


def test_no_percentile_before_there_are_enough_days(
    rvuedge: CommandLine, shipped: Path, tmp_path: Path
) -> None:
    (tmp_path / "table.csv").write_text(TABLE.format(schedule=2026), encoding="utf-8")
    rvuedge.ask("benchmark", "import", str(tmp_path / "table.csv"))
    rvuedge.ask("log", "99213")
    answer = rvuedge.ask("percentile", "--benchmark", "General surgery Mine 2025")
    assert answer["percentile"] is None
    assert answer["annualised"] is None
    assert "20 working days" in answer["text"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no table"),
        ("a,b\n1,2\n", "percentile"),
        ("specialty,P25,25th\nx,1,2\n", "same percentile"),
        ("specialty,P25,P50\nx,2,1\n", "do not rise"),
        ("specialty,P25\nx,lots\n", "Line 2"),
        ("specialty,P25\nx,1_0\n", "Line 2"),
        ("specialty,measure,P25\nx,visits,5\n", "Line 2"),
        ("specialty,P25\nx,1\nx,2\n", "second time"),
        ("specialty,year,P25\nx,soon,2\n", "year"),
        ("measure,P25\nwRVU,2\n", "neither"),
        ("specialty,P25\nx,-\n", "no percentiles"),
        ('"\0,P25\nx,1\n', ""),
    ],
)
def test_tables_that_cannot_be_used(
    rvuedge: CommandLine, shipped: Path, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    assert said in rvuedge.bad("benchmark", "import", str(tmp_path / "table.csv"))
    assert rvuedge.ask("benchmark", "list") == {"benchmarks": []}


@pytest.mark.parametrize(
    "arguments",
    [
        ("pay",),
        ("pay", "--contract", "nobody"),
        ("pay", "--on", "soon"),
        ("benchmark", "import"),
        ("benchmark", "import", "nowhere.csv"),
        ("benchmark", "remove", "nothing"),
        ("benchmark", "list", "x"),
        ("percentile",),
        ("percentile", "--benchmark", "nothing"),
    ],
)
def test_what_is_refused(rvuedge: CommandLine, shipped: Path, arguments: tuple[str, ...]) -> None:
    rvuedge.bad(*arguments)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('form = "bonus"', "one of"),
        ('form = "threshold"', "rate"),
        ('form = "salary"\nsalery = 5', "means nothing"),
        ('form = "marginal"\ntiers = [{rate = 5, up_to = 5}]', "last tier"),
        ('form = "salary"\nsalary = "much"', "number"),
    ],
)
def test_terms_that_cannot_be_used(
    rvuedge: CommandLine, shipped: Path, tmp_path: Path, table: str, said: str
) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(
        f'name = "City"\nfirst_day = 2026-01-01\n[compensation]\n{table}\n', encoding="utf-8"
    )
    assert said in rvuedge.bad("contract", "add", str(file))


def test_a_contract_without_terms_and_with_mere_words(
    rvuedge: CommandLine, shipped: Path, tmp_path: Path
) -> None:
    for name, terms in (("One", ""), ("Two", 'terms = "ask the office"')):
        file = tmp_path / f"{name}.toml"
        file.write_text(f'name = "{name}"\nfirst_day = 2026-01-01\n{terms}\n', encoding="utf-8")
        rvuedge.ask("contract", "add", str(file))
    assert "says nothing about pay" in rvuedge.bad("pay", "--contract", "One")
    assert "cannot be calculated" in rvuedge.bad("pay", "--contract", "Two")
