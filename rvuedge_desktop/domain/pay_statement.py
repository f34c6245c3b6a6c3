"""From terms and production to a statement (domain reference 6.2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from rvuedge_desktop.domain.amounts import ZERO, round_half_up
from rvuedge_desktop.domain.compensation import (
    ONE,
    Form,
    Item,
    Measured,
    Part,
    Per,
    Span,
    Statement,
    StatementLine,
    Terms,
    Tier,
)

_TIMES = {Per.YEAR: 1, Per.QUARTER: 4, Per.MONTH: 12}


def production_pay(terms: Terms, wrvu: Decimal, scale: Decimal, extra: Decimal = ZERO) -> Decimal:
    """What production of a period earns; `scale` prorates bounds, `extra` raises the first.

    `scale` is FTE times the part of a year the period covers.
    """
    match terms.form:
        case Form.PER_WRVU | Form.PRODUCTION:
            return wrvu * terms.rate
        case Form.THRESHOLD:
            above = max(ZERO, wrvu - terms.threshold * scale - extra)
            return above * terms.rate * terms.payout_share
        case Form.MARGINAL:
            return sum((part * tier.rate for part, tier in slices(terms.tiers, wrvu, scale)), ZERO)
        case Form.RETROACTIVE:
            return wrvu * reached(terms.tiers, wrvu, scale).rate
        case _:
            return ZERO


def slices(tiers: tuple[Tier, ...], wrvu: Decimal, scale: Decimal) -> list[tuple[Decimal, Tier]]:
    """Production cut at the bounds of tiers; tiers that are not reached are left out."""
    found = []
    low = ZERO
    for tier in tiers:
        high = wrvu if tier.up_to is None else min(wrvu, tier.up_to * scale)
        if high > low:
            found.append((high - low, tier))
            low = high
    return found


def reached(tiers: tuple[Tier, ...], wrvu: Decimal, scale: Decimal) -> Tier:
    """The tier production lies in; a bound belongs to the tier below it."""
    for tier in tiers:
        if tier.up_to is None or wrvu <= tier.up_to * scale:
            return tier
    return tiers[-1]


def statement(terms: Terms, found: Measured) -> Statement:
    """What the terms come to for a year as it stands."""
    fte = found.fte if terms.full_time_amounts else ONE
    lines: list[StatementLine] = []
    if terms.salary:
        text = f"Salary {_money(terms.salary)} a year{_prorated(fte, found.elapsed)}"
        lines.append(StatementLine(text, terms.salary * fte * found.elapsed))
    left = _production(terms, found, fte, lines)
    pay = sum((line.amount for line in lines), ZERO)
    if terms.withheld:
        kept = pay * terms.withheld * (ONE - terms.withheld_earned)
        text = (
            f"Quality: {_percent(terms.withheld)} withheld, "
            f"{_percent(terms.withheld_earned)} of it earned"
        )
        lines.append(StatementLine(text, -kept))
        pay -= kept
    floor = terms.guarantee * fte * found.elapsed
    if terms.guarantee:
        text = f"Guarantee of {_money(terms.guarantee)} a year{_prorated(fte, found.elapsed)}"
        lines.append(StatementLine(text, max(ZERO, floor - pay)))
    for item in terms.items:
        lines.append(_item(item, found, fte))
    return Statement(tuple(lines), left)


def _production(
    terms: Terms, found: Measured, fte: Decimal, lines: list[StatementLine]
) -> Decimal | None:
    """Add the lines of production; what the bound at hand still wants, None for no bound."""
    if terms.form is Form.SALARY:
        return None
    if terms.form is Form.POOL:
        lines.append(_pool(terms, found))
        return None
    paid, extra, left = ZERO, ZERO, None
    for number, part in enumerate(found.parts, 1):
        scale = fte * part.of_year
        whole_year = terms.measured is Span.YEAR
        name = "" if whole_year else f"{terms.measured.value.capitalize()} {number}: "
        for text, amount in _of_part(terms, part.wrvu, scale, extra):
            lines.append(StatementLine(name + text, amount))
            paid += amount
        bound = _next_bound(terms, part.wrvu, scale, extra)
        left = None if bound is None else bound - part.wrvu
        if terms.carry_forward and part.over and terms.form is Form.THRESHOLD:
            extra = max(ZERO, terms.threshold * scale + extra - part.wrvu)
    if terms.annual_reconciliation and found.over and terms.measured is not Span.YEAR:
        whole = production_pay(terms, found.wrvu, fte * found.of_year)
        paid += _true_up(lines, "Reconciled with the year", whole - paid, terms.claw_back)
    if terms.draw:
        drawn = terms.draw * fte * found.elapsed
        text = f"Draw paid, {_money(terms.draw)} a year{_prorated(fte, found.elapsed)}"
        lines.append(StatementLine(text, drawn))
        lines.append(StatementLine("Less production the draw was paid toward", -min(drawn, paid)))
        if terms.claw_back and drawn > paid:
            lines.append(StatementLine("Draw above production, to be paid back", paid - drawn))
    return left


def _pool(terms: Terms, found: Measured) -> StatementLine:
    """A fixed share accrues with the year; a share of the group's production as it is done."""
    if terms.pool_wrvu:
        part = min(ONE, found.wrvu / terms.pool_wrvu)
        text = f"{_count(found.wrvu)} of the group's {_count(terms.pool_wrvu)} wRVU"
    else:
        part = terms.pool_share * found.elapsed
        text = f"{_percent(terms.pool_share)}{_prorated(ONE, found.elapsed)}"
    return StatementLine(f"Pool of {_money(terms.pool)}: {text}", terms.pool * part)


