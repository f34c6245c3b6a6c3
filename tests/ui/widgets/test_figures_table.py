"""The table: alignment, keyboard, copying, columns, and what it remembers."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget
from pytestqt.qtbot import QtBot

from rvuedge_desktop.ui import theme
from rvuedge_desktop.ui.widgets import CellRole, FiguresTable


class Lines(QAbstractTableModel):
    titles = ("Code", "Name", "Units", "wRVU")

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.rows = [
            ("47562", "Cholecystectomy", 1, "10.21"),
            ("J2590", "Oxytocin,\nup to 10 units", 2, None),
            ("99213", "Office visit", 1, "1.30"),
        ]

    def rowCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else len(self.titles)

    def headerData(self, section, orientation, role=Qt.ItemDataRole.DisplayRole):
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.titles[section]
        return None

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        row = self.rows[index.row()]
        answers = {
            Qt.ItemDataRole.DisplayRole: row[index.column()],
            CellRole.STATE: "drug" if row[0] == "J2590" and index.column() == 3 else None,
            CellRole.TONE: "muted" if index.column() == 1 else None,
            CellRole.ICON: "star" if index.column() == 0 else None,
            CellRole.STRONG: int(index.column() == 0),
        }
        return answers.get(role)

    def sort(self, column, order=Qt.SortOrder.AscendingOrder):
        self.layoutAboutToBeChanged.emit()
        down = order == Qt.SortOrder.DescendingOrder
        self.rows.sort(key=lambda row: str(row[column] or ""), reverse=down)
        self.layoutChanged.emit()


def move_to(widget: QWidget, where: QPoint) -> None:
    """What the window system sends when the pointer moves."""
    none = Qt.MouseButton.NoButton
    at = QPointF(where)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        at,
        widget.mapToGlobal(at),
        none,
        none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


@pytest.fixture
def table(qapp: QApplication, qtbot: QtBot) -> FiguresTable:
    theme.apply_theme(qapp, "light")
    view = FiguresTable("Lines")
    qtbot.addWidget(view)
    view.setModel(Lines(view))
    view.set_figure_columns([2, 3])
    view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    view.resize(600, 200)
    view.show()
    return view


def test_it_is_set_up_for_reading(table: FiguresTable) -> None:
    assert table.accessibleName() == "Lines"
    assert not table.showGrid()
    assert not table.alternatingRowColors()
    assert not table.tabKeyNavigation()
    rows = table.verticalHeader()
    assert rows.sectionResizeMode(0) == QHeaderView.ResizeMode.Fixed
    assert {table.rowHeight(i) for i in range(3)} == {theme.row_height()}


@pytest.mark.parametrize("name", theme.THEME_NAMES)
def test_it_draws_rows_hover_focus_and_marks(
    qapp: QApplication, table: FiguresTable, name: str
) -> None:
    theme.apply_theme(qapp, name)
    plain = table.grab().toImage()
    move_to(table.viewport(), QPoint(10, 10))
    assert table.grab().toImage() != plain
    table.selectRow(1)
    table.setSortingEnabled(True)
    table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert table.grab().toImage() != plain


def test_figures_stand_at_the_right(table: FiguresTable) -> None:
    image = table.viewport().grab().toImage()
    row = theme.row_height() // 2

    def inked(column: int) -> list[int]:
        left, width = table.columnViewportPosition(column), table.columnWidth(column)
        ground = theme.current_theme().surface
        return [
            x - left
            for x in range(left, left + width)
            for y in range(row - 5, row + 5)
            if image.pixelColor(x, y).name() != ground
        ]

    assert min(inked(2)) > table.columnWidth(2) / 2
    assert min(inked(1)) < 16


def test_copy_takes_titles_and_visible_columns_in_their_order(
    table: FiguresTable, qtbot: QtBot
) -> None:
    table.setColumnHidden(2, True)
    table.horizontalHeader().moveSection(3, 0)
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "wRVU\tCode\tName",
        "10.21\t47562\tCholecystectomy",
        "\tJ2590\tOxytocin, up to 10 units",
        "1.30\t99213\tOffice visit",
    ]


def test_copy_of_nothing_leaves_the_clipboard(table: FiguresTable) -> None:
    QGuiApplication.clipboard().setText("kept")
    table.clearSelection()
    table.copy_selection()
    assert QGuiApplication.clipboard().text() == "kept"


def test_enter_and_double_click_activate(table: FiguresTable, qtbot: QtBot) -> None:
    table.setCurrentIndex(table.model().index(2, 0))
    with qtbot.waitSignal(table.row_activated) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [2]
    where = table.visualRect(table.model().index(1, 1)).center()
    with qtbot.waitSignal(table.row_activated) as told:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert told.args == [1]


def test_sorting_is_told(table: FiguresTable, qtbot: QtBot) -> None:
    table.setSortingEnabled(True)
    with qtbot.waitSignal(table.sort_changed) as told:
        table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert told.args == [1, True]
    assert table.model().rows[0][1].startswith("Oxytocin")


def test_columns_can_be_chosen_but_never_all_hidden(table: FiguresTable) -> None:
    menu = table.column_menu()
    actions = [action for action in menu.actions() if action.isCheckable()]
    assert [action.text() for action in actions] == list(Lines.titles)
    for action in actions[1:]:
        action.setChecked(False)
    assert [table.isColumnHidden(i) for i in range(4)] == [False, True, True, True]
    last = [action for action in table.column_menu().actions() if action.isChecked()]
    assert [action.isEnabled() for action in last] == [False]
    menu.actions()[-1].trigger()
    assert not any(table.isColumnHidden(i) for i in range(4))


def test_layout_is_remembered(table: FiguresTable, qtbot: QtBot) -> None:
    saved: list[str] = []
    table.remember(lambda: "", saved.append)
    table.setColumnWidth(1, 222)
    table.setColumnHidden(2, True)
    table.horizontalHeader().moveSection(3, 0)
    qtbot.waitUntil(lambda: bool(saved))
    other = FiguresTable("Other")
    qtbot.addWidget(other)
    other.setModel(Lines(other))
    other.setSortingEnabled(True)
    other.remember(lambda: saved[-1], lambda text: None)
    assert other.columnWidth(1) == 222
    assert other.isColumnHidden(2)
    assert other.horizontalHeader().visualIndex(3) == 0
    assert json.loads(other.layout_text())["order"] == json.loads(saved[-1])["order"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rubbish",
        "[]",
        "{}",
        '{"widths": [1], "order": [0]}',
        "null",
        '{"widths": [1, 1, 1, 1], "order": [0, 0, 1, 2]}',
        '{"widths": "x", "order": 3}',
    ],
)
def test_a_damaged_layout_is_ignored(table: FiguresTable, text: str) -> None:
    before = table.layout_text()
    assert not table.restore_layout(text)
    assert table.layout_text() == before


def test_a_layout_with_everything_hidden_is_ignored(table: FiguresTable) -> None:
    assert not table.restore_layout('{"widths": [0, 0, 0, 0], "order": [0, 1, 2, 3]}')
    assert not table.isColumnHidden(0)


def test_menu_key_asks_at_the_current_cell(table: FiguresTable, qtbot: QtBot) -> None:
    from PySide6.QtGui import QContextMenuEvent

    table.setCurrentIndex(table.model().index(1, 1))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    with qtbot.waitSignal(table.menu_requested) as told:
        QApplication.sendEvent(table.viewport(), event)
    cell = table.visualRect(table.currentIndex())
    assert told.args == [table.viewport().mapToGlobal(cell.bottomLeft())]


def test_widths_in_characters_and_a_stretched_column(table: FiguresTable) -> None:
    table.set_widths({0: 10, 3: 12}, stretch=1)
    assert table.columnWidth(3) > table.columnWidth(0)
    assert table.horizontalHeader().length() == table.viewport().width()


def test_without_a_model_it_is_quiet(qtbot: QtBot) -> None:
    view = FiguresTable("Empty")
    qtbot.addWidget(view)
    assert view.copy_text() == ""
    view.copy_selection()
    view.grab()
