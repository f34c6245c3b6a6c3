"""The parts of a code's page: sections under headings, links to other codes, the comparison.

All are built once and filled anew for every code; what they hold is kept and reused.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.services.page_parts import (
    BillingPoint,
    NamedCode,
    Page,
    Question,
    RelatedGroup,
)
from rvuedge_desktop.ui.charts import ChartWidget, Strip, StripPlot
from rvuedge_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, set_kind, ui_font
from rvuedge_desktop.ui.widgets.buttons import heading_label, icon_button, muted_label, quiet_button
from rvuedge_desktop.ui.widgets.label_grid import GridCell, LabelGrid

_NARROWEST = 120
# What a link needs beside its words: icon, gap and padding.
_CHROME = 56
_MOUSE = Qt.TextInteractionFlag.TextSelectableByMouse


def body_label(parent: QWidget, *, muted: bool = False) -> QLabel:
    """A paragraph that can be selected."""
    label = muted_label("", parent) if muted else QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(_MOUSE)
    label.setCursor(Qt.CursorShape.IBeamCursor)
    return label


class Section(QWidget):
    """A heading with a paragraph, hidden while there is nothing to say."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.heading = heading_label(title, self)
        self.body = body_label(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_S, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self.heading)
        layout.addWidget(self.body)
        self.column = layout

    def say(self, text: str) -> None:
        """Show this text under the heading, or hide both when there is none."""
        self.body.setText(text)
        self.body.setAccessibleName(f"{self.heading.text()}: {text}")
        self.setVisible(bool(text))


class _Link:
    """A code with its name that opens its page, and a button that logs it where that is meant."""

    def __init__(self, parent: LinkList, row: int, *, with_log: bool) -> None:
        self._code = ""
        self._said = ""
        self._list = parent
        self.button = quiet_button("", "chevron-right", parent)
        # A long name is shortened rather than making the page wider than the window.
        self.button.setMinimumWidth(_NARROWEST)
        self.button.clicked.connect(lambda: parent.code_clicked.emit(self._code))
        parent.grid.addWidget(self.button, row, 0, Qt.AlignmentFlag.AlignLeft)
        self.log: QToolButton | None = None
        if with_log:
            self.log = icon_button("add", "", parent)
            self.log.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.log.clicked.connect(lambda: parent.log_clicked.emit(self._code))
            parent.grid.addWidget(self.log, row, 1)

    def show_code(self, named: NamedCode | None) -> None:
        for button in (self.button, self.log):
            if button is not None:
                button.setVisible(named is not None)
        if named is None:
            return
        self._code = named.code
        self._said = f"{named.code}  {named.name}".strip()
        self.fit()
        self.button.setAccessibleName(self._list.tr("Open %s").replace("%s", self._said))
        if self.log is not None:
            self.log.setToolTip(self._list.tr("Log %s").replace("%s", named.code))
            self.log.setAccessibleName(self.log.toolTip())

    def fit(self) -> None:
        """Shorten the name to the room there is, and tell it whole on a tip."""
        room = self._list.width() - _CHROME
        if self.log is not None:
            room -= self.log.sizeHint().width() + SPACE_XS
        room = max(room, _NARROWEST)
        text = self.button.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideRight, room)
        self.button.setToolTip(self._said if text != self._said else "")
        text = text.replace("&", "&&")
        if text != self.button.text():
            self.button.setText(text)


class LinkList(QWidget):
    """Codes under one another, each a link."""

    code_clicked = Signal(str)
    log_clicked = Signal(str)

    def __init__(self, parent: QWidget, *, with_log: bool = False) -> None:
        super().__init__(parent)
        self._with_log = with_log
        self._links: list[_Link] = []
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(SPACE_XS)
        self.grid.setVerticalSpacing(0)
        self.grid.setColumnStretch(2, 1)

    def set_codes(self, codes: Sequence[NamedCode]) -> None:
        """Show these codes, or nothing at all."""
        while len(self._links) < len(codes):
            self._links.append(_Link(self, len(self._links), with_log=self._with_log))
        for at, link in enumerate(self._links):
            link.show_code(codes[at] if at < len(codes) else None)
        self.setVisible(bool(codes))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for link in self._links:
            link.fit()


