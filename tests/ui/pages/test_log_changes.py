"""Changing lines on the log page: nothing that was typed is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.pages.log_range import Span
from tests.ui.pages.log_rig import LONG_AGO, Rig


@pytest.fixture
def rig(qtbot: QtBot, desk: Desk) -> Rig:
    return Rig(qtbot, desk)


def test_a_cell_is_edited_in_place(rig: Rig) -> None:
    rig.log("99213")
    rig.type_into(0, "units", "3")
    assert rig.rows("units", "credited") == [("3", "3.90")]
    assert rig.said[-1] == "Changed 99213: it counts for 3.90 wRVU."
    rig.type_into(0, "modifiers", "25")
    rig.type_into(0, "site", "Clinic")
    rig.type_into(0, "note", "seen twice")
    assert rig.rows("modifiers", "site", "note") == [("25", "Clinic", "seen twice")]


def test_a_refused_text_comes_back_into_its_cell(rig: Rig) -> None:
    rig.log("99213")
    rig.type_into(0, "units", "0")
    editor = rig.editor()
    assert editor is not None
    assert editor.text() == "0"
    assert "0 units" in editor.accessibleDescription()
    editor.selectAll()
    QTest.keyClicks(editor, "2")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    rig.settle()
    assert rig.rows("units") == [("2",)]


@pytest.mark.parametrize(("key", "typed"), [("units", "5000"), ("note", "MRN 12345678")])
def test_an_unlikely_text_is_asked_about(rig: Rig, key: str, typed: str) -> None:
    rig.log("99213")
    rig.type_into(0, key, typed)
    box = rig.page.changes.question
    assert box is not None
    box.reject()
    rig.settle()
    editor = rig.editor()
    assert editor is not None
    assert editor.text() == typed
    QTest.keyClick(editor, Qt.Key.Key_Return)
    rig.settle()
    box = rig.page.changes.question
    assert box is not None
    keep = next(b for b in box.buttons() if box.buttonRole(b) == box.ButtonRole.AcceptRole)
    keep.click()
    rig.settle()
    stored = rig.work(lambda program: program.store.entries())[0].line
    assert str(getattr(stored, key)) == typed


def test_a_new_date_takes_the_line_to_its_day(rig: Rig) -> None:
    rig.log("99213", LONG_AGO)
    rig.page.days.show_span(Span.ALL)
    rig.settle()
    rig.type_into(0, "date", "2023-05-17")
    assert rig.said[-1] == "Moved 99213 to Wed, May 17, 2023."
    assert rig.work(lambda program: program.store.entries())[0].line.date_of_service == date(
        2023, 5, 17
    )


def test_rows_wait_for_an_open_editor(rig: Rig) -> None:
    rig.log("99213")
    rig.go_to(0, "note")
    QTest.keyClick(rig.table, Qt.Key.Key_F2)
    editor = rig.editor()
    assert editor is not None
    QTest.keyClicks(editor, "half a no")
    rig.log("99214")
    assert rig.editor() is editor
    assert editor.text() == "half a no"
    QTest.keyClicks(editor, "te")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    rig.settle()
    assert rig.rows("code", "note") == [("99214", ""), ("99213", "half a note")]


def test_a_save_that_fails_loses_nothing(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig.log("99213")

    def full(self: Any, *_: Any) -> Any:
        raise OSError(28, "No space left on device")

    from rvuedge_desktop.services.logbook import Logbook

    with monkeypatch.context() as patched:
        patched.setattr(Logbook, "edit", full)
        rig.type_into(0, "note", "a long note")
    assert "No space left" in rig.problems[0]
    editor = rig.editor()
    assert editor is not None
    assert editor.text() == "a long note"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    rig.settle()
    assert rig.rows("note") == [("a long note",)]


def test_lines_are_deleted_and_brought_back(rig: Rig) -> None:
    rig.log("99213, 99214, 99215")
    rig.go_to(1, "code")
    QTest.keyClick(rig.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(rig.table, Qt.Key.Key_Delete)
    rig.settle()
    assert rig.codes() == ["99215"]
    assert rig.said[-1] == "Deleted 2 lines."
    change = rig.work(lambda program: program.logbook.undo())
    rig.desk.log_was_changed(set(change.days))
    rig.settle()
    assert rig.codes() == ["99215", "99214", "99213"]


def test_after_a_deletion_the_next_line_is_at_hand(rig: Rig) -> None:
    rig.log("99213, 99214, 99215")
    rig.go_to(1, "code")
    QTest.keyClick(rig.table, Qt.Key.Key_Delete)
    rig.settle()
    assert rig.table.currentIndex().row() == 1
    assert rig.page.selected_ids() == [rig.page.model.ids[1]]


def test_lines_move_to_the_date_of_new_lines(rig: Rig) -> None:
    rig.log("99213, 99214", LONG_AGO)
    rig.page.show_days(LONG_AGO, LONG_AGO)
    rig.settle()
    rig.table.selectAll()
    rig.page.move_selected()
    rig.settle()
    assert rig.codes() == []
    rig.page.days.go_to_new_lines()
    rig.settle()
    assert len(rig.codes()) == 2


def test_enter_opens_the_dialog_and_saves(rig: Rig) -> None:
    rig.log("99213")
    rig.go_to(0, "code")
    QTest.keyClick(rig.table, Qt.Key.Key_Return)
    dialog = rig.page.changes.dialog
    assert dialog is not None
    dialog.view.fields["code"].setText("99214")
    rig.settle()
    dialog.save()
    rig.settle()
    assert rig.codes() == ["99214"]
    assert rig.said[-1].startswith("Changed 99214")
