"""Exact numbers: RVUs as whole hundredths in the store, `Decimal` everywhere else.

No binary float ever holds an RVU, a unit or money. CMS rounds half up: all 190 exact ties of the
2026 efficiency adjustment were rounded that way (domain reference 1.9), so we do the same.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")
ZERO = Decimal("0.00")


def round_half_up(amount: Decimal) -> Decimal:
    """`amount` to two places, ties away from zero (domain reference 1.9 and 4.2 step 6)."""
    return amount.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def to_hundredths(amount: Decimal) -> int:
    """`amount` as whole hundredths.

    Raises ValueError when it has more than two decimal places: rounding is a step of the credit
    pipeline and must never happen by the way.
    """
    scaled = amount.scaleb(2)
    whole = int(scaled)
    if whole != scaled:
        raise ValueError(f"{amount} has more than two decimal places")
    return whole


def from_hundredths(hundredths: int) -> Decimal:
    """Whole hundredths as a `Decimal` with exactly two places."""
    return Decimal(hundredths).scaleb(-2)


def plain(amount: Decimal | None) -> str | None:
    """The text of an amount in data files and `--json`: no exponent, no grouping; None stays."""
    return None if amount is None else format(amount, "f")
