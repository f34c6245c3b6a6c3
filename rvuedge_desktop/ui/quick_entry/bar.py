"""The quick-entry line: typed, understood at every key, logged with Enter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from rvuedge_desktop.domain.amounts import ZERO
from rvuedge_desktop.domain.entries import CreditedLine
from rvuedge_desktop.domain.quick_entry import QuickEntry, parse, resolve_words
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.quick_entry.bar_view import QuickEntryBarView
from rvuedge_desktop.ui.quick_entry.chips import chips_of
from rvuedge_desktop.ui.quick_entry.panel import QuickEntryPanel
from rvuedge_desktop.ui.quick_entry.ready_list import ReadyRow
from rvuedge_desktop.ui.theme import SPACE_M
from rvuedge_desktop.ui.widgets.date_button import DateButton

# Qt turns a pasted line break into this sign; for the grammar it is a line break again.
_PASTED_BREAK = "\u2028"
# Fewer digits than these begin too many codes to be worth a list.
LEAST_DIGITS = 3


class QuickEntryBar(QObject):
    """Makes the line act: it understands at every key, shows, and logs."""

    def __init__(self, desk: Desk, view: QuickEntryBarView, overlay_parent: QWidget) -> None:
        super().__init__(view)
        self._desk = desk
        self.view = view
        self._entry: QuickEntry | None = None
        self._evaluation: Any = None
        self._logging = 0
        self.field = view.field
        self.log_button = view.log_button
        self.date_button = DateButton(view)
        view.put_date(self.date_button)
        self.panel = QuickEntryPanel(overlay_parent)
        self._connect()
        self._retyped()

    def _connect(self) -> None:
        self.field.textChanged.connect(self._retyped)
        self.field.installEventFilter(self)
        self.log_button.clicked.connect(self.log)
        self.date_button.date_changed.connect(self._desk.set_date)
        self._desk.date_changed.connect(self._show_date)
        self._desk.opened.connect(self._retyped)
        self._desk.values_changed.connect(self._retyped)
        self._desk.index_changed.connect(self._retyped)
        self.panel.hits.chosen.connect(self.choose)
        self.panel.chips.suggestion_chosen.connect(self._use_suggestion)

    # -- what is typed ---------------------------------------------------------------------

    def text(self) -> str:
        """The text as the grammar reads it."""
        return self.field.text().replace(_PASTED_BREAK, "\n")

    def focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _show_date(self, day: date) -> None:
        if self.date_button.date() != day:
            self.date_button.set_date(day)
        self._retyped()

    def _retyped(self, *_: object) -> None:
        text = self.text()
        codes = self._desk.codes
        if not text.strip() or codes is None:
            self._entry = self._evaluation = None
            self._show_nothing()
            return
        self._entry = parse(
            text,
            today=date.today(),
            default_date=self._desk.date,
            is_code=codes.is_code,
            is_code_start=codes.is_code_start,
            is_modifier=codes.is_modifier,
        )
        words = self._words_to_find(self._entry)
        self.panel.hits.set_hits(self._desk.search(words, limit=8) if words else [])
        self._show(None)
        day, today = self._desk.date, date.today()

        def evaluate(program: Any) -> Any:
            return program.evaluator.evaluate(text, today=today, default_date=day)

        self._desk.ask(evaluate, lambda found: self._evaluated(text, found), key="evaluate")

    @staticmethod
    def _words_to_find(entry: QuickEntry) -> str:
        """Words, or the unfinished end of a code: both are looked up as one types."""
        if entry.words:
            return entry.words
        return entry.tail if len(entry.tail) >= LEAST_DIGITS else ""

    def _evaluated(self, text: str, evaluation: Any) -> None:
        if text == self.text():
            self._evaluation = evaluation
            self._show(evaluation)

    # -- what is shown ---------------------------------------------------------------------

    def _show_nothing(self) -> None:
        self.panel.hits.set_hits([])
        self.panel.hide()
        self.log_button.setText(self.tr("Log"))
        self.log_button.setEnabled(False)

    def _show(self, evaluation: Any) -> None:
        entry = self._entry
        if entry is None:
            return
        refused = evaluation.refused if evaluation is not None else ()
        self.panel.chips.set_chips(chips_of(entry, refused, self._state_of))
        if evaluation is not None:
            rows = [self._row(line) for line in evaluation.ready]
            self.panel.ready.set_rows(rows)
            self._show_button(evaluation.ready)
        self.panel.ready.setVisible(bool(self.panel.ready.rows()) and bool(entry.lines))
        hint = self._hint(entry, refused)
        if not hint and evaluation is not None:
            hint = self._release_note(evaluation.ready)
        self.panel.set_hint(hint)
        self.place_panel()

    def _hint(self, entry: QuickEntry, refused: Any) -> str:
        if self._words_to_find(entry) and self.panel.hits.hits():
            return self.tr("↑ ↓ choose, Enter or Tab takes the code.")
        if entry.words:
            return self.tr("Nothing is found for these words; try another name or the number.")
        return str(refused[0].reason) if refused else ""

    def _state_of(self, code: str) -> str:
        document = self._desk.index.get(code) if self._desk.index is not None else None
        return document.state if document is not None else ""

    def _row(self, line: CreditedLine) -> ReadyRow:
        done = line.line
        extra = []
        if done.units != 1:
            extra.append(self.tr("× %s").replace("%s", shown.units(done.units)))
        if done.site:
            extra.append(f"@{done.site}")
        if done.date_of_service != date.today():
            extra.append(shown.short_day(done.date_of_service))
        return ReadyRow(
            code="-".join((done.code, *done.modifiers)),
            name=self.name_of(done.code),
            extra="  ".join(extra),
            figure=shown.wrvu(line.credited) if line.credited is not None else "",
            state=line.state,
            remark=self._remark(line),
        )

    @staticmethod
    def _remark(line: CreditedLine) -> str:
        if line.flags:
            return line.flags[0]
        if line.reason:
            return line.reason
        return " ".join(step.text for step in line.steps if step.rule == "modifiers")

    @staticmethod
    def _release_note(ready: tuple[CreditedLine, ...]) -> str:
        """The sentence about a release that is only the nearest; the same for many lines."""
        texts = [step.text for line in ready for step in line.steps if step.rule == "release"]
        return texts[0] if texts else ""

    def name_of(self, code: str) -> str:
        document = self._desk.index.get(code) if self._desk.index is not None else None
        return document.name if document is not None else ""

    def _show_button(self, ready: tuple[CreditedLine, ...]) -> None:
        total = sum(
            (line.credited for line in ready if line.state.counts and line.credited is not None),
            Decimal(ZERO),
        )
        count = len(ready)
        self.log_button.setEnabled(count > 0)
        if not count:
            self.log_button.setText(self.tr("Log"))
            return
        counted = any(line.state.counts for line in ready)
        if count == 1:
            text = self.tr("Log 1 line · %1 wRVU") if counted else self.tr("Log 1 line")
        else:
            text = self.tr("Log %2 lines · %1 wRVU") if counted else self.tr("Log %2 lines")
        text = text.replace("%1", shown.wrvu(total)).replace("%2", shown.count(count))
        self.log_button.setText(text)

    def place_panel(self) -> None:
        """Put the panel under the field; called when the window changes its size, too."""
        parent = self.panel.parentWidget()
        if parent is None or self._entry is None:
            return
        corner = self.field.mapTo(parent, QPoint(0, self.field.height() + 2))
        width = max(self.field.width(), min(640, parent.width() - 2 * SPACE_M))
        self.panel.place(corner.x(), corner.y(), width, parent.height() - corner.y() - SPACE_M)
        self.panel.show()
        self.panel.raise_()

    # -- keys ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if self._leaves_undo_to_the_log(event):
                event.ignore()
                return True
            if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
            if event.type() is QEvent.Type.FocusOut:
                QTimer.singleShot(0, self, self._leave)
            elif event.type() is QEvent.Type.FocusIn and self._entry is not None:
                self.place_panel()
        return super().eventFilter(watched, event)

    def _leaves_undo_to_the_log(self, event: QEvent) -> bool:
        """An empty field has nothing to undo of its own, so Ctrl+Z means the log."""
        return (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.field.text()
            and (
                event.matches(QKeySequence.StandardKey.Undo)
                or event.matches(QKeySequence.StandardKey.Redo)
            )
        )

    def _leave(self) -> None:
        focus = self.view.window().focusWidget()
        inside = focus is not None and (
            self.panel.isAncestorOf(focus) or self.view.isAncestorOf(focus)
        )
        if not inside:
            self.panel.hide()

    def _key(self, event: QKeyEvent) -> bool:
        hits = self.panel.hits
        offering = self.panel.isVisible() and hits.current() is not None
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if offering and self._entry is not None and self._entry.words:
                    self.choose(hits.current().code)
                else:
                    self.log()
                return True
            case Qt.Key.Key_Tab if offering:
                self.choose(hits.current().code)
                return True
            case Qt.Key.Key_Down if offering:
                hits.step(1)
                return True
            case Qt.Key.Key_Up if offering:
                hits.step(-1)
                return True
            case Qt.Key.Key_Escape:
                self._escape()
                return True
            case _:
                return False

    def _escape(self) -> None:
        """Close what is open; with nothing open, go back to today's date."""
        if self.panel.isVisible():
            self.panel.hide()
        else:
            self._desk.set_date(None)

    def choose(self, code: str) -> None:
        """Put a found code where its words, or its first digits, stand."""
        if self._entry is None:
            return
        text = self.text()
        if self._entry.words:
            text = resolve_words(text, self._entry, code)
        elif self._entry.tail and text.rstrip().endswith(self._entry.tail):
            text = text.rstrip()[: -len(self._entry.tail)] + code
        self._set_text(text if text.endswith(" ") else text + " ")
        self.field.setFocus()

    def _use_suggestion(self, position: int, suggestion: str) -> None:
        """Put what is suggested where the chip's text stands."""
        if self._entry is not None and position < len(self._entry.chips):
            chip, text = self._entry.chips[position], self.text()
            self._set_text(text[: chip.start] + suggestion + text[chip.end :])
        self.field.setFocus()

    def _set_text(self, text: str) -> None:
        """Replace the text so that the field's own undo can bring it back."""
        self.field.selectAll()
        self.field.insert(text)

    # -- logging ---------------------------------------------------------------------------

    def log(self) -> None:
        """Log what is ready. The field is free at once; what is refused comes back into it."""
        text = self.text()
        if not text.strip() or self._desk.codes is None:
            return
        day, today = self._desk.date, date.today()
        self._set_text("")
        self._logging += 1

        def work(program: Any) -> Any:
            return program.logbook.log_text(text, today=today, default_date=day, partial=True)

        def failed(error: BaseException) -> None:
            self._logging -= 1
            self._give_back(text)
            self._desk.went_wrong(error)

        self._desk.ask(work, lambda outcome: self._logged(text, outcome), failed)

    def _give_back(self, text: str) -> None:
        later = self.text()
        self._set_text(f"{text} {later}".strip() if later.strip() else text)

    def _logged(self, text: str, outcome: Any) -> None:
        self._logging -= 1
        if outcome.refused:
            kept = " ".join(refusal.text for refusal in outcome.refused)
            self._give_back(kept if outcome.logged else text)
        if outcome.logged:
            days = {entry.line.date_of_service for entry in outcome.logged}
            self._desk.log_was_changed(days, self._logged_sentence(outcome))
        elif outcome.refused:
            self._desk.problem.emit(outcome.refused[0].reason)

    def _logged_sentence(self, outcome: Any) -> str:
        count = len(outcome.logged)
        lines = self.tr("Logged 1 line") if count == 1 else self.tr("Logged %s lines")
        text = lines.replace("%s", shown.count(count))
        if any(entry.credited_line.state.counts for entry in outcome.logged):
            text += self.tr(", %s wRVU").replace("%s", shown.wrvu(outcome.total))
        if outcome.refused:
            left = len(outcome.refused)
            rest = (
                self.tr("; one part needs a look")
                if left == 1
                else self.tr("; %s parts need a look").replace("%s", shown.count(left))
            )
            text += rest
        return text + "."

    @property
    def waiting(self) -> bool:
        """Whether lines are on their way to the store."""
        return self._logging > 0
