"""The theme in force, and the signal that it changed."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Signal

from rvuedge_desktop.ui.theme.tokens import Theme, load_theme


class ThemeSignals(QObject):
    """`changed` carries the new Theme, after palette and style sheet are in place."""

    changed = Signal(object)


@cache
def theme_signals() -> ThemeSignals:
    """The one object whose `changed` signal tells painted widgets to repaint."""
    return ThemeSignals()


_theme: Theme | None = None


def current_theme() -> Theme:
    """The theme in force; light before any was applied."""
    return _theme if _theme is not None else load_theme("light")


def set_current_theme(theme: Theme) -> None:
    """Used by `apply_theme` alone."""
    global _theme
    _theme = theme
