"""A calendar whose days are darker the more was done: one month as a grid, longer as weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from PySide6.QtCore import QCoreApplication, QLocale, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from rvuedge_desktop.ui import format as fmt
from rvuedge_desktop.ui.charts.base import (
    CENTER,
    LEFT,
    RIGHT,
    ChartMark,
    ChartPainter,
    small_font,
)
from rvuedge_desktop.ui.theme import Theme

_MONTH_AT_MOST = 31
_LEVELS = 4


@dataclass(frozen=True, slots=True)
class HeatDay:
    """A day: its wRVU, and how many lines it has (a day of drugs alone has lines and 0)."""

    date: date
    value: Decimal | None
    lines: int = 0


@dataclass(frozen=True, slots=True)
class _Grid:
    cells: list[QRectF]
    months: list[tuple[float, str]]
    left: float
    top: float
    cell: QSizeF
    first: int  # weekday (Monday 0) of the first row or column


class HeatCalendar(ChartPainter):
    """Consecutive days in order. Weeks begin as the locale says unless `first_weekday` is given."""

    def __init__(
        self, days: Sequence[HeatDay], title: str = "", *, first_weekday: int | None = None
    ) -> None:
        super().__init__(title)
        self.days = list(days)
        if first_weekday is None:
            first_weekday = fmt.user_locale().firstDayOfWeek().value - 1
        self.first_weekday = first_weekday
        values = [day.value for day in self.days if day.value is not None and day.value > 0]
        self._high = max(values, default=Decimal(0))

    @property
    def by_month(self) -> bool:
        return len(self.days) <= _MONTH_AT_MOST

    def is_empty(self) -> bool:
        return not self.days

    def table(self) -> list[list[str]]:
        translate = QCoreApplication.translate
        rows = [
            [translate("Charts", "Date"), translate("Charts", "wRVU"), translate("Charts", "Lines")]
        ]
        for day in self.days:
            value = "" if day.value is None else format(day.value, "f")
            rows.append([day.date.isoformat(), value, str(day.lines)])
        return rows

    def summary(self) -> str:
        with_lines = sum(1 for day in self.days if day.lines)
        text = QCoreApplication.translate("Charts", "{days} of {all} days have lines.")
        return text.format(days=fmt.count(with_lines), all=fmt.count(len(self.days)))

    def size_hint(self) -> QSizeF:
        return QSizeF(280, 224) if self.by_month else QSizeF(760, 148)

    def minimum_size(self) -> QSizeF:
        return QSizeF(196, 150) if self.by_month else QSizeF(320, 104)

    def level(self, day: HeatDay) -> int:
        """0 for nothing, then 1 to 4 by quarters of the largest day."""
        if day.value is None or day.value <= 0 or not self._high:
            return 0
        quarters = (day.value * _LEVELS / self._high).to_integral_value(rounding=ROUND_CEILING)
        return max(1, min(_LEVELS, int(quarters)))

    def step(self, index: int, across: int, down: int) -> int:
        if self.by_month:
            return index + across + 7 * down
        return index + 7 * across + down

    def marks(self, size: QSizeF) -> list[ChartMark]:
        grid = self._grid(size)
        return [
            ChartMark(cell, cell.center(), day.date, self._text(day))
            for cell, day in zip(grid.cells, self.days, strict=True)
        ]

    def _text(self, day: HeatDay) -> str:
        translate = QCoreApplication.translate
        lines = [fmt.day(day.date)]
        if day.lines:
            if day.value:
                lines.append(
                    translate("Charts", "{amount} wRVU").format(amount=fmt.wrvu(day.value))
                )
            else:
                lines.append(translate("Charts", "No work RVUs"))
            text = (
                translate("Charts", "{count} lines")
                if day.lines != 1
                else translate("Charts", "1 line")
            )
            lines.append(text.format(count=fmt.count(day.lines)))
        else:
            lines.append(translate("Charts", "No lines"))
        return "\n".join(lines)

    def _place(self, when: date) -> tuple[int, int]:
        """(week since the first, day inside the week)."""
        first = self.days[0].date
        start = first - timedelta(days=(first.weekday() - self.first_weekday) % 7)
        return divmod((when - start).days, 7)

    def _grid(self, size: QSizeF) -> _Grid:
        metrics = QFontMetricsF(small_font())
        weeks = self._place(self.days[-1].date)[0] + 1
        top = metrics.height() + 4
        if self.by_month:
            return self._month_grid(size, weeks, top)
        left = max(metrics.horizontalAdvance(_weekday(i)) for i in range(7)) + 8
        foot = metrics.height() + 8
        edge = max(4.0, min((size.width() - left) / weeks, (size.height() - top - foot) / 7, 20.0))
        cells, months, end = [], [], -1000.0
        for day in self.days:
            week, inside = self._place(day.date)
            x = left + week * edge
            cells.append(QRectF(x, top + inside * edge, edge - 2, edge - 2))
            if day.date.day == 1 or day is self.days[0]:
                name = fmt.short_month(day.date.month)
                column = x if inside == 0 or day is self.days[0] else x + edge
                near_end = column + metrics.horizontalAdvance(name) > size.width()
                if column > end and not near_end and not self._squeezed(day):
                    months.append((column, name))
                    end = column + metrics.horizontalAdvance(name) + 6
        return _Grid(cells, months, left, top, QSizeF(edge, edge), self.first_weekday)

    def _squeezed(self, day: HeatDay) -> bool:
        # The tail of a month before the first full one gets no name.
        return day is self.days[0] and day.date.day > 20

    def _month_grid(self, size: QSizeF, weeks: int, top: float) -> _Grid:
        wide = min(size.width() / 7, 64.0)
        tall = max(8.0, min((size.height() - top) / max(weeks, 1), 48.0, wide))
        cells = []
        for day in self.days:
            week, inside = self._place(day.date)
            cells.append(QRectF(inside * wide, top + week * tall, wide - 3, tall - 3))
        return _Grid(cells, [], 0, top, QSizeF(wide, tall), self.first_weekday)

    def draw(self, painter: QPainter, size: QSizeF, theme: Theme, focus: int) -> None:
        grid = self._grid(size)
        metrics = QFontMetricsF(small_font())
        painter.setFont(small_font())
        painter.setPen(theme.color("muted"))
        for i in range(7):
            name = _weekday((grid.first + i) % 7)
            if self.by_month:
                box = QRectF(i * grid.cell.width(), 0, grid.cell.width() - 3, metrics.height())
                painter.drawText(box, CENTER, name)
            elif i % 2 == 1:
                y = grid.top + i * grid.cell.height() - 1 + grid.cell.height() / 2
                half = metrics.height() / 2
                painter.drawText(QRectF(0, y - half, grid.left - 8, 2 * half), RIGHT, name)
        for x, name in grid.months:
            painter.drawText(QRectF(x, 0, 80, metrics.height()), LEFT, name)
        for i, (cell, day) in enumerate(zip(grid.cells, self.days, strict=True)):
            self._draw_day(painter, cell, day, theme, focused=i == focus)
        if not self.by_month:
            self._draw_scale(painter, size, grid, theme)

    def _draw_day(
        self, painter: QPainter, cell: QRectF, day: HeatDay, theme: Theme, *, focused: bool
    ) -> None:
        level = self.level(day)
        radius = 3.0 if self.by_month else 2.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_heat(theme, level))
        painter.drawRoundedRect(cell, radius, radius)
        if self.by_month:
            painter.setPen(_on_heat(theme, level))
            painter.setFont(small_font())
            painter.drawText(cell, CENTER, fmt.count(day.date.day))
        if day.lines and level == 0:
            self._draw_dot(painter, cell, theme)
        if focused:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell.adjusted(-1, -1, 1, 1), radius + 1, radius + 1)

    def _draw_dot(self, painter: QPainter, cell: QRectF, theme: Theme) -> None:
        # Lines, but nothing that counts: a dot in the drugs' colour.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("drug"))
        size = max(1.5, min(2.5, cell.height() / 6))
        where = QPointF(cell.center().x(), cell.bottom() - size * 1.8)
        painter.drawEllipse(where if self.by_month else cell.center(), size, size)

    def _draw_scale(self, painter: QPainter, size: QSizeF, grid: _Grid, theme: Theme) -> None:
        translate = QCoreApplication.translate
        metrics = QFontMetricsF(small_font())
        edge = min(12.0, grid.cell.width() - 2)
        top = grid.top + 7 * grid.cell.height() + 6
        less = translate("Charts", "No lines")
        more = translate("Charts", "{amount} wRVU").format(amount=fmt.short(self._high))
        x = grid.left
        painter.setPen(theme.color("muted"))
        painter.drawText(QRectF(x, top, 200, metrics.height()), LEFT, less)
        x += metrics.horizontalAdvance(less) + 8
        painter.setPen(Qt.PenStyle.NoPen)
        for level in range(_LEVELS + 1):
            painter.setBrush(_heat(theme, level))
            middle = top + (metrics.height() - edge) / 2
            painter.drawRoundedRect(QRectF(x, middle, edge, edge), 2, 2)
            x += edge + 3
        painter.setPen(theme.color("muted"))
        painter.drawText(QRectF(x + 5, top, 200, metrics.height()), LEFT, more)


def _heat(theme: Theme, level: int) -> QColor:
    return QColor(theme.heat[level])


def _on_heat(theme: Theme, level: int) -> QColor:
    return QColor(theme.on_heat[level])


def _weekday(monday_first: int) -> str:
    return fmt.user_locale().standaloneDayName(monday_first + 1, QLocale.FormatType.ShortFormat)
