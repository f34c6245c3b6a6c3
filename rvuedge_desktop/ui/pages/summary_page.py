"""The Summary page: where the month stands, day by day and code by code."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from rvuedge_desktop.domain.periods import Period, month_of, shift_month
from rvuedge_desktop.domain.summaries import (
    GroupTotal,
    LeftOutCode,
    Summary,
    left_out_sentence,
)
from rvuedge_desktop.services.summaries import summary_of
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.charts import BarChart, DailyBars, MixBars, MixRow
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.models.totals import TotalColumn, TotalsModel
from rvuedge_desktop.ui.pages.summary_page_view import SummaryPageView
from rvuedge_desktop.ui.widgets.marks import mark_for

MONTHS_OFFERED = 36


def same_days_last_year(month: Period, today: date) -> Period:
    """The days a year before to hold a month against: as many of them as have passed.

    A month that is not over is compared with its own first days, not with a whole month.
    """
    before = month_of(shift_month(month.first, -12))
    if today not in month:
        return before
    return Period(before.first, before.first.replace(day=min(today.day, before.last.day)))


class SummaryPage(QWidget):
    """A month of the log. Everything on it follows one period and adds up to one total."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._month = month_of(date.today())
        self._summary: Summary | None = None
        self._stale = True
        self.view = SummaryPageView(self)
        self._codes = TotalsModel(self._code_columns(), self)
        self._left_out = TotalsModel(self._left_out_columns(), self)
        self._set_up_tables()
        self._connect()
        self._show_month()

    def _code_columns(self) -> tuple[TotalColumn, ...]:
        def wrvu(group: GroupTotal) -> Decimal:
            return Decimal(-1) if group.wrvu is None else group.wrvu

        return (
            TotalColumn(self.tr("Code"), lambda g: g.key, lambda g: g.key),
            TotalColumn(self.tr("Name"), lambda g: g.name, lambda g: g.name.lower()),
            TotalColumn(self.tr("Lines"), lambda g: shown.count(g.lines), lambda g: g.lines, True),
            TotalColumn(self.tr("Units"), lambda g: shown.units(g.units), lambda g: g.units, True),
            TotalColumn(self.tr("wRVU"), lambda g: shown.wrvu(g.wrvu), wrvu, True),
        )

    def _left_out_columns(self) -> tuple[TotalColumn, ...]:
        def word(item: LeftOutCode) -> str:
            mark = mark_for(item.state)
            return mark.word if mark else ""

        return (
            TotalColumn(self.tr("Code"), lambda i: i.code, lambda i: i.code),
            TotalColumn(self.tr("Name"), lambda i: i.name, lambda i: i.name.lower()),
            TotalColumn(self.tr("Counts as"), word, word),
            TotalColumn(self.tr("Lines"), lambda i: shown.count(i.lines), lambda i: i.lines, True),
            TotalColumn(self.tr("Units"), lambda i: shown.units(i.units), lambda i: i.units, True),
        )

    def _set_up_tables(self) -> None:
        codes, left_out = self.view.codes_table, self.view.left_out_table
        codes.setModel(self._codes)
        codes.set_figure_columns((2, 3, 4))
        codes.set_widths({0: 8, 2: 7, 3: 7, 4: 11}, stretch=1)
        codes.setSortingEnabled(True)
        codes.sortByColumn(4, Qt.SortOrder.DescendingOrder)
        left_out.setModel(self._left_out)
        left_out.set_figure_columns((3, 4))
        left_out.set_widths({0: 8, 2: 14, 3: 7, 4: 7}, stretch=1)

    def _connect(self) -> None:
        view = self.view
        view.previous.clicked.connect(lambda: self._go(-1))
        view.next.clicked.connect(lambda: self._go(1))
        view.this_month.clicked.connect(lambda: self.show_month(date.today()))
        view.pick.clicked.connect(self._offer_months)
        view.days_chart.clicked.connect(lambda _index, day: self._open_day(day))
        view.codes_table.row_activated.connect(self._open_code)
        desk = self._desk
        desk.opened.connect(self._refresh)
        desk.log_changed.connect(lambda _days: self._mark_stale())
        desk.index_changed.connect(self._mark_stale)

    # -- the month -------------------------------------------------------------------------

    @property
    def month(self) -> Period:
        return self._month

    @property
    def summary(self) -> Summary | None:
        """What is shown; None until the store has answered."""
        return self._summary

    def show_month(self, day: date) -> None:
        """Show the month that holds `day`."""
        self._month = month_of(day)
        self._show_month()
        self._refresh()

    def _go(self, months: int) -> None:
        self.show_month(shift_month(self._month.first, months))

    def _show_month(self) -> None:
        first = self._month.first
        self.view.title.setText(shown.month_name(first.year, first.month))
        self.view.this_month.setEnabled(date.today() not in self._month)

    def _offer_months(self) -> None:
        """A menu of months: those with lines, newest first, and always this one."""

        def read(program: Any) -> Any:
            return program.store.log_span()

        self._desk.ask(read, self._show_month_menu)

    def _show_month_menu(self, span: Any) -> None:
        menu = QMenu(self)
        newest = max(date.today(), span[1] if span else date.today())
        oldest = span[0] if span else date.today()
        month = month_of(newest).first
        for _ in range(MONTHS_OFFERED):
            action = menu.addAction(shown.month_name(month.year, month.month))
            action.setCheckable(True)
            action.setChecked(month == self._month.first)
            action.triggered.connect(lambda _=False, day=month: self.show_month(day))
            if month <= oldest:
                break
            month = shift_month(month, -1)
        menu.popup(self.view.pick.mapToGlobal(QPoint(0, self.view.pick.height())))

    # -- reading ---------------------------------------------------------------------------

    def activate(self) -> None:
        if self._stale:
            self._refresh()

    def find_on_page(self) -> None:
        """Nothing to search here but the month: the table takes the keys."""
        self.view.codes_table.setFocus()

    def _mark_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if not self._desk.is_open:
            return
        month = self._month
        before = same_days_last_year(month, date.today())

        def read(program: Any) -> Any:
            then = program.store.day_totals(before.first, before.last)
            return summary_of(program.store, month), sum(total.hundredths for total in then)

        self._desk.ask(read, self._show, key="summary")

    def _show(self, found: Any) -> None:
        summary, hundredths_before = found
        if summary.period != self._month:
            return
        self._stale = False
        self._summary = summary
        self._show_figures(summary, Decimal(hundredths_before).scaleb(-2))
        self._show_days(summary)
        self._codes.set_rows(summary.by_code)
        self.view.fit_rows(self.view.codes_table, len(summary.by_code))
        self._show_sections(summary)
        self._show_left_out(summary)
        self.view.scroll.setVisible(summary.lines > 0)
        self.view.empty.setVisible(summary.lines == 0)

    def _show_figures(self, summary: Summary, before: Decimal) -> None:
        view = self.view
        left_out = summary.left_out_lines
        if left_out:
            remark = (
                self.tr("1 line is not in it")
                if left_out == 1
                else self.tr("%s lines are not in it").replace("%s", shown.count(left_out))
            )
        else:
            remark = self.tr("Every line counts") if summary.lines else ""
        view.total.set_figure(shown.wrvu(summary.total) if summary.lines else "—", remark)
        units = self.tr("%s units").replace("%s", shown.units(summary.units))
        view.lines.set_figure(shown.count(summary.lines), units if summary.lines else "")
        days = summary.days_worked
        worked = (
            self.tr("on 1 day")
            if days == 1
            else self.tr("on %s days").replace("%s", shown.count(days))
        )
        view.average.set_figure(shown.wrvu(summary.per_day_worked), worked if days else "")
        if before:
            change = summary.total - before
            role = "good" if change > 0 else "muted"
            text = shown.wrvu_change(change)
            view.last_year.set_figure(shown.wrvu(before), text if summary.lines else "", role)
        else:
            view.last_year.set_figure("—", self.tr("Nothing was logged then"))

    def _show_days(self, summary: Summary) -> None:
        by_day = {total.day: total.wrvu for total in summary.by_day}
        days = list(summary.period)
        today = date.today()
        last = max(today, max(by_day, default=today))
        values: list[Decimal | None] = []
        running: list[Decimal | None] = []
        total = Decimal("0.00")
        for day in days:
            total += by_day.get(day, Decimal("0.00"))
            come = day <= last
            values.append(by_day.get(day, Decimal("0.00")) if come else None)
            running.append(total if come else None)
        data = DailyBars([str(day.day) for day in days], days, values, running, None, today)
        self.view.days_chart.set_chart(BarChart(data, self.tr("wRVU by day")))

    def _show_sections(self, summary: Summary) -> None:
        rows = [
            MixRow(
                group.name,
                group.wrvu,
                group.wrvu / summary.total if summary.total else None,
                group.key,
            )
            for group in summary.by_section
            if group.wrvu is not None
        ]
        self.view.sections_chart.set_chart(MixBars(rows, self.tr("Section")))
        self.view.sections.setVisible(bool(rows))

    def _show_left_out(self, summary: Summary) -> None:
        self.view.left_out_sentence.setText(left_out_sentence(summary))
        self._left_out.set_rows(summary.left_out_codes)
        self.view.left_out_table.setVisible(bool(summary.left_out_codes))
        self.view.fit_rows(self.view.left_out_table, len(summary.left_out_codes))

    # -- going to the lines ----------------------------------------------------------------

    def _open_day(self, day: object) -> None:
        if isinstance(day, date):
            self._desk.go_to.emit("log", (day, day))

    def _open_code(self, row: int) -> None:
        group = self._codes.row(row)
        if group is not None:
            self._desk.go_to.emit("log", (self._month.first, self._month.last, group.key))
