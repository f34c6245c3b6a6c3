from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from rvuedge_desktop.domain.periods import Period, PeriodKind, month_of
from rvuedge_desktop.ui.charts import BarChart
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.pages.summary_charts import bars_of, trend_of, two_years_to
from rvuedge_desktop.ui.pages.summary_page import SummaryPage

TODAY = date.today()


def log(qtbot: QtBot, desk: Desk, text: str, day: date = TODAY) -> None:
    done: list[Any] = []
    desk.ask(
        lambda program: program.logbook.log_text(text, today=TODAY, default_date=day), done.append
    )
    qtbot.waitUntil(lambda: bool(done))
    assert not done[0].refused
    desk.log_was_changed({day})


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[SummaryPage]:
    made = SummaryPage(desk)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def wait_for(qtbot: QtBot, page: SummaryPage, total: str) -> None:
    def there() -> bool:
        return page.summary is not None and page.summary.total == Decimal(total)

    qtbot.waitUntil(there)


def test_an_empty_month_says_what_to_do(qtbot: QtBot, page: SummaryPage) -> None:
    page.activate()
    qtbot.waitUntil(page.view.empty.isVisible)
    assert not page.view.scroll.isVisible()
    assert page.view.total.figure() == "—"


def test_the_month_adds_up_and_names_what_it_leaves_out(
    qtbot: QtBot, desk: Desk, page: SummaryPage
) -> None:
    log(qtbot, desk, "99213 47562 J2590*3")
    wait_for(qtbot, page, "11.51")
    assert page.view.total.figure() == "11.51"
    assert page.view.lines.figure() == "3"
    assert page.view.left_out_sentence.text() == "The total leaves out 1 drug line."
    assert page.view.left_out_table.model().rowCount() == 1
    codes = page.view.codes_table.model()
    shown = {
        codes.index(row, 0).data(): codes.index(row, 4).data() for row in range(codes.rowCount())
    }
    assert shown == {"47562": "10.21", "99213": "1.30", "J2590": "—"}


def test_a_bar_opens_the_log_on_its_day(qtbot: QtBot, desk: Desk, page: SummaryPage) -> None:
    log(qtbot, desk, "99213")
    wait_for(qtbot, page, "1.30")
    chart = page.view.days_chart
    with qtbot.waitSignal(desk.go_to) as asked:
        chart.clicked.emit(TODAY.day - 1, TODAY)
    assert asked.args == ["log", (TODAY, TODAY)]


def test_every_length_of_period_holds_what_was_logged_in_it(
    qtbot: QtBot, desk: Desk, page: SummaryPage
) -> None:
    log(qtbot, desk, "99213")
    log(qtbot, desk, "47562", TODAY - timedelta(days=800))
    for kind in (PeriodKind.DAY, PeriodKind.WEEK, PeriodKind.QUARTER, PeriodKind.YEAR):
        page.show_kind(kind)
        qtbot.waitUntil(lambda: page.summary is not None and TODAY in page.summary.period)
        wait_for(qtbot, page, "1.30")
    page.show_kind(PeriodKind.ALL)
    # Each line has the value of its own time: 47562 was 10.47 before the cut of 2026.
    wait_for(qtbot, page, "11.77")
    assert not page.view.next.isEnabled()
    page.show_month(TODAY - timedelta(days=800))
    wait_for(qtbot, page, "10.47")
    page.view.this_month.click()
    wait_for(qtbot, page, "1.30")


def test_long_periods_are_drawn_by_month(qtbot: QtBot, desk: Desk, page: SummaryPage) -> None:
    log(qtbot, desk, "99213")
    page.show_kind(PeriodKind.YEAR)
    qtbot.waitUntil(lambda: page.summary is not None and page.summary.period.days > 300)
    chart = page.view.days_chart.chart()
    assert isinstance(chart, BarChart)
    assert len(chart.data.dates) == 12
    assert sum(value or 0 for value in chart.data.values) == Decimal("1.30")
    assert page.view.days.title.text() == "Months"


def test_the_bars_of_a_period_add_up_to_its_total(
    qtbot: QtBot, desk: Desk, page: SummaryPage
) -> None:
    log(qtbot, desk, "47562 99213*3")
    wait_for(qtbot, page, "14.11")
    assert page.summary is not None
    chart = bars_of(page.summary, TODAY)
    assert sum(value or 0 for value in chart.data.values) == page.summary.total
    assert chart.data.running[TODAY.day - 1] == page.summary.total


def test_the_trend_has_the_year_before_behind_it() -> None:
    months = two_years_to(date(2026, 11, 30), date(2026, 11, 21))
    assert months == Period(date(2024, 12, 1), date(2026, 11, 30))

    class Total:
        def __init__(self, day: date, hundredths: int) -> None:
            self.day, self.hundredths, self.lines = day, hundredths, 1

    days = [Total(date(2025, 11, 3), 500), Total(date(2026, 11, 3), 700)]
    data = trend_of(months, days).data
    assert (data.values[-1], data.previous[-1]) == (Decimal("7.00"), Decimal("5.00"))
    # Months before the first line are unknown, not nothing; months after it are nothing.
    assert data.previous[0] is None
    assert data.values[0] == Decimal("0.00")
    assert month_of(data.keys[-1]) == month_of(date(2026, 11, 3))  # type: ignore[arg-type]
