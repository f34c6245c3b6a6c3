"""Values of the user's own: codes without a published one, and anesthesia base units."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.domain.codes import Family, family_of, normal_code
from rvuedge_desktop.domain.policies import CodeOverride
from rvuedge_desktop.services.faults import sentence_for
from rvuedge_desktop.services.own_values import (
    remove_own_value,
    set_anesthesia_bases,
    set_own_value,
)
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.models.own_values import BasesModel
from rvuedge_desktop.ui.pages.terms import Days, Terms
from rvuedge_desktop.ui.pages.value_table import ValueTable, base_units, small_table
from rvuedge_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, set_kind, text_height
from rvuedge_desktop.ui.widgets.buttons import icon_button
from rvuedge_desktop.ui.widgets.card import card, page_scroll

_WIDEST = 1040


class OwnValuesPart(QWidget):
    """What is entered is kept at once. `changed` carries the days it may concern."""

    changed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        inner = QWidget(self)
        column = QWidget(inner)
        column.setMaximumWidth(_WIDEST)
        outer = QHBoxLayout(inner)
        outer.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_XL)
        outer.addWidget(column, 100)
        outer.addStretch(1)
        self._column = QVBoxLayout(column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_M)
        self._build_values(column)
        self._build_bases(column)
        self._column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page_scroll(self, self.tr("Own values"), inner))

    def _build_values(self, parent: QWidget) -> None:
        frame, layout = card(
            parent,
            self.tr("Codes without a published value"),
            self.tr(
                "Consultations, unlisted codes and new technology count what you agreed on. Each"
                " value needs its reason, and is marked and summed by itself wherever it counts."
                " A published work RVU is never replaced here; a policy can do that."
            ),
        )
        self.values = ValueTable(self.tr("Own values of codes"), frame)
        self.values.model.name_of = self._name_of
        self.values.added.connect(self._add_value)
        self.values.edited.connect(lambda _old, new: self._keep_value(new))
        self.values.removed.connect(self._remove_value)
        self.values.problem.connect(self._desk.problem)
        layout.addWidget(self.values)
        self._column.addWidget(frame)

    def _build_bases(self, parent: QWidget) -> None:
        tr = self.tr
        frame, layout = card(
            parent,
            tr("Base units of anesthesia codes"),
            tr(
                "Entered once per code. Anesthesia units stand beside the wRVUs and are never"
                " added to them."
            ),
        )
        self.bases = BasesModel(self)
        self.bases.name_of = self._name_of
        self.bases_table = small_table(
            tr("Base units by code"), self.bases, self._remove_base, frame
        )
        self.bases_table.set_figure_columns((2,))
        self.bases_table.set_widths({0: 9, 1: 40, 2: 12}, stretch=1)
        self.bases.edited.connect(self._keep_base)
        self.bases.problem.connect(self._desk.problem)
        self.base_code, self.base_units = QLineEdit(frame), QLineEdit(frame)
        self.base_code.setAccessibleName(tr("Anesthesia code"))
        self.base_code.setPlaceholderText(tr("00790"))
        self.base_code.setFixedWidth(text_height() * 6)
        self.base_units.setAccessibleName(tr("Base units"))
        self.base_units.setFixedWidth(text_height() * 5)
        self.base_units.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.add_base = QPushButton(tr("Add"), frame)
        self.add_base.setAccessibleName(tr("Add these base units"))
        self.drop_base: QToolButton = icon_button(
            "delete", tr("Remove the base units of the chosen code (Delete)"), frame
        )
        self.wrong = QLabel(frame)
        set_kind(self.wrong, "error")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        for title, field in ((tr("&Code"), self.base_code), (tr("&Base units"), self.base_units)):
            label = QLabel(title, frame)
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field)
            row.addSpacing(SPACE_S)
            field.returnPressed.connect(self._add_base)
            field.textEdited.connect(lambda _text: self._say(""))
        row.addWidget(self.add_base)
        row.addWidget(self.drop_base)
        row.addStretch(1)
        self.add_base.clicked.connect(self._add_base)
        self.drop_base.clicked.connect(self._remove_base)
        self.bases_table.selectionModel().selectionChanged.connect(self._show_drop)
        self.bases.modelReset.connect(self._show_drop)
        layout.addWidget(self.bases_table)
        layout.addLayout(row)
        layout.addWidget(self.wrong)
        self._column.addWidget(frame)
        self._show_drop()

    def _show_drop(self, *_: object) -> None:
        self.drop_base.setVisible(self.bases.rowCount() > 0)
        self.drop_base.setEnabled(self.bases_table.selectionModel().hasSelection())

    def show_terms(self, terms: Terms) -> None:
        """Show what the store holds now."""
        self.values.show_values(terms.own_values)
        self.bases.show_bases(list(terms.bases.items()))

    def _name_of(self, code: str) -> str:
        document = self._desk.index.get(code) if self._desk.index is not None else None
        return "" if document is None else str(document.name)

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    # -- values ----------------------------------------------------------------------------

    def _add_value(self, value: CodeOverride) -> None:
        def refused(error: BaseException) -> None:
            sentence = sentence_for(error)
            if sentence is None:
                self._desk.went_wrong(error)
                return
            self.values.say(sentence)
            self.values.code.setFocus()

        self._keep_value(value, refused)

    def _keep_value(self, value: CodeOverride, refused: Any = None) -> None:
        def work(program: Any) -> CodeOverride:
            return set_own_value(program.store, program.evaluator, value)

        def done(kept: CodeOverride) -> None:
            if refused is not None:
                self.values.clear_fields()
            text = self.tr("%s counts by your value from now on.").replace("%s", kept.code)
            self._desk.happened.emit(text, False)
            self.changed.emit(Days())

        self._desk.ask(work, done, refused)

    def _remove_value(self, value: CodeOverride) -> None:
        def work(program: Any) -> bool:
            return remove_own_value(program.store, program.evaluator, value.code, value.modifier)

        def done(_removed: bool) -> None:
            text = self.tr("Your value of %s is removed.").replace("%s", value.code)
            self._desk.happened.emit(text, False)
            self.changed.emit(Days())

        self._desk.ask(work, done)

    # -- base units ------------------------------------------------------------------------

    def _add_base(self) -> None:
        code = normal_code(self.base_code.text())
        units = base_units(self.base_units.text())
        if family_of(code) is not Family.CPT_ANESTHESIA:
            self._say(self.tr("Anesthesia codes run from 00100 to 01999."))
            self.base_code.setFocus()
        elif units is None:
            self._say(self.tr("Base units lie between 0 and 100, with one decimal at most."))
            self.base_units.setFocus()
        else:
            self._keep_base(code, units)
            self.base_code.clear()
            self.base_units.clear()
            self.base_code.setFocus()

    def _keep_base(self, code: str, units: Decimal) -> None:
        def work(program: Any) -> int:
            return set_anesthesia_bases(program.store, program.evaluator, {code: units})

        def done(_kept: int) -> None:
            text = self.tr("%s has its base units.").replace("%s", code)
            self._desk.happened.emit(text, False)
            self.changed.emit(Days())

        self._desk.ask(work, done)

    def _remove_base(self) -> None:
        code = self.bases.code(self.bases_table.currentIndex().row())
        if code is None:
            return

        def work(program: Any) -> None:
            program.store.remove_anesthesia_bases([code])
            program.evaluator.refresh_terms()

        def done(_none: object) -> None:
            text = self.tr("The base units of %s are removed.").replace("%s", code)
            self._desk.happened.emit(text, False)
            self.changed.emit(Days())

        self._desk.ask(work, done)
