"""Anesthesia payment (domain reference 2.6)."""

from decimal import Decimal

import pytest

from rvuedge_desktop.domain.payment_anesthesia import anesthesia_payment, time_units
from rvuedge_desktop.domain.places import NotEstimable

NATIONAL_2026 = Decimal("20.4976")


def test_p11_the_knee_replacement_of_the_society() -> None:
    found = anesthesia_payment(Decimal(7), 129, NATIONAL_2026)
    assert found.units == Decimal("15.6")
    assert found.amount == Decimal("319.76")
    assert "(7 base + 8.6 time units) = 15.6 × 20.4976" in found.formula


@pytest.mark.parametrize(
    ("minutes", "units"), [(129, "8.6"), (117, "7.8"), (95, "6.3"), (0, "0.0")]
)
def test_time_units_to_one_decimal(minutes: int, units: str) -> None:
    assert time_units(minutes) == Decimal(units)


@pytest.mark.parametrize(
    ("direction", "wanted"),
    [("AA", "319.76"), ("QZ", "319.76"), ("QY", "159.88"), ("QK", "159.88"), ("QX", "159.88"),
     ("AD", "81.99")],
)  # fmt: skip
def test_direction(direction: str, wanted: str) -> None:
    found = anesthesia_payment(Decimal(7), 129, NATIONAL_2026, direction=direction)
    assert found.amount == Decimal(wanted)


def test_ad_without_being_there() -> None:
    found = anesthesia_payment(
        Decimal(7), 129, NATIONAL_2026, direction="AD", present_at_induction=False
    )
    assert found.units == 3


def test_what_cannot_be_estimated() -> None:
    with pytest.raises(NotEstimable, match="no anesthesia modifier"):
        anesthesia_payment(Decimal(7), 129, NATIONAL_2026, direction="26")
    with pytest.raises(NotEstimable, match="negative"):
        time_units(-1)
