"""Codes as a list: found by a search, or browsed; and how a row of it is painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

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
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rvuedge_desktop.domain.amounts import from_hundredths
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.theme import (
    SPACE_M,
    SPACE_S,
    current_theme,
    figures_font,
    on_grid,
    ui_font,
)
from rvuedge_desktop.ui.widgets.marks import mark_for, mark_width, paint_mark

_PLAIN, _BOLD, _SMALL = range(3)
_Index = QModelIndex | QPersistentModelIndex


def figure_of(document: Any) -> str:
    """The formatted work RVU of a code that has one; empty for all others, never 0.00."""
    if document.state == ValueState.VALUED and document.work is not None:
        return shown.wrvu(from_hundredths(document.work))
    return ""


class CodeHits(QAbstractListModel):
    """Documents of the search index. Browsed codes are fetched as they are painted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._codes: Sequence[str] = ()
        self._known: dict[str, Any] = {}
        self._fetch: Callable[[str], Any] | None = None

    def set_hits(self, hits: Sequence[Any]) -> None:
        """Show what a search found, best first."""
        self.beginResetModel()
        self._codes = [hit.code for hit in hits]
        self._known = {hit.code: hit for hit in hits}
        self._fetch = None
        self.endResetModel()

    def set_codes(self, codes: Sequence[str], fetch: Callable[[str], Any]) -> None:
        """Show these codes; `fetch` gives the document of one when it is painted."""
        self.beginResetModel()
        self._codes = codes
        self._known = {}
        self._fetch = fetch
        self.endResetModel()

    def codes(self) -> Sequence[str]:
        return self._codes

    def code(self, row: int) -> str:
        """The code of a row; empty when there is no such row."""
        return self._codes[row] if 0 <= row < len(self._codes) else ""

    def document(self, row: int) -> Any:
        """What the index knows of the code in a row; None when it knows nothing any more."""
        code = self.code(row)
        found = self._known.get(code)
        if found is None and code and self._fetch is not None:
            found = self._fetch(code)
            self._known[code] = found
        return found

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._codes)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        document = self.document(index.row())
        if document is None:
            return self.code(index.row()) or None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{document.code} {document.name}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(document.name)
        mark = mark_for(document.state)
        worth = mark.word if mark else self.tr("%s work RVU").replace("%s", figure_of(document))
        return ", ".join((document.code, document.name, document.section, worth))


class CodeHitDelegate(QStyledItemDelegate):
    """Two lines: code and name with the wRVU or mark at the right, and the section below."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.refresh_fonts()

    def refresh_fonts(self) -> None:
        """Measure anew, after the program's font changed."""
        self._plain = ui_font()
        self._small = ui_font(0.9)
        self._bold = figures_font(1.0, QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(self._plain)
        self._small_metrics = QFontMetricsF(self._small)
        self._code_width = QFontMetricsF(self._bold).horizontalAdvance("W0000") + SPACE_M
        self._figure_width = QFontMetricsF(self._bold).horizontalAdvance("000.00")
        self._marks: dict[str, float] = {}
        self._laid: dict[tuple[str, int, int], QStaticText] = {}
        self._figures: dict[int, str] = {}
        line = self._metrics.height()
        self._height = on_grid(line + self._small_metrics.height() + SPACE_S + 2)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(320, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        document = model.document(index.row()) if isinstance(model, CodeHits) else None
        if document is None:
            return
        theme = current_theme()
        rect = QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(
                QRectF(rect.left(), rect.top(), 3, rect.height()), theme.color("accent")
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.color("grid")
        )
        box = rect.adjusted(SPACE_M, SPACE_S / 2, -SPACE_M, -SPACE_S / 2)
        first = QRectF(box.left(), box.top(), box.width(), self._metrics.height())
        right = self._paint_worth(painter, first, document)
        painter.setPen(theme.color("ink"))
        painter.setFont(self._bold)
        painter.drawStaticText(first.topLeft(), self._laid_out(document.code, _BOLD, 0))
        painter.setFont(self._plain)
        left = box.left() + self._code_width
        name = self._laid_out(document.name or document.code, _PLAIN, right - SPACE_M - left)
        painter.drawStaticText(QPointF(left, first.top()), name)
        painter.setFont(self._small)
        painter.setPen(theme.color("muted"))
        section = self._laid_out(document.section, _SMALL, box.right() - left)
        painter.drawStaticText(QPointF(left, first.bottom() + 1), section)

    def _paint_worth(self, painter: QPainter, box: QRectF, document: Any) -> float:
        """Draw the figure or the mark at the right end; where the name must stop."""
        if mark_for(document.state) is None:
            figure = ""
            if document.work is not None:
                figure = self._figures.get(document.work, "")
                if not figure:
                    figure = self._figures[document.work] = figure_of(document)
            painter.setFont(self._bold)
            painter.setPen(current_theme().color("ink"))
            text = self._laid_out(figure, _BOLD, 0)
            painter.drawStaticText(QPointF(box.right() - text.size().width(), box.top()), text)
            return box.right() - self._figure_width
        painter.setFont(self._small)
        width = self._marks.get(document.state)
        if width is None:
            width = self._marks[document.state] = mark_width(document.state, self._small) + 1
        paint_mark(
            painter,
            QRectF(box.right() - width, box.top(), width, box.height()),
            document.state,
            right=True,
        )
        return box.right() - width

    def _laid_out(self, text: str, font: int, room: float) -> QStaticText:
        """`text` cut to its room (0: whole), shaped once: lists are painted anew at every key."""
        key = (text, int(room), font)
        found = self._laid.get(key)
        if found is None:
            if len(self._laid) > 4_000:
                self._laid.clear()
            if room:
                metrics = self._small_metrics if font == _SMALL else self._metrics
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room + 1)
            found = QStaticText(text)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.prepare(font=(self._plain, self._bold, self._small)[font])
            self._laid[key] = found
        return found
