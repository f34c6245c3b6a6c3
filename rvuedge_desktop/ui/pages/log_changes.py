"""Changes to logged lines: in a cell, in the dialog, many at once. Nothing typed is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from rvuedge_desktop.domain.entries import Entry, Line
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.models.entries import EntryTableModel
from rvuedge_desktop.ui.models.entry_cells import CellChange, change_cell
from rvuedge_desktop.ui.pages.log_table import LogTable


class LogChanges(QObject):
    """Carries changes of the page to the log, and asks where something looks wrong."""

    def __init__(self, page: QWidget, desk: Desk, model: EntryTableModel, table: LogTable) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._model = model
        self._table = table
        self.question: QMessageBox | None = None
        self.dialog: Any = None
        model.edited.connect(self._edited)
        # Queued: the editor has to be closed before it can open again.
        model.doubted.connect(self._doubted, Qt.ConnectionType.QueuedConnection)

    # -- in a cell -------------------------------------------------------------------------

    def _edited(self, entry_id: int, key: str, text: str, line: Line) -> None:
        row = self._model.row_of(entry_id)
        before = self._model.entry_at(row) if row is not None else None

        def work(program: Any) -> Any:
            old = program.store.entry(entry_id)
            new = program.logbook.edit(entry_id, line)
            return old, new

        def failed(error: BaseException) -> None:
            self._desk.went_wrong(error)
            if before is not None:
                self._model.show_line(entry_id, before.line)
            self._open_again(entry_id, key, text, self.tr("This was not saved; try again."))

        self._desk.ask(work, self._changed, failed)

    def _changed(self, answer: Any) -> None:
        old, new = answer
        if new is None:
            self._desk.problem.emit(self.tr("This line is no longer in the log."))
            self._desk.log_changed.emit(set())
            return
        days = {entry.line.date_of_service for entry in (old, new) if entry is not None}
        self._desk.log_was_changed(days, self._changed_sentence(old, new))

    def _changed_sentence(self, old: Entry | None, new: Entry) -> str:
        if old is not None and old.line.date_of_service != new.line.date_of_service:
            text = self.tr("Moved %1 to %2.")
            return text.replace("%1", new.line.code).replace(
                "%2", shown.day(new.line.date_of_service)
            )
        credited = new.credited_line
        if credited.state.counts and credited.credited is not None:
            text = self.tr("Changed %1: it counts for %2 wRVU.")
            return text.replace("%1", new.line.code).replace("%2", shown.wrvu(credited.credited))
        return self.tr("Changed %1.").replace("%1", new.line.code)

    def _doubted(self, entry_id: int, key: str, text: str, change: CellChange) -> None:
        if change.line is None:
            self._open_again(entry_id, key, text, change.problem)
            return
        line = change.line

        def answered(yes: bool) -> None:
            if yes:
                self._edited(entry_id, key, text, line)
                self._model.show_line(entry_id, line)
            else:
                self._open_again(entry_id, key, text, "")

        self._ask(change.question, answered)

    def _ask(self, sentence: str, answered: Any) -> None:
        box = QMessageBox(self._page)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(self.tr("Is this right?"))
        box.setText(sentence)
        yes = box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(self.tr("Change it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.question = box

        def finished(_result: int) -> None:
            self.question = None
            answered(box.clickedButton() is yes)

        box.finished.connect(finished)
        box.open()

    def _open_again(self, entry_id: int, key: str, text: str, remark: str) -> None:
        row = self._model.row_of(entry_id)
        if row is not None:
            self._table.edit_again(row, key, text, remark)

    def parse_cell(self, line: Line, key: str, text: str) -> CellChange:
        """What a typed cell makes of a line; used by the model."""
        codes = self._desk.codes
        known = codes.is_modifier if codes is not None else lambda _text: False
        return change_cell(line, key, text, is_modifier=known, today=date.today())

    # -- in the dialog ---------------------------------------------------------------------

    def open_dialog(self) -> None:
        """Edit the line at the focus with all its fields."""
        entry = self._model.entry_at(self._table.currentIndex().row())
        if entry is None:
            return
        from rvuedge_desktop.ui.dialogs.edit_line import EditLineDialog

        self.dialog = EditLineDialog(self._desk, entry, self._page)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.saved.connect(lambda old, new: self._changed((old, new)))
        self.dialog.finished.connect(self._dialog_closed)
        self.dialog.open()

    def _dialog_closed(self, _result: int) -> None:
        self.dialog = None
        self._table.setFocus()

    # -- many at once ----------------------------------------------------------------------

    def delete(self, ids: list[int]) -> None:
        """Delete lines; the strip's Undo brings them back."""
        if not ids:
            return

        def done(gone: list[Entry]) -> None:
            if not gone:
                self._desk.log_changed.emit(set())
                return
            days = {entry.line.date_of_service for entry in gone}
            text = (
                self.tr("Deleted %s.").replace("%s", gone[0].line.code)
                if len(gone) == 1
                else self.tr("Deleted %s lines.").replace("%s", shown.count(len(gone)))
            )
            self._desk.log_was_changed(days, text)

        self._desk.ask(lambda program: program.logbook.delete(ids), done)

    def move(self, ids: list[int], day: date) -> None:
        """Give lines another date."""
        if not ids:
            return

        def done(moved: int) -> None:
            if moved:
                text = (
                    self.tr("Moved 1 line to %2.")
                    if moved == 1
                    else self.tr("Moved %1 lines to %2.")
                )
                text = text.replace("%1", shown.count(moved)).replace("%2", shown.day(day))
                # Any day may have lost lines to this one.
                self._desk.log_was_changed(set(), text)

        self._desk.ask(lambda program: program.logbook.move_to(ids, day), done)
