"""The panel that explains the selected line: what it counts for, and step by step why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from rvuedge_desktop.domain.entries import Entry, Step
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.models.entries import credited_text
from rvuedge_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    current_theme,
    figures_font,
    icon,
    icon_size,
    theme_signals,
)
from rvuedge_desktop.ui.widgets import (
    StateMark,
    heading_label,
    icon_button,
    mark_for,
    muted_label,
    quiet_button,
)
from rvuedge_desktop.ui.widgets.soft_box import SoftBox


@dataclass(frozen=True, slots=True)
class Selected:
    """Several lines chosen together: how many, what they add up to, what is not counted."""

    lines: int
    figure: str
    remark: str = ""


def _text_label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class ExplanationPanel(QWidget):
    """Says why a line counts as it does. `show_entry`, `show_selected` or `show_nothing`."""

    edit_asked = Signal()
    code_asked = Signal(str)
    close_asked = Signal()

    def __init__(self, name_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._entry: Entry | None = None
        self.setMinimumWidth(232)
        self._build()
        theme_signals().changed.connect(self._retell)
        self.show_nothing()

    def _build(self) -> None:
        self.code = QLabel(self)
        self.code.setFont(figures_font(1.25, QFont.Weight.DemiBold))
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = icon_button("close", self.tr("Hide this panel (Ctrl+E)"), self)
        self.close_button.clicked.connect(self.close_asked)
        self.name = muted_label("", self)
        self.name.setWordWrap(True)
        self.figure = QLabel(self)
        self.figure.setFont(figures_font(2.2, QFont.Weight.DemiBold))
        self.unit = muted_label(self.tr("wRVU"), self)
        self.mark = StateMark("", self)
        self.mark.setFont(figures_font(1.25, QFont.Weight.DemiBold))
        self.mark.setMinimumHeight(QFontMetrics(self.mark.font()).height() + SPACE_XS)
        self.reason = QLabel(self)
        self.reason.setWordWrap(True)
        self.warning = _Warning(self)
        self.steps_title = heading_label(self.tr("How it was credited"), self)
        self.steps = _text_label(self)
        self.facts_title = heading_label(self.tr("The line"), self)
        self.facts = _text_label(self)
        self.edit_button = quiet_button(self.tr("Edit…"), "edit", self)
        self.edit_button.setToolTip(self.tr("Change this line (F2)"))
        self.code_button = quiet_button(self.tr("Code page"), "codes", self)
        self.code_button.setToolTip(self.tr("Read everything about this code"))
        self.edit_button.clicked.connect(self.edit_asked)
        self.code_button.clicked.connect(self._ask_for_code)
        self._lay_out()

    def _lay_out(self) -> None:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE_L, 0, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_XS)
        figure = QHBoxLayout()
        figure.setSpacing(SPACE_S)
        figure.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignBaseline)
        figure.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignBaseline)
        figure.addStretch(1)
        column.addWidget(self.name)
        column.addSpacing(SPACE_S)
        column.addLayout(figure)
        column.addWidget(self.mark)
        column.addWidget(self.reason)
        column.addWidget(self.warning)
        column.addSpacing(SPACE_M)
        column.addWidget(self.steps_title)
        column.addWidget(self.steps)
        column.addSpacing(SPACE_M)
        column.addWidget(self.facts_title)
        column.addWidget(self.facts)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Explanation"))
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        # The panel's own colour shows through.
        area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_L, SPACE_S, SPACE_S, 0)
        head.addWidget(self.code, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_S)
        buttons.setSpacing(SPACE_XS)
        buttons.addWidget(self.edit_button)
        buttons.addWidget(self.code_button)
        buttons.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE_XS)
        outer.addLayout(head)
        outer.addWidget(area, 1)
        outer.addLayout(buttons)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.fillRect(0, 0, 1, self.height(), theme.color("border"))
        painter.end()

    # -- what is shown ---------------------------------------------------------------------

    def show_nothing(self) -> None:
        """No line is selected."""
        self._entry = None
        self.code.setText(self.tr("Why it counts"))
        self.name.setText(self.tr("Choose a line to read what it counts for, step by step."))
        self._show_parts(figure=False, details=False)

    def show_selected(self, selected: Selected) -> None:
        """Several lines are selected."""
        self._entry = None
        text = self.tr("%s lines").replace("%s", shown.count(selected.lines))
        self.code.setText(text)
        self.name.setText(self.tr("Selected together they count for"))
        self.figure.setText(selected.figure)
        self.reason.setText(selected.remark)
        self._show_parts(figure=True, details=False)
        self.reason.setVisible(bool(selected.remark))

    def show_entry(self, entry: Entry) -> None:
        """One line is selected."""
        self._entry = entry
        credited, line = entry.credited_line, entry.line
        self.code.setText("-".join((line.code, *line.modifiers)))
        self.name.setText(self._name_of(line.code))
        counts = credited.state.counts
        self.figure.setText(credited_text(entry))
        self.mark.set_state(credited.state)
        self.reason.setText(credited.reason or "")
        self.warning.set_sentences(credited.flags)
        self.steps.setText(_steps_text(credited.steps))
        self.facts.setText(self._facts_text(entry))
        self._show_parts(figure=credited.credited is not None, details=True)
        self.mark.setVisible(mark_for(credited.state) is not None)
        self.reason.setVisible(not counts and bool(credited.reason))
        self.name.setVisible(bool(self.name.text()))
        self.warning.setVisible(bool(credited.flags))
        # A single step that repeats the reason explains nothing more.
        told = [step for step in credited.steps if step.text != credited.reason]
        self.steps_title.setVisible(bool(told))
        self.steps.setVisible(bool(told))
        self.setAccessibleDescription(" ".join(step.text for step in credited.steps))

    @property
    def entry(self) -> Entry | None:
        return self._entry

    def _show_parts(self, *, figure: bool, details: bool) -> None:
        self.figure.setVisible(figure)
        self.unit.setVisible(figure)
        self.name.setVisible(True)
        self.mark.setVisible(False)
        self.reason.setVisible(False)
        self.warning.setVisible(False)
        parts = (
            self.steps_title,
            self.steps,
            self.facts_title,
            self.facts,
            self.edit_button,
            self.code_button,
        )
        for part in parts:
            part.setVisible(details)

    def _facts_text(self, entry: Entry) -> str:
        credited, line = entry.credited_line, entry.line
        base = None if credited.base_work is None else shown.wrvu(credited.base_work)
        facts = [
            (self.tr("Date"), shown.day(line.date_of_service)),
            (self.tr("Units"), shown.units(line.units)),
            (self.tr("Base wRVU"), base),
            (self.tr("Values"), shown.release_label(credited.release) if credited.release else ""),
            (self.tr("Site"), line.site),
            (self.tr("Role"), line.role),
            (self.tr("Note"), line.note),
            (self.tr("Logged"), shown.instant(entry.made_at)),
        ]
        muted = current_theme().muted
        rows = [
            f"<tr><td style='color:{muted}; padding-right:12px'>{escape(title)}</td>"
            f"<td>{escape(text)}</td></tr>"
            for title, text in facts
            if text
        ]
        return f"<table cellspacing='0' cellpadding='2'>{''.join(rows)}</table>"

    def _retell(self, _theme: object = None) -> None:
        if self._entry is not None:
            self.show_entry(self._entry)

    def _ask_for_code(self) -> None:
        if self._entry is not None:
            self.code_asked.emit(self._entry.line.code)


class _Warning(SoftBox):
    """Sentences that want a look, on the colour of warnings with their sign."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("warning_soft", parent)
        self._sign = QLabel(self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setProperty("tone", "warning")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)

    def set_sentences(self, sentences: Sequence[str]) -> None:
        size = icon_size()
        self._sign.setPixmap(icon("warning", "warning").pixmap(size, size))
        self._text.setText("\n".join(sentences))


def _steps_text(steps: Sequence[Step]) -> str:
    muted = current_theme().muted
    rows = []
    for number, step in enumerate(steps, 1):
        rows.append(
            f"<tr><td style='color:{muted}; padding-right:6px'>{number}.</td>"
            f"<td>{escape(step.text)}</td></tr>"
        )
        if amounts := _amounts(step):
            rows.append(f"<tr><td></td><td style='color:{muted}'>{escape(amounts)}</td></tr>")
    return f"<table cellspacing='0' cellpadding='2' width='100%'>{''.join(rows)}</table>"


def _amounts(step: Step) -> str:
    """Before → after; nothing where the step leaves the amount as it was."""
    if step.before is None or step.after is None or step.before == step.after:
        return ""
    return f"{_exact(step.before)} → {_exact(step.after)}"


def _exact(amount: Decimal) -> str:
    """All its places: what was rounded is seen."""
    return shown.decimal(amount, max(2, -int(amount.as_tuple().exponent)))
