"""The modifiers of a policy as a table of sentences that can be edited in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from rvuedge_desktop.domain.codes import is_modifier_shape
from rvuedge_desktop.domain.policies import Effect, ModifierRule, Policy
from rvuedge_desktop.domain.policy_words import sentence_of
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.widgets.figures_cells import CellRole

_Index = QModelIndex | QPersistentModelIndex
MODIFIER, EFFECT, FACTOR, SOURCE = range(4)
EFFECTS = tuple(Effect)
_MOST = Decimal(10)


def read_factor(text: str) -> Decimal | None:
    """A factor typed as 0.625, 0,625 or 62.5%; None when it is none between 0 and 10."""
    typed = text.strip().replace(",", ".")
    is_percent = typed.endswith("%")
    try:
        factor = Decimal(typed.removesuffix("%").strip())
    except InvalidOperation:
        return None
    if not factor.is_finite():
        return None
    if is_percent:
        factor = factor.scaleb(-2)
    return factor if 0 <= factor <= _MOST else None


def factor_text(factor: Decimal | None) -> str:
    """A factor with two places or as many as it has: 0.50, 0.625."""
    if factor is None:
        return ""
    places = -int(factor.normalize().as_tuple().exponent)
    return shown.decimal(factor, max(2, places))


class PolicyRulesModel(QAbstractTableModel):
    """`edited` carries the policy as it is after a change; `problem` why one was refused."""

    edited = Signal(object)
    problem = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._policy: Policy | None = None
        self._modifiers: list[str] = []
        self._editable = False
        self._modifier_text: Callable[[str], str] = str

    def show_policy(
        self, policy: Policy, modifier_text: Callable[[str], str], *, editable: bool
    ) -> None:
        """Show these rules; where the same modifiers stay, so does the place in the table."""
        modifiers = list(policy.modifiers)
        same = modifiers == self._modifiers and editable == self._editable
        if not same:
            self.beginResetModel()
        self._policy, self._modifiers = policy, modifiers
        self._editable, self._modifier_text = editable, modifier_text
        if same and modifiers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(modifiers) - 1, SOURCE))
        elif not same:
            self.endResetModel()

    def modifier(self, row: int) -> str | None:
        return self._modifiers[row] if 0 <= row < len(self._modifiers) else None

    def row_of(self, modifier: str) -> int:
        """The row of a modifier, -1 when it has none."""
        return self._modifiers.index(modifier) if modifier in self._modifiers else -1

    def rule(self, row: int) -> ModifierRule:
        modifier = self.modifier(row)
        if self._policy is None or modifier is None:
            return ModifierRule()
        return self._policy.rule(modifier)

    def effect_words(self, effect: Effect) -> str:
        """A choice of the list in the second column."""
        if effect is Effect.FACTOR:
            return self.tr("Counts a share (factor).")
        return sentence_of(ModifierRule(effect))

    def add(self, text: str) -> bool:
        """Give a modifier a rule of its own; it changes nothing until one says what."""
        modifier = text.strip().upper()
        if self._policy is None:
            return False
        if not is_modifier_shape(modifier):
            said = self.tr("“%s” is not a modifier; write two letters or digits.")
            self.problem.emit(said.replace("%s", text.strip()))
            return False
        if modifier in self._modifiers:
            self.problem.emit(self.tr("%s has a rule already.").replace("%s", modifier))
            return False
        rules = {**self._policy.modifiers, modifier: ModifierRule()}
        self.edited.emit(replace(self._policy, modifiers=rules))
        return True

    def remove(self, row: int) -> None:
        """Take a rule away: its modifier is then recorded and changes nothing."""
        modifier = self.modifier(row)
        if self._policy is None or modifier is None or not self._editable:
            return
        rules = {name: rule for name, rule in self._policy.modifiers.items() if name != modifier}
        self.edited.emit(replace(self._policy, modifiers=rules))

    # Qt

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._modifiers)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self._editable and index.column() != MODIFIER:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | int | None:
        modifier = self.modifier(index.row())
        if modifier is None:
            return None
        rule, column = self.rule(index.row()), index.column()
        if role == Qt.ItemDataRole.DisplayRole or role == Qt.ItemDataRole.ToolTipRole:
            return self._text(modifier, rule, column)
        if role == Qt.ItemDataRole.EditRole:
            if column == EFFECT:
                return EFFECTS.index(rule.effect)
            return self._text(modifier, rule, column)
        if role == CellRole.STRONG:
            return int(column == FACTOR)
        if role == CellRole.TONE and column == SOURCE:
            return "muted"
        return None

    def _text(self, modifier: str, rule: ModifierRule, column: int) -> str:
        if column == MODIFIER:
            return self._modifier_text(modifier)
        if column == EFFECT:
            return sentence_of(rule)
        return factor_text(rule.factor) if column == FACTOR else rule.source

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Modifier"),
            self.tr("What it does"),
            self.tr("Factor"),
            self.tr("Source"),
        )[section]

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        modifier = self.modifier(index.row())
        if self._policy is None or modifier is None or role != Qt.ItemDataRole.EditRole:
            return False
        rule = self._changed(self._policy.rule(modifier), index.column(), value)
        if rule is None:
            return False
        if rule != self._policy.rule(modifier):
            rules = {**self._policy.modifiers, modifier: rule}
            self.edited.emit(replace(self._policy, modifiers=rules))
        return True

    def _changed(self, rule: ModifierRule, column: int, value: object) -> ModifierRule | None:
        if column == EFFECT and isinstance(value, int) and 0 <= value < len(EFFECTS):
            effect = EFFECTS[value]
            factor = (rule.factor or Decimal("1.00")) if effect is Effect.FACTOR else None
            return ModifierRule(effect, factor, rule.source)
        text = str(value).strip()
        if column == SOURCE:
            return replace(rule, source=text)
        if column != FACTOR or not text:
            return None
        factor = read_factor(text)
        if factor is None:
            said = self.tr("“%s” is not a factor from 0 to 10; write 0.625 or 62.5%.")
            self.problem.emit(said.replace("%s", text))
            return None
        return ModifierRule(Effect.FACTOR, factor, rule.source)
