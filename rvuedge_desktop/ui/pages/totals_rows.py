"""The rows that stand still under the log: what the days shown and their month add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTableView, QWidget

from rvuedge_desktop.ui.theme import SPACE_L, SPACE_S, current_theme, figures_font, row_height

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class TotalsRow:
    """What is added up, how many lines, the sum as shown, and what it leaves out."""

    label: str
    lines: str
    figure: str
    remark: str = ""


class TotalsRows(QWidget):
    """Figures stand under the figures of `column` of the table, wherever that column is."""

    def __init__(self, table: QTableView, column: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._column = column
        self._rows: tuple[TotalsRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        header = table.horizontalHeader()
        for signal in (header.sectionResized, header.sectionMoved, header.geometriesChanged):
            signal.connect(lambda *_: self.update())
        table.horizontalScrollBar().valueChanged.connect(lambda _: self.update())

    def set_rows(self, rows: Sequence[TotalsRow]) -> None:
        """Show these sums."""
        if tuple(rows) == self._rows:
            return
        grown = len(rows) != len(self._rows)
        self._rows = tuple(rows)
        spoken = [
            ", ".join(part for part in (row.label, row.lines, row.figure, row.remark) if part)
            for row in rows
        ]
        self.setAccessibleName(self.tr("Totals"))
        self.setAccessibleDescription("; ".join(spoken))
        self.setToolTip("\n".join(f"{row.label}: {row.remark}" for row in rows if row.remark))
        if grown:
            self.updateGeometry()
        self.update()

    def rows(self) -> tuple[TotalsRow, ...]:
        return self._rows

    def sizeHint(self) -> QSize:
        return QSize(0, len(self._rows) * row_height() + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sunken"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("border"))
        right = self._right_edge()
        after = self.width() - right - SPACE_L - SPACE_S
        metrics = QFontMetrics(figures_font())
        # All remarks stand beside their figures, or none does.
        beside = all(metrics.horizontalAdvance(row.remark) <= after for row in self._rows)
        for at, row in enumerate(self._rows):
            self._paint_row(
                painter,
                QRect(0, 1 + at * row_height(), self.width(), row_height()),
                row,
                right,
                beside,
            )
        painter.end()

    def _right_edge(self) -> int:
        """Where the figures end: under their column, or at the edge when it is out of sight."""
        header = self._table.horizontalHeader()
        edge = self.width() - SPACE_S
        if header.isSectionHidden(self._column):
            return edge
        left = header.sectionViewportPosition(self._column)
        ends = left + header.sectionSize(self._column) - SPACE_S
        return ends if 0 < ends <= edge else edge

    def _paint_row(
        self, painter: QPainter, box: QRect, row: TotalsRow, right: int, beside: bool
    ) -> None:
        theme = current_theme()
        strong = figures_font(1.0, QFont.Weight.DemiBold)
        plain = figures_font()
        figure_room = QFontMetrics(strong).horizontalAdvance(row.figure)
        painter.setFont(strong)
        painter.setPen(theme.color("ink"))
        painter.drawText(QRect(0, box.top(), right, box.height()), _RIGHT, row.figure)
        left = SPACE_S
        room = right - figure_room - SPACE_L - left
        metrics = QFontMetrics(strong)
        label = metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, max(0, room))
        painter.drawText(QRect(left, box.top(), room, box.height()), _LEFT, label)
        used = metrics.horizontalAdvance(label) + SPACE_L
        metrics = QFontMetrics(plain)
        painter.setFont(plain)
        painter.setPen(theme.color("muted"))
        rest = row.lines
        if row.remark and beside:
            spot = QRect(right + SPACE_L, box.top(), self.width() - right, box.height())
            painter.drawText(spot, _LEFT, row.remark)
        elif row.remark:
            rest = f"{row.lines}  ·  {row.remark}" if row.lines else row.remark
        left, room = left + used, room - used
        rest = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, max(0, room))
        painter.drawText(QRect(left, box.top(), max(0, room), box.height()), _LEFT, rest)