class BillingSection(Section):
    """What the bill and the note need, and the codes that are logged beside."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.body.hide()
        self.points = LabelGrid(stretch=1, ruled=False, wrapped=True, parent=self)
        self.links_title = muted_label(self.tr("Codes for giving it, which carry the work:"), self)
        self.links = LinkList(self, with_log=True)
        self.column.addWidget(self.points)
        self.column.addSpacing(SPACE_XS)
        self.column.addWidget(self.links_title)
        self.column.addWidget(self.links)

    def show_points(self, points: Sequence[BillingPoint]) -> None:
        """Show these points; nothing without any."""
        self.points.set_rows((), [[GridCell(one.title, "muted"), one.text] for one in points])
        codes = [named for one in points for named in one.codes]
        self.links.set_codes(codes)
        self.links_title.setVisible(bool(codes))
        self.setVisible(bool(points))


class CompareSection(Section):
    """Where the work of a code lies in its section, in words and as a strip."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        card = QFrame(self)
        set_kind(card, "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        self.chart = ChartWidget(parent=card)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.chart.setSizePolicy(policy)
        box.addWidget(self.chart)
        self.column.addSpacing(SPACE_XS)
        self.column.addWidget(card)

    def show_comparison(self, page: Page) -> None:
        """Show how the page's code compares; nothing where it has nothing to compare with."""
        compares, work = page.compares, page.facts.rvu("work")
        if compares is None or work is None:
            self.say("")
            return
        strip = Strip(
            compares.values, work, page.facts.code, compares.median, summary=compares.sentence
        )
        title = self.tr("Work RVUs of “%s”").replace("%s", compares.section)
        self.chart.set_chart(StripPlot(strip, title))
        self.say(compares.sentence)


class QuestionsSection(Section):
    """Questions, each with its answer."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.body.hide()
        self._pairs: list[tuple[QLabel, QLabel]] = []

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show these questions; nothing without any."""
        while len(self._pairs) < len(questions):
            self._pairs.append(self._new_pair())
        for at, (asked, answered) in enumerate(self._pairs):
            if at < len(questions):
                asked.setText(questions[at].q)
                answered.setText(questions[at].a)
            for label in (asked, answered):
                label.setVisible(at < len(questions))
        self.setVisible(bool(questions))

    def _new_pair(self) -> tuple[QLabel, QLabel]:
        asked, answered = body_label(self), body_label(self)
        asked.setFont(ui_font(1.0, QFont.Weight.DemiBold))
        answered.setContentsMargins(0, 0, 0, SPACE_S)
        self.column.addWidget(asked)
        self.column.addWidget(answered)
        return asked, answered


class RelatedSection(Section):
    """Codes related by meaning, group by group."""

    code_clicked = Signal(str)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.body.hide()
        self._groups: list[tuple[QLabel, LinkList]] = []

    def show_groups(self, groups: Sequence[RelatedGroup]) -> None:
        """Show these groups; nothing without any."""
        while len(self._groups) < len(groups):
            self._groups.append(self._new_group())
        for at, (title, links) in enumerate(self._groups):
            there = at < len(groups)
            title.setText(groups[at].title if there else "")
            title.setVisible(there)
            links.set_codes(groups[at].codes if there else ())
        self.setVisible(bool(groups))

    def _new_group(self) -> tuple[QLabel, LinkList]:
        title, links = muted_label("", self), LinkList(self)
        title.setWordWrap(True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setContentsMargins(0, SPACE_XS, 0, 0)
        links.code_clicked.connect(self.code_clicked)
        self.column.addWidget(title)
        self.column.addWidget(links)
        return title, links
