"""Two bars for each period: what is, and beside it what would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

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
_WIDEST_BAR = 22.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A period with its two amounts. `label` stands under the axis, `name` in the read-out."""

    label: str
    name: str
    now: Decimal
    other: Decimal
    key: object = None


class PairedBars(ChartPainter):
    """Bars on one axis, in the order given; `names` say what the two amounts are."""

    def __init__(self, pairs: Sequence[Pair], names: tuple[str, str], title: str = "") -> None:
        super().__init__(title)
        self.pairs = list(pairs)
        self.names = names

    def is_empty(self) -> bool:
        return not any(pair.now or pair.other for pair in self.pairs)

    def table(self) -> list[list[str]]:
        head = [QCoreApplication.translate("Charts", "Period"), *self.names]
        return [
            head,
            *[[pair.name, format(pair.now, "f"), format(pair.other, "f")] for pair in self.pairs],
        ]

    def summary(self) -> str:
        if self.is_empty():
            return self.empty_text()
        widest = max(self.pairs, key=lambda pair: abs(pair.other - pair.now))
        text = QCoreApplication.translate(
            "Charts", "{count} periods; the largest difference is {change} wRVU in {name}."
        )
        return text.format(
            count=fmt.count(len(self.pairs)),
            change=fmt.wrvu_change(widest.other - widest.now),
            name=widest.name,
        )

    def _plot(self, size: QSizeF) -> tuple[QRectF, Axis]:
        high = max((max(pair.now, pair.other) for pair in self.pairs), default=_ZERO)
        metrics = QFontMetricsF(small_font())
        top = metrics.height() + 16
        height = max(1.0, size.height() - top - metrics.height() - 8)
        axis = axis_for(high, max(2, min(5, int(height / 36))))
        left = max(metrics.horizontalAdvance(fmt.short(tick)) for tick in axis.ticks) + 8
        return QRectF(left, top, max(1.0, size.width() - left - 4), height), axis

    def marks(self, size: QSizeF) -> list[ChartMark]:
        box, axis = self._plot(size)
        slot = box.width() / max(1, len(self.pairs))
        found = []
        for at, pair in enumerate(self.pairs):
            area = QRectF(box.left() + slot * at, box.top(), slot, box.height())
            top = box.bottom() - box.height() * axis.ratio(max(pair.now, pair.other))
            anchor = QPointF(area.center().x(), top)
            found.append(ChartMark(area, anchor, pair.key, self._text(pair)))
        return found

    def _text(self, pair: Pair) -> str:
        now, other = self.names
        difference = QCoreApplication.translate("Charts", "Difference")
        return "\n".join(
            (
                pair.name,
                f"{difference}: {fmt.wrvu_change(pair.other - pair.now)}",
                f"{now}: {fmt.wrvu(pair.now)}",
                f"{other}: {fmt.wrvu(pair.other)}",
            )
        )

    def draw(self, painter: QPainter, size: QSizeF, theme: Theme, focus: int) -> None:
        box, axis = self._plot(size)
        slot = box.width() / max(1, len(self.pairs))
        if 0 <= focus < len(self.pairs):
            lit = QRectF(box.left() + slot * focus, box.top(), slot, box.height())
            painter.fillRect(lit, theme.color("selection"))
        self._draw_grid(painter, box, axis, theme)
        width = min(_WIDEST_BAR, slot * 0.34)
        for at, pair in enumerate(self.pairs):
            middle = box.left() + slot * (at + 0.5)
            for role, amount, left in (
                ("previous", pair.now, middle - width - 1),
                ("bar", pair.other, middle + 1),
            ):
                if amount > 0:
                    high = max(1.0, box.height() * axis.ratio(amount))
                    bar = QRectF(left, box.bottom() - high, width, high)
                    painter.fillRect(bar, theme.color(role))
        self._draw_labels(painter, box, slot, theme)
        now, other = self.names
        items = [LegendItem("box", "previous", now), LegendItem("box", "bar", other)]
        draw_legend(painter, box.left(), 0, size.width() - box.left(), theme, items)

    @staticmethod
    def _draw_grid(painter: QPainter, box: QRectF, axis: Axis, theme: Theme) -> None:
        metrics = QFontMetricsF(small_font())
        half = metrics.height() / 2
        painter.setFont(small_font())
        for at, tick in enumerate(axis.ticks):
            y = box.bottom() - box.height() * at / axis.intervals
            painter.setPen(QPen(theme.color("border_strong" if at == 0 else "grid"), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(theme.color("muted"))
            painter.drawText(QRectF(0, y - half, box.left() - 8, 2 * half), RIGHT, fmt.short(tick))

    def _draw_labels(self, painter: QPainter, box: QRectF, slot: float, theme: Theme) -> None:
        metrics = QFontMetricsF(small_font())
        painter.setFont(small_font())
        painter.setPen(theme.color("muted"))
        widths = [metrics.horizontalAdvance(pair.label) for pair in self.pairs]
        for at in label_places(widths, slot):
            x = box.left() + slot * (at + 0.5)
            place = QRectF(x - widths[at] / 2 - 2, box.bottom() + 4, widths[at] + 4, 0)
            place.setHeight(metrics.height())
            painter.drawText(place, CENTER, self.pairs[at].label)
