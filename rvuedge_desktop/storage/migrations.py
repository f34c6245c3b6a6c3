"""Bringing a file to the schema of this program: numbered SQL, one transaction each.

The number of the last migration applied is `PRAGMA user_version`. A migration is frozen once it is
released and never looks at the tables of today. Before one touches a file with anything in it, a
backup is made and verified by opening it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rvuedge_desktop.storage.backup import back_up
from rvuedge_desktop.storage.errors import DatabaseDamaged, translated

_FOLDER = Path(__file__).with_name("migrations")


class Migration(NamedTuple):
    """A step from schema `number - 1` to `number`."""

    number: int
    name: str
    sql: str


def shipped() -> list[Migration]:
    """The migrations that lie in the package, in order."""
    found = []
    for file in _FOLDER.iterdir():
        stem, _, ending = file.name.rpartition(".")
        if ending == "sql":
            number, _, name = stem.partition("_")
            found.append(Migration(int(number), name, file.read_text(encoding="utf-8")))
    return sorted(found)


def migrate(
    driver: sqlite3.Connection, path: Path, migrations: Sequence[Migration] | None = None
) -> Path | None:
    """Apply what is missing; the path of the backup made first, None when none was needed."""
    steps = shipped() if migrations is None else migrations
    with translated(path):
        (version,) = driver.execute("PRAGMA user_version").fetchone()
        missing = [step for step in steps if step.number > version]
        if not missing:
            return None
        kept = None
        if version > 0:
            kept = _free_name(path, version)
            back_up(driver, kept)
        # Rebuilding a table with foreign keys on would delete the rows that refer to it.
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            for step in missing:
                _apply(driver, path, step)
        finally:
            driver.execute("PRAGMA foreign_keys = ON")
    return kept


def _apply(driver: sqlite3.Connection, path: Path, step: Migration) -> None:
    try:
        # executescript() ends a transaction it finds, so this one begins inside the script.
        driver.executescript(f"BEGIN IMMEDIATE;\n{step.sql}\nPRAGMA user_version = {step.number};")
        if driver.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise DatabaseDamaged(
                f"{path} is damaged (rows that refer to nothing); restore your newest backup of it."
            )
        driver.execute("COMMIT")
    except BaseException:
        if driver.in_transaction:
            driver.execute("ROLLBACK")
        raise


def _free_name(path: Path, version: int) -> Path:
    """Where the backup goes: beside the file, named after its schema, never over another."""
    stem = f"{path.stem}-schema-{version}"
    name = path.with_name(f"{stem}{path.suffix}")
    count = 1
    while name.exists():
        count += 1
        name = path.with_name(f"{stem}-{count}{path.suffix}")
    return name
