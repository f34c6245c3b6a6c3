"""Medicare's payment estimate of several services of one session: the multiple-service rules.

Which rule a code falls under is its multiple-procedure indicator (domain reference 1.8, 4.5):
4 imaging, 5 therapy, 6 cardiovascular, 7 ophthalmology (`payment_reductions`); 2 and 3 surgery
and endoscopy (`payment_surgery`). Units count as services of their own. Each line is rounded
half up once, at its end; the session's sum is the sum of the lines shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from rvuedge_desktop.domain.amounts import round_half_up
from rvuedge_desktop.domain.payment import (
    PaymentEstimate,
    Rvus,
    Terms,
    capped_rvus,
    choose_payment_row,
    estimate,
    plain_number,
    rvus_of,
)
from rvuedge_desktop.domain.payment_modifiers import Effect, modifier_effects
from rvuedge_desktop.domain.payment_reductions import Part, reduce_diagnostics, reduce_therapy
from rvuedge_desktop.domain.payment_surgery import Operation, rank_operations
from rvuedge_desktop.domain.values import PublishedValue


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A service of a session. `endo_base` is the row of its endoscopic base, where it has one."""

    code: str
    rows: Mapping[str, PublishedValue]
    modifiers: tuple[str, ...] = ()
    units: int = 1
    endo_base: PublishedValue | None = None


@dataclass(frozen=True, slots=True)
class LinePayment:
    """What a line of the session is paid, and how that came about."""

    line: SessionLine
    amount: Decimal | None
    formula: str


@dataclass(frozen=True, slots=True)
class SessionPayment:
    """The lines in the order given, and their sum; lines without an amount are left out of it."""

    lines: tuple[LinePayment, ...]

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines if line.amount is not None), Decimal("0.00"))

    @property
    def left_out(self) -> int:
        return sum(line.amount is None for line in self.lines)


@dataclass(slots=True)
class _Working:
    """A line that is payable. `amounts` hold one per unit, with every factor in it."""

    line: SessionLine
    value: PublishedValue
    rvus: Rvus
    effect: Effect
    amounts: list[Decimal] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    by_report: bool = False


def session_payment(lines: Sequence[SessionLine], terms: Terms) -> SessionPayment:
    """What Medicare would pay for the lines of one session by one clinician."""
    alone = [estimate(line.code, line.rows, terms, line.modifiers) for line in lines]
    payable = {
        at: _working(line, terms)
        for at, (line, single) in enumerate(zip(lines, alone, strict=True))
        if single.amount is not None
    }
    _operations(list(payable.values()), terms)
    _diagnostics(list(payable.values()), terms)
    _therapy([work for work in payable.values() if work.value.mult_proc == "5"], terms)
    for work in payable.values():
        if not work.amounts and not work.by_report:
            work.amounts = [_fee(work, terms) * work.effect.factor] * work.line.units
    return SessionPayment(
        tuple(
            _finish(payable[at], single, terms)
            if at in payable
            else LinePayment(lines[at], None, single.formula)
            for at, single in enumerate(alone)
        )
    )


def _working(line: SessionLine, terms: Terms) -> _Working:
    value = choose_payment_row(line.rows, line.modifiers)
    rvus = rvus_of(value, terms.setting) if value is not None else None
    assert value is not None
    assert rvus is not None
    return _Working(line, value, rvus, modifier_effects(value, line.modifiers))


def _fee(work: _Working, terms: Terms) -> Decimal:
    fee = work.rvus.amount(terms)
    capped = capped_rvus(work.value, terms.setting)
    return fee if capped is None else min(fee, capped.amount(terms))


def _operations(working: Sequence[_Working], terms: Terms) -> None:
    ranked = [work for work in working if work.value.mult_proc in {"2", "3"}]
    operations = []
    for at, work in enumerate(ranked):
        base = work.line.endo_base
        base_rvus = rvus_of(base, terms.setting) if base is not None else None
        operations += [
            Operation(
                owner=at,
                code=work.value.code,
                fee=_fee(work, terms) * work.effect.bilateral_factor,
                endo_base=work.value.endo_base if work.value.mult_proc == "3" else "",
                base_fee=base_rvus.amount(terms) if base_rvus is not None else None,
            )
        ] * work.line.units
    for paid in rank_operations(operations):
        work = ranked[paid.operation.owner]
        if paid.note:
            work.said.append(paid.note)
        if paid.amount is None:
            work.by_report = True
        else:
            work.amounts.append(paid.amount * work.effect.role_factor)


def _parts(at: int, work: _Working, terms: Terms) -> Part:
    """Technical and professional part of a line. A TC row and a technical-only code (PC/TC 3)
    are technical throughout; a global row has the technical part of its TC row (1.5)."""
    whole = work.rvus.amount(terms)
    value, technical_row = work.value, None
    if value.modifier == "TC" or value.pctc == "3":
        technical_row = value
    elif not value.modifier:
        technical_row = work.line.rows.get("TC")
    rvus = rvus_of(technical_row, terms.setting) if technical_row is not None else None
    if technical_row is None or rvus is None:
        return Part(at, value.mult_proc, Decimal(0), whole, None)
    technical = rvus.amount(terms)
    capped = capped_rvus(technical_row, terms.setting)
    cap = capped.amount(terms) if capped is not None else None
    return Part(at, value.mult_proc, technical, whole - technical, cap)


def _diagnostics(working: Sequence[_Working], terms: Terms) -> None:
    tests = [work for work in working if work.value.mult_proc in {"4", "6", "7"}]
    parts: list[Part] = []
    for at, work in enumerate(tests):
        factor = work.effect.bilateral_factor
        parts += [_parts(at, work, terms).times(factor)] * work.line.units
        if work.value.pctc == "4" and len(tests) > 1:
            work.said.append("its technical part has no row of its own and is not reduced here")
    for reduced in reduce_diagnostics(parts):
        work = tests[reduced.owner]
        work.amounts.append(reduced.amount * work.effect.role_factor)
        work.said += reduced.notes


def _therapy(working: Sequence[_Working], terms: Terms) -> None:
    services = [
        (at, work.rvus.pe, work.rvus.pe * terms.gpcis.pe * terms.conversion_factor)
        for at, work in enumerate(working)
        for _ in range(work.line.units)
    ]
    for owner, cut, note in reduce_therapy(services):
        work = working[owner]
        work.amounts.append((_fee(work, terms) - cut) * work.effect.factor)
        if note:
            work.said.append(note)


def _finish(work: _Working, single: PaymentEstimate, terms: Terms) -> LinePayment:
    if work.by_report:
        return LinePayment(work.line, None, "No amount: the sixth procedure on is priced by report")
    total = sum(work.amounts, Decimal(0))
    amount = round_half_up(total)
    if not work.said and work.line.units == 1:
        return LinePayment(work.line, amount, single.formula)
    said = "; ".join(dict.fromkeys(work.said))
    units = f" for {work.line.units} units" if work.line.units > 1 else ""
    why = f" ({said})" if said else ""
    formula = f"{single.formula}; in its session{units}{why}: {plain_number(total)} → ${amount}"
    return LinePayment(work.line, amount, formula)
