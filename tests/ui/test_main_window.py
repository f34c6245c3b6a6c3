"""The whole window on a real log: typed, logged, undone, read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rvuedge_desktop.bootstrap import open_program, program
from rvuedge_desktop.paths import state_paths
from rvuedge_desktop.ui.application import Running
from rvuedge_desktop.ui.screenshots import finish, settle


@pytest.fixture
def running(qtbot: QtBot, shipped: Path) -> Iterator[Running]:
    data_dir = shipped
    """The program as `rvuedge` runs it, ready to be typed into."""
    made = Running(lambda: open_program(data_dir), state_paths(data_dir))
    with qtbot.waitSignal(made.ready, timeout=20_000):
        made.shell.show()
    settle(made)
    yield made
    finish(made)


def type_in(running: Running, text: str) -> None:
    QTest.keyClicks(running.shell.entry.field, text)
    settle(running)


def press(running: Running, key: Qt.Key) -> None:
    QTest.keyClick(running.shell.entry.field, key)
    settle(running)


def logged(data_dir: Path) -> list[tuple[str, tuple[str, ...], int]]:
    with program(data_dir, write=False) as opened:
        return [
            (entry.line.code, entry.line.modifiers, entry.line.units)
            for entry in opened.store.entries()
        ]


def test_lines_are_logged_by_typing_alone(running: Running, data_dir: Path) -> None:
    bar = running.window.quick_entry
    type_in(running, "4756299213-25")
    assert "2" in bar.log_button.text()
    assert "11.51" in bar.log_button.text()
    press(running, Qt.Key.Key_Return)
    assert bar.text() == ""
    assert logged(data_dir) == [("47562", (), 1), ("99213", ("25",), 1)]
    assert "11.51" in running.window.strip.text()


def test_words_are_found_chosen_and_logged(running: Running, data_dir: Path) -> None:
    bar = running.window.quick_entry
    type_in(running, "lap chole")
    assert bar.panel.hits.current().code == "47562"
    press(running, Qt.Key.Key_Return)
    assert bar.text().strip() == "47562"
    press(running, Qt.Key.Key_Return)
    assert logged(data_dir) == [("47562", (), 1)]


def test_the_refused_part_stays_and_the_rest_is_logged(running: Running, data_dir: Path) -> None:
    bar = running.window.quick_entry
    type_in(running, "99213 99913")
    press(running, Qt.Key.Key_Return)
    assert logged(data_dir) == [("99213", (), 1)]
    assert bar.text() == "99913"
    press(running, Qt.Key.Key_Return)
    assert bar.text() == "99913", "nothing typed is lost"
    bar.panel.chips.suggestion_chosen.emit(0, "99213")
    assert bar.text() == "99213"


def test_a_drug_shows_its_mark_and_no_number(running: Running) -> None:
    type_in(running, "pitocin")
    hit = running.window.quick_entry.panel.hits.current()
    assert (hit.code, hit.state, hit.work) == ("J2590", "drug", None)
    press(running, Qt.Key.Key_Tab)
    (row,) = running.window.quick_entry.panel.ready.rows()
    assert row.figure == ""


def test_undo_and_redo_from_the_keyboard(running: Running, data_dir: Path) -> None:
    type_in(running, "99213")
    press(running, Qt.Key.Key_Return)
    running.window.undo()
    settle(running)
    assert logged(data_dir) == []
    running.window.redo()
    settle(running)
    assert logged(data_dir) == [("99213", (), 1)]


def test_an_empty_line_leaves_control_z_to_the_log(running: Running, data_dir: Path) -> None:
    type_in(running, "99213")
    press(running, Qt.Key.Key_Return)
    field = running.shell.entry.field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(running)
    assert logged(data_dir) == []


def test_new_lines_get_the_chosen_date(running: Running, data_dir: Path) -> None:
    running.window.actions_by_name["previous_day"].trigger()
    type_in(running, "99213")
    press(running, Qt.Key.Key_Return)
    with program(data_dir, write=False) as opened:
        (entry,) = opened.store.entries()
    assert entry.line.date_of_service == date.today() - timedelta(days=1)
    press(running, Qt.Key.Key_Escape)
    assert running.desk.date == date.today()


def test_a_pasted_list_is_a_list(running: Running, data_dir: Path) -> None:
    QGuiApplication.clipboard().setText("99213\n99214-25\nJ1885 x2\n")
    running.shell.entry.field.paste()
    settle(running)
    press(running, Qt.Key.Key_Return)
    assert logged(data_dir) == [("99213", (), 1), ("99214", ("25",), 1), ("J1885", (), 2)]


def test_every_place_opens_and_every_widget_that_takes_focus_has_a_name(
    running: Running,
) -> None:
    type_in(running, "99213 J2590")
    press(running, Qt.Key.Key_Return)
    for place in ("log", "summary", "codes", "contract", "settings"):
        running.window.go_to(place)
        settle(running)
        for widget in running.shell.findChildren(QWidget):
            takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes_focus and widget.isVisible() and not widget.objectName().startswith("qt_"):
                name = widget.accessibleName() or getattr(widget, "text", str)()
                assert name, f"{type(widget).__name__} on {place} has no accessible name"


def test_the_summary_follows_the_log(running: Running) -> None:
    running.window.go_to("summary")
    type_in(running, "99213 47562 J2590*3")
    press(running, Qt.Key.Key_Return)
    page = running.window.page("summary")
    assert str(page.summary.total) == "11.51"
    assert page.view.total.figure() == "11.51"
    assert "1 drug line" in page.view.left_out_sentence.text()


def test_a_bug_is_shown_and_the_session_goes_on(running: Running, data_dir: Path) -> None:
    shown: list[BaseException] = []
    running.window.show_bug = shown.append  # type: ignore[method-assign]
    running.jobs.unhandled.disconnect()
    running.jobs.unhandled.connect(running.window.show_bug)

    def broken(_program: object) -> None:
        raise LookupError("a bug")

    running.desk.ask(broken)
    settle(running)
    assert [type(error) for error in shown] == [LookupError]
    type_in(running, "99213")
    press(running, Qt.Key.Key_Return)
    assert logged(data_dir) == [("99213", (), 1)]


def test_nothing_is_lost_when_typing_runs_ahead_of_the_store(
    running: Running, data_dir: Path
) -> None:
    field = running.shell.entry.field
    for text in ("4756247563 99213-25 @or", "lap chole", "", "45378-53", "99213x2", "99999", ""):
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
    settle(running)
    assert [line[0] for line in logged(data_dir)] == [
        *("47562", "47563", "99213", "47562", "45378", "99213"),
    ]
    assert running.window.quick_entry.text() == "99999"
