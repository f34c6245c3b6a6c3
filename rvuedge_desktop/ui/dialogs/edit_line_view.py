"""The layout of the dialog that edits a logged line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    SPACE_XS,
    current_theme,
    figures_font,
    set_kind,
    text_height,
)
from rvuedge_desktop.ui.widgets import StateMark, muted_label, primary_button, quiet_button
from rvuedge_desktop.ui.widgets.soft_box import SoftBox


class _Hint(QLabel):
    """A muted remark on one line, elided where the room ends."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_kind(self, "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(current_theme().color("muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class EditLineView:
    """Builds the widgets into `dialog`. `fields`, `problems` and `hints` go by the field's key."""

    def __init__(self, dialog: QDialog) -> None:
        self.dialog = dialog
        self.fields: dict[str, QLineEdit] = {}
        self.problems: dict[str, QLabel] = {}
        self.hints: dict[str, QLabel] = {}
        self._labels: dict[str, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_L)
        self._grid.setVerticalSpacing(SPACE_XS)
        self._grid.setColumnStretch(2, 1)
        tr = dialog.tr
        self._add("code", tr("&Code"), tr("A number, or words to search"), 9)
        self._add("date", tr("&Date"), tr("2026-11-03, 11/3, mon or yesterday"), 9)
        self._add("modifiers", tr("&Modifiers"), tr("Such as 25 or RT 59"), 9)
        self._add("units", tr("&Units"), "", 9)
        self._add("minutes", tr("M&inutes"), tr("The minutes of an anesthetic"), 9)
        self._add("site", tr("&Site"), tr("Where it was done"))
        self._add("note", tr("&Note"), tr("Nothing that identifies a patient"))
        self._add("case", tr("C&ase"), tr("Your own word for it, such as OR2-Tue-a; never a name"))
        self._build_contract()
        self._build_preview()
        self._build_doubt()
        self.error = QLabel(dialog)
        set_kind(self.error, "error")
        self.error.setWordWrap(True)
        self.error.hide()
        self.save = primary_button(tr("Save"), dialog)
        self.save.setDefault(True)
        self.cancel = quiet_button(tr("Cancel"), "", dialog)
        self.cancel.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addLayout(self._grid)
        layout.addWidget(self.preview)
        layout.addWidget(self.doubt)
        layout.addWidget(self.error)
        layout.addStretch(1)
        layout.addLayout(buttons)
        dialog.setMinimumWidth(text_height() * 34)

    def _add(self, key: str, title: str, placeholder: str, narrow: int = 0) -> None:
        row = 2 * len(self.fields)
        field = QLineEdit(self.dialog)
        field.setPlaceholderText(placeholder if not narrow else "")
        field.setAccessibleName(title.replace("&", ""))
        field.setToolTip(placeholder)
        label = QLabel(title, self.dialog)
        label.setBuddy(field)
        hint = _Hint(self.dialog)
        problem = QLabel(self.dialog)
        set_kind(problem, "error")
        problem.setWordWrap(True)
        problem.hide()
        self._grid.addWidget(label, row, 0)
        if narrow:
            field.setFixedWidth(text_height() * narrow)
            self._grid.addWidget(field, row, 1)
            self._grid.addWidget(hint, row, 2)
        else:
            self._grid.addWidget(field, row, 1, 1, 2)
            hint.hide()
        self._grid.addWidget(problem, row + 1, 1, 1, 2)
        self._labels[key] = label
        self.fields[key], self.problems[key], self.hints[key] = field, problem, hint

    def _build_contract(self) -> None:
        """The contract that credits the line; hidden while there is none to choose."""
        row = 2 * len(self.fields)
        self.contract = QComboBox(self.dialog)
        self.contract.setAccessibleName(self.dialog.tr("Contract"))
        self.contract_label = QLabel(self.dialog.tr("C&ontract"), self.dialog)
        self.contract_label.setBuddy(self.contract)
        self._grid.addWidget(self.contract_label, row, 0)
        self._grid.addWidget(self.contract, row, 1, 1, 2)
        self.contract.hide()
        self.contract_label.hide()

    def show_contracts(self, visible: bool) -> None:
        self.contract.setVisible(visible)
        self.contract_label.setVisible(visible)

    def show_minutes(self, visible: bool) -> None:
        """Minutes are asked for where the code is one of anesthesia."""
        self.fields["minutes"].setVisible(visible)
        self._labels["minutes"].setVisible(visible)
        self.hints["minutes"].setVisible(visible)

    def _build_preview(self) -> None:
        """What the line will count for."""
        self.preview = QFrame(self.dialog)
        set_kind(self.preview, "well")
        self.figure = QLabel(self.preview)
        self.figure.setFont(figures_font(1.8, QFont.Weight.DemiBold))
        self.unit = muted_label(self.dialog.tr("wRVU"), self.preview)
        self.was = muted_label("", self.preview)
        self.mark = StateMark("", self.preview)
        self.steps = muted_label("", self.preview)
        self.steps.setWordWrap(True)
        # The dialog keeps its size while one types.
        self.steps.setMinimumHeight(3 * text_height())
        self.steps.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        top = QHBoxLayout()
        top.setSpacing(SPACE_S)
        top.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignBaseline)
        top.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignBaseline)
        top.addWidget(self.mark)
        top.addStretch(1)
        top.addWidget(self.was, 0, Qt.AlignmentFlag.AlignBaseline)
        column = QVBoxLayout(self.preview)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_XS)
        column.addLayout(top)
        column.addWidget(self.steps)

    def _build_doubt(self) -> None:
        """A question that wants a yes before the line is saved."""
        self.doubt = SoftBox("warning_soft", self.dialog)
        self.question = QLabel(self.doubt)
        self.question.setWordWrap(True)
        self.question.setProperty("tone", "warning")
        self.right = QCheckBox(self.dialog.tr("It is &right as it is"), self.doubt)
        column = QVBoxLayout(self.doubt)
        column.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addWidget(self.question)
        column.addWidget(self.right)
        self.doubt.hide()

    def show_problem(self, key: str, sentence: str) -> None:
        """Say under a field why it does not do; an empty sentence takes it back."""
        field, problem = self.fields[key], self.problems[key]
        problem.setText(sentence)
        problem.setVisible(bool(sentence))
        set_kind(field, "problem" if sentence else "")
        field.setAccessibleDescription(sentence)

    def parts(self) -> list[QWidget]:
        """Everything that can be typed into or pressed."""
        return [*self.fields.values(), self.contract, self.right, self.save, self.cancel]
