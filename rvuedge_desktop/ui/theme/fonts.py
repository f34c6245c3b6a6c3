"""The shipped typeface, and fonts derived from the program's own.

Inter comes with the program so that figures line up everywhere; where its files are missing the
system's font is used and nothing is said.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication

FAMILY = "Inter"
_SMALLEST_POINTS = 10.0
_TABULAR = QFont.Tag("tnum")

_loaded: bool | None = None
_made: dict[tuple[str, float, int, bool], QFont] = {}


def load_fonts() -> bool:
    """Make the shipped fonts known to Qt, once; False when there are none."""
    global _loaded
    if _loaded is None:
        from rvuedge_desktop.resources import resource_path

        folder = resource_path("fonts")
        files = sorted(folder.glob("Inter-*.[ot]tf")) if folder.is_dir() else []
        _loaded = bool([f for f in files if QFontDatabase.addApplicationFont(str(f)) >= 0])
    return _loaded


def program_font(system: QFont) -> QFont:
    """The font of the program: Inter at the system's size, but never smaller than 10 points."""
    font = QFont(system)
    if load_fonts():
        font.setFamilies([FAMILY, *system.families()])
    if system.pixelSize() < 0 and system.pointSizeF() < _SMALLEST_POINTS:
        font.setPointSizeF(_SMALLEST_POINTS)
    font.setFeature(_TABULAR, 1)
    return font


def ui_font(scale: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The program's font, `scale` times as large, at `weight`."""
    return _derived(scale, weight, figures=False)


def _derived(scale: float, weight: QFont.Weight, *, figures: bool) -> QFont:
    # Painting asks for a font at every cell; making one takes longer than drawing a figure.
    base = QGuiApplication.font()
    key = (base.key(), scale, weight.value, figures)
    found = _made.get(key)
    if found is None:
        found = _made[key] = _make(base, scale, weight)
        if figures:
            found.setFeature(_TABULAR, 1)
    return QFont(found)


def _make(base: QFont, scale: float, weight: QFont.Weight) -> QFont:
    font = QFont(base)
    if font.pixelSize() > 0:
        font.setPixelSize(max(1, round(font.pixelSize() * scale)))
    else:
        font.setPointSizeF(max(1.0, font.pointSizeF() * scale))
    font.setWeight(weight)
    return font


def figures_font(scale: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """As `ui_font`, with digits of one width, so that columns of figures line up."""
    return _derived(scale, weight, figures=True)


def pixel_font(scale: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """As `figures_font`, in pixels: the same on a screen, in a picture and on paper."""
    font = figures_font(1.0, weight)
    font.setPixelSize(max(1, round(QFontInfo(font).pixelSize() * scale)))
    return font
