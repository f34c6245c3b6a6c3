"""The panel under the quick-entry line: chips, found codes, ready lines. Layout only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QLabel, QVBoxLayout, QWidget

from rvuedge_desktop.ui.quick_entry.hit_list import HitList
from rvuedge_desktop.ui.quick_entry.ready_list import ReadyList
from rvuedge_desktop.ui.theme import SPACE_M, SPACE_S, set_kind
from rvuedge_desktop.ui.widgets.chips import ChipRow


class QuickEntryPanel(QFrame):
    """Lies over the page, so that nothing under it moves while one types."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_kind(self, "overlay")
        self.setObjectName("quickEntryPanel")
        self.setAutoFillBackground(True)
        self.chips = ChipRow(self)
        self.hits = HitList(self)
        self.ready = ReadyList(self)
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.hint, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        layout.setSpacing(SPACE_S)
        for widget in (self.chips, self.hits, self.ready, self.hint):
            layout.addWidget(widget)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 6)
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)
        self.hide()

    def set_hint(self, text: str) -> None:
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    def place(self, left: int, top: int, width: int, most_height: int) -> None:
        """Put the panel under the line, as high as its contents need."""
        self.setFixedWidth(width)
        self.chips.setFixedWidth(width - 2 * SPACE_M)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        height = self.heightForWidth(width) if self.hasHeightForWidth() else -1
        wanted = max(height, self.sizeHint().height())
        self.setGeometry(left, top, width, min(wanted, most_height))
