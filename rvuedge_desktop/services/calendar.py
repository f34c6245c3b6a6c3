"""The working calendar and what periods depend on: settings, holidays and the user's own days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rvuedge_desktop.services.settings import Setting, keep

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

WEEK_STARTS = Setting(
    key="calendar.week_starts",
    default="6",
    title="Weeks begin on",
    choices=tuple((str(number), name) for number, name in enumerate(_WEEKDAYS)),
)
FISCAL_MONTH = Setting(
    key="calendar.fiscal_month",
    default="1",
    title="Fiscal years begin in",
    choices=tuple((str(number), name) for number, name in enumerate(_MONTHS, 1)),
)


def period_settings(store: Store) -> tuple[int, int]:
    """On which weekday weeks begin (Monday 0), and in which month fiscal years do."""
    kept = store.settings()
    week_starts = WEEK_STARTS.read(kept.get(WEEK_STARTS.key))
    return int(week_starts), int(FISCAL_MONTH.read(kept.get(FISCAL_MONTH.key)))


def set_period_settings(store: Store, week_starts: int, fiscal_month: int) -> None:
    """Keep on which weekday weeks begin, and in which month fiscal years do."""
    keep(store, WEEK_STARTS, str(week_starts))
    keep(store, FISCAL_MONTH, str(fiscal_month))
