"""The form of one contract: shows its texts, and says at every change what they are now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rvuedge_desktop.domain.contracts import MissingCode
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.pages.contract_form_view import ContractFormView
from rvuedge_desktop.ui.pages.contract_text import ContractText
from rvuedge_desktop.ui.pages.terms import Terms


class ContractForm(QWidget):
    """`edited` carries nothing; ask `text`. Nothing is saved here."""

    edited = Signal()
    policy_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = ContractFormView(self)
        self._terms = Terms()
        self._shown = ContractText(0)
        self._filling = False
        self._connect()

    def _connect(self) -> None:
        view = self.view
        for field in (view.name, view.employer, view.first, view.last, view.fte):
            field.textChanged.connect(self._changed)
        view.stage.currentTextChanged.connect(self._changed)
        view.sites.edited.connect(self._changed)
        view.schedule.buttonClicked.connect(self._changed)
        view.missing.buttonClicked.connect(self._changed)
        view.release.currentIndexChanged.connect(self._changed)
        view.policy.currentIndexChanged.connect(self._changed)
        view.open_policy.clicked.connect(
            lambda: self.policy_asked.emit(view.policy.currentData() or "")
        )

    def set_terms(self, terms: Terms) -> None:
        """What can be chosen: releases, policies, places of service."""
        self._terms = terms
        self.view.sites.set_places(terms.places)

    def show_text(self, text: ContractText) -> None:
        """Fill the form; `edited` is not sent."""
        view = self.view
        self._filling = True
        self._shown = text
        for field, value in (
            (view.name, text.name),
            (view.employer, text.employer),
            (view.first, text.first),
            (view.last, text.last),
            (view.fte, text.fte),
        ):
            if field.text() != value:
                field.setText(value)
        view.stage.setCurrentText(text.stage)
        if view.sites.sites() != text.sites:
            view.sites.set_sites(text.sites)
        self._fill_releases(text.pinned)
        (view.by_release if text.pinned else view.by_date).setChecked(True)
        (view.own if text.missing == MissingCode.OWN else view.nearest).setChecked(True)
        self._fill_policies(text.policy)
        self._filling = False
        self._follow()

    def _fill_releases(self, pinned: str) -> None:
        combo, known = self.view.release, list(self._terms.releases)
        if pinned and pinned not in known:
            known.insert(0, pinned)
        combo.clear()
        for name in known:
            label = shown.release_label(name)
            if name not in self._terms.releases:
                label = self.tr("%s, not installed").replace("%s", label)
            combo.addItem(label, name)
        combo.setCurrentIndex(max(combo.findData(pinned), 0))
        self.view.by_release.setEnabled(bool(known))

    def _fill_policies(self, policy: str) -> None:
        combo = self.view.policy
        combo.clear()
        for known in self._terms.policies.values():
            combo.addItem(known.title, known.name)
        if policy and combo.findData(policy) < 0:
            combo.addItem(self.tr("%s, which is gone").replace("%s", policy), policy)
        combo.setCurrentIndex(max(combo.findData(policy), 0))

    def text(self) -> ContractText:
        """What stands in the form."""
        view = self.view
        return ContractText(
            self._shown.number,
            view.name.text(),
            view.employer.text(),
            view.first.text(),
            view.last.text(),
            view.stage.currentText(),
            view.fte.text(),
            view.sites.sites(),
            (view.release.currentData() or "") if view.by_release.isChecked() else "",
            (MissingCode.OWN if view.own.isChecked() else MissingCode.NEAREST).value,
            view.policy.currentData() or "",
            self._shown.terms,
        )

    def go_to(self, key: str) -> None:
        """Put the focus on a field by its key."""
        field = getattr(self.view, key)
        if key == "sites":
            rows = field.rows()
            field = rows[-1].name if rows else field.add
        field.setFocus()
        self.view.scroll.ensureWidgetVisible(field)

    def _changed(self, *_: object) -> None:
        if not self._filling:
            self._follow()
            self.edited.emit()

    def _follow(self) -> None:
        """What depends on what was chosen."""
        view = self.view
        pinned = view.by_release.isChecked()
        view.release.setEnabled(pinned)
        view.lacking.setVisible(pinned)
        policy = self._terms.policies.get(view.policy.currentData() or "")
        view.description.setText("" if policy is None else policy.description)
        view.description.setVisible(bool(view.description.text()))
        view.does.setVisible(policy is not None)
        view.sentences.show_policy(policy, self._terms.modifier_text)
        view.open_policy.setEnabled(policy is not None)
