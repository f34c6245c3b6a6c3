"""The summary of a period equals the sum of its lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from rvuedge_desktop.bootstrap import Program
from rvuedge_desktop.domain.entries import total_of
from rvuedge_desktop.domain.periods import Period, month_of
from rvuedge_desktop.services.demo_log import fill_with_demo_log
from rvuedge_desktop.services.summaries import summary_of

TODAY = date(2026, 11, 20)


def test_a_summary_is_the_sum_of_its_lines(opened: Program) -> None:
    fill_with_demo_log(opened.store, opened.evaluator, TODAY)
    for period in (month_of(TODAY), Period(date(2026, 2, 1), date(2026, 9, 30))):
        found = summary_of(opened.store, period)
        lines = opened.store.entries(period.first, period.last)
        assert found.lines == len(lines) > 50
        assert found.units == sum(entry.line.units for entry in lines)
        assert found.total == total_of(lines)
        assert sum((day.wrvu for day in found.by_day), Decimal(0)) == found.total
        counted = sum(entry.credited_line.state.counts for entry in lines)
        assert (found.counted_lines, found.left_out_lines) == (counted, len(lines) - counted)


def test_names_are_ours_and_a_code_without_one_is_its_own(opened: Program) -> None:
    opened.logbook.log_text("99213 12345!", today=TODAY)
    names = {group.key: group.name for group in summary_of(opened.store, month_of(TODAY)).by_code}
    assert names["12345"] == "12345"
    assert names["99213"].startswith("Established patient")


def test_an_empty_period(opened: Program) -> None:
    found = summary_of(opened.store, Period(date.min, date.max))
    assert (found.total, found.lines, found.by_day, found.per_day_worked) == (0, 0, (), None)
