"""Put a theme on the application, and follow the system when asked."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QFont, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication

from rvuedge_desktop.ui.theme.current import current_theme, set_current_theme, theme_signals
from rvuedge_desktop.ui.theme.fonts import program_font
from rvuedge_desktop.ui.theme.palette import build_palette
from rvuedge_desktop.ui.theme.style_sheet import build_style_sheet
from rvuedge_desktop.ui.theme.tokens import Theme, load_theme

ThemeMode = Literal["system", "light", "dark"]

_NAME = "rvuedge-theme-follower"
# Set on an application that was made with the right style already: asking it for its style would
# make the enumerations of QStyle before the first paint.
STYLED = "rvuedge-styled"


class _Follower(QObject):
    """Child of the application: remembers the mode and listens to the system."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(_NAME)
        self.app = app
        self.mode: ThemeMode = "system"
        self.system_font = QFont(app.font())
        self.applied: Theme | None = None
        app.styleHints().colorSchemeChanged.connect(self.follow)

    @Slot()
    def follow(self) -> None:
        if self.mode == "system":
            self.put(load_theme(system_theme_name(self.app)))

    def put(self, theme: Theme) -> None:
        if theme is self.applied:
            return
        self.applied = theme
        set_current_theme(theme)
        QPixmapCache.clear()
        self.app.setPalette(build_palette(theme))
        self.app.setStyleSheet(build_style_sheet(theme))
        theme_signals().changed.emit(theme)


def system_theme_name(app: QApplication) -> str:
    """What the system asks for; light where it does not say."""
    from PySide6.QtCore import Qt

    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def _first_theme_name(app: QApplication) -> str:
    """The system's wish as its palette shows it.

    Touching the `Qt` namespace makes its 130 enumerations, which takes a third of the time of an
    empty window's start; the first paint does without it.
    """
    ground = app.palette().color(QPalette.ColorRole.Window)
    return "dark" if ground.lightness() < 128 else "light"


def apply_theme(app: QApplication, mode: ThemeMode = "system") -> Theme:
    """Style the whole application and return the theme that is now in force.

    With "system" the theme changes when the system's does. Safe to call again at any time; the
    first call goes by the system's palette, so call once more after the first paint.
    """
    follower = app.findChild(_Follower, _NAME)
    if follower is None:
        if not app.property(STYLED):
            app.setStyle("Fusion")
        follower = _Follower(app)
        app.setFont(program_font(follower.system_font))
        follower.mode = mode
        follower.put(load_theme(_first_theme_name(app) if mode == "system" else mode))
        return current_theme()
    from PySide6.QtCore import Qt

    follower.mode = mode
    hints = app.styleHints()
    if mode == "system":
        hints.unsetColorScheme()
        follower.follow()
    else:
        # Asked first so that native title bars match; offscreen it does nothing.
        dark = mode == "dark"
        hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        follower.put(load_theme(mode))
    return current_theme()


def chosen_mode(app: QApplication) -> ThemeMode:
    """The appearance that was asked for last."""
    follower = app.findChild(_Follower, _NAME)
    return follower.mode if follower is not None else "system"
