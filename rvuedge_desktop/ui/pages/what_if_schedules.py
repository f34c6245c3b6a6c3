"""“Two schedules”: the user's own log under two releases, and what the difference comes from."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.services.release_comparison import Cause, Share
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.charts import ChartWidget, DifferenceBars, DifferenceRow
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.models.totals import TotalColumn, TotalsModel
from rvuedge_desktop.ui.pages.what_if_query import Comparison, Terms, comparison_of
from rvuedge_desktop.ui.pages.what_if_range import RangePicker
from rvuedge_desktop.ui.pages.what_if_view import choice
from rvuedge_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    row_height,
    set_kind,
    text_height,
)
from rvuedge_desktop.ui.widgets.buttons import heading_label, muted_label
from rvuedge_desktop.ui.widgets.empty_state import EmptyState
from rvuedge_desktop.ui.widgets.figure_card import FigureCard
from rvuedge_desktop.ui.widgets.figures_table import FiguresTable

_DOLLARS = 5


class SchedulesTabView:
    """The widgets of “Two schedules”."""

    def __init__(self, tab: QWidget) -> None:
        self.tab = tab
        self._build_choices()
        self.before = FigureCard("", tab)
        self.after = FigureCard("", tab)
        self.difference = FigureCard(tab.tr("Difference"), tab)
        self.dollars = FigureCard(tab.tr("At your rate"), tab)
        cards = QHBoxLayout()
        cards.setSpacing(SPACE_M)
        for card in (self.before, self.after, self.difference, self.dollars):
            cards.addWidget(card, 1)
        self._build_found()
        self.empty = EmptyState("summary", "", "", "", tab)
        self.body = QStackedWidget(tab)
        self.scroll = QScrollArea(tab)
        set_kind(self.scroll, "page")
        self.scroll.setWidget(self.found)
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self.scroll)
        self.body.addWidget(self.empty)
        layout = QVBoxLayout(tab)
        layout.setContentsMargins(0, SPACE_XS, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addLayout(self._choices)
        layout.addLayout(cards)
        layout.addWidget(self.body, 1)

    def _build_choices(self) -> None:
        tab = self.tab
        self.range = RangePicker(tab)
        days = QLabel(tab.tr("&Days"), tab)
        days.setBuddy(self.range.usual)
        self.earlier = choice(tab.tr("The earlier release"), 12, tab)
        self.later = choice(tab.tr("The later release"), 12, tab)
        under = QLabel(tab.tr("&Under"), tab)
        under.setBuddy(self.earlier)
        and_then = QLabel(tab.tr("a&nd"), tab)
        and_then.setBuddy(self.later)
        self.rate = QLineEdit(tab)
        self.rate.setAccessibleName(tab.tr("Dollars for a wRVU"))
        self.rate.setPlaceholderText(tab.tr("none"))
        self.rate.setToolTip(
            tab.tr("What your contract pays for a wRVU; never Medicare's conversion factor")
        )
        self.rate.setFixedWidth(text_height() * 5)
        rate = QLabel(tab.tr("Your &rate, $ per wRVU"), tab)
        rate.setBuddy(self.rate)
        self.problem = QLabel(tab)
        set_kind(self.problem, "error")
        self.problem.hide()
        width = max(days.sizeHint().width(), under.sizeHint().width())
        for label in (days, under):
            label.setMinimumWidth(width)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(SPACE_S)
        first.addWidget(days)
        first.addWidget(self.range)
        first.addStretch(1)
        for part in (under, self.earlier, and_then, self.later):
            second.addWidget(part)
        second.addStretch(1)
        second.addWidget(rate)
        second.addWidget(self.rate)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(SPACE_S)
        self._choices.addLayout(first)
        self._choices.addLayout(second)
        self._choices.addWidget(self.problem)

    def _build_found(self) -> None:
        tab = self.tab
        self.found = QWidget(tab)
        self.table = FiguresTable(tab.tr("What the difference comes from"), self.found)
        card = QFrame(self.found)
        set_kind(card, "card")
        self.chart = ChartWidget(parent=card)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        inside.setSpacing(SPACE_S)
        inside.addWidget(heading_label(tab.tr("What the difference comes from"), card))
        inside.addWidget(self.chart, 1)
        self.sentence = QLabel(self.found)
        self.sentence.setWordWrap(True)
        self.remark = muted_label(
            tab.tr(
                "The efficiency cut is read off the values: a code whose work RVU is exactly"
                " 97.5% of the earlier one, rounded half up, was cut; any other change is a"
                " revaluation. Contracts and credit policies stay as they were logged."
            ),
            self.found,
        )
        self.remark.setWordWrap(True)
        column = QVBoxLayout(self.found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(self.sentence)
        column.addWidget(self.table)
        column.addWidget(card)
        column.addWidget(self.remark)
        column.addStretch(1)


class SchedulesTab(QWidget):
    """Asks anew whenever something is chosen; nothing is written."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._terms: Terms | None = None
        self._asked: tuple[object, ...] = ()
        self._rate: Decimal | None = None
        self.view = SchedulesTabView(self)
        self._make_table()
        self._connect()

    def _make_table(self) -> None:
        view = self.view
        self.shares = TotalsModel(
            (
                TotalColumn(self.tr("Cause"), self.cause_name, lambda row: _order(row)),
                TotalColumn(
                    self.tr("Lines"),
                    lambda row: shown.count(row.lines),
                    lambda row: row.lines,
                    right=True,
                ),
                TotalColumn(
                    self.tr("Earlier wRVU"),
                    lambda row: shown.wrvu(row.before),
                    lambda row: row.before,
                    right=True,
                ),
                TotalColumn(
                    self.tr("Later wRVU"),
                    lambda row: shown.wrvu(row.after),
                    lambda row: row.after,
                    right=True,
                ),
                TotalColumn(
                    self.tr("Difference"),
                    lambda row: shown.wrvu_change(row.difference),
                    lambda row: row.difference,
                    right=True,
                ),
                TotalColumn(
                    self.tr("Dollars"),
                    lambda row: _dollars(row.dollars),
                    lambda row: row.difference,
                    right=True,
                ),
            ),
            self,
        )
        view.table.setModel(self.shares)
        view.table.set_figure_columns((1, 2, 3, 4, 5))
        view.table.set_widths({1: 8, 2: 13, 3: 13, 4: 13, 5: 13}, stretch=0)
        view.table.setSortingEnabled(True)
        view.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        view.table.setColumnHidden(_DOLLARS, True)

    def _connect(self) -> None:
        view = self.view
        view.range.changed.connect(self.ask)
        view.earlier.currentIndexChanged.connect(self.ask)
        view.later.currentIndexChanged.connect(self.ask)
        view.rate.textChanged.connect(self._rate_typed)

    def cause_name(self, share: Share) -> str:
        """Why these lines count otherwise."""
        return {
            Cause.EFFICIENCY: self.tr("Efficiency cut"),
            Cause.REVALUED: self.tr("Revalued"),
            Cause.NEW: self.tr("New codes"),
            Cause.GONE: self.tr("Codes that are gone"),
            Cause.SESSION: self.tr("Another rank in the session"),
            Cause.UNCHANGED: self.tr("Unchanged"),
        }[share.cause]

    # -- what is asked ---------------------------------------------------------------------

    def set_terms(self, terms: Terms) -> None:
        """What there is to choose from has been read."""
        self._terms = terms
        self.view.range.set_span(terms.span)
        chosen = [combo.currentData() for combo in (self.view.earlier, self.view.later)]
        usual = usual_pair(terms.releases)
        for combo, before, first in zip(
            (self.view.earlier, self.view.later), chosen, usual, strict=True
        ):
            combo.blockSignals(True)
            combo.clear()
            for name in terms.releases:
                combo.addItem(shown.release_label(name), name)
            wanted = before if before in terms.releases else first
            combo.setCurrentIndex(combo.findData(wanted))
            combo.blockSignals(False)
        self.ask()

    def _rate_typed(self) -> None:
        text = self.view.rate.text().strip().removeprefix("$").strip()
        problem = ""
        self._rate = None
        if text:
            try:
                rate = Decimal(text.replace(",", "."))
            except InvalidOperation:
                rate = Decimal(-1)
            if rate.is_finite() and 0 < rate < 10_000:
                self._rate = rate
            else:
                problem = self.tr("“%s” is not a rate; type dollars such as 52.50.")
                problem = problem.replace("%s", text[:20])
        self.view.problem.setText(problem)
        self.view.problem.setVisible(bool(problem))
        set_kind(self.view.rate, "problem" if problem else "")
        self.view.rate.setAccessibleDescription(problem)
        self.ask()

    def ask(self) -> None:
        """Reckon anew with what is chosen."""
        if not self._desk.is_open or self._terms is None or not self.isVisible():
            return
        earlier, later = self.view.earlier.currentData(), self.view.later.currentData()
        if not earlier or not later or earlier == later:
            self._show_nothing(
                self.tr("Choose two releases"),
                self.tr("The log is compared under an earlier and a later one."),
            )
            return
        first, last = self.view.range.days()
        asked = (first, last, earlier, later, self._rate)
        self._asked = asked
        self.view.difference.set_figure(shown.NOTHING, self.tr("reckoning…"))
        self._desk.ask(
            lambda program: comparison_of(program, *asked), self._show, key="two schedules"
        )

    # -- what is shown ---------------------------------------------------------------------

    def _show_nothing(self, title: str, sentence: str) -> None:
        for card in (self.view.before, self.view.after, self.view.difference, self.view.dollars):
            card.set_figure(shown.NOTHING)
        self.view.empty.set_texts(title, sentence)
        self.view.body.setCurrentWidget(self.view.empty)

    def _show(self, answer: Comparison | None) -> None:
        if answer is None:
            self._show_nothing(
                self.tr("This is no longer there"), self.tr("Choose another release above.")
            )
            return
        asked = (answer.first, answer.last, answer.earlier, answer.later, answer.rate)
        if asked != self._asked:
            return
        found, view = answer.found, self.view
        shares = [share for share in found.shares if share.lines]
        if not shares:
            self._show_nothing(
                self.tr("Nothing is logged on these days"), self.tr("Choose other days above.")
            )
            return
        view.before.set_caption(answer.earlier)
        view.before.set_figure(shown.wrvu(found.before), self.tr("wRVU"))
        view.after.set_caption(answer.later)
        view.after.set_figure(shown.wrvu(found.after), self.tr("wRVU"))
        change = found.difference
        ratio = shown.percent_change(change / found.before) if found.before else ""
        role = "good" if change > 0 else "warning" if change < 0 else "muted"
        view.difference.set_figure(shown.wrvu_change(change), ratio, role)
        rate = answer.rate
        dollars = (
            None
            if rate is None
            else sum((share.dollars or Decimal(0) for share in shares), Decimal(0))
        )
        at = self.tr("at %s per wRVU").replace("%s", shown.money(rate)) if rate else ""
        view.dollars.set_figure(_dollars(dollars), at or self.tr("enter your rate"))
        view.table.setColumnHidden(_DOLLARS, rate is None)
        self.shares.set_rows(shares)
        rows = len(shares) + 1
        view.table.setFixedHeight(rows * row_height() + 4)
        view.sentence.setText(self._sentence(answer))
        bars = [
            DifferenceRow(
                self.cause_name(share),
                share.difference,
                self._lines(share.lines),
                share.cause,
            )
            for share in shares
            if share.cause is not Cause.UNCHANGED
        ]
        title = self.tr("What the difference comes from")
        view.chart.set_chart(DifferenceBars(bars, title))
        view.chart.setFixedHeight(view.chart.sizeHint().height())
        view.body.setCurrentIndex(0)

    def _lines(self, count: int) -> str:
        text = self.tr("1 line") if count == 1 else self.tr("%s lines")
        return text.replace("%s", shown.count(count))

    def _sentence(self, answer: Comparison) -> str:
        found = answer.found
        cut = next((one for one in found.shares if one.cause is Cause.EFFICIENCY), None)
        text = self.tr(
            "What you did from %1 to %2 counts for %3 wRVU under %4 and for %5 under %6."
        )
        for sign, part in (
            ("%1", shown.day(answer.first)),
            ("%2", shown.day(answer.last)),
            ("%3", shown.wrvu(found.before)),
            ("%4", answer.earlier),
            ("%5", shown.wrvu(found.after)),
            ("%6", answer.later),
        ):
            text = text.replace(sign, part)
        if cut is not None and cut.lines:
            more = self.tr("The efficiency cut makes %s wRVU of the difference.")
            text = f"{text} {more.replace('%s', shown.wrvu_change(cut.difference))}"
        return text

    def focus_first(self) -> None:
        """Put the focus where one begins to choose."""
        self.view.earlier.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._terms is not None and not self._asked:
            self.ask()


def usual_pair(releases: tuple[str, ...]) -> tuple[str, str]:
    """The newest release, and before it the newest of an earlier year; of those there are."""
    if not releases:
        return "", ""
    newest = releases[0]
    year = Release(newest).year
    earlier = next((name for name in releases if Release(name).year < year), releases[-1])
    return earlier, newest


def _order(share: Share) -> int:
    return list(Cause).index(share.cause)


def _dollars(amount: Decimal | None) -> str:
    if amount is None:
        return shown.NOTHING
    text = shown.money(amount)
    return f"+{text}" if amount > 0 else text
