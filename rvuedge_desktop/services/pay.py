"""What a contract has paid so far, will pay, and would pay for one wRVU more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.amounts import ZERO, from_hundredths
from rvuedge_desktop.domain.compensation import (
    ONE,
    Measured,
    Part,
    Span,
    Statement,
    Terms,
    Year,
)
from rvuedge_desktop.domain.contracts import Contract, contract_for
from rvuedge_desktop.domain.goals import Pace
from rvuedge_desktop.domain.pay_statement import next_wrvu_value, side_by_side, statement
from rvuedge_desktop.domain.periods import Period, PeriodKind, PeriodTerms, month_of, period_of
from rvuedge_desktop.services.calendar import working_calendar
from rvuedge_desktop.services.contracts import contract_named

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store


class BadTerms(Exception):
    """Pay cannot be calculated; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Pay:
    """A contract's year on a day. `projected` and its statement are None before there is a pace.

    `threshold_left` is what the next threshold or tier bound still wants, in wRVU.
    """

    contract: Contract
    terms: Terms
    period: Period
    on: date
    wrvu: Decimal
    earned: Statement
    projected: Statement | None
    next_wrvu: Decimal
    pace: Pace

    @property
    def threshold_left(self) -> Decimal | None:
        return self.earned.threshold_left


def terms_of_contract(contract: Contract) -> Terms:
    """The terms that are kept with a contract. Raises BadTerms."""
    from rvuedge_desktop.exchange.compensation_toml import TermsFileError, terms_from_toml

    if not contract.terms.strip():
        raise BadTerms(
            f"{contract.name} says nothing about pay yet; add the table “compensation” to it."
        )
    try:
        return terms_from_toml(contract.terms)
    except TermsFileError as problem:
        raise BadTerms(f"The terms of {contract.name} cannot be calculated: {problem}") from None


def with_terms(contract: Contract, terms: Terms) -> Contract:
    """The contract with other terms, to be kept by `change_contract`."""
    from rvuedge_desktop.exchange.compensation_toml import terms_to_toml

    return replace(contract, terms=terms_to_toml(terms))


def contract_to_pay(store: Store, name: str | None, on: date) -> Contract:
    """The contract of that name, or the one in force on a day that has terms. Raises BadTerms."""
    if name is not None:
        found = contract_named(store, name)
        if found is None:
            raise BadTerms(f"There is no contract “{name}”; “rvuedge contract list” has them all.")
        return found
    in_force = [known for known in store.contracts() if known.covers(on)]
    paid = [known for known in in_force if known.terms.strip()]
    if len(paid) > 1:
        names = " and ".join(known.name for known in paid)
        raise BadTerms(f"{names} are in force at once; choose one with --contract.")
    if not in_force:
        raise BadTerms(f"No contract is in force on {on}; “rvuedge contract add FILE” adds one.")
    return (paid or in_force)[0]


def pay_of(store: Store, contract: Contract, on: date) -> Pay:
    """What a contract pays in the year that holds a day, as it stands on it. Raises BadTerms."""
    from rvuedge_desktop.services.goals import pace_on

    terms = terms_of_contract(contract)
    if not contract.covers(on):
        raise BadTerms(f"{contract.name} is not in force on {on}.")
    whole, covered = _year(contract, terms, on)
    daily = contract_days(store, contract, Period(covered.first, on))
    pace = pace_on(store, covered, on)
    now = _measured(store, contract, terms, whole, covered, on, daily)
    projected = None
    share = _share_of_log(store, contract, covered, on, daily)
    if pace.projected is not None:
        ahead = (pace.projected - pace.done) * share
        projected = statement(terms, _at_end(store, contract, terms, whole, covered, daily, ahead))
    return Pay(
        contract,
        terms,
        covered,
        on,
        now.wrvu,
        statement(terms, now),
        projected,
        next_wrvu_value(terms, now),
        pace,
    )


def offers_on_log(
    store: Store, period: Period, offers: Sequence[tuple[str, Terms, Decimal]]
) -> list[tuple[str, list[Decimal | None]]]:
    """Offers (name, terms, FTE) as if each had been in force over a period of the log, by row.

    Every line of the period counts, whatever contract it was done under.
    """
    totals = store.day_totals(period.first, period.last)
    daily = {total.day: from_hundredths(total.hundredths) for total in totals}
    of_year = _of_year(period, period)
    calls = working_calendar(store, period).call_days(period)
    columns = []
    for name, terms, fte in offers:
        parts = [
            Part(_sum(daily, part), _of_year(part, period), over=True)
            for part in _parts(terms.measured, period)
        ]
        columns.append((name, terms, Measured(tuple(parts), of_year, of_year, fte, calls, True)))
    return side_by_side(columns)


