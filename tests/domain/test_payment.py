"""Medicare's payment of one service (domain reference 2, 1.8, 4.1, 4.6)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvuedge_desktop.domain.amounts import round_half_up
from rvuedge_desktop.domain.localities import NATIONAL, Gpcis
from rvuedge_desktop.domain.payment import (
    Terms,
    estimate,
    limiting_charge,
    nonparticipating_fee,
    payable_amount,
)
from rvuedge_desktop.domain.places import NotEstimable, Setting, setting_of
from rvuedge_desktop.domain.values import PublishedValue

CF_2026, CF_2026_QP, CF_2025 = Decimal("33.4009"), Decimal("33.5675"), Decimal("32.3465")
TERMS = Terms(NATIONAL, CF_2026, source="RVU26B")
ALABAMA = Gpcis(Decimal("1.000"), Decimal("0.875"), Decimal("0.566"), "Alabama")


def row(
    code: str, work: str, pe: str, mp: str, *, facility: str = "", **more: object
) -> PublishedValue:
    """A row in RVUs; `facility` is its facility PE where that differs."""
    work_, pe_, mp_, inside = (
        round(Decimal(text) * 100) for text in (work, pe, mp, facility or pe)
    )
    value = PublishedValue(
        code, "", "A", work=work_, pe_nonfacility=pe_, pe_facility=inside, mp=mp_,
        total_nonfacility=work_ + pe_ + mp_, total_facility=work_ + inside + mp_,
    )  # fmt: skip
    return replace(value, **more)  # type: ignore[arg-type]


VISIT = row("99213", "1.30", "1.46", "0.09", facility="0.33", pctc="0", bilat="0", asst="0")
KNEE = row(
    "27447", "19.11", "11.58", "4.02", nonfacility_na="NA", bilat="1", asst="2", co_surg="1",
    pre=10, intra=69, post=21,
)  # fmt: skip
# 71275 of RVU25D: its technical part is above the hospital outpatient rate.
ANGIOGRAM = row(
    "71275", "1.82", "6.64", "0.13", facility_na="NA", pctc="1",
    opps_pe_nonfacility=613, opps_pe_facility=613, opps_mp=13,
)  # fmt: skip


def amount(value: PublishedValue, *modifiers: str, terms: Terms = TERMS) -> Decimal | None:
    return estimate(value.code, {value.modifier: value}, terms, modifiers).amount


def test_c17_a_visit_nationally() -> None:
    facility = replace(TERMS, setting=Setting.FACILITY)
    qp = replace(TERMS, conversion_factor=CF_2026_QP)
    assert amount(VISIT) == Decimal("95.19")
    assert amount(VISIT, terms=facility) == Decimal("57.45")
    assert amount(VISIT, terms=qp) == Decimal("95.67")


def test_alabama_with_and_without_the_work_floor() -> None:
    # Domain reference 2.4.
    floored = replace(TERMS, gpcis=ALABAMA)
    unfloored = replace(TERMS, gpcis=replace(ALABAMA, work=Decimal("0.988")))
    assert amount(VISIT, terms=floored) == Decimal("87.79")
    assert amount(VISIT, terms=unfloored) == Decimal("87.27")


def test_the_formula_shows_its_numbers_and_says_whose_estimate_it_is() -> None:
    assert estimate("99213", {"": VISIT}, TERMS).formula == (
        "Medicare's estimate, national, all GPCIs 1, non-facility, RVU26B: (1.30 × 1.000 + "
        "1.46 × 1.000 + 0.09 × 1.000) × 33.4009 = 95.192565 → $95.19"
    )


def test_conversion_factors_of_2026_are_built_up_as_published() -> None:
    # P5, domain reference 2.3: published intermediates are rounded to four places.
    last_year, adjustment, act = Decimal("32.3465"), Decimal("1.0049"), Decimal("1.025")
    for update, wanted in ((Decimal("1.0025"), CF_2026), (Decimal("1.0075"), CF_2026_QP)):
        factor = last_year * update * adjustment * act
        assert factor.quantize(Decimal("0.0001")) == wanted
    assert round_half_up(last_year * Decimal("1.0025") * 100) == Decimal("3242.74")
    assert (Decimal("20.3178") * Decimal("1.0025")).quantize(Decimal("0.0001")) == Decimal(
        "20.3686"
    )
    assert (Decimal("20.3178") * Decimal("1.0075")).quantize(Decimal("0.0001")) == Decimal(
        "20.4702"
    )


def test_rounded_once_half_up_at_the_end() -> None:
    # 1 × 0.005 is a tie; rounding any product earlier would lose it.
    tie = Terms(NATIONAL, Decimal("0.0050"))
    assert amount(row("99213", "1.00", "0.00", "0.00"), terms=tie) == Decimal("0.01")
    thirds = replace(TERMS, gpcis=Gpcis(Decimal("1.004"), Decimal("1.004"), Decimal("1.004"), ""))
    # Each product rounded first would give (0.10 + 0.10 + 0.10) × 33.4009 = 10.02.
    assert amount(row("99213", "0.10", "0.10", "0.10"), terms=thirds) == Decimal("10.06")


def test_imaging_is_capped_at_the_hospital_outpatient_rate() -> None:
    terms = Terms(Gpcis(Decimal("1"), Decimal("0.869"), Decimal("0.575"), "AL"), CF_2025)
    found = estimate("71275", {"": ANGIOGRAM}, terms)
    assert found.amount == Decimal("233.60")
    assert found.rvus is not None
    assert found.rvus.pe == Decimal("6.13")
    assert "caps its technical part: $247.93 without the cap" in found.formula
    above = replace(ANGIOGRAM, opps_pe_nonfacility=2000)
    assert amount(above, terms=terms) == Decimal("247.93")


@pytest.mark.parametrize(
    ("modifiers", "wanted"),
    [
        ((), "1159.35"),
        (("50",), "1739.02"),
        (("RT", "LT"), "1739.02"),
        (("RT",), "1159.35"),
        (("62",), "724.59"),
        (("80",), "185.50"),
        (("82",), "185.50"),
        (("AS",), "157.67"),
        (("80", "AS"), "157.67"),
        (("54",), "915.88"),
        (("55",), "243.46"),
        (("78",), "799.95"),
        (("50", "62"), "1086.89"),
    ],
)
def test_modifiers_by_the_rows_own_indicators(modifiers: tuple[str, ...], wanted: str) -> None:
    # 34.71 × 33.4009 = 1159.345239, times each factor of domain reference 4.1.
    assert amount(KNEE, *modifiers) == Decimal(wanted)


@pytest.mark.parametrize(
    ("indicator", "factor"), [("0", "1"), ("1", "1.5"), ("2", "1"), ("3", "2")]
)
def test_p4_both_sides(indicator: str, factor: str) -> None:
    # A fee of $125: indicators 0 and 2 pay it once.
    value = row("64999", "1.25", "0", "0", bilat=indicator)
    terms = Terms(NATIONAL, Decimal(100))
    assert amount(value, "50", terms=terms) == 125 * Decimal(factor)


@pytest.mark.parametrize(
    ("modifier", "words"),
    [
        ("80", "does not pay an assistant"),
        ("62", "does not pay co-surgeons"),
        ("50", "does not apply"),
        ("52", "by report"),
        ("53", "individually"),
        ("66", "by report"),
        ("56", "does not recognise"),
        ("74", "facility's"),
        ("26", "no row for modifier 26"),
        ("TC", "no row for modifier TC"),
        ("55", "no share"),
    ],
)
def test_modifiers_that_leave_no_amount(modifier: str, words: str) -> None:
    value = row("99999", "1", "1", "1", bilat="9", asst="1", co_surg="0", pctc="0")
    found = estimate("99999", {"": value}, TERMS, (modifier,))
    assert found.amount is None
    assert words in found.formula


def test_26_takes_its_own_row() -> None:
    professional = row("70450", "0.83", "0.30", "0.05", modifier="26", pctc="1")
    whole = row("70450", "0.83", "2.31", "0.05", pctc="1")
    found = estimate("70450", {"": whole, "26": professional}, TERMS, ("26",))
    assert found.amount == Decimal("39.41")
    both = estimate("70450", {"": whole, "26": professional}, TERMS, ("26", "TC"))
    assert both.amount is None


@pytest.mark.parametrize("status", list("BCEIJMNPXDFGHQ"))
def test_only_a_r_and_t_have_a_payable_value(status: str) -> None:
    value = replace(VISIT, status=status)
    found = estimate("99213", {"": value}, TERMS)
    assert found.amount is None
    assert f"status {status}" in found.formula
    assert payable_amount(value, TERMS) is None


@pytest.mark.parametrize("status", list("ART"))
def test_a_r_and_t_are_paid_when_they_have_rvus(status: str) -> None:
    value = replace(VISIT, status=status)
    assert amount(value) == payable_amount(value, TERMS) == Decimal("95.19")
    empty = replace(row("D0120", "0", "0", "0"), status=status)
    found = estimate("D0120", {"": empty}, TERMS)
    assert (found.amount, found.rvus) == (None, None)
    assert "contractor prices it" in found.formula
    assert payable_amount(empty, TERMS) is None


def test_a_code_priced_by_its_professional_part_only() -> None:
    # Domain reference, rule 4 and 1.5.
    whole = replace(row("93620", "0", "0", "0"), status="C")
    professional = row("93620", "11.04", "4.83", "2.19", modifier="26")
    found = estimate("93620", {"": whole, "26": professional}, TERMS)
    assert found.amount is None
    assert "93620-26 has one" in found.formula
    alone = estimate("86153", {"26": professional}, TERMS)
    assert alone.formula == "No amount: 86153 has no row of its own in RVU26B, only 86153-26."


def test_a_row_without_practice_expense_says_what_to_import() -> None:
    found = estimate("99213", {"": PublishedValue("99213", "", "A", work=97)}, TERMS)
    assert found.amount is None
    assert "import CMS's full file" in found.formula


def test_a_setting_marked_na_is_priced_and_said() -> None:
    found = estimate("27447", {"": KNEE}, TERMS)
    assert found.amount == Decimal("1159.35")
    assert "rarely or never done outside a facility (NA)" in found.formula
    inside = estimate("27447", {"": KNEE}, replace(TERMS, setting=Setting.FACILITY))
    assert "NA" not in inside.formula


def test_nonparticipating_fee_and_limiting_charge() -> None:
    # Domain reference 2.1.
    assert nonparticipating_fee(Decimal("100.00")) == Decimal("95.00")
    assert limiting_charge(Decimal("100.00")) == Decimal("109.25")
    assert limiting_charge(Decimal("95.19")) == Decimal("104.00")


def test_setting_by_place_of_service() -> None:
    settings = {"11": Setting.NONFACILITY, "02": Setting.FACILITY}
    assert setting_of("2", settings) is Setting.FACILITY
    assert setting_of("11", settings) is Setting.NONFACILITY
    with pytest.raises(NotEstimable, match="not a place of service"):
        setting_of("18", settings)


rvus = st.decimals(0, 100, places=2).map(str)
indices = st.decimals("0.3", "2.6", places=3)


@given(rvus, rvus, rvus, indices, indices, indices)
def test_the_schedule_and_the_single_answer_agree(
    work: str, pe: str, mp: str, gpci_work: Decimal, gpci_pe: Decimal, gpci_mp: Decimal
) -> None:
    value = row("99213", work, pe, mp)
    terms = Terms(Gpcis(gpci_work, gpci_pe, gpci_mp, "here"), CF_2026)
    assert payable_amount(value, terms) == amount(value, terms=terms)
