"""What the dialogs of the program share: margins, a row of buttons, and how they go away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rvuedge_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from rvuedge_desktop.ui.widgets.buttons import primary_button


class Dialog(QDialog):
    """A window-modal dialog that is deleted when it closes. Esc closes it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE_M)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(SPACE_S)
        self.foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_L)
        layout.setSpacing(SPACE_L)
        layout.addLayout(self.body, 1)
        layout.addLayout(self.foot)

    def add_button(self, text: str, *, primary: bool = False, at_left: bool = False) -> QPushButton:
        """A button in the foot; the primary one is what Enter does."""
        button = primary_button(text, self) if primary else QPushButton(text, self)
        button.setAutoDefault(primary)
        button.setDefault(primary)
        if at_left:
            self.foot.insertWidget(0, button)
        else:
            self.foot.addWidget(button)
        return button
