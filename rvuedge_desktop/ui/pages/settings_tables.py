"""CMS's files beside the values, in Settings: what is installed, each with a way to remove it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.theme import SPACE_M, SPACE_XS, figures_font
from rvuedge_desktop.ui.widgets.buttons import heading_label, muted_label, quiet_button


class _Row:
    """One table: its title, its figures, and the button that removes it."""

    def __init__(self, parent: TablesList) -> None:
        self.title = QLabel(parent)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.figures = muted_label("", parent)
        self.figures.setFont(figures_font())
        self.button: QPushButton = quiet_button(parent.tr("Remove…"), "delete", parent)
        self.table: Any = None
        self.button.clicked.connect(lambda: parent.remove_clicked.emit(self.table))

    def set_table(self, table: Any, figures: str, spoken: str) -> None:
        self.table = table
        self.title.setText(table.title)
        self.title.setToolTip(table.file_name)
        self.figures.setText(figures)
        self.button.setAccessibleName(spoken)

    def set_visible(self, visible: bool) -> None:
        for widget in (self.title, self.figures, self.button):
            widget.setVisible(visible)


class TablesList(QWidget):
    """Nothing at all while no such file is installed."""

    remove_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_M)
        self._grid.setVerticalSpacing(SPACE_XS)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(heading_label(self.tr("Other files of CMS's"), self), 0, 0, 1, 3)
        self.hide()

    def set_tables(self, tables: Sequence[Any]) -> None:
        """Show these rows of the store."""
        while len(self._rows) < len(tables):
            self._add_row()
        for at, row in enumerate(self._rows):
            row.set_visible(at < len(tables))
            if at < len(tables):
                table = tables[at]
                figures = self.tr("%1 rows, %2 codes").replace("%1", shown.count(table.rows))
                figures = figures.replace("%2", shown.count(table.codes))
                row.set_table(table, figures, self.tr("Remove %s").replace("%s", table.title))
        self.setVisible(bool(tables))

    def buttons(self) -> list[QPushButton]:
        """The buttons that are shown, from top to bottom."""
        return [row.button for row in self._rows if not row.button.isHidden()]

    def _add_row(self) -> None:
        row = _Row(self)
        self._rows.append(row)
        at = len(self._rows)
        self._grid.addWidget(row.title, at, 0)
        self._grid.addWidget(row.figures, at, 1, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(row.button, at, 2)
