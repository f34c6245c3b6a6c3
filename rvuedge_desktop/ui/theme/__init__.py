"""Colours, fonts, icons and sizes: the look of the program in one place."""

from rvuedge_desktop.ui.theme.apply import (
    ThemeMode,
    apply_theme,
    chosen_mode,
    system_theme_name,
)
from rvuedge_desktop.ui.theme.current import current_theme, theme_signals
from rvuedge_desktop.ui.theme.fonts import figures_font, load_fonts, pixel_font, ui_font
from rvuedge_desktop.ui.theme.icons import icon, paint_icon, pixmap
from rvuedge_desktop.ui.theme.metrics import (
    GRID,
    RADIUS,
    RADIUS_L,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    SPACE_XS,
    SPACE_XXL,
    control_height,
    icon_size,
    on_grid,
    row_height,
    text_height,
)
from rvuedge_desktop.ui.theme.style_sheet import set_kind
from rvuedge_desktop.ui.theme.tokens import THEME_NAMES, Theme, load_theme

__all__ = [
    "GRID",
    "RADIUS",
    "RADIUS_L",
    "SPACE_L",
    "SPACE_M",
    "SPACE_S",
    "SPACE_XL",
    "SPACE_XS",
    "SPACE_XXL",
    "THEME_NAMES",
    "Theme",
    "ThemeMode",
    "apply_theme",
    "chosen_mode",
    "control_height",
    "current_theme",
    "figures_font",
    "icon",
    "icon_size",
    "load_fonts",
    "load_theme",
    "on_grid",
    "paint_icon",
    "pixel_font",
    "pixmap",
    "row_height",
    "set_kind",
    "system_theme_name",
    "text_height",
    "theme_signals",
    "ui_font",
]
