"""A narrow list of named things: a name, a quiet line under it, and an icon at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from rvuedge_desktop.ui.theme import (
    SPACE_L,
    SPACE_S,
    SPACE_XS,
    current_theme,
    icon_size,
    on_grid,
    paint_icon,
    ui_font,
)

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class NamedRow:
    """`key` is what the owner knows it by; `mark` an icon's name, `mark_text` what it says."""

    key: str
    name: str
    line: str = ""
    mark: str = ""
    mark_text: str = ""
    mark_tone: str = "muted"


class NamedRows(QAbstractListModel):
    """The rows of a NamedList."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[NamedRow] = []

    def set_rows(self, rows: Sequence[NamedRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return ", ".join(part for part in (row.name, row.line, row.mark_text) if part)
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        name, line = QFontMetricsF(self._bold()), QFontMetricsF(ui_font(0.92))
        return QSize(160, on_grid(name.height() + line.height() + 2 * SPACE_S + 2))

    @staticmethod
    def _bold() -> QFont:
        return ui_font(1.0, QFont.Weight.DemiBold)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, NamedRows) or index.row() >= len(model.rows):
            return
        row, theme, rect = model.rows[index.row()], current_theme(), QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(
                QRectF(rect.left(), rect.top(), 3, rect.height()), theme.color("accent")
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        box = rect.adjusted(SPACE_L, SPACE_S, -SPACE_L, -SPACE_S)
        bold = self._bold()
        metrics = QFontMetricsF(bold)
        room = box.width()
        if row.mark:
            edge = icon_size() - 2
            spot = QRectF(box.right() - edge, box.top() + (metrics.height() - edge) / 2, edge, edge)
            paint_icon(painter, spot, row.mark, row.mark_tone)
            room -= edge + SPACE_XS
        painter.setFont(bold)
        painter.setPen(theme.color("ink"))
        elide = Qt.TextElideMode.ElideRight
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        top = QRectF(box.left(), box.top(), room, metrics.height())
        painter.drawText(top, flags, metrics.elidedText(row.name, elide, room))
        small = ui_font(0.92)
        painter.setFont(small)
        painter.setPen(theme.color("muted"))
        under = QRectF(box.left(), top.bottom() + 2, box.width(), box.height())
        line = QFontMetricsF(small).elidedText(row.line, elide, box.width())
        painter.drawText(under, flags, line)


class NamedList(QListView):
    """`chosen` carries the key of the row one goes to, by mouse or keys."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.named = NamedRows(self)
        self.setModel(self.named)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(name)
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._moved)

    def set_rows(self, rows: Sequence[NamedRow], current: str) -> None:
        """Show these rows with the row of key `current` chosen, and say nothing."""
        self._quiet = True
        self.named.set_rows(rows)
        keys = [row.key for row in rows]
        if current in keys:
            self.setCurrentIndex(self.named.index(keys.index(current), 0))
        self._quiet = False

    def keys(self) -> list[str]:
        return [row.key for row in self.named.rows]

    def choose(self, key: str) -> None:
        """Go to the row of a key."""
        if key in self.keys():
            self.setCurrentIndex(self.named.index(self.keys().index(key), 0))

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._quiet and 0 <= current.row() < len(self.named.rows):
            self.chosen.emit(self.named.rows[current.row()].key)
