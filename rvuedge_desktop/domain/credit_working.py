"""A line on its way through the credit pipeline, and the stage that chooses its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rvuedge_desktop.domain.entries import Line, Step
from rvuedge_desktop.domain.policies import CodeOverride
from rvuedge_desktop.domain.values import (
    ROW_MODIFIERS,
    PublishedValue,
    Standing,
    ValueState,
    classify,
)


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with the rows of its code in the release that prices it, keyed by row modifier.

    `release` is None when no release is installed; `note` says when it is only the nearest one.
    `base_value` is the row of the code's endoscopic base, where it has one. `facility` says which
    total RVUs rank the line. `own_value` is the user's value for a code without a published one,
    `base_units` those of an anesthesia code. `doubts` are flags that pricing itself raised.
    """

    line: Line
    rows: Mapping[str, PublishedValue]
    release: str | None = None
    note: str | None = None
    base_value: PublishedValue | None = None
    facility: bool = True
    own_value: CodeOverride | None = None
    base_units: Decimal | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Working:
    """A line on its way through the pipeline. `amount` is None while nothing can be credited.

    `fee` is the line's total RVUs after the steps so far: what procedures are ranked by.
    `together` names what counts as one procedure with other lines: the two sides of it.
    """

    priced: PricedLine
    value: PublishedValue | None
    standing: Standing
    amount: Decimal | None
    steps: tuple[Step, ...] = ()
    flags: tuple[str, ...] = ()
    applied: frozenset[str] = frozenset()
    fee: Decimal = Decimal(0)
    override: CodeOverride | None = None
    together: str = ""
    units_counted: bool = False
    anesthesia_units: Decimal | None = None

    def with_step(self, step: Step, *, applied: Sequence[str] = ()) -> Working:
        return replace(
            self,
            amount=step.after,
            steps=(*self.steps, step),
            applied=self.applied | frozenset(applied),
        )

    def scaled(
        self, rule: str, text: str, factor: Decimal, *, applied: Sequence[str] = ()
    ) -> Working:
        """Multiply the amount, and the fee it is ranked by, and say so."""
        if self.amount is None:
            return self
        step = Step(rule, text, factor, self.amount, self.amount * factor)
        return replace(self.with_step(step, applied=applied), fee=self.fee * factor)

    def with_flag(self, flag: str) -> Working:
        return self if flag in self.flags else replace(self, flags=(*self.flags, flag))

    @property
    def unit_fee(self) -> Decimal:
        """The fee of one unit, by which the dearest of a family is found."""
        return self.fee / self.priced.line.units

    @property
    def ranked_units(self) -> int:
        """How many places the line takes in a ranking: its units, unless they were sides."""
        return self.priced.line.units if self.units_counted else 1


# A technical part or a bundled code has a published work RVU, and it is zero.
WITH_AMOUNT = frozenset({ValueState.VALUED, ValueState.NO_WORK})


def choose_row(priced: PricedLine, override: CodeOverride | None = None) -> Working:
    """The row of the release the line is valued by: its 26, TC or 53 row where one is published.

    A code without an own row for the modifier takes its unmodified row. Where that has no work
    but a 26 row has (98 codes of RVU26B), the line stays as logged and the 26 row is offered.
    An override of the policy stands in place of the published work, and says so; the user's own
    value counts only where none is published.
    """
    line, rows = priced.line, priced.rows
    asked = [modifier for modifier in line.modifiers if modifier in ROW_MODIFIERS]
    row_modifier = next((modifier for modifier in asked if modifier in rows), "")
    value = rows.get(row_modifier)
    standing = standing_of(line.code, value, rows)
    fee = fee_of(value, facility=priced.facility)
    working = Working(priced, value, standing, None, fee=fee, flags=priced.doubts)
    amount = value.work_rvu if value is not None and standing.state in WITH_AMOUNT else None
    if amount is None:
        override = override or priced.own_value
    if override is not None and standing.state not in _NEVER_WORK:
        return _flag_row(_overridden(working, override), asked, row_modifier)
    if amount is None:
        text = standing.reason or f"{line.code} has no work RVU."
        working = working.with_step(Step("row", text))
    else:
        named = f"{line.code}-{row_modifier}" if row_modifier else line.code
        text = f"Work RVU of {named} is {amount} ({priced.release})."
        working = working.with_step(Step("row", text, None, None, amount), applied=[row_modifier])
    if priced.note is not None and value is not None:
        working = working.with_step(Step("release", priced.note, None, amount, amount))
    return _flag_row(working, asked, row_modifier)


# What is not physician work gets no wRVU, whatever anyone enters (domain reference, rule 12, 2.6).
_NEVER_WORK = frozenset({ValueState.DRUG, ValueState.ANESTHESIA})


def fee_of(value: PublishedValue | None, *, facility: bool) -> Decimal:
    """The total RVUs of a row, which stand for its fee; 0 where the source gives none."""
    if value is None:
        return Decimal(0)
    totals = (value.total_facility, value.total_nonfacility)
    first, second = totals if facility else reversed(totals)
    return Decimal(first or second or 0).scaleb(-2)


def _overridden(working: Working, override: CodeOverride) -> Working:
    source = f" ({override.source})" if override.source else ""
    text = f"Your value for {override.code} is {override.work}: {override.reason}{source}."
    step = Step("override", text, None, None, override.work)
    standing = Standing(ValueState.VALUED)
    changed = replace(working, standing=standing, override=override)
    return changed.with_step(step, applied=[override.modifier])


def standing_of(
    code: str, value: PublishedValue | None, rows: Mapping[str, PublishedValue]
) -> Standing:
    """A code's state by its row, offering the 26 row where only that has work."""
    standing = classify(code, value)
    professional = rows.get("26")
    if professional is None or professional.work == 0 or standing.state is ValueState.VALUED:
        return standing
    if value is not None and value.modifier:
        return standing
    reason = (
        f"{code} has no work RVU as a whole; its professional part {code}-26 has "
        f"{professional.work_rvu}. Add modifier 26 to count it."
    )
    state = ValueState.UNPRICED if standing.state is ValueState.UNKNOWN else standing.state
    return Standing(state, reason)


def _flag_row(working: Working, asked: Sequence[str], row_modifier: str) -> Working:
    code = working.priced.line.code
    if not working.priced.rows:
        return working
    for modifier in asked:
        if modifier in ("53", row_modifier):
            continue
        working = working.with_flag(
            f"{code} has no row of its own for modifier {modifier}; its unmodified row was used."
        )
    if len({"26", "TC"} & set(asked)) == 2:
        working = working.with_flag(
            f"{code} is marked both 26 and TC: together they are the whole service. Use one."
        )
    return working
