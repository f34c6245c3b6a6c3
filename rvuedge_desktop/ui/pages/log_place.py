"""Where the user is in the list: kept over a change of the rows beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rvuedge_desktop.ui.models.entries import EntryTableModel
from rvuedge_desktop.ui.pages.log_table import LogTable

# Of a larger selection only the line at the focus is found again.
_REMEMBERED = 5_000


@dataclass(frozen=True, slots=True)
class Place:
    """The entry at the upper edge, the one at the focus, and those that are selected.

    An `anchor` of None is the beginning of the list. `row` is where the focus was: when its entry
    is gone, the next one takes its place.
    """

    anchor: int | None = None
    offset: int = 0
    current: int | None = None
    row: int = -1
    selected: frozenset[int] = frozenset()
    before: Sequence[int] = field(default=(), repr=False)

    @classmethod
    def of(cls, table: LogTable, model: EntryTableModel) -> Place:
        ids = model.ids
        row = table.currentIndex().row()
        chosen: frozenset[int] = frozenset()
        if table.selected_count() <= _REMEMBERED:
            chosen = frozenset(
                number for part in table.selected_rows() for number in ids[part.start : part.stop]
            )
        anchor, offset = None, 0
        top = table.top_row()
        if table.verticalScrollBar().value() > 0 and top >= 0:
            anchor, offset = ids[top], table.rowViewportPosition(top)
        return cls(anchor, offset, ids[row] if row >= 0 else None, row, chosen, ids)

    def put_back(self, table: LogTable, model: EntryTableModel) -> None:
        """Find the same entries again after the rows have changed."""
        ids = model.ids
        if ids == self.before or not self.before:
            if not self.before:
                table.scrollToTop()
            return
        rows = []
        if self.selected:
            at = {number: row for row, number in enumerate(ids) if number in self.selected}
            rows = list(at.values())
        current = model.row_of(self.current) if self.current is not None else None
        if current is None and self.row >= 0:
            current = min(self.row, len(ids) - 1)
            rows = rows or [current]
        table.select_rows(rows, current)
        top = model.row_of(self.anchor) if self.anchor is not None else None
        if top is not None:
            table.scroll_to_row(top, self.offset)
        elif self.anchor is not None and current is not None:
            table.scrollTo(model.index(current, table.first_column()))
        else:
            table.scrollToTop()
