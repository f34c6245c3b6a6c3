"""A small table of totals: a list of rows, sorted here because it is short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

_ROOT = QModelIndex()
_R = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class TotalColumn:
    """A column: title, the text shown, and the native value it is sorted by."""

    title: str
    text: Callable[[Any], str]
    sort: Callable[[Any], Any]
    right: bool = False


class TotalsModel(QAbstractTableModel):
    """Rows of any frozen kind, shown by columns."""

    def __init__(self, columns: Sequence[TotalColumn], parent: Any = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: list[Any] = []
        self._sorted: tuple[int, bool] | None = None

    def set_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self._sort_rows()
        self.endResetModel()

    def row(self, at: int) -> Any:
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def rowCount(self, parent: Any = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Any = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(_R.DisplayRole)
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == _R.DisplayRole:
            return self._columns[section].title
        if role == _R.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: Any, role: int = int(_R.DisplayRole)) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = self._columns[index.column()]
        if role == _R.DisplayRole:
            return column.text(row)
        if role == _R.ToolTipRole:
            return column.text(row) or None
        if role == _R.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    def _alignment(self, column: int) -> int:
        right = self._columns[column].right
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self._columns):
            return
        self.beginResetModel()
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder)
        self._sort_rows()
        self.endResetModel()

    def _sort_rows(self) -> None:
        if self._sorted is not None:
            column, descending = self._sorted
            self._rows.sort(key=self._columns[column].sort, reverse=descending)
