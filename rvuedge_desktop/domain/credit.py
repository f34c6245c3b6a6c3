"""From a session of lines to what each counts for, in named steps that can be read back.

The pipeline is: choose the row → what is credited at all → units and sides → endoscopy family →
several procedures → role and part of the global package → round. Each stage is a small function
over the session's lines that adds its sentence to the lines it touches; a policy says which
stages act and with what factors. Sources: domain reference 4.2 to 4.4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rvuedge_desktop.domain.amounts import round_half_up
from rvuedge_desktop.domain.credit_anesthesia import count_anesthesia
from rvuedge_desktop.domain.credit_doubts import flag_doubts
from rvuedge_desktop.domain.credit_stages import (
    apply_endoscopy_families,
    apply_ranks,
    apply_roles_and_parts,
    apply_sides_and_units,
    credit_what_counts,
)
from rvuedge_desktop.domain.credit_working import WITH_AMOUNT, PricedLine, Working, choose_row
from rvuedge_desktop.domain.entries import CreditedLine, Step
from rvuedge_desktop.domain.policies import FULL, CodeOverride, Policy

__all__ = ["PricedLine", "choose_row", "credit_session"]

_STAGES = (
    credit_what_counts,
    apply_sides_and_units,
    apply_endoscopy_families,
    apply_ranks,
    apply_roles_and_parts,
    count_anesthesia,
    flag_doubts,
)


def credit_session(lines: Sequence[PricedLine], policy: Policy = FULL) -> list[CreditedLine]:
    """What each line of one session counts for under `policy`, in the order given."""
    working = [choose_row(priced, _override(priced, policy)) for priced in lines]
    for stage in _STAGES:
        working = stage(working, policy)
    working = name_unapplied_modifiers(working, policy)
    return [_finish(line) for line in round_lines(working)]


def _override(priced: PricedLine, policy: Policy) -> CodeOverride | None:
    code = priced.line.code
    for modifier in (*priced.line.modifiers, ""):
        found = policy.overrides.get((code, modifier))
        if found is not None:
            return found
    return None


def name_unapplied_modifiers(lines: Sequence[Working], policy: Policy) -> list[Working]:
    """Say which modifiers are kept with the line but change nothing under this policy."""
    done = []
    for line in lines:
        left = [m for m in line.priced.line.modifiers if m not in line.applied]
        if left and line.amount is not None:
            names = ", ".join(left)
            noun = "Modifier" if len(left) == 1 else "Modifiers"
            verb = "is" if len(left) == 1 else "are"
            text = f"{noun} {names} {verb} recorded; not applied under {policy.title}."
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
                text = f"{line.amount.normalize():f} rounded half up to {rounded}."
                line = line.with_step(Step("round", text, None, line.amount, rounded))
            else:
                line = replace(line, amount=rounded)
        done.append(line)
    return done


def _finish(line: Working) -> CreditedLine:
    value = line.value
    has_base = value is not None and line.standing.state in WITH_AMOUNT and line.override is None
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
        anesthesia_units=line.anesthesia_units,
    )
