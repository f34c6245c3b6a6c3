"""The list that drops under a line edit while one types. It never takes the focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.ui.theme import (
    SPACE_S,
    SPACE_XS,
    set_kind,
)
from rvuedge_desktop.ui.widgets.search_rows import SearchRow, SearchRowDelegate, SearchRows


class SearchDropDown(QFrame):
    """Lies over the window under its anchor. The owner hands it keys and rows.

    It is a child of the window, not a window of its own, so it can never steal the focus.
    """

    chosen = Signal(object)
    completed = Signal(object)
    current_changed = Signal(object)

    def __init__(self, anchor: QWidget, *, visible_rows: int = 10) -> None:
        super().__init__(anchor.window())
        set_kind(self, "popup")
        self._anchor = anchor
        self._visible_rows = visible_rows
        self.model = SearchRows(self)
        self.delegate = SearchRowDelegate(self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self.delegate)
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(self.tr("Search results"))
        self.view.clicked.connect(self._clicked)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Search results"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, SPACE_XS, 1, SPACE_XS)
        layout.addWidget(self.view)
        anchor.installEventFilter(self)
        self.hide()

    def set_rows(self, rows: Sequence[SearchRow], *, current: int = -1) -> None:
        """Show these rows under the anchor; none hides the list. `current` is marked."""
        self.model.set_rows(rows)
        if not rows:
            self.hide()
            return
        self._select(min(current, len(rows) - 1))
        self._place()
        if self.isHidden():
            self.show()
            self.raise_()

    def rows(self) -> list[SearchRow]:
        return list(self.model.rows)

    def current_row(self) -> SearchRow | None:
        """The marked row, if the list is open and one is marked."""
        position = self.view.currentIndex().row()
        if self.isHidden() or not 0 <= position < len(self.model.rows):
            return None
        return self.model.rows[position]

    def move_current(self, by: int) -> None:
        """Mark another row; from the ends one step further leaves the list unmarked."""
        count = len(self.model.rows)
        if not count:
            return
        here = self.view.currentIndex().row()
        if abs(by) > 1:
            self._select(max(0, min(count - 1, max(here, 0) + by)))
            return
        target = here + by
        if here < 0 and by < 0:
            target = count - 1
        self._select(target if 0 <= target < count else -1)

    def handle_key(self, event: QKeyEvent) -> bool:
        """Offer a key of the anchor to the list; True when it was meant for the list."""
        if self.isHidden():
            return False
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        row = self.current_row()
        match event.key():
            case Qt.Key.Key_Down if plain:
                self.move_current(1)
            case Qt.Key.Key_Up if plain:
                self.move_current(-1)
            case Qt.Key.Key_PageDown if plain:
                self.move_current(self._visible_rows)
            case Qt.Key.Key_PageUp if plain:
                self.move_current(-self._visible_rows)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if plain and row is not None:
                self.hide()
                self.chosen.emit(row)
            case Qt.Key.Key_Tab if plain and self.model.rows:
                self.completed.emit(row or self.model.rows[0])
            case Qt.Key.Key_Escape:
                self.hide()
            case _:
                return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._anchor:
            kind = event.type()
            if kind in (QEvent.Type.Move, QEvent.Type.Resize) and self.isVisible():
                self._place()
            elif kind in (QEvent.Type.Hide, QEvent.Type.FocusOut):
                self.hide()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange and hasattr(self, "delegate"):
            self.delegate.refresh_fonts()
        super().changeEvent(event)

    def _select(self, position: int) -> None:
        index = self.model.index(position, 0) if position >= 0 else QModelIndex()
        self.view.setCurrentIndex(index)
        if not index.isValid():
            self.view.clearSelection()
        self.current_changed.emit(self.model.rows[position] if position >= 0 else None)

    def _place(self) -> None:
        window = self._anchor.window()
        if self.parentWidget() is not window:
            shown = self.isVisible()
            self.setParent(window)
            self.setVisible(shown)
        corner = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + 2))
        rows = min(len(self.model.rows), self._visible_rows)
        height = rows * self.delegate.sizeHint(_NO_OPTION, QModelIndex()).height()
        height = min(height + 2 * SPACE_XS + 2, max(0, window.height() - corner.y() - SPACE_S))
        self.setGeometry(corner.x(), corner.y(), self._anchor.width(), height)

    def _clicked(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self.model.rows):
            row = self.model.rows[index.row()]
            self.hide()
            self.chosen.emit(row)


_NO_OPTION = QStyleOptionViewItem()
