"""Goals, and where each stands on a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.amounts import ZERO, from_hundredths
from rvuedge_desktop.domain.goals import SAMPLE_DAYS, Goal, Measure, Pace, pace_of
from rvuedge_desktop.domain.periods import Period, PeriodKind, period_of
from rvuedge_desktop.services.calendar import period_settings, working_calendar
from rvuedge_desktop.services.contracts import contract_named
from rvuedge_desktop.services.groupings import terms_of

if TYPE_CHECKING:
    from rvuedge_desktop.domain.contracts import Contract
    from rvuedge_desktop.storage.store import Store


class BadGoal(Exception):
    """A goal cannot be kept or followed; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class GoalPace:
    """A goal (None: none is set) with the pace of its period.

    The pace counts what the goal counts, but for a goal in dollars: that counts wRVU, and
    `dollars` what they are worth.
    """

    goal: Goal | None
    span: PeriodKind
    pace: Pace
    dollars: DollarPace | None = None


@dataclass(frozen=True, slots=True)
class DollarPace:
    """What a pace is worth through a contract. Amounts of a pace may be None."""

    earned: Decimal
    projected: Decimal | None
    low: Decimal | None
    high: Decimal | None
    needed_per_day: Decimal | None


def set_goal(store: Store, goal: Goal) -> Goal:
    """Keep a goal, in place of the one of its name. Raises BadGoal."""
    if goal.contract and contract_named(store, goal.contract) is None:
        raise BadGoal(f"There is no contract “{goal.contract}”; “contract list” has them all.")
    named = next((known.name for known in store.goals() if _same(known.name, goal.name)), goal.name)
    store.set_goal(replace(goal, name=named))
    return goal


def goal_named(store: Store, name: str) -> Goal:
    """The goal of that name, however its letters are cased. Raises BadGoal."""
    for goal in store.goals():
        if _same(goal.name, name):
            return goal
    raise BadGoal(f"There is no goal “{name}”; “rvuedge goal list” has them all.")


def remove_goal(store: Store, name: str) -> Goal:
    """Forget a goal. Raises BadGoal."""
    goal = goal_named(store, name)
    store.remove_goal(goal.name)
    return goal


def _same(name: str, other: str) -> bool:
    return name.strip().casefold() == other.strip().casefold()


def goal_pace(
    store: Store,
    goal: Goal | None,
    on: date,
    *,
    span: PeriodKind = PeriodKind.MONTH,
) -> GoalPace:
    """Where a goal stands on a day; without one, the pace of the month or another span."""
    contract = None
    if goal is not None:
        span = goal.span
        contract = _contract_of(store, goal, on)
    week_starts, fiscal_month = period_settings(store)
    terms = terms_of(
        store, week_starts=week_starts, fiscal_month=fiscal_month, contract=contract, today=on
    )
    try:
        period = period_of(span, on, terms)
    except ValueError as problem:
        raise BadGoal(str(problem)) from None
    measure = Measure.WRVU if goal is None else goal.measure
    if measure is Measure.DOLLARS and goal is not None:
        return _dollars(store, goal, period, on, contract)
    amount = None if goal is None else goal.amount
    return GoalPace(goal, span, pace_on(store, period, on, measure=measure, goal=amount))


def pace_on(
    store: Store,
    period: Period,
    on: date,
    *,
    measure: Measure = Measure.WRVU,
    goal: Decimal | None = None,
) -> Pace:
    """The pace of a period on a day, in wRVU or cases."""
    looked_at = Period(
        min(period.first, on - timedelta(days=min(SAMPLE_DAYS, on.toordinal() - 1))),
        max(period.last, on),
    )
    end = min(looked_at.last, on)
    if measure is Measure.CASES:
        daily = {found.day: Decimal(found.cases) for found in store.day_cases(looked_at.first, end)}
    else:
        totals = store.day_totals(looked_at.first, end)
        daily = {total.day: from_hundredths(total.hundredths) for total in totals}
    span = store.log_span()
    return pace_of(
        period,
        on,
        daily,
        working_calendar(store, looked_at),
        log_first=None if span is None else span[0],
        goal=goal,
    )


def _contract_of(store: Store, goal: Goal, on: date) -> Contract | None:
    if not goal.contract:
        return None
    contract = contract_named(store, goal.contract)
    if contract is None:
        raise BadGoal(f"The contract “{goal.contract}” of goal “{goal.name}” is gone; set it anew.")
    return contract


def _dollars(
    store: Store, goal: Goal, period: Period, on: date, contract: Contract | None
) -> GoalPace:
    from rvuedge_desktop.services.pay import BadTerms, value_of

    pace = pace_on(store, period, on)
    try:
        worth: Callable[[Decimal], Decimal] = value_of(store, period, on, contract)
    except BadTerms as problem:
        raise BadGoal(str(problem)) from None
    earned = worth(pace.done)
    needed = max(ZERO, goal.amount - earned) / pace.weight_left if pace.weight_left else None

    def through(amount: Decimal | None) -> Decimal | None:
        return None if amount is None else worth(amount)

    dollars = DollarPace(
        earned, through(pace.projected), through(pace.low), through(pace.high), needed
    )
    return GoalPace(goal, goal.span, replace(pace, goal=goal.amount), dollars)
