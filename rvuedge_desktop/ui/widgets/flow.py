"""A row of small widgets that wraps like words in a paragraph."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rvuedge_desktop.ui.theme import SPACE_XS


class FlowRow(QWidget):
    """Places its visible items left to right and wraps; its height follows its width."""

    def __init__(self, parent: QWidget | None = None, spacing: int = SPACE_XS) -> None:
        super().__init__(parent)
        self._items: list[QWidget] = []
        self._spacing = spacing
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add_item(self, widget: QWidget) -> None:
        """Append a widget; the row becomes its parent."""
        widget.setParent(self)
        self._items.append(widget)
        widget.show()
        self.relayout()

    def remove_item(self, widget: QWidget) -> None:
        """Take a widget out and delete it."""
        if widget in self._items:
            self._items.remove(widget)
            widget.hide()
            widget.deleteLater()
            self.relayout()

    def clear(self) -> None:
        """Take all widgets out."""
        for widget in self._items:
            widget.hide()
            widget.deleteLater()
        self._items = []
        self.relayout()

    def items(self) -> list[QWidget]:
        """The widgets, in order, hidden ones too."""
        return list(self._items)

    def relayout(self) -> None:
        """Place the items anew, after texts or visibility changed."""
        self._place(max(self.width(), 1), move=True)
        self.updateGeometry()

    def gap_before(self, item: QWidget) -> int:
        """Room between an item and the one before it on the same line."""
        return self._spacing

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        shown = [item for item in self._items if not item.isHidden()]
        if not shown:
            return QSize(0, 0)
        gaps = sum(self.gap_before(item) for item in shown[1:])
        width = sum(item.sizeHint().width() for item in shown) + gaps
        return QSize(width, self._place(self.width(), move=False))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._place(max(self.width(), 1), move=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), move=True)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.relayout()
        return super().event(event)

    def _place(self, width: int, *, move: bool) -> int:
        x = y = line = 0
        right_to_left = self.isRightToLeft()
        for item in self._items:
            if item.isHidden():
                continue
            hint = item.sizeHint()
            wide = min(hint.width(), width)
            x += self.gap_before(item) if x else 0
            if x and x + wide > width:
                x, y, line = 0, y + line + self._spacing, 0
            if move:
                left = width - x - wide if right_to_left else x
                item.setGeometry(left, y, wide, hint.height())
            x += wide
            line = max(line, hint.height())
        return y + line
