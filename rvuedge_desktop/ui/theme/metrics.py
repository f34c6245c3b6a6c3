"""The 4-pixel grid, and sizes that follow the font."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics, QGuiApplication

GRID = 4
SPACE_XS = GRID
SPACE_S = 2 * GRID
SPACE_M = 3 * GRID
SPACE_L = 4 * GRID
SPACE_XL = 6 * GRID
SPACE_XXL = 8 * GRID
RADIUS = GRID
RADIUS_L = 2 * GRID


def on_grid(length: float) -> int:
    """`length` rounded up to the grid."""
    return -(-int(length + 0.999) // GRID) * GRID


def text_height() -> int:
    """Height of a line of text in the program's font."""
    return QFontMetrics(QGuiApplication.font()).height()


def row_height() -> int:
    """Height of a table or list row: a line of text with air, on the grid."""
    return on_grid(text_height() + SPACE_M)


def control_height() -> int:
    """Height of a button or field."""
    return on_grid(text_height() + SPACE_M)


def icon_size() -> int:
    """Edge of an icon beside a line of text, even so that it can be centred."""
    return max(16, text_height() // 2 * 2)
