"""The bar under a form that is not saved yet: what is wrong, Discard, Save."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from rvuedge_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, current_theme
from rvuedge_desktop.ui.widgets.buttons import primary_button


class SaveBar(QWidget):
    """Hidden while there is nothing to save."""

    save_clicked = Signal()
    discard_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.discard = QPushButton(self.tr("Discard"), self)
        self.discard.setToolTip(self.tr("Take back what is not saved"))
        self.save: QPushButton = primary_button(self.tr("Save"), self)
        self.save.setToolTip(self.tr("Save (Ctrl+S)"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.text, 1)
        layout.addSpacing(SPACE_M)
        layout.addWidget(self.discard)
        layout.addWidget(self.save)
        self.discard.clicked.connect(self.discard_clicked)
        self.save.clicked.connect(self.save_clicked)
        self.hide()

    def say(self, text: str, tone: str = "muted") -> None:
        """Show the bar with a sentence; an error is spoken at once."""
        changed = text != self.text.text()
        self.text.setText(text)
        if self.text.property("tone") != tone:
            self.text.setProperty("tone", tone)
            self.text.style().unpolish(self.text)
            self.text.style().polish(self.text)
        self.setAccessibleName(text)
        self.show()
        if tone == "error" and changed:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("raised"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("border"))
        painter.end()
