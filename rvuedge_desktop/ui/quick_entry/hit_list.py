"""The codes found for the words being typed. It never takes the focus: the line drives it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from rvuedge_desktop.domain.amounts import from_hundredths
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.theme import row_height
from rvuedge_desktop.ui.widgets.search_rows import SearchRow, SearchRowDelegate

MOST_HITS = 8
_SELECTED = QStyle.StateFlag.State_Selected
_NORMAL = QStyle.StateFlag.State_None


def row_of(hit: Any) -> SearchRow:
    """A search result as it is painted: a wRVU only where the code has one."""
    state = ValueState(hit.state)
    has_number = state.counts and hit.work is not None
    figure = shown.wrvu(from_hundredths(hit.work)) if has_number else ""
    return SearchRow(hit.code, hit.name, hit.section, figure, state)


class HitList(QWidget):
    """Code, name, section, and wRVU or mark, one painted row a hit."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Any] = []
        self._rows: list[SearchRow] = []
        self._current = 0
        self._delegate = SearchRowDelegate(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_hits(self, hits: Sequence[Any]) -> None:
        self._hits = list(hits[:MOST_HITS])
        self._rows = [row_of(hit) for hit in self._hits]
        self._current = 0
        self._speak()
        self.setVisible(bool(self._hits))
        self.updateGeometry()
        self.update()

    def hits(self) -> list[Any]:
        return self._hits

    def current(self) -> Any:
        """The hit Enter would take; None when there is none."""
        return self._hits[self._current] if self._hits else None

    def step(self, rows: int) -> None:
        """Move the choice up or down; it stops at the ends."""
        if self._hits:
            self._current = min(max(self._current + rows, 0), len(self._hits) - 1)
            self._speak()
            self.update()

    def _speak(self) -> None:
        hit = self.current()
        name = f"{hit.code} {hit.name}" if hit is not None else self.tr("Nothing found")
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(420, len(self._hits) * row_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = float(row_height())
        for at, row in enumerate(self._rows):
            box = QRectF(0, at * line, self.width(), line)
            state = _SELECTED if at == self._current else _NORMAL
            self._delegate.paint_row(painter, box, row, state)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y()) // row_height()
        if 0 <= row < len(self._hits) and row != self._current:
            self._current = row
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y()) // row_height()
        if event.button() is Qt.MouseButton.LeftButton and 0 <= row < len(self._hits):
            self.chosen.emit(self._hits[row].code)
