"""Values of codes with a row of fields under them to add one: code, wRVU, reason, source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.domain.codes import is_code_shape, is_modifier_shape, normal_code
from rvuedge_desktop.domain.policies import CodeOverride
from rvuedge_desktop.ui.models.own_values import (
    CODE,
    NAME,
    REASON,
    SOURCE,
    WORK,
    BasesModel,
    ValuesModel,
    read_amount,
)
from rvuedge_desktop.ui.theme import SPACE_S, SPACE_XS, row_height, set_kind, text_height
from rvuedge_desktop.ui.widgets.buttons import icon_button
from rvuedge_desktop.ui.widgets.figures_table import FiguresTable

_MOST_ROWS = 10


class EditableTable(FiguresTable):
    """A table whose rows can be taken out with Delete."""

    delete_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.delete_asked.emit()
            return
        super().keyPressEvent(event)


def small_table(
    name: str, model: ValuesModel | BasesModel, remove: Callable[[], None], parent: QWidget
) -> EditableTable:
    """A table in which Enter edits and Delete removes."""
    table = EditableTable(name, parent)
    table.setModel(model)
    table.setSelectionMode(FiguresTable.SelectionMode.SingleSelection)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def edit(_row: int) -> None:
        index = table.currentIndex()
        first = WORK if isinstance(model, ValuesModel) else 2
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            index = index.sibling(index.row(), first)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            table.setCurrentIndex(index)
            table.edit(index)

    def fit() -> None:
        rows = min(model.rowCount(), _MOST_ROWS)
        table.setVisible(rows > 0)
        table.setFixedHeight((rows + 1) * row_height() + 2)

    table.row_activated.connect(edit)
    model.modelReset.connect(fit)
    table.delete_asked.connect(remove)
    fit()
    return table


class ValueTable(QWidget):
    """`added`, `edited` (old, new) and `removed` carry values; the owner keeps them."""

    added = Signal(object)
    edited = Signal(object, object)
    removed = Signal(object)
    problem = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self.model = ValuesModel(self)
        self.table = small_table(name, self.model, self.remove_current, self)
        self.table.set_figure_columns((WORK,))
        self.table.set_widths({CODE: 9, NAME: 24, WORK: 8, REASON: 24, SOURCE: 18}, stretch=NAME)
        self.fields = QWidget(self)
        self.code = self._field(tr("Code"), text_height() * 6)
        self.work = self._field(tr("wRVU"), text_height() * 5)
        self.work.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.reason = self._field(tr("Reason"))
        self.source = self._field(tr("Source"))
        self.code.setPlaceholderText(tr("64999"))
        self.reason.setPlaceholderText(tr("why it counts that"))
        self.source.setPlaceholderText(tr("letter, contract page…"))
        self.add: QPushButton = QPushButton(tr("Add"), self.fields)
        self.add.setAccessibleName(tr("Add this value"))
        self.remove: QToolButton = icon_button(
            "delete", tr("Remove the chosen value (Delete)"), self.fields
        )
        self.wrong = QLabel(self)
        set_kind(self.wrong, "error")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self._lay_out()
        self.add.clicked.connect(self._add)
        for field in (self.code, self.work, self.reason, self.source):
            field.returnPressed.connect(self._add)
            field.textEdited.connect(lambda _text: self.say(""))
        self.remove.clicked.connect(self.remove_current)
        self.model.edited.connect(self.edited)
        self.model.problem.connect(self.problem)
        self.table.selectionModel().selectionChanged.connect(self._show_remove)
        self.model.modelReset.connect(self._show_remove)
        self._show_remove()

    def _field(self, name: str, width: int = 0) -> QLineEdit:
        field = QLineEdit(self.fields)
        field.setAccessibleName(name)
        if width:
            field.setFixedWidth(width)
        return field

    def _lay_out(self) -> None:
        grid = QGridLayout(self.fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_S)
        grid.setVerticalSpacing(SPACE_XS)
        for column, field in enumerate((self.code, self.work, self.reason, self.source)):
            title = QLabel(field.accessibleName(), self.fields)
            set_kind(title, "muted")
            title.setBuddy(field)
            grid.addWidget(title, 0, column)
            grid.addWidget(field, 1, column)
        grid.addWidget(self.add, 1, 4)
        grid.addWidget(self.remove, 1, 5)
        grid.setColumnStretch(2, 3)
        grid.setColumnStretch(3, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.table)
        layout.addWidget(self.fields)
        layout.addWidget(self.wrong)

    def show_values(self, values: Sequence[CodeOverride], *, editable: bool = True) -> None:
        self.model.show_values(values, editable=editable)
        self.fields.setVisible(editable)
        self._editable = editable
        self._show_remove()

    _editable = True

    def _show_remove(self, *_: object) -> None:
        chosen = self.table.selectionModel().hasSelection()
        self.remove.setVisible(self._editable and self.model.rowCount() > 0)
        self.remove.setEnabled(chosen)

    def say(self, sentence: str) -> None:
        """Say why what was typed does not do; nothing takes it back."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def clear_fields(self) -> None:
        """Empty the fields, once what they held is kept."""
        for field in (self.code, self.work, self.reason, self.source):
            field.clear()
        self.say("")
        self.code.setFocus()

    def _add(self) -> None:
        code, _, modifier = normal_code(self.code.text()).partition("-")
        work = read_amount(self.work.text(), 2) if self.work.text().strip() else None
        wrong: tuple[QLineEdit, str] | None = None
        if not is_code_shape(code) or (modifier and not is_modifier_shape(modifier)):
            wrong = self.code, self.tr("Write a code of five signs, such as 64999 or 93000-26.")
        elif work is None:
            wrong = self.work, self.tr("Write its work RVU, such as 4.50.")
        elif not self.reason.text().strip():
            wrong = self.reason, self.tr("Say why: a value of your own needs a reason.")
        if wrong is not None or work is None:
            if wrong is not None:
                self.say(wrong[1])
                wrong[0].setFocus()
            return
        reason, source = self.reason.text().strip(), self.source.text().strip()
        self.added.emit(CodeOverride(code, work, reason, source, modifier))

    def remove_current(self) -> None:
        """Remove the value of the current row."""
        value = self.model.value(self.table.currentIndex().row())
        if value is not None and self._editable:
            self.removed.emit(value)


def base_units(text: str) -> Decimal | None:
    """Base units as typed, None when they are none."""
    return read_amount(text, 1, Decimal(100))
