"""Billing units of a drug, and the waste of single-dose containers.

Units are multiples of the code's own amount, rounded up (domain reference 5.2). What is left in a
single-dose container is billed on a line of its own with JW, in whole units only and never beyond
what the containers hold; without any such unit the line carries JZ. Multi-dose vials carry
neither (5.3). The smallest combination of containers that holds the dose is the one to use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import reduce
from math import gcd

from rvuedge_desktop.domain.doses import (
    Amount,
    BadDose,
    Dimension,
    parse_amount,
    parse_part,
)

WASTE, NO_WASTE = "JW", "JZ"

# Codes for drugs without a code of their own: one unit, whatever the dose (domain reference 5.2;
# the names of the HCPCS Level II file).
UNCLASSIFIED = frozenset(
    {
        "C9399", "J0799", "J3490", "J3590", "J7599", "J7699", "J7799", "J7999", "J8498", "J8499",
        "J8597", "J8999", "J9999",
    }
)  # fmt: skip

_MOST_CONTAINERS = 20
_MOST_STEPS = 400_000
_ONE_PIECE = re.compile(r"one ([a-z]+)\b", re.IGNORECASE)
_COUNTED = re.compile(r"([0-9]{1,4})\s*[x×*]\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BillingUnit:
    """What one unit of a code stands for; `up_to` when any part of it is a whole unit."""

    amount: Amount
    up_to: bool = False

    @property
    def text(self) -> str:
        return f"up to {self.amount.text}" if self.up_to else self.amount.text


@dataclass(frozen=True, slots=True)
class Opened:
    """Containers of one size that were opened for a dose."""

    size: str
    count: int


@dataclass(frozen=True, slots=True)
class Billing:
    """What to bill for a dose. `waste_units` is None when the containers are not known.

    `modifier` is JW or JZ, None for multi-dose vials and where the containers are not known.
    """

    units: int
    waste_units: int | None
    modifier: str | None
    containers: tuple[Opened, ...]
    steps: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The answer of `rvuedge units`."""
        return {
            "units": self.units,
            "waste_units": self.waste_units,
            "modifier": self.modifier,
            "containers": [{"size": one.size, "count": one.count} for one in self.containers],
            "steps": list(self.steps),
        }


def billing_unit(unit: str, *, up_to: bool = False) -> BillingUnit:
    """A unit as the catalog or CMS writes it: "500 mg", "up to 10 units". Raises BadDose."""
    words = unit.strip()
    if words.lower().startswith("up to "):
        words, up_to = words[6:], True
    elif words.lower().startswith("per "):
        words = f"1 {words[4:]}"
    elif piece := _ONE_PIECE.match(words):
        # "one dose over 3 mg and up to 6 mg", "one tablet (200 mg)": pieces are counted.
        return BillingUnit(Amount(Dimension.EACH, Decimal(1), f"1 {piece[1].lower()}"), up_to)
    return BillingUnit(parse_amount(words, "billing unit"), up_to)


def bill(
    unit: BillingUnit,
    dose: str,
    containers: Sequence[str] = (),
    *,
    multi_dose: bool = False,
) -> Billing:
    """The units of a dose, and the waste of the containers it is drawn from.

    `containers` are the sizes at hand ("100 mg"), of which the smallest combination is taken, or
    with a count ("2 x 100 mg") those that were opened. Raises BadDose with a sentence.
    """
    amount = _amount_of(dose, unit)
    given = _whole(amount.base / unit.amount.base, ROUND_CEILING)
    steps = [_units_step(amount, unit, given)]
    sizes = [_container(text, unit) for text in containers]
    if multi_dose:
        steps.append("A multi-dose vial has no billable waste: neither JW nor JZ is written.")
        return Billing(given, 0, None, (), tuple(steps))
    if not sizes:
        steps.append("Say what the containers hold to work out the waste (JW) or JZ.")
        return Billing(given, None, None, (), tuple(steps))
    opened = _opened(amount, sizes, steps)
    held = sum((size.base * count for size, count in opened), Decimal(0))
    total = _whole(held / unit.amount.base, ROUND_FLOOR)
    waste = max(0, total - given)
    steps.append(_waste_step(held - amount.base, unit, total, given, waste))
    return Billing(
        given,
        waste,
        WASTE if waste else NO_WASTE,
        tuple(Opened(size.text, count) for size, count in opened),
        tuple(steps),
    )


def bill_unclassified(dose: str) -> Billing:
    """A drug without a code of its own: one unit, name, NDC and dose in the claim's note."""
    amount = parse_amount(dose)
    steps = (
        "A code for unclassified drugs is billed as 1 unit, whatever the dose.",
        f"Write the drug's name, its NDC and the dose ({amount.text}) in the note of the claim.",
    )
    return Billing(1, None, None, (), steps)


def _amount_of(dose: str, unit: BillingUnit) -> Amount:
    amount = parse_part(dose, unit.amount.dimension, "dose")
    _same_dimension(amount, unit, "dose")
    return amount


