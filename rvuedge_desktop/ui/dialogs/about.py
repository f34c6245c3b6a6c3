"""About RVU Edge Desktop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from rvuedge_desktop.ui.dialogs.frame import Dialog
from rvuedge_desktop.ui.theme import SPACE_L, set_kind
from rvuedge_desktop.ui.widgets.about_panel import AboutPanel


class AboutDialog(Dialog):
    """Version, owners and licenses, in a column that scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("About RVU Edge Desktop"))
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, SPACE_L, 0)
        layout.addWidget(AboutPanel(inner))
        layout.addStretch(1)
        self.reader = QScrollArea(self)
        self.reader.setWidgetResizable(True)
        set_kind(self.reader, "page")
        self.reader.setFrameShape(QFrame.Shape.NoFrame)
        self.reader.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reader.setAccessibleName(self.tr("About RVU Edge Desktop"))
        self.reader.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reader.setWidget(inner)
        self.body.addWidget(self.reader)
        self.close_button = self.add_button(self.tr("Close"), primary=True)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus()
        self.resize(580, 560)
