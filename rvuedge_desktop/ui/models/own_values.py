"""Values of codes as a table: code, name, work RVU, reason and source, edited in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from rvuedge_desktop.domain.policies import CodeOverride
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.widgets.figures_cells import CellRole

_Index = QModelIndex | QPersistentModelIndex
CODE, NAME, WORK, REASON, SOURCE = range(5)
_MOST_WORK = Decimal(1000)


def read_amount(text: str, places: int, most: Decimal = _MOST_WORK) -> Decimal | None:
    """An amount typed with a point or a comma; None when it is none, or is out of range."""
    try:
        amount = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    if not amount.is_finite() or not 0 <= amount <= most or amount.scaleb(places) % 1:
        return None
    return amount


def code_text(value: CodeOverride) -> str:
    return f"{value.code}-{value.modifier}" if value.modifier else value.code


class ValuesModel(QAbstractTableModel):
    """`edited` carries the value as it was and as it is to be; the owner keeps it."""

    edited = Signal(object, object)
    problem = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._values: list[CodeOverride] = []
        self._editable = True
        self.name_of: Callable[[str], str] = lambda _code: ""

    def show_values(self, values: Sequence[CodeOverride], *, editable: bool = True) -> None:
        if list(values) == self._values and editable == self._editable:
            return
        self.beginResetModel()
        self._values, self._editable = list(values), editable
        self.endResetModel()

    def value(self, row: int) -> CodeOverride | None:
        return self._values[row] if 0 <= row < len(self._values) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._values)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 5

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self._editable and index.column() >= WORK:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | int | None:
        value, column = self.value(index.row()), index.column()
        if value is None:
            return None
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.EditRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return (
                code_text(value),
                self.name_of(value.code),
                shown.wrvu(value.work),
                value.reason,
                value.source,
            )[column]
        if role == CellRole.STRONG:
            return int(column in (CODE, WORK))
        if role == CellRole.TONE and column in (NAME, SOURCE):
            return "muted"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Code"),
            self.tr("Name"),
            self.tr("wRVU"),
            self.tr("Reason"),
            self.tr("Source"),
        )[section]

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        old, text = self.value(index.row()), str(value).strip()
        if old is None or role != Qt.ItemDataRole.EditRole:
            return False
        new = old
        if index.column() == WORK:
            work = read_amount(text, 2)
            if work is None:
                said = self.tr("“%s” is not a work RVU from 0 to 1,000 with two decimals.")
                self.problem.emit(said.replace("%s", text))
                return False
            new = replace(old, work=work)
        elif index.column() == REASON:
            if not text:
                self.problem.emit(self.tr("A value of your own needs a reason."))
                return False
            new = replace(old, reason=text)
        elif index.column() == SOURCE:
            new = replace(old, source=text)
        if new != old:
            self.edited.emit(old, new)
        return True


class BasesModel(QAbstractTableModel):
    """Base units of anesthesia codes; `edited` carries code and units."""

    edited = Signal(str, object)
    problem = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bases: list[tuple[str, Decimal]] = []
        self.name_of: Callable[[str], str] = lambda _code: ""

    def show_bases(self, bases: Sequence[tuple[str, Decimal]]) -> None:
        if list(bases) == self._bases:
            return
        self.beginResetModel()
        self._bases = list(bases)
        self.endResetModel()

    def code(self, row: int) -> str | None:
        return self._bases[row][0] if 0 <= row < len(self._bases) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._bases)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == 2 else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | int | None:
        if not 0 <= index.row() < len(self._bases):
            return None
        code, units = self._bases[index.row()]
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.EditRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return (code, self.name_of(code), shown.decimal(units, 1))[index.column()]
        if role == CellRole.STRONG:
            return int(index.column() != 1)
        if role == CellRole.TONE and index.column() == 1:
            return "muted"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Code"), self.tr("Name"), self.tr("Base units"))[section]

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        code, text = self.code(index.row()), str(value).strip()
        if code is None or role != Qt.ItemDataRole.EditRole or index.column() != 2:
            return False
        units = read_amount(text, 1, Decimal(100))
        if units is None:
            said = self.tr("“%s” is not base units from 0 to 100 with one decimal.")
            self.problem.emit(said.replace("%s", text))
            return False
        if units != self._bases[index.row()][1]:
            self.edited.emit(code, units)
        return True
