"""Opening, reading beside a writer, and what reading must not import."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from rvuedge_desktop.storage import (
    DatabaseReadOnly,
    DiskFull,
    NotADatabase,
    StorageError,
    Store,
)
from rvuedge_desktop.storage import store as store_module
from tests.storage.made_up import line

READ = """
import sys
from datetime import date
from pathlib import Path
from rvuedge_desktop.storage import Store
path, read_only = Path(sys.argv[1]), sys.argv[2] == "read"
store = Store.open(path, read_only=read_only)
store.entries(limit=30), store.day_totals(date(2026, 1, 1), date(2026, 12, 31))
store.code_totals(date(2026, 1, 1), date(2026, 12, 31)), store.rows_for("99213", "RVU26B")
store.releases(), list(store.search_rows()), list(store.descriptions_newest())
list(store.catalog_search_rows()), store.usage_counts(), store.settings(), store.can_undo()
store.known_codes(), store.names_of(["99213"]), store.note_history(1), store.codes_version()
store.close()
heavy = {"sqlalchemy", "sqlmodel", "pydantic"} & {name.partition(".")[0] for name in sys.modules}
print(sorted(heavy))
"""


@pytest.mark.parametrize("way", ["write", "read"])
def test_opening_and_reading_import_no_sqlalchemy(path: Path, way: str) -> None:
    with Store.open(path) as store:
        store.add_session([line()], label="Logged 45378")
    answer = subprocess.run(
        [sys.executable, "-c", READ, str(path), way], capture_output=True, text=True, check=True
    )
    assert answer.stdout == "[]\n"


def test_a_new_log_is_made_without_sqlalchemy(path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", READ, str(path), "write"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout == "[]\n"


def test_warming_up_changes_nothing_and_can_be_done_twice(store: Store) -> None:
    store.warm_up()
    store.warm_up()
    assert "sqlmodel" in sys.modules
    assert store.entries() == []


def test_a_reader_beside_the_writer_sees_what_was_committed(store: Store, path: Path) -> None:
    first = store.add_session([line()], label="Logged 45378")
    with Store.open(path, read_only=True) as reader:
        assert reader.read_only
        assert reader.entries() == first
        second = store.add_session([line("43644")], label="Logged 43644")
        assert reader.entries() == first + second
        for write in (
            lambda: reader.add_session([line()], label="x"),
            lambda: reader.set_setting("theme", "dark"),
            reader.undo,
        ):
            with pytest.raises(DatabaseReadOnly, match="for reading only"):
                write()
    assert not store.read_only
    assert store.entries() == first + second


def test_a_reader_cannot_write_even_past_the_store(store: Store, path: Path) -> None:
    with (
        Store.open(path, read_only=True) as reader,
        pytest.raises(Exception, match="attempt to write a readonly database"),
    ):
        reader._db.driver.execute("DELETE FROM settings")


def test_reading_needs_a_log_of_this_schema(path: Path) -> None:
    with pytest.raises(StorageError, match="no log at"):
        Store.open(path, read_only=True)
    path.parent.mkdir()
    path.touch()
    with pytest.raises(StorageError, match="older"):
        Store.open(path, read_only=True)
    assert path.stat().st_size == 0


def test_what_was_logged_is_there_when_it_is_opened_again(path: Path) -> None:
    with Store.open(path) as store:
        kept = store.add_session([line(note="übermäßig 50% _ \\ 'x'")], label="Logged 45378")
    with Store.open(path) as store:
        assert store.path == path
        assert store.entries() == kept
        assert store.check_file() == []


def test_a_path_with_odd_characters(tmp_path: Path) -> None:
    path = tmp_path / "Dr. O'Neil #1 50%?" / "my log.sqlite3"
    with Store.open(path) as store:
        kept = store.add_session([line()], label="Logged 45378")
        with Store.open(path, read_only=True) as reader:
            assert reader.entries() == kept


def test_the_store_belongs_to_one_thread(store: Store) -> None:
    raised: list[BaseException] = []

    def use() -> None:
        try:
            store.entries()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert "thread" in str(raised[0])


def test_the_check_of_the_file_sees_rows_that_refer_to_nothing(store: Store) -> None:
    store.add_session([line()], label="Logged 45378")
    store._db.driver.execute("PRAGMA foreign_keys = OFF")
    store._db.driver.execute("DELETE FROM sessions")
    assert store.check_file() == ["a row of entries refers to nothing in sessions"]


def test_an_opening_that_fails_late_frees_the_lock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DiskFull("no room for the backup")

    monkeypatch.setattr(store_module, "migrate", fail)
    with pytest.raises(DiskFull):
        Store.open(path)
    monkeypatch.undo()
    Store.open(path).close()


def test_a_failed_opening_leaves_no_open_file(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"something else entirely")
    with pytest.raises(NotADatabase):
        Store.open(path)
    path.unlink()
    Store.open(path).close()
