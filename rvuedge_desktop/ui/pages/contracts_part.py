"""The user's contracts: choose, add, copy, edit, remove, read from and write to files.

What is typed and not saved stays with its contract until it is saved or discarded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rvuedge_desktop.domain.contracts import Contract
from rvuedge_desktop.services.contracts import (
    BadContract,
    add_contract,
    change_contract,
    contract_from_text,
    contract_text,
    remove_contract,
)
from rvuedge_desktop.services.faults import sentence_for
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.pages.contract_text import ContractText, read_contract, text_of
from rvuedge_desktop.ui.pages.contracts_part_view import ContractsPartView
from rvuedge_desktop.ui.pages.term_files import (
    FileProblem,
    ask_to_read,
    ask_to_write,
    is_sure,
    read_text,
    write_text,
)
from rvuedge_desktop.ui.pages.terms import Days, Terms, days_of
from rvuedge_desktop.ui.widgets.named_list import NamedRow


class ContractsPart(QWidget):
    """`changed` carries the days whose lines the change may concern."""

    changed = Signal(object)
    policy_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._terms = Terms()
        self._drafts: dict[int, ContractText] = {}
        self._current = 0
        self._last_new = 0
        self._saving = False
        self.view = ContractsPartView(self)
        view = self.view
        view.empty.action_clicked.connect(self.add)
        view.empty_file.clicked.connect(self.read_file)
        view.add.clicked.connect(self.add)
        view.copy.clicked.connect(self.copy)
        view.remove.clicked.connect(self.remove)
        view.from_file.clicked.connect(self.read_file)
        view.to_file.clicked.connect(self.write_file)
        view.list.chosen.connect(lambda key: self._choose(int(key)))
        view.form.edited.connect(self._edited)
        view.form.policy_asked.connect(self.policy_asked)
        view.bar.save_clicked.connect(self.save)
        view.bar.discard_clicked.connect(self.discard)

    # -- what is there ---------------------------------------------------------------------

    def show_terms(self, terms: Terms) -> None:
        """Show what the store holds now; drafts stay."""
        self._terms = terms
        known = {contract.id for contract in terms.contracts}
        self._drafts = {
            number: draft for number, draft in self._drafts.items() if number in known or number < 0
        }
        self.view.form.set_terms(terms)
        if self._current not in known and self._current not in self._drafts:
            self._current = self._in_force()
        self._show()

    def _in_force(self) -> int:
        """The contract of today, else the newest."""
        contracts, today = self._terms.contracts, date.today()
        current = [contract for contract in contracts if contract.covers(today)]
        chosen = (current or list(contracts))[-1:]
        return chosen[0].id if chosen else next(iter(self._drafts), 0)

    def has_unsaved(self) -> bool:
        return bool(self._drafts)

    def kept(self, number: int) -> Contract | None:
        """The contract of that number as the store has it."""
        return next((known for known in self._terms.contracts if known.id == number), None)

    def text(self) -> ContractText:
        """What the form shows: the draft, or the contract as it is kept."""
        draft = self._drafts.get(self._current)
        if draft is not None:
            return draft
        kept = self.kept(self._current)
        return ContractText(self._current) if kept is None else text_of(kept)

    def _show(self) -> None:
        self._show_rows()
        nothing = not self.view.list.named.rows
        self.view.stack.setCurrentWidget(self.view.empty if nothing else self.view.splitter)
        if not nothing:
            self.view.form.show_text(self.text())
            self._show_bar()

    def _show_rows(self) -> None:
        rows = [self._row(contract) for contract in reversed(self._terms.contracts)]
        new = [number for number in self._drafts if number < 0]
        unsaved = self.tr("Not saved yet")
        rows += [
            NamedRow(
                str(number),
                self._drafts[number].name.strip() or self.tr("New contract"),
                unsaved,
                "edit",
                unsaved,
                "warning",
            )
            for number in new
        ]
        self.view.list.set_rows(rows, str(self._current))
        stored = self.kept(self._current) is not None
        self.view.copy.setEnabled(bool(rows))
        self.view.remove.setEnabled(stored)
        self.view.to_file.setEnabled(stored)

    def _row(self, contract: Contract) -> NamedRow:
        first, last = shown.numeric_day(contract.first_day), contract.last_day
        if last is None:
            days = self.tr("since %s").replace("%s", first)
        else:
            days = f"{first} – {shown.numeric_day(last)}"
        if contract.id in self._drafts:
            unsaved = self.tr("Not saved yet")
            return NamedRow(str(contract.id), contract.name, days, "edit", unsaved, "warning")
        if contract.covers(date.today()):
            now = self.tr("In force today")
            return NamedRow(str(contract.id), contract.name, days, "check", now, "good")
        return NamedRow(str(contract.id), contract.name, days)

    def _choose(self, number: int) -> None:
        self._current = number
        self.view.form.show_text(self.text())
        self.view.form.view.scroll.verticalScrollBar().setValue(0)
        self._show_rows()
        self._show_bar()

    def _edited(self) -> None:
        text, kept = self.view.form.text(), self.kept(self._current)
        if kept is not None and text == text_of(kept):
            self._drafts.pop(self._current, None)
        else:
            self._drafts[self._current] = text
        self._show_rows()
        self._show_bar()

    def _show_bar(self) -> None:
        draft, bar = self._drafts.get(self._current), self.view.bar
        if draft is None:
            self.view.form.view.show_problems({})
            bar.hide()
            return
        _, problems = read_contract(draft)
        fresh = self._current < 0
        # A new form is not wrong before anything was typed into its fields.
        told = {
            key: sentence
            for key, sentence in problems.items()
            if not (fresh and key in ("name", "first") and not getattr(draft, key).strip())
        }
        self.view.form.view.show_problems(told)
        text = self.tr("This contract is not kept yet.") if fresh else self.tr("Not saved yet.")
        bar.say(text)

    # -- commands --------------------------------------------------------------------------

    def add(self) -> None:
        """Begin a new contract; nothing in it is guessed."""
        self._begin(ContractText(0))

    def copy(self) -> None:
        """Begin a new contract with the terms of the chosen one."""
        text = self.text()
        name = self.tr("%s, copy").replace("%s", text.name.strip() or self.tr("New contract"))
        self._begin(replace(text, name=name))

    def _begin(self, text: ContractText) -> None:
        self._last_new -= 1
        self._drafts[self._last_new] = replace(text, number=self._last_new)
        self._current = self._last_new
        self._show()
        form = self.view.form.view
        form.scroll.verticalScrollBar().setValue(0)
        form.name.setFocus()
        form.name.selectAll()

    def discard(self) -> None:
        """Take back what is not saved."""
        self._drafts.pop(self._current, None)
        if self.kept(self._current) is None:
            self._current = self._in_force()
        self._show()
        if self.view.stack.currentWidget() is self.view.splitter:
            self.view.list.setFocus()

    def save(self) -> None:
        """Keep the chosen contract, or go to the first field that does not do."""
        draft = self._drafts.get(self._current)
        if draft is None or self._saving:
            return
        contract, problems = read_contract(draft)
        if contract is None:
            key, sentence = next(iter(problems.items()))
            self.view.form.view.show_problems(problems)
            self.view.bar.say(sentence, "error")
            self.view.form.go_to(key)
            return
        self._keep(contract, draft)

    def _keep(self, contract: Contract, draft: ContractText | None) -> None:
        before = self.kept(contract.id)

        def work(program: Any) -> Contract:
            if contract.id:
                change_contract(program.store, program.evaluator, contract)
                return contract
            return add_contract(program.store, program.evaluator, contract)

        def done(kept: Contract) -> None:
            self._saving = False
            if draft is not None and self._drafts.get(draft.number) == draft:
                del self._drafts[draft.number]
                if self._current == draft.number:
                    self._current = kept.id
            elif draft is None:
                self._current = kept.id
            text = self.tr("%s is saved. Lines logged from now on count by it.")
            self._desk.happened.emit(text.replace("%s", kept.name), False)
            self.changed.emit(days_of([kept] if before is None else [kept, before]))

        self._saving = True
        self._desk.ask(work, done, self._was_refused)

    def _was_refused(self, error: BaseException) -> None:
        self._saving = False
        sentence = sentence_for(error)
        if sentence is None:
            self._desk.went_wrong(error)
        elif self.view.bar.isVisible():
            self.view.bar.say(sentence, "error")
        else:
            self._desk.problem.emit(sentence)

    def remove(self) -> None:
        """Take the chosen contract out of use, after a question."""
        kept = self.kept(self._current)
        if kept is None:
            return
        sure = is_sure(
            self,
            self.tr("Remove %s?").replace("%s", kept.name),
            self.tr("Lines that were credited under it keep what they count for."),
            self.tr("Remove"),
        )
        if sure:
            self._remove(kept)

    def _remove(self, kept: Contract) -> None:
        def work(program: Any) -> None:
            remove_contract(program.store, program.evaluator, kept.name)

        def done(_none: object) -> None:
            self._drafts.pop(kept.id, None)
            text = self.tr("%s is removed.").replace("%s", kept.name)
            self._desk.happened.emit(text, False)
            self.changed.emit(days_of([kept]) or Days())

        self._desk.ask(work, done)

    # -- files -----------------------------------------------------------------------------

    def read_file(self) -> None:
        """Add the contract of a file; it can be read before it is kept."""
        path = ask_to_read(self, self.tr("A contract from a file"))
        if path is None:
            return
        try:
            contract = contract_from_text(read_text(path))
        except (FileProblem, BadContract) as problem:
            self._desk.problem.emit(str(problem))
            return
        self._begin(text_of(contract))

    def write_file(self) -> None:
        """Write the chosen contract, as it is kept, to a file."""
        kept = self.kept(self._current)
        if kept is None:
            return
        path = ask_to_write(self, self.tr("The contract to a file"), kept.name)
        if path is not None:
            self._reporting(path.name, lambda: write_text(path, contract_text(kept)))

    def _reporting(self, name: str, write: Callable[[], None]) -> None:
        try:
            write()
        except FileProblem as problem:
            self._desk.problem.emit(str(problem))
        else:
            self._desk.happened.emit(self.tr("%s is written.").replace("%s", name), False)
