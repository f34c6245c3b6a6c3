"""A filter in force, shown as a chip that can be taken away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from rvuedge_desktop.ui.theme import (
    SPACE_S,
    SPACE_XS,
    current_theme,
    icon_size,
    paint_icon,
)
from rvuedge_desktop.ui.widgets.painted_chip import PaintedChip

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class FilterChip(PaintedChip):
    """A filter in force: click, Delete or Backspace takes it away."""

    removed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setToolTip(self.tr("Remove this filter"))
        self.setAccessibleName(self.tr("Filter %s").replace("%s", text))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self.removed)

    def sizeHint(self) -> QSize:
        text = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(round(2 * SPACE_S + text + SPACE_XS + _cross() + 1), self._height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_box(painter, "chip", "chip_border")
        edge = _cross()
        right = self.width() - SPACE_S - edge
        paint_icon(painter, QRectF(right, (self.height() - edge) / 2, edge, edge), "close", "muted")
        room = right - SPACE_XS - SPACE_S
        metrics = QFontMetricsF(self.font())
        painter.setPen(current_theme().color("ink"))
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room + 1)
        painter.drawText(QRectF(SPACE_S, 0, room + 2, self.height()), _LEFT, text)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


def _cross() -> int:
    return icon_size() - 4
