"""The installed releases as a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from rvuedge_desktop.domain.releases import parse_release
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.widgets.figures_cells import CellRole

_Index = QModelIndex | QPersistentModelIndex
RELEASE, MONTH, COVERS, CODES, ROWS, IMPORTED, TITLE, FILE = range(8)
FIGURES = (CODES, ROWS)


def _place(row: Any, newest: list[Any]) -> tuple[int, bool]:
    names = [other.name for other in newest]
    return names.index(row.name), not row.complete


class ReleasesModel(QAbstractTableModel):
    """Newest first, one row for each release, with where it comes from."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Any] = []
        self._texts: list[tuple[str, ...]] = []

    def set_rows(self, rows: list[Any]) -> None:
        """Show these rows of the store, which come oldest first."""
        self.beginResetModel()
        # A file of CMS's stands before the shipped values of its name, which it makes idle.
        newest = sorted(rows, key=lambda row: parse_release(row.name).order, reverse=True)
        self._rows = sorted(newest, key=lambda row: _place(row, newest))
        self._texts = [self._row_texts(row) for row in self._rows]
        self.endResetModel()

    def release(self, row: int) -> Any:
        """The release in a row; None when there is no such row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _row_texts(self, row: Any) -> tuple[str, ...]:
        name, _, month = shown.release_label(row.name).partition(" · ")
        if row.complete:
            covers = self.tr("Every code")
        elif row.origin == "shipped":
            covers = self.tr("Shipped codes only")
        else:
            covers = self.tr("Part of the list")
        imported = (
            shown.day(row.imported_at.astimezone().date())
            if row.complete
            else self.tr("With the program")
        )
        return (
            name,
            month,
            covers,
            shown.count(row.codes),
            shown.count(row.rows),
            imported,
            row.title,
            row.file_name,
        )

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 8

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | int | None:
        if not 0 <= index.row() < len(self._rows):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._texts[index.row()][index.column()]
        if role == CellRole.STRONG:
            return int(index.column() == RELEASE)
        if role == CellRole.TONE and index.column() != RELEASE:
            return "ink" if self._rows[index.row()].complete else "muted"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Release"),
            self.tr("First month"),
            self.tr("Covers"),
            self.tr("Codes"),
            self.tr("Rows"),
            self.tr("Imported"),
            self.tr("Title of the source"),
            self.tr("File"),
        )[section]
