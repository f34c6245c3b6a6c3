"""The lines that Enter would log: code, name, credited wRVU, and a reason when it differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    current_theme,
    figures_font,
    row_height,
    text_height,
    ui_font,
)
from rvuedge_desktop.ui.widgets.marks import mark_for, mark_width, paint_mark

MOST_ROWS = 7
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A line as the panel shows it; `figure` is formatted, `remark` may be empty."""

    code: str
    name: str
    extra: str
    figure: str
    state: ValueState
    remark: str = ""


class ReadyList(QWidget):
    """Painted rows, so that showing them at every key costs nothing that could be felt."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ReadyRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[ReadyRow]) -> None:
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        self.setAccessibleName(
            self.tr("Ready to log: %s").replace(
                "%s", "; ".join(f"{row.code} {row.name} {row.figure}" for row in self._rows)
            )
        )
        self.updateGeometry()
        self.update()

    def rows(self) -> tuple[ReadyRow, ...]:
        return self._rows

    def _height_of(self, row: ReadyRow) -> int:
        return row_height() + (text_height() if row.remark else 0)

    def sizeHint(self) -> QSize:
        height = sum(self._height_of(row) for row in self._rows[:MOST_ROWS])
        if len(self._rows) > MOST_ROWS:
            height += row_height()
        return QSize(420, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0.0
        for row in self._rows[:MOST_ROWS]:
            self._paint_row(painter, row, top)
            top += self._height_of(row)
        if len(self._rows) > MOST_ROWS:
            painter.setFont(ui_font())
            painter.setPen(current_theme().color("muted"))
            more = self.tr("… and %s more lines").replace("%s", str(len(self._rows) - MOST_ROWS))
            painter.drawText(QRectF(SPACE_S, top, self.width(), row_height()), _LEFT, more)
        painter.end()

    def _paint_row(self, painter: QPainter, row: ReadyRow, top: float) -> None:
        theme = current_theme()
        strong = figures_font(1.0, QFont.Weight.DemiBold)
        line = float(row_height())
        painter.setFont(strong)
        painter.setPen(theme.color("ink"))
        code_width = QFontMetricsF(strong).horizontalAdvance("00000-26") + SPACE_L
        shown = QFontMetricsF(strong).horizontalAdvance(row.code)
        code_width = max(code_width, shown + SPACE_M)
        painter.drawText(QRectF(SPACE_S, top, code_width, line), _LEFT, row.code)
        right: float = self.width() - SPACE_S
        if mark_for(row.state) is not None and not row.figure:
            width = mark_width(row.state, ui_font())
            box = QRectF(right - width - SPACE_XS, top, width + SPACE_XS, line)
            painter.setFont(ui_font())
            paint_mark(painter, box, row.state, right=True)
        else:
            width = QFontMetricsF(strong).horizontalAdvance(row.figure)
            painter.drawText(QRectF(right - width - 1, top, width + 1, line), _RIGHT, row.figure)
        right -= width + SPACE_L
        left = SPACE_S + code_width
        plain = ui_font()
        painter.setFont(plain)
        metrics = QFontMetricsF(plain)
        if row.extra:
            wide = metrics.horizontalAdvance(row.extra)
            painter.setPen(theme.color("muted"))
            painter.drawText(QRectF(right - wide - 1, top, wide + 2, line), _RIGHT, row.extra)
            right -= wide + SPACE_M
        painter.setPen(theme.color("ink"))
        name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, max(0.0, right - left))
        painter.drawText(QRectF(left, top, right - left, line), _LEFT, name)
        if row.remark:
            painter.setPen(theme.color("muted"))
            room = self.width() - SPACE_S - left
            text = metrics.elidedText(row.remark, Qt.TextElideMode.ElideRight, room)
            box = QRectF(left, top + line - SPACE_XS, room, text_height())
            painter.drawText(box, _LEFT, text)
