"""The Summary page: where the month, or any other period, stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from rvuedge_desktop.domain.periods import (
    Period,
    PeriodKind,
    PeriodTerms,
    days_so_far,
    label_of,
    month_of,
    neighbour,
    period_of,
    shift_month,
    year_before,
)
from rvuedge_desktop.domain.summaries import (
    GroupTotal,
    LeftOutCode,
    Summary,
    left_out_sentence,
)
from rvuedge_desktop.services.summaries import summary_of
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.charts import MixBars, MixRow
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.models.totals import TotalColumn, TotalsModel
from rvuedge_desktop.ui.pages.summary_charts import (
    MOST_DAYS,
    bars_of,
    calendar_of,
    trend_of,
    two_years_to,
)
from rvuedge_desktop.ui.pages.summary_page_view import SummaryPageView
from rvuedge_desktop.ui.widgets.marks import mark_for

MONTHS_OFFERED = 36
_TERMS = PeriodTerms(week_starts=(shown.user_locale().firstDayOfWeek().value - 1) % 7)


class SummaryPage(QWidget):
    """A period of the log. Everything on it follows one period and adds up to one total."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = PeriodKind.MONTH
        self._period = month_of(date.today())
        self._summary: Summary | None = None
        self._stale = True
        self.view = SummaryPageView(self)
        self._codes = TotalsModel(self._code_columns(), self)
        self._left_out = TotalsModel(self._left_out_columns(), self)
        self._set_up_tables()
        self._connect()
        self._show_period()

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
        view.this_month.clicked.connect(
            lambda: self._show(period_of(self._kind, date.today(), _TERMS))
        )
        view.pick.clicked.connect(self._offer_months)
        view.days_chart.clicked.connect(lambda _index, day: self._open_bar(day))
        view.calendar_chart.clicked.connect(lambda _index, day: self._open_day(day))
        view.trend_chart.clicked.connect(lambda _index, day: self._open_month(day))
        for kind, name in self._kinds():
            view.kind.addItem(name, kind.value)
        view.kind.activated.connect(
            lambda at: self.show_kind(PeriodKind(self.view.kind.itemData(at)))
        )
        view.codes_table.row_activated.connect(self._open_code)
        desk = self._desk
        desk.opened.connect(self._refresh)
        desk.log_changed.connect(lambda _days: self._mark_stale())
        desk.index_changed.connect(self._mark_stale)

    # -- the period ------------------------------------------------------------------------

    @property
    def period(self) -> Period:
        return self._period

    @property
    def summary(self) -> Summary | None:
        """What is shown; None until the store has answered."""
        return self._summary

    def show_month(self, day: date) -> None:
        """Show the month that holds `day`."""
        self._kind = PeriodKind.MONTH
        self._show(month_of(day))

    def show_kind(self, kind: PeriodKind) -> None:
        """Show a period of another length, the one that holds today or the period shown."""
        self._kind = kind
        today = date.today()
        self._show(period_of(kind, today if today in self._period else self._period.first, _TERMS))

    def _show(self, period: Period) -> None:
        self._period = period
        self._show_period()
        self._refresh()

    def _go(self, step: int) -> None:
        self._show(neighbour(self._kind, self._period, step, _TERMS))

    def _show_period(self) -> None:
        view = self.view
        view.title.setText(self._title())
        view.this_month.setEnabled(date.today() not in self._period)
        for button in (view.previous, view.next):
            button.setEnabled(self._kind is not PeriodKind.ALL)
        at = view.kind.findData(self._kind.value)
        if at != view.kind.currentIndex():
            view.kind.setCurrentIndex(at)

    def _title(self) -> str:
        first, last = self._period.first, self._period.last
        label = label_of(self._kind, self._period)
        match self._kind:
            case PeriodKind.MONTH:
                return shown.month_name(first.year, first.month)
            case PeriodKind.DAY:
                return shown.day(first)
            case PeriodKind.QUARTER:
                text = self.tr("Quarter %1, %2")
            case PeriodKind.HALF:
                text = self.tr("Half %1, %2")
            case PeriodKind.YEAR:
                return str(label.year)
            case PeriodKind.ALL:
                return self.tr("All time")
            case _:
                return f"{shown.short_day(first)} – {shown.short_day(last)}"
        return text.replace("%1", str(label.number)).replace("%2", str(label.year))

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
            action.setChecked(self._kind is PeriodKind.MONTH and month == self._period.first)
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
        period, kind, today = self._period, self._kind, date.today()

        def read(program: Any) -> Any:
            store = program.store
            asked = period
            if kind is PeriodKind.ALL:
                asked = Period(*(store.log_span() or (today, today)))
            before = year_before(days_so_far(asked, today))
            then = sum(total.hundredths for total in store.day_totals(before.first, before.last))
            months = two_years_to(asked.last, today)
            days = store.day_totals(months.first, months.last)
            return kind, summary_of(store, asked), then, months, days

        self._desk.ask(read, self._take, key="summary")

    def _take(self, found: Any) -> None:
        kind, summary, hundredths_before, months, days = found
        if kind is not self._kind or (
            kind is not PeriodKind.ALL and summary.period != self._period
        ):
            return
        self._stale = False
        self._period = summary.period
        self._summary = summary
        self._show_figures(summary, Decimal(hundredths_before).scaleb(-2))
        self.view.days_chart.set_chart(bars_of(summary, date.today()))
        by_month = summary.period.days > MOST_DAYS
        self.view.days.title.setText(self.tr("Months") if by_month else self.tr("Days"))
        self._codes.set_rows(summary.by_code)
        self.view.fit_rows(self.view.codes_table, len(summary.by_code))
        self._show_sections(summary)
        self._show_left_out(summary)
        self.view.trend_chart.set_chart(trend_of(months, days))
        self.view.calendar_chart.set_chart(calendar_of(months, days))
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

    def _kinds(self) -> tuple[tuple[PeriodKind, str], ...]:
        return (
            (PeriodKind.DAY, self.tr("Day")),
            (PeriodKind.WEEK, self.tr("Week")),
            (PeriodKind.MONTH, self.tr("Month")),
            (PeriodKind.QUARTER, self.tr("Quarter")),
            (PeriodKind.HALF, self.tr("Half year")),
            (PeriodKind.YEAR, self.tr("Year")),
            (PeriodKind.ALL, self.tr("All time")),
        )

    # -- going to the lines ----------------------------------------------------------------

    def _open_day(self, day: object) -> None:
        if isinstance(day, date):
            self._desk.go_to.emit("log", (day, day))

    def _open_bar(self, day: object) -> None:
        if isinstance(day, date) and self._period.days > MOST_DAYS:
            month = month_of(day)
            self._desk.go_to.emit("log", (month.first, month.last))
        else:
            self._open_day(day)

    def _open_month(self, day: object) -> None:
        if isinstance(day, date):
            self.show_month(day)

    def _open_code(self, row: int) -> None:
        group = self._codes.row(row)
        if group is not None:
            self._desk.go_to.emit("log", (self._period.first, self._period.last, group.key))
