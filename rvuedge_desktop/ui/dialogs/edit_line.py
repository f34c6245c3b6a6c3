"""Edit a logged line with all its fields, and see at once what it will count for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from rvuedge_desktop.domain.amounts import from_hundredths
from rvuedge_desktop.domain.codes import Family, family_of
from rvuedge_desktop.domain.entries import CreditedLine, Entry, Line
from rvuedge_desktop.services.code_book import needs_a_row
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.dialogs.edit_line_view import EditLineView
from rvuedge_desktop.ui.models.entries import anesthesia_units, credited_text
from rvuedge_desktop.ui.models.entry_cells import (
    Reading,
    joined_note,
    read_case,
    read_code,
    read_day,
    read_minutes,
    read_modifiers,
    read_note,
    read_site,
    read_units,
    split_case,
)
from rvuedge_desktop.ui.pages.log_sessions import read_contracts
from rvuedge_desktop.ui.widgets import SearchDropDown, SearchRow, mark_for


@dataclass(frozen=True, slots=True)
class _Preview:
    """What the store says of the line; `unlisted_in` names a release that lacks the code."""

    credited: CreditedLine
    unlisted_in: str = ""


class EditLineDialog(QDialog):
    """Stays open until the line is saved or the user cancels: what is typed is never lost."""

    # The entry as it was, and as it is now (None when it is gone).
    saved = Signal(object, object)

    def __init__(self, desk: Desk, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entry = entry
        self._preview: _Preview | None = None
        self._line: Line | None = None
        self._questions: list[str] = []
        self._saving = False
        self._contracts_are_known = False
        self.setWindowTitle(self.tr("Edit line"))
        self.setModal(True)
        self.view = EditLineView(self)
        self.hits = SearchDropDown(self.view.fields["code"], visible_rows=6)
        self._fill()
        self._connect()
        self._retyped()
        self.view.fields["code"].selectAll()
        desk.ask(read_contracts, self._take_contracts)

    def _fill(self) -> None:
        line, fields = self._entry.line, self.view.fields
        fields["code"].setText(line.code)
        fields["date"].setText(line.date_of_service.isoformat())
        fields["modifiers"].setText(" ".join(line.modifiers))
        fields["units"].setText(str(line.units))
        fields["site"].setText(line.site)
        note, case = split_case(line.note)
        fields["note"].setText(note)
        fields["case"].setText(case)
        fields["minutes"].setText("" if line.minutes is None else str(line.minutes))
        self.view.was.setText(self.tr("now %s").replace("%s", credited_text(self._entry)))

    def _connect(self) -> None:
        for field in self.view.fields.values():
            field.textChanged.connect(self._retyped)
        code = self.view.fields["code"]
        code.textEdited.connect(self._search)
        code.installEventFilter(self)
        self.hits.chosen.connect(self._take)
        self.hits.completed.connect(self._take)
        self.view.right.toggled.connect(lambda _: self.view.error.hide())
        self.view.contract.currentIndexChanged.connect(self._retyped)
        self.view.save.clicked.connect(self.save)
        self.view.cancel.clicked.connect(self.reject)

    # -- what is typed ---------------------------------------------------------------------

    def _readings(self) -> dict[str, Reading]:
        text = {key: field.text() for key, field in self.view.fields.items()}
        codes = self._desk.codes
        known = codes.is_modifier if codes is not None else lambda _text: False
        return {
            "code": read_code(text["code"]),
            "date": read_day(text["date"], date.today()),
            "modifiers": read_modifiers(text["modifiers"], known),
            "units": read_units(text["units"]),
            "site": read_site(text["site"]),
            "note": read_note(text["note"]),
            "minutes": read_minutes(text["minutes"]),
            "case": read_case(text["case"]),
        }

    def _retyped(self) -> None:
        readings = self._readings()
        for key, reading in readings.items():
            self.view.show_problem(key, reading.problem)
        self.view.error.hide()
        self._preview = None
        value = {key: reading.value for key, reading in readings.items()}
        self._show_hints(readings)
        if any(reading.problem for reading in readings.values()):
            self._line = None
            self._questions = []
            self._show_questions()
            self._show_preview()
            return
        # What the dialog does not show stays as it was.
        self._line = replace(
            self._entry.line,
            code=value["code"],
            date_of_service=value["date"],
            modifiers=value["modifiers"],
            units=value["units"],
            site=value["site"],
            note=self._note(value["note"], value["case"]),
            minutes=value["minutes"],
            chosen_contract_id=self._contract(),
        )
        old = self._entry.line
        now = {
            "date": old.date_of_service,
            "units": old.units,
            "note": split_case(old.note)[0],
        }
        # What stood there before was accepted before.
        self._questions = [
            readings[key].question
            for key, before in now.items()
            if readings[key].question and value[key] != before
        ]
        if unknown := self._unknown_code(value["code"]):
            self._questions.append(unknown)
        self._show_questions()
        self._ask_for_preview(self._line)

    def _note(self, note: str, case: str) -> str:
        """The note with its case; as it stood when neither was changed."""
        before = self._entry.line.note
        return before if (note, case) == split_case(before) else joined_note(note, case)

    def _contract(self) -> int | None:
        """The contract that was chosen; as it stood while the contracts are on their way."""
        if not self._contracts_are_known:
            return self._entry.line.chosen_contract_id
        chosen = self.view.contract.currentData()
        return None if chosen is None else int(chosen)

    def _take_contracts(self, contracts: Any) -> None:
        combo, chosen = self.view.contract, self._entry.line.chosen_contract_id
        combo.blockSignals(True)
        combo.addItem(self.tr("By date and site"), None)
        for known in contracts:
            combo.addItem(known.name, known.number)
        if chosen is not None and combo.findData(chosen) < 0:
            combo.addItem(self.tr("A contract that was removed"), chosen)
        combo.setCurrentIndex(max(0, combo.findData(chosen)) if chosen is not None else 0)
        combo.blockSignals(False)
        self._contracts_are_known = True
        self.view.show_contracts(combo.count() > 1)

    def _unknown_code(self, code: str) -> str:
        codes = self._desk.codes
        if code == self._entry.line.code or codes is None:
            return ""
        if codes.is_code(code) or not needs_a_row(code):
            return ""
        text = self.tr("%s is not among the installed codes; it would be kept without a value.")
        near = codes.near(code)
        hint = self.tr("Did you mean %s?").replace("%s", near) if near else ""
        return f"{text.replace('%s', code)} {hint}".strip()

    def _show_hints(self, readings: dict[str, Reading]) -> None:
        code, day = readings["code"].value, readings["date"].value
        anesthesia = code is not None and family_of(code) is Family.CPT_ANESTHESIA
        self.view.show_minutes(anesthesia or bool(self.view.fields["minutes"].text()))
        document = self._desk.index.get(code) if code and self._desk.index is not None else None
        name = document.name if document is not None else ""
        self.view.hints["code"].setText(name)
        self.view.hints["code"].setToolTip(name)
        self.view.hints["date"].setText(shown.day(day) if day is not None else "")

    def _show_questions(self) -> None:
        text = "\n".join(self._questions)
        if text != self.view.question.text():
            self.view.question.setText(text)
            self.view.right.setChecked(False)
        self.view.doubt.setVisible(bool(text))

    # -- searching -------------------------------------------------------------------------

    def _search(self, text: str) -> None:
        words = text.strip()
        found = self._desk.search(words, limit=6) if len(words) > 1 else []
        if len(found) == 1 and found[0].code == words.upper():
            found = []
        rows = [
            SearchRow(
                hit.code,
                hit.name,
                hit.section,
                shown.wrvu(from_hundredths(hit.work)) if hit.work is not None else "",
                hit.state,
            )
            for hit in found
        ]
        self.hits.set_rows(rows)

    def _take(self, row: SearchRow) -> None:
        self.hits.set_rows([])
        self.view.fields["code"].setText(row.code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.view.fields["code"]
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self.hits.handle_key(event)
        ):
            return True
        return super().eventFilter(watched, event)

    # -- what it will count for ------------------------------------------------------------

    def _ask_for_preview(self, line: Line) -> None:
        def work(program: Any) -> _Preview:
            evaluator = program.evaluator
            credited = evaluator.credit([line])[0]
            choice = evaluator.release_on(line.code, line.date_of_service)
            listed = choice is None or evaluator.rows(line.code, choice.release.name)
            wanted = needs_a_row(line.code) and evaluator.codes.is_code(line.code)
            return _Preview(credited, "" if listed or not wanted else choice.release.name)

        self._desk.ask(work, lambda found: self._previewed(line, found), key="edit preview")

    def _previewed(self, line: Line, preview: _Preview) -> None:
        if line != self._line:
            return
        self._preview = preview
        old = self._entry.line
        moved = (line.code, line.date_of_service) != (old.code, old.date_of_service)
        if preview.unlisted_in and moved:
            text = self.tr("%1 is not in %2, which prices that date: it would have no value.")
            text = text.replace("%1", line.code).replace("%2", preview.unlisted_in)
            if text not in self._questions:
                self._questions.append(text)
                self._show_questions()
        self._show_preview()

    def _show_preview(self) -> None:
        view, preview = self.view, self._preview
        if preview is None:
            if self._line is None:
                view.figure.setText(shown.NOTHING)
                view.unit.setVisible(True)
                view.mark.set_state("")
                view.steps.setText(self.tr("The line cannot be saved yet; see the red sentence."))
            return
        credited = preview.credited
        units = credited.anesthesia_units
        has_number = credited.credited is not None or units is not None
        view.figure.setVisible(has_number)
        view.unit.setVisible(has_number)
        view.unit.setText(self.tr("wRVU") if units is None else self.tr("anesthesia units"))
        view.figure.setText(
            shown.wrvu(credited.credited) if units is None else anesthesia_units(units)
        )
        view.mark.set_state(credited.state)
        view.mark.setVisible(mark_for(credited.state) is not None)
        sentences = [step.text for step in credited.steps]
        view.steps.setText(" ".join((*sentences, *credited.flags)))
        before = self._entry.credited_line
        same = credited.credited == before.credited
        view.was.setVisible(not same and before.credited is not None)
        spoken = f"{view.figure.text()} {view.unit.text()}"
        view.preview.setAccessibleName(spoken if has_number else credited.reason or "")

    # -- saving ----------------------------------------------------------------------------

    def save(self) -> None:
        """Save the line; the dialog closes when it is saved and not before."""
        line = self._line
        if self._saving:
            return
        if line is None:
            key = next(key for key, reading in self._readings().items() if reading.problem)
            self.view.fields[key].setFocus()
            self.view.fields[key].selectAll()
            return
        if self._questions and not self.view.right.isChecked():
            self.view.right.setFocus()
            self._say(self.tr("Answer the question above first, or change the line."))
            return
        if line == self._entry.line:
            self.accept()
            return
        self._saving = True
        self.view.save.setEnabled(False)
        number = self._entry.id
        self._desk.ask(
            lambda program: program.logbook.edit(number, line), self._was_saved, self._was_not_saved
        )

    def _was_saved(self, entry: Entry | None) -> None:
        self._saving = False
        self.accept()
        self.saved.emit(self._entry, entry)

    def _was_not_saved(self, error: BaseException) -> None:
        from rvuedge_desktop.services.faults import sentence_for

        self._saving = False
        self.view.save.setEnabled(True)
        self._say(sentence_for(error) or self.tr("This was not saved; try again."))
        if sentence_for(error) is None:
            self._desk.went_wrong(error)

    def _say(self, sentence: str) -> None:
        self.view.error.setText(sentence)
        self.view.error.show()
