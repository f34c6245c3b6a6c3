"""Worked examples of the domain reference (4.3, 4.4, 4.6, 1.7) and what must hold for any session.

Values are those of RVU26B; totals are the facility totals.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvuedge_desktop.domain.credit import PricedLine, credit_session
from rvuedge_desktop.domain.entries import CreditedLine, Line
from rvuedge_desktop.domain.policies import CMS, COMMON, FULL, CodeOverride, Policy, RankBasis
from rvuedge_desktop.domain.values import PublishedValue, ValueState

DAY = date(2026, 5, 4)


def row(
    code: str,
    work: int,
    total: int,
    *,
    mult: str = "0",
    bilat: str = "0",
    base: str = "",
    shares: tuple[int, int, int] = (0, 0, 0),
    status: str = "A",
    pctc: str = "0",
) -> PublishedValue:
    pre, intra, post = shares
    return PublishedValue(
        code,
        "",
        status,
        work=work,
        total_facility=total,
        total_nonfacility=total,
        mult_proc=mult,
        bilat=bilat,
        endo_base=base,
        pre=pre,
        intra=intra,
        post=post,
        pctc=pctc,
    )


DIGEST = (9, 81, 10)
VALUES = {
    value.code: value
    for value in (
        row("27447", 1911, 3471, mult="2", bilat="1", shares=(10, 69, 21)),
        row("63047", 1499, 3005, mult="2", bilat="2", shares=(11, 76, 13)),
        row("45378", 318, 493, mult="2", bilat="0"),
        row("45380", 347, 538, mult="3", bilat="0", base="45378"),
        row("45385", 446, 679, mult="3", bilat="0", base="45378"),
        row("47562", 1021, 1838, mult="2", shares=DIGEST),
        row("49505", 776, 1463, mult="2", bilat="1", shares=DIGEST),
        row("10060", 119, 245, mult="2", shares=(10, 80, 10)),
        row("19301", 988, 1894, mult="2", bilat="1", shares=(10, 71, 19)),
        row("58661", 1107, 1755, mult="2", bilat="1", shares=(10, 80, 10)),
        row("73721", 132, 600, mult="4", bilat="3"),
        row("99213", 130, 172),
        row("99381", 150, 300, status="N", pctc="9"),
        row("99244", 269, 400, status="I", pctc="9"),
        row("22845", 1164, 2100),
        row("96372", 17, 40, pctc="5"),
    )
}


def priced(code: str, *modifiers: str, units: int = 1) -> PricedLine:
    value = VALUES[code]
    return PricedLine(
        Line(code, DAY, modifiers, units),
        {"": value},
        "RVU26B",
        None,
        VALUES.get(value.endo_base),
    )


def credit(*lines: PricedLine, policy: Policy = CMS) -> list[CreditedLine]:
    return credit_session(lines, policy)


def total(*lines: PricedLine, policy: Policy = CMS) -> str:
    return str(
        sum(
            (line.credited or Decimal(0) for line in credit(*lines, policy=policy)), Decimal("0.00")
        )
    )


@pytest.mark.parametrize(
    ("code", "modifier", "expected"),
    [
        ("27447", "50", "28.67"),  # C1: indicator 1
        ("63047", "50", "14.99"),  # C2: indicator 2
        ("45378", "50", "3.18"),  # C4: indicator 0
        ("73721", "50", "2.64"),  # indicator 3: each side whole
        ("45378", "78", "3.18"),  # C6: no split, not 0.00
        ("45378", "54", "3.18"),
        ("27447", "54", "15.10"),  # 79 % of 19.11
        ("27447", "55", "4.01"),  # 21 %
        ("27447", "56", "1.91"),  # 10 %
        ("27447", "78", "13.19"),  # 69 %
        ("27447", "62", "11.94"),  # 62.5 %, never 63
        ("27447", "80", "3.06"),  # 16 %
        ("27447", "AS", "2.60"),  # 13.6 %
        ("47562", "52", "5.11"),
        ("47562", "22", "10.21"),
        ("47562", "51", "10.21"),  # a single line is not halved
        ("27447", "RT", "19.11"),
    ],
)
@pytest.mark.parametrize("policy", [CMS, COMMON], ids=lambda policy: policy.name)
def test_one_line(code: str, modifier: str, expected: str, policy: Policy) -> None:
    assert total(priced(code, modifier), policy=policy) == expected
    assert total(priced(code, modifier), policy=FULL) == str(VALUES[code].work_rvu)


def test_both_sides_however_they_are_written() -> None:
    for lines in (
        [priced("27447", "50")],
        [priced("27447", "RT", "LT")],
        [priced("27447", units=2)],
    ):
        assert total(*lines) == "28.67"
    first, second = credit(priced("27447", "RT"), priced("27447", "LT"))
    assert {first.credited, second.credited} == {Decimal("19.11"), Decimal("9.56")}


def test_several_procedures_are_ranked_by_fee() -> None:
    # C12: 10.21 + 3.88 + 0.595 → 0.60.
    lines = credit(priced("47562"), priced("49505"), priced("10060"))
    assert [str(line.credited) for line in lines] == ["10.21", "3.88", "0.60"]
    assert any("second by fee" in step.text for step in lines[1].steps)


def test_the_rank_basis_is_a_choice() -> None:
    # 4.3: by fee 9.88 + 5.54; by work 11.07 + 4.94.
    assert total(priced("19301"), priced("58661")) == "15.42"
    by_work = replace(CMS, rank_basis=RankBasis.WORK)
    assert total(priced("19301"), priced("58661"), policy=by_work) == "16.01"


def test_endoscopy_families() -> None:
    assert total(priced("45385"), priced("45380")) == "4.75"  # C9
    assert total(priced("45378"), priced("45380")) == "3.47"  # C10
    # A family counts as one procedure in the ranking: 10.21 and half of 4.75.
    assert total(priced("47562"), priced("45385"), priced("45380", "59")) == "12.59"


def test_visits_and_add_ons_are_not_ranked() -> None:
    lines = credit(priced("47562"), priced("99213", "25"), priced("22845"))
    assert [str(line.credited) for line in lines] == ["10.21", "1.30", "11.64"]


def test_statuses_medicare_does_not_pay() -> None:
    assert total(priced("99381")) == "0.00"
    assert total(priced("99381"), policy=COMMON) == "1.50"
    assert total(priced("99244"), policy=COMMON) == "2.69"
    assert total(priced("99244"), policy=FULL) == "2.69"


def test_an_override_counts_and_is_named() -> None:
    policy = COMMON.with_override(CodeOverride("99244", Decimal("3.02"), "Contract section 4"))
    (line,) = credit(priced("99244"), policy=policy)
    assert line.credited == Decimal("3.02")
    assert "Contract section 4" in line.steps[0].text
    unpriced = PricedLine(Line("64999", DAY), {"": PublishedValue("64999", "", "C")}, "RVU26B")
    own = FULL.with_override(CodeOverride("64999", Decimal("8.00"), "as agreed for nerve repair"))
    (line,) = credit(unpriced, policy=own)
    assert (line.state, line.base_work, line.credited) == (
        ValueState.VALUED,
        None,
        Decimal("8.00"),
    )


def test_drug_administration_can_be_left_out() -> None:
    policy = replace(FULL, drug_administration=False)
    assert total(priced("96372"), policy=policy) == "0.00"
    assert total(priced("96372"), policy=FULL) == "0.17"


LINES = st.builds(
    lambda code, modifiers, units: priced(code, *modifiers, units=units),
    st.sampled_from(sorted(VALUES)),
    st.lists(st.sampled_from(["50", "51", "59", "62", "80", "52", "54", "78", "RT"]), unique=True),
    st.integers(1, 3),
)


@given(st.lists(LINES, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(lines: list[PricedLine], chance: object) -> None:
    shuffled = list(lines)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for policy in (CMS, COMMON):
        before = sorted(str(line.credited) for line in credit(*lines, policy=policy))
        assert before == sorted(str(line.credited) for line in credit(*shuffled, policy=policy))


@given(st.lists(LINES, min_size=1, max_size=6))
def test_steps_lead_from_the_base_to_the_credit(lines: list[PricedLine]) -> None:
    for policy in (FULL, CMS, COMMON):
        for line in credit(*lines, policy=policy):
            amounts = [line.base_work]
            for step in line.steps:
                if step.before is not None:
                    assert step.before == amounts[-1]
                    if step.factor is not None:
                        assert step.after == step.before * step.factor
                amounts.append(step.after)
            assert amounts[-1] == line.credited
            assert line.credited is not None
            assert line.credited <= (line.base_work or 0) * 2 * line.line.units


@pytest.mark.parametrize(
    ("code", "modifiers", "doubt"),
    [
        ("45378", ["50"], "indicator 0"),
        ("63047", ["50"], "already means both sides"),
        ("27447", ["RT", "LT"], "usually marked 50"),
        ("27447", ["73"], "for facilities"),
        ("99213", ["JW"], "none"),
    ],
)
def test_doubts_are_flagged_and_nothing_is_blocked(
    code: str, modifiers: list[str], doubt: str
) -> None:
    for policy in (FULL, CMS, COMMON):
        (line,) = credit(priced(code, *modifiers), policy=policy)
        assert any(doubt in flag for flag in line.flags)
        assert line.credited is not None
