"""The What if page: the same log under other terms, or under two schedules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.pages.what_if_query import Other, Terms, read_terms
from rvuedge_desktop.ui.pages.what_if_schedules import SchedulesTab
from rvuedge_desktop.ui.pages.what_if_terms import TermsTab
from rvuedge_desktop.ui.pages.what_if_view import LINES, WhatIfPageView

TERMS, SCHEDULES = range(2)


class WhatIfPage(QWidget):
    """Shows what would be; repricing alone changes the log, and can be undone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self.view = WhatIfPageView(self)
        self.terms = TermsTab(desk, self)
        self.schedules = SchedulesTab(desk, self)
        self.view.stack.addWidget(self.terms)
        self.view.stack.addWidget(self.schedules)
        self.view.tabs.currentChanged.connect(self.view.stack.setCurrentIndex)
        self.view.back.clicked.connect(self._go_back)
        escape = QShortcut(QKeySequence("Escape"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._go_back)
        for signal in (desk.opened, desk.log_changed, desk.values_changed):
            signal.connect(lambda *_: self._mark_stale())

    # -- what the window asks --------------------------------------------------------------

    def activate(self) -> None:
        """Called when the page is shown."""
        if self._stale:
            self._refresh()

    def find_on_page(self) -> None:
        """To the lines that differ, the longest table of the page."""
        self.view.tabs.setCurrentIndex(TERMS)
        self.terms.show_view(LINES)
        self.terms.view.table.setFocus()

    def open_on(self, target: Any = None) -> None:
        """Show what is asked for.

        `target` is None, two days, "reprice", "schedules", or a mapping that may name `policy`,
        `release` or `contract` (its number), `first` and `last`, and `tab`.
        """
        asked: Mapping[str, Any] = target if isinstance(target, Mapping) else {}
        if isinstance(target, tuple) and len(target) == 2:
            asked = {"first": target[0], "last": target[1]}
        elif isinstance(target, str):
            asked = {"tab": target}
        first, last = asked.get("first"), asked.get("last")
        if isinstance(first, date) and isinstance(last, date):
            for tab in (self.terms, self.schedules):
                tab.view.range.set_days(first, last)
        for other in (Other.POLICY, Other.RELEASE, Other.CONTRACT):
            if asked.get(other.value) is not None:
                self.terms.choose(other, str(asked[other.value]))
        if asked.get("tab") == "reprice":
            self.terms.choose(Other.TODAY)
        at = SCHEDULES if asked.get("tab") == "schedules" else TERMS
        self.view.tabs.setCurrentIndex(at)
        self._refresh()
        (self.terms, self.schedules)[at].focus_first()

    # -- reading ---------------------------------------------------------------------------

    def _mark_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if not self._desk.is_open:
            return
        self._stale = False
        self._desk.ask(read_terms, self._take_terms, key="what if terms")

    def _take_terms(self, terms: Terms) -> None:
        self.terms.set_terms(terms)
        self.schedules.set_terms(terms)

    def _go_back(self) -> None:
        self._desk.go_to.emit("log", None)
