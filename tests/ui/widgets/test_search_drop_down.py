"""The list under the line edit: keys are the owner's, the focus stays where it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.ui import theme
from rvuedge_desktop.ui.widgets import SearchDropDown, SearchRow

ROWS = [
    SearchRow(
        "47562", "Laparoscopic cholecystectomy", "Surgery: digestive", "10.21", favourite=True
    ),
    SearchRow("J2590", "Oxytocin injection", "Drugs (J)", "", ValueState.DRUG),
    SearchRow("99213", "Office visit", "Evaluation and management", "1.30"),
]


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> QWidget:
    theme.apply_theme(qapp, "light")
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.resize(800, 500)
    return widget


@pytest.fixture
def field(window: QWidget) -> QLineEdit:
    edit = QLineEdit(window)
    edit.setGeometry(20, 20, 600, 32)
    window.show()
    return edit


@pytest.fixture
def down(field: QLineEdit) -> SearchDropDown:
    return SearchDropDown(field)


def key(code: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, code, modifier)


def test_it_lies_under_its_anchor_and_takes_no_focus(down: SearchDropDown, field) -> None:
    down.set_rows(ROWS)
    assert not down.isHidden()
    assert down.geometry().left() == 20
    assert down.geometry().width() == 600
    assert down.geometry().top() >= 52
    assert down.focusPolicy() == down.view.focusPolicy() == Qt.FocusPolicy.NoFocus
    field.resize(500, 32)
    assert down.width() == 500
    assert not down.grab().isNull()


def test_no_rows_hide_it(down: SearchDropDown) -> None:
    down.set_rows(ROWS)
    down.set_rows([])
    assert down.isHidden()
    assert down.current_row() is None
    assert not down.handle_key(key(Qt.Key.Key_Down))


def test_arrows_move_and_leave_at_the_ends(down: SearchDropDown) -> None:
    down.set_rows(ROWS)
    assert down.current_row() is None
    seen = []
    for _ in range(4):
        assert down.handle_key(key(Qt.Key.Key_Down))
        seen.append(down.current_row())
    assert seen == [*ROWS, None]
    down.handle_key(key(Qt.Key.Key_Up))
    assert down.current_row() == ROWS[-1]
    down.handle_key(key(Qt.Key.Key_PageUp))
    assert down.current_row() == ROWS[0]
    down.handle_key(key(Qt.Key.Key_PageDown))
    assert down.current_row() == ROWS[-1]


def test_enter_chooses_only_a_marked_row(down: SearchDropDown, qtbot: QtBot) -> None:
    down.set_rows(ROWS)
    assert not down.handle_key(key(Qt.Key.Key_Return))
    down.set_rows(ROWS, current=1)
    with qtbot.waitSignal(down.chosen) as told:
        assert down.handle_key(key(Qt.Key.Key_Return))
    assert told.args == [ROWS[1]]
    assert down.isHidden()


def test_tab_completes_and_escape_closes(down: SearchDropDown, qtbot: QtBot) -> None:
    down.set_rows(ROWS)
    with qtbot.waitSignal(down.completed) as told:
        assert down.handle_key(key(Qt.Key.Key_Tab))
    assert told.args == [ROWS[0]]
    assert down.handle_key(key(Qt.Key.Key_Escape))
    assert down.isHidden()


def test_keys_with_modifiers_belong_to_the_field(down: SearchDropDown) -> None:
    down.set_rows(ROWS, current=0)
    control = Qt.KeyboardModifier.ControlModifier
    assert not down.handle_key(key(Qt.Key.Key_Down, control))
    assert not down.handle_key(key(Qt.Key.Key_Return, control))
    assert not down.handle_key(key(Qt.Key.Key_A))


def test_a_click_chooses(down: SearchDropDown, qtbot: QtBot) -> None:
    down.set_rows(ROWS)
    where = down.view.visualRect(down.model.index(2, 0)).center()
    with qtbot.waitSignal(down.chosen) as told:
        qtbot.mouseClick(down.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert told.args == [ROWS[2]]


def test_it_goes_with_its_anchor(down: SearchDropDown, field: QLineEdit) -> None:
    down.set_rows(ROWS)
    field.hide()
    assert down.isHidden()


def test_a_screen_reader_hears_the_whole_row(down: SearchDropDown) -> None:
    down.set_rows(ROWS)
    role = Qt.ItemDataRole.AccessibleTextRole
    texts = [down.model.index(i, 0).data(role) for i in range(3)]
    assert texts[0] == "47562, Laparoscopic cholecystectomy, Surgery: digestive, 10.21"
    assert texts[1].endswith("Drug")


def test_the_model_is_sound(down: SearchDropDown) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    QAbstractItemModelTester(down.model, mode, down)
    assert isinstance(down.model, QAbstractItemModel)
    down.set_rows(ROWS)
    down.set_rows(ROWS[:1])
    assert down.model.index(7, 0).data() is None
    down.set_rows([])


def test_many_rows_scroll(down: SearchDropDown) -> None:
    down.set_rows([SearchRow(f"{i:05}", "Name", "", "1.00") for i in range(200)])
    assert down.height() < 400
    down.move_current(150)
    assert down.current_row().code == "00150"
    assert not down.grab().isNull()
