"""Copies that are known to open: SQLite's backup, verified, under its name only when whole."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from rvuedge_desktop.storage.errors import DatabaseDamaged, translated


def back_up(driver: sqlite3.Connection, target: Path) -> None:
    """Copy the database to `target`, which must not exist; a half copy never has that name."""
    unfinished = target.with_name(target.name + ".part")
    with translated(target):
        unfinished.unlink(missing_ok=True)
        # Made here so that it is born private; SQLite itself would ask only the umask.
        os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
                driver.backup(copy)
                # A copy in one file, without a write-ahead log beside it.
                copy.execute("PRAGMA journal_mode = DELETE")
            _verify(unfinished)
            _sync(unfinished)
            unfinished.replace(target)
            _sync(target.parent)
        finally:
            unfinished.unlink(missing_ok=True)


def _verify(path: Path) -> None:
    with closing(sqlite3.connect(path)) as copy:
        answers = copy.execute("PRAGMA integrity_check").fetchall()
    if answers != [("ok",)]:
        raise DatabaseDamaged(
            f"The backup {path} did not verify, so nothing was changed; check the disk."
        )


def _sync(path: Path) -> None:
    """Make a file or a folder's list of names last through a power cut."""
    if path.is_dir() and os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