def _true_up(lines: list[StatementLine], text: str, amount: Decimal, claw_back: bool) -> Decimal:
    if amount < 0 and not claw_back:
        amount = ZERO
    lines.append(StatementLine(text, amount))
    return amount


def _of_part(
    terms: Terms, wrvu: Decimal, scale: Decimal, extra: Decimal
) -> list[tuple[str, Decimal]]:
    match terms.form:
        case Form.MARGINAL:
            return [
                (f"{_count(part)} wRVU at {_money(tier.rate)}", part * tier.rate)
                for part, tier in slices(terms.tiers, wrvu, scale)
            ]
        case Form.RETROACTIVE:
            tier = reached(terms.tiers, wrvu, scale)
            return [(f"{_count(wrvu)} wRVU, all at {_money(tier.rate)}", wrvu * tier.rate)]
        case Form.THRESHOLD:
            bound = terms.threshold * scale + extra
            above = max(ZERO, wrvu - bound)
            share = (
                "" if terms.payout_share == 1 else f", {_percent(terms.payout_share)} of it paid"
            )
            text = f"{_count(above)} wRVU above {_count(bound)} at {_money(terms.rate)}{share}"
        case _:
            text = f"{_count(wrvu)} wRVU at {_money(terms.rate)}"
    return [(text, production_pay(terms, wrvu, scale, extra))]


def _next_bound(terms: Terms, wrvu: Decimal, scale: Decimal, extra: Decimal) -> Decimal | None:
    """The threshold or tier bound ahead of production, None where there is none."""
    if terms.form is Form.THRESHOLD:
        bounds = [terms.threshold * scale + extra]
    else:
        bounds = [tier.up_to * scale for tier in terms.tiers if tier.up_to is not None]
    return next((bound for bound in bounds if wrvu < bound), None)


def _item(item: Item, found: Measured, fte: Decimal) -> StatementLine:
    share = "" if item.share == 1 else f", {_percent(item.share)} earned"
    if item.per is Per.CALL_DAY:
        days = "1 day" if found.call_days == 1 else f"{found.call_days} days"
        text, times = f"{item.text}, {days} at {_money(item.amount)}", Decimal(found.call_days)
    elif item.per is Per.ONCE:
        text, times = item.text, ONE
    else:
        part = _prorated(fte, found.elapsed)
        text = f"{item.text}, {_money(item.amount)} a {item.per.value}{part}"
        times = _TIMES[item.per] * found.elapsed * fte
    return StatementLine(text + share, item.amount * times * item.share)


def next_wrvu_value(terms: Terms, found: Measured) -> Decimal:
    """What one more wRVU in the period at hand would add to the total."""
    return with_more(terms, found, ONE) - statement(terms, found).total


def with_more(terms: Terms, found: Measured, wrvu: Decimal) -> Decimal:
    """The total with so much more production in the last period."""
    if not found.parts:
        return statement(terms, found).total
    last: Part = found.parts[-1]
    more = replace(last, wrvu=last.wrvu + wrvu)
    return statement(terms, replace(found, parts=(*found.parts[:-1], more))).total


def side_by_side(
    offers: list[tuple[str, Terms, Measured]],
) -> list[tuple[str, list[Decimal | None]]]:
    """Offers on one log, as rows: what it is, and the amount of each offer (None: not in it)."""
    columns = [_sums(terms, found) for _, terms, found in offers]
    names = list(dict.fromkeys(name for column in columns for name in column))
    rows: list[tuple[str, list[Decimal | None]]] = [
        (name, [column.get(name) for column in columns]) for name in names
    ]
    totals: list[Decimal | None] = [statement(terms, found).total for _, terms, found in offers]
    per_wrvu: list[Decimal | None] = [
        total / found.wrvu if total is not None and found.wrvu else None
        for total, (_, _, found) in zip(totals, offers, strict=True)
    ]
    nexts: list[Decimal | None] = [next_wrvu_value(terms, found) for _, terms, found in offers]
    return [*rows, ("Total", totals), ("Per wRVU", per_wrvu), ("The next wRVU", nexts)]


def _sums(terms: Terms, found: Measured) -> dict[str, Decimal]:
    """A statement in four parts."""
    bare = replace(terms, items=(), guarantee=ZERO, withheld=ZERO)
    salary = statement(replace(bare, form=Form.SALARY, tiers=(), carry_forward=False), found).total
    whole = statement(bare, found).total
    parts: dict[str, Callable[[], Decimal]] = {
        "Salary": lambda: salary,
        "Production": lambda: whole - salary,
        "Guarantee and quality": lambda: statement(replace(terms, items=()), found).total - whole,
        "Items": lambda: (
            statement(terms, found).total - statement(replace(terms, items=()), found).total
        ),
    }
    return {name: amount() for name, amount in parts.items() if amount()}


def _prorated(fte: Decimal, of_year: Decimal) -> str:
    text = "" if fte == 1 else f" × {fte.normalize():f} FTE"
    if of_year != 1:
        text += f" × {_percent(of_year)} of the year"
    return text


def _percent(share: Decimal) -> str:
    return f"{(share * 100).quantize(Decimal('0.1')).normalize():f} %"


def _money(amount: Decimal) -> str:
    rounded = round_half_up(amount)
    return f"${rounded:,}" if rounded % 1 else f"${rounded:,.0f}"


def _count(amount: Decimal) -> str:
    rounded = round_half_up(amount)
    return f"{rounded:,}" if rounded % 1 else f"{rounded:,.0f}"
