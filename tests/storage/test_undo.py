"""Every change is one command; undo and redo put back the identical rows."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.storage import Cancelled, Store
from tests.storage.made_up import line, sessions

APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)


def raw(store: Store) -> list[tuple[object, ...]]:
    """The rows of the log as they lie in the file."""
    return store._db.rows("SELECT * FROM entries ORDER BY id")


def test_an_added_session_is_undone_and_redone(store: Store) -> None:
    logged = store.add_session([line(), line("43644", MAY)], label="Logged 2 lines")
    before = raw(store)
    undone = store.undo()
    assert undone == ("Logged 2 lines", "add", (APRIL, MAY), [1, 2])
    assert store.entries() == []
    assert store.can_undo() is None
    assert store.can_redo() == "Logged 2 lines"
    assert store.undo() is None
    assert store.redo() == undone
    assert raw(store) == before
    assert store.entries() == logged
    assert store.can_redo() is None
    assert store.redo() is None


def test_an_edit_is_undone_and_redone(store: Store) -> None:
    logged = store.add_session([line(), line("43644")], label="Logged 2 lines")
    changed = line("45380", MAY, units=3, note="new", flags=("look",), state=ValueState.UNKNOWN)
    edited = store.edit_entries([(1, changed)], label="Edited 45378")
    assert edited == [replace(logged[0], credited_line=changed)]
    assert store.entries_by_ids([1, 2]) == [edited[0], logged[1]]
    assert store.undo() == ("Edited 45378", "edit", (APRIL, MAY), [1])
    assert store.entries() == logged
    assert store.redo() is not None
    assert store.entries_by_ids([1]) == edited


def test_a_deletion_is_undone_and_redone(store: Store) -> None:
    logged = store.add_session([line(), line("43644"), line("J2590")], label="Logged 3 lines")
    before = raw(store)
    assert store.delete_entries([3, 1, 1, 77], label="Deleted 2 lines") == [logged[0], logged[2]]
    assert store.entries() == [logged[1]]
    assert store.undo() == ("Deleted 2 lines", "delete", (APRIL,), [1, 3])
    assert raw(store) == before
    assert store.redo() is not None
    assert store.entries() == [logged[1]]


def test_an_id_is_never_given_twice(store: Store) -> None:
    store.add_session([line()], label="first")
    store.delete_entries([1], label="Deleted 45378")
    (second,) = store.add_session([line()], label="second")
    store.undo()
    (third,) = store.add_session([line()], label="third")
    assert (second.id, third.id) == (2, 3)


def test_a_new_command_clears_what_could_be_redone(store: Store) -> None:
    store.add_session([line()], label="first")
    store.add_session([line()], label="second")
    store.undo()
    store.add_session([line()], label="third")
    assert store.can_redo() is None
    assert [store.undo(), store.undo(), store.undo()][2] is None
    assert store._db.rows("SELECT label FROM commands ORDER BY id") == [("first",), ("third",)]
    assert store._db.rows(
        "SELECT count(*) FROM changes WHERE command_id NOT IN (SELECT id FROM commands)"
    ) == [(0,)]


def test_commands_that_change_nothing_are_not_kept(store: Store) -> None:
    store.add_session([line()], label="first")
    assert store.add_session([], label="none") == []
    assert store.add_many([], label="none") == 0
    assert store.add_many([[], []], label="none") == 0
    assert store.edit_entries([], label="none") == []
    assert store.edit_entries([(99, line())], label="none") == []
    assert [entry.id for entry in store.edit_entries([(1, line())], label="none")] == [1]
    assert store.delete_entries([], label="none") == []
    assert store.delete_entries([99], label="none") == []
    assert store.can_undo() == "first"
    assert store._db.rows("SELECT count(*) FROM commands") == [(1,)]


def test_an_edit_of_several_keeps_only_what_changed(store: Store) -> None:
    store.add_session([line(), line("43644")], label="first")
    store.edit_entries([(1, line()), (2, line("43644", units=2))], label="Edited")
    result = store.undo()
    assert result is not None
    assert result.entry_ids == [2]


def test_the_last_edit_of_one_entry_in_a_command_holds(store: Store) -> None:
    store.add_session([line()], label="first")
    store.edit_entries([(1, line(units=2)), (1, line(units=3))], label="Edited")
    assert store.entries()[0].line.units == 3
    store.undo()
    assert store.entries()[0].line.units == 1


def test_a_refused_line_refuses_the_whole_session(store: Store) -> None:
    store.add_session([line()], label="first")
    with pytest.raises(sqlite3.IntegrityError):
        store.add_session([line(), line(units=0)], label="bad")
    with pytest.raises(sqlite3.IntegrityError):
        store.edit_entries([(1, line(units=2)), (1, line(units=100_000))], label="bad")
    assert len(store.entries()) == 1
    assert store.entries()[0].line.units == 1
    assert store.can_undo() == "first"
    assert store._db.rows("SELECT count(*) FROM sessions") == [(1,)]


def test_undo_outlives_the_program(path: Path) -> None:
    with Store.open(path) as store:
        logged = store.add_session([line(), line("43644")], label="Logged 2 lines")
        store.delete_entries([1], label="Deleted 45378")
    with Store.open(path) as store:
        assert store.undo() is not None
        assert store.entries() == logged
    with Store.open(path) as store:
        assert store.can_redo() == "Deleted 45378"


def test_many_sessions_are_one_command(store: Store) -> None:
    given = list(sessions(2500))
    heard: list[int] = []
    assert store.add_many(given, label="Imported", progress=heard.append) == 2500
    assert heard[-1] == 2500
    assert len(heard) > 1
    flat = [one for session in given for one in session]
    read = store.entries(order="made")
    assert [entry.credited_line for entry in read] == flat
    assert len({entry.session_id for entry in read}) == len(given)
    before = raw(store)
    result = store.undo()
    assert result is not None
    assert (result.kind, len(result.entry_ids)) == ("import", 2500)
    assert store.entries() == []
    assert store.redo() is not None
    assert raw(store) == before
    assert store.check_totals() == []


def test_a_cancelled_import_changes_nothing(store: Store) -> None:
    store.add_session([line()], label="first")
    heard: list[int] = []
    with pytest.raises(Cancelled):
        store.add_many(
            sessions(5000), label="Imported", progress=heard.append, cancelled=lambda: bool(heard)
        )
    assert heard
    assert len(store.entries()) == 1
    assert store.check_totals() == []
    store.add_session([line()], label="second")
    assert store.check_totals() == []


def test_the_history_of_an_entry(store: Store) -> None:
    made = datetime(2026, 4, 1, 8, tzinfo=UTC)
    (first,) = store.add_session([line(flags=("look",))], label="Logged 45378", made_at=made)
    (second,) = store.edit_entries([(1, line(units=2))], label="Edited 45378")
    store.edit_entries([(1, line(units=3))], label="undone edit")
    store.undo()
    store.delete_entries([1], label="Deleted 45378")
    assert [
        (change.kind, change.label, change.before, change.after) for change in store.note_history(1)
    ] == [
        ("add", "Logged 45378", None, first),
        ("edit", "Edited 45378", first, second),
        ("delete", "Deleted 45378", second, None),
    ]
    assert store.note_history(1)[0].made_at == made
    assert store.note_history(2) == []


def test_the_history_of_an_entry_that_was_undone_and_redone(store: Store) -> None:
    (first,) = store.add_session([line()], label="Logged 45378")
    store.undo()
    assert store.note_history(1) == []
    store.redo()
    (second,) = store.edit_entries([(1, line(units=2))], label="Edited 45378")
    assert [(c.before, c.after) for c in store.note_history(1)] == [(None, first), (first, second)]


def test_adding_stores_no_image(store: Store) -> None:
    store.add_session([line()], label="Logged 45378")
    assert store._db.rows("SELECT before, after FROM changes") == [(None, None)]
    store.undo()
    ((before, after),) = store._db.rows("SELECT before, after FROM changes")
    assert before is None
    assert json.loads(after)["code"] == "45378"
