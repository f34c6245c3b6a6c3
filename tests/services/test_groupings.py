"""Every grouping of every period adds up to the period's total, to the last digit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rvuedge_desktop.bootstrap import Program
from rvuedge_desktop.domain.contracts import Contract, Site
from rvuedge_desktop.domain.groupings import By, total_of_groups
from rvuedge_desktop.domain.periods import Period, PeriodKind, PeriodTerms, month_of
from rvuedge_desktop.services.contracts import add_contract
from rvuedge_desktop.services.demo_log import fill_with_demo_log
from rvuedge_desktop.services.groupings import Against, compared, groups_of, total_of_period
from rvuedge_desktop.services.summaries import summary_of
from rvuedge_desktop.storage import Store
from tests.storage.made_up import line, sessions

TODAY = date(2026, 11, 20)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Three thousand made-up lines over six years, drugs among them."""
    path: Path = tmp_path_factory.mktemp("groups") / "log.sqlite3"
    with Store.open(path) as store:
        store.add_many(sessions(3_000), label="Made up")
        yield store


@given(
    first=st.dates(date(2020, 12, 1), date(2027, 2, 1)),
    days=st.integers(0, 900),
    by=st.sampled_from(By),
    week_starts=st.integers(0, 6),
)
@settings(max_examples=150)
def test_every_grouping_adds_up(
    many: Store, first: date, days: int, by: By, week_starts: int
) -> None:
    period = Period(first, date.fromordinal(first.toordinal() + days))
    found = summary_of(many, period)
    groups = groups_of(many, period, by, PeriodTerms(week_starts))
    assert total_of_groups(groups) == found.total == total_of_period(many, period)
    assert sum(group.lines for group in groups) == found.lines
    assert sum(group.units for group in groups) == found.units
    assert sum(group.counted_lines for group in groups) == found.counted_lines
    left_out = {state: total.lines for state, total in found.left_out.items() if total.lines}
    together: dict[object, int] = {}
    for group in groups:
        assert (group.wrvu is None) == (group.counted_lines == 0)
        for state, lines in group.left_out.items():
            together[state] = together.get(state, 0) + lines
    assert together == left_out
    assert len({group.key for group in groups}) == len(groups)


def test_groups_by_what_a_line_says(opened: Program) -> None:
    add_contract(
        opened.store,
        opened.evaluator,
        Contract("City", date(2026, 1, 1), sites=(Site("Main", "21"), Site("Clinic", "11"))),
    )
    opened.logbook.log_text("99213 @clinic 44970-59-51 @main", today=TODAY)
    opened.logbook.log_text("J2590*30 @elsewhere 45378", today=TODAY)
    opened.logbook.log_text("45378 /2025-12-31", today=TODAY)

    def of(by: By) -> list[tuple[str, str, int, str | None]]:
        period = Period(date(2025, 12, 1), date(2026, 12, 31))
        return [
            (group.key, group.name, group.lines, None if group.wrvu is None else str(group.wrvu))
            for group in groups_of(opened.store, period, by)
        ]

    assert of(By.MONTH) == [
        ("2025-12", "2025-12", 1, "3.26"),
        ("2026-11", "2026-11", 4, "13.69"),
    ]
    assert of(By.WEEK) == [
        ("2025-12-28", "2025-12-28", 1, "3.26"),
        ("2026-11-15", "2026-11-15", 4, "13.69"),
    ]
    assert of(By.WEEKDAY) == [("4", "Wednesday", 1, "3.26"), ("6", "Friday", 4, "13.69")]
    assert of(By.SETTING) == [
        ("facility", "Facility", 1, "9.21"),
        ("", "Setting not known", 3, "6.44"),
        ("nonfacility", "Non-facility", 1, "1.30"),
    ]
    assert of(By.MODIFIER)[0] == ("59 51", "59 51", 1, "9.21")
    assert [row[1] for row in of(By.CONTRACT)] == ["City", "No contract"]
    assert of(By.STATE) == [("valued", "Counted", 4, "16.95"), ("drug", "Drugs", 1, None)]
    assert [row[1:3] for row in of(By.SITE)] == [
        ("main", 1),
        ("No site", 1),
        ("elsewhere", 2),
        ("clinic", 1),
    ]
    assert [row[0] for row in of(By.FAMILY)] == ["CPT category I", "HCPCS J (drugs)"]


def test_a_running_month_is_compared_with_the_same_days(opened: Program) -> None:
    opened.logbook.log_text("99213 /2025-11-20; 45378 /2025-11-21; 99213 /2025-10-31", today=TODAY)
    opened.logbook.log_text("99214", today=TODAY)
    month = month_of(TODAY)
    found = compared(opened.store, month, PeriodKind.MONTH, Against.LAST_YEAR, today=TODAY)
    assert found.period == Period(date(2025, 11, 1), date(2025, 11, 20))
    assert (found.total, found.change) == (Decimal("1.30"), Decimal("0.62"))
    over = compared(
        opened.store, month, PeriodKind.MONTH, Against.LAST_YEAR, today=date(2026, 12, 1)
    )
    assert over.period == month_of(date(2025, 11, 1))
    assert over.total == Decimal("4.56")
    before = compared(opened.store, month, PeriodKind.MONTH, Against.PREVIOUS, today=TODAY)
    assert before.period == month_of(date(2026, 10, 1))
    assert (before.total, before.change) == (Decimal("0.00"), Decimal("1.92"))


def test_forty_years_of_log_and_months_without_lines(opened: Program) -> None:
    opened.store.add_session([line("99213", date(1987, 2, 28))], label="Long ago")
    opened.logbook.log_text("99213", today=TODAY)
    period = Period(date(1987, 1, 1), date(2026, 12, 31))
    assert len(groups_of(opened.store, period, By.MONTH)) == 2
    assert total_of_period(opened.store, Period(date(1990, 1, 1), date(2020, 1, 1))) == 0


def test_the_demo_log_by_everything(opened: Program) -> None:
    fill_with_demo_log(opened.store, opened.evaluator, TODAY)
    total = summary_of(opened.store, YEAR).total
    for by in By:
        groups = groups_of(opened.store, YEAR, by)
        assert total_of_groups(groups) == total, by
        assert all(group.name for group in groups), by
