"""A chart on the screen: pointer and keyboard, read-out, copying, and words for screen readers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from rvuedge_desktop.ui.charts.base import LEFT, ChartMark, ChartPainter
from rvuedge_desktop.ui.theme import SPACE_L, SPACE_S, Theme, current_theme, icon, pixel_font

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class ChartWidget(QWidget):
    """Shows a `ChartPainter`. Arrows walk its marks, Enter is a click."""

    clicked = Signal(int, object)  # index of the mark, its key

    def __init__(self, painter: ChartPainter | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = painter
        self._focus = -1
        self._hover = -1
        self._marks: list[ChartMark] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._describe()

    def set_chart(self, painter: ChartPainter) -> None:
        """Show another chart (or the same with new data)."""
        self._painter = painter
        self._focus = self._hover = -1
        self._marks = None
        self._describe()
        self.updateGeometry()
        self.update()

    def chart(self) -> ChartPainter | None:
        return self._painter

    def marks(self) -> list[ChartMark]:
        """The marks as drawn now."""
        if self._marks is None:
            chart = self._painter
            empty = chart is None or chart.is_empty()
            self._marks = [] if empty or chart is None else list(chart.marks(QSizeF(self.size())))
        return self._marks

    def current_index(self) -> int:
        """The mark pointed at, else the one under the keyboard's focus, else -1."""
        return self._hover if self._hover >= 0 else self._focus

    def readout(self) -> str:
        """The text shown for the current mark."""
        index, marks = self.current_index(), self.marks()
        return marks[index].text if 0 <= index < len(marks) else ""

    def set_current_index(self, index: int) -> None:
        """Put the keyboard's focus on a mark; -1 for none."""
        self._focus = index if 0 <= index < len(self.marks()) else -1
        self._describe()
        self.update()

    # Copying

    def picture(self, ratio: float = 2.0) -> QImage:
        """The chart with its title on the theme's surface, for other programs."""
        title = self._painter.title if self._painter else ""
        head = QFontMetricsF(pixel_font(1.1)).height() + SPACE_S if title else 0.0
        size = QSizeF(self.width() + 2 * SPACE_L, self.height() + head + 2 * SPACE_L)
        image = QImage(
            round(size.width() * ratio), round(size.height() * ratio), QImage.Format.Format_RGB32
        )
        image.setDevicePixelRatio(ratio)
        theme = current_theme()
        image.fill(theme.color("surface"))
        painter = QPainter(image)
        if title:
            painter.setFont(pixel_font(1.1, QFont.Weight.DemiBold))
            painter.setPen(theme.color("ink"))
            painter.drawText(QRectF(SPACE_L, SPACE_L, self.width(), head - SPACE_S), LEFT, title)
        if self._painter is not None:
            box = QRectF(SPACE_L, SPACE_L + head, self.width(), self.height())
            self._painter.paint(painter, box, theme)
        painter.end()
        return image

    def table_text(self) -> str:
        """The data, tab-separated, as spreadsheets take it."""
        rows = self._painter.table() if self._painter else []
        return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)

    def copy_picture(self) -> None:
        QGuiApplication.clipboard().setImage(self.picture())

    def copy_table(self) -> None:
        QGuiApplication.clipboard().setText(self.table_text())

    # Qt

    def sizeHint(self) -> QSize:
        return self._painter.size_hint().toSize() if self._painter else QSize(240, 120)

    def minimumSizeHint(self) -> QSize:
        return self._painter.minimum_size().toSize() if self._painter else QSize(0, 0)

    def resizeEvent(self, event) -> None:
        self._marks = None
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._marks = None
            self._describe()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._painter is None:
            return
        theme = current_theme()
        painter = QPainter(self)
        index = self.current_index()
        self._painter.paint(painter, QRectF(self.rect()), theme, focus=index)
        marks = self.marks()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() and self._focus < 0:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        if 0 <= index < len(marks):
            self._paint_readout(painter, marks[index], theme)
        painter.end()

    def _paint_readout(self, painter: QPainter, mark: ChartMark, theme: Theme) -> None:
        first, *rest = mark.text.split("\n")
        strong, plain = pixel_font(0.95, QFont.Weight.DemiBold), pixel_font(0.95)
        metrics = QFontMetricsF(strong)
        lines = [(first, strong), *[(line, plain) for line in rest]]
        width = max(QFontMetricsF(font).horizontalAdvance(text) for text, font in lines)
        width = min(width + 2 * SPACE_S + 2, self.width() - 4.0)
        height = metrics.height() * len(lines) + 12
        box = QRectF(self._readout_corner(mark.anchor, width, height), QSizeF(width, height))
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(box, 4, 4)
        y = box.top() + 6
        for place, (text, font) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(theme.color("ink" if place == 0 or len(lines) < 3 else "muted"))
            if place == 1:
                painter.setPen(theme.color("ink"))
            room = QRectF(box.left() + SPACE_S, y, width - 2 * SPACE_S + 1, metrics.height())
            shown = QFontMetricsF(font).elidedText(
                text, Qt.TextElideMode.ElideRight, room.width() + 1
            )
            painter.drawText(room, LEFT, shown)
            y += metrics.height()

    def _readout_corner(self, anchor: QPointF, width: float, height: float) -> QPointF:
        """Beside the mark, on the side with room, never over the edge."""
        x = anchor.x() + 12
        if x + width > self.width() - 2:
            x = anchor.x() - 12 - width
        y = anchor.y() - height - 8
        if y < 2:
            y = anchor.y() + 12
        x = min(max(2.0, x), max(2.0, self.width() - width - 2))
        y = min(max(2.0, y), max(2.0, self.height() - height - 2))
        return QPointF(x, y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hover(self._mark_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hover(-1)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self._mark_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and index >= 0:
            self.clicked.emit(index, self.marks()[index].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        marks = self.marks()
        key = Qt.Key(event.key())
        if not marks or self._painter is None:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            across, down = _ARROWS[key]
            target = self._painter.step(self._focus, across, down) if self._focus >= 0 else 0
            self._hover = -1
            if 0 <= target < len(marks):
                self.set_current_index(target)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._hover = -1
            self.set_current_index(0 if key == Qt.Key.Key_Home else len(marks) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._focus >= 0:
            self.clicked.emit(self._focus, marks[self._focus].key)
        elif key == Qt.Key.Key_Escape and self._focus >= 0:
            self.set_current_index(-1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self._focus = -1
        self._describe()
        self.update()

    def context_menu(self) -> QMenu:
        """Copy as picture, copy as table."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Chart"))
        menu.addAction(icon("copy"), self.tr("Copy as picture"), self.copy_picture)
        menu.addAction(icon("copy"), self.tr("Copy as table"), self.copy_table)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.context_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())
        event.accept()

    def _mark_at(self, where: QPointF) -> int:
        for index, mark in enumerate(self.marks()):
            if mark.area.contains(where):
                return index
        return -1

    def _set_hover(self, index: int) -> None:
        if index != self._hover:
            self._hover = index
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if index >= 0 else Qt.CursorShape.ArrowCursor
            )
            self.update()

    def _describe(self) -> None:
        chart = self._painter
        if chart is None:
            return
        self.setAccessibleName(chart.title or self.tr("Chart"))
        summary = chart.empty_text() if chart.is_empty() else chart.summary()
        marks = self._marks or []
        if 0 <= self._focus < len(marks):
            summary = marks[self._focus].text.replace("\n", ", ")
        if summary != self.accessibleDescription():
            self.setAccessibleDescription(summary)
            event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)
