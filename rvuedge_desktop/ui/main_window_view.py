"""The layout of the main window: rail, quick entry, pages, strip, status line."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.quick_entry import QuickEntryBar
from rvuedge_desktop.ui.theme import SPACE_L, SPACE_S, SPACE_XS, set_kind
from rvuedge_desktop.ui.widgets.strip import Strip

RAIL_COLLAPSES_BELOW = 1100


class Rail(QFrame):
    """The places of the window. Under 1100 px of window it shows icons alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "rail")
        self.setAccessibleName(self.tr("Places"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        self._layout.setSpacing(SPACE_XS)
        self._layout.addStretch(1)
        self._buttons: list[QToolButton] = []

    def add(self, action: QAction, *, last: bool = False) -> None:
        """Add a place; `last` puts it at the foot of the rail."""
        button = QToolButton(self)
        set_kind(button, "rail")
        button.setDefaultAction(action)
        button.setIconSize(QSize(20, 20))
        button.setAccessibleName(action.text().replace("&", ""))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        at = self._layout.count() if last else self._layout.count() - 1
        self._layout.insertWidget(at, button)
        self._buttons.append(button)

    def collapse(self, yes: bool) -> None:
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if yes
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for button in self._buttons:
            button.setToolButtonStyle(style)
        self.setFixedWidth(60 if yes else max(148, self.fontMetrics().averageCharWidth() * 21))


class StatusLine(QFrame):
    """Values in use, entries and wRVU of this month."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "status")
        self.values = self._label()
        self.month = self._label()
        self.state = self._label()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_XS, SPACE_L, SPACE_XS)
        layout.setSpacing(SPACE_L)
        layout.addWidget(self.values)
        layout.addWidget(self.month)
        layout.addStretch(1)
        layout.addWidget(self.state)

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(label, "muted")
        return label


class MainWindowView:
    """Builds the widgets of a main window and holds them by name."""

    def __init__(self, window: QMainWindow, desk: Desk) -> None:
        central = QWidget(window)
        self.rail = Rail(central)
        self.quick_entry = QuickEntryBar(desk, central)
        self.pages = QStackedWidget(central)
        self.strip = Strip(central)
        self.status = StatusLine(central)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.quick_entry)
        right.addWidget(self.pages, 1)
        right.addWidget(self.strip)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        outer = QVBoxLayout(central)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(row, 1)
        outer.addWidget(self.status)
        window.setCentralWidget(central)
        window.setMinimumSize(820, 560)
        window.resize(1280, 800)
