"""Every statement that writes, built from the SQLModel tables with SQLAlchemy Core.

Imported at the first write only. A history image of an entry is its row as a JSON object; it is
made and put back inside SQLite, so what undo restores is the identical row.
"""

from __future__ import annotations

from itertools import chain
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert

from rvuedge_desktop.storage.tables import Base

_tables = Base.metadata.tables
_entries = _tables["entries"]
_changes = _tables["changes"]
_commands = _tables["commands"]
_release_values = _tables["release_values"]
_releases = _tables["releases"]
_descriptions = _tables["cms_descriptions"]

ADD_SESSION = insert(_tables["sessions"])
ADD_EXPLANATION = insert(_tables["explanations"])
ADD_ENTRY = insert(_entries)
ADD_COMMAND = insert(_commands)
ADD_ADDITIONS = insert(_changes).from_select(
    ["command_id", "entry_id"],
    select(bindparam("command"), _entries.c.id).where(_entries.c.id >= bindparam("first")),
)
ADD_RELEASE = insert(_releases)
ADD_VALUE = insert(_release_values)
ADD_DESCRIPTION = insert(_descriptions)
ADD_CATALOG_CODE = insert(_tables["catalog_codes"])
ADD_CATALOG_MODIFIER = insert(_tables["catalog_modifiers"])

CLEAR_CATALOG_CODES = delete(_tables["catalog_codes"])
CLEAR_CATALOG_MODIFIERS = delete(_tables["catalog_modifiers"])

REMOVE_RELEASE = delete(_releases).where(
    _releases.c.name == bindparam("name"), _releases.c.origin == bindparam("origin")
)
COUNT_RELEASE = (
    update(_releases)
    .where(_releases.c.id == bindparam("release"))
    .values(
        row_count=bindparam("rows"),
        code_count=bindparam("codes"),
        conversion_factor=bindparam("factor"),
    )
)
REMOVE_DESCRIPTIONS = delete(_descriptions)
REMOVE_DESCRIPTIONS_OF = delete(_descriptions).where(
    _descriptions.c.release_id.in_(
        select(_releases.c.id).where(_releases.c.name == bindparam("name"))
    )
)

_meta = upsert(_tables["meta"])
SET_META = _meta.on_conflict_do_update(set_={"value": _meta.excluded["value"]})
_settings = upsert(_tables["settings"])
SET_SETTING = _settings.on_conflict_do_update(set_={"value": _settings.excluded["value"]})
REMOVE_SETTING = delete(_tables["settings"]).where(_tables["settings"].c.key == bindparam("name"))

_contracts = _tables["contracts"]
ADD_CONTRACT = insert(_contracts)
EDIT_CONTRACT = (
    update(_contracts)
    .where(_contracts.c.id == bindparam("contract"))
    .values(
        {name.name: bindparam(f"new_{name.name}") for name in _contracts.c if name.name != "id"}
    )
)
ADD_SITE = insert(_tables["contract_sites"])
CLEAR_SITES = delete(_tables["contract_sites"]).where(
    _tables["contract_sites"].c.contract_id == bindparam("contract")
)
_policies = upsert(_tables["policies"])
SET_POLICY = _policies.on_conflict_do_update(
    set_={name: _policies.excluded[name] for name in ("text", "changed_at")}
)
REMOVE_POLICY = delete(_tables["policies"]).where(_tables["policies"].c.name == bindparam("wanted"))
_own = upsert(_tables["own_values"])
SET_OWN_VALUE = _own.on_conflict_do_update(
    set_={name: _own.excluded[name] for name in ("work", "reason", "source")}
)
REMOVE_OWN_VALUE = delete(_tables["own_values"]).where(
    _tables["own_values"].c.code == bindparam("wanted"),
    _tables["own_values"].c.modifier == bindparam("row"),
)
_bases = upsert(_tables["anesthesia_bases"])
SET_BASE = _bases.on_conflict_do_update(
    set_={name: _bases.excluded[name] for name in ("tenths", "source")}
)
REMOVE_BASE = delete(_tables["anesthesia_bases"]).where(
    _tables["anesthesia_bases"].c.code == bindparam("wanted")
)

