"""The quick-entry line: the heart of the window, on every page."""

from rvuedge_desktop.ui.quick_entry.bar import QuickEntryBar

__all__ = ["QuickEntryBar"]
