"""`Store`: the log, the published values and the catalog of one user, in one file."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from rvuedge_desktop.storage.backup import back_up
from rvuedge_desktop.storage.catalog_rows import CatalogRows
from rvuedge_desktop.storage.contract_rows import ContractRows
from rvuedge_desktop.storage.engine import Database, look_at, make_room, open_connection
from rvuedge_desktop.storage.errors import PROGRAM, StorageError, translated
from rvuedge_desktop.storage.favorite_rows import FavoriteRows
from rvuedge_desktop.storage.group_rows import GroupRows
from rvuedge_desktop.storage.known_rows import KnownRows
from rvuedge_desktop.storage.lock import ProcessLock
from rvuedge_desktop.storage.log_changes import LogChanges
from rvuedge_desktop.storage.migrations import migrate, shipped
from rvuedge_desktop.storage.part import CODES_VERSION
from rvuedge_desktop.storage.plan_rows import PlanRows
from rvuedge_desktop.storage.policy_rows import PolicyRows
from rvuedge_desktop.storage.profile_rows import ProfileRows
from rvuedge_desktop.storage.release_rows import ReleaseRows
from rvuedge_desktop.storage.settings_rows import SettingsRows
from rvuedge_desktop.storage.table_rows import TableRows
from rvuedge_desktop.storage.totals import Totals


class Store(
    ReleaseRows,
    CatalogRows,
    KnownRows,
    LogChanges,
    Totals,
    GroupRows,
    SettingsRows,
    ContractRows,
    PolicyRows,
    PlanRows,
    ProfileRows,
    TableRows,
    FavoriteRows,
):
    """Opened with `Store.open`; used and closed by the thread that opened it."""

    def __init__(self, database: Database, lock: ProcessLock | None) -> None:
        super().__init__(database)
        self._lock = lock
        self.backup_before_migration: Path | None = None

    @classmethod
    def open(cls, path: Path, *, lock_path: Path | None = None, read_only: bool = False) -> Store:
        """Open the file at `path`, creating it with its folder, and bring it up to date.

        `read_only` opens an existing file beside a process that has it open for writing; it
        takes no lock and can write nothing. Raises StorageError; a file that is refused is left
        as it was.
        """
        return cls._open_to_read(path) if read_only else cls._open_to_write(path, lock_path)

    @classmethod
    def _open_to_write(cls, path: Path, lock_path: Path | None) -> Store:
        newest = shipped()[-1].number
        with translated(path):
            if path.exists():
                look_at(path, newest=newest)
        make_room(path)
        lock = ProcessLock(lock_path or path.with_name(path.name + ".lock"))
        lock.acquire()
        try:
            # Once more: the file may have changed hands while nobody held the lock.
            look_at(path, newest=newest)
            driver = open_connection(path)
            try:
                kept = migrate(driver, path)
            except BaseException:
                driver.close()
                raise
        except BaseException:
            lock.release()
            raise
        store = cls(Database(driver, path), lock)
        store.backup_before_migration = kept
        return store

    @classmethod
    def _open_to_read(cls, path: Path) -> Store:
        newest = shipped()[-1].number
        if not path.exists():
            raise StorageError(f"There is no log at {path}; open {PROGRAM} once to begin one.")
        if look_at(path, newest=newest) < newest:
            raise StorageError(f"{path} was written by an older {PROGRAM}; open it once to update.")
        return cls(Database(open_connection(path, read_only=True), path, read_only=True), None)

    @property
    def read_only(self) -> bool:
        return self._db.read_only

    @property
    def path(self) -> Path:
        return self._db.path

    def warm_up(self) -> None:
        """Import what writing needs, so that the first write is as fast as the next."""
        from rvuedge_desktop.storage import statements  # noqa: F401

        _ = self._db.core

    def codes_version(self) -> str:
        """A text that changes whenever the catalog, the releases or the descriptions do."""
        return self._meta(CODES_VERSION)

    def back_up(self, target: Path) -> None:
        """Copy everything to a new file, verified before it gets its name."""
        back_up(self._db.driver, target)

    def check_file(self) -> list[str]:
        """What SQLite finds wrong with the file; empty when it is sound. Slow on a long log."""
        answers = self._db.rows("PRAGMA integrity_check")
        broken = self._db.rows("PRAGMA foreign_key_check")
        found = [str(text) for (text,) in answers if text != "ok"]
        return found + [f"a row of {row[0]} refers to nothing in {row[2]}" for row in broken]

    def close(self) -> None:
        """Close the file and let the next process have it."""
        try:
            self._db.close()
        finally:
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
