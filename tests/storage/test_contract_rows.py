"""Contracts, policies, own values and base units are kept; changes of a session are one command."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rvuedge_desktop.domain.contracts import Contract, MissingCode, Site
from rvuedge_desktop.domain.policies import CodeOverride
from rvuedge_desktop.storage import StorageError, Store
from tests.storage.made_up import line

BEGIN = date(2026, 1, 1)
FULL = Contract(
    "St. Anne",
    BEGIN,
    date(2026, 12, 31),
    "County",
    (Site("OR", "22"), Site("Office")),
    "attending",
    Decimal("0.80"),
    "RVU20D",
    MissingCode.OWN,
    "common",
    "rate = 55",
)


def test_contracts_come_back_as_they_were_kept(store: Store, path: Path) -> None:
    kept = store.add_contract(FULL)
    plain = store.add_contract(Contract("Other", date(2025, 1, 1)))
    assert (kept, plain.id) == (replace(FULL, id=1), 2)
    assert store.contracts() == [plain, kept]
    changed = replace(kept, sites=(Site("Ward", "21"),), pinned_release=None, last_day=None)
    store.change_contract(changed)
    store.close()
    with Store.open(path) as again:
        assert again.contracts() == [plain, changed]
        again.remove_contract(changed)
        assert again.contracts() == [plain]
        assert again.contracts(with_removed=True) == [plain, changed]
        assert again.add_contract(FULL).id == 3


def test_two_contracts_in_use_have_two_names(store: Store) -> None:
    store.add_contract(FULL)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        store.add_contract(FULL)
    assert len(store.contracts()) == 1


def test_policies_are_texts_by_name(store: Store) -> None:
    store.set_policy("b", "one")
    store.set_policy("a", "two")
    store.set_policy("b", "three")
    assert store.policy_texts() == {"a": "two", "b": "three"}
    assert store.remove_policy("b")
    assert not store.remove_policy("b")


def test_own_values_and_bases(store: Store) -> None:
    own = CodeOverride("64999", Decimal("8.25"), "as 64831", "chief", "26")
    store.set_own_value(replace(own, work=Decimal("1.00")))
    store.set_own_value(own)
    store.set_own_value(replace(own, modifier=""))
    assert store.own_values() == [replace(own, modifier=""), own]
    assert store.remove_own_value("64999")
    assert store.own_values() == [own]
    store.set_anesthesia_bases({"01402": Decimal(7), "00790": Decimal("7.5")})
    store.set_anesthesia_bases({"01402": Decimal(8)})
    assert store.anesthesia_bases() == {"01402": Decimal(8), "00790": Decimal("7.5")}
    with pytest.raises(ValueError, match="two decimal places"):
        store.set_anesthesia_bases({"01402": Decimal("7.55")})


def test_a_read_only_store_keeps_nothing(store: Store, path: Path) -> None:
    with Store.open(path, read_only=True) as reader:
        with pytest.raises(StorageError):
            reader.add_contract(FULL)
        with pytest.raises(StorageError):
            reader.set_policy("a", "b")
    assert store.contracts() == []


def test_a_line_keeps_its_contract_minutes_and_units(store: Store) -> None:
    done = line()
    done = replace(
        done,
        line=replace(done.line, minutes=129, chosen_contract_id=3),
        contract_id=3,
        anesthesia_units=Decimal("15.60"),
    )
    (entry,) = store.add_session([done], label="x")
    assert store.entries() == [entry]
    store.delete_entries([entry.id], label="x")
    store.undo()
    assert store.entries() == [entry]


def test_edit_delete_add_and_regroup_are_one_command(store: Store) -> None:
    first, second = store.add_session([line("10000"), line("10001")], label="x")
    (third,) = store.add_session([line("10002")], label="x")
    before = store.entries()
    (added,) = store.change_entries(
        {first.id: line("10009")},
        deletes=[second.id],
        regroup=[third.id],
        adds=[line("10010")],
        into_session=first.session_id,
        label="All at once",
        kind="odd",
    )
    after = store.entries()
    assert [(entry.id, entry.line.code, entry.session_id, entry.position) for entry in after] == [
        (first.id, "10009", 1, 0),
        (third.id, "10002", 1, 2),
        (added, "10010", 1, 3),
    ]
    assert store.check_totals() == []
    result = store.undo()
    assert result is not None
    assert (result.label, result.kind, list(result.entry_ids)) == (
        "All at once", "odd", [first.id, second.id, third.id, added],
    )  # fmt: skip
    assert store.entries() == before
    store.redo()
    assert store.entries() == after
    assert store.check_file() == store.check_totals() == []
    assert [mate.id for mate in store.session_mates([third.id])] == [first.id, third.id, added]


def test_a_session_of_its_own(store: Store) -> None:
    first, second = store.add_session([line("10000"), line("10001")], label="x")
    store.change_entries({}, regroup=[second.id], label="apart")
    assert [entry.session_id for entry in store.entries()] == [1, 2]
    store.change_entries({first.id: line("10000")}, label="nothing")
    assert store.can_undo() == "apart"


def test_a_history_from_before_the_new_columns_is_read_and_put_back(tmp_path: Path) -> None:
    # The entry 2 of the first schema was deleted and brought back there; its image is short.
    old = Path(__file__).parents[1] / "fixtures" / "databases" / "schema_1.sqlite3"
    shutil.copy(old, tmp_path / "log.sqlite3")
    with Store.open(tmp_path / "log.sqlite3") as store:
        changes = store.note_history(1)
        assert changes[-1].before is not None
        assert changes[-1].before.line.minutes is None
        assert store.undo() is not None
        assert store.redo() is not None
        assert store.entries()[0].credited_line.contract_id is None
