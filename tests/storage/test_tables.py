"""The migrations and the SQLModel tables describe one and the same schema."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import fields
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.engine import URL
from sqlalchemy.pool import StaticPool

from rvuedge_desktop.domain.values import VALUE_FIELDS, ValueState
from rvuedge_desktop.storage import (
    CatalogCodeRow,
    CatalogModifierRow,
    images,
    plan_tables,  # noqa: F401 - its tables join those of `tables`
)
from rvuedge_desktop.storage.migrations import shipped
from rvuedge_desktop.storage.tables import Base


def schema(driver: sqlite3.Connection) -> dict[str, Any]:
    """Everything SQLite knows about each table, triggers apart."""
    found: dict[str, Any] = {}
    for name, _type, _count, without_rowid, strict in driver.execute(
        "SELECT name, type, ncol, wr, strict FROM pragma_table_list"
        " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall():
        (sql,) = driver.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        found[name] = {
            "kind": (without_rowid, strict, "AUTOINCREMENT" in sql),
            "columns": driver.execute(f"PRAGMA table_xinfo({name})").fetchall(),
            "refers to": sorted(driver.execute(f"PRAGMA foreign_key_list({name})").fetchall()),
            "checks": sorted(re.sub(r"\s+", " ", check) for check in checks(sql)),
            "indexes": sorted(
                (
                    index if origin == "c" else origin,
                    unique,
                    partial,
                    tuple(
                        column
                        for (column,) in driver.execute(
                            f"SELECT name FROM pragma_index_info('{index}')"
                        )
                    ),
                    where(driver, index),
                )
                for _, index, unique, origin, partial in driver.execute(
                    f"PRAGMA index_list({name})"
                ).fetchall()
            ),
        }
    return found


def checks(sql: str) -> list[str]:
    """What stands inside each CHECK (…), brackets matched."""
    found = []
    for start in (match.end() for match in re.finditer(r"CHECK\s*\(", sql)):
        depth, end = 1, start
        while depth:
            depth += {"(": 1, ")": -1}.get(sql[end], 0)
            end += 1
        found.append(sql[start : end - 1])
    return found


def where(driver: sqlite3.Connection, index: str) -> str:
    """The condition of a partial index."""
    found = driver.execute("SELECT sql FROM sqlite_master WHERE name = ?", (index,)).fetchone()
    # The index behind a primary key has no text, and no row where it is the table itself.
    return "" if found is None or found[0] is None else str(found[0]).partition(" WHERE ")[2]


def migrated() -> sqlite3.Connection:
    driver = sqlite3.connect(":memory:")
    for migration in shipped():
        driver.executescript(migration.sql)
    return driver


def test_the_migrations_make_the_tables_of_sqlmodel() -> None:
    with closing(migrated()) as ours, closing(sqlite3.connect(":memory:")) as theirs:
        engine = create_engine(URL.create("sqlite"), creator=lambda: theirs, poolclass=StaticPool)
        Base.metadata.create_all(engine)
        assert schema(ours) == schema(theirs)
        assert len(schema(ours)) == len(Base.metadata.tables) == 33


def test_every_table_is_strict() -> None:
    with closing(migrated()) as driver:
        assert {name for name, table in schema(driver).items() if not table["kind"][1]} == set()


def test_columns_stand_in_the_order_that_rows_are_written_in() -> None:
    tables = Base.metadata.tables
    assert tuple(tables["entries"].c.keys()) == images.COLUMNS
    assert tuple(tables["release_values"].c.keys()) == ("release_id", *VALUE_FIELDS)
    assert tuple(tables["catalog_codes"].c.keys()) == CatalogCodeRow._fields
    assert tuple(tables["catalog_modifiers"].c.keys()) == CatalogModifierRow._fields


def test_every_state_of_the_domain_can_be_stored() -> None:
    with closing(migrated()) as driver:
        (listed,) = [c for c in schema(driver)["entries"]["checks"] if c.startswith("state")]
    assert set(re.findall(r"'(\w+)'", listed)) == {state.value for state in ValueState}


def test_the_names_of_the_rows_are_the_domains() -> None:
    from rvuedge_desktop.domain.entries import Line

    known = {name.name for name in fields(Line)}
    assert known <= set(images.COLUMNS)
