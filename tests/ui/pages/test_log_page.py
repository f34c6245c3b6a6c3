"""The log page on a real program: reading, going through days, and changing lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.models.entries import COLUMN_OF
from rvuedge_desktop.ui.pages.log_page import LogPage
from rvuedge_desktop.ui.pages.log_range import LogRange, Span, around, from_days
from rvuedge_desktop.ui.widgets import FilterChip

TODAY = date.today()
YESTERDAY = TODAY - timedelta(days=1)
# A day whose month holds no other line of these tests.
LONG_AGO = date(2023, 5, 16)


class Rig:
    """A page that is shown, and a way to wait for its database."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.said: list[str] = []
        self.problems: list[str] = []
        desk.happened.connect(lambda text, _undo: self.said.append(text))
        desk.problem.connect(self.problems.append)
        self.page = LogPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1100, 640)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.page.activate()
        self.settle()

    @property
    def table(self) -> Any:
        return self.page.view.table

    def settle(self) -> None:
        for _ in range(3):
            self.qtbot.waitUntil(lambda: not self.desk.jobs.busy, timeout=10_000)
            self.qtbot.wait(1)

    def work(self, job: Callable[[Any], Any]) -> Any:
        answer: list[Any] = []
        self.desk.ask(job, answer.append)
        self.qtbot.waitUntil(lambda: bool(answer), timeout=10_000)
        return answer[0]

    def log(self, text: str, day: date = TODAY) -> None:
        outcome = self.work(
            lambda program: program.logbook.log_text(text, today=TODAY, default_date=day)
        )
        assert outcome.refused == ()
        self.desk.log_was_changed({day})
        self.settle()

    def rows(self, *keys: str) -> list[tuple[str, ...]]:
        model = self.page.model
        return [
            tuple(str(model.index(row, COLUMN_OF[key]).data() or "") for key in keys)
            for row in range(model.rowCount())
        ]

    def codes(self) -> list[str]:
        return [row[0] for row in self.rows("code")]

    def go_to(self, row: int, key: str) -> None:
        self.table.setFocus()
        # Not by the view: it asks for keys held, and a test's last key may seem to be.
        flag = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(
            self.page.model.index(row, COLUMN_OF[key]), flag.ClearAndSelect | flag.Rows
        )
        self.settle()

    def type_into(self, row: int, key: str, text: str) -> None:
        """Open a cell with F2, type, and press Enter."""
        self.go_to(row, key)
        QTest.keyClick(self.table, Qt.Key.Key_F2)
        editor = self.editor()
        assert editor is not None
        editor.selectAll()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        self.settle()

    def editor(self) -> QLineEdit | None:
        found = self.table.viewport().findChildren(QLineEdit)
        return found[-1] if found and self.table.is_editing else None

    def panel_text(self) -> str:
        panel = self.page.view.panel
        labels = (panel.code, panel.name, panel.figure, panel.reason, panel.steps, panel.facts)
        return " ".join(label.text() for label in labels if not label.isHidden())


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
