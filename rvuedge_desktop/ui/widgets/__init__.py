"""Widgets of the program's own, each useful on more than one page.

Modules are loaded when one of their names is first asked for: the window is painted with two of
them, and the others would make it wait.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rvuedge_desktop.ui.widgets.buttons import (
        heading_label,
        icon_button,
        muted_label,
        primary_button,
        quiet_button,
        spin_box,
        title_label,
    )
    from rvuedge_desktop.ui.widgets.chips import Chip, ChipKind, ChipRow
    from rvuedge_desktop.ui.widgets.date_button import CalendarPopup, DateButton
    from rvuedge_desktop.ui.widgets.empty_state import EmptyState
    from rvuedge_desktop.ui.widgets.figure_card import FigureCard
    from rvuedge_desktop.ui.widgets.figures_cells import CellRole
    from rvuedge_desktop.ui.widgets.figures_table import FiguresTable
    from rvuedge_desktop.ui.widgets.filter_chip import FilterChip
    from rvuedge_desktop.ui.widgets.flow import FlowRow
    from rvuedge_desktop.ui.widgets.marks import StateMark, mark_for, mark_width, paint_mark
    from rvuedge_desktop.ui.widgets.search_drop_down import SearchDropDown
    from rvuedge_desktop.ui.widgets.search_rows import SearchRow, SearchRowDelegate, SearchRows
    from rvuedge_desktop.ui.widgets.strip import Strip

_MODULES = {
    "CalendarPopup": "date_button",
    "CellRole": "figures_cells",
    "Chip": "chips",
    "ChipKind": "chips",
    "ChipRow": "chips",
    "DateButton": "date_button",
    "EmptyState": "empty_state",
    "FigureCard": "figure_card",
    "FiguresTable": "figures_table",
    "FilterChip": "filter_chip",
    "FlowRow": "flow",
    "SearchDropDown": "search_drop_down",
    "SearchRow": "search_rows",
    "SearchRowDelegate": "search_rows",
    "SearchRows": "search_rows",
    "StateMark": "marks",
    "Strip": "strip",
    "heading_label": "buttons",
    "icon_button": "buttons",
    "mark_for": "marks",
    "mark_width": "marks",
    "muted_label": "buttons",
    "paint_mark": "marks",
    "primary_button": "buttons",
    "quiet_button": "buttons",
    "spin_box": "buttons",
    "title_label": "buttons",
}

__all__ = [
    "CalendarPopup",
    "CellRole",
    "Chip",
    "ChipKind",
    "ChipRow",
    "DateButton",
    "EmptyState",
    "FigureCard",
    "FiguresTable",
    "FilterChip",
    "FlowRow",
    "SearchDropDown",
    "SearchRow",
    "SearchRowDelegate",
    "SearchRows",
    "StateMark",
    "Strip",
    "heading_label",
    "icon_button",
    "mark_for",
    "mark_width",
    "muted_label",
    "paint_mark",
    "primary_button",
    "quiet_button",
    "spin_box",
    "title_label",
]


def __getattr__(name: str) -> Any:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{module}"), name)
