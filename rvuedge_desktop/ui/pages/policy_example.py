"""A session typed to try a policy: what each line counts for under it, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.domain.amounts import ZERO
from rvuedge_desktop.domain.entries import CreditedLine, Step
from rvuedge_desktop.domain.policies import FULL, Policy
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    current_theme,
    figures_font,
    set_kind,
    theme_signals,
)
from rvuedge_desktop.ui.widgets.buttons import heading_label, muted_label
from rvuedge_desktop.ui.widgets.card import page_scroll
from rvuedge_desktop.ui.widgets.marks import mark_for

FIRST_EXAMPLE = "47562 49505 10060"
_PAUSE_MS = 120


@dataclass(frozen=True, slots=True)
class _Tried:
    """An example under a policy: its lines, what was not understood, and the full total."""

    lines: tuple[CreditedLine, ...]
    refused: tuple[str, ...]
    full: Decimal


def _total(lines: Sequence[CreditedLine]) -> Decimal:
    return sum(
        (line.credited for line in lines if line.state.counts and line.credited is not None), ZERO
    )


class PolicyExample(QFrame):
    """`show_policy` tries what is typed under a policy, saved or not. Nothing is logged."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._policy: Policy | None = None
        self._tried: _Tried | None = None
        self.field = QLineEdit(FIRST_EXAMPLE, self)
        self.field.setAccessibleName(self.tr("A session to try"))
        self.field.setPlaceholderText(FIRST_EXAMPLE)
        self.field.setClearButtonEnabled(True)
        self.figure = QLabel(self)
        self.figure.setFont(figures_font(1.8, QFont.Weight.DemiBold))
        self.unit = muted_label(self.tr("wRVU"), self)
        self.beside = muted_label("", self)
        self.beside.setWordWrap(True)
        self.lines = QLabel(self)
        self.lines.setTextFormat(Qt.TextFormat.RichText)
        self.lines.setWordWrap(True)
        self.lines.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._try)
        self._lay_out()
        self.field.textEdited.connect(lambda _text: self._pause.start())
        self.field.returnPressed.connect(self._try)
        theme_signals().changed.connect(self._tell)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, 0)
        head.setSpacing(SPACE_S)
        title = heading_label(self.tr("Try it"), self)
        remark = muted_label(
            self.tr("Type a session as you would log it. Nothing is logged."), self
        )
        remark.setWordWrap(True)
        self.title, self.remark = title, remark
        # Beside the field in a low place, under it in a high one.
        self._across = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._across.setSpacing(SPACE_S)
        figure = QHBoxLayout()
        figure.setSpacing(SPACE_S)
        figure.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignBaseline)
        figure.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignBaseline)
        figure.addStretch(1)
        head.addWidget(title)
        head.addWidget(remark)
        self._across.addWidget(self.field, 1)
        self._across.addLayout(figure)
        head.addLayout(self._across)
        head.addWidget(self.beside)
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_L, 0, SPACE_L, SPACE_M)
        column.addWidget(self.lines)
        column.addStretch(1)
        area = page_scroll(self, self.tr("Credit step by step"), inner)
        set_kind(area, "")
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addLayout(head)
        layout.addWidget(area, 1)

    def set_low(self, low: bool) -> None:
        """Make the most of little height."""
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.LeftToRight if low else direction.TopToBottom)
        self.title.setVisible(not low)
        self.remark.setVisible(not low)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current_theme().color("surface"))
        painter.end()

    def show_policy(self, policy: Policy) -> None:
        """Try the example under this policy."""
        if policy != self._policy:
            self._policy = policy
            self._try()

    def try_again(self) -> None:
        """Contracts, values or releases have changed."""
        if self._policy is not None:
            self._try()

    def _try(self) -> None:
        policy, text = self._policy, self.field.text()
        if policy is None:
            return

        def work(program: Any) -> _Tried:
            found = program.evaluator.evaluate(
                text, today=date.today(), finished=True, ask=False, policy=policy
            )
            lines = [line.line for line in found.ready]
            full = program.evaluator.credit(lines, policy=FULL) if lines else []
            return _Tried(
                found.ready, tuple(refusal.reason for refusal in found.refused), _total(full)
            )

        self._desk.ask(work, self._show, key="policy example")

    def _show(self, tried: _Tried) -> None:
        self._tried = tried
        self._tell()

    def _tell(self, _theme: object = None) -> None:
        tried, policy = self._tried, self._policy
        if tried is None or policy is None:
            return
        total = _total(tried.lines)
        self.figure.setText(shown.wrvu(total) if tried.lines else shown.NOTHING)
        self.beside.setText(self._beside(total, tried))
        self.beside.setVisible(bool(self.beside.text()))
        self.lines.setText(self._html(tried))
        said = [f"{line.line.code}: {shown.wrvu(line.credited)}" for line in tried.lines]
        self.lines.setAccessibleName("; ".join([*said, *tried.refused]))

    def _beside(self, total: Decimal, tried: _Tried) -> str:
        if not tried.lines:
            return self.tr("No line to credit yet.")
        if total == tried.full:
            return self.tr("The same as full credit")
        text = self.tr("%2 against full credit (%1)")
        text = text.replace("%1", shown.wrvu(tried.full))
        return text.replace("%2", shown.wrvu_change(total - tried.full))

    def _html(self, tried: _Tried) -> str:
        theme = current_theme()
        parts = [
            f"<p style='color:{theme.error}; margin:0 0 8px 0'>{escape(reason)}</p>"
            for reason in tried.refused
        ]
        parts += [self._line(line) for line in tried.lines]
        return "".join(parts)

    def _line(self, credited: CreditedLine) -> str:
        theme, line = current_theme(), credited.line
        code = "-".join((line.code, *line.modifiers))
        if line.units != 1:
            code = f"{code} × {shown.units(line.units)}"
        document = self._desk.index.get(line.code) if self._desk.index is not None else None
        name = document.name if document is not None else ""
        mark = mark_for(credited.state)
        worth = shown.wrvu(credited.credited) if mark is None else mark.word
        bold = "style='font-weight:600; padding-top:6px'"
        rows = [
            (
                f"<tr><td width='78%' {bold}>{escape(code)}</td>"
                f"<td width='22%' align='right' {bold}>{escape(worth)}</td></tr>"
            )
        ]
        if name:
            rows.append(f"<tr><td colspan='2' style='color:{theme.muted}'>{escape(name)}</td></tr>")
        rows += [
            f"<tr><td style='padding:2px 12px 2px 10px'>{escape(step.text)}</td>"
            f"<td align='right' style='color:{theme.muted}; padding:2px 0'>{_after(step)}"
            "</td></tr>"
            for step in credited.steps
        ]
        rows += [
            f"<tr><td colspan='2' style='color:{theme.warning}; padding:2px 0 2px 10px'>"
            f"{escape(flag)}</td></tr>"
            for flag in credited.flags
        ]
        under = f"style='border-bottom:1px solid {theme.border}'"
        rows.append(f"<tr><td colspan='2' {under}></td></tr>")
        return f"<table width='100%' cellspacing='0' cellpadding='0'>{''.join(rows)}</table>"


def _after(step: Step) -> str:
    """The amount after a step that changed it."""
    if step.after is None or step.after == step.before:
        return ""
    places = -int(step.after.as_tuple().exponent)
    return shown.decimal(step.after, max(2, places)).replace(" ", "&nbsp;")
