"""Credit policies: read the shipped ones, copy and edit, try a session under what stands there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from rvuedge_desktop.domain.policies import FULL, CodeOverride, Policy
from rvuedge_desktop.services.faults import sentence_for
from rvuedge_desktop.services.policy_files import (
    BadPolicy,
    copy_of,
    policy_from_text,
    policy_text,
    remove_policy,
    save_policy,
)
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.models.policy_rules import EFFECT
from rvuedge_desktop.ui.pages.policy_editor_view import PolicyEditorView
from rvuedge_desktop.ui.pages.term_files import (
    FileProblem,
    ask_to_read,
    ask_to_write,
    is_sure,
    read_text,
    write_text,
)
from rvuedge_desktop.ui.pages.terms import Terms, days_of, is_shipped
from rvuedge_desktop.ui.widgets.named_list import NamedRow

_BESIDE_FROM = 940
_LONGEST_NAME = 40


def free_name(title: str, taken: set[str]) -> str:
    """A name for the command line, made of a title, that no policy has yet."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[: _LONGEST_NAME - 4] or "policy"
    name, number = plain, 2
    while name in taken:
        name, number = f"{plain}-{number}", number + 1
    return name


class PolicyEditor(QWidget):
    """`changed` carries the days whose lines the change may concern, or None for no line."""

    changed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._terms = Terms()
        self._drafts: dict[str, Policy] = {}
        self._current = FULL.name
        self._filling = False
        self._saving = False
        self.view = PolicyEditorView(self, desk)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.list.chosen.connect(self.choose)
        view.copy.clicked.connect(self.copy)
        view.remove.clicked.connect(self.remove)
        view.from_file.clicked.connect(self.read_file)
        view.to_file.clicked.connect(self.write_file)
        view.title_field.textEdited.connect(self._titled)
        view.description_field.textChanged.connect(self._described)
        view.switches.edited.connect(self._edited)
        view.rules.rules.edited.connect(self._edited)
        view.rules.rules.problem.connect(self._desk.problem)
        view.add_modifier.clicked.connect(self.add_modifier)
        view.modifier.returnPressed.connect(self.add_modifier)
        view.drop_modifier.clicked.connect(view.rules.remove_current)
        view.values.added.connect(self._value_added)
        view.values.edited.connect(lambda _old, new: self._edited(self.policy().with_override(new)))
        view.values.removed.connect(self._value_removed)
        view.values.problem.connect(self._desk.problem)
        view.values.model.name_of = self._name_of
        view.bar.save_clicked.connect(self.save)
        view.bar.discard_clicked.connect(self.discard)

    # -- what is there ---------------------------------------------------------------------

    def show_terms(self, terms: Terms) -> None:
        """Show what the store holds now; drafts stay."""
        self._terms = terms
        if self._current not in terms.policies and self._current not in self._drafts:
            self._current = FULL.name
        self._show()
        self.view.example.try_again()

    def has_unsaved(self) -> bool:
        return bool(self._drafts)

    def policy(self) -> Policy:
        """The chosen policy as it stands here, saved or not."""
        draft = self._drafts.get(self._current)
        return draft or self._terms.policies.get(self._current, FULL)

    def choose(self, name: str) -> None:
        """Show a policy."""
        if name not in self._terms.policies and name not in self._drafts:
            return
        if name != self._current:
            self._current = name
            self.view.scroll.verticalScrollBar().setValue(0)
        self._show()

    def _show(self) -> None:
        policy, editable = self.policy(), not is_shipped(self._current)
        view = self.view
        self._filling = True
        self._show_rows()
        view.show_editable(editable)
        view.title.setText(policy.title)
        view.description.setText(policy.description)
        if view.title_field.text() != policy.title:
            view.title_field.setText(policy.title)
        if view.description_field.toPlainText() != policy.description:
            view.description_field.setPlainText(policy.description)
        view.named.setText(
            self.tr("On the command line it is called %s.").replace("%s", policy.name)
        )
        view.general.show_policy(policy, self._terms.modifier_text)
        view.switches.show_policy(policy)
        view.rules.rules.show_policy(policy, self._terms.modifier_text, editable=editable)
        view.rules.setVisible(bool(policy.modifiers))
        view.no_modifiers.setVisible(not policy.modifiers)
        view.drop_modifier.setVisible(bool(policy.modifiers))
        values = [policy.overrides[key] for key in sorted(policy.overrides)]
        view.values.show_values(values, editable=editable)
        view.values_card.setVisible(editable or bool(values))
        view.remove.setEnabled(editable and self._current in self._terms.policies)
        self._filling = False
        self._show_bar()
        view.example.show_policy(policy)

    def _show_rows(self) -> None:
        rows = []
        for name, policy in {**self._terms.policies, **self._drafts}.items():
            users = [known.name for known in self._terms.contracts if known.policy == name]
            line = self.tr("Used by %s").replace("%s", ", ".join(users)) if users else ""
            if name in self._drafts:
                unsaved = self.tr("Not saved yet")
                rows.append(NamedRow(name, policy.title, unsaved, "edit", unsaved, "warning"))
            elif is_shipped(name):
                shipped = self.tr("Comes with the program")
                rows.append(NamedRow(name, policy.title, line or shipped, "lock", shipped))
            else:
                rows.append(NamedRow(name, policy.title, line or self.tr("Your own")))
        self.view.list.set_rows(rows, self._current)

    def _show_bar(self) -> None:
        if self._current not in self._drafts:
            self.view.bar.hide()
            return
        new = self._current not in self._terms.policies
        self.view.bar.say(
            self.tr("This policy is not kept yet.") if new else self.tr("Not saved yet.")
        )

    def _name_of(self, code: str) -> str:
        document = self._desk.index.get(code) if self._desk.index is not None else None
        return "" if document is None else str(document.name)

    # -- editing ---------------------------------------------------------------------------

    def _edited(self, policy: Policy) -> None:
        if self._filling or is_shipped(self._current):
            return
        if policy == self._terms.policies.get(self._current):
            self._drafts.pop(self._current, None)
        else:
            self._drafts[self._current] = policy
        self._show()

    def _titled(self, text: str) -> None:
        self._edited(replace(self.policy(), title=text))

    def _described(self) -> None:
        text = self.view.description_field.toPlainText()
        if not self._filling and text != self.policy().description:
            self._edited(replace(self.policy(), description=text))

    def add_modifier(self) -> None:
        """Give the typed modifier a rule, and go to what it does."""
        text = self.view.modifier.text()
        if not self.view.rules.rules.add(text):
            self.view.modifier.setFocus()
            return
        self.view.modifier.clear()
        table = self.view.rules
        row = table.rules.row_of(text.strip().upper())
        table.setCurrentIndex(table.rules.index(row, EFFECT))
        table.setFocus()

    def _value_added(self, value: CodeOverride) -> None:
        if (value.code, value.modifier) in self.policy().overrides:
            self.view.values.say(self.tr("%s has a value here already.").replace("%s", value.code))
            return
        self._edited(self.policy().with_override(value))
        self.view.values.clear_fields()

    def _value_removed(self, value: CodeOverride) -> None:
        policy = self.policy()
        left = {
            key: known
            for key, known in policy.overrides.items()
            if key != (value.code, value.modifier)
        }
        self._edited(replace(policy, overrides=left))

    # -- commands --------------------------------------------------------------------------

    def copy(self) -> None:
        """Make a policy of one's own from the chosen one, and go to its title."""
        title = self.tr("%s, my copy").replace("%s", self.policy().title)
        self._begin(copy_of(self.policy(), "", title))

    def _begin(self, policy: Policy) -> None:
        name = free_name(policy.title, {*self._terms.policies, *self._drafts})
        self._drafts[name] = replace(policy, name=name)
        self.choose(name)
        self.view.title_field.setFocus()
        self.view.title_field.selectAll()

    def discard(self) -> None:
        """Take back what is not saved."""
        self._drafts.pop(self._current, None)
        if self._current not in self._terms.policies:
            self._current = FULL.name
        self._show()
        self.view.list.setFocus()

    def save(self) -> None:
        """Keep the chosen policy."""
        draft = self._drafts.get(self._current)
        if draft is None or self._saving:
            return
        if not draft.title.strip():
            self.view.bar.say(self.tr("Give the policy a title."), "error")
            self.view.title_field.setFocus()
            return
        if wrong := self.view.switches.problem_text():
            self.view.bar.say(wrong, "error")
            return
        kept = replace(draft, title=draft.title.strip())

        def work(program: Any) -> Policy:
            return save_policy(program.store, program.evaluator, kept)

        def done(saved: Policy) -> None:
            self._saving = False
            if self._drafts.get(saved.name) == draft:
                del self._drafts[saved.name]
            text = self.tr("%s is saved.").replace("%s", saved.title)
            self._desk.happened.emit(text, False)
            self.changed.emit(self._days(saved.name))

        self._saving = True
        self._desk.ask(work, done, self._was_refused)

    def _days(self, policy: str) -> object:
        return days_of(known for known in self._terms.contracts if known.policy == policy)

    def _was_refused(self, error: BaseException) -> None:
        self._saving = False
        sentence = sentence_for(error)
        if sentence is None:
            self._desk.went_wrong(error)
        else:
            self.view.bar.say(sentence, "error")

    def remove(self) -> None:
        """Remove the chosen policy of the user's, after a question."""
        name, title = self._current, self.policy().title
        if is_shipped(name) or name not in self._terms.policies:
            return
        sure = is_sure(
            self,
            self.tr("Remove %s?").replace("%s", title),
            self.tr("Lines that were credited with it keep what they count for."),
            self.tr("Remove"),
        )
        if not sure:
            return

        def work(program: Any) -> None:
            remove_policy(program.store, program.evaluator, name)

        def done(_none: object) -> None:
            self._drafts.pop(name, None)
            self._desk.happened.emit(self.tr("%s is removed.").replace("%s", title), False)
            self.changed.emit(None)

        self._desk.ask(work, done)

    # -- files -----------------------------------------------------------------------------

    def read_file(self) -> None:
        """Read a policy from a file; it can be read and tried before it is kept."""
        path = ask_to_read(self, self.tr("A policy from a file"))
        if path is None:
            return
        try:
            policy = policy_from_text(read_text(path))
        except (FileProblem, BadPolicy) as problem:
            self._desk.problem.emit(str(problem))
            return
        self._begin(policy)

    def write_file(self) -> None:
        """Write the chosen policy, as it stands here, to a file."""
        policy = self.policy()
        path = ask_to_write(self, self.tr("The policy to a file"), policy.name)
        if path is None:
            return
        try:
            write_text(path, policy_text(policy))
        except FileProblem as problem:
            self._desk.problem.emit(str(problem))
        else:
            self._desk.happened.emit(self.tr("%s is written.").replace("%s", path.name), False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE_FROM
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.view.reading.orientation() != wanted:
            self.view.reading.setOrientation(wanted)
            self.view.reading.setSizes([620, 288] if beside else [380, 220])
            self.view.example.set_low(not beside)
