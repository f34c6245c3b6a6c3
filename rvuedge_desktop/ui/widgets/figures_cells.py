"""How cells and headers of a `FiguresTable` are painted."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from rvuedge_desktop.ui.theme import (
    SPACE_S,
    SPACE_XS,
    current_theme,
    figures_font,
    icon_size,
    paint_icon,
    row_height,
)
from rvuedge_desktop.ui.widgets.marks import paint_mark

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_Index = QModelIndex | QPersistentModelIndex


class CellRole(IntEnum):
    """Roles a model may answer, all with plain text or numbers.

    TONE: a colour by token name ("muted", "drug", …). STATE: a ValueState's name; its mark is
    painted where there is no text. ICON: an icon's name, before the text. STRONG: 1 for bold.
    """

    TONE = Qt.ItemDataRole.UserRole + 101
    STATE = Qt.ItemDataRole.UserRole + 102
    ICON = Qt.ItemDataRole.UserRole + 103
    STRONG = Qt.ItemDataRole.UserRole + 104


class FiguresDelegate(QStyledItemDelegate):
    """Text with air, figures to the right, hover over whole rows, a frame around the focus."""

    def __init__(self, table: QWidget) -> None:
        super().__init__(table)
        self.figure_columns: frozenset[int] = frozenset()
        self.hovered_row = -1
        self.refresh_fonts()

    def refresh_fonts(self) -> None:
        self._plain = figures_font()
        self._bold = figures_font(1.0, QFont.Weight.DemiBold)
        self._metrics = QFontMetrics(self._plain)
        self._bold_metrics = QFontMetrics(self._bold)
        self._wide = self._bold_metrics.horizontalAdvance("M")
        self._height = row_height()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        text = index.data()
        width = self._metrics.horizontalAdvance(str(text)) if text is not None else 0
        return QSize(width + 2 * SPACE_S, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = current_theme()
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
        elif index.row() == self.hovered_row:
            painter.fillRect(rect, theme.color("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 1.5))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
        box = rect.adjusted(SPACE_S, 0, -SPACE_S, 0)
        right = index.column() in self.figure_columns
        value = index.data()
        icon_name = index.data(CellRole.ICON)
        tone = index.data(CellRole.TONE) or "ink"
        if not option.state & QStyle.StateFlag.State_Enabled:
            tone = "faint"
        if icon_name:
            edge = icon_size()
            middle = box.center().y() - edge / 2 + 0.5
            paint_icon(painter, QRectF(box.left(), middle, edge, edge), icon_name, tone)
            box.setLeft(box.left() + edge + SPACE_XS)
        if value is None or value == "":
            if state := index.data(CellRole.STATE):
                painter.setFont(self._plain)
                paint_mark(painter, QRectF(box), state, right=right)
            return
        text = value if isinstance(value, str) else self.displayText(value, option.locale)
        strong = bool(index.data(CellRole.STRONG))
        metrics = self._bold_metrics if strong else self._metrics
        painter.setFont(self._bold if strong else self._plain)
        painter.setPen(theme.color(tone))
        # Measuring costs as much as drawing: short texts surely fit.
        sure = len(text) * self._wide <= box.width()
        if not sure and metrics.horizontalAdvance(text) > box.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        # By baseline it is drawn faster than into a rectangle, and every cell stands on one line.
        base = box.top() + (box.height() - metrics.height()) // 2 + metrics.ascent()
        left = box.left()
        if right:
            left += box.width() - metrics.horizontalAdvance(text)
        painter.drawText(left, base, text)


class FiguresHeader(QHeaderView):
    """A header that aligns its titles as their columns and shows the sort beside the title."""

    def __init__(self, table: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.figure_columns: frozenset[int] = frozenset()
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setMinimumSectionSize(2 * SPACE_S + icon_size())
        self._hovered = -1

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), row_height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self.model()
        if model is None or not rect.isValid():
            return
        theme = current_theme()
        hovered = logicalIndex == self._hovered
        painter.fillRect(rect, theme.color("pressed" if hovered else "sunken"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("border"))
        painter.fillRect(
            QRect(rect.right(), rect.top() + 6, 1, rect.height() - 12), theme.color("border")
        )
        title = model.headerData(logicalIndex, Qt.Orientation.Horizontal)
        text = "" if title is None else str(title)
        is_sorted = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        font = figures_font(1.0, QFont.Weight.DemiBold if is_sorted else QFont.Weight.Medium)
        metrics = QFontMetrics(font)
        box = rect.adjusted(SPACE_S, 0, -SPACE_S, 0)
        edge = icon_size() - 2 if is_sorted else 0
        room = box.width() - (edge + SPACE_XS if edge else 0)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(text)
        right = logicalIndex in self.figure_columns
        painter.setFont(font)
        painter.setPen(theme.color("ink" if is_sorted or hovered else "muted"))
        painter.drawText(box, _RIGHT if right else _LEFT, text)
        if edge:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            left = box.right() - width - SPACE_XS - edge if right else box.left() + width + SPACE_XS
            mark = QRectF(left, rect.center().y() - edge / 2 + 0.5, edge, edge)
            paint_icon(painter, mark, "chevron-up" if up else "chevron-down", "accent")

    def mouseMoveEvent(self, event) -> None:
        super().mouseMoveEvent(event)
        self._set_hovered(self.logicalIndexAt(event.position().toPoint()))

    def leaveEvent(self, event) -> None:
        super().leaveEvent(event)
        self._set_hovered(-1)

    def _set_hovered(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()
