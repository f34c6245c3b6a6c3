"""Reading the log by page, in any order, and finding lines in it."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from rvuedge_desktop.domain.entries import CreditedLine, Entry, Line, Step
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.storage import CatalogCodeRow, SortOrder, Store
from tests.storage.made_up import line, sessions

APRIL = date(2026, 4, 1)


def test_a_line_comes_back_as_it_was_given(store: Store) -> None:
    given = CreditedLine(
        line=Line("43644", APRIL, ("59", "51", "AS"), 99_999, "Main OR", "note “x”", "assistant"),
        state=ValueState.VALUED,
        reason=None,
        release="RVU26B",
        row_modifier="26",
        base_work=Decimal("28.67"),
        credited=Decimal("0.10"),
        steps=(
            Step("row", "28.67 in RVU26B.", None, None, Decimal("28.67")),
            Step("role", "Assistant: 16%.", Decimal("0.16"), Decimal("28.67"), Decimal("4.5872")),
        ),
        flags=("Modifier 59 not yet applied.", "ü"),
    )
    made = datetime(2026, 4, 1, 23, 59, 59, 123456, tzinfo=timezone(timedelta(hours=-7)))
    (entry,) = store.add_session([given], label="Logged 43644", made_at=made)
    assert entry == Entry(1, 1, 0, given, made)
    read = store.entry(1)
    assert read == entry
    assert read is not None
    assert read.made_at.utcoffset() == timedelta(0)
    assert str(read.credited_line.credited) == "0.10"
    assert store.entry(2) is None


def test_a_line_without_a_row_comes_back(store: Store) -> None:
    given = line("J2590", state=ValueState.DRUG, work=None)
    (entry,) = store.add_session([given], label="Logged J2590")
    assert store.entry(entry.id) == entry
    assert entry.credited_line == given
    assert given.release is None
    assert given.credited is None


@pytest.mark.parametrize("work", [None, Decimal("0.00")])
def test_nothing_and_zero_are_kept_apart(store: Store, work: Decimal | None) -> None:
    (entry,) = store.add_session([line(work=work)], label="Logged")
    read = store.entry(entry.id)
    assert read is not None
    assert read.credited_line.base_work == work


@pytest.mark.parametrize(
    "spoil",
    [
        {"units": 0},
        {"units": 100_000},
        {"date_of_service": "2026-02-30"},
        {"date_of_service": "2026-2-3"},
        {"date_of_service": "today"},
        {"date_of_service": "2026-02-03 10:00"},
        {"state": "guessed"},
        {"session_id": 99},
        {"explanation_id": 99},
        {"credited": "3.18"},
        {"code": None},
    ],
)
def test_the_database_itself_refuses_a_line_that_cannot_be(
    store: Store, spoil: dict[str, Any]
) -> None:
    store.add_session([line()], label="Logged 45378")
    ((name, wrong),) = spoil.items()
    with pytest.raises(sqlite3.IntegrityError):
        store._db.driver.execute(f"UPDATE entries SET {name} = ?", (wrong,))


def test_more_than_two_places_are_never_rounded_by_the_way(store: Store) -> None:
    with pytest.raises(ValueError, match="more than two decimal places"):
        store.add_session([line(), line(work=Decimal("1.005"))], label="Logged")
    assert store.entries() == []
    assert store.can_undo() is None


def test_a_time_without_a_zone_is_a_mistake(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        store.add_session([line()], label="Logged", made_at=datetime(2026, 4, 1))


def test_a_session_is_read_as_it_was_logged(store: Store) -> None:
    logged = store.add_session([line("3"), line("1"), line("2")], label="Logged 3 lines")
    store.add_session([line()], label="Logged 45378")
    assert store.session_entries(logged[0].session_id) == logged
    assert [entry.position for entry in logged] == [0, 1, 2]


def keys(order: SortOrder) -> Callable[[Entry], Any]:
    plain: dict[SortOrder, Callable[[Entry], Any]] = {
        "date": lambda e: (e.line.date_of_service, e.id),
        "code": lambda e: (e.line.code, e.line.date_of_service, e.id),
        "units": lambda e: (e.line.units, e.line.date_of_service, e.id),
        "credited": lambda e: (
            -1 if e.credited_line.credited is None else e.credited_line.credited,
            e.line.date_of_service,
            e.id,
        ),
        "state": lambda e: (e.credited_line.state, e.line.date_of_service, e.id),
        "site": lambda e: (e.line.site, e.line.date_of_service, e.id),
        "note": lambda e: (e.line.note, e.line.date_of_service, e.id),
        "made": lambda e: e.id,
    }
    return plain[order]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    "order", ["date", "code", "units", "credited", "state", "site", "note", "made"]
)
def test_pages_in_any_order_are_slices_of_the_whole(
    store: Store, order: SortOrder, descending: bool
) -> None:
    store.add_many(sessions(300, days=40), label="Imported")
    whole = sorted(store.entries(), key=keys(order), reverse=descending)
    first, last = date(2021, 1, 5), date(2021, 1, 20)
    part = [entry for entry in whole if first <= entry.line.date_of_service <= last]
    chance = random.Random(order)
    for limit, offset in [(None, 0), (1, 0), (7, 0), (300, 290), (10, 10_000)] + [
        (chance.randrange(1, 40), chance.randrange(310)) for _ in range(20)
    ]:
        end = None if limit is None else offset + limit
        page = store.entries(order=order, descending=descending, limit=limit, offset=offset)
        assert page == whole[offset:end]
        page = store.entries(
            first, last, order=order, descending=descending, limit=limit, offset=offset
        )
        assert page == part[offset:end]
    assert list(store.entry_ids(first, None, order=order, descending=descending)) == [
        entry.id for entry in whole if entry.line.date_of_service >= first
    ]
    assert store.entry_count() == 300
    assert store.entry_count(first, last) == len(part)
    assert store.entry_count(date(1900, 1, 1), date(1900, 1, 2)) == 0


def test_entries_by_ids_come_in_the_order_asked_for(store: Store) -> None:
    a, b, c = store.add_session([line("1"), line("2"), line("3")], label="Logged 3 lines")
    assert store.entries_by_ids([c.id, 999, a.id, b.id, a.id]) == [c, a, b, a]
    assert store.entries_by_ids([]) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["45378", "43644", "99213", "J2590"]),
        ("  ", ["45378", "43644", "99213", "J2590"]),
        ("4", ["45378", "43644"]),
        ("j25", ["J2590"]),
        ("MAIN", ["43644"]),
        ("spring", ["99213"]),
        ("spring 4", []),
        ("main 436", ["43644"]),
        ("59", ["43644"]),
        ("camera", ["45378"]),
        ("pitocin", ["J2590"]),
        ("bypass", ["43644"]),
        ("50%", ["99213"]),
        ("5%", []),
        ("_", []),
        ("\\", ["J2590"]),
        ("'", []),
    ],
)
def test_finding_lines(store: Store, text: str, codes: list[str]) -> None:
    from rvuedge_desktop.domain.releases import Release

    store.replace_catalog(
        [
            CatalogCodeRow("45378", "Colonoscopy", synonyms=("camera test",)),
            CatalogCodeRow("J2590", "Oxytocin (Pitocin)"),
        ],
        [],
        "1",
    )
    store.replace_release(
        Release("RVU26B"),
        origin="cms",
        title="",
        file_name="",
        digest="",
        values=[],
        descriptions=[("43644", "", "LAP GASTRIC BYPASS/ROUX-EN-Y")],
    )
    store.add_session(
        [
            line("45378"),
            line("43644", site="Main OR", modifiers=("59",)),
            line("99213", note="back in spring, 50% better"),
            line("J2590", state=ValueState.DRUG, work=None, note="a\\b"),
        ],
        label="Logged 4 lines",
    )
    assert [entry.line.code for entry in store.entries(text=text)] == codes
    assert store.entry_count(text=text) == len(codes)
    assert store.entry_count(date(2026, 5, 1), None, text=text) == 0


def test_equal_explanations_are_stored_once(store: Store) -> None:
    store.add_session([line(), line(), line("43644")], label="Logged 3 lines")
    store.add_session([line()], label="Logged 45378", made_at=datetime.now(UTC))
    assert store._db.rows("SELECT count(*) FROM explanations") == [(2,)]
