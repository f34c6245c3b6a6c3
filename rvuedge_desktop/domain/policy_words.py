"""A policy as a table of sentences: what it does, and where each rule comes from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from rvuedge_desktop.domain.policies import Effect, ModifierRule, Policy, RankBasis


class Rule(NamedTuple):
    """One row of the table. `field` names what an editor changes: a field of the policy, a
    modifier as `modifiers.62`, or a value as `values.64999`."""

    field: str
    subject: str
    sentence: str
    source: str = ""


_FILE = "indicators of the CMS relative value file"
_EFFECTS = {
    Effect.NONE: "Recorded; changes nothing.",
    Effect.BILATERAL: "By the code's bilateral indicator: 100, 150 or 200%.",
    Effect.SURGICAL_CARE: "The operation and the care before it, by the code's own shares.",
    Effect.POSTOPERATIVE: "The care after the operation, by the code's own share.",
    Effect.PREOPERATIVE: "The care before the operation, by the code's own share.",
    Effect.INTRAOPERATIVE: "The operation alone, by the code's own share; whole without shares.",
    Effect.BY_REPORT: "By report: flagged, so that you enter what was agreed.",
}


def rules_of(policy: Policy) -> tuple[Rule, ...]:
    """Every rule of a policy in the order in which the pipeline applies them."""
    return (*_general_rules(policy), *_modifier_rules(policy), *_value_rules(policy))


def _general_rules(policy: Policy) -> Iterator[Rule]:
    statuses = ", ".join(sorted(policy.uncredited_statuses))
    yield Rule(
        "uncredited_statuses",
        "Status codes",
        f"Lines with status {statuses} count nothing." if statuses else "Every status counts.",
    )
    roles = ", ".join(sorted(policy.uncredited_roles))
    yield Rule(
        "uncredited_roles",
        "Roles",
        f"Lines as {roles} count nothing." if roles else "Lines of every role count.",
    )
    given = policy.drug_administration
    yield Rule(
        "drug_administration",
        "Drug administration",
        "Services given by staff (PC/TC 5) count." if given else "They count nothing (PC/TC 5).",
    )
    yield Rule(
        "bilateral",
        "Both sides",
        "RT with LT, 50 and two units go by the code's bilateral indicator."
        if policy.bilateral
        else "Sides are recorded; each line counts whole.",
        _FILE if policy.bilateral else "",
    )
    yield Rule(
        "endoscopy",
        "Endoscopy families",
        "The dearest counts whole, the others less their base."
        if policy.endoscopy
        else "Every endoscopy counts whole.",
        _FILE if policy.endoscopy else "",
    )
    yield Rule("rank_basis", "Several procedures", _ranking(policy))
    yield Rule(
        "one_anesthesia_base",
        "Several anesthesia codes",
        "A session has the base units of its highest code."
        if policy.one_anesthesia_base
        else "Every line has its own base units.",
    )


def _ranking(policy: Policy) -> str:
    if policy.rank_basis is RankBasis.NONE:
        return "Every procedure of a session counts whole."
    basis = "fee" if policy.rank_basis is RankBasis.FEE else "work RVU"
    shares = ", ".join(f"{percent(share)}%" for share in policy.rank_factors)
    text = f"Ranked by {basis} (indicators 2 and 3): {shares}; the last share goes on."
    if policy.by_report_from is not None:
        text += f" From number {policy.by_report_from} on flagged as by report."
    return text


def _modifier_rules(policy: Policy) -> Iterator[Rule]:
    for modifier, rule in policy.modifiers.items():
        yield Rule(f"modifiers.{modifier}", modifier, sentence_of(rule), rule.source)


def sentence_of(rule: ModifierRule) -> str:
    """What a modifier does, in words."""
    if rule.effect is Effect.FACTOR and rule.factor is not None:
        return f"Counts {percent(rule.factor)}%."
    return _EFFECTS[rule.effect]


def _value_rules(policy: Policy) -> Iterator[Rule]:
    for own in policy.overrides.values():
        code = f"{own.code}-{own.modifier}" if own.modifier else own.code
        yield Rule(f"values.{code}", code, f"Counts {own.work}: {own.reason}.", own.source)


def percent(share: Decimal) -> str:
    """A share of 1 as a percentage without trailing zeros."""
    return format((share * 100).normalize(), "f")
