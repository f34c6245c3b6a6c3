"""Each fault of the file becomes one sentence; faults of the program stay what they are."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from rvuedge_desktop.storage import (
    DatabaseDamaged,
    DatabaseLocked,
    DatabaseReadOnly,
    DiskFull,
    NotADatabase,
    StorageError,
)
from rvuedge_desktop.storage.errors import translated

FILE = Path("log.sqlite3")
KINDS = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR_SHMSIZE: DiskFull,
    sqlite3.SQLITE_BUSY: DatabaseLocked,
    sqlite3.SQLITE_BUSY_SNAPSHOT: DatabaseLocked,
    sqlite3.SQLITE_LOCKED: DatabaseLocked,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
    sqlite3.SQLITE_READONLY_DIRECTORY: DatabaseReadOnly,
    sqlite3.SQLITE_CANTOPEN: DatabaseReadOnly,
    sqlite3.SQLITE_NOTADB: NotADatabase,
    sqlite3.SQLITE_CORRUPT: DatabaseDamaged,
    sqlite3.SQLITE_CORRUPT_INDEX: DatabaseDamaged,
    sqlite3.SQLITE_IOERR_READ: StorageError,
}


def coded(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("as SQLite puts it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_fault_of_the_file_is_a_sentence(code: int, wrapped: bool) -> None:
    error: Exception = coded(code)
    if wrapped:
        error = OperationalError("INSERT", None, error)
    with pytest.raises(StorageError) as raised, translated(FILE):
        raise error
    assert raised.type is KINDS[code]
    assert str(raised.value).endswith(".")
    assert "as SQLite puts it" not in str(raised.value)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EACCES, DatabaseReadOnly),
        (errno.EROFS, DatabaseReadOnly),
        (errno.EIO, StorageError),
    ],
)
def test_a_fault_of_the_system_is_a_sentence(number: int, kind: type[StorageError]) -> None:
    with pytest.raises(StorageError) as raised, translated(FILE):
        raise OSError(number, "as the system puts it", str(FILE))
    assert raised.type is kind


@pytest.mark.parametrize("code", [sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT_CHECK])
def test_a_fault_of_the_program_keeps_its_own_error(code: int) -> None:
    with pytest.raises(sqlite3.OperationalError, match="as SQLite puts it"), translated(FILE):
        raise coded(code)


def test_sqlalchemys_errors_stay_inside() -> None:
    with pytest.raises(sqlite3.OperationalError), translated(FILE):
        raise OperationalError("INSERT", None, coded(sqlite3.SQLITE_ERROR))


def test_other_errors_pass() -> None:
    with pytest.raises(ZeroDivisionError), translated(FILE):
        _ = 1 // 0
