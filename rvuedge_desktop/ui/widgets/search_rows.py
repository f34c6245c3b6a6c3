"""Search results as rows: what one holds, the model, and how it is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.ui.theme import (
    SPACE_M,
    SPACE_XS,
    current_theme,
    figures_font,
    icon_size,
    paint_icon,
    row_height,
)
from rvuedge_desktop.ui.widgets.marks import mark_for, mark_width, paint_mark

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One result. `figure` is the formatted wRVU; other states show their mark instead."""

    code: str
    name: str
    section: str = ""
    figure: str = ""
    state: ValueState | str = ValueState.VALUED
    favourite: bool = False
    key: object = None


class SearchRows(QAbstractListModel):
    """The results as a model, for the view and for screen readers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[SearchRow] = []

    def set_rows(self, rows: Sequence[SearchRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.code} {row.name}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            mark = mark_for(row.state)
            worth = mark.word if mark else row.figure
            return ", ".join(part for part in (row.code, row.name, row.section, worth) if part)
        return None


class SearchRowDelegate(QStyledItemDelegate):
    """Paints a result: code, name, section, and wRVU or mark at the right. Also for the Codes page.

    `compact` leaves the section out, for narrow lists.
    """

    def __init__(self, parent: QObject | None = None, *, compact: bool = False) -> None:
        super().__init__(parent)
        self.compact = compact
        self.refresh_fonts()

    def refresh_fonts(self) -> None:
        """Measure anew, after the program's font changed."""
        self._plain = figures_font()
        self._bold = figures_font(1.0, QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(self._plain)
        self._code_width = QFontMetricsF(self._bold).horizontalAdvance("00000") + SPACE_M
        marks = (mark_width(state, self._plain) for state in ValueState)
        self._figure_width = max(self._metrics.horizontalAdvance("0,000.00"), *marks)
        self._wide = self._metrics.horizontalAdvance("M")
        self._height = row_height()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(320, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, SearchRows) or not index.row() < len(model.rows):
            return
        self.paint_row(painter, QRectF(option.rect), model.rows[index.row()], option.state)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: SearchRow, state: QStyle.StateFlag
    ) -> None:
        theme = current_theme()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(
                QRectF(rect.left(), rect.top(), 3, rect.height()), theme.color("accent")
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        box = rect.adjusted(SPACE_M, 0, -SPACE_M, 0)
        painter.setFont(self._plain)
        # By baseline a line is drawn twice as fast as into a rectangle.
        base = box.top() + (box.height() - self._metrics.height()) // 2 + self._metrics.ascent()
        valued = mark_for(row.state) is None
        width = self._figure_width
        right = QRectF(box.right() - width, box.top(), width, box.height())
        if valued:
            painter.setPen(theme.color("ink"))
            start = box.right() - self._metrics.horizontalAdvance(row.figure)
            painter.drawText(QPointF(start, base), row.figure)
        else:
            paint_mark(painter, right, row.state, right=True)
        painter.setPen(theme.color("ink"))
        painter.setFont(self._bold)
        painter.drawText(QPointF(box.left(), base), row.code)
        painter.setFont(self._plain)
        left = box.left() + self._code_width
        room = right.left() - SPACE_M - left
        if row.section and not self.compact and box.width() > 480:
            column = box.width() * 0.26
            painter.setPen(theme.color("muted"))
            place = QPointF(right.left() - SPACE_M - column, base)
            painter.drawText(place, self._elided(row.section, column))
            room -= column + SPACE_M
        painter.setPen(theme.color("ink"))
        edge = icon_size() - 2 if row.favourite else 0
        name = self._elided(row.name, room - edge - SPACE_XS)
        painter.drawText(QPointF(left, base), name)
        if edge:
            left += self._metrics.horizontalAdvance(name) + SPACE_XS
            star = QRectF(left, box.center().y() - edge / 2, edge, edge)
            paint_icon(painter, star, "star-filled", "accent")

    def _elided(self, text: str, room: float) -> str:
        if len(text) * self._wide <= room:
            return text
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
