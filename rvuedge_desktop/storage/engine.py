"""The one door to the file: how it is looked at, opened, written and read.

WAL with synchronous=FULL is the setting that lost nothing in a simulated power cut; transactions
are opened by us with BEGIN IMMEDIATE, because the driver's own handling leaves table definitions
outside of them. A connection belongs to the thread that opened it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rvuedge_desktop.storage.errors import (
    PROGRAM,
    NewerDatabase,
    NotADatabase,
    only_read,
    translated,
)

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection
    from sqlalchemy.sql import Executable
    from sqlalchemy.sql.elements import ClauseElement

APPLICATION_ID = 0x52565545
_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_BUSY_MS = 5_000
_CACHE_KIB = 8_000
_LARGE_CACHE_KIB = 64_000

Row = tuple[Any, ...]
Parameters = Sequence[Any] | Mapping[str, Any]


def make_room(path: Path) -> None:
    """Create the folder and an empty file that only this user can read, where they are absent."""
    with translated(path):
        if not path.parent.is_dir():
            path.parent.mkdir(mode=0o700, parents=True)
        if not path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        elif os.name == "posix" and path.is_file() and path.stat().st_mode & 0o077:
            path.chmod(0o600)


def look_at(path: Path, *, newest: int) -> int:
    """The schema version of the file, read without changing a byte of it; 0 for an empty one.

    Raises NotADatabase or NewerDatabase. The header answers unless a write-ahead log may hold a
    newer one or the file carries no version; only then is SQLite asked.
    """
    with translated(path):
        if path.is_dir():
            raise NotADatabase(f"{path} is a folder; move it away or choose another place.")
        with path.open("rb") as file:
            header = file.read(_HEADER)
        if not header:
            return 0
        strange = NotADatabase(f"{path} is not a log of {PROGRAM}; move it away or choose another.")
        if len(header) < _HEADER or not header.startswith(_MAGIC):
            raise strange
        version = int.from_bytes(header[60:64], "big")
        application = int.from_bytes(header[68:72], "big")
        wal = path.with_name(path.name + "-wal")
        if version == 0 or (wal.exists() and wal.stat().st_size > 0):
            with closing(sqlite3.connect(_read_only_address(path), uri=True)) as driver:
                (version,) = driver.execute("PRAGMA user_version").fetchone()
                (application,) = driver.execute("PRAGMA application_id").fetchone()
                (tables,) = driver.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if version == 0 and application == 0 and tables == 0:
                return 0
        if application != APPLICATION_ID:
            raise strange
        if version > newest:
            raise NewerDatabase(
                f"{path} was written by a newer {PROGRAM}; install that version to open it."
            )
        return version


def open_connection(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection set up as every connection of this program is."""
    with translated(path):
        if read_only:
            driver = sqlite3.connect(_read_only_address(path), uri=True, isolation_level=None)
        else:
            driver = sqlite3.connect(path, isolation_level=None)
        try:
            driver.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
            if read_only:
                driver.execute("PRAGMA query_only = ON")
            else:
                driver.execute("PRAGMA journal_mode = WAL")
                driver.execute("PRAGMA synchronous = FULL")
                driver.execute(f"PRAGMA journal_size_limit = {32 << 20}")
            driver.execute("PRAGMA foreign_keys = ON")
            driver.execute("PRAGMA temp_store = MEMORY")
            driver.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            if not read_only:
                _try_to_write(driver)
        except BaseException:
            driver.close()
            raise
    return driver


def _try_to_write(driver: sqlite3.Connection) -> None:
    """Begin to write and take it back: SQLite opens a file it may not write without a word."""
    (version,) = driver.execute("PRAGMA user_version").fetchone()
    driver.execute("BEGIN IMMEDIATE")
    try:
        driver.execute(f"PRAGMA user_version = {version}")
    finally:
        driver.execute("ROLLBACK")


def _read_only_address(path: Path) -> str:
    return path.absolute().as_uri() + "?mode=ro"


class Database:
    """A connection with its ways of reading and writing.

    Reads are plain SQL. Writes are SQLAlchemy Core statements over the same connection, which is
    why they cost its import once; `warm_up` pays that ahead of time.
    """

    def __init__(self, driver: sqlite3.Connection, path: Path, *, read_only: bool = False) -> None:
        self.driver = driver
        self.read_only = read_only
        self.path = path
        self._core: Connection | None = None
        self._compiled: dict[int, tuple[ClauseElement, str]] = {}

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Every row of a query."""
        with translated(self.path):
            return self.driver.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """The first row of a query."""
        with translated(self.path):
            found: Row | None = self.driver.execute(sql, parameters).fetchone()
            return found

    def stream(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        """The rows of a query one after another; the connection must not be written meanwhile."""
        with translated(self.path):
            yield from self.driver.execute(sql, parameters)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: everything inside is kept, or nothing."""
        if self.read_only:
            raise only_read()
        with translated(self.path):
            _ = self.core  # its first look at a connection ends in a rollback
            self.driver.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.driver.execute("COMMIT")
            except BaseException:
                # A full disk can have ended the transaction already.
                if self.driver.in_transaction:
                    self.driver.execute("ROLLBACK")
                raise

    @contextmanager
    def writing_much(self) -> Iterator[None]:
        """The same with more memory, so that a large transaction is not spilled and reread."""
        self.driver.execute(f"PRAGMA cache_size = -{_LARGE_CACHE_KIB}")
        try:
            with self.writing():
                yield
        finally:
            self.driver.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")

    def run(
        self,
        statement: Executable,
        parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    ) -> int:
        """Execute a statement inside `writing`; the number of rows it touched."""
        result = self.core.execute(statement, parameters)
        return result.rowcount

    def run_many(self, statement: ClauseElement, rows: Iterable[Row]) -> None:
        """Execute an insert inside `writing` for each row, given in the order of its columns.

        The statement is compiled once and handed to the driver: twice as fast as dictionaries.
        """
        known = self._compiled.get(id(statement))
        if known is None:
            known = (statement, str(statement.compile(dialect=self.core.dialect)))
            self._compiled[id(statement)] = known
        self.driver.executemany(known[1], rows)

    @property
    def core(self) -> Connection:
        """SQLAlchemy's view of the connection; it never begins or ends a transaction."""
        if self._core is None:
            from sqlalchemy.engine import URL, create_engine
            from sqlalchemy.pool import StaticPool

            engine = create_engine(
                URL.create("sqlite"),
                creator=lambda: self.driver,
                poolclass=StaticPool,
                isolation_level="AUTOCOMMIT",
            )
            self._core = engine.connect()
        return self._core

    def close(self) -> None:
        """Close the connection; the write-ahead log is folded into the file."""
        if self._core is not None:
            self._core.close()
        with translated(self.path):
            self.driver.close()
