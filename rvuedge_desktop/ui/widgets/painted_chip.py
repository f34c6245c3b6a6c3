"""The rounded box that every chip is painted in."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from rvuedge_desktop.ui.theme import (
    SPACE_S,
    current_theme,
    on_grid,
    text_height,
)


class PaintedChip(QAbstractButton):
    """A rounded box with an icon and text; subclasses say which."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _height(self) -> int:
        return on_grid(text_height() + SPACE_S)

    def _paint_box(self, painter: QPainter, fill: str, line: str, *, dashed: bool = False) -> None:
        theme = current_theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        pen = QPen(theme.color("focus" if focused else line), 2.0 if focused else 1.0)
        if dashed and not focused:
            pen.setStyle(Qt.PenStyle.DashLine)
        inset = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(theme.color("hover" if self.underMouse() and fill != line else fill))
        if self.underMouse() and fill.endswith("_soft"):
            painter.setBrush(theme.color(fill))
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, 6, 6)
