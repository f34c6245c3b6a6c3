"""Rules of the domain reference that look at a whole session: places, sides, anesthesia, doubts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvuedge_desktop.domain.credit import PricedLine, credit_session
from rvuedge_desktop.domain.credit_anesthesia import time_units
from rvuedge_desktop.domain.entries import CreditedLine, Line
from rvuedge_desktop.domain.policies import CMS, COMMON, FULL, CodeOverride, Policy
from rvuedge_desktop.domain.values import PublishedValue, ValueState
from tests.domain.test_credit_policies import VALUES, credit, priced, total

DAY = date(2026, 5, 4)


def test_every_unit_takes_a_place_of_its_own() -> None:
    # 10060 has a fee of 2.45 a unit: after 47562 its three units are second to fourth.
    first, units = credit(priced("47562"), priced("10060", units=3))
    assert first.credited == Decimal("10.21")
    assert units.credited == Decimal("1.79")  # 3 × 1.19 × 50 % = 1.785
    alone = credit(priced("10060", units=3))[0]
    assert alone.credited == Decimal("2.38")  # 1.19 × (1 + 0.5 + 0.5)
    assert "first to third" in alone.steps[-1].text
    # Four units of it together are dearer than 49505's 14.63, one is not.
    many = credit(priced("49505"), priced("10060", units=8))
    assert many[0].credited == Decimal("7.76")
    assert any("by report" in flag for flag in many[1].flags)


def test_a_side_done_twice_is_two_procedures() -> None:
    twice = credit(priced("27447", "RT"), priced("27447", "RT", "59"))
    assert sorted(str(line.credited) for line in twice) == ["19.11", "9.56"]
    assert not any("other side" in step.text for line in twice for step in line.steps)
    # A pair is one procedure in the ranking: 19.11 + 9.555, then half of 10.21.
    three = credit(priced("27447", "RT"), priced("27447", "LT"), priced("47562"))
    assert [str(line.credited) for line in three][2] == "5.11"


def test_shares_that_have_no_end_lose_nothing() -> None:
    value = replace(VALUES["10060"], work=1)
    line = PricedLine(Line("10060", DAY, (), 3), {"": value}, "RVU26B")
    (done,) = credit_session([line], CMS)
    assert done.credited == Decimal("0.02")
    assert all(step.factor is None or step.factor == step.factor.normalize() for step in done.steps)


def test_roles_can_be_left_out() -> None:
    policy = replace(FULL, uncredited_roles=frozenset({"resident"}))
    as_resident = PricedLine(Line("47562", DAY, role="Resident"), {"": VALUES["47562"]}, "RVU26B")
    assert credit_session([as_resident], policy)[0].credited == Decimal("0.00")
    assert credit_session([as_resident], FULL)[0].credited == Decimal("10.21")
    assert credit_session([priced("47562")], policy)[0].credited == Decimal("10.21")


def test_an_agreed_value_counts_whatever_the_status() -> None:
    policy = CMS.with_override(CodeOverride("99244", Decimal("3.02"), "Contract section 4"))
    assert total(priced("99244"), policy=policy) == "3.02"
    assert total(priced("99244"), policy=CMS) == "0.00"


@pytest.mark.parametrize("policy", [FULL, CMS, COMMON], ids=lambda policy: policy.name)
def test_the_users_own_value_counts_only_where_none_is_published(policy: Policy) -> None:
    own = CodeOverride("64999", Decimal("8.00"), "as 64831, which it resembles", "chief of service")
    unlisted = PricedLine(
        Line("64999", DAY, (), 2), {"": PublishedValue("64999", "", "C")}, "RVU26B", own_value=own
    )
    (line,) = credit_session([unlisted], policy)
    assert (line.state, line.credited, line.has_own_value) == (
        ValueState.VALUED,
        Decimal("16.00"),
        True,
    )
    assert "as 64831" in line.steps[0].text
    listed = replace(priced("47562"), own_value=replace(own, code="47562"))
    assert credit_session([listed], policy)[0].credited == Decimal("10.21")
    for code, status in (("J2590", "E"), ("00790", "J")):
        never = PricedLine(
            Line(code, DAY), {"": PublishedValue(code, "", status)}, "RVU26B", own_value=own
        )
        assert credit_session([never], policy)[0].credited is None


# Anesthesia (domain reference 2.6)


def anesthesia(code: str, base: int | None, minutes: int | None, *modifiers: str) -> PricedLine:
    return PricedLine(
        Line(code, DAY, modifiers, minutes=minutes),
        {"": PublishedValue(code, "", "J")},
        "RVU26B",
        base_units=None if base is None else Decimal(base),
    )


@pytest.mark.parametrize(
    ("minutes", "units"), [(129, "8.6"), (117, "7.8"), (95, "6.3"), (0, "0.0"), (1, "0.1")]
)
def test_time_units(minutes: int, units: str) -> None:
    assert str(time_units(minutes)) == units


def test_base_and_time_units_stand_beside_the_wrvu() -> None:
    (knee,) = credit(anesthesia("01402", 7, 129), policy=FULL)  # P11
    assert (knee.state, knee.credited) == (ValueState.ANESTHESIA, None)
    assert knee.anesthesia_units == Decimal("15.60")
    assert "8.6 time units: 15.6 units" in knee.steps[-1].text


def test_direction_modifiers() -> None:
    for modifier, units in (("QK", "7.80"), ("QZ", "15.60"), ("AA", "15.60")):
        (line,) = credit(anesthesia("01402", 7, 129, modifier))
        assert line.anesthesia_units == Decimal(units)
    assert credit(anesthesia("01402", 7, 129, "QK"), policy=FULL)[0].anesthesia_units == Decimal(
        "15.60"
    )


def test_what_is_missing_is_asked_for() -> None:
    (line,) = credit(anesthesia("01402", None, None))
    assert line.anesthesia_units is None
    assert "base units of its code and the minutes" in line.steps[-1].text


def test_a_session_has_one_base() -> None:
    lines = credit(anesthesia("00790", 7, 60), anesthesia("00840", 6, 30))
    assert [line.anesthesia_units for line in lines] == [Decimal("11.00"), Decimal("2.00")]
    addon = credit(anesthesia("01967", 5, 60), anesthesia("01968", 2, 30))
    assert [line.anesthesia_units for line in addon] == [Decimal("9.00"), Decimal("4.00")]


# Doubts


def flags(*lines: PricedLine, policy: Policy = FULL) -> list[str]:
    return [flag for line in credit_session(lines, policy) for flag in line.flags]


def test_status_t_only_beside_other_lines() -> None:
    pulse = PricedLine(
        Line("94760", DAY), {"": PublishedValue("94760", "", "T", total_facility=7)}, "RVU26B"
    )
    assert flags(pulse) == []
    assert any("status T" in flag for flag in flags(pulse, priced("99213")))


def drug(*modifiers: str, units: int = 1) -> PricedLine:
    return PricedLine(Line("J9035", DAY, modifiers, units), {}, "RVU26B")


def test_waste_has_its_own_line() -> None:
    assert any("own line" in flag for flag in flags(drug("JW")))
    assert flags(drug(units=31), drug("JW", units=9)) == []
    assert any("another line of it has JW" in flag for flag in flags(drug("JZ"), drug("JW")))


def test_values_without_indicators_are_named() -> None:
    def bare(code: str) -> PricedLine:
        return PricedLine(Line(code, DAY), {"": PublishedValue(code, "", "A", work=500)}, "RVU20D")

    assert any("no indicators" in f for f in flags(bare("47562"), bare("49505"), policy=CMS))
    assert flags(bare("47562"), policy=CMS) == []
    assert flags(bare("47562"), bare("49505"), policy=FULL) == []


MIXED = st.builds(
    lambda code, modifiers, units: priced(code, *modifiers, units=units),
    st.sampled_from(sorted(VALUES)),
    st.lists(st.sampled_from(["RT", "LT", "50", "59", "62"]), unique=True, max_size=2),
    st.integers(1, 9),
)


def shown(lines: list[CreditedLine]) -> list[tuple[str, tuple[str, ...], int, str]]:
    return sorted(
        (done.line.code, done.line.modifiers, done.line.units, str(done.credited)) for done in lines
    )


@given(st.lists(MIXED, min_size=2, max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_no_line(lines: list[PricedLine], chance: object) -> None:
    shuffled = list(lines)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for policy in (CMS, COMMON):
        assert shown(credit(*lines, policy=policy)) == shown(credit(*shuffled, policy=policy))
