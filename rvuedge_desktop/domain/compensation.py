"""What a contract pays: its terms, and the statement of what they come to (domain reference 6.2).

Tier bounds and thresholds are cumulative in their measurement period and are prorated, with the
amounts of money, by FTE and by the part of the year the contract covers; rates never are. A bound
belongs to the tier below it, and gaps such as 4,500 to 4,501 are none: tiers are continuous. Money
is rounded at the very end only. A negative true-up is taken back only where the contract says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rvuedge_desktop.domain.amounts import ZERO, round_half_up

ONE = Decimal(1)


class Form(StrEnum):
    """How production is paid."""

    SALARY = "salary"
    PER_WRVU = "per-wrvu"
    THRESHOLD = "threshold"
    PRODUCTION = "production"
    MARGINAL = "marginal"
    RETROACTIVE = "retroactive"
    POOL = "pool"


class Span(StrEnum):
    """How long production is measured before it begins anew."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def parts(self) -> int:
        """How many there are in a year."""
        return {"month": 12, "quarter": 4, "year": 1}[self.value]


class Year(StrEnum):
    """Which year the terms are about."""

    CONTRACT = "contract"
    CALENDAR = "calendar"


class Per(StrEnum):
    """How often an item is paid."""

    YEAR = "year"
    MONTH = "month"
    QUARTER = "quarter"
    CALL_DAY = "call-day"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Tier:
    """A rate up to a bound, in wRVU of a full-time year; the last tier has none."""

    rate: Decimal
    up_to: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A quality, call or other item, of which `share` is earned."""

    text: str
    amount: Decimal
    per: Per = Per.YEAR
    share: Decimal = ONE


@dataclass(frozen=True, slots=True)
class Terms:
    """Contract terms. Amounts and wRVU are those of a year; shares lie between 0 and 1.

    `full_time_amounts` says that they are written for 1.00 FTE and are multiplied by the FTE.
    `withheld` is the part of pay kept back for quality, `withheld_earned` how much of that came
    back. `draw` is paid toward production. With `annual_reconciliation` what shorter periods paid
    is trued up to the year; with `carry_forward` what a period lacks is added to the next bound.
    """

    form: Form
    salary: Decimal = ZERO
    rate: Decimal = ZERO
    threshold: Decimal = ZERO
    payout_share: Decimal = ONE
    tiers: tuple[Tier, ...] = ()
    draw: Decimal = ZERO
    claw_back: bool = False
    guarantee: Decimal = ZERO
    pool: Decimal = ZERO
    pool_share: Decimal = ZERO
    pool_wrvu: Decimal = ZERO
    withheld: Decimal = ZERO
    withheld_earned: Decimal = ONE
    items: tuple[Item, ...] = ()
    measured: Span = Span.YEAR
    year: Year = Year.CONTRACT
    annual_reconciliation: bool = False
    carry_forward: bool = False
    full_time_amounts: bool = True

    def __post_init__(self) -> None:
        amounts = (
            *(self.salary, self.rate, self.threshold, self.draw, self.guarantee, self.pool),
            *(self.pool_wrvu, *(tier.rate for tier in self.tiers)),
            *(item.amount for item in self.items),
        )
        if any(amount < 0 for amount in amounts):
            raise ValueError("No amount of the terms is below 0.")
        shares = (
            *(self.payout_share, self.pool_share, self.withheld, self.withheld_earned),
            *(item.share for item in self.items),
        )
        if not all(0 <= share <= 1 for share in shares):
            raise ValueError("A share lies between 0 and 1; write 5 % as 0.05.")
        if self.form in _NEEDS_RATE and not self.rate:
            raise ValueError(f"Terms of the form “{self.form.value}” need a rate per wRVU.")
        if self.form in (Form.MARGINAL, Form.RETROACTIVE):
            _check_tiers(self.tiers)
        elif self.tiers:
            raise ValueError("Only marginal and retroactive terms have tiers.")
        if self.form is Form.POOL and not (self.pool and (self.pool_share or self.pool_wrvu)):
            raise ValueError("A pool needs its amount, and your share or the group's wRVU.")
        if self.carry_forward and self.measured is Span.YEAR:
            raise ValueError("Only months and quarters carry a shortfall forward.")


_NEEDS_RATE = frozenset({Form.PER_WRVU, Form.THRESHOLD, Form.PRODUCTION})


def _check_tiers(tiers: tuple[Tier, ...]) -> None:
    bounds = [tier.up_to for tier in tiers[:-1]]
    if not tiers or tiers[-1].up_to is not None:
        raise ValueError("The last tier has no upper bound, and there is at least one.")
    known = [bound for bound in bounds if bound is not None]
    if len(known) < len(bounds) or known != sorted(set(known)) or any(b <= 0 for b in known):
        raise ValueError("The bounds of tiers rise, from above 0.")


@dataclass(frozen=True, slots=True)
class Part:
    """Production of one measurement period.

    `of_year` is the part of the year the contract covers in it, `over` whether it has ended.
    """

    wrvu: Decimal
    of_year: Decimal
    over: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """A contract's year as it stands on a day, or as it will.

    `of_year` is the part of a year the contract covers in it, `elapsed` how much of a year has
    been paid for by now. `over` says that the year is at its end and is settled.
    """

    parts: tuple[Part, ...]
    of_year: Decimal
    elapsed: Decimal
    fte: Decimal = ONE
    call_days: int = 0
    over: bool = False

    @property
    def wrvu(self) -> Decimal:
        return sum((part.wrvu for part in self.parts), ZERO)


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line of a statement; amounts are rounded to cents where they are shown, not here."""

    text: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Statement:
    """What terms come to, line by line. The lines add up to `total`."""

    lines: tuple[StatementLine, ...]
    threshold_left: Decimal | None = None

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), ZERO)

    def in_cents(self) -> tuple[StatementLine, ...]:
        """The lines in whole cents that add up to the rounded total, to the cent.

        Each running total is rounded, and a line is the step between two of them.
        """
        found: list[StatementLine] = []
        exact, shown = ZERO, ZERO
        for line in self.lines:
            exact += line.amount
            found.append(StatementLine(line.text, round_half_up(exact) - shown))
            shown = round_half_up(exact)
        return tuple(found)
