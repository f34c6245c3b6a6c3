"""Billing units and waste: the oracles of the domain reference, 5.2 and 5.3."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvuedge_desktop.domain.doses import BadDose, Dimension, parse_amount, parse_part
from rvuedge_desktop.domain.drugs import (
    Billing,
    Opened,
    bill,
    bill_unclassified,
    billing_unit,
    smallest_combination,
)


def billed(unit: str, dose: str, *containers: str, up_to: bool = False) -> Billing:
    return bill(billing_unit(unit, up_to=up_to), dose, containers)


@pytest.mark.parametrize(
    ("unit", "dose", "units"),
    [
        ("10 mg", "305 mg", 31),
        ("500 mg", "35 g", 70),  # Octagam
        ("up to 10 units", "30 units", 3),  # oxytocin
        ("up to 10 units", "1 unit", 1),
        ("up to 10 units", "10.1 units", 2),
        ("250 mg", "1 g", 4),  # ceftriaxone
        ("15 mg", "30 mg", 2),  # ketorolac
        ("15 mg", "20 mg", 2),
        ("1 mg", "60 mg", 60),  # denosumab
        ("1 mg", "0.5 mg", 1),
        ("100 mcg", "400 mcg", 4),
        ("1 g", "500 mg", 1),
        ("1,000 cc", "1 L", 1),  # saline
        ("1000 mL", "1500 cc", 2),
        ("100,000 units", "1.2 million units", 12),
        ("1 IU", "2,500 units", 2500),
        ("1 mg", "1,000.5 mcg", 2),
        ("1 dose", "2 doses", 2),
        ("per vial", "1 vial", 1),
        ("1 mg/3 mg", "4 mg", 4),
        ("one dose over 3 mg and up to 6 mg", "2 doses", 2),
        ("one pellet", "3 each", 3),
    ],
)
def test_units_are_rounded_up(unit: str, dose: str, units: int) -> None:
    assert billed(unit, dose).units == units


@pytest.mark.parametrize(
    ("unit", "dose", "containers", "units", "waste", "modifier"),
    [
        ("10 mg", "305 mg", ["100 mg"], 31, 9, "JW"),
        ("10 mg", "305 mg", ["4 x 100 mg"], 31, 9, "JW"),
        ("10 mg", "305 mg", ["100 mg", "100 mg", "100 mg", "100 mg"], 31, 9, "JW"),
        ("1 unit", "155 units", ["200 units"], 155, 45, "JW"),  # Botox
        ("1 unit", "155 units", ["100 units"], 155, 45, "JW"),
        ("100 mg", "75 mg", ["100 mg"], 1, 0, "JZ"),
        ("10 mg", "300 mg", ["400 mg", "100 mg"], 30, 0, "JZ"),
        ("10 mg", "300 mg", ["400 mg"], 30, 10, "JW"),
        ("1 mg", "200 mg", ["100 mg/4 mL"], 200, 0, "JZ"),
        # A third of a unit left in each of three: one whole unit, which was rounded up already.
        ("3 mg", "10 mg", ["4 mg"], 4, 0, "JZ"),
        ("1 mg", "62.5 mg", ["25 mg"], 63, 12, "JW"),
    ],
)
def test_waste_is_what_is_left_in_whole_units(
    unit: str, dose: str, containers: list[str], units: int, waste: int, modifier: str
) -> None:
    found = billed(unit, dose, *containers)
    assert (found.units, found.waste_units, found.modifier) == (units, waste, modifier)


def test_the_steps_can_be_read() -> None:
    assert billed("10 mg", "305 mg", "100 mg").steps == (
        "One billing unit is 10 mg: 305 mg is 31 billing units, rounded up.",
        "The smallest combination that holds 305 mg: 4 × 100 mg.",
        (
            "The containers hold 40 whole units; 40 − 31 = 9 units wasted, on a line of their own "
            "with JW."
        ),
    )
    assert billed("10 units", "3 units", up_to=True).steps[0] == (
        "One billing unit is up to 10 units, and any part of it counts whole: "
        "3 units is 1 billing unit, rounded up."
    )


def test_multi_dose_vials_carry_neither() -> None:
    found = bill(billing_unit("10 mg"), "15 mg", ["50 mg"], multi_dose=True)
    assert (found.units, found.waste_units, found.modifier, found.containers) == (2, 0, None, ())


def test_without_containers_the_waste_is_not_known() -> None:
    found = billed("10 mg", "15 mg")
    assert (found.waste_units, found.modifier) == (None, None)


def test_an_unclassified_drug_is_one_unit() -> None:
    found = bill_unclassified("400 mg")
    assert (found.units, found.modifier) == (1, None)
    assert "400 mg" in found.steps[1]


@pytest.mark.parametrize(
    ("unit", "dose", "containers", "says"),
    [
        ("500 mg", "20 mL", [], "billed per 500 mg"),  # the same volume, other units
        ("500 mg", "5 units", [], "cannot be turned"),
        ("1 cc", "5 mg", [], "milliliters"),
        ("10 mg", "305", [], "has no unit"),
        ("10 mg", "mg", [], "is not a dose"),
        ("10 mg", "0 mg", [], "more than zero"),
        ("10 mg", "-5 mg", [], "is not a dose"),
        ("10 mg", "0,5 mg", [], "is not a dose"),
        ("10 mg", "1e3 mg", [], "unit of a dose"),
        ("10 mg", "٣ mg", [], "is not a dose"),
        ("10 mg", "5 stone", [], "“stone” is not a unit"),
        ("10 mg", "9" * 20 + " mg", [], "more than any dose"),
        ("10 mg", "0.0000001 mg", [], "decimals"),
        ("10 mg", "x" * 500, [], "is not a dose"),
        ("10 mg", "5 mg", ["10 mL"], "give the container in"),
        ("10 mg", "5 mg", ["10 mg/mL"], "is a concentration"),
        ("10 mg", "500 mg", ["2 x 100 mg"], "hold less than"),
        ("10 mg", "500 mg", ["0 x 100 mg"], "opens no container"),
        ("10 mg", "500 mg", ["2 x 100 mg", "50 mg"], "not both"),
        ("10 mg", "500 mg", ["1 mg"] * 21, "at most 20"),
        ("10 mg", "500 g", ["99.991 mg", "100 mg"], "too unlike"),
    ],
)
def test_what_cannot_be_billed_is_refused_in_a_sentence(
    unit: str, dose: str, containers: list[str], says: str
) -> None:
    with pytest.raises(BadDose, match=says) as caught:
        billed(unit, dose, *containers)
    assert str(caught.value).endswith(".")
    assert len(str(caught.value)) < 250


def test_a_label_gives_the_amount_in_the_units_of_the_code() -> None:
    assert parse_part("10 mL/100 mg", Dimension.MASS).text == "100 mg"
    assert parse_part("100 mg/10 mL", Dimension.VOLUME).text == "10 mL"


@given(
    st.integers(1, 60),
    st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True),
)
def test_the_combination_is_the_smallest_there_is(dose: int, sizes: list[int]) -> None:
    amount = parse_amount(f"{dose} mg")
    chosen = smallest_combination(amount, [parse_amount(f"{size} mg") for size in sizes])
    held = sum(Decimal(size.base) * count for size, count in chosen)
    best = min(
        (total, sum(counts))
        for counts in product(*(range(dose // size + 2) for size in sizes))
        if (total := sum(s * c for s, c in zip(sizes, counts, strict=True))) >= dose
    )
    assert (held, sum(count for _, count in chosen)) == (best[0] * 1000, best[1])


def test_a_long_course_is_still_exact() -> None:
    found = billed("1 mg", "10000 g", "840 mg", "420 mg", "150 mg")
    assert sum(one.count for one in found.containers) == 11_913
    assert (found.units, found.waste_units) == (10_000_000, 20)
    assert found.containers[0] == Opened("840 mg", 11_903)
