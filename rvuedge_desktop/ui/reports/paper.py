"""A sheet of paper after another: headings, sentences, tables and charts, from top to bottom.

Everything is laid out in logical pixels of 1/96 inch and scaled to the device once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPagedPaintDevice, QPainter, QPen

from rvuedge_desktop.ui.charts import ChartPainter
from rvuedge_desktop.ui.charts.base import LEFT, RIGHT
from rvuedge_desktop.ui.theme import Theme, pixel_font

_DPI = 96
_FOOT = 28.0
_GAP = 14.0
_CELL = 8.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width, and where its texts stand."""

    title: str
    share: float
    right: bool = False


class Paper:
    """Draws onto the pages of a device; `foot` is asked for the foot of each page."""

    def __init__(
        self,
        device: QPagedPaintDevice,
        painter: QPainter,
        theme: Theme,
        foot: Callable[[int], tuple[str, str]],
    ) -> None:
        self._device, self._painter, self._theme, self._foot = device, painter, theme, foot
        self._scale = device.logicalDpiX() / _DPI
        self.size = QSizeF(device.width() / self._scale, device.height() / self._scale)
        self.page = 1
        self.top = 0.0
        painter.scale(self._scale, self._scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_foot()

    @property
    def room(self) -> float:
        """What is left of this page."""
        return self.size.height() - _FOOT - self.top

    def new_page(self) -> None:
        self._device.newPage()
        self.page += 1
        self.top = 0.0
        self._draw_foot()

    def keep_together(self, height: float) -> None:
        """Begin a new page unless so much room is left on this one."""
        if self.room < height and self.top > 0:
            self.new_page()

    def space(self, height: float = _GAP) -> None:
        self.top += height

    def heading(self, text: str, scale: float = 1.25, follows: float = 60) -> None:
        """A heading, on the same page as the beginning of what follows."""
        font = pixel_font(scale, QFont.Weight.DemiBold)
        height = QFontMetricsF(font).height()
        self.keep_together(height + follows)
        self._text(QRectF(0, self.top, self.size.width(), height), text, font, "ink", LEFT)
        self.top += height + 6

    def sentence(self, text: str, role: str = "ink", left: float = 0.0) -> None:
        """A paragraph, wrapped at the width of the page."""
        font = pixel_font()
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        wide = QRectF(left, 0, self.size.width() - left, 10_000)
        needed = QFontMetricsF(font).boundingRect(wide, int(flags), text)
        self.keep_together(needed.height())
        box = QRectF(left, self.top, wide.width(), needed.height() + 2)
        self._text(box, text, font, role, flags)
        self.top += needed.height() + 5

    def figures(self, cells: Sequence[tuple[str, str]]) -> None:
        """Large figures in a row, each with its name above it."""
        width = self.size.width() / len(cells)
        small, large = pixel_font(0.92), pixel_font(1.7, QFont.Weight.DemiBold)
        low, high = QFontMetricsF(small).height(), QFontMetricsF(large).height()
        for number, (name, figure) in enumerate(cells):
            left = number * width
            self._text(QRectF(left, self.top, width - 8, low), name, small, "muted", LEFT)
            box = QRectF(left, self.top + low, width - 8, high)
            self._text(box, figure, large, "ink", LEFT)
        self.top += low + high + _GAP

    def charts(self, charts: Sequence[tuple[str, ChartPainter]], height: float) -> None:
        """Charts side by side, each under its name."""
        self.keep_together(height + 24)
        width = (self.size.width() - _GAP * (len(charts) - 1)) / len(charts)
        font = pixel_font(1.0, QFont.Weight.DemiBold)
        line = QFontMetricsF(font).height()
        for number, (name, chart) in enumerate(charts):
            left = number * (width + _GAP)
            self._text(QRectF(left, self.top, width, line), name, font, "ink", LEFT)
            box = QRectF(left, self.top + line + 4, width, height)
            self._painter.save()
            self._painter.setClipRect(box)
            chart.paint(self._painter, box, self._theme)
            self._painter.restore()
        self.top += line + 4 + height + _GAP

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        bold: Callable[[int], bool] = lambda row: False,
    ) -> None:
        """A table that runs over pages, its headings on each."""
        plain, strong = pixel_font(0.92), pixel_font(0.92, QFont.Weight.DemiBold)
        height = QFontMetricsF(strong).height() + 4
        whole = sum(column.share for column in columns)
        widths = [self.size.width() * column.share / whole for column in columns]
        self.keep_together(3 * height)
        self._row(columns, [column.title for column in columns], widths, height, strong)
        for number, row in enumerate(rows):
            if self.room < height:
                self.new_page()
                self._row(columns, [column.title for column in columns], widths, height, strong)
            self._row(columns, row, widths, height, strong if bold(number) else plain)
        self.space()

    def _row(
        self,
        columns: Sequence[Column],
        texts: Sequence[str],
        widths: Sequence[float],
        height: float,
        font: QFont,
    ) -> None:
        metrics = QFontMetricsF(font)
        left = 0.0
        for column, text, width in zip(columns, texts, widths, strict=True):
            box = QRectF(left, self.top, width - _CELL, height)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            self._text(box, shown, font, "ink", RIGHT if column.right else LEFT)
            left += width
        self.top += height
        self._painter.setPen(QPen(self._theme.color("grid"), 0.5))
        self._painter.drawLine(QPointF(0, self.top), QPointF(self.size.width() - _CELL, self.top))

    def _draw_foot(self) -> None:
        font = pixel_font(0.85)
        height = QFontMetricsF(font).height()
        box = QRectF(0, self.size.height() - height, self.size.width(), height)
        left, right = self._foot(self.page)
        self._text(box, left, font, "muted", LEFT)
        self._text(box, right, font, "muted", RIGHT)

    def _text(self, box: QRectF, text: str, font: QFont, role: str, flags) -> None:
        self._painter.setFont(font)
        self._painter.setPen(self._theme.color(role))
        self._painter.drawText(box, int(flags), text)
