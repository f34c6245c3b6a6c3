"""A policy or contract reads back as it was written, and a bad file gets a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvuedge_desktop.domain.contracts import Contract, MissingCode, Site
from rvuedge_desktop.domain.policies import (
    SHIPPED,
    CodeOverride,
    Effect,
    ModifierRule,
    Policy,
    RankBasis,
)
from rvuedge_desktop.exchange.contract_toml import (
    ContractFileError,
    contract_from_toml,
    contract_to_toml,
)
from rvuedge_desktop.exchange.policy_toml import PolicyFileError, policy_from_toml, policy_to_toml

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WORDS = TEXTS.map(str.strip).filter(bool)
SHARES = st.decimals(0, 10, places=3)
RULES = st.one_of(
    st.builds(ModifierRule, st.just(Effect.FACTOR), SHARES, TEXTS),
    st.builds(
        ModifierRule, st.sampled_from([e for e in Effect if e is not Effect.FACTOR]), source=TEXTS
    ),
)
MODIFIERS = st.from_regex(r"[A-Z0-9]{2}", fullmatch=True)
OVERRIDES = st.builds(
    CodeOverride,
    st.from_regex(r"[0-9]{5}", fullmatch=True),
    st.decimals(0, 1000, places=2),
    WORDS,
    TEXTS,
    st.one_of(st.just(""), MODIFIERS),
)
POLICIES = st.builds(
    Policy,
    name=st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True),
    title=WORDS,
    description=TEXTS,
    modifiers=st.dictionaries(MODIFIERS, RULES, max_size=5),
    bilateral=st.booleans(),
    endoscopy=st.booleans(),
    rank_basis=st.sampled_from(RankBasis),
    rank_factors=st.lists(SHARES, min_size=1, max_size=5).map(tuple),
    by_report_from=st.one_of(st.none(), st.integers(2, 20)),
    uncredited_statuses=st.frozensets(st.sampled_from("ABINRTX")),
    uncredited_roles=st.frozensets(TEXTS.map(str.casefold)),
    drug_administration=st.booleans(),
    one_anesthesia_base=st.booleans(),
    overrides=st.lists(OVERRIDES, max_size=4).map(
        lambda owns: {(own.code, own.modifier): own for own in owns}
    ),
)


@given(POLICIES)
def test_a_policy_round_trips_through_its_file(policy: Policy) -> None:
    assert policy_from_toml(policy_to_toml(policy)) == policy


@pytest.mark.parametrize("policy", SHIPPED, ids=lambda policy: policy.name)
def test_shipped_policies_too(policy: Policy) -> None:
    assert policy_from_toml(policy_to_toml(policy)) == policy


HEAD = 'name = "ours"\ntitle = "Ours"\n'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name = ", "not a file of a policy"),
        ("", "the policy lacks “name”."),
        ('name = "Our Plan"\ntitle = "x"', "“name” of the policy is up to 40 small letters"),
        ('name = "ours"\ntitle = " "', "“title” of the policy"),
        (HEAD + "bilaterel = true", "has “bilaterel”, which means nothing here."),
        (HEAD + 'bilateral = "yes"', "“bilateral” of the policy is true or false."),
        (HEAD + 'rank_by = "size"', "one of none, fee, work"),
        (HEAD + 'rank_by = "fee"', "needs “rank_factors”"),
        (HEAD + 'rank_factors = ["1"]', "a number such as 0.5"),
        (HEAD + "rank_factors = [nan]", "not a number to calculate with"),
        (HEAD + "rank_factors = [1e400]", "a number of ordinary size"),
        (HEAD + "rank_factors = [11]", "between 0 and 10"),
        (HEAD + "by_report_from = 1", "2 or more"),
        (HEAD + 'uncredited_statuses = ["none"]', "status letters"),
        (HEAD + '[modifiers.62a]\neffect = "none"', "“62a” is not a modifier"),
        (HEAD + '[modifiers.62]\neffect = "half"', "“effect” of modifier 62 is one of none"),
        (HEAD + '[modifiers.62]\neffect = "factor"', "modifier 62 lacks “factor”."),
        (HEAD + "[modifiers.62]\nfactor = 0.5", "means nothing here"),
        (HEAD + '[[values]]\ncode = "x"', "“code” of value 1 is a code"),
        (HEAD + '[[values]]\ncode = "64999"\nwork_rvu = 8.005\nreason = "r"', "two decimals"),
        (HEAD + '[[values]]\ncode = "64999"\nwork_rvu = 8\nreason = ""', "“reason” of value 1"),
        (
            HEAD + '[[values]]\ncode = "64999"\nwork_rvu = 8\nreason = "r"\n'
            '[[values]]\ncode = "64999"\nwork_rvu = 9\nreason = "r"',
            "64999 has two values",
        ),
    ],
)
def test_a_bad_policy_gets_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(PolicyFileError) as raised:
        policy_from_toml(text)
    assert sentence in str(raised.value)
    assert str(raised.value).endswith(".")


CONTRACTS = st.builds(
    Contract,
    name=WORDS,
    first_day=st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    last_day=st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2030, 1, 1))),
    employer=TEXTS,
    sites=st.lists(
        st.builds(Site, WORDS, st.sampled_from(["", "11", "22"])),
        unique_by=lambda site: site.name.casefold(),
        max_size=3,
    ).map(tuple),
    career_stage=TEXTS,
    fte=st.decimals("0.01", "2", places=2),
    pinned_release=st.sampled_from([None, "RVU20D", "RVU25D"]),
    missing=st.sampled_from(MissingCode),
    policy=WORDS,
    terms=TEXTS,
)


@given(CONTRACTS)
def test_a_contract_round_trips_through_its_file(contract: Contract) -> None:
    assert contract_from_toml(contract_to_toml(contract)) == contract


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("first_day = 2026-01-01", "the contract lacks “name”."),
        ('name = "A"', "the contract lacks “first_day”."),
        ('name = "A"\nfirst_day = "2026"', "“first_day” of the contract is a date"),
        ('name = "A"\nfirst_day = 2026-01-01\nlast_day = 2025-01-01', "before it begins"),
        ('name = " "\nfirst_day = 2026-01-01', "needs a name"),
        ('name = "A"\nfirst_day = 2026-01-01\nfte = 3.0', "FTE lies above 0"),
        ('name = "A"\nfirst_day = 2026-01-01\nrelease = "new"', "not a release"),
        ('name = "A"\nfirst_day = 2026-01-01\nmissing = "skip"', "one of nearest, own"),
        ('name = "A"\nfirst_day = 2026-01-01\n[[sites]]\nname = "x"\nplace_of_service = "2"',
         "two digits"),
        ('name = "A"\nfirst_day = 2026-01-01\n[[sites]]\nname = "x"\n[[sites]]\nname = "X"',
         "a name of its own"),
    ],
)  # fmt: skip
def test_a_bad_contract_gets_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ContractFileError) as raised:
        contract_from_toml(text)
    assert sentence in str(raised.value)
