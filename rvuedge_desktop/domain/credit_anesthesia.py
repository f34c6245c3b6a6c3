"""Anesthesia is counted in base and time units, beside the wRVUs and never among them.

Units are base units plus minutes divided by 15, to one decimal, times the share of the direction
modifier (domain reference 2.6 and 4.1). Base units are not in the relative value file: they are
entered or imported once per code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from rvuedge_desktop.domain.amounts import round_half_up
from rvuedge_desktop.domain.credit_working import Working
from rvuedge_desktop.domain.entries import Step
from rvuedge_desktop.domain.policies import Effect, Policy
from rvuedge_desktop.domain.policy_words import percent
from rvuedge_desktop.domain.values import ValueState

_MINUTES_PER_UNIT = 15
_TENTH = Decimal("0.1")
# They are reported beside another anesthesia code and keep their own base units.
_ADD_ONS = frozenset({"01953", "01968", "01969"})


def time_units(minutes: int) -> Decimal:
    """Minutes as time units, half up to one decimal: 129 minutes are 8.6 units."""
    return (Decimal(minutes) / _MINUTES_PER_UNIT).quantize(_TENTH, rounding=ROUND_HALF_UP)


def count_anesthesia(lines: Sequence[Working], policy: Policy) -> list[Working]:
    """The anesthesia units of the session's anesthesia lines; all other lines stay as they are."""
    counted = [at for at, line in enumerate(lines) if _is_ready(line)]
    highest = _highest(lines, counted) if policy.one_anesthesia_base else None
    done = []
    for at, line in enumerate(lines):
        if line.standing.state is not ValueState.ANESTHESIA:
            done.append(line)
        elif at not in counted:
            done.append(_asked_for(line))
        else:
            own = highest is None or at == highest or line.priced.line.code in _ADD_ONS
            done.append(_counted(line, policy, with_base=own))
    return done


def _is_ready(line: Working) -> bool:
    anesthesia = line.standing.state is ValueState.ANESTHESIA
    given = line.priced.base_units is not None and line.priced.line.minutes is not None
    return anesthesia and given


def _highest(lines: Sequence[Working], counted: Sequence[int]) -> int | None:
    mains = [at for at in counted if lines[at].priced.line.code not in _ADD_ONS]

    def order(at: int) -> tuple[object, ...]:
        done = lines[at].priced.line
        return (-(lines[at].priced.base_units or 0), done.code, -(done.minutes or 0), at)

    return min(mains, key=order, default=None)


def _asked_for(line: Working) -> Working:
    missing = []
    if line.priced.base_units is None:
        missing.append("the base units of its code")
    if line.priced.line.minutes is None:
        missing.append("the minutes")
    text = f"Its anesthesia units are counted once {' and '.join(missing)} are entered."
    return replace(line, steps=(*line.steps, Step("anesthesia", text)))


def _counted(line: Working, policy: Policy, *, with_base: bool) -> Working:
    base = line.priced.base_units or Decimal(0)
    minutes = line.priced.line.minutes or 0
    timed = time_units(minutes)
    if with_base:
        units = base + timed
        text = f"{base:f} base units + {minutes} min / 15 = {timed} time units: {units:f} units."
    else:
        units = timed
        text = (
            f"{minutes} min / 15 = {timed} time units; the base units of the session are those "
            "of its highest code."
        )
    steps = [*line.steps, Step("anesthesia", text)]
    applied = set(line.applied)
    for modifier in line.priced.line.modifiers:
        rule = policy.rule(modifier)
        if rule.effect is Effect.FACTOR and rule.factor is not None and rule.factor != 1:
            share = percent(rule.factor)
            after = units * rule.factor
            steps.append(Step("anesthesia", f"Modifier {modifier}: {share}%: {after:f} units."))
            units = after
            applied.add(modifier)
    return replace(
        line,
        steps=tuple(steps),
        applied=frozenset(applied),
        anesthesia_units=round_half_up(units),
    )
