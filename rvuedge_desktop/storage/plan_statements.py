"""Every statement that writes goals, calendar, benchmarks, profiles and case logs."""

from __future__ import annotations

from sqlalchemy import Delete, bindparam, delete, insert, update
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert

from rvuedge_desktop.storage import plan_tables
from rvuedge_desktop.storage.tables import Base

_tables = Base.metadata.tables


def _put(name: str) -> Insert:
    """Add a row, or put it in place of the one with its key."""
    table = _tables[name]
    put = upsert(table)
    others = [column.name for column in table.c if not column.primary_key]
    return put.on_conflict_do_update(set_={name: put.excluded[name] for name in others})


def _drop(name: str) -> Delete:
    """Remove the row whose key is `wanted`."""
    table = _tables[name]
    (key,) = table.primary_key
    return delete(table).where(key == bindparam("wanted"))


KEPT = tuple(
    str(table.__tablename__)
    for table in (
        plan_tables.Goals,
        plan_tables.CalendarDays,
        plan_tables.Benchmarks,
        plan_tables.CaseTables,
        plan_tables.CaseChoices,
    )
)
PUT = {name: _put(name) for name in KEPT}
DROP = {name: _drop(name) for name in (*KEPT, "profiles")}

_profiles = _tables["profiles"]
ADD_PROFILE = insert(_profiles)
EDIT_PROFILE = (
    update(_profiles)
    .where(_profiles.c.id == bindparam("profile"))
    .values(
        {
            column.name: bindparam(f"new_{column.name}")
            for column in _profiles.c
            if column.name not in {"id", "active"}
        }
    )
)
NOBODY_ACTIVE = update(_profiles).where(_profiles.c.active == 1).values(active=0)
ACTIVATE = update(_profiles).where(_profiles.c.id == bindparam("profile")).values(active=1)
