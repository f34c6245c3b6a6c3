"""The table model of the log: ids, pages that come later, cells, and edits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from rvuedge_desktop.domain.entries import Entry, Line
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.ui.models.entries import COLUMN_OF, PAGE, EntryTableModel
from rvuedge_desktop.ui.models.entry_cells import CellChange, change_cell
from tests.storage.made_up import line

TODAY = date(2026, 11, 21)


def entry(number: int, **changes: Any) -> Entry:
    return Entry(number, number, 0, line(**changes), datetime(2026, 11, 21, 12, tzinfo=UTC))


class Store:
    """Answers when told to, as the database thread does."""

    def __init__(self, count: int = 1000) -> None:
        self.entries = {number: entry(number, units=number % 7 + 1) for number in range(count)}
        self.waiting: list[tuple[list[int], Callable[[list[Entry]], None]]] = []

    def fetch(self, ids: list[int], arrived: Callable[[list[Entry]], None]) -> None:
        self.waiting.append((ids, arrived))

    def answer(self) -> int:
        answered = 0
        while self.waiting:
            ids, arrived = self.waiting.pop(0)
            arrived([self.entries[number] for number in ids if number in self.entries])
            answered += 1
        return answered


def parse(done: Line, key: str, text: str) -> CellChange:
    known = {"25", "59", "RT"}.__contains__
    return change_cell(done, key, text, is_modifier=known, today=TODAY)


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def model(qapp: Any, store: Store) -> EntryTableModel:
    made = EntryTableModel(store.fetch, lambda code: f"Name of {code}", parse)
    made.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        made, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    made.set_ids(list(store.entries))
    return made


def text(model: EntryTableModel, row: int, key: str, role: int = 0) -> Any:
    return model.data(model.index(row, COLUMN_OF[key]), role)


def test_rows_are_blank_until_they_come(model: EntryTableModel, store: Store) -> None:
    assert model.rowCount() == 1000
    assert text(model, 3, "code") is None
    store.answer()
    assert text(model, 3, "code") == "45378"
    assert text(model, 3, "name") == "Name of 45378"
    assert text(model, 3, "units") == "4"
    assert text(model, 3, "date") == "Wed, Apr 1, 2026"


def test_every_cell_answers_every_role_without_raising(
    model: EntryTableModel, store: Store
) -> None:
    store.entries[0] = entry(0, state=ValueState.DRUG, work=None, note="x", site="OR")
    model.index(0, 0).data()
    store.answer()
    roles = [role.value for role in Qt.ItemDataRole] + list(range(257, 365))
    for column in range(model.columnCount()):
        for role in roles:
            found = model.data(model.index(0, column), role)
            assert found is None or isinstance(found, (str, int, Entry))
    assert model.data(model.index(-1, -1)) is None


def test_a_drug_has_a_mark_and_no_number(model: EntryTableModel, store: Store) -> None:
    store.entries[0] = entry(0, state=ValueState.DRUG, work=None)
    model.index(0, 0).data()
    store.answer()
    assert text(model, 0, "credited") == "—"
    cell = model.cell(0, COLUMN_OF["marks"])
    assert cell is not None
    assert (cell.text, cell.state) == ("", "drug")
    assert text(model, 0, "marks", Qt.ItemDataRole.AccessibleTextRole.value) == "Drug"


def test_a_flag_is_shown_beside_the_number(model: EntryTableModel, store: Store) -> None:
    store.entries[0] = entry(0, flags=("Look at this.",))
    model.index(0, 0).data()
    store.answer()
    assert text(model, 0, "credited") == "3.18"
    assert text(model, 0, "marks") == "To review"
    assert text(model, 0, "marks", Qt.ItemDataRole.ToolTipRole.value) == "Look at this."


def test_only_what_is_on_the_screen_last_is_fetched(model: EntryTableModel, store: Store) -> None:
    store.entries = {number: entry(number) for number in range(50 * PAGE)}
    model.set_ids(list(store.entries))
    store.answer()
    for page in range(50):
        model.index(page * PAGE, 0).data()
    asked = store.answer()
    assert asked <= 8
    assert text(model, 49 * PAGE, "code") == "45378"


def test_old_answers_are_not_taken_for_new_rows(model: EntryTableModel, store: Store) -> None:
    model.index(0, 0).data()
    late = list(store.waiting)
    store.waiting.clear()
    model.set_ids([5, 6, 7])
    for ids, arrived in late:
        arrived([store.entries[number] for number in ids])
    assert text(model, 0, "units") is None
    store.answer()
    assert text(model, 0, "units") == "6"


def test_the_same_ids_do_not_reset_the_view(
    model: EntryTableModel, store: Store, qtbot: Any
) -> None:
    model.index(0, 0).data()
    store.answer()
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    store.entries[0] = entry(0, code="99213")
    model.set_ids(list(store.entries))
    assert text(model, 0, "code") == "45378"
    store.answer()
    assert text(model, 0, "code") == "99213"
    assert resets == []


def test_an_entry_that_is_gone_leaves_a_blank_row(model: EntryTableModel, store: Store) -> None:
    del store.entries[1]
    model.index(0, 0).data()
    store.answer()
    assert text(model, 0, "code") == "45378"
    assert text(model, 1, "code") is None
    assert text(model, 2, "units") == "3"


def test_an_edit_is_shown_at_once_and_announced(
    model: EntryTableModel, store: Store, qtbot: Any
) -> None:
    model.index(0, 0).data()
    store.answer()
    with qtbot.waitSignal(model.edited) as edited:
        assert model.setData(model.index(2, COLUMN_OF["units"]), "12")
    number, key, typed, done = edited.args
    assert (number, key, typed, done.units) == (2, "units", "12", 12)
    assert text(model, 2, "units") == "12"


def test_a_refused_edit_changes_nothing_and_keeps_the_text(
    model: EntryTableModel, store: Store, qtbot: Any
) -> None:
    model.index(0, 0).data()
    store.answer()
    with qtbot.waitSignal(model.doubted) as doubted:
        assert not model.setData(model.index(2, COLUMN_OF["modifiers"]), "25 QQQ")
    assert doubted.args[2] == "25 QQQ"
    assert "QQQ" in doubted.args[3].problem
    assert text(model, 2, "modifiers") is None


def test_an_unchanged_text_is_no_edit(model: EntryTableModel, store: Store, qtbot: Any) -> None:
    model.index(0, 0).data()
    store.answer()
    with qtbot.assertNotEmitted(model.edited), qtbot.assertNotEmitted(model.doubted):
        assert not model.setData(model.index(2, COLUMN_OF["units"]), "3")
        assert model.setData(model.index(2, COLUMN_OF["units"]), "03")
        assert not model.setData(model.index(2, COLUMN_OF["code"]), "99213")


def test_sorting_is_asked_for(model: EntryTableModel, qtbot: Any) -> None:
    with qtbot.waitSignal(model.sort_asked) as asked:
        model.sort(COLUMN_OF["credited"], Qt.SortOrder.DescendingOrder)
    assert asked.args == ["credited", True]
    with qtbot.waitSignal(model.sort_asked) as asked:
        model.sort(COLUMN_OF["name"])
    assert asked.args == ["", False]


DONE = Line("99213", date(2026, 11, 20), ("25",), 1, "Clinic", "")


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        ("date", "2026-11-03", replace(DONE, date_of_service=date(2026, 11, 3))),
        ("date", "11/3", replace(DONE, date_of_service=date(2026, 11, 3))),
        ("date", "/mon", replace(DONE, date_of_service=date(2026, 11, 16))),
        ("date", "yesterday", DONE),
        ("modifiers", "rt, 59", replace(DONE, modifiers=("RT", "59"))),
        ("modifiers", "", replace(DONE, modifiers=())),
        ("units", "x12", replace(DONE, units=12)),
        ("units", "0012", replace(DONE, units=12)),
        ("site", " @Main   OR ", replace(DONE, site="Main OR")),
        ("note", " two\twords ", replace(DONE, note="two words")),
    ],
)
def test_what_is_typed_is_read(key: str, typed: str, expected: Line) -> None:
    assert parse(DONE, key, typed) == CellChange(expected)


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("date", "1900-01-01"),
        ("date", "1991-12-31"),
        ("date", "2026-02-30"),
        ("date", ""),
        ("date", "soon"),
        ("modifiers", "25 25"),
        ("modifiers", "ZZ"),
        ("modifiers", "2"),
        ("units", "0"),
        ("units", "100,000"),
        ("units", "9" * 400),
        ("units", "-1"),
        ("units", "1.5"),
        ("units", "²"),
        ("units", ""),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(key: str, typed: str) -> None:
    change = parse(DONE, key, typed)
    assert change.line is None
    assert change.problem.endswith(".")
    assert len(change.problem) < 120


@pytest.mark.parametrize(
    ("key", "typed"),
    [("date", "2027-01-01"), ("units", "1000"), ("units", "99,999"), ("note", "MRN 12345678")],
)
def test_what_is_unlikely_is_asked_about(key: str, typed: str) -> None:
    change = parse(DONE, key, typed)
    assert change.line is not None
    assert change.line != DONE
    assert change.question.endswith("?")
