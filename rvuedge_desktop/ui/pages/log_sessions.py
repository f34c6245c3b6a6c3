"""Sessions and contracts of logged lines: which belong together, and under which terms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from rvuedge_desktop.domain.entries import Entry
from rvuedge_desktop.services.case_review import case_doubts
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.pages.explanation_session import Context
from rvuedge_desktop.ui.theme import icon


@dataclass(frozen=True, slots=True)
class ContractChoice:
    """A contract lines can be moved to."""

    number: int
    name: str


def read_contracts(program: Any) -> tuple[ContractChoice, ...]:
    """The contracts in use. Runs on the database thread."""
    return tuple(ContractChoice(known.id, known.name) for known in program.store.contracts())


def read_context(program: Any, entry: Entry) -> Context:
    """What the rest of the log says of a line. Runs on the database thread."""
    pricer, store = program.evaluator, program.store
    number = entry.credited_line.contract_id
    contract = pricer.contracts.get(number) if number is not None else None
    policy = pricer.policy_of(contract)
    day = entry.line.date_of_service
    mates = store.session_entries(entry.session_id)
    doubts = case_doubts(store, pricer, day, day) if "case:" in entry.line.note.lower() else {}
    return Context(
        contract.name if contract is not None else "",
        policy.title,
        tuple(mate for mate in mates if mate.id != entry.id),
        policy.looks_at_sessions,
        doubts.get(entry.id, ()),
    )


class LogSessions(QObject):
    """Carries regrouping and moves between contracts to the log."""

    contracts_read = Signal()

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self.contracts: tuple[ContractChoice, ...] = ()

    def refresh(self) -> None:
        """Read anew which contracts there are."""
        self._desk.ask(read_contracts, self._take, key="log contracts")

    def _take(self, contracts: tuple[ContractChoice, ...]) -> None:
        self.contracts = contracts
        self.contracts_read.emit()

    def ask_context(self, entry: Entry, arrived: Any) -> None:
        """Ask what the rest of the log says of a line."""
        self._desk.ask(
            lambda program: read_context(program, entry),
            lambda context: arrived(entry.id, context),
            key="log context",
        )

    # -- regrouping ------------------------------------------------------------------------

    def merge(self, ids: list[int]) -> None:
        """Make lines one session."""
        if len(ids) < 2:
            self._desk.happened.emit(
                self.tr("Select the lines that were done together first."), False
            )
            return

        def done(moved: int) -> None:
            if moved:
                text = self.tr("Grouped %s lines: they are credited as one session.")
                self._desk.log_was_changed(set(), text.replace("%s", shown.count(len(ids))))
            else:
                self._desk.happened.emit(self.tr("These lines are one session already."), False)

        self._desk.ask(lambda program: program.logbook.merge(ids), done)

    def split(self, ids: list[int]) -> None:
        """Make lines a session of their own."""
        if not ids:
            return

        def done(moved: int) -> None:
            if moved:
                text = (
                    self.tr("Set 1 line apart: it is a session of its own.")
                    if moved == 1
                    else self.tr("Set %s lines apart: they are a session of their own.")
                )
                self._desk.log_was_changed(set(), text.replace("%s", shown.count(moved)))
            else:
                text = self.tr("This is a session of its own already.")
                self._desk.happened.emit(text, False)

        self._desk.ask(lambda program: program.logbook.split(ids), done)

    def assign(self, ids: list[int], contract: ContractChoice | None) -> None:
        """Move lines to a contract, or back to the one of their date and site."""
        if not ids:
            return
        number = contract.number if contract is not None else None

        def done(moved: int) -> None:
            if not moved:
                return
            text = self.tr("Moved %1 to %2.") if contract else self.tr("Moved %1 back to %2.")
            lines = self.tr("1 line") if moved == 1 else self.tr("%s lines")
            text = text.replace("%1", lines.replace("%s", shown.count(moved)))
            where = contract.name if contract else self.tr("the contract of its date and site")
            self._desk.log_was_changed(set(), text.replace("%2", where))

        self._desk.ask(lambda program: program.logbook.assign_contract(ids, number), done)

    # -- the menu --------------------------------------------------------------------------

    def add_to_menu(self, menu: QMenu, ids: list[int]) -> None:
        """What can be done with the sessions and contracts of the selected lines."""
        menu.addSeparator()
        group = menu.addAction(self.tr("&Group into one session\tCtrl+G"), lambda: self.merge(ids))
        group.setEnabled(len(ids) > 1)
        menu.addAction(self.tr("Set &apart as a session\tCtrl+Shift+G"), lambda: self.split(ids))
        if not self.contracts:
            return
        contracts = menu.addMenu(icon("contract"), self.tr("C&ontract"))
        contracts.addAction(self.tr("By &date and site"), lambda: self.assign(ids, None))
        contracts.addSeparator()
        for choice in self.contracts:
            name = choice.name.replace("&", "&&")
            contracts.addAction(name, partial(self.assign, ids, choice))