def value_of(
    store: Store, period: Period, on: date, contract: Contract | None
) -> Callable[[Decimal], Decimal]:
    """From production of a period to the dollars it earns beside what was earned before it.

    Counts production pay only, at the contract's terms, in the year that holds the day.
    """
    found = contract or contract_to_pay(store, None, on)
    terms = terms_of_contract(found)
    whole, covered = _year(found, terms, on)
    before = Period(covered.first, max(covered.first, period.first - timedelta(days=1)))
    earlier = (
        sum(contract_days(store, found, before).values(), ZERO)
        if period.first > covered.first
        else ZERO
    )
    fte = found.fte
    elapsed = _of_year(Period(max(period.first, covered.first), period.last), whole)

    def total(wrvu: Decimal, part: Decimal) -> Decimal:
        measured = Measured((Part(wrvu, _of_year(covered, whole)),), ONE, part, fte)
        return statement(terms, measured).total

    base = total(earlier, ZERO)
    return lambda wrvu: total(earlier + wrvu, elapsed) - base


def contract_days(store: Store, contract: Contract, period: Period) -> dict[date, Decimal]:
    """What each day of a period counts for a contract.

    A line that was credited under no contract belongs to the one of its day and site.
    """
    known = store.contracts(with_removed=True)
    if [other.id for other in known] == [contract.id]:
        return {
            total.day: from_hundredths(total.hundredths)
            for total in store.day_totals(period.first, period.last)
            if contract.covers(total.day)
        }
    kept = store.contracts()
    daily: dict[date, int] = {}
    for row in store.place_days(period.first, period.last):
        number = row.contract_id
        if number is None:
            other = contract_for(kept, row.day, row.site)
            number = None if other is None else other.id
        if number == contract.id:
            daily[row.day] = daily.get(row.day, 0) + row.hundredths
    return {day: from_hundredths(hundredths) for day, hundredths in daily.items()}


def _share_of_log(
    store: Store, contract: Contract, covered: Period, on: date, daily: dict[date, Decimal]
) -> Decimal:
    """How much of what the log counts is this contract's: a pace is taken from the whole log."""
    totals = store.day_totals(covered.first, on)
    everything = from_hundredths(sum(total.hundredths for total in totals))
    return sum(daily.values(), ZERO) / everything if everything else ONE


def _year(contract: Contract, terms: Terms, on: date) -> tuple[Period, Period]:
    """The year of the terms that holds a day, and the part of it in which the contract holds."""
    if terms.year is Year.CALENDAR:
        whole = period_of(PeriodKind.YEAR, on)
    else:
        begins = PeriodTerms(contract_first=contract.first_day)
        whole = period_of(PeriodKind.CONTRACT_YEAR, on, begins)
    last = whole.last if contract.last_day is None else min(whole.last, contract.last_day)
    return whole, Period(max(whole.first, contract.first_day), last)


def _of_year(part: Period, year: Period) -> Decimal:
    """How much of a year a period is: days in it by days in the year; 1 for one of a year."""
    days = Decimal(part.days)
    length = Decimal(year.days) if year.days in (365, 366) else Decimal(365)
    return days / length


def _parts(span: Span, covered: Period) -> list[Period]:
    """The measurement periods of a year, from its first day; cut off where the contract ends."""
    if span is Span.YEAR:
        return [covered]
    months = 12 // span.parts
    found: list[Period] = []
    first = covered.first
    while first <= covered.last:
        end = _months_on(covered.first, months * (len(found) + 1)) - timedelta(days=1)
        found.append(Period(first, min(end, covered.last)))
        first = end + timedelta(days=1)
    return found


def _months_on(day: date, months: int) -> date:
    """The same day of the month so many months on, or the last one of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    month = month_of(date(index // 12, index % 12 + 1, 1))
    return month.first.replace(day=min(day.day, month.last.day))


def _sum(daily: dict[date, Decimal], period: Period) -> Decimal:
    return sum((amount for day, amount in daily.items() if day in period), ZERO)


def _measured(
    store: Store,
    contract: Contract,
    terms: Terms,
    whole: Period,
    covered: Period,
    on: date,
    daily: dict[date, Decimal],
) -> Measured:
    """The year as it stands on a day: measurement periods that have not begun are not in it."""
    so_far = Period(covered.first, min(on, covered.last))
    parts = tuple(
        Part(_sum(daily, part), _of_year(part, whole), over=part.last <= on)
        for part in _parts(terms.measured, covered)
        if part.first <= on
    )
    return Measured(
        parts,
        _of_year(covered, whole),
        _of_year(so_far, whole),
        contract.fte,
        working_calendar(store, so_far).call_days(so_far),
        over=covered.last <= on,
    )


def _at_end(
    store: Store,
    contract: Contract,
    terms: Terms,
    whole: Period,
    covered: Period,
    daily: dict[date, Decimal],
    ahead: Decimal,
) -> Measured:
    """The year at its end, with what lies ahead spread over its working days."""
    calendar = working_calendar(store, covered)
    done_until = max(daily, default=covered.first - timedelta(days=1))
    coming = [day for day in calendar.working_days(covered) if day > done_until]
    weight = sum((calendar.weight(day) for day in coming), ZERO)
    expected = dict(daily)
    for day in coming:
        expected[day] = expected.get(day, ZERO) + ahead * calendar.weight(day) / weight
    return _measured(store, contract, terms, whole, covered, covered.last, expected)
