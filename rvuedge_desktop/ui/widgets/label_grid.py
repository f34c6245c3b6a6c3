"""A small table made of labels, for a handful of rows on a page that scrolls as a whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from rvuedge_desktop.ui.theme import (
    SPACE_M,
    SPACE_XS,
    current_theme,
    figures_font,
    ui_font,
)

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell's text; `tone` colours it by token name, `strong` makes it heavier."""

    text: str
    tone: str = ""
    strong: bool = False
    tip: str = ""


class LabelGrid(QWidget):
    """Rows of labels with a line between them. Labels are kept and reused."""

    def __init__(
        self,
        figure_columns: Collection[int] = (),
        *,
        stretch: int = 0,
        ruled: bool = True,
        wrapped: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._figures = frozenset(figure_columns)
        self._ruled = ruled
        self._wrapped = wrapped
        self._stretch = stretch
        self._labels: dict[tuple[int, int], QLabel] = {}
        self._shape = (0, 0)
        self._has_header = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_M)
        self._grid.setVerticalSpacing(2 * SPACE_XS if ruled else SPACE_XS)
        self._grid.setColumnStretch(stretch, 1)

    def set_rows(self, headers: Sequence[str], rows: Sequence[Sequence[GridCell | str]]) -> None:
        """Show these rows under `headers`, which may be empty."""
        self._has_header = bool(headers)
        lines: list[Sequence[GridCell | str]] = []
        if headers:
            lines.append([GridCell(text, "muted") for text in headers])
        lines += rows
        width = max(map(len, lines), default=0)
        for at, line in enumerate(lines):
            for column, cell in enumerate(line):
                self._put(at, column, cell if isinstance(cell, GridCell) else GridCell(cell))
        for (at, column), label in self._labels.items():
            label.setVisible(at < len(lines) and column < len(lines[at]))
        self._shape = (len(lines), width)
        self.update()

    def set_first_width(self, pixels: int) -> None:
        """Give the first column at least this width, so that several grids line up."""
        self._grid.setColumnMinimumWidth(0, pixels)

    def texts(self) -> list[list[str]]:
        """What is shown, row by row."""
        rows, _ = self._shape
        return [
            [
                label.text()
                for (at, _column), label in sorted(self._labels.items())
                if at == row and not label.isHidden()
            ]
            for row in range(rows)
        ]

    def _put(self, row: int, column: int, cell: GridCell) -> None:
        label = self._labels.get((row, column))
        right = column in self._figures
        if label is None:
            label = QLabel(self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setAlignment(_RIGHT if right else _LEFT)
            if self._wrapped and not right:
                label.setWordWrap(column == self._stretch)
                label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self._labels[(row, column)] = label
            self._grid.addWidget(label, row, column)
        if label.text() != cell.text:
            label.setText(cell.text)
        label.setToolTip(cell.tip)
        if self._has_header and row == 0:
            label.setFont(ui_font(0.9))
        else:
            weight = QFont.Weight.DemiBold if cell.strong else QFont.Weight.Normal
            label.setFont(figures_font(1.0, weight))
        if label.property("tone") != cell.tone:
            label.setProperty("tone", cell.tone)
            label.style().unpolish(label)
            label.style().polish(label)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        rows, _ = self._shape
        if not self._ruled or rows < 2:
            return
        painter = QPainter(self)
        painter.setPen(current_theme().color("border"))
        for row in range(1, rows):
            y = self._grid.cellRect(row, 0).top() - self._grid.verticalSpacing() // 2 - 1
            painter.drawLine(0, y, self.width(), y)
        painter.end()
