"""A theme as a QPalette, for everything Fusion draws by itself."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from rvuedge_desktop.ui.theme.tokens import Theme

_Role = QPalette.ColorRole


def build_palette(theme: Theme) -> QPalette:
    """The palette of `theme`, with greyed text for what is disabled."""
    palette = QPalette()
    for role, value in {
        _Role.Window: theme.window,
        _Role.WindowText: theme.ink,
        _Role.Base: theme.surface,
        _Role.AlternateBase: theme.sunken,
        _Role.Text: theme.ink,
        _Role.PlaceholderText: theme.muted,
        _Role.Button: theme.surface,
        _Role.ButtonText: theme.ink,
        _Role.BrightText: theme.error,
        _Role.ToolTipBase: theme.raised,
        _Role.ToolTipText: theme.ink,
        _Role.Highlight: theme.selection,
        _Role.HighlightedText: theme.ink,
        _Role.Accent: theme.accent,
        _Role.Link: theme.info,
        _Role.LinkVisited: theme.drug,
        _Role.Light: theme.raised,
        _Role.Midlight: theme.hover,
        _Role.Mid: theme.border,
        _Role.Dark: theme.border_strong,
        _Role.Shadow: theme.border_strong,
    }.items():
        palette.setColor(role, QColor(value))
    disabled = QPalette.ColorGroup.Disabled
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText):
        palette.setColor(disabled, role, QColor(theme.faint))
    palette.setColor(disabled, _Role.Highlight, QColor(theme.sunken))
    return palette
