"""What can go wrong with the file, each as one sentence that says what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = "RVU Edge Desktop"


class StorageError(Exception):
    """The database cannot be used as asked; the message is a sentence for the user."""


class DatabaseLocked(StorageError):
    """Another process has the database."""


class DatabaseReadOnly(StorageError):
    """The file or its folder cannot be written."""


class DiskFull(StorageError):
    """No room on the disk."""


class NotADatabase(StorageError):
    """The path holds something else."""


class NewerDatabase(StorageError):
    """A later version of the program has written the file."""


class DatabaseDamaged(StorageError):
    """The file's contents contradict themselves."""


class Cancelled(Exception):
    """The user stopped a long write; nothing of it was kept."""


# Primary result codes of SQLite; Python 3.11 names them only from the driver's side.
_FULL = {sqlite3.SQLITE_FULL}
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_READ_ONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
# No room for the write-ahead log's index shows as an input/output error of its own.
_FULL_EXTENDED = {sqlite3.SQLITE_IOERR_SHMSIZE}


def disk_full() -> DiskFull:
    return DiskFull("The disk is full, so this was not saved; make room and try again.")


def only_read() -> DatabaseReadOnly:
    return DatabaseReadOnly(
        f"The log was opened for reading only; close the other {PROGRAM}, then try again."
    )


def read_only(path: Path) -> DatabaseReadOnly:
    return DatabaseReadOnly(
        f"{path} cannot be written; allow writing to its folder or choose another with --data-dir."
    )


def from_sqlite(error: sqlite3.Error, path: Path) -> StorageError | None:
    """The sentence for a fault of the file; None when the fault is in the program."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if primary in _FULL or code in _FULL_EXTENDED:
        return disk_full()
    if primary in _LOCKED:
        return DatabaseLocked(
            f"Another program is using {path}; close it or wait a moment, then try again."
        )
    if primary in _READ_ONLY:
        return read_only(path)
    if primary == sqlite3.SQLITE_NOTADB:
        return NotADatabase(f"{path} is not a log of {PROGRAM}; move it away or choose another.")
    if primary == sqlite3.SQLITE_CORRUPT:
        return DatabaseDamaged(f"{path} is damaged; restore your newest backup of it.")
    if primary == sqlite3.SQLITE_IOERR:
        return StorageError(f"The disk failed while using {path}; check the disk and try again.")
    return None


def from_system(error: OSError, path: Path) -> StorageError:
    """The sentence for a fault the operating system reports."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_full()
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return read_only(path)
    return StorageError(f"{path} cannot be used ({error.strerror}); choose another place for it.")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn faults of the file into a StorageError; let faults of the program through."""
    try:
        yield
    except sqlite3.Error as error:
        told = from_sqlite(error, path)
        if told is None:
            raise
        raise told from error
    except OSError as error:
        raise from_system(error, path) from error
    except Exception as error:
        # SQLAlchemy carries the driver's error inside its own, which must not leave this room.
        inner = getattr(error, "orig", None)
        if not isinstance(inner, sqlite3.Error):
            raise
        raise (from_sqlite(inner, path) or inner) from error
