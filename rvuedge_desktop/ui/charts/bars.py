"""Daily bars with the running total and the goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from rvuedge_desktop.ui import format as fmt
from rvuedge_desktop.ui.charts.axis import Axis, axis_for, label_places, paired_axes
from rvuedge_desktop.ui.charts.base import (
    CENTER,
    LEFT,
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
class DailyBars:
    """Days in order. A day still to come has None as value and running total.

    `names` stand in the read-out in place of the dates, for bars that are more than a day.
    """

    labels: Sequence[str]
    dates: Sequence[date]
    values: Sequence[Decimal | None]
    running: Sequence[Decimal | None] = ()
    goal: Decimal | None = None
    today: date | None = None
    names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Plot:
    box: QRectF
    left: Axis
    right: Axis | None
    slot: float

    def x(self, index: int) -> float:
        return self.box.left() + self.slot * (index + 0.5)

    def y(self, axis: Axis, value: Decimal) -> float:
        return self.box.bottom() - self.box.height() * axis.ratio(value)


class BarChart(ChartPainter):
    """Bars on the left axis; running total and goal, where given, on the right one."""

    def __init__(self, data: DailyBars, title: str = "") -> None:
        super().__init__(title)
        self.data = data

    def is_empty(self) -> bool:
        # A month without lines is a chart of nothing, unless a goal is to be seen.
        return not self.data.dates or (
            not any(self.data.values) and not any(self.data.running) and self.data.goal is None
        )

    def table(self) -> list[list[str]]:
        translate = QCoreApplication.translate
        data = self.data
        rows = [[translate("Charts", "Date"), translate("Charts", "wRVU")]]
        if data.running:
            rows[0].append(translate("Charts", "Running total"))
        for i, when in enumerate(data.dates):
            row = [when.isoformat(), _plain(data.values[i])]
            if data.running:
                row.append(_plain(data.running[i]))
            rows.append(row)
        return rows

    def summary(self) -> str:
        translate = QCoreApplication.translate
        data = self.data
        known = [(value, i) for i, value in enumerate(data.values) if value]
        if not known:
            return self.empty_text()
        best, place = max(known, key=lambda pair: pair[0])
        text = translate(
            "Charts", "{days} days with work, {total} wRVU in all; most on {day}: {best}."
        )
        total = sum((value for value, _ in known), _ZERO)
        said = text.format(
            days=fmt.count(len(known)),
            total=fmt.wrvu(total),
            day=fmt.day(data.dates[place]),
            best=fmt.wrvu(best),
        )
        if data.goal is not None:
            said += " " + translate("Charts", "The goal is {goal}.").format(
                goal=fmt.wrvu(data.goal)
            )
        return said

    def marks(self, size: QSizeF) -> list[ChartMark]:
        plot = self._plot(size)
        marks = []
        for i, when in enumerate(self.data.dates):
            area = QRectF(
                plot.box.left() + plot.slot * i, plot.box.top(), plot.slot, plot.box.height()
            )
            value = self.data.values[i] or _ZERO
            marks.append(
                ChartMark(area, QPointF(plot.x(i), plot.y(plot.left, value)), when, self._text(i))
            )
        return marks

    def _text(self, index: int) -> str:
        translate = QCoreApplication.translate
        data = self.data
        lines = [data.names[index] if data.names else fmt.day(data.dates[index])]
        value = data.values[index]
        if value is not None:
            lines.append(translate("Charts", "{amount} wRVU").format(amount=fmt.wrvu(value)))
        running = data.running[index] if data.running else None
        if running is not None and data.goal is not None:
            text = translate("Charts", "{total} of {goal} so far")
            lines.append(text.format(total=fmt.wrvu(running), goal=fmt.wrvu(data.goal)))
        elif running is not None:
            lines.append(translate("Charts", "{total} so far").format(total=fmt.wrvu(running)))
        return "\n".join(lines)

    def _plot(self, size: QSizeF) -> _Plot:
        metrics = QFontMetricsF(small_font())
        data = self.data
        high = max((value for value in data.values if value is not None), default=_ZERO)
        totals = [value for value in data.running if value is not None]
        top = metrics.height() + 16
        height = size.height() - top - metrics.height() - 8
        most = max(2, min(5, int(height / 36)))
        right: Axis | None = None
        if totals or data.goal is not None:
            reach = max([*totals, data.goal or _ZERO])
            left, right = paired_axes(high, reach, most)
        else:
            left = axis_for(high, most)
        margin = _label_width(metrics, left) + 8
        end = _label_width(metrics, right) + 8 if right else 4
        box = QRectF(margin, top, max(1.0, size.width() - margin - end), max(1.0, height))
        return _Plot(box, left, right, box.width() / max(1, len(data.dates)))

    def draw(self, painter: QPainter, size: QSizeF, theme: Theme, focus: int) -> None:
        plot = self._plot(size)
        self._draw_days(painter, plot, theme, focus)
        self._draw_grid(painter, plot, theme)
        self._draw_bars(painter, plot, theme, focus)
        self._draw_labels(painter, plot, theme)
        if plot.right is not None:
            self._draw_goal(painter, plot, plot.right, theme)
            self._draw_running(painter, plot, plot.right, theme, focus)
        self._draw_key(painter, plot, size, theme)

    def _draw_days(self, painter: QPainter, plot: _Plot, theme: Theme, focus: int) -> None:
        for i, when in enumerate(self.data.dates):
            weekend = when.weekday() >= 5 and not self.data.names
            role = "selection" if i == focus else "sunken" if weekend else ""
            if role:
                painter.fillRect(
                    QRectF(
                        plot.box.left() + plot.slot * i,
                        plot.box.top(),
                        plot.slot,
                        plot.box.height(),
                    ),
                    theme.color(role),
                )

    def _draw_grid(self, painter: QPainter, plot: _Plot, theme: Theme) -> None:
        metrics = QFontMetricsF(small_font())
        painter.setFont(small_font())
        for i in range(plot.left.intervals + 1):
            y = plot.box.bottom() - plot.box.height() * i / plot.left.intervals
            painter.setPen(QPen(theme.color("border_strong" if i == 0 else "grid"), 1))
            painter.drawLine(QPointF(plot.box.left(), y), QPointF(plot.box.right(), y))
            half = metrics.height() / 2
            painter.setPen(theme.color("muted"))
            painter.drawText(
                QRectF(0, y - half, plot.box.left() - 8, 2 * half),
                RIGHT,
                fmt.short(plot.left.step * i),
            )
            if plot.right is not None:
                painter.setPen(theme.color("running"))
                painter.drawText(
                    QRectF(plot.box.right() + 8, y - half, 200, 2 * half),
                    LEFT,
                    fmt.short(plot.right.step * i),
                )

    def _draw_bars(self, painter: QPainter, plot: _Plot, theme: Theme, focus: int) -> None:
        width = min(28.0, plot.slot * 0.66)
        for i, value in enumerate(self.data.values):
            if value is None or value <= 0:
                continue
            top = min(plot.y(plot.left, value), plot.box.bottom() - 1)
            bar = QRectF(plot.x(i) - width / 2, top, width, plot.box.bottom() - top)
            radius = min(2.0, bar.height(), width / 3)
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.WindingFill)
            path.addRoundedRect(bar, radius, radius)
            path.addRect(bar.adjusted(0, min(radius, bar.height()), 0, 0))
            color = theme.color("bar")
            if i == focus:
                color = color.lighter(118) if theme.dark else color.darker(118)
            painter.fillPath(path, color)

    def _draw_labels(self, painter: QPainter, plot: _Plot, theme: Theme) -> None:
        data = self.data
        metrics = QFontMetricsF(small_font(_STRONG))
        widths = [metrics.horizontalAdvance(label) for label in data.labels]
        places = label_places(widths, plot.slot)
        if data.today in data.dates:
            place = [when == data.today for when in data.dates].index(True)
            near = [
                i
                for i in places
                if abs(i - place) * plot.slot >= (widths[i] + widths[place]) / 2 + 4
            ]
            places = [*near, place]
        for i in places:
            today = data.dates[i] == data.today
            painter.setFont(small_font(_STRONG) if today else small_font())
            painter.setPen(theme.color("ink" if today else "muted"))
            width = widths[i] + 4
            painter.drawText(
                QRectF(plot.x(i) - width / 2, plot.box.bottom() + 4, width, metrics.height()),
                CENTER,
                data.labels[i],
            )

    def _draw_goal(self, painter: QPainter, plot: _Plot, axis: Axis, theme: Theme) -> None:
        if self.data.goal is None:
            return
        y = plot.y(axis, self.data.goal)
        pen = QPen(theme.color("goal"), 1.5)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(plot.box.left(), y), QPointF(plot.box.right(), y))

    def _draw_running(
        self, painter: QPainter, plot: _Plot, axis: Axis, theme: Theme, focus: int
    ) -> None:
        points = [
            QPointF(plot.x(i), plot.y(axis, value))
            for i, value in enumerate(self.data.running)
            if value is not None
        ]
        if not points:
            return
        # A rim in the surface's colour keeps the line apart from the bars it crosses.
        for role, width in (("surface", 4.5), ("running", 2.0)):
            pen = QPen(theme.color(role), width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(points))
        painter.setBrush(theme.color("running"))
        painter.setPen(QPen(theme.color("surface"), 1.5))
        painter.drawEllipse(points[-1], 4, 4)
        if 0 <= focus < len(points):
            painter.drawEllipse(points[focus], 4, 4)

    def _draw_key(self, painter: QPainter, plot: _Plot, size: QSizeF, theme: Theme) -> None:
        translate = QCoreApplication.translate
        daily = translate("Charts", "wRVU each day")
        monthly = translate("Charts", "wRVU each month")
        items = [LegendItem("box", "bar", monthly if self.data.names else daily)]
        if any(value is not None for value in self.data.running):
            items.append(LegendItem("line", "running", translate("Charts", "Running total")))
        if self.data.goal is not None:
            text = translate("Charts", "Goal {goal}").format(goal=fmt.short(self.data.goal))
            items.append(LegendItem("dash", "goal", text))
        draw_legend(painter, plot.box.left(), 0, size.width() - plot.box.left(), theme, items)


_STRONG = QFont.Weight.DemiBold


def _label_width(metrics: QFontMetricsF, axis: Axis | None) -> float:
    if axis is None:
        return 0.0
    return max(metrics.horizontalAdvance(fmt.short(tick)) for tick in axis.ticks)


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")
