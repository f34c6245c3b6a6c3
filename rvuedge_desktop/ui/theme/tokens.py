"""The colours of a theme, read from `resources/themes/<name>.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from PySide6.QtGui import QColor

THEME_NAMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour the program paints, as `#rrggbb`. What each is for stands in the files."""

    name: str
    dark: bool
    # surfaces
    window: str
    surface: str
    raised: str
    sunken: str
    rail: str
    hover: str
    pressed: str
    selection: str
    # lines
    border: str
    border_strong: str
    focus: str
    grid: str
    # text
    ink: str
    muted: str
    faint: str
    on_accent: str
    # meaning
    accent: str
    accent_hover: str
    drug: str
    warning: str
    error: str
    good: str
    info: str
    # soft
    chip: str
    chip_border: str
    accent_soft: str
    drug_soft: str
    warning_soft: str
    error_soft: str
    good_soft: str
    info_soft: str
    # charts
    bar: str
    bar_soft: str
    running: str
    goal: str
    previous: str
    series: tuple[str, ...]
    heat: tuple[str, ...]
    on_heat: tuple[str, ...]

    def color(self, role: str) -> QColor:
        """The colour of a role by its token name; an unknown role is ink."""
        value = getattr(self, role, self.ink)
        return QColor(value if isinstance(value, str) else self.ink)


@cache
def load_theme(name: str) -> Theme:
    """The theme called `name` ("light" or "dark"). KeyError or ValueError when a file is wrong."""
    from rvuedge_desktop.resources import resource_path

    text = resource_path("themes", f"{name}.toml").read_text(encoding="utf-8")
    values: dict[str, Any] = {"name": name}
    for key, value in tomllib.loads(text).items():
        values.update(value if isinstance(value, dict) else {key: value})
    known = {field.name for field in fields(Theme)}
    if surplus := values.keys() - known:
        raise ValueError(f"theme {name} has unknown tokens: {', '.join(sorted(surplus))}")
    if missing := known - values.keys():
        raise KeyError(f"theme {name} lacks tokens: {', '.join(sorted(missing))}")
    lists = {key: tuple(value) for key, value in values.items() if isinstance(value, list)}
    return Theme(**{**values, **lists})
