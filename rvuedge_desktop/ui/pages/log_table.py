"""The table of the log page: edits in place, and keys that go through the whole log."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from rvuedge_desktop.ui.models.entries import COLUMN_OF, COLUMNS
from rvuedge_desktop.ui.theme import (
    RADIUS,
    SPACE_S,
    SPACE_XS,
    current_theme,
    figures_font,
    icon_size,
    paint_icon,
    set_kind,
    text_height,
)
from rvuedge_desktop.ui.widgets import FiguresTable
from rvuedge_desktop.ui.widgets.figures_cells import FiguresDelegate
from rvuedge_desktop.ui.widgets.marks import paint_mark

_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_DATE, _NAME = COLUMN_OF["date"], COLUMN_OF["name"]


class CellRemark(QWidget):
    """Why what was typed cannot be used, beside the cell in which it still stands."""

    def __init__(self, sentence: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.sentence = sentence
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(sentence)
        widest = text_height() * 24
        box = QFontMetrics(self.font()).boundingRect(
            QRect(0, 0, widest, 1000), Qt.TextFlag.TextWordWrap, sentence
        )
        self.resize(box.width() + 2 * SPACE_S + 2, box.height() + 2 * SPACE_XS + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("error"), 1))
        painter.setBrush(theme.color("error_soft"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.setPen(theme.color("error"))
        box = self.rect().adjusted(SPACE_S, SPACE_XS, -SPACE_S, -SPACE_XS)
        painter.drawText(
            box, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter, self.sentence
        )
        painter.end()


class EntryDelegate(FiguresDelegate):
    """Edits a cell as text; a text that was refused comes back into its cell."""

    def __init__(self, table: QWidget) -> None:
        super().__init__(table)
        # What the next editor shows instead of the cell's own text: text and remark.
        self.returned: tuple[str, str] | None = None

    def refresh_fonts(self) -> None:
        super().refresh_fonts()
        self._elided: dict[tuple[str, bool, int], str] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """As every table's cells, but with one question to the model for each."""
        theme = current_theme()
        rect: QRect = option.rect
        row, column = index.row(), index.column()
        state = option.state.value
        if state & _SELECTED:
            painter.fillRect(rect, theme.color("selection"))
        elif row == self.hovered_row:
            painter.fillRect(rect, theme.color("hover"))
        if state & _FOCUSED:
            painter.setPen(QPen(theme.color("focus"), 1.5))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
        model: Any = index.model()
        cell = model.cell(row, column)
        if cell is None:
            return
        box = rect.adjusted(SPACE_S, 0, -SPACE_S, 0)
        if cell.icon:
            edge = icon_size()
            middle = box.center().y() - edge / 2 + 0.5
            paint_icon(painter, QRectF(box.left(), middle, edge, edge), cell.icon, cell.tone)
            box.setLeft(box.left() + edge + SPACE_XS)
        if cell.text:
            painter.setFont(self._bold if cell.strong else self._plain)
            painter.setPen(theme.color(cell.tone))
            text = self._fitting(cell.text, cell.strong, box.width())
            painter.drawText(box, _RIGHT if column in self.figure_columns else _LEFT, text)
        elif cell.state:
            painter.setFont(self._plain)
            paint_mark(painter, QRectF(box), cell.state)

    def _fitting(self, text: str, strong: bool, width: int) -> str:
        """The text, elided where the cell is too narrow. A log says the same things often."""
        key = (text, strong, width)
        fitting = self._elided.get(key)
        if fitting is None:
            if len(self._elided) > 5_000:
                self._elided.clear()
            metrics = self._bold_metrics if strong else self._metrics
            fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._elided[key] = fitting
        return fitting

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> QLineEdit:
        editor = QLineEdit(parent)
        editor.setFont(figures_font())
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(title))
        if COLUMNS[index.column()].right:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if self.returned is not None and self.returned[1]:
            set_kind(editor, "problem")
            editor.setAccessibleDescription(self.returned[1])
            self._remark(editor, parent, option.rect, self.returned[1])
        return editor

    @staticmethod
    def _remark(editor: QLineEdit, viewport: QWidget, cell: QRect, sentence: str) -> None:
        remark = CellRemark(sentence, viewport)
        left = max(0, min(cell.left(), viewport.width() - remark.width()))
        below = cell.bottom() + 2
        fits = below + remark.height() <= viewport.height()
        remark.move(left, below if fits else cell.top() - remark.height() - 2)
        remark.show()
        editor.destroyed.connect(remark.deleteLater)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if not isinstance(editor, QLineEdit):
            return
        if self.returned is not None:
            editor.setText(self.returned[0])
            self.returned = None
        elif not editor.isModified():
            # New rows from the store must not wipe out what is being typed.
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: _Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        cell = QRect(option.rect)
        ground = editor.parentWidget()
        room = (ground.width() if ground is not None else cell.right()) - cell.left()
        # A narrow cell's editor may lie over its neighbours so that the text can be read.
        cell.setWidth(max(cell.width(), min(text_height() * 9, room)))
        editor.setGeometry(cell)


