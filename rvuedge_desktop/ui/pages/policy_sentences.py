"""What a policy does, as sentences with their factors and sources."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QWidget

from rvuedge_desktop.domain.policies import Policy
from rvuedge_desktop.domain.policy_words import rules_of
from rvuedge_desktop.ui.theme import current_theme, theme_signals

_COLUMNS = (30, 38, 32)
_NARROW = (32, 68)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PolicySentences", text)


def sentences_html(policy: Policy, modifier_text: Callable[[str], str], only: str = "") -> str:
    """A table of rules, sentences and sources; `only` takes the “general” rules alone."""
    muted, line = current_theme().muted, current_theme().border
    rows = []
    for rule in rules_of(policy):
        is_general = "." not in rule.field
        if only == "general" and not is_general:
            continue
        subject = rule.subject
        if rule.field.startswith("modifiers."):
            subject = modifier_text(rule.subject)
        sentence = escape(rule.sentence)
        source = f"<span style='color:{muted}'>{escape(rule.source)}</span>"
        cells = [escape(subject), sentence, source]
        if only == "general":
            cells = [escape(subject), f"{sentence}<br>{source}" if rule.source else sentence]
        style = f"style='border-bottom:1px solid {line}; padding:5px 12px 5px 0'"
        widths = _NARROW if only == "general" else _COLUMNS
        row = "".join(
            f"<td width='{width}%' {style}>{cell}</td>"
            for width, cell in zip(widths, cells, strict=True)
        )
        rows.append(f"<tr>{row}</tr>")
    if not policy.modifiers and only != "general":
        text = _tr("No modifier changes what a line counts for; each is kept with its line.")
        rows.append(f"<tr><td colspan='3' style='padding:5px 0'>{escape(text)}</td></tr>")
    return f"<table width='100%' cellspacing='0' cellpadding='0'>{''.join(rows)}</table>"


class PolicySentences(QLabel):
    """Shows the sentences of a policy; they can be selected and copied."""

    def __init__(self, parent: QWidget | None = None, *, only: str = "") -> None:
        super().__init__(parent)
        self._policy: Policy | None = None
        self._modifier_text: Callable[[str], str] = str
        self._only = only
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme_signals().changed.connect(self._retell)

    def show_policy(self, policy: Policy | None, modifier_text: Callable[[str], str]) -> None:
        self._policy, self._modifier_text = policy, modifier_text
        self._retell()

    def _retell(self, _theme: object = None) -> None:
        policy = self._policy
        if policy is None:
            self.setText("")
            return
        self.setText(sentences_html(policy, self._modifier_text, self._only))
        rules = rules_of(policy)
        self.setAccessibleName(" ".join(f"{rule.subject}: {rule.sentence}" for rule in rules))
