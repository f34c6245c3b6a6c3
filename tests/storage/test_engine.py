"""The door to the file: how it is set up, and what is turned away without touching it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from rvuedge_desktop.domain.entries import Entry
from rvuedge_desktop.storage import (
    DatabaseDamaged,
    DatabaseLocked,
    DatabaseReadOnly,
    DiskFull,
    NewerDatabase,
    NotADatabase,
    StorageError,
    Store,
)
from rvuedge_desktop.storage.engine import open_connection
from tests.storage.made_up import line


def pragma(driver: sqlite3.Connection, name: str) -> object:
    return driver.execute(f"PRAGMA {name}").fetchone()[0]


def test_the_settings_that_lose_nothing(path: Path) -> None:
    with Store.open(path), closing(open_connection(path)) as driver:
        assert pragma(driver, "journal_mode") == "wal"
        assert pragma(driver, "synchronous") == 2
        assert pragma(driver, "foreign_keys") == 1
        assert pragma(driver, "busy_timeout") == 5000
        assert driver.isolation_level is None


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_nobody_else_can_read_it(path: Path) -> None:
    with Store.open(path) as store:
        store.add_session([line()], label="Logged 45378")
        modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert len(modes) == 4
    assert set(modes.values()) == {0o600}


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_a_file_that_others_can_read_is_closed_to_them_but_not_the_users_folder(
    path: Path,
) -> None:
    path.parent.mkdir(mode=0o755)
    Store.open(path).close()
    path.chmod(0o644)
    Store.open(path).close()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o755


def test_an_empty_file_becomes_a_log(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Store.open(path) as store:
        assert store.entries() == []


def refused(path: Path, kind: type[StorageError], words: str) -> None:
    """Both ways of opening refuse with the right sentence, and no byte changes."""
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(kind, match=words) as raised:
            Store.open(path, read_only=read_only)
        assert raised.type is kind
        assert path.read_bytes() == before
    left = {file.name for file in path.parent.iterdir()} - {path.name, f"{path.name}-shm"}
    assert left <= {f"{path.name}.lock", f"{path.name}-wal"}


def test_a_text_is_no_database(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("code,units\n99213,1\n" * 100)
    refused(path, NotADatabase, "not a log of RVU Edge Desktop")


def test_a_short_file_is_no_database(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"SQLite format 3\0")
    refused(path, NotADatabase, "not a log of RVU Edge Desktop")


@pytest.mark.parametrize("version", [0, 1, 99])
def test_another_programs_database_is_left_alone(path: Path, version: int) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as driver:
        driver.execute("CREATE TABLE cookies (value)")
        driver.execute(f"PRAGMA user_version = {version}")
    refused(path, NotADatabase, "not a log of RVU Edge Desktop")


def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir(parents=True)
    for read_only in (False, True):
        with pytest.raises(NotADatabase, match="is a folder"):
            Store.open(path, read_only=read_only)
    assert list(path.iterdir()) == []


def test_a_newer_database_is_refused(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as driver:
        driver.execute("PRAGMA user_version = 999")
    refused(path, NewerDatabase, "newer RVU Edge Desktop")


def test_a_newer_database_is_seen_in_its_write_ahead_log(path: Path, tmp_path: Path) -> None:
    Store.open(path).close()
    with closing(open_connection(path)) as driver:
        driver.execute("PRAGMA user_version = 999")
        # A crash: the files as they stand while the newer program has them open.
        crashed = tmp_path / "crashed" / path.name
        crashed.parent.mkdir()
        for file in (path, path.with_name(path.name + "-wal")):
            crashed.with_name(file.name).write_bytes(file.read_bytes())
    assert int.from_bytes(crashed.read_bytes()[60:64], "big") != 999
    refused(crashed, NewerDatabase, "newer RVU Edge Desktop")


def test_a_damaged_file_says_so(path: Path) -> None:
    with Store.open(path) as store:
        store.add_many([[line(note="x" * 200)]] * 500, label="Imported")
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    with pytest.raises(DatabaseDamaged, match="restore"), Store.open(path) as store:
        store.add_many([[line()]] * 500, label="Imported")


def test_a_locked_file_says_so(store: Store, path: Path) -> None:
    store.warm_up()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        store._db.driver.execute("PRAGMA busy_timeout = 1")
        with pytest.raises(DatabaseLocked, match="Another program"):
            store.add_session([line()], label="Logged 45378")
        other.execute("ROLLBACK")
    assert len(store.add_session([line()], label="Logged 45378")) == 1


def test_a_full_file_keeps_what_was_acknowledged(store: Store) -> None:
    kept = store.add_session([line()], label="Logged 45378")
    pages = pragma(store._db.driver, "page_count")
    store._db.driver.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull, match="make room"):
        store.add_many([[line(note="x" * 500)]] * 1000, label="Imported")
    assert not store._db.driver.in_transaction
    assert store.entries() == kept
    assert store.check_totals() == []
    store._db.driver.execute("PRAGMA max_page_count = 1000000")
    assert store.add_many([[line()]] * 10, label="Imported") == 10
    assert store.check_totals() == []


def test_a_disk_that_fills_up(small_disk: Path) -> None:
    path = small_disk / "log.sqlite3"
    with Store.open(path) as store:
        ballast = small_disk / "ballast"
        ballast.write_bytes(b"x" * (1 << 20))
        acknowledged: list[Entry] = []

        def fill_up() -> None:
            while len(acknowledged) < 20_000:
                acknowledged.extend(
                    store.add_session([line(note="x" * 200)] * 20, label="Logged 20 lines")
                )

        with pytest.raises(DiskFull, match="make room"):
            fill_up()
        assert acknowledged
        assert store.entry_count() == len(acknowledged)
        assert store.check_totals() == []
        assert store.check_file() == []
        ballast.unlink()
        acknowledged += store.add_session([line(day=date(2027, 1, 1))], label="Logged 45378")
    with Store.open(path) as store:
        assert store.entries() == acknowledged


def test_a_full_disk_has_no_room_for_a_new_log(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    with pytest.raises(OSError, match="No space"):
        ballast.write_bytes(b"x" * (4 << 20))
    with pytest.raises(DiskFull, match="make room"):
        Store.open(small_disk / "log.sqlite3")


def test_a_read_only_disk(small_disk: Path) -> None:
    path = small_disk / "log.sqlite3"
    with Store.open(path) as store:
        store.add_session([line()], label="Logged 45378")
    before = path.read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for read_only in (False, True):
        with pytest.raises(DatabaseReadOnly, match="--data-dir"):
            Store.open(path, read_only=read_only)
    with pytest.raises(DatabaseReadOnly, match="--data-dir"):
        Store.open(small_disk / "new" / "log.sqlite3")
    assert path.read_bytes() == before


def test_a_read_only_connection_is_noticed_when_it_opens(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(path).close()
    # What SQLite does by itself with a file it may not write: it opens it, for reading.
    real = sqlite3.connect
    monkeypatch.setattr(
        sqlite3,
        "connect",
        lambda place, **options: real(
            Path(place).as_uri() + "?mode=ro", uri=True, isolation_level=None
        ),
    )
    with pytest.raises(DatabaseReadOnly, match="cannot be written"):
        open_connection(path)


def test_a_transaction_has_the_file_to_itself_from_its_beginning(store: Store, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other:
        with store._db.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
