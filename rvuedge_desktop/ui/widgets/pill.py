"""A small rounded mark with a word in it: what kind of code this is. Not a button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rvuedge_desktop.ui.theme import (
    SPACE_S,
    SPACE_XS,
    current_theme,
    icon_size,
    on_grid,
    paint_icon,
    text_height,
    ui_font,
)


class Pill(QWidget):
    """A word on a soft ground; `role` names its colour, with an icon for those who see none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._role, self._icon = "", "", ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_pill(self, text: str, role: str = "", icon: str = "") -> None:
        """Say this; an empty role is quiet ink."""
        self._text, self._role, self._icon = text, role, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(ui_font(0.9)).horizontalAdvance(self._text) + 2 * SPACE_S
        if self._icon:
            width += self._edge() + SPACE_XS
        return QSize(round(width) + 1, on_grid(text_height() + SPACE_XS))

    def _edge(self) -> int:
        return icon_size() - 2

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"{self._role}_soft" if self._role in _SOFT else "chip"))
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        ink = self._role or "ink"
        left = float(SPACE_S)
        if self._icon:
            edge = self._edge()
            spot = QRectF(left, (box.height() - edge) / 2, edge, edge)
            paint_icon(painter, spot, self._icon, ink)
            left += edge + SPACE_XS
        painter.setFont(ui_font(0.9))
        painter.setPen(theme.color(ink))
        room = QRectF(left, 0, box.width() - left, box.height())
        painter.drawText(
            room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text
        )
        painter.end()


_SOFT = frozenset({"accent", "drug", "warning", "error", "good", "info"})
