"""The layout of the What if page: a title with two tabs, and the first of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.ui.charts import ChartWidget
from rvuedge_desktop.ui.pages.what_if_range import RangePicker
from rvuedge_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    SPACE_XS,
    figures_font,
    set_kind,
    text_height,
)
from rvuedge_desktop.ui.widgets.buttons import (
    heading_label,
    muted_label,
    primary_button,
    quiet_button,
    title_label,
)
from rvuedge_desktop.ui.widgets.empty_state import EmptyState
from rvuedge_desktop.ui.widgets.figure_card import FigureCard
from rvuedge_desktop.ui.widgets.figures_table import FiguresTable

MONTHS, CODES, LINES, NO_LINES = range(4)


class WhatIfPageView:
    """Title, tabs, and a place for what they show."""

    def __init__(self, page: QWidget) -> None:
        self.title = title_label(page.tr("What if"), page)
        self.tabs = QTabBar(page)
        self.tabs.setAccessibleName(page.tr("What is compared"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(page.tr("Other terms"))
        self.tabs.addTab(page.tr("Two schedules"))
        self.back = quiet_button(page.tr("Back to the log"), "log", page)
        head = QHBoxLayout()
        head.setSpacing(SPACE_L)
        head.addWidget(self.title)
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self.back)
        self.stack = QStackedWidget(page)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(SPACE_XL, SPACE_M, SPACE_XL, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addLayout(head)
        layout.addWidget(self.stack, 1)


def choice(name: str, least: int, parent: QWidget) -> QComboBox:
    """A list to choose from that keeps its width whatever is in it."""
    combo = QComboBox(parent)
    combo.setAccessibleName(name)
    combo.setMinimumWidth(text_height() * least)
    policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    combo.setSizeAdjustPolicy(policy)
    combo.setMinimumContentsLength(least)
    return combo


class CreditSide(QFrame):
    """One of the two credits of a line: whose it is, the amount, the steps, the warnings."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_kind(self, "card")
        self.title = heading_label("", self)
        self.figure = QLabel(self)
        self.figure.setFont(figures_font(1.3, QFont.Weight.DemiBold))
        self.under = muted_label("", self)
        self.under.setWordWrap(True)
        self.steps = QLabel()
        self.steps.setWordWrap(True)
        self.steps.setTextFormat(Qt.TextFormat.RichText)
        self.steps.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.steps.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.flags = QLabel()
        self.flags.setWordWrap(True)
        self.flags.setProperty("tone", "warning")
        self.flags.setTextFormat(Qt.TextFormat.PlainText)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACE_S, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self.steps)
        column.addWidget(self.flags)
        column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidget(body)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self.title, 1)
        head.addWidget(self.figure)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_S, SPACE_S, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(head)
        layout.addWidget(self.under)
        layout.addWidget(self.area, 1)


class TermsTabView:
    """The widgets of “Other terms”."""

    def __init__(self, tab: QWidget) -> None:
        self.tab = tab
        self._build_choices()
        self._build_figures()
        self._build_body()
        layout = QVBoxLayout(tab)
        layout.setContentsMargins(0, SPACE_XS, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addLayout(self._choices)
        layout.addLayout(self._cards)
        layout.addWidget(self.body, 1)

    def tr(self, text: str) -> str:
        return self.tab.tr(text)

    def _build_choices(self) -> None:
        tab = self.tab
        self.range = RangePicker(tab)
        days = QLabel(self.tr("&Days"), tab)
        days.setBuddy(self.range.usual)
        self.other = choice(self.tr("What is otherwise"), 12, tab)
        credited = QLabel(self.tr("C&redited with"), tab)
        credited.setBuddy(self.other)
        self.name = choice(self.tr("Which one"), 12, tab)
        self.export = QPushButton(self.tr("E&xport CSV…"), tab)
        self.export.setToolTip(self.tr("Write the lines that differ, with both sets of steps"))
        first = QHBoxLayout()
        first.setSpacing(SPACE_S)
        first.addWidget(days)
        first.addWidget(self.range)
        first.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(SPACE_S)
        second.addWidget(credited)
        second.addWidget(self.other)
        second.addWidget(self.name)
        second.addStretch(1)
        second.addWidget(self.export)
        width = max(days.sizeHint().width(), credited.sizeHint().width())
        for label in (days, credited):
            label.setMinimumWidth(width)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(SPACE_S)
        self._choices.addLayout(first)
        self._choices.addLayout(second)

    def _build_figures(self) -> None:
        self.now = FigureCard(self.tr("As logged"), self.tab)
        self.then = FigureCard("", self.tab)
        self.difference = FigureCard(self.tr("Difference"), self.tab)
        self.lines = FigureCard(self.tr("Lines that differ"), self.tab)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(SPACE_M)
        for card in (self.now, self.then, self.difference, self.lines):
            self._cards.addWidget(card, 1)

    def _build_body(self) -> None:
        tab = self.tab
        self.body = QStackedWidget(tab)
        self.empty = EmptyState("summary", "", "", "", tab)
        found = QWidget(tab)
        self.views = QButtonGroup(found)
        self.views.setExclusive(True)
        row = QHBoxLayout()
        row.setSpacing(SPACE_XS)
        for number, text in (
            (MONTHS, self.tr("By &month")),
            (CODES, self.tr("By &code")),
            (LINES, self.tr("&Lines that differ")),
        ):
            button = quiet_button(text, "", found)
            button.setCheckable(True)
            self.views.addButton(button, number)
            row.addWidget(button)
        self.views.button(MONTHS).setChecked(True)
        self.reprice_note = muted_label("", found)
        self.reprice_note.setMinimumWidth(1)
        self.reprice = primary_button("", found)
        row.addStretch(1)
        row.addWidget(self.reprice_note)
        row.addSpacing(SPACE_S)
        row.addWidget(self.reprice)
        self.stack = QStackedWidget(found)
        self.stack.addWidget(self._build_months())
        self.stack.addWidget(self._build_codes())
        self.stack.addWidget(self._build_lines())
        self.stack.addWidget(self.same)
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        self.body.addWidget(found)
        self.body.addWidget(self.empty)

    def _build_months(self) -> QWidget:
        part = QWidget(self.tab)
        card = QFrame(part)
        set_kind(card, "card")
        self.chart = ChartWidget(parent=card)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_S)
        inside.addWidget(self.chart)
        self.months = FiguresTable(self.tr("Totals by month"), part)
        self.months.setMinimumWidth(text_height() * 22)
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addWidget(card, 7)
        row.addWidget(self.months, 4)
        return part

    def _build_codes(self) -> QWidget:
        self.codes = FiguresTable(self.tr("Totals by code"), self.tab)
        return self.codes

    def _build_lines(self) -> QWidget:
        part = QSplitter(Qt.Orientation.Vertical, self.tab)
        self.same = EmptyState(
            "check",
            self.tr("No line differs"),
            self.tr("Every line of these days would count for what it was logged with."),
            parent=self.tab,
        )
        self.table = FiguresTable(self.tr("Lines that differ"), part)
        self.table.setSelectionMode(FiguresTable.SelectionMode.SingleSelection)
        sides = QWidget(part)
        self.left = CreditSide(sides)
        self.right = CreditSide(sides)
        row = QHBoxLayout(sides)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addWidget(self.left, 1)
        row.addWidget(self.right, 1)
        part.addWidget(self.table)
        part.addWidget(sides)
        part.setStretchFactor(0, 1)
        part.setStretchFactor(1, 1)
        part.setHandleWidth(SPACE_M)
        part.setChildrenCollapsible(False)
        set_kind(part, "gap")
        return part
