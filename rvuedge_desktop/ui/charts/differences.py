"""Differences as bars to both sides of nothing: what takes away, and what adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from rvuedge_desktop.ui import format as fmt
from rvuedge_desktop.ui.charts.base import LEFT, RIGHT, ChartMark, ChartPainter, elided
from rvuedge_desktop.ui.theme import SPACE_M, Theme, on_grid, pixel_font

_MOST_NAME = 0.42
_LEAST_BAR = 72.0


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A name, its signed amount, a remark for the read-out, and the key a click tells."""

    label: str
    value: Decimal
    remark: str = ""
    key: object = None


class DifferenceBars(ChartPainter):
    """One line for each row, in the order given; all bars share one scale."""

    def __init__(self, rows: Sequence[DifferenceRow], title: str = "", unit: str = "wRVU") -> None:
        super().__init__(title)
        self.rows = list(rows)
        self.unit = unit

    def is_empty(self) -> bool:
        return not self.rows

    def empty_text(self) -> str:
        return QCoreApplication.translate("Charts", "There is no difference to show.")

    def table(self) -> list[list[str]]:
        head = [self.title or QCoreApplication.translate("Charts", "Name"), self.unit]
        return [head, *[[row.label, format(row.value, "f")] for row in self.rows]]

    def summary(self) -> str:
        if not self.rows:
            return self.empty_text()
        said = (f"{row.label} {fmt.wrvu_change(row.value)}" for row in self.rows[:6])
        return f"{'; '.join(said)} {self.unit}."

    def size_hint(self) -> QSizeF:
        return QSizeF(420, max(1, len(self.rows)) * _row_height())

    def minimum_size(self) -> QSizeF:
        return QSizeF(220, min(4, max(1, len(self.rows))) * _row_height())

    def _columns(self, size: QSizeF) -> tuple[float, float, float, float]:
        """Where names end, where bars begin, where nothing is, and where bars end."""
        metrics = QFontMetricsF(pixel_font())
        names = max((metrics.horizontalAdvance(row.label) for row in self.rows), default=0.0)
        figures = max(
            (metrics.horizontalAdvance(fmt.wrvu_change(row.value)) for row in self.rows),
            default=0.0,
        )
        room = size.width() - figures - 2 * SPACE_M
        name = min(names + 2, max(size.width() * _MOST_NAME, 40.0), max(40.0, room - _LEAST_BAR))
        left, right = name + SPACE_M, size.width() - figures - SPACE_M
        low = min(Decimal(0), *(row.value for row in self.rows), Decimal(0))
        span = self._span()
        nothing = left + (right - left) * (float(-low) / span if span else 0.0)
        return name, left, nothing, right

    def _shown(self, size: QSizeF) -> int:
        fits = max(1, int((size.height() + 1) / _row_height()))
        return len(self.rows) if fits >= len(self.rows) else max(1, fits - 1)

    def marks(self, size: QSizeF) -> list[ChartMark]:
        _, _, nothing, _ = self._columns(size)
        found = []
        for at, row in enumerate(self.rows[: self._shown(size)]):
            area = QRectF(0, at * _row_height(), size.width(), _row_height())
            text = f"{row.label}\n{fmt.wrvu_change(row.value)} {self.unit}"
            if row.remark:
                text += f"\n{row.remark}"
            found.append(ChartMark(area, QPointF(nothing, area.center().y()), row.key, text))
        return found

    def draw(self, painter: QPainter, size: QSizeF, theme: Theme, focus: int) -> None:
        name, left, nothing, right = self._columns(size)
        shown = self._shown(size)
        height = _row_height()
        scale = (right - left) / (self._span() or 1.0)
        metrics = QFontMetricsF(pixel_font())
        for at, row in enumerate(self.rows[:shown]):
            line = QRectF(0, at * height, size.width(), height)
            if at == focus:
                painter.fillRect(line, theme.color("selection"))
            painter.setFont(pixel_font())
            painter.setPen(theme.color("ink"))
            place = QRectF(0, line.top(), name, height)
            painter.drawText(place, LEFT, elided(metrics, row.label, name))
            if row.value:
                length = max(2.0, abs(float(row.value)) * scale)
                start = nothing if row.value > 0 else nothing - length
                bar = QRectF(start, line.center().y() - 5, length, 10)
                painter.fillRect(bar, theme.color("good" if row.value > 0 else "running"))
            painter.setFont(pixel_font(1.0, QFont.Weight.Medium))
            painter.setPen(theme.color("ink" if row.value else "muted"))
            painter.drawText(line, RIGHT, fmt.wrvu_change(row.value))
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.drawLine(QPointF(nothing, 2), QPointF(nothing, shown * height - 2))
        left_out = len(self.rows) - shown
        if left_out > 0:
            text = QCoreApplication.translate("Charts", "and {count} more")
            painter.setFont(pixel_font())
            painter.setPen(theme.color("muted"))
            below = QRectF(0, shown * height, size.width(), height)
            painter.drawText(below, LEFT, text.format(count=fmt.count(left_out)))

    def _span(self) -> float:
        """From the lowest amount to the highest, with nothing between them."""
        amounts = [Decimal(0), *(row.value for row in self.rows)]
        return float(max(amounts) - min(amounts))


def _row_height() -> float:
    return on_grid(QFontMetricsF(pixel_font()).height() + 8)
