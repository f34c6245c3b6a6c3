"""The layout of the policies: list, the chosen policy, and an example tried under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.pages.contracts_part_view import list_column
from rvuedge_desktop.ui.pages.policy_example import PolicyExample
from rvuedge_desktop.ui.pages.policy_rules_table import PolicyRulesTable
from rvuedge_desktop.ui.pages.policy_sentences import PolicySentences
from rvuedge_desktop.ui.pages.policy_switches import PolicySwitches
from rvuedge_desktop.ui.pages.value_table import ValueTable
from rvuedge_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    set_kind,
    text_height,
)
from rvuedge_desktop.ui.widgets.buttons import (
    heading_label,
    muted_label,
    primary_button,
    quiet_button,
)
from rvuedge_desktop.ui.widgets.card import card, page_scroll
from rvuedge_desktop.ui.widgets.named_list import NamedList
from rvuedge_desktop.ui.widgets.pill import Pill
from rvuedge_desktop.ui.widgets.save_bar import SaveBar


class PolicyEditorView:
    """Builds the widgets into `part` and holds them by name."""

    def __init__(self, part: QWidget, desk: Desk) -> None:
        tr = part.tr
        self.part = part
        self.splitter = QSplitter(Qt.Orientation.Horizontal, part)
        self.splitter.setChildrenCollapsible(False)
        self.list = NamedList(tr("Credit policies"), self.splitter)
        self.copy: QPushButton = primary_button(tr("Copy and edit"), self.splitter)
        self.copy.setToolTip(tr("Make a policy of your own from the chosen one"))
        self.remove = quiet_button(tr("Remove…"), "delete", self.splitter)
        self.from_file = quiet_button(tr("From file…"), "import", self.splitter)
        self.to_file = quiet_button(tr("To file…"), "export", self.splitter)
        self.remove.setToolTip(tr("Remove this policy of yours"))
        self.from_file.setToolTip(tr("Read a policy from a TOML file"))
        self.to_file.setToolTip(tr("Write this policy to a TOML file"))
        others = [self.from_file, self.to_file, self.remove]
        self.splitter.addWidget(list_column(self.splitter, self.list, self.copy, others))
        # The example stands beside the policy, and under it where the window is narrow.
        self.reading = QSplitter(Qt.Orientation.Horizontal, self.splitter)
        self.reading.setChildrenCollapsible(False)
        self.reading.addWidget(self._build_policy())
        self.example = PolicyExample(desk, self.reading)
        self.example.setMinimumSize(280, 200)
        self.reading.addWidget(self.example)
        self.reading.setStretchFactor(0, 3)
        self.reading.setStretchFactor(1, 1)
        self.splitter.addWidget(self.reading)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([212, 900])
        self.reading.setSizes([620, 288])
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _build_policy(self) -> QWidget:
        tr = self.part.tr
        middle = QWidget(self.reading)
        middle.setMinimumSize(360, 200)
        inner = QWidget(middle)
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_XL)
        column.setSpacing(SPACE_M)
        column.addLayout(self._build_head(inner))
        frame, layout = card(inner, tr("Every line"))
        self.general = PolicySentences(frame, only="general")
        self.switches = PolicySwitches(frame)
        layout.addWidget(self.general)
        layout.addWidget(self.switches)
        column.addWidget(frame)
        column.addWidget(self._build_modifiers(inner))
        column.addWidget(self._build_values(inner))
        column.addStretch(1)
        self.scroll = page_scroll(middle, tr("The policy"), inner)
        self.bar = SaveBar(middle)
        outer = QVBoxLayout(middle)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.scroll, 1)
        outer.addWidget(self.bar)
        return middle

    def _build_head(self, parent: QWidget) -> QVBoxLayout:
        tr = self.part.tr
        self.title = heading_label("", parent)
        self.shipped = Pill(parent)
        self.shipped.set_pill(tr("Comes with the program"), "", "lock")
        self.description = muted_label("", parent)
        self.description.setWordWrap(True)
        self.title_field = QLineEdit(parent)
        self.title_field.setAccessibleName(tr("Title of the policy"))
        self.title_field.setPlaceholderText(tr("Title"))
        self.description_field = QPlainTextEdit(parent)
        self.description_field.setAccessibleName(tr("What the policy is for"))
        self.description_field.setPlaceholderText(tr("What it is for, and where it comes from"))
        self.description_field.setTabChangesFocus(True)
        set_kind(self.description_field, "field")
        self.description_field.setFixedHeight(4 * text_height() + SPACE_L)
        self.named = muted_label("", parent)
        self.named.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(self.title)
        row.addWidget(self.shipped)
        row.addStretch(1)
        head = QVBoxLayout()
        head.setSpacing(SPACE_S)
        head.addLayout(row)
        head.addWidget(self.description)
        head.addWidget(self.title_field)
        head.addWidget(self.description_field)
        head.addWidget(self.named)
        return head

    def _build_modifiers(self, parent: QWidget) -> QWidget:
        tr = self.part.tr
        frame, layout = card(parent, tr("Modifiers"))
        self.no_modifiers = QLabel(
            tr("No modifier changes what a line counts for; each is kept with its line."), frame
        )
        self.no_modifiers.setWordWrap(True)
        self.rules = PolicyRulesTable(tr("Rules of modifiers"), frame)
        self.adding = QWidget(frame)
        row = QHBoxLayout(self.adding)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        label = QLabel(tr("Add &modifier"), self.adding)
        self.modifier = QLineEdit(self.adding)
        self.modifier.setMaxLength(2)
        self.modifier.setFixedWidth(text_height() * 3 + SPACE_L)
        self.modifier.setAccessibleName(tr("Modifier to add"))
        self.modifier.setToolTip(tr("Two letters or digits; your own are welcome"))
        label.setBuddy(self.modifier)
        self.add_modifier = QPushButton(tr("Add"), self.adding)
        self.add_modifier.setAccessibleName(tr("Add this modifier"))
        self.drop_modifier = quiet_button(tr("Take out"), "delete", self.adding)
        self.drop_modifier.setToolTip(tr("Take out the rule of the chosen modifier (Delete)"))
        row.addWidget(label)
        row.addWidget(self.modifier)
        row.addWidget(self.add_modifier)
        row.addStretch(1)
        row.addWidget(self.drop_modifier)
        layout.addWidget(self.no_modifiers)
        layout.addWidget(self.rules)
        layout.addWidget(self.adding)
        return frame

    def _build_values(self, parent: QWidget) -> QWidget:
        tr = self.part.tr
        self.values_card, layout = card(
            parent,
            tr("Values agreed for codes"),
            tr("These stand in place of the published work RVU, and are marked where they count."),
        )
        self.values = ValueTable(tr("Values of the policy"), self.values_card)
        layout.addWidget(self.values)
        return self.values_card

    def show_editable(self, editable: bool) -> None:
        """Show fields and switches, or sentences alone."""
        for part in (self.title, self.shipped, self.description, self.general):
            part.setVisible(not editable)
        fields: tuple[QWidget, ...] = (
            self.title_field,
            self.description_field,
            self.named,
            self.switches,
            self.adding,
        )
        for field in fields:
            field.setVisible(editable)
        set_kind(self.copy, "" if editable else "primary")