class LogTable(FiguresTable):
    """Rows of the log. Ids and rows come from the model; nothing here touches all of them."""

    copy_asked = Signal()
    delete_asked = Signal()
    edit_asked = Signal()
    editing_done = Signal()
    selection_changed = Signal()

    _least_name = 0
    _short_dates = False

    def make_delegate(self) -> FiguresDelegate:
        self._entry_delegate = EntryDelegate(self)
        return self._entry_delegate

    def set_up(self) -> None:
        """Columns, sorting and editing; call it once the model is set."""
        self.set_figure_columns(at for at, column in enumerate(COLUMNS) if column.right)
        widths = {at: column.width for at, column in enumerate(COLUMNS)}
        self.set_widths(widths)
        self._least_name = self.columnWidth(_NAME)
        self.setCornerWidget(QWidget(self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        header = self.horizontalHeader()
        header.setSortIndicator(_DATE, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())

    @property
    def is_editing(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    # -- columns ---------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_name()

    def fit_name(self) -> None:
        """The name takes the room that the other columns leave, and never less than it needs."""
        others = self.horizontalHeader().length() - self.columnWidth(_NAME)
        room = max(self._least_name, self.viewport().width() - others)
        if not self.isColumnHidden(_NAME) and room != self.columnWidth(_NAME):
            self.setColumnWidth(_NAME, room)

    # -- selection -------------------------------------------------------------------------

    def selected_rows(self) -> list[range]:
        """The selected rows as ranges: asking for every index of a long log takes seconds."""
        parts: Any = self.selectionModel().selection()
        found = [range(part.top(), part.bottom() + 1) for part in parts]
        return sorted(found, key=lambda rows: rows.start)

    def selected_count(self) -> int:
        return sum(len(rows) for rows in self.selected_rows())

    def select_rows(self, rows: list[int], current: int | None) -> None:
        """Select rows, and put the focus on one, without scrolling."""
        model = self.model()
        last = model.columnCount() - 1
        selection = QItemSelection()
        begin = previous = None
        for row in [*sorted(rows), None]:
            if begin is None:
                begin = row
            elif previous is not None and row != previous + 1:
                selection.select(model.index(begin, 0), model.index(previous, last))
                begin = row
            previous = row
        chosen = self.selectionModel()
        if current is not None:
            column = max(self.currentIndex().column(), self.first_column())
            chosen.setCurrentIndex(
                model.index(current, column), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        chosen.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def first_column(self) -> int:
        """The first column that is shown."""
        header = self.horizontalHeader()
        order = (header.logicalIndex(place) for place in range(header.count()))
        return next((column for column in order if not self.isColumnHidden(column)), 0)

    def show_date_column(self, shown: bool, *, short: bool = False) -> None:
        """A day's page has the date in its title, a year's page needs no year in every row."""
        self.setColumnHidden(_DATE, not shown)
        missing = self.columnWidth(_DATE) < self.horizontalHeader().minimumSectionSize()
        if shown and (missing or short != self._short_dates):
            self._short_dates = short
            self.set_widths({_DATE: COLUMNS[_DATE].width - (4 if short else 0)})
        self.fit_name()

    # -- editing ---------------------------------------------------------------------------

    def edit_current(self) -> bool:
        """Open the cell at the focus; False when it cannot be edited in place."""
        index = self.currentIndex()
        if not index.isValid() or not COLUMNS[index.column()].editable:
            return False
        self.edit(index)
        return self.is_editing

    def edit_again(self, row: int, key: str, text: str, remark: str) -> None:
        """Open a cell with a text that was typed into it before, and why it did not do."""
        index = self.model().index(row, COLUMN_OF[key])
        if self.isColumnHidden(index.column()):
            self.setColumnHidden(index.column(), False)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._entry_delegate.returned = (text, remark)
        self.edit(index)
        self._entry_delegate.returned = None

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.editing_done.emit()

    # -- keys ------------------------------------------------------------------------------

    def keyboardSearch(self, search: str) -> None:
        """Nothing: Qt would read every row of the log. Find is Ctrl+F."""

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        rows = self.model().rowCount()
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: rows - 1,
        }
        if action in ends and rows:
            column = max(self.currentIndex().column(), self.first_column())
            return self.model().index(ends[action], column)
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: Any) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and not self.is_editing:
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.delete_asked.emit()
                return
            if event.key() == Qt.Key.Key_F2:
                self.edit_asked.emit()
                return
        super().keyPressEvent(event)

    def copy_selection(self) -> None:
        """Rows that were never painted have to be read first."""
        self.copy_asked.emit()

    def top_row(self) -> int:
        """The row at the upper edge; -1 for none."""
        return self.rowAt(0)

    def scroll_to_row(self, row: int, offset: int = 0) -> None:
        """Put a row at the upper edge, `offset` pixels above it."""
        self.verticalScrollBar().setValue(row * self.verticalHeader().defaultSectionSize() - offset)

    def menu_position(self) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
