"""A line through the periods, with the same periods a year before behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from rvuedge_desktop.ui import format as fmt
from rvuedge_desktop.ui.charts.axis import Axis, axis_for, label_places
from rvuedge_desktop.ui.charts.base import (
    CENTER,
    RIGHT,
    ChartMark,
    ChartPainter,
    LegendItem,
    draw_legend,
    small_font,
)
from rvuedge_desktop.ui.theme import Theme

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Trend:
    """Values by period, None where there is none; `previous` are the same periods before.

    `labels` stand under the axis, `names` (default: the labels) in the read-out.
    """

    labels: Sequence[str]
    values: Sequence[Decimal | None]
    previous: Sequence[Decimal | None] = ()
    keys: Sequence[object] = ()
    names: Sequence[str] = ()
    value_name: str = ""
    previous_name: str = ""
    unit: str = "wRVU"

    def name(self, index: int) -> str:
        return self.names[index] if self.names else self.labels[index]


class TrendLine(ChartPainter):
    """With axes and legend, or bare as a sparkline for a card or table (`axes=False`)."""

    def __init__(self, data: Trend, title: str = "", *, axes: bool = True) -> None:
        super().__init__(title)
        self.data = data
        self.axes = axes

    def is_empty(self) -> bool:
        return not any(value is not None for value in (*self.data.values, *self.data.previous))

    def size_hint(self) -> QSizeF:
        return super().size_hint() if self.axes else QSizeF(96, 24)

    def minimum_size(self) -> QSizeF:
        return super().minimum_size() if self.axes else QSizeF(48, 16)

    def _names(self) -> tuple[str, str]:
        translate = QCoreApplication.translate
        return (
            self.data.value_name or translate("Charts", "This period"),
            self.data.previous_name or translate("Charts", "A year before"),
        )

    def table(self) -> list[list[str]]:
        now, before = self._names()
        rows = [[QCoreApplication.translate("Charts", "Period"), now]]
        if self.data.previous:
            rows[0].append(before)
        for i, value in enumerate(self.data.values):
            row = [self.data.name(i), _plain(value)]
            if self.data.previous:
                row.append(_plain(self.data.previous[i]))
            rows.append(row)
        return rows

    def summary(self) -> str:
        known = [(value, i) for i, value in enumerate(self.data.values) if value is not None]
        if not known:
            return self.empty_text()
        best, high_at = max(known, key=lambda pair: pair[0])
        last, last_at = known[-1]
        text = QCoreApplication.translate(
            "Charts", "{last_name}: {last} {unit}; highest in {best_name}: {best} {unit}."
        )
        return text.format(
            last_name=self.data.name(last_at),
            last=fmt.wrvu(last),
            best_name=self.data.name(high_at),
            best=fmt.wrvu(best),
            unit=self.data.unit,
        )

    def _plot(self, size: QSizeF) -> tuple[QRectF, Axis]:
        values = (*self.data.values, *self.data.previous)
        high = max((value for value in values if value is not None), default=_ZERO)
        if not self.axes:
            return QRectF(4, 4, size.width() - 8, size.height() - 8), axis_for(high, 20)
        metrics = QFontMetricsF(small_font())
        top = metrics.height() + 16
        height = max(1.0, size.height() - top - metrics.height() - 8)
        axis = axis_for(high, max(2, min(5, int(height / 36))))
        left = max(metrics.horizontalAdvance(fmt.short(tick)) for tick in axis.ticks) + 8
        return QRectF(left, top, max(1.0, size.width() - left - 4), height), axis

    def _points(self, box: QRectF, axis: Axis, values: Sequence[Decimal | None]):
        slot = box.width() / max(1, len(self.data.values))
        if not self.axes:
            slot = box.width() / max(1, len(self.data.values) - 1)
        offset = 0.5 if self.axes else 0.0
        return [
            None
            if value is None
            else QPointF(
                box.left() + slot * (i + offset), box.bottom() - box.height() * axis.ratio(value)
            )
            for i, value in enumerate(values)
        ]

    def marks(self, size: QSizeF) -> list[ChartMark]:
        box, axis = self._plot(size)
        now = self._points(box, axis, self.data.values)
        before = self._points(box, axis, self.data.previous)
        slot = box.width() / max(1, len(self.data.values))
        marks = []
        for i in range(len(self.data.values)):
            area = QRectF(box.left() + slot * i, box.top(), slot, box.height())
            anchor = now[i] or (before[i] if i < len(before) else None)
            key = self.data.keys[i] if self.data.keys else i
            marks.append(
                ChartMark(
                    area, anchor or QPointF(area.center().x(), box.bottom()), key, self._text(i)
                )
            )
        return marks

    def _text(self, index: int) -> str:
        lines = [self.data.name(index)]
        pairs = [(self._names()[0], self.data.values[index])]
        if index < len(self.data.previous):
            pairs.append((self._names()[1], self.data.previous[index]))
        lines += [f"{name}: {fmt.wrvu(value)}" for name, value in pairs]
        return "\n".join(lines)

    def draw(self, painter: QPainter, size: QSizeF, theme: Theme, focus: int) -> None:
        box, axis = self._plot(size)
        if self.axes:
            self._draw_axes(painter, box, axis, size, theme, focus)
        before = self._points(box, axis, self.data.previous)
        now = self._points(box, axis, self.data.values)
        pen = QPen(theme.color("previous"), 1.5)
        pen.setDashPattern([3, 2])
        self._draw_line(painter, before, pen)
        self._draw_area(painter, now, box, theme)
        self._draw_line(painter, now, QPen(theme.color("bar"), 2 if self.axes else 1.5))
        known = [point for point in now if point is not None]
        painter.setBrush(theme.color("bar"))
        painter.setPen(QPen(theme.color("surface"), 1.5))
        dots = known if self.axes and len(known) <= 36 else known[-1:]
        for point in dots:
            painter.drawEllipse(point, 3.5, 3.5)
        if 0 <= focus < len(now) and now[focus] is not None:
            painter.setBrush(theme.color("running"))
            painter.drawEllipse(now[focus], 5, 5)

    @staticmethod
    def _runs(points) -> list[list[QPointF]]:
        runs: list[list[QPointF]] = [[]]
        for point in points:
            if point is not None:
                runs[-1].append(point)
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]

    def _draw_line(self, painter: QPainter, points, pen: QPen) -> None:
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for run in self._runs(points):
            painter.drawPolyline(QPolygonF(run))

    def _draw_area(self, painter: QPainter, points, box: QRectF, theme: Theme) -> None:
        color = theme.color("bar")
        color.setAlphaF(0.10)
        for run in self._runs(points):
            if len(run) > 1:
                path = QPainterPath(QPointF(run[0].x(), box.bottom()))
                for point in run:
                    path.lineTo(point)
                path.lineTo(QPointF(run[-1].x(), box.bottom()))
                painter.fillPath(path, color)

    def _draw_axes(
        self, painter: QPainter, box: QRectF, axis: Axis, size: QSizeF, theme: Theme, focus: int
    ) -> None:
        slot = box.width() / max(1, len(self.data.values))
        if 0 <= focus < len(self.data.values):
            painter.fillRect(
                QRectF(box.left() + slot * focus, box.top(), slot, box.height()),
                theme.color("selection"),
            )
        metrics = QFontMetricsF(small_font())
        painter.setFont(small_font())
        half = metrics.height() / 2
        for i, tick in enumerate(axis.ticks):
            y = box.bottom() - box.height() * i / axis.intervals
            painter.setPen(QPen(theme.color("border_strong" if i == 0 else "grid"), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(theme.color("muted"))
            painter.drawText(QRectF(0, y - half, box.left() - 8, 2 * half), RIGHT, fmt.short(tick))
        widths = [metrics.horizontalAdvance(label) for label in self.data.labels]
        for i in label_places(widths, slot):
            x = box.left() + slot * (i + 0.5)
            place = QRectF(x - widths[i] / 2 - 2, box.bottom() + 4, widths[i] + 4, 2 * half)
            painter.drawText(place, CENTER, self.data.labels[i])
        now, before = self._names()
        items = [LegendItem("line", "bar", now)]
        if any(value is not None for value in self.data.previous):
            items.append(LegendItem("dash", "previous", before))
        draw_legend(painter, box.left(), 0, size.width() - box.left(), theme, items)


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")
