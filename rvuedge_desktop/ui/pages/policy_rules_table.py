"""The table of a policy's modifiers, with a list of effects to choose from in its cells."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionViewItem, QWidget

from rvuedge_desktop.ui.models.policy_rules import (
    EFFECT,
    EFFECTS,
    FACTOR,
    MODIFIER,
    SOURCE,
    PolicyRulesModel,
)
from rvuedge_desktop.ui.pages.value_table import EditableTable
from rvuedge_desktop.ui.theme import (
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    current_theme,
    figures_font,
    row_height,
)
from rvuedge_desktop.ui.widgets.figures_cells import CellRole, FiguresDelegate

_Index = QModelIndex | QPersistentModelIndex
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class _Delegate(FiguresDelegate):
    """Wraps what does not fit on one line; a rule is only worth something read whole."""

    def height_for(self, text: str, width: int) -> int:
        """The height of a cell of this width."""
        box = QRect(0, 0, max(width - 2 * SPACE_S, 1), 10_000)
        found = QFontMetrics(figures_font()).boundingRect(box, _WRAPPED, text)
        return max(row_height(), found.height() + SPACE_M)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect = current_theme(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
        elif index.row() == self.hovered_row:
            painter.fillRect(rect, theme.color("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 1.5))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
        strong = QFont.Weight.DemiBold if index.data(CellRole.STRONG) else QFont.Weight.Normal
        painter.setFont(figures_font(1.0, strong))
        painter.setPen(theme.color(index.data(CellRole.TONE) or "ink"))
        flags = _WRAPPED
        if index.column() in self.figure_columns:
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        box = rect.adjusted(SPACE_S, SPACE_M // 2, -SPACE_S, 0)
        painter.drawText(box, flags, str(index.data() or ""))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        rect = QRect(option.rect)
        rect.setHeight(min(rect.height(), row_height()))
        editor.setGeometry(rect)

    def createEditor(  # type: ignore[override]
        self, parent: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> QWidget | None:
        model = index.model()
        if index.column() == EFFECT and isinstance(model, PolicyRulesModel):
            combo = QComboBox(parent)
            combo.setAccessibleName(model.headerData(EFFECT, Qt.Orientation.Horizontal) or "")
            for effect in EFFECTS:
                combo.addItem(model.effect_words(effect))
            combo.view().setMinimumWidth(combo.view().sizeHintForColumn(0) + SPACE_XL)
            combo.activated.connect(lambda _at: self._done(combo))
            return combo
        editor = super().createEditor(parent, option, index)
        if editor is not None:
            title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
            editor.setAccessibleName(str(title or ""))
        return editor

    def _done(self, combo: QComboBox) -> None:
        self.commitData.emit(combo)
        self.closeEditor.emit(combo)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(int(index.data(Qt.ItemDataRole.EditRole) or 0))
            return
        super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentIndex())
            return
        super().setModelData(editor, model, index)


class PolicyRulesTable(EditableTable):
    """As high as its rows: the page scrolls, not the table. Enter edits, Delete removes."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.rules = PolicyRulesModel(self)
        self.setModel(self.rules)
        self.set_figure_columns((FACTOR,))
        self.set_widths({MODIFIER: 27, EFFECT: 40, FACTOR: 7, SOURCE: 30}, stretch=EFFECT)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.row_activated.connect(self._edit_row)
        self.rules.modelReset.connect(self.fit)
        self.rules.dataChanged.connect(self.fit)
        self.delete_asked.connect(self.remove_current)
        self.fit()

    def make_delegate(self) -> FiguresDelegate:
        return _Delegate(self)

    def fit(self, *_: object) -> None:
        """Give every row the height of its texts, and the table that of its rows."""
        total = row_height() + 2
        delegate = self.itemDelegate()
        widths = {column: self.columnWidth(column) for column in (MODIFIER, EFFECT, SOURCE)}
        for row in range(self.rules.rowCount()):
            height = row_height()
            if isinstance(delegate, _Delegate):
                height = max(
                    delegate.height_for(str(self.rules.index(row, column).data() or ""), width)
                    for column, width in widths.items()
                )
            self.setRowHeight(row, height)
            total += height
        self.setFixedHeight(total)

    def share_width(self) -> None:
        """In a narrow place names and sources give way to what the modifier does."""
        width = self.viewport().width()
        letter = self.fontMetrics().averageCharWidth()
        factor = 7 * letter + 16
        rest = max(width - factor, 40 * letter)
        self.setColumnWidth(FACTOR, factor)
        self.setColumnWidth(MODIFIER, rest * 27 // 100)
        self.setColumnWidth(SOURCE, rest * 34 // 100)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "rules"):
            self.fit()

    def remove_current(self) -> None:
        """Take away the rule of the current row."""
        row = self.currentIndex().row()
        if row < 0:
            return
        self.rules.remove(row)
        left = self.rules.rowCount()
        if left:
            self.setCurrentIndex(self.rules.index(min(max(row, 0), left - 1), EFFECT))

    def _edit_row(self, row: int) -> None:
        index = self.currentIndex()
        if index.column() == MODIFIER:
            index = self.rules.index(row, EFFECT)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)
