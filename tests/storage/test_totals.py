"""Totals are kept by the database and equal the sum of the lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.storage import Store
from tests.storage.made_up import line, sessions

FIRST, LAST = date(2026, 4, 1), date(2026, 4, 30)


def test_an_empty_log_has_none(store: Store) -> None:
    assert store.day_totals(FIRST, LAST) == []
    assert store.code_totals(FIRST, LAST) == []
    assert store.log_span() is None
    assert store.usage_counts() == {}
    assert store.check_totals() == []


def test_only_valued_lines_add_work(store: Store) -> None:
    store.add_session(
        [
            line("45378", units=2),
            line("45378"),
            line("45378", work=None),
            line("J2590", state=ValueState.DRUG, units=10, work=None),
            line("43644", FIRST + timedelta(1), work=Decimal("28.67")),
        ],
        label="Logged 5 lines",
    )
    # A state that does not count adds nothing even where an amount was stored with it.
    store._db.driver.execute("UPDATE entries SET credited = 700 WHERE code = 'J2590'")
    assert store.day_totals(FIRST, LAST) == [
        (FIRST, 4, 14, 954),
        (FIRST + timedelta(1), 1, 1, 2867),
    ]
    assert store.code_totals(FIRST, LAST) == [
        ("43644", ValueState.VALUED, 1, 1, 2867),
        ("45378", ValueState.VALUED, 3, 4, 954),
        ("J2590", ValueState.DRUG, 1, 10, 0),
    ]
    assert store.log_span() == (FIRST, FIRST + timedelta(1))
    assert store.days_with_entries(FIRST, LAST) == [FIRST, FIRST + timedelta(1)]
    assert store.usage_counts() == {"43644": 1, "45378": 3, "J2590": 1}
    assert store.check_totals() == []


def test_one_code_in_two_states_stays_apart(store: Store) -> None:
    store.add_session(
        [line("93620"), line("93620", state=ValueState.UNPRICED, work=None)], label="Logged"
    )
    assert [(t.state, t.lines) for t in store.code_totals(FIRST, LAST)] == [
        (ValueState.UNPRICED, 1),
        (ValueState.VALUED, 1),
    ]


def test_rows_without_lines_go_away(store: Store) -> None:
    (entry,) = store.add_session([line()], label="Logged 45378")
    store.edit_entries([(entry.id, line(day=LAST))], label="Moved")
    assert store.days_with_entries(FIRST, LAST) == [LAST]
    store.delete_entries([entry.id], label="Deleted 45378")
    for table in ("totals_day", "totals_day_code", "totals_month_code"):
        assert store._db.rows(f"SELECT * FROM {table}") == []


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A log of 2,000 lines, only read."""
    with Store.open(tmp_path_factory.mktemp("full") / "log.sqlite3") as store:
        store.add_many(sessions(2000, days=500), label="Imported")
        yield store


_days = st.dates(date(2020, 11, 1), date(2022, 7, 1))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=_days, last=_days)
def test_any_range_equals_the_sum_of_its_lines(full: Store, first: date, last: date) -> None:
    counted: dict[tuple[str, ValueState], list[int]] = defaultdict(lambda: [0, 0, 0])
    for entry in full.entries(first, last):
        sums = counted[entry.line.code, entry.credited_line.state]
        sums[0] += 1
        sums[1] += entry.line.units
        sums[2] += int((entry.credited_line.credited or 0) * 100)
    kept = {
        (t.code, t.state): [t.lines, t.units, t.hundredths] for t in full.code_totals(first, last)
    }
    assert kept == counted


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2021, 1, 1), date(2021, 12, 31)),
        (date(2021, 1, 2), date(2021, 12, 31)),
        (date(2021, 1, 1), date(2021, 12, 30)),
        (date(2021, 2, 1), date(2021, 2, 28)),
        (date(2021, 2, 27), date(2021, 3, 1)),
        (date(2021, 2, 3), date(2021, 2, 9)),
        (date(1, 1, 1), date.max),
    ],
)
def test_ranges_along_the_edges_of_months(full: Store, first: date, last: date) -> None:
    days = full.day_totals(first, last)
    codes = full.code_totals(first, last)
    assert days
    for part in ("lines", "units", "hundredths"):
        assert sum(getattr(t, part) for t in days) == sum(getattr(t, part) for t in codes)
    assert full.code_totals(last, first) == []
    assert full.day_totals(last, first) == []


def test_adding_many_adds_up_to_existing_totals(store: Store) -> None:
    lines = list(sessions(300, days=20))
    for session in lines:
        store.add_session(session, label="Logged")
    store.add_many(lines, label="Imported")
    assert store.check_totals() == []
    assert store.entry_count() == 600
    assert store._db.rows("SELECT * FROM meta WHERE key = 'adding_many'") == []
    # And the trigger is at work again.
    store.add_session([line()], label="Logged 45378")
    assert store.check_totals() == []


@pytest.mark.parametrize(
    ("damage", "table", "kept", "counted"),
    [
        ("UPDATE totals_day SET wrvu = wrvu + 1", "totals_day", (1, 1, 319), (1, 1, 318)),
        ("UPDATE totals_day_code SET units = 9", "totals_day_code", (1, 9, 318), (1, 1, 318)),
        ("DELETE FROM totals_month_code", "totals_month_code", (0, 0, 0), (1, 1, 318)),
    ],
)
def test_the_check_finds_what_is_wrong(
    store: Store,
    damage: str,
    table: str,
    kept: tuple[int, int, int],
    counted: tuple[int, int, int],
) -> None:
    store.add_session([line()], label="Logged 45378")
    store._db.driver.execute(damage)
    (found,) = store.check_totals()
    assert (found.table, found.kept, found.counted) == (table, kept, counted)


def test_the_check_finds_rows_that_should_have_gone(store: Store) -> None:
    store._db.driver.execute("INSERT INTO totals_day VALUES ('2026-04-01', 0, 0, 0)")
    (found,) = store.check_totals()
    assert found.key == ("2026-04-01",)


@pytest.mark.parametrize(
    "change",
    [
        "date_of_service = '2026-05-02'",
        "code = '43644'",
        "state = 'drug'",
        "units = 7",
        "credited = 5",
        "credited = NULL",
        "state = 'unknown', credited = 900, units = 3",
    ],
)
def test_the_triggers_follow_any_change_of_a_line(store: Store, change: str) -> None:
    """Also one that no statement of this room makes."""
    store.add_session([line(), line("43644", units=2), line()], label="Logged 3 lines")
    driver = store._db.driver
    driver.execute(f"UPDATE entries SET {change} WHERE id = 1")
    assert store.check_totals() == []
    driver.execute("UPDATE entries SET units = 4, note = 'x'")
    assert store.check_totals() == []
    driver.execute("DELETE FROM entries WHERE id < 3")
    assert store.check_totals() == []
    driver.execute("DELETE FROM entries")
    assert store.check_totals() == []
    assert store.log_span() is None
