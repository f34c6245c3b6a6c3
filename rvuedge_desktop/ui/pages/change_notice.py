"""Says how many logged lines would count differently now, and offers to compare them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.theme import SPACE_M, SPACE_S, SPACE_XS, icon, icon_size, theme_signals
from rvuedge_desktop.ui.widgets.buttons import icon_button
from rvuedge_desktop.ui.widgets.soft_box import SoftBox


class ChangeNotice(SoftBox):
    """Hidden while every logged line counts as it would today."""

    compare_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("info_soft", parent)
        self._sign = QLabel(self)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.compare = QPushButton(self.tr("Compare…"), self)
        self.compare.setToolTip(self.tr("See these lines as they count and as they would"))
        self.close_button = icon_button("close", self.tr("Dismiss this message"), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_XS, SPACE_XS, SPACE_XS)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._sign)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.compare)
        layout.addWidget(self.close_button)
        self.compare.clicked.connect(self.compare_clicked)
        self.close_button.clicked.connect(self.hide)
        theme_signals().changed.connect(self._tint)
        self._tint()
        self.hide()

    def show_count(self, lines: int) -> None:
        """Say it for so many lines; nothing for none."""
        if not lines:
            self.hide()
            return
        text = (
            self.tr(
                "1 line already logged would count differently now. It stays as it is until you"
                " reprice it."
            )
            if lines == 1
            else self.tr(
                "%s lines already logged would count differently now. They stay as they are until"
                " you reprice them."
            )
        ).replace("%s", shown.count(lines))
        self.text.setText(text)
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _tint(self, _theme: object = None) -> None:
        self._sign.setPixmap(icon("info", "info").pixmap(icon_size(), icon_size()))
