from decimal import Decimal

import pytest

from rvuedge_desktop.domain.amounts import from_hundredths, plain, round_half_up, to_hundredths


@pytest.mark.parametrize(
    ("exact", "rounded"),
    # Ties of the 2026 efficiency adjustment (domain reference 1.9) and of 4.6 C1 and C12.
    [("1.325", "1.33"), ("28.665", "28.67"), ("0.595", "0.60"), ("5.105", "5.11"), ("2.5", "2.50")],
)
def test_ties_are_rounded_half_up(exact: str, rounded: str) -> None:
    assert str(round_half_up(Decimal(exact))) == rounded


def test_hundredths_are_exact_both_ways() -> None:
    assert to_hundredths(Decimal("29.40")) == 2940
    assert str(from_hundredths(2940)) == "29.40"
    assert str(from_hundredths(5)) == "0.05"


def test_hundredths_never_round_by_the_way() -> None:
    with pytest.raises(ValueError, match="two decimal places"):
        to_hundredths(Decimal("1.005"))


def test_plain_text_has_no_exponent() -> None:
    assert plain(Decimal("1E+3")) == "1000"
    assert plain(None) is None
