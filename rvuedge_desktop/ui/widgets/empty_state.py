"""What a page shows when there is nothing to show: what to do next."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rvuedge_desktop.ui.theme import SPACE_L, SPACE_S, SPACE_XL, SPACE_XS, paint_icon, text_height
from rvuedge_desktop.ui.widgets.buttons import heading_label, muted_label, primary_button


class _BigIcon(QWidget):
    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        edge = text_height() * 2 + SPACE_S
        return QSize(edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self.name, "border_strong")
        painter.end()


class EmptyState(QWidget):
    """An icon, a title, a sentence and, when there is one, the button that starts."""

    action_clicked = Signal()

    def __init__(
        self,
        icon_name: str,
        title: str,
        sentence: str,
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = _BigIcon(icon_name, self)
        self._title = heading_label(title, self)
        self._sentence = muted_label(sentence, self)
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._sentence.setFixedWidth(min(420, text_height() * 26))
        self.button: QPushButton = primary_button(action, self)
        self.button.clicked.connect(self.action_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        layout.setSpacing(0)
        layout.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(self._icon, 0, centre)
        layout.addSpacing(SPACE_L)
        layout.addWidget(self._title, 0, centre)
        layout.addSpacing(SPACE_XS)
        layout.addWidget(self._sentence, 0, centre)
        layout.addSpacing(SPACE_L)
        layout.addWidget(self.button, 0, centre)
        layout.addStretch(3)
        self.set_texts(title, sentence, action)

    def set_texts(self, title: str, sentence: str, action: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        # A wrapped label in a tight layout is cut off unless it says how tall it is.
        width = self._sentence.maximumWidth()
        self._sentence.setMinimumHeight(max(0, self._sentence.heightForWidth(width)))
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)

    def set_icon(self, name: str) -> None:
        self._icon.name = name
        self._icon.update()
