"""Contracts choose policy and release; own values and policies are kept and marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rvuedge_desktop.bootstrap import Program
from rvuedge_desktop.domain.contracts import Contract, MissingCode, Site, contract_for
from rvuedge_desktop.domain.entries import CreditedLine, Line
from rvuedge_desktop.domain.periods import Period
from rvuedge_desktop.domain.policies import (
    CMS,
    COMMON,
    FULL,
    CodeOverride,
    Effect,
    ModifierRule,
)
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.services.contracts import (
    BadContract,
    add_contract,
    change_contract,
    contract_from_text,
    contract_named,
    contract_text,
    remove_contract,
)
from rvuedge_desktop.services.own_values import (
    BadValue,
    bases_from_csv,
    remove_own_value,
    set_anesthesia_bases,
    set_own_value,
)
from rvuedge_desktop.services.policy_files import BadPolicy, copy_of, remove_policy, save_policy
from rvuedge_desktop.services.summaries import beside_of

DAY = date(2026, 5, 4)
BEGIN = date(2026, 1, 1)


def credit(opened: Program, *lines: Line) -> list[CreditedLine]:
    return opened.evaluator.credit(lines)


def one(opened: Program, code: str, *modifiers: str, site: str = "") -> CreditedLine:
    return credit(opened, Line(code, DAY, modifiers, site=site))[0]


def add(opened: Program, **terms: object) -> Contract:
    contract = replace(Contract("St. Anne", BEGIN), **terms)  # type: ignore[arg-type]
    return add_contract(opened.store, opened.evaluator, contract)


# Which contract a line belongs to

HOSPITAL = Contract("Hospital", BEGIN, sites=(Site("Main OR", "22"), Site("Ward", "21")), id=1)
CLINIC = Contract("Clinic", date(2026, 2, 1), sites=(Site("Office", "11"),), id=2)
ANYWHERE = Contract("Anywhere", date(2025, 1, 1), date(2026, 6, 30), id=3)


@pytest.mark.parametrize(
    ("day", "site", "name"),
    [
        (DAY, "main or", "Hospital"),
        (DAY, " Office ", "Clinic"),
        (DAY, "elsewhere", "Anywhere"),
        (DAY, "", "Anywhere"),
        (date(2026, 1, 2), "office", "Anywhere"),
        (date(2025, 7, 1), "Main OR", "Anywhere"),
        (date(2026, 7, 1), "", None),
        (date(2024, 1, 1), "Main OR", None),
    ],
)
def test_a_line_belongs_to_one_contract_by_date_and_site(
    day: date, site: str, name: str | None
) -> None:
    for contracts in ([HOSPITAL, CLINIC, ANYWHERE], [ANYWHERE, CLINIC, HOSPITAL]):
        found = contract_for(contracts, day, site)
        assert (found.name if found else None) == name


def test_the_only_contract_of_a_day_takes_every_site() -> None:
    assert contract_for([HOSPITAL], DAY, "Ofice") is HOSPITAL
    assert contract_for([HOSPITAL, CLINIC], DAY, "Ofice") is None


def test_of_two_alike_the_later_stands() -> None:
    later = replace(ANYWHERE, first_day=BEGIN, name="Raise", id=4)
    assert contract_for([later, ANYWHERE], DAY, "") is later


# What it does


def test_without_a_contract_everything_counts_in_full(opened: Program) -> None:
    line = one(opened, "27447", "50")
    assert (line.credited, line.contract_id) == (Decimal("19.11"), None)


def test_policy_of_the_contract(opened: Program) -> None:
    contract = add(opened, policy="common")
    line = one(opened, "27447", "50")
    assert (line.credited, line.contract_id) == (Decimal("28.67"), contract.id)
    remove_contract(opened.store, opened.evaluator, "st. anne")
    assert one(opened, "27447", "50").contract_id is None
    assert opened.store.contracts() == []
    again = add(opened)
    assert again.id != contract.id


def test_place_of_service_chooses_the_fee_that_ranks(opened: Program) -> None:
    add(opened, policy="cms", sites=(Site("OR", "22"), Site("Office", "11")))
    pair = ("11104", "17000")
    # 11104 has 1.33 in a facility and more in the office; whichever is dearer there comes first.
    for site in ("OR", "Office"):
        first, second = credit(opened, *(Line(code, DAY, site=site) for code in pair))
        priced = [opened.evaluator.price(Line(code, DAY)).rows[""] for code in pair]
        fees = [
            value.total_facility if site == "OR" else value.total_nonfacility for value in priced
        ]
        whole = [first, second][fees.index(max(fees))]  # type: ignore[type-var]
        assert whole.credited == whole.base_work


def test_a_pinned_release_prices_every_date(opened: Program) -> None:
    add(opened, pinned_release="RVU20D")
    line = one(opened, "99214")
    assert (line.credited, line.release) == (Decimal("1.50"), "RVU20D")
    assert any("pinned to RVU20D" in step.text for step in line.steps)


def test_a_code_the_pinned_release_lacks(opened: Program) -> None:
    contract = add(opened, pinned_release="RVU20D")
    line = one(opened, "49591")  # new in 2023 (domain reference 3.4)
    assert line.release == "RVU23D"
    assert any("RVU23D was used" in flag for flag in line.flags)
    change_contract(opened.store, opened.evaluator, replace(contract, missing=MissingCode.OWN))
    line = one(opened, "49591")
    assert line.state is ValueState.UNKNOWN
    assert any("enter the value you agreed on" in flag for flag in line.flags)
    set_own_value(
        opened.store, opened.evaluator, CodeOverride("49591", Decimal("6.50"), "as 49560 was")
    )
    line = one(opened, "49591")
    assert (line.credited, line.has_own_value) == (Decimal("6.50"), True)


def test_rules_by_indicator_work_under_values_that_hold_work_alone(opened: Program) -> None:
    add(opened, pinned_release="RVU20D", policy="cms")
    assert one(opened, "27447", "50").credited == Decimal("31.08")  # 20.72 × 1.5
    lines = credit(opened, Line("47562", DAY), Line("49505", DAY))
    assert [str(line.credited) for line in lines] == ["10.47", "3.98"]  # 7.96 / 2
    assert any("holds no indicators" in step.text for step in lines[0].steps)
    family = credit(opened, Line("45385", DAY), Line("45380", DAY))
    assert [str(line.credited) for line in family] == ["4.57", "0.30"]


def test_a_pinned_release_that_is_gone_is_named(opened: Program) -> None:
    stored = opened.store.add_contract(Contract("Old", BEGIN, pinned_release="RVU19A"))
    opened.evaluator.refresh_terms()
    line = one(opened, "99214")
    assert (line.release, line.contract_id) == ("RVU26B", stored.id)
    assert any("RVU19A, to which Old is pinned, is not installed" in flag for flag in line.flags)


def test_a_policy_that_is_gone_is_named(opened: Program) -> None:
    opened.store.add_contract(Contract("Old", BEGIN, policy="lost"))
    opened.evaluator.refresh_terms()
    assert any("“lost” of Old is gone" in flag for flag in one(opened, "99214").flags)


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"policy": "generous"}, "not a policy"),
        ({"pinned_release": "RVU19A"}, "RVU19A is not installed"),
        ({"sites": (Site("OR", "98"),)}, "not a place of service"),
    ],
)
def test_a_bad_contract_is_refused(
    opened: Program, terms: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadContract, match=sentence):
        add(opened, **terms)
    assert opened.store.contracts() == []


def test_names_are_one_each(opened: Program) -> None:
    first = add(opened)
    with pytest.raises(BadContract, match="already"):
        add(opened, name="ST. ANNE")
    second = add(opened, name="Other")
    with pytest.raises(BadContract, match="already"):
        change_contract(opened.store, opened.evaluator, replace(second, name="St. Anne"))
    change_contract(opened.store, opened.evaluator, replace(first, employer="County"))
    assert contract_named(opened.store, "st. anne") == replace(first, employer="County")
    with pytest.raises(BadContract, match="no contract “x”"):
        remove_contract(opened.store, opened.evaluator, "x")
    assert contract_from_text(contract_text(first)) == replace(first, id=0)
    with pytest.raises(BadContract, match="lacks"):
        contract_from_text("")


# Policies of one's own


def test_a_copy_is_kept_and_used(opened: Program) -> None:
    ours = replace(
        copy_of(COMMON, "ours", "Ours"),
        modifiers={**COMMON.modifiers, "ZZ": ModifierRule(Effect.FACTOR, Decimal("0.70"), "§ 4")},
        uncredited_roles=frozenset({"resident"}),
    )
    save_policy(opened.store, opened.evaluator, ours)
    add(opened, policy="ours")
    assert one(opened, "47562", "ZZ").credited == Decimal("7.15")
    (resident,) = credit(opened, Line("47562", DAY, role="resident"))
    assert resident.credited == Decimal("0.00")
    assert list(opened.evaluator.policies) == ["full", "cms", "common", "ours"]
    with pytest.raises(BadPolicy, match=r"St\. Anne credits with ours"):
        remove_policy(opened.store, opened.evaluator, "ours")
    remove_contract(opened.store, opened.evaluator, "St. Anne")
    remove_policy(opened.store, opened.evaluator, "ours")
    assert list(opened.evaluator.policies) == ["full", "cms", "common"]
    with pytest.raises(BadPolicy, match="no policy"):
        remove_policy(opened.store, opened.evaluator, "ours")


def test_shipped_policies_stay(opened: Program) -> None:
    with pytest.raises(BadPolicy, match="take another name"):
        save_policy(opened.store, opened.evaluator, replace(CMS, bilateral=False))
    with pytest.raises(BadPolicy, match="small letters"):
        save_policy(opened.store, opened.evaluator, copy_of(FULL, "Our Plan", "Ours"))


def test_an_unreadable_policy_is_passed_over(opened: Program) -> None:
    opened.store.set_policy("broken", "name =")
    opened.evaluator.refresh_terms()
    assert "broken" not in opened.evaluator.policies


# Own values and anesthesia


def test_own_values_count_and_are_totalled_apart(opened: Program) -> None:
    own = CodeOverride("64999", Decimal("8.00"), "as 64831", "chief")
    assert set_own_value(opened.store, opened.evaluator, own) == own
    opened.logbook.log_text("64999! x2; 99213", today=DAY)
    (line, _) = opened.store.entries()
    assert line.credited_line.credited == Decimal("16.00")
    assert opened.store.beside_totals(DAY, DAY)[:2] == (1, 1600)
    assert remove_own_value(opened.store, opened.evaluator, "64999")
    assert not remove_own_value(opened.store, opened.evaluator, "64999")
    assert opened.store.entries()[0] == line


@pytest.mark.parametrize(
    ("code", "work", "reason", "sentence"),
    [
        ("6499", "8", "r", "not a code"),
        ("J2590", "8", "r", "is a drug"),
        ("01402", "8", "r", "base units"),
        ("64999", "8.005", "r", "two decimals"),
        ("64999", "-1", "r", "between 0"),
        ("64999", "8", " ", "needs a reason"),
    ],
)
def test_a_bad_own_value_is_refused(
    opened: Program, code: str, work: str, reason: str, sentence: str
) -> None:
    with pytest.raises(BadValue, match=sentence):
        set_own_value(opened.store, opened.evaluator, CodeOverride(code, Decimal(work), reason))
    assert opened.store.own_values() == []


def test_anesthesia_units_beside_the_total(opened: Program) -> None:
    bases = {"01402": Decimal(7), "00790": Decimal("7.5")}
    assert set_anesthesia_bases(opened.store, opened.evaluator, bases, source="ASA") == 2
    line = Line("01402", DAY, minutes=129)
    opened.store.add_session(credit(opened, line, Line("99213", DAY)), label="x")
    (entry, _) = opened.store.entries()
    assert entry.line == line
    assert entry.credited_line.anesthesia_units == Decimal("15.60")
    assert opened.store.beside_totals(DAY, DAY) == (0, 0, 1, 1560)
    assert opened.store.entry_sum(DAY, DAY).hundredths == 130
    for code, units in (("99213", "7"), ("01402", "101"), ("01402", "7.55")):
        with pytest.raises(BadValue):
            set_anesthesia_bases(opened.store, opened.evaluator, {code: Decimal(units)})
    opened.store.remove_anesthesia_bases(["01402"])
    assert opened.store.anesthesia_bases() == {"00790": Decimal("7.5")}


def test_base_units_are_read_from_a_table(opened: Program) -> None:
    text = "Anesthesia base units\ncode,name,units\n01402,knee,7\n\n00790,,7.5\n"
    bases = bases_from_csv(text)
    assert bases == {"01402": Decimal(7), "00790": Decimal("7.5")}
    assert set_anesthesia_bases(opened.store, opened.evaluator, bases) == 2
    (logged,) = opened.logbook.log_text("01402! 129min", today=DAY).logged
    assert logged.line.minutes == 129
    found = beside_of(opened.store, Period(DAY, DAY))
    assert (found.anesthesia_lines, found.anesthesia_units) == (1, Decimal("15.60"))
    for bad in ("01402", "01402,many", "01402,nan", "", "99213,7"):
        with pytest.raises(BadValue):
            bases_from_csv(bad)
