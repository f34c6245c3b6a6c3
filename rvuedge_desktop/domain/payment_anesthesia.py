"""Medicare's payment estimate of anesthesia: units × local conversion factor × share.

Medicare counts base units and time units, minutes / 15 kept to one decimal, and no units for
physical status (domain reference 2.6). Anesthesia units are never added to work RVUs.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from rvuedge_desktop.domain.amounts import round_half_up
from rvuedge_desktop.domain.payment import ESTIMATE
from rvuedge_desktop.domain.places import NotEstimable

_MINUTES_A_UNIT = 15
_TENTH = Decimal("0.1")
# AD has units of its own: 3 base units a case and 1 for being there at the start.
_SHARES = {
    "": (Decimal(1), ""),
    "AA": (Decimal(1), "by the anesthesiologist"),
    "QZ": (Decimal(1), "by a nurse anesthetist without direction"),
    "QY": (Decimal("0.5"), "directing one nurse anesthetist"),
    "QK": (Decimal("0.5"), "directing two to four"),
    "QX": (Decimal("0.5"), "by a nurse anesthetist with direction"),
}
_AD_BASE, _AD_PRESENT = Decimal(3), Decimal(1)


@dataclass(frozen=True, slots=True)
class AnesthesiaPayment:
    """Units and dollars, and the formula with the numbers in it."""

    units: Decimal
    amount: Decimal
    formula: str


def time_units(minutes: int) -> Decimal:
    """Minutes as Medicare's time units: 129 → 8.6."""
    if minutes < 0:
        raise NotEstimable("Anesthesia minutes cannot be negative.")
    return (Decimal(minutes) / _MINUTES_A_UNIT).quantize(_TENTH, rounding=ROUND_HALF_UP)


def anesthesia_payment(
    base_units: Decimal,
    minutes: int,
    conversion_factor: Decimal,
    *,
    direction: str = "",
    present_at_induction: bool = True,
    place: str = "national",
) -> AnesthesiaPayment:
    """What Medicare would pay for one anesthetic; NotEstimable for an unknown direction."""
    if direction == "AD":
        units = _AD_BASE + (_AD_PRESENT if present_at_induction else 0)
        counted = "more than four at a time: 3 base units"
        counted += " + 1 for being there at the start" if present_at_induction else ""
        share, who = Decimal(1), ""
    else:
        if direction not in _SHARES:
            raise NotEstimable(
                f"“{direction}” is no anesthesia modifier; use AA, QZ, QY, QK, QX or AD."
            )
        share, who = _SHARES[direction]
        time = time_units(minutes)
        units = base_units + time
        counted = f"{base_units} base + {time} time units"
    unrounded = units * conversion_factor * share
    amount = round_half_up(unrounded)
    part = f" × {share} ({who})" if who else ""
    formula = (
        f"{ESTIMATE}, {place}: ({counted}) = {units} × {conversion_factor}{part}"
        f" = {format(unrounded, 'f')} → ${amount}"
    )
    return AnesthesiaPayment(units, amount, formula)
