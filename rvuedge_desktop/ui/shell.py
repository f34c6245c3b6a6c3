"""The main window as it is first painted: rail, quick-entry line, status line. Layout only.

Nothing is imported here but Qt and the theme, and the `Qt` namespace with its 130 enumerations is
not touched: the window must be on the screen before anything else is loaded. `main_window` makes
it act as soon as it is.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QIcon, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.ui.quick_entry.bar_view import QuickEntryBarView
from rvuedge_desktop.ui.theme import SPACE_L, SPACE_S, SPACE_XS, icon, set_kind

RAIL_COLLAPSES_BELOW = 1100
_ICON = QSize(20, 20)


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
        self.buttons: dict[str, QPushButton] = {}
        nothing = QPixmap(_ICON)
        nothing.fill(QColor(0, 0, 0, 0))
        self._no_icon = QIcon(nothing)

    def add(self, name: str, text: str, *, last: bool = False) -> None:
        """Add a place; `last` puts it at the foot of the rail."""
        button = QPushButton(self)
        set_kind(button, "rail")
        button.setText(text)
        # Drawing icons loads QtSvg; until then their place is kept.
        button.setIcon(self._no_icon)
        button.setIconSize(_ICON)
        button.setCheckable(True)
        button.setAccessibleName(text)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        at = self._layout.count() if last else self._layout.count() - 1
        self._layout.insertWidget(at, button)
        self.buttons[name] = button

    def draw_icons(self) -> None:
        """Put the icons in their places; each place has one of its own name."""
        for name, button in self.buttons.items():
            button.setIcon(icon(name))

    def collapse(self, yes: bool) -> None:
        for button in self.buttons.values():
            button.setText("" if yes else button.accessibleName())
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
        set_kind(label, "muted")
        return label


def _always() -> bool:
    return True


class Shell(QMainWindow):
    """The window. What it does is given to it after its first paint."""

    first_painted = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painted = False
        # Asked before the window closes.
        self.may_close: Callable[[], bool] = _always
        self.setWindowTitle(self.tr("RVU Edge Desktop"))
        central = QWidget(self)
        self.central = central
        self.rail = Rail(central)
        self.rail.add("log", self.tr("Log"))
        self.rail.add("summary", self.tr("Summary"))
        self.rail.add("codes", self.tr("Codes"))
        self.rail.add("contract", self.tr("Contract"))
        self.rail.add("settings", self.tr("Settings"), last=True)
        self.rail.buttons["log"].setChecked(True)
        self.entry = QuickEntryBarView(central)
        self.pages = QStackedWidget(central)
        self.status = StatusLine(central)
        self.status.state.setText(self.tr("Opening your log…"))
        self._right = QVBoxLayout()
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(0)
        self._right.addWidget(self.entry)
        self._right.addWidget(self.pages, 1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(self._right, 1)
        outer = QVBoxLayout(central)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(row, 1)
        outer.addWidget(self.status)
        self.setCentralWidget(central)
        # Keeps the height of the menu bar that comes after the first paint.
        self.menuBar().addMenu(self.tr("&File"))
        self.setMinimumSize(820, 560)
        self.resize(1280, 800)
        self.entry.field.setFocus()

    def put_strip(self, strip: QWidget) -> None:
        """Put the strip that says what happened under the pages."""
        self._right.addWidget(strip)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.collapse(self.width() < RAIL_COLLAPSES_BELOW)
        self.resized.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close():
            event.accept()
        else:
            event.ignore()
