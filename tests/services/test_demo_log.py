"""The made-up log: the same at every run, believable, and never in the future."""

from __future__ import annotations

from datetime import date

import pytest

from rvuedge_desktop.bootstrap import Program
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.services.demo_log import demo_sessions, fill_with_demo_log


@pytest.mark.parametrize(
    "today", [date(2026, 11, 20), date(2025, 6, 30), date(2027, 1, 1), date(2026, 3, 31)]
)
def test_days_and_states(opened: Program, today: date) -> None:
    sessions = list(demo_sessions(opened.evaluator, today))
    assert sessions == list(demo_sessions(opened.evaluator, today))
    lines = [line for session in sessions for line in session]
    assert max(line.line.date_of_service for line in lines) <= today
    assert len({line.line.date_of_service.replace(day=1) for line in lines}) >= 13
    states = {line.state for line in lines}
    assert {ValueState.VALUED, ValueState.DRUG} <= states
    assert ValueState.UNKNOWN not in states
    assert all(line.credited is None for line in lines if line.state is ValueState.DRUG)


def test_it_is_one_command(opened: Program) -> None:
    lines = fill_with_demo_log(opened.store, opened.evaluator, date(2026, 11, 20))
    assert opened.store.entry_count() == lines > 1_000
    assert opened.store.check_totals() == []
    assert opened.logbook.undo().label == "Demo log"
    assert opened.store.entry_count() == 0
