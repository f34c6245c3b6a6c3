"""The small widgets."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.ui import theme, widgets
from rvuedge_desktop.ui.widgets import Chip, ChipKind

_windows: list[QWidget] = []
TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light")
    _windows.clear()


def shown(qtbot: QtBot, widget: QWidget, width: int = 600, height: int = 120) -> QWidget:
    """`widget` shown inside a window; a window of its own would ask the platform for sizes."""
    window = QWidget()
    qtbot.addWidget(window)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(width, height)
    widget.setParent(window)
    widget.resize(width, height)
    _windows.append(window)
    window.show()
    widget.show()
    return widget


# Chips


@pytest.fixture
def chips(qtbot: QtBot) -> widgets.ChipRow:
    row = widgets.ChipRow()
    shown(qtbot, row)
    row.set_chips(
        [
            Chip(ChipKind.CODE, "99213"),
            Chip(ChipKind.MODIFIER, "52"),
            Chip(ChipKind.PROBLEM, "99219", "99219 is in none of the installed values.", "99223"),
            Chip(ChipKind.TAIL, "4364"),
        ]
    )
    return row


def visible(row: widgets.FlowRow) -> list[QWidget]:
    return [item for item in row.items() if not item.isHidden()]


def test_chips_are_spoken(chips: widgets.ChipRow) -> None:
    names = [button.accessibleName() for button in visible(chips)]
    assert names == ["Code 99213", "Modifier 52", "Problem: 99219", "Unfinished: 4364"]
    assert visible(chips)[2].accessibleDescription().startswith("99219 is in none")


def test_chips_are_reused(chips: widgets.ChipRow) -> None:
    before = chips.items()
    chips.set_chips([Chip(ChipKind.CODE, "43644")])
    assert chips.items() == before
    assert [button.accessibleName() for button in visible(chips)] == ["Code 43644"]
    chips.set_chips([])
    assert chips.chips() == []
    assert chips.sizeHint().height() == 0


def test_chips_take_one_tab_stop(chips: widgets.ChipRow) -> None:
    policies = [button.focusPolicy() for button in visible(chips)]
    assert policies[0] == Qt.FocusPolicy.StrongFocus
    assert set(policies[1:]) == {Qt.FocusPolicy.ClickFocus}


def test_chip_keys(chips: widgets.ChipRow, qtbot: QtBot) -> None:
    buttons = visible(chips)
    chips.window().activateWindow()
    buttons[0].setFocus()
    qtbot.keyClick(buttons[0], Qt.Key.Key_Right)
    assert chips.focusWidget() is buttons[1]
    qtbot.keyClick(buttons[1], Qt.Key.Key_End)
    assert chips.focusWidget() is buttons[3]
    with qtbot.waitSignal(chips.remove_requested) as told:
        qtbot.keyClick(buttons[3], Qt.Key.Key_Delete)
    assert told.args == [3]
    with qtbot.waitSignal(chips.chip_activated) as told:
        qtbot.keyClick(buttons[1], Qt.Key.Key_Return)
    assert told.args == [1]
    with qtbot.waitSignal(chips.suggestion_chosen) as told:
        qtbot.keyClick(buttons[2], Qt.Key.Key_Space)
    assert told.args == [2, "99223"]


def test_chips_wrap_and_never_leave_the_row(chips: widgets.ChipRow) -> None:
    chips.resize(180, 200)
    rows = {button.y() for button in visible(chips)}
    assert len(rows) > 1
    assert all(button.geometry().right() <= 180 for button in visible(chips))
    assert chips.heightForWidth(180) > chips.heightForWidth(2000)


@pytest.mark.parametrize("name", theme.THEME_NAMES)
def test_every_kind_is_drawn(qapp: QApplication, qtbot: QtBot, name: str) -> None:
    theme.apply_theme(qapp, name)
    row = widgets.ChipRow()
    shown(qtbot, row, 900)
    row.set_chips([Chip(kind, kind.value, "A sentence.") for kind in ChipKind])
    assert len(visible(row)) == len(ChipKind)
    assert not row.grab().isNull()


def test_filter_chip(qtbot: QtBot) -> None:
    row = widgets.FlowRow()
    shown(qtbot, row)
    chip = widgets.FilterChip("Needs review")
    row.add_item(chip)
    assert chip.accessibleName() == "Filter Needs review"
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space, Qt.Key.Key_Return):
        with qtbot.waitSignal(chip.removed):
            qtbot.keyClick(chip, key)
    with qtbot.waitSignal(chip.removed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    chip.grab()
    row.remove_item(chip)
    assert row.items() == []


def test_flow_row_runs_from_right_to_left_too(qtbot: QtBot) -> None:
    row = widgets.FlowRow()
    shown(qtbot, row, 300)
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    one, two = QLabel("one"), QLabel("two")
    row.add_item(one)
    row.add_item(two)
    assert one.x() > two.x()
    row.clear()
    assert row.items() == []


# Strip


def test_strip_tells_and_undoes(qtbot: QtBot) -> None:
    holder = QWidget()
    strip = widgets.Strip(holder)
    shown(qtbot, holder)
    assert strip.text() == ""
    strip.tell("Deleted 2 lines.")
    assert strip.text() == strip.accessibleName() == "Deleted 2 lines."
    assert 7000 < strip.remaining() <= 8400  # a coarse timer is within 5%
    with qtbot.waitSignals([strip.undo_clicked, strip.dismissed]):
        strip._undo.click()
    assert strip.isHidden()


def test_strip_waits_for_the_pointer_and_the_focus(qtbot: QtBot) -> None:
    holder = QWidget()
    strip = widgets.Strip(holder)
    shown(qtbot, holder)
    strip.tell("Logged 3 lines.", undo=False)
    point = QPointF(1, 1)
    QApplication.sendEvent(strip, QEnterEvent(point, point, point))
    assert strip.remaining() == -1
    QApplication.sendEvent(strip, QEvent(QEvent.Type.Leave))
    assert strip.remaining() > 0
    assert strip._undo.isHidden()
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert strip.isHidden()


def test_strip_goes_by_itself(qtbot: QtBot) -> None:
    holder = QWidget()
    strip = widgets.Strip(holder)
    shown(qtbot, holder)
    with qtbot.waitSignal(strip.dismissed, timeout=2000):
        strip.tell("Gone soon.", seconds=0, role="warning")


# Date


def test_date_button_says_today_or_looks_different(qtbot: QtBot) -> None:
    button = widgets.DateButton(today=TODAY)
    shown(qtbot, button)
    assert button.is_today()
    assert button.button.text() == "Today"
    looks = button.button.property("kind")
    with qtbot.waitSignal(button.date_changed) as told:
        button.previous.click()
    assert told.args == [date(2026, 11, 20)]
    assert button.button.text() == "Yesterday, Fri, Nov 20"
    assert button.button.property("kind") != looks
    button.step(-10)
    assert button.button.text() == "Tue, Nov 10"
    button.set_date(date(2025, 1, 5))
    assert button.button.text() == "Sun, Jan 5, 2025"
    assert "Jan 5, 2025" in button.button.accessibleName()
    button.go_to_today()
    assert button.is_today()


def test_date_follows_midnight_only_when_it_was_today(qtbot: QtBot) -> None:
    button = widgets.DateButton(today=TODAY)
    shown(qtbot, button)
    button.set_today(date(2026, 11, 22))
    assert button.date() == date(2026, 11, 22)
    button.step(-1)
    button.set_today(date(2026, 11, 23))
    assert button.date() == date(2026, 11, 21)


def test_date_never_leaves_the_calendar(qtbot: QtBot) -> None:
    button = widgets.DateButton(today=date.max)
    shown(qtbot, button)
    button.step(1)
    assert button.date() == date.max


# The offscreen platform cannot raise a pop-up and says so.
@pytest.mark.qt_log_ignore("does not support raise")
@pytest.mark.parametrize("today", [TODAY, date(2026, 2, 28)])
def test_a_day_is_chosen_in_the_calendar(qtbot: QtBot, today: date) -> None:
    from rvuedge_desktop.ui.widgets.date_button import CalendarPopup

    holder = QWidget()
    popup = CalendarPopup(holder)
    qtbot.addWidget(holder)
    popup.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    popup.open_at(popup.parentWidget(), date(2026, 11, 3), today)
    popup.grab()
    with qtbot.waitSignal(popup.chosen) as told:
        popup.calendar.clicked.emit(popup.calendar.selectedDate())
    assert told.args == [date(2026, 11, 3)]
    with qtbot.waitSignal(popup.chosen) as told:
        popup.back.click()
    assert told.args == [today]


# Others


def test_empty_state(qtbot: QtBot) -> None:
    state = widgets.EmptyState("log", "No lines", "Type a code above.", "Log one")
    shown(qtbot, state, 500, 300)
    with qtbot.waitSignal(state.action_clicked):
        state.button.click()
    state.set_icon("search")
    state.set_texts("Nothing found", "Try another word.")
    assert state.button.isHidden()
    assert state.accessibleName() == "Nothing found"
    state.grab()


def test_figure_card(qtbot: QtBot) -> None:
    card = widgets.FigureCard("Estimated value")
    shown(qtbot, card, 240, 100)
    assert card.figure() == "—"
    card.set_figure("$1,234.50", "at $50.00 per wRVU", "good")
    assert card.accessibleName() == "Estimated value: $1,234.50"
    card.set_hidden(True)
    assert "1,234" not in card.figure()
    assert card.accessibleName() == "Estimated value: hidden"
    card.set_figure("$9.00")
    assert "9" not in card.figure()
    card.set_hidden(False)
    assert card.figure() == "$9.00"
    card.set_caption("Value")
    assert card.accessibleName() == "Value: $9.00"


@pytest.mark.parametrize("state", list(ValueState))
def test_marks_have_shape_and_word(qtbot: QtBot, state: ValueState) -> None:
    mark = widgets.mark_for(state)
    widget = widgets.StateMark(state)
    shown(qtbot, widget)
    widget.grab()
    if state is ValueState.VALUED:
        assert mark is None
        assert widget.sizeHint().width() == 0
        assert widgets.mark_width(state, widget.font()) == 0
    else:
        assert mark is not None
        assert mark == widgets.mark_for(state.value)
        assert widget.accessibleName() == mark.word
        theme.icon(mark.icon)


def test_marks_differ_in_more_than_colour() -> None:
    marks = [widgets.mark_for(state) for state in ValueState if state is not ValueState.VALUED]
    assert len({mark.icon for mark in marks if mark}) == len(marks)
    assert len({mark.word for mark in marks if mark}) == len(marks)


def test_buttons_have_names(qtbot: QtBot) -> None:
    button = widgets.icon_button("settings", "Settings")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Settings"
    for made in (
        widgets.primary_button("Log"),
        widgets.quiet_button("Undo", "undo"),
        widgets.title_label("Summary"),
        widgets.muted_label("April 2026"),
    ):
        qtbot.addWidget(made)
        assert made.text()
