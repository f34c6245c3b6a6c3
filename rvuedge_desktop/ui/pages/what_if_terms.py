"""“Other terms”: the log under another policy, release or contract, and repricing it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from rvuedge_desktop.domain.entries import CreditedLine
from rvuedge_desktop.services.what_if import WhatIf
from rvuedge_desktop.services.what_if_csv import save_what_if
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.charts import Pair, PairedBars
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.models.entries import anesthesia_units
from rvuedge_desktop.ui.models.totals import TotalsModel
from rvuedge_desktop.ui.pages.explanation_texts import (
    counts_as,
    credited_fact,
    steps_html,
)
from rvuedge_desktop.ui.pages.what_if_query import (
    Answer,
    Other,
    Question,
    Terms,
    Under,
    answer_of,
)
from rvuedge_desktop.ui.pages.what_if_tables import (
    CODE_DIFFERENCE,
    LINE_CODE,
    LINE_DATE,
    code_columns,
    line_columns,
    month_columns,
    month_label,
    month_name,
    tr,
)
from rvuedge_desktop.ui.pages.what_if_view import LINES, NO_LINES, CreditSide, TermsTabView
from rvuedge_desktop.ui.theme import theme_signals

_MOST_CHARTED = 36
_FOUR_CARDS = 860


class TermsTab(QWidget):
    """Asks anew whenever something is chosen; nothing is written but by repricing."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._terms: Terms | None = None
        self._answer: Answer | None = None
        self._asked: Question | None = None
        self.view = TermsTabView(self)
        self._fill_others()
        self._make_tables()
        self._connect()
        self._show_waiting()

    def _fill_others(self) -> None:
        for other, text in (
            (Other.POLICY, self.tr("another policy")),
            (Other.RELEASE, self.tr("another release")),
            (Other.CONTRACT, self.tr("another contract")),
            (Other.TODAY, self.tr("today's terms (reprice)")),
        ):
            self.view.other.addItem(text, other)

    def _make_tables(self) -> None:
        view = self.view
        self.months = TotalsModel(month_columns(), self)
        self.codes = TotalsModel(code_columns(self._name_of), self)
        self.lines = TotalsModel(line_columns(self._name_of), self)
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        for table, model, figures, widths, stretch, column, order in (
            (view.months, self.months, (1, 2, 3), {1: 8, 2: 8, 3: 9}, 0, 0, up),
            (
                view.codes,
                self.codes,
                (2, 3, 4, 5),
                {0: 8, 2: 7, 3: 11, 4: 11, 5: 12},
                1,
                CODE_DIFFERENCE,
                down,
            ),
            (
                view.table,
                self.lines,
                (3, 4, 5, 6),
                {0: 11, 1: 13, 3: 6, 4: 9, 5: 9, 6: 9},
                2,
                LINE_DATE,
                down,
            ),
        ):
            table.setModel(model)
            table.set_figure_columns(figures)
            table.set_widths(widths, stretch=stretch)
            table.setSortingEnabled(True)
            table.sortByColumn(column, order)

    def _connect(self) -> None:
        view = self.view
        view.range.changed.connect(self.ask)
        view.other.currentIndexChanged.connect(self._other_chosen)
        view.name.currentIndexChanged.connect(self.ask)
        view.views.idClicked.connect(self.show_view)
        view.export.clicked.connect(self.export)
        view.reprice.clicked.connect(self.reprice)
        view.chart.clicked.connect(lambda _at, month: self._open_month(month))
        view.months.row_activated.connect(self._month_activated)
        view.codes.row_activated.connect(self._code_activated)
        view.table.row_activated.connect(self._line_activated)
        view.table.selectionModel().currentRowChanged.connect(self._line_chosen)
        self.lines.modelReset.connect(lambda: self._choose_line(0))
        theme_signals().changed.connect(self._retell)

    # -- what is asked ---------------------------------------------------------------------

    def set_terms(self, terms: Terms) -> None:
        """What there is to choose from has been read."""
        self._terms = terms
        self.view.range.set_span(terms.span)
        model: Any = self.view.other.model()
        number = self.view.other.findData(Other.CONTRACT)
        model.item(number).setEnabled(bool(terms.contracts))
        self._fill_names()
        self.ask()

    def choose(self, other: Other, key: str = "") -> None:
        """Choose what is to be otherwise."""
        _silently(self.view.other, self.view.other.findData(other))
        self._fill_names(key)

    @property
    def other(self) -> Other:
        return Other(self.view.other.currentData())

    def _other_chosen(self) -> None:
        self._fill_names()
        self.ask()

    def _fill_names(self, wanted: str = "") -> None:
        terms, combo = self._terms, self.view.name
        wanted = wanted or str(combo.currentData() or "")
        items: tuple[tuple[str, str], ...] = ()
        if terms is not None:
            match self.other:
                case Other.POLICY:
                    items = terms.policies
                case Other.RELEASE:
                    items = tuple((name, shown.release_label(name)) for name in terms.releases)
                case Other.CONTRACT:
                    items = terms.contracts
                case _:
                    items = ()
        combo.blockSignals(True)
        combo.clear()
        for key, text in items:
            combo.addItem(text, key)
        at = combo.findData(wanted)
        if at < 0 and self.other is Other.POLICY:
            # The first is the one that credits without any contract.
            at = min(1, combo.count() - 1)
        combo.setCurrentIndex(max(at, 0) if combo.count() else -1)
        combo.blockSignals(False)
        combo.setVisible(self.other is not Other.TODAY)
        if terms is None and wanted:
            combo.addItem(wanted, wanted)

    def ask(self) -> None:
        """Reckon anew with what is chosen."""
        if not self._desk.is_open or self._terms is None:
            return
        first, last = self.view.range.days()
        key = str(self.view.name.currentData() or "")
        if self.other is not Other.TODAY and not key:
            self._show_nothing(self.tr("There is no contract yet"), self._contract_hint())
            return
        self._asked = question = Question(first, last, self.other, key)
        self.view.difference.set_figure(shown.NOTHING, self.tr("reckoning…"))
        self._desk.ask(lambda program: answer_of(program, question), self._show, key="what if")

    def _contract_hint(self) -> str:
        return self.tr("Enter one on the Contract page; then the log can be seen under it.")

    # -- what is shown ---------------------------------------------------------------------

    def _show_waiting(self) -> None:
        for card in (self.view.now, self.view.then, self.view.difference, self.view.lines):
            card.set_figure(shown.NOTHING)
        self._show_nothing(self.tr("One moment"), self.tr("The log is being read."))

    def _show_nothing(self, title: str, sentence: str) -> None:
        self._answer = None
        self.view.empty.set_texts(title, sentence)
        self.view.body.setCurrentWidget(self.view.empty)
        self.view.export.setEnabled(False)

    def name_of_other(self) -> str:
        """What is otherwise, in words."""
        if self.other is Other.TODAY:
            return self.tr("Today's terms")
        return self.view.name.currentText()

    def _show(self, answer: Answer | None) -> None:
        if answer is None:
            self._show_nothing(
                self.tr("This is no longer there"), self.tr("Choose another one above.")
            )
            return
        if answer.question != self._asked:
            return
        self._answer = answer
        found, view = answer.found, self.view
        name = self.name_of_other()
        self._show_figures(found, name)
        if not found.every_line:
            self._show_nothing(
                self.tr("Nothing is logged on these days"), self.tr("Choose other days above.")
            )
            return
        self._show_reprice(answer)
        view.export.setEnabled(bool(found.lines))
        self._show_months(found, name)
        self.months.set_rows(found.by_month)
        self.codes.set_rows(found.by_code)
        self.lines.set_rows(found.lines)
        count = self.tr("&Lines that differ (%s)").replace("%s", shown.count(len(found.lines)))
        view.views.button(LINES).setText(count)
        self.show_view(view.views.checkedId())
        view.body.setCurrentIndex(0)

    def _show_figures(self, found: WhatIf, name: str) -> None:
        view, count = self.view, len(found.every_line)
        now = sum((_units(line.entry.credited_line) for line in found.every_line), Decimal(0))
        then = sum((_units(line.other) for line in found.every_line), Decimal(0))
        view.now.set_figure(shown.wrvu(found.total), _beside(now))
        view.then.set_caption(name)
        view.then.set_figure(shown.wrvu(found.other_total), _beside(then))
        change, remark, role = found.difference, self.tr("the same total"), "muted"
        if change:
            role = "good" if change > 0 else "warning"
            more = self.tr("more than as logged") if change > 0 else self.tr("less than as logged")
            if found.total:
                remark = f"{shown.percent_change(change / found.total)}, {more}"
            else:
                remark = more
        view.difference.set_figure(shown.wrvu_change(change), remark, role)
        of_all = self.tr("of %s").replace("%s", shown.count(count))
        view.lines.set_figure(shown.count(len(found.lines)), of_all)

    def _show_reprice(self, answer: Answer) -> None:
        view, count = self.view, answer.to_reprice
        asked = answer.question.other is Other.TODAY
        view.reprice.setVisible(asked and count > 0)
        view.reprice_note.setVisible(asked)
        if not asked:
            return
        text = self.tr("&Reprice 1 line") if count == 1 else self.tr("&Reprice %s lines")
        view.reprice.setText(text.replace("%s", shown.count(count)))
        if not count:
            note = self.tr("Every line is credited as it would be today.")
        elif not answer.found.lines:
            note = self.tr("The amounts stay; only what explains them is renewed.")
        else:
            note = self.tr("One step, which Undo takes back.")
        view.reprice_note.setText(note)
        view.reprice_note.setToolTip(note)

    def _show_months(self, found: WhatIf, name: str) -> None:
        groups = found.by_month[-_MOST_CHARTED:]
        years = {group.key[:4] for group in groups}
        pairs = [
            Pair(
                month_label(group.key, with_year=len(years) > 1),
                month_name(group),
                group.wrvu,
                group.other_wrvu,
                group.key,
            )
            for group in groups
        ]
        chart = PairedBars(pairs, (self.tr("As logged"), name), self.tr("wRVU by month"))
        self.view.chart.set_chart(chart)

    def _choose_line(self, row: int) -> None:
        if row < self.lines.rowCount():
            self.view.table.setCurrentIndex(self.lines.index(row, 0))
        self._retell()

    def _line_chosen(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self._retell()

    def _retell(self, _theme: object = None) -> None:
        line, answer = self.lines.row(self.view.table.currentIndex().row()), self._answer
        if line is None or answer is None:
            for side in (self.view.left, self.view.right):
                _fill_side(side, self.tr("No line differs"), None, None)
            return
        now = line.entry.credited_line
        _fill_side(self.view.left, self.tr("As logged"), now, answer.logged_under(now))
        name = self.name_of_other()
        _fill_side(self.view.right, name, line.other, answer.other_under(line.other))

    def _name_of(self, code: str) -> str:
        document = self._desk.index.get(code) if self._desk.index is not None else None
        return document.name if document is not None else ""

    # -- going to the lines ----------------------------------------------------------------

    def _open_month(self, key: object) -> None:
        from rvuedge_desktop.domain.periods import parse_month

        month = parse_month(str(key))
        self._desk.go_to.emit("log", (month.first, month.last))

    def _month_activated(self, row: int) -> None:
        group = self.months.row(row)
        if group is not None:
            self._open_month(group.key)

    def _code_activated(self, row: int) -> None:
        group = self.codes.row(row)
        if group is None:
            return
        self.view.table.sortByColumn(LINE_CODE, Qt.SortOrder.AscendingOrder)
        at = next(
            (
                number
                for number in range(self.lines.rowCount())
                if self.lines.row(number).entry.line.code == group.key
            ),
            None,
        )
        if at is None:
            self._desk.go_to.emit("codes", group.key)
            return
        self.show_view(LINES)
        self._choose_line(at)
        self.view.table.scrollTo(self.lines.index(at, 0))
        self.view.table.setFocus()

    def _line_activated(self, row: int) -> None:
        line = self.lines.row(row)
        if line is not None:
            day = line.entry.line.date_of_service
            self._desk.go_to.emit("log", (day, day))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The number of lines stands in the button as well.
        self.view.lines.setVisible(self.width() >= _FOUR_CARDS)

    def show_view(self, which: int) -> None:
        """Show months, codes or lines."""
        self.view.views.button(which).setChecked(True)
        none = which == LINES and not self.lines.rowCount()
        self.view.stack.setCurrentIndex(NO_LINES if none else which)

    # -- writing ---------------------------------------------------------------------------

    def export(self) -> None:
        """Ask where to, and write the lines that differ."""
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Export the lines that differ"),
            str(Path.home() / "what-if.csv"),
            self.tr("CSV files (*.csv)"),
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write the lines that differ, whole or not at all."""
        if self._answer is None:
            return
        lines = self._answer.found.lines

        def done(written: int) -> None:
            text = (
                self.tr("Wrote 1 line to %2.") if written == 1 else self.tr("Wrote %1 lines to %2.")
            )
            text = text.replace("%1", shown.count(written)).replace("%2", str(path))
            self._desk.happened.emit(text, False)

        self._desk.ask(lambda _program: save_what_if(path, lines), done)

    def reprice(self) -> None:
        """Credit the lines anew, as was just shown."""
        answer = self._answer
        if answer is None or answer.question.other is not Other.TODAY:
            return
        question = answer.question
        self.view.reprice.setEnabled(False)

        def done(found: WhatIf) -> None:
            self.view.reprice.setEnabled(True)
            text = self.tr("Repriced: the total of these days changed by %s wRVU.")
            text = text.replace("%s", shown.wrvu_change(found.difference))
            self._desk.log_was_changed(set(), text)

        def failed(error: BaseException) -> None:
            self.view.reprice.setEnabled(True)
            self._desk.went_wrong(error)

        self._desk.ask(
            lambda program: program.logbook.reprice(question.first, question.last), done, failed
        )

    def focus_first(self) -> None:
        """Put the focus where one begins to choose."""
        self.view.other.setFocus(Qt.FocusReason.OtherFocusReason)


def _fill_side(
    side: CreditSide, title: str, line: CreditedLine | None, under: Under | None
) -> None:
    side.title.setText(title)
    if line is None or under is None:
        for label in (side.figure, side.under, side.steps, side.flags):
            label.clear()
        return
    side.figure.setText(credited_fact(line))
    facts = [under.contract, under.policy, line.release or "", counts_as(line)]
    side.under.setText("  ·  ".join(fact for fact in facts if fact))
    side.steps.setText(steps_html(line.steps))
    side.flags.setText("\n".join(line.flags))
    side.flags.setVisible(bool(line.flags))
    spoken = " ".join(step.text for step in line.steps)
    side.area.setAccessibleName(title)
    side.area.setAccessibleDescription(f"{credited_fact(line)}. {spoken}")
    side.area.verticalScrollBar().setValue(0)


def _silently(combo: QComboBox, at: int) -> None:
    combo.blockSignals(True)
    combo.setCurrentIndex(at)
    combo.blockSignals(False)


def _units(line: CreditedLine) -> Decimal:
    return line.anesthesia_units or Decimal(0)


def _beside(units: Decimal) -> str:
    """Anesthesia units stand beside the wRVU and are never among them."""
    if not units:
        return tr("wRVU")
    return tr("and %s anesthesia units").replace("%s", anesthesia_units(units))
