"""“Estimated Medicare payment” on a code's page: both settings, and how they come about."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from rvuedge_desktop.domain.payment import PaymentEstimate
from rvuedge_desktop.services.medicare_estimate import MedicareEstimate, RowEstimate
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, set_kind
from rvuedge_desktop.ui.widgets.buttons import heading_label, muted_label, quiet_button
from rvuedge_desktop.ui.widgets.label_grid import GridCell, LabelGrid


class PaymentBlock(QWidget):
    """Dollars that are Medicare's estimate, and say so."""

    locality_clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heading = heading_label(self.tr("Estimated Medicare payment"), self)
        self.reason = self._text()
        card = QFrame(self)
        set_kind(card, "card")
        self.card = card
        self.where = self._text(card)
        self.change = quiet_button(self.tr("Change locality…"), "", card)
        self.change.setToolTip(self.tr("Choose where you work in Settings"))
        self.change.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.change.clicked.connect(self.locality_clicked)
        self.amounts = LabelGrid((1, 2), stretch=0, parent=card)
        self.formulas = self._text(card, muted=True)
        self.disclaimer = self._text(card, muted=True)
        self.disclaimer.setText(
            self.tr(
                "This is Medicare's estimate for one unit, alone in its session. It is not what"
                " you are paid, and no wRVU or pay figure is made from it."
            )
        )
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(self.where, 1)
        head.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(SPACE_L, SPACE_S, SPACE_S, SPACE_M)
        inside.setSpacing(SPACE_M)
        inside.addLayout(head)
        for part in (self.amounts, self.formulas, self.disclaimer):
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, SPACE_S, 0)
            row.addWidget(part)
            inside.addLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_S, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self.heading)
        layout.addWidget(self.reason)
        layout.addSpacing(SPACE_XS)
        layout.addWidget(card)

    def _text(self, parent: QWidget | None = None, *, muted: bool = False) -> QLabel:
        label = muted_label("", parent or self) if muted else QLabel(parent or self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def show_estimate(self, found: MedicareEstimate) -> None:
        """Show the amounts, or why there is none; nothing where there is nothing to say."""
        first = found.first
        self.setVisible(bool(found.reason) or first is not None)
        self.reason.setText(found.reason)
        self.reason.setVisible(bool(found.reason))
        self.card.setVisible(first is not None)
        if first is None:
            return
        terms = first.nonfacility.terms
        factor = self.tr("conversion factor %s").replace(
            "%s", shown.decimal(terms.conversion_factor, 4)
        )
        parts = [terms.gpcis.place, factor, terms.factor_name, terms.source]
        self.where.setText("  ·  ".join(part for part in parts if part))
        headers = ["", self.tr("Outside a facility"), self.tr("In a facility")]
        self.amounts.set_rows(headers, [self._row(row) for row in found.rows])
        lines = (first.nonfacility.formula, first.facility.formula)
        said = [_without_head(line) for line in lines]
        self.formulas.setText(
            "\n".join(f"{title}: {line}" for title, line in zip(headers[1:], said, strict=True))
        )
        amounts = ", ".join(
            f"{title} {_amount(estimate)}"
            for title, estimate in zip(
                headers[1:], (first.nonfacility, first.facility), strict=True
            )
        )
        self.setAccessibleName(self.heading.text())
        self.setAccessibleDescription(f"{amounts}. {self.disclaimer.text()}")

    def _row(self, row: RowEstimate) -> list[GridCell | str]:
        title = {
            "": self.tr("Whole service"),
            "26": self.tr("26, professional part"),
            "TC": self.tr("TC, technical part"),
            "53": self.tr("53, stopped"),
        }.get(row.modifier, row.modifier)
        return [
            GridCell(title, "muted"),
            GridCell(_amount(row.nonfacility), strong=not row.modifier),
            GridCell(_amount(row.facility), strong=not row.modifier),
        ]


def _amount(estimate: PaymentEstimate) -> str:
    return shown.money(estimate.amount)


def _without_head(formula: str) -> str:
    """The formula without the words that stand above it."""
    head, found, rest = formula.partition(": ")
    return rest if found and not head.startswith("No amount") else formula
