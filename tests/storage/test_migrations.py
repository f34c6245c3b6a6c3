"""Every schema ever released opens; a step that fails leaves nothing behind."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from rvuedge_desktop.storage import DatabaseDamaged, DiskFull, Store, migrations
from rvuedge_desktop.storage.engine import open_connection
from rvuedge_desktop.storage.migrations import Migration, migrate, shipped
from tests.storage.made_up import line

RELEASED = sorted((Path(__file__).parents[1] / "fixtures" / "databases").glob("schema_*.sqlite3"))
NOW = shipped()[-1].number
GOOD = Migration(NOW + 1, "mood", "ALTER TABLE entries ADD COLUMN mood TEXT;")
BAD = Migration(
    NOW + 2, "bad", "CREATE TABLE half (a TEXT) STRICT; INSERT INTO half VALUES ('x'); OOPS;"
)


@pytest.fixture
def driver(path: Path) -> Iterator[sqlite3.Connection]:
    """A database of today's schema with one entry, opened without the store."""
    with Store.open(path) as store:
        store.add_session([line()], label="Logged 45378")
    with closing(open_connection(path)) as opened:
        yield opened


def tables(driver: sqlite3.Connection) -> set[str]:
    return {name for (name,) in driver.execute("SELECT name FROM sqlite_master")}


def version(driver: sqlite3.Connection) -> int:
    return int(driver.execute("PRAGMA user_version").fetchone()[0])


def test_they_are_numbered_without_gaps() -> None:
    assert [step.number for step in shipped()] == list(range(1, len(shipped()) + 1))


def test_there_is_a_database_of_every_schema() -> None:
    assert [file.stem for file in RELEASED] == [f"schema_{step.number}" for step in shipped()]


@pytest.mark.parametrize("released", RELEASED, ids=lambda file: file.stem)
def test_a_database_of_every_schema_opens(released: Path, path: Path) -> None:
    path.parent.mkdir()
    shutil.copy(released, path)
    with Store.open(path) as store:
        assert store.check_file() == []
        assert store.check_totals() == []
        assert [entry.line.code for entry in store.entries()] == ["45378", "J2590", "43644"]
        assert store.entries()[0].credited_line == line(note="first", flags=("look",))
        assert [row.name for row in store.releases()] == ["RVU26B"]
        assert store.setting("theme") == "dark"
        assert store.can_undo() == "Edited 45378"
        assert store.can_redo() == "Deleted 2 lines"
        assert store.redo() is not None
        assert store.undo() is not None
        assert len(store.entries()) == 3
        assert store.log_span() == (date(2026, 4, 1), date(2026, 4, 2))


def test_a_new_file_needs_no_backup(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        assert store.backup_before_migration is None
    assert {file.name for file in path.parent.iterdir()} == {path.name, f"{path.name}.lock"}


def test_a_step_is_applied_after_a_backup(driver: sqlite3.Connection, path: Path) -> None:
    kept = migrate(driver, path, [*shipped(), GOOD])
    assert version(driver) == NOW + 1
    assert driver.execute("SELECT code, mood FROM entries").fetchall() == [("45378", None)]
    assert kept == path.with_name(f"log-schema-{NOW}.sqlite3")
    assert kept.stat().st_mode & 0o777 == 0o600
    with Store.open(kept) as backup:
        assert [entry.line.code for entry in backup.entries()] == ["45378"]


def test_a_second_backup_does_not_replace_the_first(driver: sqlite3.Connection, path: Path) -> None:
    path.with_name(f"log-schema-{NOW}.sqlite3").write_bytes(b"precious")
    assert migrate(driver, path, [*shipped(), GOOD]) == path.with_name(
        f"log-schema-{NOW}-2.sqlite3"
    )
    assert path.with_name(f"log-schema-{NOW}.sqlite3").read_bytes() == b"precious"


def test_a_failing_step_leaves_nothing(driver: sqlite3.Connection, path: Path) -> None:
    before = tables(driver)
    with pytest.raises(sqlite3.OperationalError, match="OOPS"):
        migrate(driver, path, [*shipped(), BAD._replace(number=NOW + 1)])
    assert version(driver) == NOW
    assert tables(driver) == before
    assert not driver.in_transaction
    assert driver.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_the_steps_before_a_failing_one_stand(driver: sqlite3.Connection, path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="OOPS"):
        migrate(driver, path, [*shipped(), GOOD, BAD])
    assert version(driver) == NOW + 1
    assert "half" not in tables(driver)


def test_a_step_that_orphans_rows_is_taken_back(driver: sqlite3.Connection, path: Path) -> None:
    orphaning = Migration(NOW + 1, "orphans", "DELETE FROM sessions;")
    with pytest.raises(DatabaseDamaged, match="refer to nothing"):
        migrate(driver, path, [*shipped(), orphaning])
    assert driver.execute("SELECT count(*) FROM sessions").fetchone() == (1,)
    assert version(driver) == NOW


def test_without_a_backup_nothing_is_migrated(
    driver: sqlite3.Connection, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DiskFull("no room")

    monkeypatch.setattr(migrations, "back_up", fail)
    with pytest.raises(DiskFull):
        migrate(driver, path, [*shipped(), GOOD])
    assert version(driver) == NOW
