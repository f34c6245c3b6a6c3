"""The table for figures: Log, Summary and every list of lines use it.

Sorting is the model's work (`QAbstractItemModel.sort`); nothing here measures all rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from rvuedge_desktop.ui.theme import row_height
from rvuedge_desktop.ui.widgets.figures_cells import FiguresDelegate, FiguresHeader

_SAVE_AFTER_MS = 400
_Index = QModelIndex | QPersistentModelIndex


class FiguresTable(QTableView):
    """Rows of lines with figures at the right.

    `name` is what a screen reader calls the table. The model answers with str, int, float or
    None, and may answer the roles of `CellRole`.
    """

    sort_changed = Signal(int, bool)  # column, descending
    row_activated = Signal(int)
    menu_requested = Signal(QPoint)  # global position, by mouse or menu key

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._save: Callable[[str], None] | None = None
        self._restoring = False
        self._delegate = self.make_delegate()
        self._header = FiguresHeader(self)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(self._header)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # Tab leaves the table, arrows move in it
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(row_height())
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._header_menu)
        self._header.sortIndicatorChanged.connect(self._sorted)
        for signal in (self._header.sectionResized, self._header.sectionMoved):
            signal.connect(self._remember_soon)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self._remember_now)

    # Set up

    def make_delegate(self) -> FiguresDelegate:
        """What paints and edits the cells; a table that edits has its own."""
        return FiguresDelegate(self)

    def set_figure_columns(self, columns: Iterable[int]) -> None:
        """Columns whose cells and titles stand at the right."""
        chosen = frozenset(columns)
        self._delegate.figure_columns = chosen
        self._header.figure_columns = chosen
        self.viewport().update()
        self._header.viewport().update()

    def set_widths(self, widths: Mapping[int, int], stretch: int | None = None) -> None:
        """Widths in average characters by column; `stretch` takes what is left."""
        letter = self.fontMetrics().averageCharWidth()
        for column, characters in widths.items():
            self.setColumnWidth(column, characters * letter + 16)
        if stretch is not None:
            self._header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)

    def remember(self, load: Callable[[], str], save: Callable[[str], None]) -> None:
        """Take widths, order, sort and hidden columns from `load()`; hand changes to `save`.

        Call it after the model is set. What cannot be read is ignored.
        """
        self._save = save
        self.restore_layout(load())

    def layout_text(self) -> str:
        """Widths, order, sort and hidden columns as one line of text."""
        header = self._header
        columns = range(header.count())
        sort = header.sortIndicatorSection() if header.isSortIndicatorShown() else -1
        return json.dumps(
            {
                "columns": header.count(),
                "widths": [
                    0 if header.isSectionHidden(i) else self.columnWidth(i) for i in columns
                ],
                "order": [header.visualIndex(i) for i in columns],
                "sort": sort,
                "descending": header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
            }
        )

    def restore_layout(self, text: str) -> bool:
        """The reverse of `layout_text`; False when the text does not fit this table."""
        header = self._header
        try:
            state = json.loads(text) if text else None
            widths = [int(width) for width in state["widths"]] if state else []
            order = [int(place) for place in state["order"]] if state else []
        except (ValueError, TypeError, KeyError):
            return False
        count = header.count()
        fits = len(widths) == count and any(widths) and sorted(order) == list(range(count))
        if state is None or not fits:
            return False
        self._restoring = True
        for place in range(count):
            header.moveSection(header.visualIndex(order.index(place)), place)
        for column, width in enumerate(widths):
            self.setColumnHidden(column, width <= 0)
            if width > 0:
                self.setColumnWidth(column, width)
        sort = state.get("sort", -1)
        if self.isSortingEnabled() and isinstance(sort, int) and 0 <= sort < count:
            down = Qt.SortOrder.DescendingOrder
            self.sortByColumn(
                sort, down if state.get("descending") else Qt.SortOrder.AscendingOrder
            )
        self._restoring = False
        return True

    # Columns

    def column_menu(self) -> QMenu:
        """A menu with one checkable action per column, and one that shows them all again."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Columns"))
        shown = [i for i in range(self._header.count()) if not self.isColumnHidden(i)]
        for column in range(self._header.count()):
            title = self.model().headerData(column, Qt.Orientation.Horizontal)
            action = menu.addAction(str(title or "").replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(column in shown)
            action.setEnabled(shown != [column])
            action.toggled.connect(lambda on, column=column: self._show_column(column, on))
        menu.addSeparator()
        menu.addAction(self.tr("Show all columns"), self._show_all)
        return menu

    def _show_all(self) -> None:
        for column in range(self._header.count()):
            self._show_column(column, True)

    def _show_column(self, column: int, shown: bool) -> None:
        self.setColumnHidden(column, not shown)
        if shown and self.columnWidth(column) < self._header.minimumSectionSize():
            self.setColumnWidth(column, self._header.defaultSectionSize())
        self._remember_soon()

    def _header_menu(self, where: QPoint) -> None:
        menu = self.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._header.viewport().mapToGlobal(where))

    # Copying

    def copy_text(self) -> str:
        """The selected rows with titles, tab-separated, in the order shown."""
        model, selection = self.model(), self.selectionModel()
        if model is None or selection is None:
            return ""
        header = self._header
        visual = (header.logicalIndex(place) for place in range(header.count()))
        columns = [column for column in visual if not self.isColumnHidden(column)]
        rows = sorted({index.row() for index in selection.selectedRows()})
        titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in columns]
        lines = [titles]
        lines += [[model.index(row, column).data() for column in columns] for row in rows]
        return "\n".join("\t".join(_cell(value) for value in line) for line in lines)

    def copy_selection(self) -> None:
        """Put `copy_text` on the clipboard, if anything is selected."""
        selection = self.selectionModel()
        if selection is not None and selection.hasSelection():
            QGuiApplication.clipboard().setText(self.copy_text())

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif enter and not editing and self.currentIndex().isValid():
            self.row_activated.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.state() != QAbstractItemView.State.EditingState:
            self.row_activated.emit(index.row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            cell = self.visualRect(self.currentIndex())
            where = self.viewport().mapToGlobal(cell.bottomLeft())
        self.menu_requested.emit(where)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(round(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_delegate"):
            self._delegate.refresh_fonts()
            self.verticalHeader().setDefaultSectionSize(row_height())
        super().changeEvent(event)

    def _hover(self, row: int) -> None:
        before, self._delegate.hovered_row = self._delegate.hovered_row, row
        if before != row:
            for changed in (before, row):
                if changed >= 0:
                    self._update_row(changed)

    def _update_row(self, row: int) -> None:
        top = self.rowViewportPosition(row)
        self.viewport().update(QRect(0, top, self.viewport().width(), self.rowHeight(row)))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.isColumnHidden(current.column()):
            first = self._header.logicalIndexAt(0)
            self.setCurrentIndex(current.sibling(current.row(), max(first, 0)))

    # Remembering

    def _sorted(self, column: int, order: Qt.SortOrder) -> None:
        self._remember_soon()
        if column >= 0:
            self.sort_changed.emit(column, order == Qt.SortOrder.DescendingOrder)

    def _remember_soon(self) -> None:
        if self._save is not None and not self._restoring:
            self._timer.start()

    def _remember_now(self) -> None:
        if self._save is not None and self._header.count():
            self._save(self.layout_text())


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
