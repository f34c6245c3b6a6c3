"""The question before the window closes on text that was typed and not logged."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget


def may_leave(parent: QWidget, text: str, *, terms: bool = False) -> bool:
    """Whether the window may close: at once when nothing would be lost, else as the user says.

    `text` is what stands in the quick-entry line; `terms` says that a contract or policy is
    edited and not saved.
    """
    typed = bool(text.strip())
    if not typed and not terms:
        return True

    def tr(sentence: str) -> str:
        return QCoreApplication.translate("Leave", sentence)

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Not logged yet"))
    box.setText(tr("The quick-entry line holds text that is not logged yet."))
    box.setInformativeText(tr("Close and lose it, or go back and log it?"))
    go = tr("Close without logging")
    if not typed:
        box.setWindowTitle(tr("Not saved yet"))
        box.setText(tr("A contract or policy is edited and not saved yet."))
        box.setInformativeText(tr("Close and lose it, or go back and save it?"))
        go = tr("Close without saving")
    back = box.addButton(tr("Go back"), QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton(go, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.exec()
    return box.clickedButton() is leave
