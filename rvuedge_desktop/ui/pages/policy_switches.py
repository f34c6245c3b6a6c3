"""The switches of a policy: sides, endoscopy, ranking, statuses, roles, drug administration."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.domain.policies import Policy, RankBasis
from rvuedge_desktop.domain.policy_words import percent
from rvuedge_desktop.ui.theme import SPACE_M, SPACE_S, SPACE_XL, set_kind, text_height
from rvuedge_desktop.ui.widgets.buttons import muted_label, spin_box

_BASES = (RankBasis.NONE, RankBasis.FEE, RankBasis.WORK)
_STATUSES = re.compile(r"[A-Z]?(?:[\s,;]*[A-Z])*")
_ROLES = ("resident", "student")
_MOST_SHARES = 20


def read_shares(text: str) -> tuple[Decimal, ...] | None:
    """Shares in percent such as “100 50 25”; None when they are none."""
    words = [word.removesuffix("%") for word in re.split(r"[\s;]+", text.strip()) if word != "%"]
    words = [word.rstrip(",").replace(",", ".") for word in words if word]
    if not words or len(words) > _MOST_SHARES:
        return None
    if not all(re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,4})?", word) for word in words):
        return None
    shares = tuple(Decimal(word).scaleb(-2) for word in words)
    return shares if all(share <= 10 for share in shares) else None


class PolicySwitches(QWidget):
    """`edited` carries the policy after a change."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._policy: Policy | None = None
        self._filling = False
        tr = self.tr
        self.bilateral = self._check(
            tr("Both sides go by the code's bilateral indicator: 100, 150 or 200%"),
        )
        self.endoscopy = self._check(
            tr("Endoscopy families: the dearest counts whole, the others less their base")
        )
        self.basis = QComboBox(self)
        self.basis.setAccessibleName(tr("Several procedures of a session"))
        self.basis.addItems(
            [tr("each counts whole"), tr("ranked by fee"), tr("ranked by work RVU")]
        )
        self.shares = QLineEdit(self)
        self.shares.setAccessibleName(tr("Shares by rank, in percent"))
        self.shares.setToolTip(
            tr("Percent for the first, second, … procedure; the last goes on for all that follow")
        )
        self.shares.setFixedWidth(text_height() * 8)
        self.report = self._check(tr("flag as by report from number"))
        self.report_from: QSpinBox = spin_box(tr("By report from this number on"), 2, 99, self)
        self.statuses = QLineEdit(self)
        self.statuses.setFixedWidth(text_height() * 8)
        self.statuses.setAccessibleName(tr("Status codes that count nothing"))
        self.statuses.setPlaceholderText(tr("none"))
        self.statuses.setToolTip(
            tr("Letters of the published status: B bundled, I and N not covered, R restricted, X")
        )
        self.drugs = self._check(tr("Giving drugs and other services by staff (PC/TC 5) count"))
        self.roles = {
            "resident": self._check(tr("Lines logged as resident count")),
            "student": self._check(tr("Lines logged as student count")),
        }
        self.one_base = self._check(
            tr("Of several anesthesia codes in a session only the highest base counts")
        )
        self.problem = QLabel(self)
        set_kind(self.problem, "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._lay_out()
        self._connect()

    def _check(self, text: str) -> QCheckBox:
        return QCheckBox(text, self)

    def _lay_out(self) -> None:
        tr = self.tr
        ranks = QGridLayout()
        ranks.setHorizontalSpacing(SPACE_S)
        ranks.setVerticalSpacing(SPACE_S)
        ranks.setColumnStretch(2, 1)
        several = QLabel(tr("&Several procedures"), self)
        several.setBuddy(self.basis)
        ranks.addWidget(several, 0, 0)
        ranks.addWidget(self.basis, 0, 1)
        self.ranking = QWidget(self)
        row = QHBoxLayout(self.ranking)
        row.setContentsMargins(SPACE_XL, 0, 0, 0)
        row.setSpacing(SPACE_S)
        shares = QLabel(tr("Shares in &percent"), self.ranking)
        shares.setBuddy(self.shares)
        row.addWidget(shares)
        row.addWidget(self.shares)
        row.addWidget(muted_label(tr("the last goes on"), self.ranking))
        row.addStretch(1)
        self.reporting = QWidget(self)
        second = QHBoxLayout(self.reporting)
        second.setContentsMargins(SPACE_XL, 0, 0, 0)
        second.setSpacing(SPACE_S)
        second.addWidget(self.report)
        second.addWidget(self.report_from)
        second.addStretch(1)
        statuses = QHBoxLayout()
        statuses.setSpacing(SPACE_S)
        label = QLabel(tr("Stat&us codes that count nothing"), self)
        label.setBuddy(self.statuses)
        statuses.addWidget(label)
        statuses.addWidget(self.statuses)
        statuses.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self.bilateral)
        layout.addWidget(self.endoscopy)
        layout.addLayout(ranks)
        layout.addWidget(self.ranking)
        layout.addWidget(self.reporting)
        layout.addLayout(statuses)
        layout.addWidget(self.drugs)
        for box in self.roles.values():
            layout.addWidget(box)
        layout.addWidget(self.one_base)
        layout.addWidget(self.problem)

    def _connect(self) -> None:
        for box in (self.bilateral, self.endoscopy, self.report, self.drugs, self.one_base):
            box.toggled.connect(self._changed)
        for box in self.roles.values():
            box.toggled.connect(self._changed)
        self.basis.currentIndexChanged.connect(self._basis_chosen)
        self.shares.textEdited.connect(self._changed)
        self.statuses.textEdited.connect(self._changed)
        self.report_from.valueChanged.connect(self._changed)

    def show_policy(self, policy: Policy) -> None:
        """Show the switches as this policy has them; nothing is sent."""
        if policy == self._policy:
            return
        self._filling = True
        self._policy = policy
        self.bilateral.setChecked(policy.bilateral)
        self.endoscopy.setChecked(policy.endoscopy)
        self.basis.setCurrentIndex(_BASES.index(policy.rank_basis))
        if read_shares(self.shares.text()) != policy.rank_factors:
            self.shares.setText(" ".join(percent(share) for share in policy.rank_factors))
        self.report.setChecked(policy.by_report_from is not None)
        self.report_from.setValue(policy.by_report_from or 6)
        if self._letters() != policy.uncredited_statuses:
            self.statuses.setText(" ".join(sorted(policy.uncredited_statuses)))
        self.drugs.setChecked(policy.drug_administration)
        for role, box in self.roles.items():
            box.setChecked(role not in policy.uncredited_roles)
        self.one_base.setChecked(policy.one_anesthesia_base)
        self._filling = False
        self._follow()

    def problem_text(self) -> str:
        """Why what stands here is no policy; nothing when it is one."""
        return "" if self.problem.isHidden() else self.problem.text()

    def _letters(self) -> frozenset[str]:
        return frozenset(re.sub(r"[^A-Z]", "", self.statuses.text().upper()))

    def _basis_chosen(self, at: int) -> None:
        if not self._filling and at > 0 and read_shares(self.shares.text()) is None:
            self.shares.setText("100 50")
        self._changed()

    def _follow(self) -> None:
        ranks = self.basis.currentIndex() > 0
        self.ranking.setVisible(ranks)
        self.reporting.setVisible(ranks)
        self.report_from.setEnabled(self.report.isChecked())
        sentence = ""
        if ranks and read_shares(self.shares.text()) is None:
            sentence = self.tr("Write the shares as percent with spaces between, such as 100 50.")
        elif not _STATUSES.fullmatch(self.statuses.text().strip().upper()):
            sentence = self.tr("Status codes are single letters, such as B I N.")
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _changed(self, *_: object) -> None:
        if self._filling or self._policy is None:
            return
        self._follow()
        if self.problem_text():
            return
        basis = _BASES[self.basis.currentIndex()]
        ranks = basis is not RankBasis.NONE
        shares = read_shares(self.shares.text()) if ranks else self._policy.rank_factors
        others = self._policy.uncredited_roles - set(_ROLES)
        off = {role for role, box in self.roles.items() if not box.isChecked()}
        flagged = ranks and self.report.isChecked()
        self._policy = replace(
            self._policy,
            bilateral=self.bilateral.isChecked(),
            endoscopy=self.endoscopy.isChecked(),
            rank_basis=basis,
            rank_factors=shares or (),
            by_report_from=self.report_from.value() if flagged else None,
            uncredited_statuses=self._letters(),
            uncredited_roles=frozenset(others | off),
            drug_administration=self.drugs.isChecked(),
            one_anesthesia_base=self.one_base.isChecked(),
        )
        self.edited.emit(self._policy)
