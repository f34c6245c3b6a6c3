"""`rvuedge credit` and `rvuedge policies`: what lines would count for, without logging them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from rvuedge_desktop.bootstrap import program
from rvuedge_desktop.cli import DONE, REFUSED, BadInput
from rvuedge_desktop.cli_io import answer, day_of, inputs, release_if_given
from rvuedge_desktop.cli_text import figure, shortened
from rvuedge_desktop.domain.amounts import ZERO, plain
from rvuedge_desktop.domain.entries import CreditedLine
from rvuedge_desktop.domain.policies import Policy
from rvuedge_desktop.domain.values import ValueState

if TYPE_CHECKING:
    from rvuedge_desktop.services.evaluation import Evaluator

Options = argparse.Namespace


def policy_named(evaluator: Evaluator, name: str | None) -> Policy | None:
    """The policy of that name, None where none was named; BadInput with the names there are."""
    if name is None:
        return None
    policy = evaluator.policies.get(name.strip().casefold())
    if policy is None:
        names = ", ".join(evaluator.policies)
        raise BadInput(f"“{name}” is not a policy; choose one of {names}.")
    return policy


def credit(options: Options) -> int:
    """Evaluate quick-entry texts, each as one session; with `-` a session a line of input."""
    from rvuedge_desktop.services.lookup import require_installed

    today = date.today()
    on = day_of(options.on, today)
    release = release_if_given(options.release)
    result = DONE
    with program(options.data_dir, write=False) as opened:
        policy = policy_named(opened.evaluator, options.policy)
        if release is not None:
            require_installed(opened.store, release)
        for text in inputs(options.text):
            found = opened.evaluator.evaluate(
                text,
                today=today,
                default_date=on,
                finished=True,
                ask=False,
                release=release,
                policy=policy,
            )
            problems = [f"{shortened(left.text)}: {left.reason}" for left in found.refused]
            if not found.ready and not problems:
                problems = ["There is no code in this text; type one such as 99213."]
            for problem in problems:
                print(problem, file=sys.stderr, flush=True)
                result = REFUSED
            record = {
                "lines": [line_record(line) for line in found.ready],
                "total_wrvu": plain(total_of_lines(found.ready)),
            }
            answer(options, record, _text(found.ready))
    return result


def total_of_lines(lines: Sequence[CreditedLine]) -> Decimal:
    """The wRVU of the lines that count."""
    counted = (line.credited for line in lines if line.state.counts)
    return sum((amount for amount in counted if amount is not None), ZERO)


def line_record(line: CreditedLine) -> dict[str, object]:
    """A credited line as `rvuedge credit` answers it."""
    flags = list(line.flags)
    if line.state is ValueState.UNKNOWN and line.reason is not None:
        flags.insert(0, line.reason)
    return {
        "code": line.line.code,
        "modifiers": list(line.line.modifiers),
        "units": line.line.units,
        "state": line.state.value,
        "base_work_rvu": plain(line.base_work),
        "credited_wrvu": plain(line.credited),
        "steps": [step.as_json() for step in line.steps],
        "flags": flags,
    }


def _text(lines: Sequence[CreditedLine]) -> str:
    shown = []
    for line in lines:
        code = "-".join((line.line.code, *line.line.modifiers))
        units = f" × {line.line.units}" if line.line.units != 1 else ""
        shown.append(f"{code}{units}  {figure(line.state, line.credited)}")
        shown.extend(f"    {step.text}" for step in line.steps)
        shown.extend(f"  ! {flag}" for flag in line.flags)
    shown.append(f"{total_of_lines(lines):,} wRVU")
    return "\n".join(shown)


def policies(options: Options) -> int:
    """List the policies and what each does with a modifier."""
    with program(options.data_dir, write=False) as opened:
        known = list(opened.evaluator.policies.values())
    record = {"policies": [policy_record(policy) for policy in known]}
    lines = [f"{policy.name}  {policy.title}: {policy.description}" for policy in known]
    answer(options, record, "\n".join(lines))
    return DONE


def policy_record(policy: Policy) -> dict[str, object]:
    """A policy as `rvuedge policies` answers it."""
    return {
        "name": policy.name,
        "title": policy.title,
        "description": policy.description,
        "modifiers": {
            modifier: {
                "effect": rule.effect.value,
                "factor": plain(rule.factor),
                "source": rule.source,
            }
            for modifier, rule in policy.modifiers.items()
        },
        "bilateral": policy.bilateral,
        "endoscopy": policy.endoscopy,
        "rank_basis": policy.rank_basis.value,
        "rank_factors": [plain(factor) for factor in policy.rank_factors],
        "by_report_from": policy.by_report_from,
        "uncredited_statuses": sorted(policy.uncredited_statuses),
        "uncredited_roles": sorted(policy.uncredited_roles),
        "drug_administration": policy.drug_administration,
        "one_anesthesia_base": policy.one_anesthesia_base,
        "overrides": [
            {
                "code": own.code,
                "modifier": own.modifier,
                "work_rvu": plain(own.work),
                "reason": own.reason,
                "source": own.source,
            }
            for own in policy.overrides.values()
        ],
    }
