"""The layout of a contract's form: a column of cards."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.ui.pages.contract_sites import ContractSites
from rvuedge_desktop.ui.pages.policy_sentences import PolicySentences
from rvuedge_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, set_kind, text_height
from rvuedge_desktop.ui.widgets.buttons import muted_label, quiet_button
from rvuedge_desktop.ui.widgets.card import card, page_scroll
from rvuedge_desktop.ui.widgets.date_field import DateField

_WIDEST = 860


class ContractFormView:
    """Builds the widgets into `form` and holds them by name."""

    def __init__(self, form: QWidget) -> None:
        self.form = form
        self.problems: dict[str, QLabel] = {}
        inner = QWidget(form)
        column = QWidget(inner)
        column.setMaximumWidth(_WIDEST)
        outer = QHBoxLayout(inner)
        outer.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_XL)
        outer.addWidget(column, 100)
        outer.addStretch(1)
        self.column = QVBoxLayout(column)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_M)
        self._build_agreement(column)
        self._build_sites(column)
        self._build_schedule(column)
        self._build_policy(column)
        self.column.addStretch(1)
        self.scroll = page_scroll(form, form.tr("The contract"), inner)
        layout = QVBoxLayout(form)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scroll)

    def _problem(self, key: str, parent: QWidget) -> QLabel:
        label = QLabel(parent)
        set_kind(label, "error")
        label.setWordWrap(True)
        label.hide()
        self.problems[key] = label
        return label

    def _build_agreement(self, parent: QWidget) -> None:
        tr = self.form.tr
        frame, layout = card(parent, tr("Agreement"))
        self.name = QLineEdit(frame)
        self.employer = QLineEdit(frame)
        self.first = DateField(tr("First day"), frame)
        self.last = DateField(tr("Last day"), frame)
        self.last.setPlaceholderText(tr("open"))
        self.stage = QComboBox(frame)
        self.stage.setEditable(True)
        self.stage.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.stage.addItems(
            ["", tr("Student"), tr("Resident"), tr("Fellow"), tr("Attending"), tr("APP")]
        )
        self.stage.setAccessibleName(tr("Career stage"))
        if (line := self.stage.lineEdit()) is not None:
            line.setAccessibleName(tr("Career stage"))
        self.stage.setFixedWidth(text_height() * 8)
        self.fte = QLineEdit(frame)
        self.fte.setFixedWidth(text_height() * 4)
        self.fte.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(4, 1)
        rows: tuple[tuple[str, str, QWidget, tuple[str, QWidget] | None], ...] = (
            ("name", tr("&Name"), self.name, None),
            ("employer", tr("&Employer"), self.employer, None),
            ("first", tr("Fro&m"), self.first, (tr("&until"), self.last)),
            ("stage", tr("Career &stage"), self.stage, (tr("F&TE"), self.fte)),
        )
        for at, (key, title, field, second) in enumerate(rows):
            self._label(title, field, frame, grid, 2 * at, 0)
            if second is None:
                grid.addWidget(field, 2 * at, 1, 1, 4)
            else:
                grid.addWidget(field, 2 * at, 1)
                self._label(second[0], second[1], frame, grid, 2 * at, 2)
                grid.addWidget(second[1], 2 * at, 3)
            keys = {"first": "last", "stage": "fte"}
            under = QVBoxLayout()
            under.setSpacing(0)
            if key in ("name", "first"):
                under.addWidget(self._problem(key, frame))
            if key in keys:
                under.addWidget(self._problem(keys[key], frame))
            grid.addLayout(under, 2 * at + 1, 1, 1, 4)
        for field in (self.name, self.employer, self.fte):
            label = field.property("label")
            field.setAccessibleName(label)
        layout.addLayout(grid)
        self.column.addWidget(frame)

    @staticmethod
    def _label(
        title: str, field: QWidget, parent: QWidget, grid: QGridLayout, row: int, column: int
    ) -> None:
        label = QLabel(title, parent)
        label.setBuddy(field)
        field.setProperty("label", title.replace("&", ""))
        grid.addWidget(label, row, column)

    def _build_sites(self, parent: QWidget) -> None:
        tr = self.form.tr
        frame, layout = card(
            parent,
            tr("Sites"),
            tr(
                "A line typed with @ and one of these names belongs here. Work RVUs are the same"
                " everywhere; the place says by which fee several procedures are ranked."
            ),
        )
        self.sites = ContractSites(frame)
        layout.addWidget(self.sites)
        layout.addWidget(self._problem("sites", frame))
        self.column.addWidget(frame)

    def _build_schedule(self, parent: QWidget) -> None:
        tr = self.form.tr
        frame, layout = card(parent, tr("Values"))
        self.by_date = QRadioButton(
            tr("By date of service: each line counts by the release of its day"), frame
        )
        self.by_release = QRadioButton(tr("Pinned to one release:"), frame)
        self.schedule = QButtonGroup(frame)
        self.schedule.addButton(self.by_date)
        self.schedule.addButton(self.by_release)
        self.release = QComboBox(frame)
        self.release.setAccessibleName(tr("Release the contract is pinned to"))
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.by_release)
        row.addWidget(self.release)
        row.addStretch(1)
        self.lacking = QWidget(frame)
        self.nearest = QRadioButton(tr("takes the nearest release that has it"), self.lacking)
        self.own = QRadioButton(tr("waits for the value you agreed on"), self.lacking)
        self.missing = QButtonGroup(frame)
        self.missing.addButton(self.nearest)
        self.missing.addButton(self.own)
        lacking = QVBoxLayout(self.lacking)
        lacking.setContentsMargins(SPACE_XL, 0, 0, 0)
        lacking.setSpacing(SPACE_S)
        lacking.addWidget(muted_label(tr("A code that release does not have"), self.lacking))
        lacking.addWidget(self.nearest)
        lacking.addWidget(self.own)
        layout.addWidget(self.by_date)
        layout.addLayout(row)
        layout.addWidget(self.lacking)
        self.column.addWidget(frame)

    def _build_policy(self, parent: QWidget) -> None:
        tr = self.form.tr
        frame, layout = card(parent, tr("Credit policy"))
        self.policy = QComboBox(frame)
        self.policy.setAccessibleName(tr("Credit policy"))
        self.policy.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.policy.setMaximumWidth(text_height() * 20)
        self.open_policy = quiet_button(tr("Open in Policies"), "chevron-right", frame)
        self.description = muted_label("", frame)
        self.description.setWordWrap(True)
        self.does = QLabel(tr("What this policy does"), frame)
        set_kind(self.does, "heading")
        self.sentences = PolicySentences(frame)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.policy, 1)
        row.addWidget(self.open_policy)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addWidget(self.description)
        layout.addSpacing(SPACE_S)
        layout.addWidget(self.does)
        layout.addWidget(self.sentences)
        self.column.addWidget(frame)

    def show_problems(self, problems: dict[str, str]) -> None:
        """Say under each field why it does not do."""
        for key, label in self.problems.items():
            sentence = problems.get(key, "")
            label.setText(sentence)
            label.setVisible(bool(sentence))
            field = getattr(self, key)
            if isinstance(field, QLineEdit):
                set_kind(field, "problem" if sentence else "")
                field.setAccessibleDescription(sentence)
