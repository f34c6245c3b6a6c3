"""A ring that fills towards a goal."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from rvuedge_desktop.ui import format as fmt
from rvuedge_desktop.ui.charts.base import CENTER, ChartMark, ChartPainter, elided
from rvuedge_desktop.ui.theme import Theme, pixel_font

_TURN = 16 * 360


@dataclass(frozen=True, slots=True)
class Progress:
    """What is done of a goal; `expected` is where the working days so far would put it."""

    done: Decimal
    goal: Decimal | None
    expected: Decimal | None = None
    unit: str = "wRVU"


class ProgressRing(ChartPainter):
    """The share in the middle, the goal under it; a notch at what is expected by now."""

    def __init__(self, data: Progress, title: str = "") -> None:
        super().__init__(title)
        self.data = data

    def is_empty(self) -> bool:
        return not self.data.goal or self.data.goal <= 0

    def empty_text(self) -> str:
        return QCoreApplication.translate("Charts", "No goal is set.")

    def size_hint(self) -> QSizeF:
        return QSizeF(168, 168)

    def minimum_size(self) -> QSizeF:
        return QSizeF(96, 96)

    def _ratio(self, amount: Decimal) -> Decimal:
        goal = self.data.goal
        return amount / goal if goal else Decimal(0)

    def _share(self) -> str:
        # Rounded down: 99.9% of a goal is not the goal.
        percents = (self._ratio(self.data.done) * 100).to_integral_value(rounding=ROUND_FLOOR)
        return fmt.percent(percents.scaleb(-2))

    def table(self) -> list[list[str]]:
        translate = QCoreApplication.translate
        data = self.data
        titles = [
            translate("Charts", "Done"),
            translate("Charts", "Goal"),
            translate("Charts", "Expected by now"),
        ]
        amounts = (data.done, data.goal, data.expected)
        return [titles, ["" if amount is None else format(amount, "f") for amount in amounts]]

    def summary(self) -> str:
        if self.is_empty():
            return self.empty_text()
        text = QCoreApplication.translate("Charts", "{done} of {goal} {unit}: {share} of the goal.")
        said = text.format(
            done=fmt.wrvu(self.data.done),
            goal=fmt.wrvu(self.data.goal),
            unit=self.data.unit,
            share=self._share(),
        )
        if self.data.expected is not None:
            more = QCoreApplication.translate("Charts", "{amount} are expected by now.")
            said += " " + more.format(amount=fmt.wrvu(self.data.expected))
        return said

    def _box(self, size: QSizeF) -> tuple[QRectF, float]:
        edge = min(size.width(), size.height())
        width = max(6.0, edge * 0.085)
        inset = width / 2 + 3
        box = QRectF((size.width() - edge) / 2, (size.height() - edge) / 2, edge, edge)
        return box.adjusted(inset, inset, -inset, -inset), width

    def marks(self, size: QSizeF) -> list[ChartMark]:
        box, _ = self._box(size)
        lines = [self.title] if self.title else []
        lines.append(self.summary())
        return [ChartMark(box, QPointF(box.center().x(), box.top()), 0, "\n".join(lines))]

    def draw(self, painter: QPainter, size: QSizeF, theme: Theme, focus: int) -> None:
        box, width = self._box(size)
        ratio = self._ratio(self.data.done)
        reached = ratio >= 1
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("grid"), width))
        painter.drawEllipse(box)
        turned = min(1.0, max(0.0, float(ratio)))
        if turned > 0:
            pen = QPen(theme.color("good" if reached else "bar"), width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap if reached else Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(box, 90 * 16, -round(turned * _TURN))
        self._draw_notch(painter, box, width, theme)
        self._draw_middle(painter, box, width, theme)

    def _draw_notch(self, painter: QPainter, box: QRectF, width: float, theme: Theme) -> None:
        if self.data.expected is None:
            return
        ratio = float(self._ratio(self.data.expected))
        if not 0 < ratio < 1:
            return
        painter.save()
        painter.translate(box.center())
        painter.rotate(360 * ratio)
        radius = box.width() / 2
        for role, thick in (("surface", 5.0), ("running", 2.5)):
            painter.setPen(QPen(theme.color(role), thick, c=Qt.PenCapStyle.FlatCap))
            outer = radius + width / 2 + 2
            painter.drawLine(QPointF(0, -(radius - width / 2 - 2)), QPointF(0, -outer))
        painter.restore()

    def _draw_middle(self, painter: QPainter, box: QRectF, width: float, theme: Theme) -> None:
        inner = box.adjusted(width, width, -width, -width)
        share = self._share()
        big = pixel_font(max(1.0, inner.width() / 68), QFont.Weight.DemiBold)
        while QFontMetricsF(big).horizontalAdvance(share) > inner.width() and big.pixelSize() > 9:
            big.setPixelSize(big.pixelSize() - 1)
        metrics, small = QFontMetricsF(big), QFontMetricsF(pixel_font(0.92))
        under = QCoreApplication.translate("Charts", "of {goal}")
        text = under.format(goal=fmt.short(self.data.goal))
        both = metrics.ascent() + small.height() + 2
        room = inner.height() > both + 8
        top = inner.center().y() - (both if room else metrics.ascent()) / 2
        painter.setFont(big)
        painter.setPen(theme.color("ink"))
        slack = metrics.height() - metrics.ascent()
        painter.drawText(
            QRectF(inner.left() - 8, top - slack / 2, inner.width() + 16, metrics.height()),
            CENTER,
            share,
        )
        if room:
            painter.setFont(pixel_font(0.92))
            painter.setPen(theme.color("muted"))
            line = QRectF(inner.left(), top + metrics.ascent() + 2, inner.width(), small.height())
            painter.drawText(line, CENTER, elided(small, text, inner.width()))
