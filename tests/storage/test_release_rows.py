"""Releases live side by side; replacing one is a single transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.domain.values import PublishedValue
from rvuedge_desktop.storage import Cancelled, Origin, Store
from tests.storage.made_up import line, values

MADE = datetime(2026, 4, 1, 12, tzinfo=UTC)


def keep(
    store: Store,
    name: str,
    rows: Sequence[PublishedValue],
    *,
    origin: Origin = "cms",
    descriptions: Sequence[tuple[str, str, str]] = (),
) -> bool:
    return store.replace_release(
        Release(name, complete=origin == "cms"),
        origin=origin,
        title=f"title of {name}",
        file_name=f"{name}.csv",
        digest=f"{name} {len(rows)}",
        values=rows,
        descriptions=descriptions,
        imported_at=MADE,
    )


def value(code: str, modifier: str = "", work: int = 100) -> PublishedValue:
    return PublishedValue(code, modifier, "A", work=work)


def test_every_column_comes_back(store: Store) -> None:
    rows = values(30)
    odd = PublishedValue("99999", "", "C", pre=None, endo_base="43235", not_used="+")
    assert keep(store, "RVU26B", [*rows, odd]) is False
    assert list(store.values_of("RVU26B")) == [*rows, odd]
    assert store.rows_for("10010", "RVU26B") == {
        row.modifier: row for row in rows if row.code == "10010"
    }
    assert store.rows_for("99999", "RVU26B") == {"": odd}
    assert store.rows_for("00000", "RVU26B") == {}
    assert store.rows_for("99999", "RVU25A") == {}


def test_a_release_is_described(store: Store) -> None:
    keep(store, "RVU26B", values(30))
    (row,) = store.releases()
    assert row == (
        "RVU26B",
        "cms",
        True,
        "title of RVU26B",
        "RVU26B.csv",
        36,
        30,
        MADE,
        334_009,
    )
    assert store.release_digest("RVU26B", "cms") == "RVU26B 36"
    assert store.release_digest("RVU26B", "shipped") == ""


def test_releases_come_oldest_first(store: Store) -> None:
    for name in ("RVU26B", "RVU20A", "RVU24C", "RVU24AR", "RVU24A"):
        keep(store, name, [value("99213")])
    names = ["RVU20A", "RVU24A", "RVU24AR", "RVU24C", "RVU26B"]
    assert [row.name for row in store.releases()] == names
    assert store.releases_with("99213") == names
    assert store.releases_with("00000") == []


def test_replacing_says_so_and_leaves_nothing_of_the_old(store: Store) -> None:
    keep(store, "RVU26B", values(30), descriptions=[("10000", "", "OLD")])
    keep(store, "RVU25D", [value("99213")])
    assert keep(store, "RVU26B", [value("45378")]) is True
    assert list(store.values_of("RVU26B")) == [value("45378")]
    assert store.description("10000") is None
    assert store.releases_with("99213") == ["RVU25D"]
    assert [row.rows for row in store.releases()] == [1, 1]


def test_an_imported_release_stands_before_the_shipped_one_of_its_name(store: Store) -> None:
    keep(store, "RVU26B", [value("99213", work=1), value("45378", work=1)], origin="shipped")
    assert store.rows_for("99213", "RVU26B")[""].work == 1
    assert keep(store, "RVU26B", [value("99213", work=2)]) is False
    assert store.rows_for("99213", "RVU26B")[""].work == 2
    assert [row.origin for row in store.releases()] == ["cms", "shipped"]
    assert [row.complete for row in store.releases()] == [True, False]
    # A complete list that lacks a code says that the code is not in the release.
    assert store.rows_for("45378", "RVU26B") == {}
    # The shipped one is renewed beside it, not in its place.
    assert keep(store, "RVU26B", [value("99213", work=3)], origin="shipped") is True
    assert store.rows_for("99213", "RVU26B")[""].work == 2
    assert store.remove_release("RVU26B") is True
    assert store.rows_for("99213", "RVU26B")[""].work == 3
    assert store.remove_release("RVU26B") is False
    assert store.remove_release("RVU26B", origin="shipped") is True
    assert store.releases() == []


def test_entries_keep_the_release_they_were_credited_with(store: Store) -> None:
    keep(store, "RVU26B", values(30))
    (entry,) = store.add_session([line()], label="Logged 45378")
    store.remove_release("RVU26B")
    assert store.entry(entry.id) == entry
    assert entry.credited_line.release == "RVU26B"


def test_progress_is_heard_and_cancelling_changes_nothing(store: Store) -> None:
    keep(store, "RVU26B", [value("99213")])
    version = store.codes_version()
    heard: list[tuple[int, int]] = []
    rows = values(3000)
    with pytest.raises(Cancelled, match="RVU26B was not imported"):
        store.replace_release(
            Release("RVU26B"),
            origin="cms",
            title="",
            file_name="",
            digest="",
            values=rows,
            progress=lambda done, whole: heard.append((done, whole)),
            cancelled=lambda: len(heard) == 2,
        )
    assert heard == [(1000, len(rows)), (2000, len(rows))]
    assert list(store.values_of("RVU26B")) == [value("99213")]
    assert store.codes_version() == version


def test_a_duplicate_key_changes_nothing(store: Store) -> None:
    keep(store, "RVU26B", [value("99213")])
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        keep(store, "RVU26B", [value("45378"), value("45378")])
    assert list(store.values_of("RVU26B")) == [value("99213")]
    assert store.add_session([line()], label="Logged 45378")


def test_a_search_row_is_of_the_newest_release_that_lists_the_code(store: Store) -> None:
    keep(store, "RVU25D", [value("10000", work=1), value("10001", work=1)])
    keep(store, "RVU26B", [value("10001", "TC", 0), value("10001", work=2)])
    keep(store, "RVU26B", [value("10001", work=3), value("10002", work=3)], origin="shipped")
    keep(store, "RVU20A", [value("10000", work=9), value("10003", work=9)])
    found = {row.code: (row.release, [v.work for v in row.values]) for row in store.search_rows()}
    assert found == {
        "10000": ("RVU25D", [1]),
        "10001": ("RVU26B", [2, 0]),
        "10002": ("RVU26B", [3]),
        "10003": ("RVU20A", [9]),
    }
    assert len(list(store.search_rows())) == 4


def test_descriptions_come_from_the_newest_release_and_can_be_removed(store: Store) -> None:
    keep(
        store,
        "RVU25D",
        [value("10000")],
        descriptions=[("10000", "", "OLDER"), ("10001", "", "ONLY HERE")],
    )
    keep(
        store,
        "RVU26B",
        [value("10000")],
        descriptions=[("10000", "26", "READ"), ("10000", "", "NEWER")],
    )
    assert dict(store.descriptions_newest()) == {"10000": "NEWER", "10001": "ONLY HERE"}
    assert store.description("10000") == "NEWER"
    assert store.description("10001") == "ONLY HERE"
    version = store.codes_version()
    assert store.remove_descriptions("RVU26B") == 2
    assert dict(store.descriptions_newest()) == {"10000": "OLDER", "10001": "ONLY HERE"}
    assert store.codes_version() != version
    assert store.remove_descriptions() == 2
    assert list(store.descriptions_newest()) == []
    version = store.codes_version()
    assert store.remove_descriptions() == 0
    assert store.codes_version() == version


def test_the_version_of_the_codes_changes_with_them_and_only_with_them(store: Store) -> None:
    seen = [store.codes_version()]
    keep(store, "RVU26B", [value("99213")])
    seen.append(store.codes_version())
    keep(store, "RVU26B", [value("99213")])
    seen.append(store.codes_version())
    store.remove_release("RVU26B")
    seen.append(store.codes_version())
    assert len(set(seen)) == 4
    store.add_session([line()], label="Logged 45378")
    store.set_setting("theme", "dark")
    store.remove_release("RVU26B")
    assert store.codes_version() == seen[-1]


def test_many_codes_at_once_are_the_same_rows(store: Store) -> None:
    keep(store, "RVU26B", [value("99213", work=1), value("45378", work=1)], origin="shipped")
    keep(store, "RVU25D", [value("99213", work=3)])
    codes = ["99213", "45378", "99999"]
    for _ in range(2):
        for release in ("RVU26B", "RVU25D", "RVU20D"):
            assert store.rows_of_codes(codes, release) == {
                code: store.rows_for(code, release) for code in codes
            }
        keep(store, "RVU26B", [value("99213", work=2)])
