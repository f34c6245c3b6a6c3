"""The panel that explains the selected line: what it counts for, and step by step why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from rvuedge_desktop.domain.entries import Entry
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.models.entries import anesthesia_units, credited_text
from rvuedge_desktop.ui.pages.explanation_session import Context, SessionLines
from rvuedge_desktop.ui.pages.explanation_texts import (
    base_text,
    counts_as,
    facts_html,
    steps_html,
)
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
    # Another line of the same session was chosen.
    entry_asked = Signal(object)
    close_asked = Signal()

    def __init__(self, name_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._entry: Entry | None = None
        self._context = Context()
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
        self.values = _text_label(self)
        self.warning = _Warning(self)
        self.steps_title = heading_label(self.tr("How it was credited"), self)
        self.steps = _text_label(self)
        self.session = SessionLines(self._name_of, self)
        self.session.entry_asked.connect(self.entry_asked)
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
        column.addWidget(self.values)
        column.addWidget(self.warning)
        column.addSpacing(SPACE_M)
        column.addWidget(self.steps_title)
        column.addWidget(self.steps)
        column.addSpacing(SPACE_M)
        column.addWidget(self.session)
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

    def show_entry(self, entry: Entry, context: Context | None = None) -> None:
        """One line is selected; `context` is what the rest of the log says of it."""
        same = self._entry is not None and self._entry.id == entry.id
        self._context = context or (self._context if same else Context())
        self._entry = entry
        credited, line = entry.credited_line, entry.line
        self.code.setText("-".join((line.code, *line.modifiers)))
        self.name.setText(self._name_of(line.code))
        counts = credited.state.counts
        units = credited.anesthesia_units
        if units is None:
            self.figure.setText(credited_text(entry))
            self.unit.setText(self.tr("wRVU credited"))
        else:
            self.figure.setText(anesthesia_units(units))
            self.unit.setText(self.tr("anesthesia units"))
        self.mark.set_state(credited.state)
        self.reason.setText(credited.reason or "")
        self.values.setText(self._values_text(entry))
        doubts = self._context.doubts
        self.warning.set_sentences((*credited.flags, *doubts), self._source_of_warnings(entry))
        # A step that repeats the reason explains nothing more.
        told = [step for step in credited.steps if step.text != credited.reason]
        self.steps.setText(steps_html(told))
        self.session.show_lines(self._context)
        self.facts.setText(self._facts_text(entry))
        has_figure = credited.credited is not None or units is not None
        self._show_parts(figure=has_figure, details=True)
        self.mark.setVisible(mark_for(credited.state) is not None)
        self.reason.setVisible(not counts and bool(credited.reason))
        self.name.setVisible(bool(self.name.text()))
        self.warning.setVisible(bool(credited.flags or doubts))
        self.session.setVisible(bool(self._context.mates))
        self.steps_title.setVisible(bool(told))
        self.steps.setVisible(bool(told))
        self.setAccessibleDescription(" ".join(step.text for step in credited.steps))

    def show_context(self, entry_id: int, context: Context) -> None:
        """What the rest of the log says has come; nothing when another line is shown now."""
        if self._entry is not None and self._entry.id == entry_id:
            self.show_entry(self._entry, context)

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
        self.session.setVisible(False)
        parts = (
            self.values,
            self.steps_title,
            self.steps,
            self.facts_title,
            self.facts,
            self.edit_button,
            self.code_button,
        )
        for part in parts:
            part.setVisible(details)

    def _values_text(self, entry: Entry) -> str:
        """What the line is, its base value, and the terms it was credited under."""
        credited, context = entry.credited_line, self._context
        return facts_html(
            (
                (self.tr("Counts as"), counts_as(credited)),
                (self.tr("Base value"), base_text(credited)),
                (self.tr("Contract"), context.contract),
                (self.tr("Policy"), context.policy),
                (
                    self.tr("Values"),
                    shown.release_label(credited.release) if credited.release else "",
                ),
            )
        )

    def _source_of_warnings(self, entry: Entry) -> str:
        """Where the warnings come from."""
        release = entry.credited_line.release or ""
        parts = []
        if entry.credited_line.flags and release:
            text = self.tr("From the indicators in CMS's %s, and the modifiers of its session.")
            parts.append(text.replace("%s", release))
        if self._context.doubts:
            parts.append(self.tr("From the global days of the lines of the same case."))
        return " ".join(parts)

    def _facts_text(self, entry: Entry) -> str:
        line = entry.line
        minutes = None if line.minutes is None else shown.count(line.minutes)
        return facts_html(
            (
                (self.tr("Date"), shown.day(line.date_of_service)),
                (self.tr("Units"), shown.units(line.units)),
                (self.tr("Minutes"), minutes),
                (self.tr("Site"), line.site),
                (self.tr("Role"), line.role),
                (self.tr("Note"), line.note),
                (self.tr("Logged"), shown.instant(entry.made_at)),
            )
        )

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
        self._source = muted_label("", self)
        self._source.setWordWrap(True)
        said = QVBoxLayout()
        said.setSpacing(SPACE_XS)
        said.addWidget(self._text)
        said.addWidget(self._source)
        layout.addLayout(said, 1)

    def set_sentences(self, sentences: Sequence[str], source: str = "") -> None:
        """Say these, and under them where they come from."""
        size = icon_size()
        self._sign.setPixmap(icon("warning", "warning").pixmap(size, size))
        self._text.setText("\n".join(sentences))
        self._source.setText(source)
        self._source.setVisible(bool(source))
