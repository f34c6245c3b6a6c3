"""A credit policy as a TOML file: what a user copies, edits, keeps and hands on."""

from __future__ import annotations

import re
from decimal import Decimal

from rvuedge_desktop.domain.codes import is_code_shape, is_modifier_shape
from rvuedge_desktop.domain.policies import (
    CodeOverride,
    Effect,
    ModifierRule,
    Policy,
    RankBasis,
)
from rvuedge_desktop.exchange.toml_text import BadFile, Table, parsed, quoted, written

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_STATUS = re.compile(r"[A-Z]")
_MOST_WORK = Decimal(1000)


class PolicyFileError(BadFile):
    """A policy file cannot be used; the message is a sentence that says where and why."""


def policy_to_toml(policy: Policy) -> str:
    """The policy as a file; `policy_from_toml` reads the same policy back."""
    lines = written(
        {
            "name": policy.name,
            "title": policy.title,
            "description": policy.description,
            "bilateral": policy.bilateral,
            "endoscopy": policy.endoscopy,
            "rank_by": policy.rank_basis.value,
            "rank_factors": list(policy.rank_factors),
            "by_report_from": policy.by_report_from,
            "uncredited_statuses": sorted(policy.uncredited_statuses),
            "uncredited_roles": sorted(policy.uncredited_roles),
            "drug_administration": policy.drug_administration,
            "one_anesthesia_base": policy.one_anesthesia_base,
        }
    )
    for modifier, rule in policy.modifiers.items():
        lines += ["", f"[modifiers.{quoted(modifier)}]"]
        lines += written(
            {"effect": rule.effect.value, "factor": rule.factor, "source": rule.source}
        )
    for own in policy.overrides.values():
        lines += ["", "[[values]]"]
        lines += written(
            {
                "code": own.code,
                "modifier": own.modifier or None,
                "work_rvu": own.work,
                "reason": own.reason,
                "source": own.source,
            }
        )
    return "\n".join(lines) + "\n"


def policy_from_toml(text: str) -> Policy:
    """The policy a file describes; PolicyFileError with a sentence when it describes none."""
    try:
        return _policy(Table(parsed(text, "a policy"), "the policy"))
    except PolicyFileError:
        raise
    except BadFile as problem:
        raise PolicyFileError(str(problem)) from None


def _policy(table: Table) -> Policy:
    name = table.text("name")
    if not _NAME.fullmatch(name):
        raise table.wrong("name", "up to 40 small letters, digits and hyphens")
    title = table.text("title").strip()
    if not title:
        raise table.wrong("title", "what people read, and not empty")
    policy = Policy(
        name=name,
        title=title,
        description=table.text("description", ""),
        modifiers=_modifiers(table),
        bilateral=table.truth("bilateral", False),
        endoscopy=table.truth("endoscopy", False),
        rank_basis=RankBasis(table.choice("rank_by", [basis.value for basis in RankBasis], "none")),
        rank_factors=_factors(table),
        by_report_from=table.whole("by_report_from") if table.has("by_report_from") else None,
        uncredited_statuses=_statuses(table),
        uncredited_roles=frozenset(role.casefold() for role in table.texts("uncredited_roles")),
        drug_administration=table.truth("drug_administration", True),
        one_anesthesia_base=table.truth("one_anesthesia_base", False),
        overrides=_overrides(table),
    )
    table.end()
    if policy.rank_basis is not RankBasis.NONE and not policy.rank_factors:
        raise BadFile("A policy that ranks procedures needs “rank_factors”, such as [1.0, 0.5].")
    if policy.by_report_from is not None and policy.by_report_from < 2:
        raise table.wrong("by_report_from", "2 or more")
    return policy


def _factors(table: Table) -> tuple[Decimal, ...]:
    found = table.items("rank_factors")
    if len(found) > 20:
        raise table.wrong("rank_factors", "a list of at most 20 shares; the last one goes on")
    return tuple(_share(table, "rank_factors", factor) for factor in found)


def _share(table: Table, key: str, found: object) -> Decimal:
    factor = table.as_number(key, found)
    if not 0 <= factor <= 10:
        raise table.wrong(key, "between 0 and 10")
    return factor


def _statuses(table: Table) -> frozenset[str]:
    found = table.texts("uncredited_statuses")
    if not all(_STATUS.fullmatch(status) for status in found):
        raise table.wrong("uncredited_statuses", "a list of status letters such as “B”")
    return frozenset(found)


def _modifiers(table: Table) -> dict[str, ModifierRule]:
    rules = {}
    for modifier, record in table.table("modifiers").items():
        if not is_modifier_shape(modifier):
            raise BadFile(f"“{modifier}” is not a modifier; write two capital letters or digits.")
        rule = Table(record, f"modifier {modifier}")
        effect = Effect(rule.choice("effect", [effect.value for effect in Effect], "none"))
        factor = None
        if effect is Effect.FACTOR:
            factor = _share(rule, "factor", rule.number("factor"))
        rules[modifier] = ModifierRule(effect, factor, rule.text("source", ""))
        rule.end()
    return rules


def _overrides(table: Table) -> dict[tuple[str, str], CodeOverride]:
    values: dict[tuple[str, str], CodeOverride] = {}
    for number, record in enumerate(table.items("values"), 1):
        own = Table(record, f"value {number}")
        code, modifier = own.text("code"), own.text("modifier", "")
        if not is_code_shape(code):
            raise own.wrong("code", "a code such as 99213")
        if modifier and not is_modifier_shape(modifier):
            raise own.wrong("modifier", "two capital letters or digits")
        work = own.number("work_rvu")
        if not 0 <= work <= _MOST_WORK or work.quantize(Decimal("0.01")) != work:
            raise own.wrong("work_rvu", f"from 0 to {_MOST_WORK}, with at most two decimals")
        reason = own.text("reason").strip()
        if not reason:
            raise own.wrong("reason", "what was agreed, and not empty")
        if (code, modifier) in values:
            raise BadFile(f"{'-'.join(filter(None, (code, modifier)))} has two values; keep one.")
        values[(code, modifier)] = CodeOverride(
            code, work, reason, own.text("source", ""), modifier
        )
        own.end()
    return values
