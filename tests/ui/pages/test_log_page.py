"""The log page on a real program: what it shows, and how one goes through it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.models.entries import COLUMN_OF
from rvuedge_desktop.ui.pages.log_page import LogPage
from rvuedge_desktop.ui.pages.log_range import LogRange, Span, around, from_days
from rvuedge_desktop.ui.widgets import FilterChip
from tests.ui.pages.log_rig import LONG_AGO, TODAY, YESTERDAY, Rig


@pytest.fixture
def rig(qtbot: QtBot, desk: Desk) -> Rig:
    return Rig(qtbot, desk)


def test_an_empty_log_says_what_to_type(rig: Rig) -> None:
    view = rig.page.view
    assert view.stack.currentWidget() is view.empty
    assert "99213" in view.empty.accessibleDescription()
    with rig.qtbot.waitSignal(rig.desk.go_to) as asked:
        view.empty.button.click()
    assert asked.args[0] == "quick_entry"


def test_new_lines_are_shown_with_their_totals(rig: Rig) -> None:
    rig.log("99213 25, J2590 x3")
    assert rig.rows("code", "modifiers", "units", "credited") == [
        ("J2590", "", "3", "—"),
        ("99213", "25", "1", "1.30"),
    ]
    day, month = rig.page.view.totals.rows()
    assert (day.lines, day.figure, day.remark) == ("2 lines", "1.30", "1 drug line not counted")
    assert month.figure == "1.30"


def test_a_day_with_drugs_alone_shows_no_zero(rig: Rig) -> None:
    rig.log("J2590", LONG_AGO)
    rig.page.show_days(LONG_AGO, LONG_AGO)
    rig.settle()
    assert rig.page.view.totals.rows()[0].figure == "—"


def test_days_are_stepped_by_keyboard(rig: Rig) -> None:
    rig.log("99213", YESTERDAY)
    rig.log("99214")
    assert rig.codes() == ["99214"]
    QTest.keyClick(rig.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    rig.settle()
    assert rig.codes() == ["99213"]
    assert rig.page.view.day_word.text() == "Yesterday"
    QTest.keyClick(rig.table, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    rig.settle()
    assert rig.codes() == ["99214"]


def test_ranges_show_their_days(rig: Rig) -> None:
    rig.log("99213", LONG_AGO)
    rig.log("99214", LONG_AGO + timedelta(days=7))
    rig.page.show_days(LONG_AGO, LONG_AGO)
    rig.settle()
    assert rig.codes() == ["99213"]
    assert rig.table.isColumnHidden(COLUMN_OF["date"])
    rig.page.days.show_span(Span.MONTH)
    rig.settle()
    assert rig.codes() == ["99214", "99213"]
    assert not rig.table.isColumnHidden(COLUMN_OF["date"])
    assert len(rig.page.view.totals.rows()) == 1
    rig.page.days.show_span(Span.ALL)
    rig.settle()
    assert len(rig.codes()) == 2
    rig.page.days.show_span(Span.CUSTOM)
    rig.page.days.show_range(LogRange(Span.CUSTOM, LONG_AGO, LONG_AGO))
    rig.settle()
    assert rig.codes() == ["99213"]


def test_an_empty_day_offers_the_last_day_with_lines(rig: Rig) -> None:
    rig.log("99213", LONG_AGO)
    view = rig.page.view
    assert view.stack.currentWidget() is view.empty
    view.empty.button.click()
    rig.settle()
    assert rig.codes() == ["99213"]
    assert rig.page.days.range.first == LONG_AGO


def test_the_page_follows_the_date_of_new_lines(rig: Rig) -> None:
    rig.log("99213", YESTERDAY)
    rig.desk.set_date(YESTERDAY)
    rig.settle()
    assert rig.codes() == ["99213"]


def test_find_looks_at_codes_names_and_notes(rig: Rig) -> None:
    rig.log("99213 #seen twice; 47562; J2590")
    view = rig.page.view
    rig.page.find()
    for text, expected in (
        ("2590", []),
        ("J25", ["J2590"]),
        ("gallbladder", ["47562"]),
        ("twice", ["99213"]),
    ):
        view.find.setText(text)
        rig.qtbot.wait(150)
        rig.settle()
        assert rig.codes() == expected
    assert rig.page.view.totals.rows()[0].label == "Found"
    QTest.keyClick(view.find, Qt.Key.Key_Escape)
    rig.qtbot.wait(150)
    rig.settle()
    assert len(rig.codes()) == 3


def test_a_filter_that_hides_all_can_be_cleared(rig: Rig) -> None:
    rig.log("99213")
    view = rig.page.view
    rig.page.days.show_span(Span.ALL)
    view.find.setText("nowhere")
    rig.qtbot.wait(150)
    rig.settle()
    assert view.stack.currentWidget() is view.empty
    view.empty.button.click()
    rig.settle()
    assert rig.codes() == ["99213"]


def test_drugs_and_lines_to_look_at_are_filters(rig: Rig) -> None:
    rig.log("99213, J2590, 93620")
    view = rig.page.view
    assert view.look.text().endswith("1")
    view.drugs.click()
    rig.settle()
    assert rig.codes() == ["J2590"]
    chip = view.chips.items()[0]
    assert isinstance(chip, FilterChip)
    chip.setFocus()
    # What the window's Del would do.
    rig.page.delete_selected()
    rig.settle()
    assert len(rig.codes()) == 3
    view.look.click()
    rig.settle()
    assert rig.codes() == ["93620"]


def test_the_selection_and_the_place_stay_when_lines_come(rig: Rig) -> None:
    for _ in range(4):
        rig.log(" ".join(["99213"] * 20))
    rig.table.verticalScrollBar().setValue(40 * rig.table.rowHeight(0) + 5)
    rig.go_to(45, "name")
    top = rig.page.model.ids[rig.table.top_row()]
    chosen = rig.page.selected_ids()
    value = rig.table.verticalScrollBar().value()
    rig.log("99214")
    assert rig.page.selected_ids() == chosen
    assert rig.page.model.ids[rig.table.top_row()] == top
    assert rig.table.verticalScrollBar().value() == value + rig.table.rowHeight(0)


def test_keys_go_to_both_ends(rig: Rig) -> None:
    rig.log(" ".join(["99213"] * 60))
    rig.go_to(5, "code")
    QTest.keyClick(rig.table, Qt.Key.Key_End)
    assert rig.table.currentIndex().row() == 59
    QTest.keyClick(rig.table, Qt.Key.Key_Home)
    assert rig.table.currentIndex().row() == 0
    QTest.keyClick(rig.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert rig.table.selected_count() == 60


def test_lines_are_sorted_by_the_store(rig: Rig) -> None:
    rig.log("99213, 47562, 99215")
    rig.table.sortByColumn(COLUMN_OF["credited"], Qt.SortOrder.AscendingOrder)
    rig.settle()
    assert rig.codes() == ["99213", "99215", "47562"]
    rig.table.sortByColumn(COLUMN_OF["name"], Qt.SortOrder.AscendingOrder)
    rig.settle()
    header = rig.table.horizontalHeader()
    assert header.sortIndicatorSection() == COLUMN_OF["credited"]
    assert rig.codes() == ["99213", "99215", "47562"]


def test_lines_are_copied_with_titles(rig: Rig) -> None:
    rig.log("99213 25, J2590")
    rig.table.setFocus()
    rig.table.selectAll()
    QTest.keyClick(rig.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    rig.settle()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[0] == "Code"
    assert lines[1].split("\t")[0] == "J2590"
    assert "Drug" in lines[1].split("\t")
    assert lines[2].split("\t")[2] == "25"


def test_the_panel_explains_one_line_and_sums_several(rig: Rig) -> None:
    rig.log("99213*2 @Clinic, J2590")
    rig.go_to(1, "code")
    text = rig.panel_text()
    assert "99213" in text
    assert "2.60" in text
    assert "1.30 → 2.60" in text
    assert "Clinic" in text
    rig.go_to(0, "code")
    assert "J2590 is a drug" in rig.panel_text()
    assert not rig.page.view.panel.mark.isHidden()
    rig.table.selectAll()
    rig.settle()
    text = rig.panel_text()
    assert "2 lines" in text
    assert "2.60" in text
    assert "1 of them is not counted" in text


def test_the_panel_is_hidden_and_shown(rig: Rig) -> None:
    assert rig.page.panel_is_shown
    with rig.qtbot.waitSignal(rig.page.panel_shown) as shown:
        rig.page.toggle_panel()
    assert shown.args == [False]
    assert not rig.page.panel_is_shown
    rig.page.toggle_panel()
    assert rig.page.panel_is_shown


def test_what_the_user_chose_is_kept(rig: Rig) -> None:
    rig.page.toggle_panel()
    rig.table.setColumnWidth(COLUMN_OF["site"], 123)
    rig.qtbot.wait(500)
    rig.settle()
    again = LogPage(rig.desk)
    rig.qtbot.addWidget(again)
    rig.settle()
    assert again.view.table.columnWidth(COLUMN_OF["site"]) == 123
    assert again.view.panel.isHidden()


def test_the_menu_fits_the_selection(rig: Rig) -> None:
    rig.log("99213")
    rig.go_to(0, "code")
    texts = [action.text() for action in rig.page.make_menu().actions()]
    assert any("Edit" in text for text in texts)
    assert any("Delete" in text for text in texts)


def test_a_hidden_page_reads_anew_when_it_is_shown(rig: Rig) -> None:
    rig.page.hide()
    rig.log("99213")
    assert rig.codes() == []
    rig.page.show()
    rig.page.activate()
    rig.settle()
    assert rig.codes() == ["99213"]


def test_every_place_for_the_focus_has_a_name(rig: Rig) -> None:
    from PySide6.QtWidgets import QAbstractButton, QWidget

    nameless = [
        widget
        for widget in rig.page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        (date(2026, 11, 21), date(2026, 11, 21), Span.DAY),
        (date(2026, 11, 15), date(2026, 11, 21), Span.WEEK),
        (date(2026, 2, 1), date(2026, 2, 28), Span.MONTH),
        (date(2026, 2, 1), date(2026, 2, 27), Span.CUSTOM),
        (date.max, date.max, Span.DAY),
        (date.min, date.max, Span.CUSTOM),
    ],
)
def test_days_are_recognised(first: date, last: date, span: Span) -> None:
    found = from_days(first, last)
    assert (found.span, found.first, found.last) == (span, first, last)


def test_steps_end_with_the_calendar() -> None:
    assert around(Span.DAY, date.max).stepped(1) == around(Span.DAY, date.max)
    assert around(Span.DAY, date.min).stepped(-1) == around(Span.DAY, date.min)
    assert around(Span.ALL, TODAY).stepped(1) == around(Span.ALL, TODAY)
    assert around(Span.MONTH, date(2026, 1, 31)).stepped(1).last == date(2026, 2, 28)