def _same_dimension(amount: Amount, unit: BillingUnit, what: str) -> None:
    if amount.dimension is not unit.amount.dimension:
        raise BadDose(
            f"This code is billed per {unit.text}, so give the {what} in "
            f"{unit.amount.dimension.value}; {amount.text} cannot be turned into that."
        )


def _container(text: str, unit: BillingUnit) -> tuple[Amount, int]:
    """A container's content and how many were opened; 0 where only the size was given."""
    counted = _COUNTED.fullmatch(text.strip())
    count = int(counted[1]) if counted else 0
    if counted and not count:
        raise BadDose(f"“{text.strip()[:40]}” opens no container; write 2 x 100 mg, for example.")
    amount = parse_part(counted[2] if counted else text, unit.amount.dimension)
    _same_dimension(amount, unit, "container")
    return amount, count


def _opened(
    dose: Amount, sizes: Sequence[tuple[Amount, int]], steps: list[str]
) -> list[tuple[Amount, int]]:
    if len(sizes) > _MOST_CONTAINERS:
        raise BadDose(f"Give at most {_MOST_CONTAINERS} container sizes.")
    counted = [count > 0 for _, count in sizes]
    if all(counted):
        if sum((size.base * count for size, count in sizes), Decimal(0)) < dose.base:
            raise BadDose(f"The opened containers hold less than {dose.text}; check their count.")
        steps.append(f"Opened: {_in_words(sizes)}.")
        return list(sizes)
    if any(counted):
        raise BadDose("Give either sizes (100 mg) or what was opened (2 x 100 mg), not both.")
    chosen = smallest_combination(dose, [size for size, _ in sizes])
    steps.append(f"The smallest combination that holds {dose.text}: {_in_words(chosen)}.")
    return chosen


def _in_words(opened: Sequence[tuple[Amount, int]]) -> str:
    return " + ".join(f"{count} × {size.text}" for size, count in opened)


def smallest_combination(dose: Amount, sizes: Sequence[Amount]) -> list[tuple[Amount, int]]:
    """The containers that hold the dose with the least left over, and then the fewest of them.

    Exact for any sizes: amounts are counted in the sizes' greatest common part, and beyond a
    bound only the largest size can be wanted. Raises BadDose when that part is too fine.
    """
    by_size = {size.base: size for size in reversed(sizes)}
    places = min((_exponent(base) for base in by_size), default=0)
    scaled = {int(base.scaleb(-places)): size for base, size in by_size.items()}
    part = reduce(gcd, scaled)
    steps = {amount // part: size for amount, size in scaled.items()}
    need = _whole(dose.base.scaleb(-places) / part, ROUND_CEILING)
    largest = max(steps)
    # Any `largest` smaller containers include some that larger ones replace without a remainder.
    bulk = max(0, need // largest - largest)
    rest = need - bulk * largest
    if (rest + largest) * len(steps) > _MOST_STEPS:
        raise BadDose(
            "These container sizes are too unlike to combine; say what was opened, "
            "such as 2 x 100 mg."
        )
    fewest: list[tuple[int, int] | None] = [(0, 0)] + [None] * (rest + largest)
    for total in range(1, rest + largest + 1):
        options = [
            (before[0] + 1, size)
            for size in steps
            if size <= total and (before := fewest[total - size]) is not None
        ]
        fewest[total] = min(options, default=None)
    total = next(at for at in range(rest, len(fewest)) if fewest[at] is not None)
    counts = dict.fromkeys(steps, 0)
    counts[largest] += bulk
    while total and (found := fewest[total]) is not None:
        counts[found[1]] += 1
        total -= found[1]
    return [(steps[size], count) for size, count in sorted(counts.items(), reverse=True) if count]


def _exponent(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return min(0, exponent) if isinstance(exponent, int) else 0


def _whole(number: Decimal, rounding: str) -> int:
    return int(number.to_integral_value(rounding=rounding))


def _units_step(amount: Amount, unit: BillingUnit, given: int) -> str:
    rounded = "" if amount.base / unit.amount.base == given else ", rounded up"
    any_part = ", and any part of it counts whole" if unit.up_to else ""
    noun = "unit" if given == 1 else "units"
    return (
        f"One billing unit is {unit.text}{any_part}: "
        f"{amount.text} is {given:,} billing {noun}{rounded}."
    )


def _waste_step(left: Decimal, unit: BillingUnit, total: int, given: int, waste: int) -> str:
    if waste:
        noun = "unit" if waste == 1 else "units"
        return (
            f"The containers hold {total} whole units; {total} − {given} = {waste} {noun} "
            "wasted, on a line of their own with JW."
        )
    if left > 0:
        return (
            "What is left is part of a unit that is billed already, so there is no JW; "
            "the line carries JZ."
        )
    return "Nothing is left over; the line carries JZ."
