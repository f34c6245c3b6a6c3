"""What every chart is: plain data in, drawing on any painter out.

A chart draws in logical pixels with fonts in pixels, so the same code serves a widget, a picture
and paper; `paint` scales it to the device.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from rvuedge_desktop.ui.theme import Theme, pixel_font

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
CENTER = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class ChartMark:
    """Something on a chart one can point at.

    `area` takes the pointer, `anchor` is where the read-out points, `key` is what a click tells
    the page (a date, a code, …), `text` the read-out: its first line is the name.
    """

    area: QRectF
    anchor: QPointF
    key: object
    text: str


class ChartPainter(ABC):
    """A chart without a widget."""

    def __init__(self, title: str = "") -> None:
        self.title = title

    # What it shows

    @abstractmethod
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""

    @abstractmethod
    def table(self) -> list[list[str]]:
        """The data as rows of text; the first row holds the titles."""

    @abstractmethod
    def summary(self) -> str:
        """One or two sentences that say what a person would see."""

    def empty_text(self) -> str:
        """What stands in place of an empty chart."""
        return QCoreApplication.translate("Charts", "Nothing to show for this period yet.")

    # Drawing

    def size_hint(self) -> QSizeF:
        """A good size in logical pixels."""
        return QSizeF(480, 240)

    def minimum_size(self) -> QSizeF:
        """The size below which it makes no sense."""
        return QSizeF(160, 96)

    @abstractmethod
    def marks(self, size: QSizeF) -> Sequence[ChartMark]:
        """The marks of a drawing of this size, in the order arrows walk them."""

    @abstractmethod
    def draw(self, painter: QPainter, size: QSizeF, theme: Theme, focus: int) -> None:
        """Draw onto (0, 0, size); mark `focus` is emphasised unless it is -1."""

    def paint(
        self, painter: QPainter, rect: QRectF, theme: Theme, scale: float = 1.0, focus: int = -1
    ) -> None:
        """Draw inside `rect`; `scale` is device units per logical pixel (dpi / 96 on paper)."""
        painter.save()
        painter.translate(rect.topLeft())
        painter.scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        size = QSizeF(rect.width() / scale, rect.height() / scale)
        if self.is_empty():
            self._draw_empty(painter, size, theme)
        else:
            self.draw(painter, size, theme, focus)
        painter.restore()

    def step(self, index: int, across: int, down: int) -> int:
        """The mark an arrow key leads to."""
        return index + across + down

    def _draw_empty(self, painter: QPainter, size: QSizeF, theme: Theme) -> None:
        painter.setFont(pixel_font())
        painter.setPen(theme.color("muted"))
        flags = CENTER | Qt.TextFlag.TextWordWrap
        painter.drawText(QRectF(8, 0, size.width() - 16, size.height()), flags, self.empty_text())


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A swatch and its name. `shape` is box, line or dash."""

    shape: str
    role: str
    text: str


def draw_legend(
    painter: QPainter, left: float, top: float, room: float, theme: Theme, items: list[LegendItem]
) -> None:
    """A row of swatches with names; those that do not fit are left out."""
    font = pixel_font(0.92)
    metrics = QFontMetricsF(font)
    height = metrics.height()
    x = left
    for item in items:
        width = 18 + metrics.horizontalAdvance(item.text)
        if x + width > left + room + 1:
            return
        middle = top + height / 2
        color = theme.color(item.role)
        if item.shape == "box":
            painter.fillRect(QRectF(x, middle - 5, 10, 10), color)
        else:
            pen = QPen(color, 2)
            if item.shape == "dash":
                pen.setDashPattern([2.5, 1.5])
            painter.setPen(pen)
            painter.drawLine(QPointF(x, middle), QPointF(x + 12, middle))
        painter.setFont(font)
        painter.setPen(theme.color("muted"))
        painter.drawText(QRectF(x + 18, top, width, height), LEFT, item.text)
        x += width + 16


def small_font(weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The font of tick labels."""
    return pixel_font(0.92, weight)


def elided(metrics: QFontMetricsF, text: str, room: float) -> str:
    """`text` shortened at its end to fit."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
