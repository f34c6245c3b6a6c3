"""A list of horizontal bars: the mix by section, by code, by anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from rvuedge_desktop.ui import format as fmt
from rvuedge_desktop.ui.charts.base import LEFT, RIGHT, ChartMark, ChartPainter, elided
from rvuedge_desktop.ui.theme import SPACE_M, Theme, on_grid, pixel_font

_MOST_NAME = 0.4
_LEAST_BAR = 64.0


@dataclass(frozen=True, slots=True)
class MixRow:
    """A label, its amount, its share of the whole (0 to 1) and the key a click tells."""

    label: str
    value: Decimal
    share: Decimal | None = None
    key: object = None
    role: str = "bar"


@dataclass(frozen=True, slots=True)
class _Columns:
    name: float
    bar_left: float
    bar_right: float
    value_right: float
    row: float
    shown: int


class MixBars(ChartPainter):
    """Rows as given, largest first as a rule. `unit` names the amounts when copied and spoken."""

    def __init__(self, rows: Sequence[MixRow], title: str = "", unit: str = "wRVU") -> None:
        super().__init__(title)
        self.rows = list(rows)
        self.unit = unit

    def is_empty(self) -> bool:
        return not self.rows

    def table(self) -> list[list[str]]:
        translate = QCoreApplication.translate
        rows = [
            [self.title or translate("Charts", "Name"), self.unit, translate("Charts", "Share")]
        ]
        for row in self.rows:
            share = "" if row.share is None else fmt.percent(row.share, 1)
            rows.append([row.label, format(row.value, "f"), share])
        return rows

    def summary(self) -> str:
        if not self.rows:
            return self.empty_text()
        return "; ".join(self._spoken(row) for row in self.rows[:5]) + "."

    def _spoken(self, row: MixRow) -> str:
        text = f"{row.label} {fmt.wrvu(row.value)} {self.unit}"
        return text if row.share is None else f"{text}, {fmt.percent(row.share, 1)}"

    def size_hint(self) -> QSizeF:
        return QSizeF(420, max(1, len(self.rows)) * _row_height())

    def minimum_size(self) -> QSizeF:
        return QSizeF(220, min(4, max(1, len(self.rows))) * _row_height())

    def marks(self, size: QSizeF) -> list[ChartMark]:
        columns = self._columns(size)
        marks = []
        for i, row in enumerate(self.rows[: columns.shown]):
            area = QRectF(0, i * columns.row, size.width(), columns.row)
            text = f"{row.label}\n{fmt.wrvu(row.value)} {self.unit}"
            if row.share is not None:
                share = QCoreApplication.translate("Charts", "{share} of the total")
                text += "\n" + share.format(share=fmt.percent(row.share, 1))
            anchor = QPointF(columns.bar_left, area.center().y())
            marks.append(ChartMark(area, anchor, row.key, text))
        return marks

    def _columns(self, size: QSizeF) -> _Columns:
        metrics = QFontMetricsF(pixel_font())
        names = max((metrics.horizontalAdvance(row.label) for row in self.rows), default=0)
        values = max(
            (metrics.horizontalAdvance(fmt.wrvu(row.value)) for row in self.rows), default=0
        )
        shares = max((metrics.horizontalAdvance(_share(row)) for row in self.rows), default=0)
        right = size.width() - (shares + SPACE_M if shares else 0)
        room = right - values - 2 * SPACE_M
        name = min(
            names + 2, max(size.width() * _MOST_NAME, room - 120), max(40, room - _LEAST_BAR)
        )
        row = _row_height()
        fits = max(1, int((size.height() + 1) / row))
        shown = len(self.rows) if fits >= len(self.rows) else max(1, fits - 1)
        return _Columns(name, name + SPACE_M, right - values - SPACE_M, right, row, shown)

    def draw(self, painter: QPainter, size: QSizeF, theme: Theme, focus: int) -> None:
        columns = self._columns(size)
        metrics = QFontMetricsF(pixel_font())
        high = max((row.value for row in self.rows), default=Decimal(0))
        for i, row in enumerate(self.rows[: columns.shown]):
            line = QRectF(0, i * columns.row, size.width(), columns.row)
            if i == focus:
                painter.setPen(theme.color("selection"))
                painter.setBrush(theme.color("selection"))
                painter.drawRoundedRect(line.adjusted(-4, 1, 4, -1), 4, 4)
            painter.setFont(pixel_font())
            painter.setPen(theme.color("ink"))
            name = QRectF(0, line.top(), columns.name, line.height())
            painter.drawText(name, LEFT, elided(metrics, row.label, columns.name))
            room = max(0.0, columns.bar_right - columns.bar_left)
            ratio = float(row.value / high) if high > 0 else 0.0
            width = room * max(0.0, ratio)
            bar = QRectF(columns.bar_left, line.center().y() - 5, room, 10)
            painter.fillRect(bar, theme.color("grid"))
            if row.value > 0:
                bar.setWidth(max(2.0, width))
                painter.fillRect(bar, theme.color(row.role))
            value = QRectF(
                columns.bar_right, line.top(), columns.value_right - columns.bar_right, 0
            )
            value.setHeight(line.height())
            painter.setPen(theme.color("ink"))
            painter.setFont(pixel_font(1.0, QFont.Weight.Medium))
            painter.drawText(value, RIGHT, fmt.wrvu(row.value))
            if row.share is not None:
                painter.setFont(pixel_font())
                painter.setPen(theme.color("muted"))
                painter.drawText(line, RIGHT, _share(row))
        left_out = len(self.rows) - columns.shown
        if left_out > 0:
            text = QCoreApplication.translate("Charts", "and {count} more")
            painter.setFont(pixel_font())
            painter.setPen(theme.color("muted"))
            below = QRectF(0, columns.shown * columns.row, size.width(), columns.row)
            painter.drawText(below, LEFT, text.format(count=fmt.count(left_out)))


def _share(row: MixRow) -> str:
    return "" if row.share is None else fmt.percent(row.share, 1)


def _row_height() -> float:
    return on_grid(QFontMetricsF(pixel_font()).height() + 8)
