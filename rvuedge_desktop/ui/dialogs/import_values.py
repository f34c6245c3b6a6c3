"""Bringing in CMS's values: choose a file, watch it being read, answer, read the result."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from rvuedge_desktop.domain.releases import Release, parse_release
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.dialogs.frame import Dialog
from rvuedge_desktop.ui.dialogs.import_values_view import (
    ASK,
    CHOOSE,
    RESULT,
    WAIT,
    ImportValuesView,
)


class _WouldReplace(Exception):
    """Raised on the database thread to stop before something installed is replaced.

    `name` is that of a release, or the title of another of CMS's tables.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class _Progress(QObject):
    """Told on the database thread, heard on the GUI thread."""

    moved = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.stop = threading.Event()


class ImportValuesDialog(Dialog):
    """One import. The file is read before anything is asked, and nothing is kept until all is."""

    imported = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Import a file of CMS's"))
        self._desk = desk
        self._path: Path | None = None
        self._release: Release | None = None
        self._replace = False
        self._running: _Progress | None = None
        self._closing = False
        self.view = ImportValuesView(self)
        self.body.addWidget(self.view.stack)
        self.copy = self.add_button(self.tr("Copy the list"), at_left=True)
        self.cancel = self.add_button(self.tr("Cancel"))
        self.go = self.add_button(self.tr("Import"), primary=True)
        self.view.drop.button.clicked.connect(self.choose)
        self.view.drop.dropped.connect(self.set_file)
        self.view.release.editTextChanged.connect(self._check_release)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        self.copy.clicked.connect(self._copy)
        self.resize(680, 460)
        self._show(CHOOSE)

    # -- choosing --------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for the file with the system's own dialog."""
        kinds = self.tr("Files of CMS's (*.zip *.csv *.txt *.xlsx);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose CMS's file"), "", kinds)
        if path:
            self.set_file(path)

    def set_file(self, path: str) -> None:
        """Take a file; Import will read it."""
        if self._running is not None:
            return
        self._path = Path(path)
        self._release, self._replace = None, False
        self.view.problem.hide()
        self.view.chosen.setText(self.tr("Chosen: %s").replace("%s", self._path.name))
        self.view.chosen.setToolTip(path)
        self.view.chosen.show()
        self._show(CHOOSE)
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- importing -------------------------------------------------------------------------

    def _go(self) -> None:
        state = self.view.stack.currentIndex()
        if state == RESULT:
            self.accept()
        elif state == ASK:
            self._answered()
        elif self._path is not None:
            self.start()

    def _answered(self) -> None:
        if self.view.release.isVisible():
            try:
                self._release = parse_release(self.view.release.currentText())
            except ValueError:
                return
        else:
            self._replace = True
        self.start()

    def start(self) -> None:
        """Read and store the chosen file on the database thread."""
        path, release, replace = self._path, self._release, self._replace
        if path is None or self._running is not None:
            return
        self._running = progress = _Progress(self)
        progress.moved.connect(self._moved)

        def replacing(found: str) -> None:
            if not replace:
                raise _WouldReplace(found)

        def work(program: Any) -> Any:
            from rvuedge_desktop.services.imports import import_file

            outcome = import_file(
                program.store,
                path,
                release=release,
                progress=progress.moved.emit,
                cancelled=progress.stop.is_set,
                replacing=replacing,
            )
            program.values_changed()
            return outcome

        self.view.bar.setRange(0, 0)
        self.view.waiting.setText(self.tr("Importing %s…").replace("%s", path.name))
        self.view.step.setText(self.tr("Reading the file"))
        self._show(WAIT)
        self._desk.ask(work, self._done, self._failed)

    def _moved(self, done: int, whole: int) -> None:
        if self._running is None or self._running.stop.is_set():
            return
        self.view.bar.setRange(0, max(whole, 1))
        self.view.bar.setValue(done)
        half = done * 2 >= whole
        self.view.step.setText(
            self.tr("Storing the values") if half else self.tr("Reading the file")
        )

    def _done(self, outcome: Any) -> None:
        self._running = None
        self._desk.values_changed.emit()
        self.imported.emit(outcome)
        if self._closing:
            self.close()
            return
        self._show_result(outcome)

    def _failed(self, error: BaseException) -> None:
        from rvuedge_desktop.services.faults import sentence_for
        from rvuedge_desktop.services.values import ReleaseUnclear, was_cancelled

        self._running = None
        if self._closing:
            super().reject()
        elif isinstance(error, _WouldReplace):
            self._ask_to_replace(error.name)
        elif isinstance(error, ReleaseUnclear):
            self._ask_release(error.candidates)
        elif was_cancelled(error):
            self._say_problem(self.tr("The import was cancelled; nothing was changed."), "muted")
        elif sentence := sentence_for(error):
            self._say_problem(sentence, "error")
        else:
            self._say_problem(
                self.tr("The import stopped on a mistake of this program; nothing was changed."),
                "error",
            )
            self._desk.jobs.unhandled.emit(error)

    def _say_problem(self, sentence: str, tone: str) -> None:
        self.view.problem.setText(sentence)
        self.view.problem.setProperty("tone", tone)
        self.view.problem.style().unpolish(self.view.problem)
        self.view.problem.style().polish(self.view.problem)
        self.view.problem.show()
        self._show(CHOOSE)

    # -- asking ----------------------------------------------------------------------------

    def _ask_to_replace(self, name: str) -> None:
        try:
            self._release = parse_release(name)
        except ValueError:
            # A table is told apart by its content, and read so again.
            label = name
            explained = self.tr(
                "This table is installed already. Replacing it puts the file's lines in its place."
            )
        else:
            label = shown.release_label(self._release)
            explained = self.tr(
                "This release is installed already. Replacing it puts the file's values in its"
                " place. Lines that are logged keep the credit they were given."
            )
        self.view.question.setText(self.tr("Replace %s?").replace("%s", label))
        self.view.explained.setText(explained)
        self._show(ASK)

    def _ask_release(self, candidates: tuple[Release, ...]) -> None:
        box = self.view.release
        box.clear()
        box.addItems([release.name for release in candidates])
        if candidates:
            box.setCurrentIndex(len(candidates) - 1)
            explained = self.tr("Its title row and its name say different things.")
        else:
            box.setEditText("")
            explained = self.tr("Neither its title row nor its name says so.")
        example = self.tr("Write it as CMS does: RVU26B is the second release of 2026.")
        self.view.question.setText(self.tr("Which release is this file?"))
        self.view.explained.setText(f"{explained} {example}")
        self._show(ASK, with_release=True)
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._check_release(box.currentText())

    def _check_release(self, text: str) -> None:
        if self.view.stack.currentIndex() != ASK:
            return
        problem = ""
        try:
            parse_release(text)
        except ValueError as error:
            problem = str(error)
        self.view.release_problem.setText(problem if text.strip() else "")
        self.go.setEnabled(not problem)

    # -- what came of it -------------------------------------------------------------------

    def _show_result(self, outcome: Any) -> None:
        release = getattr(outcome, "release", None)
        label = outcome.title if release is None else shown.release_label(release)
        text = self.tr("%s is replaced") if outcome.replaced else self.tr("%s is installed")
        self.view.done.setText(text.replace("%s", label))
        brought = self.tr("%1 rows of %2 codes were taken from the file.")
        brought = brought.replace("%1", shown.count(outcome.rows))
        self.view.brought.setText(brought.replace("%2", shown.count(outcome.codes)))
        rows = [(line.line, self.tr("Left out"), line.reason) for line in outcome.rejected]
        doubts = getattr(outcome, "warnings", ())
        rows += [(line.line, self.tr("Kept"), line.reason) for line in doubts]
        self.view.rejected.set_rows(sorted(rows))
        title = (
            self.tr("1 line has a remark:")
            if len(rows) == 1
            else self.tr("%s lines have a remark:")
        )
        if not rows:
            title = self.tr("Every line could be read, and all totals add up.")
            if release is None:
                title = self.tr("Every line could be read.")
        self.view.rejected_title.setText(title.replace("%s", shown.count(len(rows))))
        self.view.table.setVisible(bool(rows))
        self._show(RESULT)
        self.copy.setVisible(bool(rows))
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        self.view.table.selectAll()
        QGuiApplication.clipboard().setText(self.view.table.copy_text())

    # -- the dialog ------------------------------------------------------------------------

    def _show(self, state: int, *, with_release: bool = False) -> None:
        view = self.view
        view.stack.setCurrentIndex(state)
        for widget in (view.release, view.release_label, view.release_problem):
            widget.setVisible(with_release)
        self.copy.hide()
        self.cancel.setVisible(state != RESULT)
        self.cancel.setEnabled(True)
        self.cancel.setText(self.tr("Cancel"))
        self.go.setVisible(state != WAIT)
        self.go.setEnabled(state != CHOOSE or self._path is not None)
        words = {RESULT: self.tr("Done"), ASK: self.tr("Replace")}
        text = words.get(state, self.tr("Import"))
        self.go.setText(self.tr("Import") if with_release else text)
        self.go.setDefault(state != WAIT)
        if state == WAIT:
            self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Esc or Cancel: stop a running import, leave the others."""
        if self._running is None:
            super().reject()
            return
        self._running.stop.set()
        self.cancel.setEnabled(False)
        self.cancel.setText(self.tr("Stopping…"))
        self.view.step.setText(self.tr("Putting things back as they were"))

    def closeEvent(self, event: Any) -> None:
        if self._running is not None:
            self._closing = True
            self.reject()
            event.ignore()
            return
        super().closeEvent(event)
