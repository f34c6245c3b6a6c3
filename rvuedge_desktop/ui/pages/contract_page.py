"""The Contract page: contracts, credit policies, and values of one's own.

A change counts for lines logged from then on. What is logged already stays as it is; the page says
how many lines would count differently, and where they can be compared.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.pages.contract_page_view import CONTRACTS, POLICIES, ContractPageView
from rvuedge_desktop.ui.pages.terms import Days, LinesThatDiffer, Terms, read_terms


class ContractPage(QWidget):
    """`activate` reads everything anew; the three parts show it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.terms = Terms()
        self.view = ContractPageView(self, desk)
        self.differing = LinesThatDiffer(desk, self)
        self._connect()

    def _connect(self) -> None:
        view, desk = self.view, self._desk
        view.tabs.currentChanged.connect(view.stack.setCurrentIndex)
        view.contracts.policy_asked.connect(self.open_policy)
        for part in (view.contracts, view.policies, view.values):
            part.changed.connect(self._terms_changed)
        view.notice.compare_clicked.connect(self.compare)
        self.differing.counted.connect(view.notice.show_count)
        desk.opened.connect(self._changed)
        desk.values_changed.connect(self._changed)
        desk.index_changed.connect(self._changed)
        desk.log_changed.connect(self._log_changed)
        save = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self.save)

    # -- what the window asks --------------------------------------------------------------

    def activate(self) -> None:
        """Called when the page is shown: read everything anew."""
        self.refresh()

    def find_on_page(self) -> None:
        """Nothing to search here; go to the list of the part that is shown."""
        place = self.view.stack.currentIndex()
        if place == CONTRACTS and self.view.contracts.view.list.isVisible():
            self.view.contracts.view.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif place == POLICIES:
            self.view.policies.view.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.view.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_unsaved(self) -> bool:
        """Whether something was typed here that is not kept yet."""
        return self.view.contracts.has_unsaved() or self.view.policies.has_unsaved()

    def refresh(self) -> None:
        self._desk.ask(read_terms, self._show, key="contract page")

    def _show(self, terms: Terms) -> None:
        self.terms = terms
        self.view.contracts.show_terms(terms)
        self.view.policies.show_terms(terms)
        self.view.values.show_terms(terms)

    def _changed(self, *_: object) -> None:
        if self.isVisible():
            self.refresh()

    def _log_changed(self, days: Any) -> None:
        # Repricing touches any day; what was said of the log before is no longer true.
        if not self.view.notice.isHidden():
            self.view.notice.hide()

    # -- commands --------------------------------------------------------------------------

    def save(self) -> None:
        """Keep what is not saved in the part that is shown."""
        place = self.view.stack.currentIndex()
        if place == CONTRACTS:
            self.view.contracts.save()
        elif place == POLICIES:
            self.view.policies.save()

    def open_policy(self, name: str) -> None:
        """Show a policy by its name."""
        self.view.policies.choose(name)
        self.view.tabs.setCurrentIndex(POLICIES)

    def compare(self) -> None:
        """Show the lines that would count differently, as they do and as they would."""
        self._desk.go_to.emit("what_if", "reprice")

    def _terms_changed(self, days: Days | None) -> None:
        self.refresh()
        self.differing.stop()
        self.view.notice.hide()
        if days is not None:
            self.differing.count(days)
