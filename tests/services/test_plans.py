"""Case logs, offers and own history, read from a log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rvuedge_desktop.domain.compensation import Form, Span, Terms
from rvuedge_desktop.domain.entries import CreditedLine
from rvuedge_desktop.domain.periods import Period
from rvuedge_desktop.services.benchmarks import own_history
from rvuedge_desktop.services.case_log import NoSuchTable, case_log, import_case_table
from rvuedge_desktop.services.pay import offers_on_log
from rvuedge_desktop.storage import Store
from rvuedge_desktop.storage.plan_rows import CaseChoice
from tests.storage.made_up import line

DAY = date(2026, 3, 2)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "log.sqlite3") as opened:
        yield opened


def case(code: str, role: str, work: str = "10.00") -> CreditedLine:
    made = line(code, DAY, work=Decimal(work))
    return replace(made, line=replace(made.line, role=role))


def test_a_case_log_counts_operations(store: Store) -> None:
    first = store.add_session([case("47562", "SC"), case("49505", "SC", "7.00")], label="x")
    store.add_session([case("19301", "SJ"), case("99213", "")], label="x")
    found = case_log(store, "General surgery", DAY, DAY)
    counts = {count.category.name: count.logged for count in found.counts if count.logged}
    assert found.majors == 2
    assert counts["Biliary"] == counts["Breast"] == counts["Chief year"] == 1
    store.set_case_choice(CaseChoice(first[0].session_id, first[1].id))
    found = case_log(store, "General surgery", DAY, DAY)
    assert "Hernia" in {case.category for case in found.cases}
    assert case_log(store, "General surgery", date(2026, 1, 1), date(2026, 1, 2)).cases == ()


def test_a_table_of_ones_own(store: Store) -> None:
    with pytest.raises(NoSuchTable):
        case_log(store, "Urology", DAY, DAY)
    import_case_table(store, "Urology", "category,minimum,codes\nProstate,25,55801-55899\n")
    store.add_session([case("55866", "SJ")], label="x")
    (count,) = case_log(store, "Urology", DAY, DAY).counts
    assert (count.logged, count.remaining) == (1, 24)


def test_two_offers_on_ones_own_log(store: Store) -> None:
    for month in range(1, 13):
        store.add_session([line("47562", date(2026, month, 2), work=Decimal("500.00"))], label="x")
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    by_rate = Terms(Form.PRODUCTION, rate=Decimal(60))
    quarterly = Terms(
        Form.THRESHOLD,
        salary=Decimal(240_000),
        rate=Decimal(60),
        threshold=Decimal(4000),
        measured=Span.QUARTER,
    )
    offers = [("A", by_rate, Decimal(1)), ("B", quarterly, Decimal(1))]
    rows = dict(offers_on_log(store, year, offers))
    assert rows["Total"] == [360_000, 240_000 + 2000 * 60]
    assert rows["Salary"] == [None, 240_000]


def test_ones_own_years(store: Store) -> None:
    for day in (date(2025, 3, 1), date(2025, 12, 1), DAY):
        store.add_session([line("47562", day, work=Decimal("10.00"))], label="x")
    assert own_history(store, date(2026, 3, 5)) == [(2026, 10, 10), (2025, 20, 10)]