_cms_tables = _tables["cms_tables"]
ADD_CMS_TABLE = insert(_cms_tables)
REMOVE_CMS_TABLE = delete(_cms_tables).where(
    _cms_tables.c.kind == bindparam("wanted"), _cms_tables.c.first_day == bindparam("day")
)
ADD_PAYMENT_LIMIT = insert(_tables["payment_limits"])
ADD_NDC_PACKAGE = insert(_tables["ndc_packages"])
ADD_HCPCS_TEXT = insert(_tables["hcpcs_texts"])
ADD_FAVORITE_FOLDER = insert(_tables["favorite_folders"])
ADD_FAVORITE = insert(_tables["favorites"])
CLEAR_FAVORITE_FOLDERS = delete(_tables["favorite_folders"])
CLEAR_FAVORITES = delete(_tables["favorites"])

_many = {"key": "adding_many", "value": ""}
BEGIN_MANY = insert(_tables["meta"]).values(_many)
END_MANY = delete(_tables["meta"]).where(_tables["meta"].c.key == _many["key"])


def _add_up(table: Table, *keys: ColumnElement[Any]) -> Insert:
    """Add the entries from number `first` on to a table of totals, as the trigger would."""
    work = case((_entries.c.state == "valued", func.coalesce(_entries.c.credited, 0)), else_=0)
    sums = select(*keys, func.count(), func.sum(_entries.c.units), func.sum(work))
    added = upsert(table).from_select(
        list(table.c), sums.where(_entries.c.id >= bindparam("first")).group_by(*keys)
    )
    return added.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={name: table.c[name] + added.excluded[name] for name in ("lines", "units", "wrvu")},
    )


_day = _entries.c.date_of_service
_month = func.substr(_day, literal_column("1"), literal_column("7"))
ADD_UP = (
    _add_up(_tables["totals_day"], _day),
    _add_up(_tables["totals_day_code"], _day, _entries.c.code, _entries.c.state),
    _add_up(_tables["totals_month_code"], _month, _entries.c.code, _entries.c.state),
    _add_up(
        _tables["totals_month_line"],
        _month,
        *(_entries.c[name] for name in ("site", "modifiers", "role")),
        func.coalesce(_entries.c.contract_id, literal_column("0")),
        _entries.c.state,
    ),
)

# The history. `command` is the command at hand, `ids` a JSON list of entry ids.
_image = func.json_object(
    *chain.from_iterable((literal_column(f"'{name.name}'"), name) for name in _entries.c)
)
_of_command = _changes.c.command_id == bindparam("command")
_image_now = select(_image).where(_entries.c.id == _changes.c.entry_id).scalar_subquery()

DROP_UNDONE = delete(_commands).where(_commands.c.undone == 1)
SET_UNDONE = (
    update(_commands)
    .where(_commands.c.id == bindparam("command"))
    .values(undone=bindparam("is_undone"))
)
DROP_COMMAND = delete(_commands).where(_commands.c.id == bindparam("command"))

RECORD_BEFORE = insert(_changes).from_select(
    ["command_id", "entry_id", "before"],
    select(bindparam("command"), _entries.c.id, _image).where(
        _entries.c.id.in_(select(func.json_each(bindparam("ids")).table_valued("value").c.value))
    ),
)
RECORD_AFTER = update(_changes).where(_of_command).values(after=_image_now)
RECORD_ADDED = (
    update(_changes)
    .where(and_(_of_command, _changes.c.before.is_(None), _changes.c.after.is_(None)))
    .values(after=_image_now)
)
DROP_UNCHANGED = delete(_changes).where(and_(_of_command, _changes.c.before == _changes.c.after))

MOVE_ENTRY = (
    update(_entries)
    .where(_entries.c.id == bindparam("entry"))
    .values(session_id=bindparam("new_session"), position=bindparam("new_position"))
)
REMOVE_BY_ID = delete(_entries).where(
    _entries.c.id.in_(select(func.json_each(bindparam("ids")).table_valued("value").c.value))
)
EDIT_ENTRY = (
    update(_entries)
    .where(_entries.c.id == bindparam("entry"))
    .values(
        {
            name.name: bindparam(f"new_{name.name}")
            for name in _entries.c
            if name.name not in {"id", "session_id", "position", "made_at"}
        }
    )
)
REMOVE_ENTRIES = delete(_entries).where(
    _entries.c.id.in_(select(_changes.c.entry_id).where(_of_command))
)


def _images(side: str) -> Select[tuple[object, ...]]:
    image = _changes.c[side]
    return (
        select(*(func.json_extract(image, f"$.{name.name}") for name in _entries.c))
        .select_from(_changes)
        .where(and_(_of_command, image.is_not(None)))
        .order_by(_changes.c.entry_id)
    )


_names = [name.name for name in _entries.c]
RESTORE_BEFORE = insert(_entries).from_select(_names, _images("before"))
RESTORE_AFTER = insert(_entries).from_select(_names, _images("after"))
