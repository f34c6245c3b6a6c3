"""What contracts pay. Sources are those of the domain reference, 4.6 and 6.2."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvuedge_desktop.domain.amounts import ZERO
from rvuedge_desktop.domain.compensation import (
    Form,
    Item,
    Measured,
    Part,
    Per,
    Span,
    Statement,
    Terms,
    Tier,
)
from rvuedge_desktop.domain.pay_statement import (
    next_wrvu_value,
    reached,
    side_by_side,
    statement,
)

ONE = Decimal(1)
# P13: tiers 0-4,500 at $55, 4,501-7,000 at $65, from 7,001 at $75 (RVUTRK-COMP).
TIERS = (
    Tier(Decimal(55), Decimal(4500)),
    Tier(Decimal(65), Decimal(7000)),
    Tier(Decimal(75)),
)
MARGINAL = Terms(Form.MARGINAL, tiers=TIERS)
RETROACTIVE = Terms(Form.RETROACTIVE, tiers=TIERS)


def year(*wrvu: str, fte: str = "1", elapsed: str = "1", over: bool = True) -> Measured:
    """A whole year with so much production in each of its measurement periods."""
    parts = tuple(Part(Decimal(amount), ONE / len(wrvu), over) for amount in wrvu)
    return Measured(parts, ONE, Decimal(elapsed), Decimal(fte), over=over)


def total(terms: Terms, *wrvu: str, fte: str = "1", elapsed: str = "1") -> Decimal:
    return statement(terms, year(*wrvu, fte=fte, elapsed=elapsed)).total


def texts(found: Statement) -> list[tuple[str, str]]:
    return [(line.text, format(line.amount.normalize(), "f")) for line in found.lines]


@pytest.mark.parametrize(
    ("terms", "wrvu", "dollars"),
    [
        (MARGINAL, "7500", "447500"),  # P13 (RVUTRK-COMP)
        (RETROACTIVE, "7500", "562500"),  # 6.2, the retroactive variant of P13
        (Terms(Form.PER_WRVU, salary=Decimal(240_000), rate=Decimal(60)), "5000", "540000"),  # P14
        (Terms(Form.PRODUCTION, rate=Decimal(60)), "6000", "360000"),  # P16 (GOLDCARD)
    ],
)
def test_the_published_examples(terms: Terms, wrvu: str, dollars: str) -> None:
    assert total(terms, wrvu) == Decimal(dollars)


def test_marginal_tiers_are_read_slice_by_slice() -> None:
    assert texts(statement(MARGINAL, year("7500"))) == [
        ("4,500 wRVU at $55", "247500"),
        ("2,500 wRVU at $65", "162500"),
        ("500 wRVU at $75", "37500"),
    ]


@pytest.mark.parametrize(
    ("wrvu", "rate"),
    [("0", 55), ("4500", 55), ("4500.5", 65), ("4500.01", 65), ("7000", 65), ("7000.01", 75)],
)
def test_a_bound_belongs_to_the_tier_below_and_gaps_are_none(wrvu: str, rate: int) -> None:
    assert reached(TIERS, Decimal(wrvu), ONE).rate == rate
    assert total(RETROACTIVE, wrvu) == Decimal(wrvu) * rate


def test_threshold_bonus_and_payout_share() -> None:
    terms = Terms(
        Form.THRESHOLD, salary=Decimal(300_000), rate=Decimal(50), threshold=Decimal(5000)
    )
    assert total(terms, "4999") == 300_000
    assert total(terms, "5000") == 300_000
    assert total(terms, "6000") == 350_000
    assert total(replace(terms, payout_share=Decimal("0.8")), "6000") == 340_000
    assert statement(terms, year("4200")).threshold_left == 800
    assert statement(terms, year("5000")).threshold_left is None


def test_fte_and_part_year_prorate_bounds_and_amounts_but_never_the_rate() -> None:
    terms = Terms(
        Form.THRESHOLD, salary=Decimal(300_000), rate=Decimal(50), threshold=Decimal(5000)
    )
    # 0.8 FTE: salary 240,000; threshold 4,000, so 1,000 above it at 50.
    assert total(terms, "5000", fte="0.8") == 290_000
    half = Measured((Part(Decimal(3000), Decimal("0.5")),), Decimal("0.5"), Decimal("0.5"))
    assert statement(terms, half).total == 150_000 + 500 * 50
    assert total(MARGINAL, "3600", fte="0.8") == 3600 * 55
    assert total(MARGINAL, "3601", fte="0.8") == 3600 * 55 + 65
    as_written = replace(terms, full_time_amounts=False)
    assert total(as_written, "5000", fte="0.8") == 300_000


def test_draw_and_true_up() -> None:
    terms = Terms(Form.PRODUCTION, rate=Decimal(60), draw=Decimal(240_000))
    assert total(terms, "5000") == 300_000
    # Production below the draw: what was drawn stays, unless the contract claws it back.
    assert total(terms, "3000") == 240_000
    assert total(replace(terms, claw_back=True), "3000") == 180_000
    assert texts(statement(replace(terms, claw_back=True), year("3000")))[-1] == (
        "Draw above production, to be paid back",
        "-60000",
    )


def test_a_guarantee_fills_up_what_is_missing() -> None:
    terms = Terms(Form.PRODUCTION, rate=Decimal(60), guarantee=Decimal(300_000))
    assert total(terms, "4000") == 300_000
    assert total(terms, "6000") == 360_000


def test_quality_is_withheld_and_items_are_added() -> None:
    terms = Terms(
        Form.PER_WRVU,
        salary=Decimal(200_000),
        rate=Decimal(50),
        withheld=Decimal("0.1"),
        withheld_earned=Decimal("0.75"),
        items=(
            Item("Call", Decimal(1_000), Per.CALL_DAY),
            Item("Quality bonus", Decimal(20_000), share=Decimal("0.5")),
            Item("Director", Decimal(2_000), Per.MONTH),
            Item("Signing", Decimal(15_000), Per.ONCE),
        ),
    )
    found = replace(year("4000"), call_days=12)
    # 400,000 less 2.5 %, call 12,000, quality 10,000, director 24,000, signing 15,000.
    assert statement(terms, found).total == 400_000 - 10_000 + 12_000 + 10_000 + 24_000 + 15_000


def test_quarters_with_carry_forward_and_annual_reconciliation() -> None:
    terms = Terms(Form.THRESHOLD, rate=Decimal(50), threshold=Decimal(4000), measured=Span.QUARTER)
    # Thresholds of 1,000 a quarter: nothing, 400 above, nothing, 100 above.
    amounts = ("900", "1400", "800", "1100")
    assert total(terms, *amounts) == 500 * 50
    # 100 short is added to the second bound: 300 above; 200 short to the fourth: nothing.
    assert total(replace(terms, carry_forward=True), *amounts) == 300 * 50
    # The year has 4,200: 200 above, so 300 too much was paid; kept, or clawed back.
    reconciled = replace(terms, annual_reconciliation=True)
    assert total(reconciled, *amounts) == 500 * 50
    assert total(replace(reconciled, claw_back=True), *amounts) == 200 * 50
    assert total(reconciled, "900", "900", "900", "900") == 0


def test_retroactive_quarters_are_trued_up_to_the_year() -> None:
    terms = replace(RETROACTIVE, measured=Span.QUARTER, annual_reconciliation=True)
    amounts = ("1000", "1000", "1000", "4500")
    # By quarter: 3 x 1,000 x 55 and 4,500 x 75; the year's 7,500 are all at 75.
    assert total(replace(terms, annual_reconciliation=False), *amounts) == 165_000 + 337_500
    assert total(terms, *amounts) == 562_500


def test_a_share_of_a_pool() -> None:
    fixed = Terms(Form.POOL, pool=Decimal(1_000_000), pool_share=Decimal("0.2"))
    assert total(fixed, "1") == 200_000
    assert total(fixed, "1", elapsed="0.25") == 50_000
    by_work = Terms(Form.POOL, pool=Decimal(1_000_000), pool_wrvu=Decimal(40_000))
    assert total(by_work, "8000") == 200_000


def test_what_the_next_wrvu_is_worth() -> None:
    assert next_wrvu_value(MARGINAL, year("4499")) == 55
    assert next_wrvu_value(MARGINAL, year("4500")) == 65
    assert next_wrvu_value(MARGINAL, year("4499.5")) == 60
    # The step of a retroactive tier pays for everything below it once more.
    assert next_wrvu_value(RETROACTIVE, year("4500")) == 4501 * 65 - 4500 * 55
    assert next_wrvu_value(Terms(Form.SALARY, salary=Decimal(1)), year("10")) == 0


def test_two_offers_side_by_side() -> None:
    salary = Terms(Form.SALARY, salary=Decimal(400_000), items=(Item("Call", Decimal(10_000)),))
    rows = dict(side_by_side([("Safe", salary, year("7500")), ("Bold", MARGINAL, year("7500"))]))
    assert rows["Salary"] == [400_000, None]
    assert rows["Production"] == [None, 447_500]
    assert rows["Items"] == [10_000, None]
    assert rows["Total"] == [410_000, 447_500]
    assert rows["The next wRVU"] == [0, 75]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"form": Form.PRODUCTION}, "rate"),
        ({"form": Form.MARGINAL}, "last tier"),
        ({"form": Form.MARGINAL, "tiers": TIERS[:2]}, "last tier"),
        ({"form": Form.MARGINAL, "tiers": (TIERS[1], TIERS[0], TIERS[2])}, "rise"),
        ({"form": Form.SALARY, "tiers": TIERS}, "tiers"),
        ({"form": Form.SALARY, "salary": Decimal(-1)}, "below 0"),
        ({"form": Form.SALARY, "withheld": Decimal(5)}, "share"),
        ({"form": Form.POOL, "pool": Decimal(1)}, "pool"),
        ({"form": Form.SALARY, "carry_forward": True}, "carry"),
    ],
)
def test_terms_that_make_no_sense(changes: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Terms(**changes)  # type: ignore[arg-type]


AMOUNTS = st.decimals(0, 20_000, places=2)


@given(AMOUNTS, AMOUNTS, st.sampled_from([MARGINAL, RETROACTIVE]))
def test_more_work_never_earns_less(low: Decimal, more: Decimal, terms: Terms) -> None:
    assert total(terms, str(low)) <= total(terms, str(low + more))


@given(AMOUNTS)
def test_marginal_slices_add_up_to_the_work(wrvu: Decimal) -> None:
    found = statement(MARGINAL, year(str(wrvu)))
    again = sum(
        (line.amount / tier.rate for line, tier in zip(found.lines, TIERS, strict=False)),
        ZERO,
    )
    assert again == wrvu
