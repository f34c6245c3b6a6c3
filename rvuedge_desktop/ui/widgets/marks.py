"""The mark of a code that has no work RVU: a shape and a word, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.ui.theme import SPACE_XS, current_theme, icon_size, paint_icon, text_height


@dataclass(frozen=True, slots=True)
class Mark:
    """How a state looks: icon, colour role, and the word beside it."""

    icon: str
    role: str
    word: str


def mark_for(state: ValueState | str) -> Mark | None:
    """The mark of a state (or of its name, as models hold it); None for a valued code."""
    translate = QCoreApplication.translate
    match state:
        case ValueState.DRUG:
            return Mark("drug", "drug", translate("StateMark", "Drug"))
        case ValueState.UNPRICED:
            return Mark("unpriced", "warning", translate("StateMark", "No RVU"))
        case ValueState.UNKNOWN:
            return Mark("question", "error", translate("StateMark", "Unknown"))
        case ValueState.NO_WORK:
            return Mark("no-work", "muted", translate("StateMark", "No work"))
        case ValueState.SUPPLY:
            return Mark("supply", "muted", translate("StateMark", "Supply"))
        case ValueState.ANESTHESIA:
            return Mark("anesthesia", "info", translate("StateMark", "Anesthesia"))
        case ValueState.OTHER_SCHEDULE:
            return Mark("other-schedule", "muted", translate("StateMark", "Other schedule"))
        case ValueState.MEASURE:
            return Mark("measure", "muted", translate("StateMark", "Measure"))
        case _:
            return None


def mark_width(state: ValueState | str, font: QFont) -> float:
    """Width that `paint_mark` needs for icon and word."""
    mark = mark_for(state)
    if mark is None:
        return 0.0
    metrics = QFontMetricsF(font)
    return _edge(metrics) + SPACE_XS + metrics.horizontalAdvance(mark.word)


def paint_mark(
    painter: QPainter, rect: QRectF, state: ValueState | str, *, right: bool = False
) -> None:
    """Draw the mark inside `rect`, at its left or right end; the word is elided when narrow."""
    mark = mark_for(state)
    if mark is None:
        return
    metrics = QFontMetricsF(painter.font())
    edge = _edge(metrics)
    width = min(rect.width(), edge + SPACE_XS + metrics.horizontalAdvance(mark.word))
    left = rect.right() - width if right else rect.left()
    middle = rect.center().y()
    paint_icon(painter, QRectF(left, middle - edge / 2, edge, edge), mark.icon, mark.role)
    room = width - edge - SPACE_XS + 1
    word = metrics.elidedText(mark.word, Qt.TextElideMode.ElideRight, room)
    base = rect.top() + (rect.height() - metrics.height()) // 2 + metrics.ascent()
    painter.setPen(current_theme().color(mark.role))
    painter.drawText(QPointF(left + edge + SPACE_XS, base), word)


def _edge(metrics: QFontMetricsF) -> float:
    return round(metrics.ascent() * 1.1)


class StateMark(QWidget):
    """The mark as a widget; empty for a valued code."""

    def __init__(self, state: ValueState | str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: ValueState | str = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(state)

    def set_state(self, state: ValueState | str) -> None:
        self._state = state
        mark = mark_for(state)
        self.setAccessibleName(mark.word if mark else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if mark_for(self._state) is None:
            return QSize(0, 0)
        height = max(text_height(), icon_size())
        return QSize(round(mark_width(self._state, self.font())) + 2, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, QRectF(self.rect()), self._state)
        painter.end()
