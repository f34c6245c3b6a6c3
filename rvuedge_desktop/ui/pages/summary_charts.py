"""From totals to the charts of the Summary page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QCoreApplication

from rvuedge_desktop.domain.amounts import ZERO, from_hundredths
from rvuedge_desktop.domain.periods import Period, month_of, shift_month
from rvuedge_desktop.domain.summaries import Summary
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.charts import (
    BarChart,
    DailyBars,
    HeatCalendar,
    HeatDay,
    Trend,
    TrendLine,
)

# Longer periods are drawn by month: a bar of a pixel tells nothing.
MOST_DAYS = 62
MONTHS = 12


def tr(text: str) -> str:
    return QCoreApplication.translate("SummaryCharts", text)


def two_years_to(last: date, today: date) -> Period:
    """The 24 whole months that end with the month of `last`, or of today when that is earlier."""
    end = month_of(min(last, today) if last > today else last)
    return Period(shift_month(end.first, 1 - 2 * MONTHS), end.last)


def bars_of(summary: Summary, today: date) -> BarChart:
    """Bars of the period with the running total: by day, or by month when it is long."""
    by_day = {total.day: total.wrvu for total in summary.by_day}
    last = max(today, max(by_day, default=today))
    if summary.period.days > MOST_DAYS:
        return _month_bars(summary.period, by_day, last)
    days = list(summary.period)
    values, running = _running([by_day.get(day, ZERO) for day in days], [d <= last for d in days])
    labels = [str(day.day) for day in days]
    data = DailyBars(labels, days, values, running, None, today)
    return BarChart(data, tr("wRVU by day"))


def _month_bars(period: Period, by_day: dict[date, Decimal], last: date) -> BarChart:
    months: list[date] = []
    month = period.first.replace(day=1)
    while month <= period.last:
        months.append(month)
        following = shift_month(month, 1)
        if following == month:
            break
        month = following
    sums = dict.fromkeys(months, ZERO)
    for day, wrvu in by_day.items():
        sums[day.replace(day=1)] += wrvu
    values, running = _running(list(sums.values()), [month <= last for month in months])
    labels = [shown.short_month(month.month) for month in months]
    names = [shown.month_name(month.year, month.month) for month in months]
    data = DailyBars(labels, months, values, running, None, None, names)
    return BarChart(data, tr("wRVU by month"))


def _running(
    amounts: list[Decimal], come: list[bool]
) -> tuple[list[Decimal | None], list[Decimal | None]]:
    """Amounts and their running total; None for what is still to come."""
    values: list[Decimal | None] = []
    running: list[Decimal | None] = []
    total = ZERO
    for amount, is_past in zip(amounts, come, strict=True):
        total += amount
        values.append(amount if is_past else None)
        running.append(total if is_past else None)
    return values, running


def trend_of(months: Period, days: Iterable[Any]) -> TrendLine:
    """Twelve months with the twelve before behind them, from the day totals of both."""
    firsts = [shift_month(months.first, step) for step in range(2 * MONTHS)]
    sums: dict[date, int] = {}
    for total in days:
        month = total.day.replace(day=1)
        sums[month] = sums.get(month, 0) + total.hundredths
    logged = min(sums, default=None)

    def values(of: list[date]) -> list[Decimal | None]:
        return [
            from_hundredths(sums.get(month, 0)) if logged is not None and month >= logged else None
            for month in of
        ]

    before, now = firsts[:MONTHS], firsts[MONTHS:]
    data = Trend(
        [shown.short_month(month.month) for month in now],
        values(now),
        values(before),
        now,
        [shown.month_name(month.year, month.month) for month in now],
        tr("This year"),
        tr("A year before"),
    )
    return TrendLine(data, tr("wRVU by month"))


def calendar_of(months: Period, days: Iterable[Any]) -> HeatCalendar:
    """The last twelve months, a square a day; days without lines stay empty."""
    first = shift_month(months.first, MONTHS)
    by_day = {total.day: total for total in days}
    squares = []
    for day in Period(first, months.last):
        total = by_day.get(day)
        value = from_hundredths(total.hundredths) if total is not None else None
        squares.append(HeatDay(day, value, total.lines if total is not None else 0))
    return HeatCalendar(squares, tr("wRVU of each day"))
