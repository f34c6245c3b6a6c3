"""From a session of lines to what each counts for, in named steps that can be read back.

The pipeline is: choose the row → the policy's own stages → units → round. Each stage is a small
function over the session's lines that adds its sentence to the lines it touches. This module
holds the stages every policy shares; a policy adds stages between the row and the units.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rvuedge_desktop.domain.amounts import round_half_up
from rvuedge_desktop.domain.entries import CreditedLine, Line, Step
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
    """

    line: Line
    rows: Mapping[str, PublishedValue]
    release: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Working:
    """A line on its way through the pipeline. `amount` is None while nothing can be credited."""

    priced: PricedLine
    value: PublishedValue | None
    standing: Standing
    amount: Decimal | None
    steps: tuple[Step, ...] = ()
    flags: tuple[str, ...] = ()
    applied: frozenset[str] = frozenset()

    def with_step(self, step: Step, *, applied: Sequence[str] = ()) -> Working:
        return replace(
            self,
            amount=step.after,
            steps=(*self.steps, step),
            applied=self.applied | frozenset(applied),
        )

    def with_flag(self, flag: str) -> Working:
        return replace(self, flags=(*self.flags, flag))


Stage = Callable[[Sequence[Working]], list[Working]]


@dataclass(frozen=True, slots=True)
class Policy:
    """How a contract credits lines: a name people read, and the stages it adds."""

    name: str
    title: str
    stages: tuple[Stage, ...] = ()


FULL_CREDIT = Policy("full", "Full credit")


def credit_session(lines: Sequence[PricedLine], policy: Policy = FULL_CREDIT) -> list[CreditedLine]:
    """What each line of one session counts for under `policy`, in the order given.

    Sources: domain reference 4.2 (order of operations) and 1.5 (row choice).
    """
    working: list[Working] = [choose_row(priced) for priced in lines]
    for stage in (*policy.stages, apply_units, name_unapplied_modifiers, round_lines):
        working = stage(working)
    return [_finish(line) for line in working]


def choose_row(priced: PricedLine) -> Working:
    """The row of the release the line is valued by: its 26, TC or 53 row where one is published.

    A code without an own row for the modifier takes its unmodified row. Where that has no work
    but a 26 row has (98 codes of RVU26B), the line stays as logged and the 26 row is offered.
    """
    line, rows = priced.line, priced.rows
    asked = [modifier for modifier in line.modifiers if modifier in ROW_MODIFIERS]
    row_modifier = next((modifier for modifier in asked if modifier in rows), "")
    value = rows.get(row_modifier)
    standing = _standing(line.code, value, rows)
    amount = value.work_rvu if value is not None and standing.state in _WITH_AMOUNT else None
    working = Working(priced, value, standing, None)
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


# A technical part or a bundled code has a published work RVU, and it is zero.
_WITH_AMOUNT = frozenset({ValueState.VALUED, ValueState.NO_WORK})


def _standing(
    code: str, value: PublishedValue | None, rows: Mapping[str, PublishedValue]
) -> Standing:
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
        if modifier == "53" or modifier == row_modifier:
            continue
        working = working.with_flag(
            f"{code} has no row of its own for modifier {modifier}; its unmodified row was used."
        )
    if len({"26", "TC"} & set(asked)) == 2:
        working = working.with_flag(
            f"{code} is marked both 26 and TC: together they are the whole service. Use one."
        )
    return working


def apply_units(lines: Sequence[Working]) -> list[Working]:
    """Multiply by units where more than one was done."""
    done = []
    for line in lines:
        units = line.priced.line.units
        if line.amount is not None and units != 1:
            after = line.amount * units
            step = Step("units", f"× {units} units.", Decimal(units), line.amount, after)
            line = line.with_step(step)
        done.append(line)
    return done


def name_unapplied_modifiers(lines: Sequence[Working]) -> list[Working]:
    """Say which modifiers are kept with the line but change nothing under this policy."""
    done = []
    for line in lines:
        left = [m for m in line.priced.line.modifiers if m not in line.applied]
        if left and line.amount is not None:
            names = ", ".join(left)
            verb = "is" if len(left) == 1 else "are"
            text = f"Modifier {names} {verb} recorded; not yet applied to the credit."
            line = line.with_step(Step("modifiers", text, None, line.amount, line.amount))
        done.append(line)
    return done


def round_lines(lines: Sequence[Working]) -> list[Working]:
    """Round half up to two places, once, at the end of each line (domain reference 4.2 step 6)."""
    done = []
    for line in lines:
        if line.amount is not None:
            rounded = round_half_up(line.amount)
            if rounded != line.amount:
                text = f"{line.amount} rounded half up to {rounded}."
                line = line.with_step(Step("round", text, None, line.amount, rounded))
            else:
                line = replace(line, amount=rounded)
        done.append(line)
    return done


def _finish(line: Working) -> CreditedLine:
    value = line.value
    has_base = value is not None and line.standing.state in _WITH_AMOUNT
    return CreditedLine(
        line=line.priced.line,
        state=line.standing.state,
        reason=line.standing.reason,
        release=line.priced.release if value is not None else None,
        row_modifier=value.modifier if value is not None else None,
        base_work=value.work_rvu if value is not None and has_base else None,
        credited=line.amount,
        steps=line.steps,
        flags=line.flags,
    )
