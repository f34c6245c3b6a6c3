"""Any period in any grouping, and beside the period before or the same days a year earlier.

Codes, days and months come from the totals the store keeps; what else a line says is added up
from the lines themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.amounts import from_hundredths
from rvuedge_desktop.domain.contracts import Contract
from rvuedge_desktop.domain.groupings import (
    STATE_NAMES,
    By,
    Group,
    GroupRow,
    code_key,
    day_key,
    in_groups,
    setting_key,
    weekday_name,
)
from rvuedge_desktop.domain.periods import (
    DEFAULT_TERMS,
    Period,
    PeriodKind,
    PeriodTerms,
    days_so_far,
    neighbour,
    year_before,
)
from rvuedge_desktop.domain.places import Setting
from rvuedge_desktop.domain.values import ValueState

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store

_OF_CODES = frozenset({By.CODE, By.SECTION, By.FAMILY, By.SPECIALTY})


class Against(StrEnum):
    """What a period can be compared with."""

    PREVIOUS = "previous"
    LAST_YEAR = "last-year"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The other period's total; `change` is the period's total less that."""

    period: Period
    total: Decimal
    change: Decimal


def total_of_period(store: Store, period: Period) -> Decimal:
    """The wRVU of a period; its cost does not grow with the log."""
    sums = store.state_totals(period.first, period.last)
    return from_hundredths(sum(found.hundredths for found in sums if found.state.counts))


def compared(
    store: Store,
    period: Period,
    kind: PeriodKind,
    against: Against,
    *,
    today: date,
    terms: PeriodTerms = DEFAULT_TERMS,
) -> Comparison:
    """A period beside the one before it, or beside the same days a year earlier.

    A period that is not over yet is compared with last year's days up to today's date.
    """
    if against is Against.PREVIOUS:
        other = neighbour(kind, period, -1, terms)
    else:
        other = year_before(days_so_far(period, today))
    total = total_of_period(store, other)
    return Comparison(other, total, total_of_period(store, period) - total)


def groups_of(
    store: Store, period: Period, by: By, terms: PeriodTerms = DEFAULT_TERMS
) -> tuple[Group, ...]:
    """The lines of a period in groups, which add up to its total."""
    first, last = period.first, period.last
    if by in _OF_CODES:
        return _by_code(store, period, by)
    if by in (By.MONTH, By.YEAR):
        return in_groups(store.month_groups(first, last), by, key_of=day_key(by))
    if by.is_time:

        def name(key: str) -> str:
            return weekday_name(key, terms) if by is By.WEEKDAY else key

        rows = store.day_groups(first, last)
        return in_groups(rows, by, key_of=day_key(by, terms), name_of=name)
    if by is By.STATE:
        found = store.state_totals(first, last)
        rows = [GroupRow(row.state.value, *row) for row in found]
        return in_groups(rows, by, name_of=lambda key: STATE_NAMES[ValueState(key)])
    if by is By.MODIFIER:
        rows = store.line_groups(first, last, "modifiers")
        return in_groups(rows, by, key_of=lambda key: key.replace(",", " "))
    if by in (By.SETTING, By.CONTRACT):
        return _by_contract(store, period, by)
    return in_groups(store.line_groups(first, last, "role" if by is By.ROLE else "site"), by)


def _by_code(store: Store, period: Period, by: By) -> tuple[Group, ...]:
    found = store.code_totals(period.first, period.last)
    rows = [GroupRow(*total) for total in found]
    if by is By.CODE:
        names = store.names_of({total.code for total in found})
        return in_groups(rows, by, name_of=lambda code: names.get(code) or code)
    specialties = store.specialties_of_codes() if by is By.SPECIALTY else None
    return in_groups(rows, by, key_of=code_key(by, specialties))


def _by_contract(store: Store, period: Period, by: By) -> tuple[Group, ...]:
    contracts = {known.id: known for known in store.contracts(with_removed=True)}
    found = store.place_groups(period.first, period.last)
    if by is By.CONTRACT:
        rows = [GroupRow(_number(sums.contract_id), *sums[2:]) for sums in found]
        return in_groups(rows, by, name_of=lambda key: contracts[int(key)].name)
    settings = _settings()
    rows = [
        GroupRow(
            setting_key(_place(contracts.get(sums.contract_id or 0), sums.site), settings),
            *sums[2:],
        )
        for sums in found
    ]
    names = {setting.value: setting.words.capitalize() for setting in Setting}
    return in_groups(rows, by, name_of=names.__getitem__)


def _number(contract_id: int | None) -> str:
    return "" if contract_id is None else str(contract_id)


def _place(contract: Contract | None, name: str) -> str:
    site = None if contract is None else contract.site(name)
    return "" if site is None else site.place_of_service


def _settings() -> dict[str, Setting]:
    from rvuedge_desktop.resources import resource_path
    from rvuedge_desktop.services.payment_tables import PaymentTables

    return dict(PaymentTables(resource_path("payment")).settings)


def terms_of(
    store: Store,
    *,
    week_starts: int = 6,
    fiscal_month: int = 1,
    contract: Contract | None = None,
    today: date | None = None,
) -> PeriodTerms:
    """What periods depend on: the log's days, and the contract's first day (None: today's)."""
    if contract is None and today is not None:
        in_force = [known for known in store.contracts() if known.covers(today)]
        contract = in_force[-1] if in_force else None
    first = None if contract is None else contract.first_day
    return PeriodTerms(week_starts, fiscal_month, first, store.log_span())
