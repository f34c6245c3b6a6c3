"""Totals of a period, read from the totals the store keeps current."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rvuedge_desktop.domain.periods import Period
from rvuedge_desktop.domain.summaries import Summary, summarise

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store


def summary_of(store: Store, period: Period) -> Summary:
    """The summary of `period`; its cost does not grow with the log."""
    code_rows = store.code_totals(period.first, period.last)
    names = store.names_of({row[0] for row in code_rows})
    return summarise(
        period,
        store.day_totals(period.first, period.last),
        code_rows,
        lambda code: names.get(code) or code,
    )
