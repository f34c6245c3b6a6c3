"""One value among many: a strip with a line for each, the median, and the one that is meant."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from rvuedge_desktop.ui import format as fmt
from rvuedge_desktop.ui.charts.axis import Axis, axis_for
from rvuedge_desktop.ui.charts.base import CENTER, ChartMark, ChartPainter, small_font
from rvuedge_desktop.ui.theme import Theme

_STRIP = 28.0
_GAP = 4.0
_SIDE = 12.0
_PARTS = 10
_FAINTEST, _DENSEST = 0.35, 6


@dataclass(frozen=True, slots=True)
class Strip:
    """`values` sorted, at least one; `value` is the one that is meant, under `name`."""

    values: Sequence[Decimal]
    value: Decimal
    name: str
    median: Decimal
    unit: str = "wRVU"
    summary: str = ""


@dataclass(frozen=True, slots=True)
class _Span:
    """The values from `low` up to, not including, `high`."""

    low: Decimal
    high: Decimal
    count: int


def _tr(text: str) -> str:
    return QCoreApplication.translate("Charts", text)


class StripPlot(ChartPainter):
    """Denser where there are more values. Arrows and pointer walk ranges of equal width."""

    def __init__(self, data: Strip, title: str = "") -> None:
        super().__init__(title)
        self.data = data

    def is_empty(self) -> bool:
        return not self.data.values

    def size_hint(self) -> QSizeF:
        line = QFontMetricsF(small_font()).height()
        return QSizeF(480, 3 * line + _STRIP + 4 * _GAP)

    def minimum_size(self) -> QSizeF:
        return QSizeF(160, self.size_hint().height())

    def table(self) -> list[list[str]]:
        rows = [[_tr("From"), _tr("Below"), _tr("Codes")]]
        for span in self._spans(self._axis()):
            rows.append([format(span.low, "f"), format(span.high, "f"), str(span.count)])
        return rows

    def summary(self) -> str:
        if self.data.summary or self.is_empty():
            return self.data.summary or self.empty_text()
        text = _tr("{name}: {value} {unit}. Median {median}, range {low} to {high}.")
        return text.format(
            name=self.data.name,
            value=fmt.wrvu(self.data.value),
            unit=self.data.unit,
            median=fmt.wrvu(self.data.median),
            low=fmt.wrvu(self.data.values[0]),
            high=fmt.wrvu(self.data.values[-1]),
        )

    def _axis(self) -> Axis:
        return axis_for(max(self.data.values[-1], self.data.value), 5)

    def _spans(self, axis: Axis) -> list[_Span]:
        """Ranges a person would choose that hold a value, in order."""
        values, width = self.data.values, axis.step / _PARTS
        found = []
        before = 0
        for part in range(axis.intervals * _PARTS + 1):
            high = width * (part + 1)
            upto = bisect_left(values, high)
            if upto > before:
                found.append(_Span(width * part, high, upto - before))
            before = upto
        return found

    def _plot(self, size: QSizeF) -> QRectF:
        line = QFontMetricsF(small_font()).height()
        width = max(1.0, size.width() - 2 * _SIDE)
        return QRectF(_SIDE, line + 2 * _GAP, width, _STRIP)

    def marks(self, size: QSizeF) -> Sequence[ChartMark]:
        axis, box = self._axis(), self._plot(size)
        found = []
        for span in self._spans(axis):
            left = box.left() + axis.ratio(span.low) * box.width()
            right = box.left() + float(span.high / axis.high) * box.width()
            area = QRectF(left, 0, max(right - left, 1.0), size.height())
            anchor = QPointF((left + right) / 2, box.center().y())
            found.append(ChartMark(area, anchor, span.low, self._words(span)))
        return found

    def _words(self, span: _Span) -> str:
        head = _tr("{low} to below {high} {unit}").format(
            low=fmt.wrvu(span.low), high=fmt.wrvu(span.high), unit=self.data.unit
        )
        count = _tr("1 code") if span.count == 1 else _tr("{count} codes")
        lines = [head, count.format(count=fmt.count(span.count))]
        if span.low <= self.data.median < span.high:
            lines.append(_tr("Median: {value}").format(value=fmt.wrvu(self.data.median)))
        if span.low <= self.data.value < span.high:
            here = _tr("{name} is here: {value}")
            lines.append(here.format(name=self.data.name, value=fmt.wrvu(self.data.value)))
        return "\n".join(lines)

    def draw(self, painter: QPainter, size: QSizeF, theme: Theme, focus: int) -> None:
        axis, box = self._axis(), self._plot(size)
        painter.fillRect(box, theme.color("sunken"))
        marks = self.marks(size) if focus >= 0 else []
        if 0 <= focus < len(marks):
            area = marks[focus].area
            painter.fillRect(
                QRectF(area.left(), box.top(), max(area.width(), 3), box.height()),
                theme.color("chip_border"),
            )
        self._draw_values(painter, box, axis, theme.color("bar"))
        self._draw_axis(painter, size, box, axis, theme)
        self._draw_median(painter, size, box, axis, theme)
        self._draw_value(painter, size, box, axis, theme)

    def _draw_values(self, painter: QPainter, box: QRectF, axis: Axis, color: QColor) -> None:
        columns: dict[int, int] = {}
        for value in self.data.values:
            x = round(box.left() + axis.ratio(value) * box.width())
            columns[x] = columns.get(x, 0) + 1
        for x, number in columns.items():
            share = min(number, _DENSEST) / _DENSEST
            color.setAlphaF(_FAINTEST + (1 - _FAINTEST) * share)
            painter.fillRect(QRectF(x - 0.5, box.top() + 4, 1, box.height() - 8), color)

    def _draw_axis(
        self, painter: QPainter, size: QSizeF, box: QRectF, axis: Axis, theme: Theme
    ) -> None:
        metrics = QFontMetricsF(small_font())
        top = box.bottom() + metrics.height() + 2 * _GAP
        painter.setFont(small_font())
        painter.setPen(theme.color("muted"))
        for tick in axis.ticks:
            x = box.left() + axis.ratio(tick) * box.width()
            text = fmt.short(tick)
            self._label(painter, size, x, top, text, metrics)

    def _draw_median(
        self, painter: QPainter, size: QSizeF, box: QRectF, axis: Axis, theme: Theme
    ) -> None:
        x = box.left() + axis.ratio(self.data.median) * box.width()
        painter.setPen(QPen(theme.color("ink"), 2))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom() + _GAP))
        text = _tr("Median {value}").format(value=fmt.wrvu(self.data.median))
        painter.setFont(small_font())
        metrics = QFontMetricsF(small_font())
        self._label(painter, size, x, box.bottom() + _GAP, text, metrics)

    def _draw_value(
        self, painter: QPainter, size: QSizeF, box: QRectF, axis: Axis, theme: Theme
    ) -> None:
        x = box.left() + axis.ratio(self.data.value) * box.width()
        accent = theme.color("accent")
        painter.setPen(QPen(accent, 2))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        head = [QPointF(x - 5, box.top() - 6), QPointF(x + 5, box.top() - 6), QPointF(x, box.top())]
        painter.setBrush(accent)
        painter.setPen(QPen(accent, 1))
        painter.drawPolygon(QPolygonF(head))
        font = small_font(QFont.Weight.DemiBold)
        painter.setFont(font)
        text = f"{self.data.name} · {fmt.wrvu(self.data.value)}"
        self._label(painter, size, x, 0, text, QFontMetricsF(font))

    @staticmethod
    def _label(
        painter: QPainter, size: QSizeF, x: float, top: float, text: str, metrics: QFontMetricsF
    ) -> None:
        """A text centred on `x` that stays inside the drawing."""
        width = metrics.horizontalAdvance(text) + 2
        left = max(0.0, min(x - width / 2, size.width() - width))
        painter.drawText(QRectF(left, top, width, metrics.height()), CENTER, text)
