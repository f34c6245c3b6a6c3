"""The dialog that edits a line: what it says while one types, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rvuedge_desktop.services.logbook import Logbook
from rvuedge_desktop.storage import DiskFull
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.dialogs.edit_line import EditLineDialog

TODAY = date.today()


class Rig:
    """A dialog on a line that has been logged."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.qtbot, self.desk = qtbot, desk
        text = "99213 25 @Clinic #seen twice"
        outcome = self.work(lambda program: program.logbook.log_text(text, today=TODAY))
        self.entry = outcome.logged[0]
        self.dialog = EditLineDialog(desk, self.entry)
        qtbot.addWidget(self.dialog)
        self.dialog.show()
        self.settle()

    def settle(self) -> None:
        for _ in range(2):
            self.qtbot.waitUntil(lambda: not self.desk.jobs.busy, timeout=10_000)
            self.qtbot.wait(1)

    def work(self, job: Callable[[Any], Any]) -> Any:
        answer: list[Any] = []
        self.desk.ask(job, answer.append)
        self.qtbot.waitUntil(lambda: bool(answer), timeout=10_000)
        return answer[0]

    def type(self, **texts: str) -> None:
        for key, text in texts.items():
            self.dialog.view.fields[key].setText(text)
        self.settle()

    def stored(self) -> Any:
        return self.work(lambda program: program.store.entry(self.entry.id))


@pytest.fixture
def rig(qtbot: QtBot, desk: Desk) -> Rig:
    return Rig(qtbot, desk)


def test_it_shows_the_line_and_what_it_counts_for(rig: Rig) -> None:
    view = rig.dialog.view
    texts = {key: field.text() for key, field in view.fields.items()}
    assert texts == {
        "code": "99213",
        "date": TODAY.isoformat(),
        "modifiers": "25",
        "units": "1",
        "site": "Clinic",
        "note": "seen twice",
        "minutes": "",
        "case": "",
    }
    assert view.figure.text() == "1.30"
    assert "99213" in view.steps.text()
    assert view.hints["code"].text()
    assert view.doubt.isHidden()


def test_the_preview_follows_what_is_typed(rig: Rig) -> None:
    rig.type(units="3")
    assert rig.dialog.view.figure.text() == "3.90"
    assert not rig.dialog.view.was.isHidden()
    rig.type(code="J2590")
    assert rig.dialog.view.figure.isHidden()
    assert not rig.dialog.view.mark.isHidden()
    assert "drug" in rig.dialog.view.steps.text()


def test_it_saves_and_closes(rig: Rig) -> None:
    rig.type(code="99214", date="yesterday", modifiers="", units="2", site="", note="")
    with rig.qtbot.waitSignal(rig.dialog.saved) as saved:
        QTest.keyClick(rig.dialog.view.fields["note"], Qt.Key.Key_Return)
    old, new = saved.args
    assert old.line.code == "99213"
    assert new == rig.stored()
    assert new.line.date_of_service == TODAY - timedelta(days=1)
    assert (new.line.code, new.line.modifiers, new.line.units) == ("99214", (), 2)
    assert rig.dialog.isHidden()


def test_nothing_changed_is_nothing_saved(rig: Rig) -> None:
    with rig.qtbot.assertNotEmitted(rig.dialog.saved):
        rig.dialog.save()
    assert rig.dialog.isHidden()
    assert rig.work(lambda program: program.store.can_undo()) == "Logged 99213"


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("code", "9921"),
        ("code", ""),
        ("date", "1900-01-01"),
        ("date", "tomorrow week"),
        ("modifiers", "ZZ"),
        ("units", "0"),
        ("units", "many"),
    ],
)
def test_what_cannot_be_saved_is_said_under_its_field(rig: Rig, key: str, text: str) -> None:
    rig.type(**{key: text})
    view = rig.dialog.view
    assert view.problems[key].text().endswith(".")
    assert view.fields[key].accessibleDescription()
    rig.dialog.save()
    rig.settle()
    assert rig.dialog.isVisible()
    assert view.fields[key].text() == text
    assert rig.stored() == rig.entry
    rig.type(**{key: "1" if key == "units" else ""})


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("date", (TODAY + timedelta(days=3)).isoformat()),
        ("units", "10000"),
        ("note", "MRN 12345678"),
        ("code", "99999"),
    ],
)
def test_what_is_unlikely_wants_a_yes(rig: Rig, key: str, text: str) -> None:
    rig.type(**{key: text})
    view = rig.dialog.view
    assert not view.doubt.isHidden()
    rig.dialog.save()
    rig.settle()
    assert rig.dialog.isVisible()
    assert view.error.text()
    assert rig.stored() == rig.entry
    view.right.setChecked(True)
    with rig.qtbot.waitSignal(rig.dialog.saved):
        rig.dialog.save()
    assert rig.stored() != rig.entry


def test_another_question_wants_another_yes(rig: Rig) -> None:
    rig.type(units="5000")
    rig.dialog.view.right.setChecked(True)
    rig.type(note="MRN 12345678")
    assert not rig.dialog.view.right.isChecked()


def test_a_code_of_another_time_is_asked_about(rig: Rig) -> None:
    rig.type(code="99999")
    assert "99999" in rig.dialog.view.question.text()
    rig.type(code="99214")
    assert rig.dialog.view.doubt.isHidden()


def test_a_save_that_fails_keeps_what_was_typed(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> Any:
        raise DiskFull("The disk is full; make room and try again.")

    rig.type(note="a long note")
    with monkeypatch.context() as patched:
        patched.setattr(Logbook, "edit", full)
        rig.dialog.save()
        rig.settle()
    assert rig.dialog.isVisible()
    assert "full" in rig.dialog.view.error.text()
    assert rig.dialog.view.fields["note"].text() == "a long note"
    with rig.qtbot.waitSignal(rig.dialog.saved):
        rig.dialog.save()


def test_words_find_a_code(rig: Rig) -> None:
    code = rig.dialog.view.fields["code"]
    code.setFocus()
    code.selectAll()
    QTest.keyClicks(code, "gallbladder")
    rig.settle()
    rows = rig.dialog.hits.rows()
    assert rows
    QTest.keyClick(code, Qt.Key.Key_Down)
    QTest.keyClick(code, Qt.Key.Key_Return)
    rig.settle()
    assert rig.dialog.isVisible()
    assert code.text() in {row.code for row in rows}


def test_every_field_has_a_name_and_a_label(rig: Rig) -> None:
    for field in rig.dialog.view.fields.values():
        assert field.accessibleName()
