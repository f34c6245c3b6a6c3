"""Every rule of a policy has a sentence."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from rvuedge_desktop.domain.policies import (
    CMS,
    FULL,
    SHIPPED,
    CodeOverride,
    Effect,
    ModifierRule,
    Policy,
)
from rvuedge_desktop.domain.policy_words import rules_of, sentence_of


@pytest.mark.parametrize("policy", SHIPPED, ids=lambda policy: policy.name)
def test_every_rule_is_named(policy: Policy) -> None:
    rules = rules_of(policy)
    known = {field.name for field in fields(Policy)} | {"modifiers", "values"}
    assert all(rule.field.split(".")[0] in known for rule in rules)
    assert all(rule.sentence.endswith(".") and rule.subject for rule in rules)
    assert {rule.subject for rule in rules} >= set(policy.modifiers)
    assert all(rule.source for rule in rules if rule.field.startswith("modifiers."))


def test_sentences() -> None:
    own = CMS.with_override(CodeOverride("64999", Decimal("8.00"), "as 64831", "§ 4", "26"))
    by_field = {rule.field: rule for rule in rules_of(own)}
    assert by_field["modifiers.62"].sentence == "Counts 62.5%."
    assert by_field["rank_basis"].sentence.startswith(
        "Ranked by fee (indicators 2 and 3): 100%, 50%"
    )
    assert by_field["uncredited_statuses"].sentence == "Lines with status B, I, N, X count nothing."
    assert by_field["values.64999-26"] == (
        "values.64999-26", "64999-26", "Counts 8.00: as 64831.", "§ 4",
    )  # fmt: skip
    assert "whole" in {rule.field: rule for rule in rules_of(FULL)}["rank_basis"].sentence
    residents = replace(FULL, uncredited_roles=frozenset({"resident"}), drug_administration=False)
    texts = [rule.sentence for rule in rules_of(residents)]
    assert "Lines as resident count nothing." in texts
    assert "They count nothing (PC/TC 5)." in texts


def test_every_effect_has_words() -> None:
    for effect in Effect:
        factor = Decimal("0.5") if effect is Effect.FACTOR else None
        assert sentence_of(ModifierRule(effect, factor))
