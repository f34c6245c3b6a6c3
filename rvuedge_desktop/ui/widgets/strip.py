"""The quiet strip that says what happened and offers to undo it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from rvuedge_desktop.ui.theme import SPACE_M, SPACE_S, SPACE_XS, icon, icon_size
from rvuedge_desktop.ui.widgets.buttons import icon_button, quiet_button

SECONDS = 8


class Strip(QFrame):
    """Hidden until `tell`; goes away after 8 s unless the pointer or the focus rests on it."""

    undo_clicked = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setProperty("kind", "strip")
        self._mark = QLabel(self)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._undo: QPushButton = quiet_button(self.tr("Undo"), "undo", self)
        self._close = icon_button("close", self.tr("Dismiss this message"), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_XS, SPACE_XS, SPACE_XS)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._mark)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._undo)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._seconds = SECONDS
        self._undo.clicked.connect(self._on_undo)
        self._close.clicked.connect(self.dismiss)
        for button in (self._undo, self._close):
            button.installEventFilter(self)
        self.hide()

    def tell(
        self, text: str, *, undo: bool = True, role: str = "good", seconds: int = SECONDS
    ) -> None:
        """Say `text`, with or without an Undo button; `role` good, info, warning or error."""
        names = {"good": "check", "info": "info", "warning": "warning", "error": "error"}
        self._mark.setPixmap(icon(names.get(role, "info"), role).pixmap(icon_size(), icon_size()))
        self._text.setText(text)
        self._text.setToolTip(text)
        self.setAccessibleName(text)
        self._undo.setVisible(undo)
        self._undo.setAccessibleName(self.tr("Undo: %s").replace("%s", text))
        self._seconds = seconds
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._restart()

    def text(self) -> str:
        """What is being said; empty when hidden."""
        return "" if self.isHidden() else self._text.text()

    def dismiss(self) -> None:
        """Go away now."""
        if self.isHidden():
            return
        self._timer.stop()
        self.hide()
        self.dismissed.emit()

    def remaining(self) -> int:
        """Milliseconds left; -1 while it is held."""
        return self._timer.remainingTime()

    def enterEvent(self, event) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._restart()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._restart()
        return super().eventFilter(watched, event)

    def _restart(self) -> None:
        held = self.underMouse() or self._undo.hasFocus() or self._close.hasFocus()
        if self.isVisible() and not held:
            self._timer.start(self._seconds * 1000)

    def _on_undo(self) -> None:
        self.dismiss()
        self.undo_clicked.emit()
