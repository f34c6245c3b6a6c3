"""What went wrong: in the last run, at the start, or just now. The session stays alive."""

from __future__ import annotations

import traceback
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from rvuedge_desktop.crashes import crash_report
from rvuedge_desktop.ui.dialogs.frame import Dialog
from rvuedge_desktop.ui.theme import SPACE_M, figures_font, pixmap
from rvuedge_desktop.ui.widgets.buttons import heading_label

_MOST_SHOWN = 20_000


class _Report(Dialog):
    """A sentence, and a report that can be read and copied. Nothing is ever sent."""

    def __init__(
        self, title: str, sentence: str, report: str, role: str, parent: QWidget | None
    ) -> None:
        super().__init__(title, parent)
        self.report = report[-_MOST_SHOWN:]
        mark = QLabel(self)
        mark.setPixmap(pixmap(role, role, 24, self.devicePixelRatioF()))
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.title = heading_label(title, self)
        self.sentence = QLabel(sentence, self)
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.details = QPlainTextEdit(self.report, self)
        self.details.setReadOnly(True)
        self.details.setFont(figures_font(0.95))
        self.details.setAccessibleName(self.tr("Details of the error"))
        self.details.setTabChangesFocus(True)
        self.details.setMinimumHeight(160)
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(mark)
        head.addWidget(self.title, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.details, 1)
        self.copy_button = self.add_button(self.tr("Copy"), at_left=True)
        self.copy_button.clicked.connect(self.copy)
        self.setMinimumWidth(480)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report)
        self.copy_button.setText(self.tr("Copied"))


class ErrorDialog(_Report):
    """A mistake of ours: said once, with what the developers need, and work goes on."""

    _open: ErrorDialog | None = None

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__("", "", report, "error", parent)
        title = self.tr("Something went wrong in the program")
        self.setWindowTitle(title)
        self.title.setText(title)
        self.sentence.setText(
            self.tr(
                "You can go on working: what was logged is safe. The details say where it"
                " happened and hold nothing of what you typed; send them along when you report it."
            )
        )
        self.close_button: QPushButton = self.add_button(self.tr("Close"), primary=True)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus()
        self.resize(560, 400)
        self.finished.connect(self._forget)

    def _forget(self) -> None:
        if ErrorDialog._open is self:
            ErrorDialog._open = None

    @classmethod
    def show_for(cls, error: BaseException, parent: QWidget | None = None) -> ErrorDialog:
        """Show the report of an error; further errors wait in the same dialog, not on top of it."""
        report = crash_report(type(error), traceback.extract_tb(error.__traceback__))
        shown = cls._open
        if shown is not None:
            if report not in shown.report:
                shown.report = f"{shown.report}\n\n{report}"[-_MOST_SHOWN:]
                shown.details.setPlainText(shown.report)
            return shown
        dialog = cls._open = cls(report, parent)
        dialog.open()
        return dialog


class CrashNotice(_Report):
    """The crash log of the last run. Dismissing it empties the log; closing keeps it."""

    def __init__(self, text: str, log: Path, parent: QWidget | None = None) -> None:
        super().__init__("", "", text, "warning", parent)
        self._log = log
        title = self.tr("The last run ended with an error")
        self.setWindowTitle(title)
        self.title.setText(title)
        self.sentence.setText(
            self.tr(
                "What was logged is safe. The crash log says where it happened; it is not sent."
            )
        )
        self.show_button = self.add_button(self.tr("Show details"))
        self.show_button.setCheckable(True)
        self.show_button.toggled.connect(self._show_details)
        self.dismiss_button = self.add_button(self.tr("Dismiss"), primary=True)
        self.dismiss_button.clicked.connect(self.dismiss)
        self.details.hide()
        self.dismiss_button.setFocus()
        self.adjustSize()

    def _show_details(self, on: bool) -> None:
        self.details.setVisible(on)
        self.show_button.setText(self.tr("Hide details") if on else self.tr("Show details"))
        self.adjustSize()

    def dismiss(self) -> None:
        """Empty the crash log, so that it is not shown again, and close."""
        # A log that cannot be emptied is shown once more next time.
        with suppress(OSError):
            self._log.write_text("", encoding="utf-8")
        self.accept()

    def reject(self) -> None:
        """Esc is Dismiss: the notice was seen."""
        self.dismiss()


def show_start_failure(parent: QWidget, sentence: str) -> None:
    """Say why the log cannot be opened, and wait until it is read: the program ends after it."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle(parent.tr("RVU Edge Desktop"))
    box.setText(parent.tr("Your log cannot be opened."))
    box.setInformativeText(sentence)
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.exec()
