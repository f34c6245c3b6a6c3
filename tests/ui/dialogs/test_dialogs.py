"""About, help, palette and crash notices: Esc, defaults, names, and what they do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rvuedge_desktop.domain.quick_entry import parse
from rvuedge_desktop.ui.actions import ACTIONS, make_actions
from rvuedge_desktop.ui.dialogs.about import AboutDialog
from rvuedge_desktop.ui.dialogs.command_palette import CommandPalette
from rvuedge_desktop.ui.dialogs.crash_notice import CrashNotice, ErrorDialog
from rvuedge_desktop.ui.dialogs.quick_entry_help import QuickEntryHelp


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    return window


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def actions(window: QWidget, ran: list[str]) -> list[QAction]:
    def handler(name: str):
        return lambda *_: ran.append(name)

    made = make_actions(window, {spec.name: handler(spec.name) for spec in ACTIONS})
    return list(made.values())


@pytest.fixture
def palette(actions: list[QAction], window: QWidget) -> Iterator[CommandPalette]:
    palette = CommandPalette(actions, window)
    palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    palette.show()
    yield palette
    palette.close()


def titles(palette: CommandPalette) -> list[str]:
    return [command.title for command in palette.model.commands]


def test_the_palette_lists_every_other_command(palette: CommandPalette) -> None:
    assert len(titles(palette)) == len(ACTIONS) - 1
    assert palette.field.hasFocus() or palette.focusWidget() is palette.field


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("imp", "Import CMS values"),
        ("val imp", "Import CMS values"),
        ("dark", "Dark"),
        ("prev", "Previous day"),
        ("whose", "About RVU Edge Desktop"),
        ("expn", "Explanation panel"),
    ],
)
def test_the_palette_finds_by_words(palette: CommandPalette, typed: str, first: str) -> None:
    palette.field.setText(typed)
    assert titles(palette)[0] == first


def test_enter_runs_and_closes(qtbot: QtBot, palette: CommandPalette, ran: list[str]) -> None:
    qtbot.keyClicks(palette.field, "summary")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    qtbot.waitUntil(lambda: ran == ["go_summary"])


def test_arrows_choose(qtbot: QtBot, palette: CommandPalette, ran: list[str]) -> None:
    second = titles(palette)[1]
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    current = palette.current()
    assert current is not None
    assert current.title == second


def test_what_cannot_run_comes_last_and_does_not_run(
    qtbot: QtBot, actions: list[QAction], window: QWidget, ran: list[str]
) -> None:
    undo = next(action for action in actions if action.objectName() == "undo")
    undo.setEnabled(False)
    palette = CommandPalette(actions, window)
    assert titles(palette)[-1] == "Undo"
    palette.field.setText("undo")
    palette.list.setCurrentIndex(palette.model.index(titles(palette).index("Undo"), 0))
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == []
    palette.close()


def test_shortcuts_are_shown(palette: CommandPalette) -> None:
    shown = {command.title: command.shortcut for command in palette.model.commands}
    native = QKeySequence("Ctrl+I").toString(QKeySequence.SequenceFormat.NativeText)
    assert shown["Import CMS values"] == native


@pytest.mark.parametrize("kind", [AboutDialog, QuickEntryHelp, CrashNotice, ErrorDialog])
def test_every_dialog_closes_with_escape_and_has_one_default(
    qtbot: QtBot, window: QWidget, tmp_path: Path, kind: type
) -> None:
    made: QDialog
    if kind is CrashNotice:
        made = CrashNotice("a report", tmp_path / "crash.log", window)
    elif kind is ErrorDialog:
        made = ErrorDialog("a report", window)
    else:
        made = kind(window)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.show()
    defaults = [button for button in made.findChildren(QPushButton) if button.isDefault()]
    assert len(defaults) == 1
    assert made.windowTitle()
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()


def test_the_examples_of_the_help_are_true(window: QWidget) -> None:
    dialog = QuickEntryHelp(window)
    known = {"99213", "99214", "43644", "45378", "27447", "J2590", "00123"}
    for title, examples in dialog.examples()[:3]:
        for typed, _ in examples:
            if typed == "lap chole":
                continue
            entry = parse(
                typed,
                today=date(2026, 11, 21),
                is_code=known.__contains__,
                is_code_start=lambda text: any(code.startswith(text) for code in known),
                is_modifier={"51", "RT", "22"}.__contains__,
                finished=True,
            )
            problems = [line.problem for line in entry.lines if line.problem]
            assert (title, typed, problems, entry.tail, entry.words) == (title, typed, [], "", "")
            assert entry.lines


def test_a_bug_is_told_once_and_without_what_was_typed(qtbot: QtBot, window: QWidget) -> None:
    def fail() -> None:
        raise ValueError("John Smith, 99213")

    shown = []
    for _ in range(2):
        try:
            fail()
        except ValueError as error:
            shown.append(ErrorDialog.show_for(error, window))
    assert shown[0] is shown[1]
    dialog = shown[0]
    assert "ValueError" in dialog.report
    assert "in fail" in dialog.report
    assert "Smith" not in dialog.details.toPlainText()
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == dialog.report
    dialog.accept()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_crash_notice_shows_details_on_demand_and_empties_the_log(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    log = tmp_path / "crash.log"
    log.write_text("a report", encoding="utf-8")
    notice = CrashNotice("a report", log, window)
    notice.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    notice.show()
    assert not notice.details.isVisible()
    qtbot.mouseClick(notice.show_button, Qt.MouseButton.LeftButton)
    assert notice.details.isVisible()
    assert notice.details.toPlainText() == "a report"
    qtbot.mouseClick(notice.dismiss_button, Qt.MouseButton.LeftButton)
    assert log.read_text(encoding="utf-8") == ""
    assert not notice.isVisible()
