"""Doses as people type them: an exact amount and what it is counted in.

Amounts compare only inside one dimension. Milliliters never turn into milligrams: packages of the
same volume hold different amounts of a drug (domain reference 5.2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class BadDose(Exception):
    """A dose or container cannot be used; the message is one sentence that says what to give."""


class Dimension(StrEnum):
    """What an amount is counted in; the value is how a sentence names it."""

    MASS = "milligrams, micrograms or grams"
    UNITS = "units"
    VOLUME = "milliliters"
    AREA = "square centimeters"
    ACTIVITY = "millicuries or microcuries"
    EQUIVALENTS = "milliequivalents"
    EACH = "pieces or doses"


_THOUSAND = Decimal(1_000)
_MILLION = Decimal(1_000_000)
# Word → (dimension, how many of the dimension's smallest unit, the word as it is written).
_WORDS: dict[str, tuple[Dimension, Decimal, str]] = {
    **dict.fromkeys(("mg", "mgs", "milligram"), (Dimension.MASS, _THOUSAND, "mg")),
    **dict.fromkeys(("mcg", "ug", "µg", "μg", "microgram"), (Dimension.MASS, Decimal(1), "mcg")),
    **dict.fromkeys(("g", "gm", "gms", "gram"), (Dimension.MASS, _MILLION, "g")),
    **dict.fromkeys(("unit", "u", "usp unit"), (Dimension.UNITS, Decimal(1), "units")),
    **dict.fromkeys(
        ("iu", "i.u.", "international unit"), (Dimension.UNITS, Decimal(1), "units")
    ),
    "million unit": (Dimension.UNITS, _MILLION, "million units"),
    **dict.fromkeys(("ml", "cc", "milliliter"), (Dimension.VOLUME, Decimal(1), "mL")),
    **dict.fromkeys(("l", "liter"), (Dimension.VOLUME, _THOUSAND, "L")),
    **dict.fromkeys(
        ("sq cm", "cm2", "cm²", "sq. cm", "square centimeter"),
        (Dimension.AREA, Decimal(1), "sq cm"),
    ),
    **dict.fromkeys(("mci", "millicurie"), (Dimension.ACTIVITY, _THOUSAND, "mCi")),
    **dict.fromkeys(("uci", "µci", "microcurie"), (Dimension.ACTIVITY, Decimal(1), "microcuries")),
    **dict.fromkeys(("meq", "milliequivalent"), (Dimension.EQUIVALENTS, Decimal(1), "mEq")),
    **dict.fromkeys(("each", "ea", "piece"), (Dimension.EACH, Decimal(1), "each")),
    **{
        word: (Dimension.EACH, Decimal(1), word)
        for word in (
            "dose", "vial", "device", "implant", "treatment", "applicator", "instillation",
            "tablet", "capsule", "kit", "syringe", "ampule", "bag", "injection", "patch",
        )
    },
}  # fmt: skip
_AMOUNT = re.compile(
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
    r"\s*(?P<word>[^\W0-9_].*)?"
)
_MOST = Decimal(10) ** 12
_LONGEST = 60
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as typed: `base` counts the dimension's smallest unit (mcg, unit, mL, …)."""

    dimension: Dimension
    base: Decimal
    text: str


def plain_number(number: Decimal) -> str:
    """A decimal without an exponent and without idle zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def parse_amount(text: str, what: str = "dose") -> Amount:
    """`text` such as "305 mg", "1 g", "1,000 units" or "2 doses" as an amount above zero.

    Of two amounts that describe one unit ("1 mg/3 mg") the first counts. Raises BadDose.
    """
    shown = _shown(text)
    found = _AMOUNT.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if found is None:
        raise BadDose(f"{shown} is not a {what}; write a number and its unit, such as 305 mg.")
    number = Decimal(found["number"].replace(",", ""))
    word = (found["word"] or "").partition("/")[0].strip().lower()
    if not word:
        raise BadDose(f"{shown} has no unit; write the {what} as 305 mg or 10 units.")
    known = _WORDS.get(word) or _WORDS.get(word.removesuffix("s"))
    if known is None:
        raise BadDose(
            f"“{_shown(word)[1:-1]}” is not a unit of a {what}; "
            "use mg, mcg, g, units, mL, cc or each."
        )
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > _DECIMALS:
        raise BadDose(f"{shown} has more than {_DECIMALS} decimals; write it in a smaller unit.")
    dimension, factor, written = known
    base = number * factor
    if base == 0:
        raise BadDose(f"A {what} is more than zero.")
    if base > _MOST:
        raise BadDose(f"{shown} is more than any {what}; check the number and its unit.")
    if number == 1 and written.endswith("units"):
        written = written.removesuffix("s")
    return Amount(dimension, base, f"{plain_number(number)} {written}")


def parse_part(text: str, dimension: Dimension, what: str = "container") -> Amount:
    """The amount of one dimension in a label such as "100 mg/10 mL". Raises BadDose.

    A concentration ("10 mg/mL") says nothing about what a container holds and is refused.
    """
    parts = text.split("/")
    if len(parts) == 1:
        return parse_amount(text, what)
    amounts = []
    for part in parts:
        if not part.strip()[:1].isdigit() and not part.strip().startswith("."):
            raise BadDose(
                f"{_shown(text)} is a concentration; say what the {what} holds, such as 100 mg."
            )
        amounts.append(parse_amount(part, what))
    return next((amount for amount in amounts if amount.dimension is dimension), amounts[0])


def _shown(text: str) -> str:
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return f"“{line[:40]}…”" if len(line) > 40 else f"“{line}”"
