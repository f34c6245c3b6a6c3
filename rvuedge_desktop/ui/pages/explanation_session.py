"""The other lines of a line's session, in its explanation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from rvuedge_desktop.domain.entries import Entry
from rvuedge_desktop.ui.models.entries import credited_text, mark_text
from rvuedge_desktop.ui.models.totals import TotalColumn, TotalsModel
from rvuedge_desktop.ui.theme import SPACE_XS, row_height
from rvuedge_desktop.ui.widgets import heading_label
from rvuedge_desktop.ui.widgets.figures_table import FiguresTable

_MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the log says of a line.

    `mates` are the other lines of its session; `together` when its policy credits by session.
    `doubts` come from other lines of its case.
    """

    contract: str = ""
    policy: str = ""
    mates: tuple[Entry, ...] = ()
    together: bool = False
    doubts: tuple[str, ...] = ()


class SessionLines(QWidget):
    """A heading and a short table; Enter or a click goes to the line."""

    entry_asked = Signal(object)

    def __init__(self, name_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self.heading = heading_label("", self)
        self.heading.setWordWrap(True)
        self.table = FiguresTable(self.tr("Other lines of the session"), self)
        self.lines = TotalsModel(
            (
                TotalColumn(self.tr("Line"), self._line, self._line),
                TotalColumn(self.tr("wRVU"), _figure, _figure, right=True),
            ),
            self,
        )
        self.table.setModel(self.lines)
        self.table.set_figure_columns((1,))
        self.table.set_widths({1: 7}, stretch=0)
        self.table.horizontalHeader().hide()
        self.table.setSelectionMode(FiguresTable.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.row_activated.connect(self._ask)
        self.table.clicked.connect(lambda index: self._ask(index.row()))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self.heading)
        column.addWidget(self.table)

    def show_lines(self, context: Context) -> None:
        """The other lines of the session."""
        together = self.tr("Credited together with")
        self.heading.setText(together if context.together else self.tr("Same session"))
        self.lines.set_rows(context.mates)
        rows = min(max(1, len(context.mates)), _MOST_ROWS)
        self.table.setFixedHeight(rows * row_height() + 2)

    def _line(self, entry: Entry) -> str:
        code = "-".join((entry.line.code, *entry.line.modifiers))
        return f"{code}  {self._name_of(entry.line.code)}".strip()

    def _ask(self, row: int) -> None:
        entry = self.lines.row(row)
        if entry is not None:
            self.entry_asked.emit(entry)


def _figure(entry: Entry) -> str:
    return credited_text(entry) if entry.credited_line.state.counts else mark_text(entry)
