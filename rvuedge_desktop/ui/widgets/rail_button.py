"""A place on the rail at the left of the window."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from rvuedge_desktop.ui.theme import (
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    current_theme,
    icon_size,
    on_grid,
    paint_icon,
    text_height,
    ui_font,
)

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class RailButton(QAbstractButton):
    """Icon and name; the checked one carries an accent bar. Collapsed it shows the icon alone."""

    def __init__(self, icon_name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._collapsed = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_collapsed(self, collapsed: bool) -> None:
        """Icon alone, with the name as tooltip."""
        self._collapsed = collapsed
        if not self.toolTip() or self.toolTip() == self.text():
            self.setToolTip(self.text() if collapsed else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        edge = icon_size() + 2
        height = on_grid(max(edge, text_height()) + 2 * SPACE_S + SPACE_XS)
        if self._collapsed:
            return QSize(edge + 2 * SPACE_M + SPACE_XS, height)
        words = QFontMetrics(ui_font(1.0, QFont.Weight.DemiBold)).horizontalAdvance(self.text())
        return QSize(edge + words + 4 * SPACE_M + SPACE_XS, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse() or self.isDown():
            checked = self.isChecked() and not self.isDown()
            painter.setBrush(theme.color("surface" if checked else "pressed"))
            painter.drawRoundedRect(box, 6, 6)
        if self.isChecked():
            painter.setBrush(theme.color("accent"))
            bar = QRectF(box.left(), box.top() + 8, 3, box.height() - 16)
            painter.drawRoundedRect(bar, 1.5, 1.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(box, 6, 6)
        edge = icon_size() + 2
        left = (self.width() - edge) / 2 if self._collapsed else SPACE_M + 2
        middle = (self.height() - edge) / 2
        lit = self.isChecked() or self.underMouse()
        role = "accent" if self.isChecked() else "ink" if lit else "muted"
        paint_icon(painter, QRectF(left, middle, edge, edge), self._icon_name, role)
        if not self._collapsed:
            weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
            painter.setFont(ui_font(1.0, weight))
            painter.setPen(theme.color("ink" if lit else "muted"))
            words = QRectF(left + edge + SPACE_M, 0, self.width(), self.height())
            painter.drawText(words, _LEFT, self.text())
        painter.end()
