"""Totals of a period, read from the totals the store keeps current."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.amounts import from_hundredths
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


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a total: the part that counts by the user's own values, which is in it,
    and anesthesia units, which never are."""

    own_value_lines: int
    own_value_wrvu: Decimal
    anesthesia_lines: int
    anesthesia_units: Decimal


def beside_of(store: Store, period: Period) -> Beside:
    """Own values and anesthesia units of a period."""
    found = store.beside_totals(period.first, period.last)
    return Beside(
        found.own_value_lines,
        from_hundredths(found.own_value_hundredths),
        found.anesthesia_lines,
        from_hundredths(found.anesthesia_hundredths),
    )
