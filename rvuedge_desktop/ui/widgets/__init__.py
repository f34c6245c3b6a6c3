"""Widgets of the program's own, each useful on more than one page."""

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
from rvuedge_desktop.ui.widgets.rail_button import RailButton
from rvuedge_desktop.ui.widgets.search_drop_down import SearchDropDown
from rvuedge_desktop.ui.widgets.search_rows import SearchRow, SearchRowDelegate, SearchRows
from rvuedge_desktop.ui.widgets.strip import Strip

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
    "RailButton",
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
