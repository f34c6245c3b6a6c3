"""The question before the window closes on text that was typed and not logged."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget


def may_leave(parent: QWidget, text: str) -> bool:
    """Whether the window may close: at once when nothing is typed, else as the user says."""
    if not text.strip():
        return True

    def tr(sentence: str) -> str:
        return QCoreApplication.translate("Leave", sentence)

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Not logged yet"))
    box.setText(tr("The quick-entry line holds text that is not logged yet."))
    box.setInformativeText(tr("Close and lose it, or go back and log it?"))
    back = box.addButton(tr("Go back"), QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton(tr("Close without logging"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.exec()
    return box.clickedButton() is leave
