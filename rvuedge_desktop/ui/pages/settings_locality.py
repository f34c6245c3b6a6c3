"""Choosing the locality of Medicare's estimate; a choice is kept at once."""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox

from rvuedge_desktop.domain.localities import Locality
from rvuedge_desktop.domain.places import NotEstimable
from rvuedge_desktop.resources import resource_path
from rvuedge_desktop.services.medicare_estimate import (
    localities,
    locality_of,
    place_of,
    setting_of_locality,
    setting_of_zip,
)
from rvuedge_desktop.services.payment_tables import PaymentTables
from rvuedge_desktop.services.settings import LOCALITY, keep
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.pages.settings_locality_view import LocalityView
from rvuedge_desktop.ui.theme import set_kind


@cache
def payment_tables() -> PaymentTables:
    """The shipped tables, read once; used on the database thread alone."""
    return PaymentTables(resource_path("payment"))


class SettingsLocality(QObject):
    """Makes the fields act: a whole ZIP code or a chosen name is what counts from then on."""

    def __init__(self, desk: Desk, view: LocalityView) -> None:
        super().__init__(view)
        self._desk = desk
        self._kept = ""
        self._places: list[Locality] = []
        self.view = view
        view.zip.textEdited.connect(self._zip_typed)
        view.zip.returnPressed.connect(lambda: self._take_zip(view.zip.text()))
        view.zip.editingFinished.connect(self._zip_left)
        view.state.activated.connect(lambda _: self._state_chosen())
        view.name.activated.connect(lambda _: self._name_chosen())
        view.national.clicked.connect(lambda: self._keep(""))

    def refresh(self) -> None:
        """Read the localities and what is kept."""

        def read(program: Any) -> Any:
            tables = payment_tables()
            kept = LOCALITY.read(program.store.setting(LOCALITY.key))
            return kept, locality_of(tables, kept), localities(tables)

        self._desk.ask(read, self._show, key="locality")

    def _show(self, found: tuple[str, Locality | None, list[Locality]]) -> None:
        kept, locality, places = found
        view = self.view
        if places != self._places:
            self._places = places
            view.state.clear()
            view.state.addItem("")
            view.state.addItems(sorted({place.state for place in places}))
        self._kept = kept
        zip_code = place_of(kept).zip_code or ""
        if not view.zip.hasFocus() or zip_code:
            view.zip.setText(zip_code)
        self._say_problem("")
        _choose(view.state, locality.state if locality is not None else "")
        self._fill_names(locality)
        view.national.setEnabled(bool(kept))
        if locality is None:
            view.chosen.setText(self.tr("The national amount is shown: all GPCIs are 1."))
            view.indices.setText("")
            return
        view.chosen.setText(locality.label)
        gpcis = locality.gpcis()
        text = self.tr("GPCIs of %1: work %2, practice expense %3, malpractice %4.")
        for sign, part in (
            ("%1", str(locality.year)),
            ("%2", shown.decimal(gpcis.work, 3)),
            ("%3", shown.decimal(gpcis.pe, 3)),
            ("%4", shown.decimal(gpcis.mp, 3)),
        ):
            text = text.replace(sign, part)
        view.indices.setText(text)

    # -- by ZIP code -----------------------------------------------------------------------

    def _zip_typed(self, text: str) -> None:
        self._say_problem("")
        if len(text.strip()) == 5:
            self._take_zip(text)

    def _zip_left(self) -> None:
        # What was begun and left is taken back.
        text = self.view.zip.text().strip()
        kept = place_of(self._kept).zip_code or ""
        if text and text != kept and len(text) != 5:
            self._take_zip(text)

    def _take_zip(self, text: str) -> None:
        if not text.strip():
            return

        def work(_program: Any) -> tuple[str, Locality, bool]:
            return setting_of_zip(payment_tables(), text)

        def failed(error: BaseException) -> None:
            if isinstance(error, NotEstimable):
                self._say_problem(self._zip_problem(text.strip()))
            else:
                self._desk.went_wrong(error)

        self._desk.ask(work, lambda found: self._keep(found[0]), failed, key="zip code")

    def _zip_problem(self, text: str) -> str:
        if text[:5].isascii() and text[:5].isdigit() and len(text) in (5, 10):
            sentence = self.tr("CMS lists no ZIP code %s; choose your state and locality instead.")
        else:
            sentence = self.tr("“%s” is not a ZIP code; type five digits such as 35004.")
        return sentence.replace("%s", text)

    def _say_problem(self, sentence: str) -> None:
        self.view.problem.setText(sentence)
        self.view.problem.setVisible(bool(sentence))
        set_kind(self.view.zip, "problem" if sentence else "")
        self.view.zip.setAccessibleDescription(sentence)

    # -- by state and name -----------------------------------------------------------------

    def _fill_names(self, chosen: Locality | None) -> None:
        combo = self.view.name
        combo.clear()
        inside = [place for place in self._places if place.state == self.view.state.currentText()]
        for place in inside:
            combo.addItem(place.name, place)
        combo.setEnabled(bool(inside))
        keys = [place.key for place in inside]
        if chosen is not None and chosen.key in keys:
            combo.setCurrentIndex(keys.index(chosen.key))
        elif len(inside) > 1:
            combo.setCurrentIndex(-1)

    def _state_chosen(self) -> None:
        self._fill_names(None)
        if self.view.name.count() == 1:
            self._name_chosen()
        elif self.view.name.count():
            self.view.name.setFocus()

    def _name_chosen(self) -> None:
        place = self.view.name.currentData()
        if isinstance(place, Locality):
            self._keep(setting_of_locality(place))

    # -- keeping ---------------------------------------------------------------------------

    def _keep(self, value: str) -> None:
        def done(_: object) -> None:
            self._desk.settings_changed.emit(LOCALITY.key)
            self.refresh()

        self._desk.ask(lambda program: keep(program.store, LOCALITY, value), done)


def _choose(combo: QComboBox, text: str) -> None:
    combo.setCurrentIndex(max(0, combo.findText(text)))
