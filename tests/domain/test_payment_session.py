"""Several services of one session: payment reductions and ranks (domain reference 4.3-4.6)."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rvuedge_desktop.domain.localities import NATIONAL
from rvuedge_desktop.domain.payment import Terms
from rvuedge_desktop.domain.payment_reductions import Part, reduce_diagnostics
from rvuedge_desktop.domain.payment_session import SessionLine, SessionPayment, session_payment
from rvuedge_desktop.domain.payment_surgery import Operation, rank_operations
from rvuedge_desktop.domain.values import PublishedValue
from tests.domain.test_payment import row

TERMS = Terms(NATIONAL, Decimal("33.4009"), source="RVU26B")
HUNDRED = Terms(NATIONAL, Decimal(100))


def three_rows(
    code: str, professional: tuple[str, str, str], technical: tuple[str, str], rule: str
) -> dict[str, PublishedValue]:
    """Global, 26 and TC rows; parts are (work, PE, MP) and (PE, MP)."""
    work, pe, mp = professional
    whole_pe = str(Decimal(pe) + Decimal(technical[0]))
    whole_mp = str(Decimal(mp) + Decimal(technical[1]))
    return {
        "": row(code, work, whole_pe, whole_mp, mult_proc=rule, pctc="1"),
        "26": row(code, work, pe, mp, modifier="26", mult_proc=rule, pctc="1"),
        "TC": row(code, "0", *technical, modifier="TC", mult_proc=rule, pctc="1"),
    }


CT_BODY = three_rows("74177", ("1.77", "0.64", "0.10"), ("6.00", "0.05"), "4")
CT_HEAD = three_rows("70450", ("0.83", "0.30", "0.05"), ("2.00", "0.01"), "4")


def amounts(found: SessionPayment) -> list[Decimal | None]:
    return [line.amount for line in found.lines]


def dollars(*figures: str) -> list[Decimal | None]:
    return [Decimal(figure) for figure in figures]


def test_c13_two_scans_read_in_one_session() -> None:
    lines = [SessionLine("70450", CT_HEAD, ("26",)), SessionLine("74177", CT_BODY, ("26",))]
    found = session_payment(lines, TERMS)
    assert amounts(found) == dollars("37.44", "83.84")
    assert found.total == Decimal("121.28")
    assert "professional part reduced to 95%" in found.lines[0].formula
    assert "reduced" not in found.lines[1].formula


def test_imaging_parts_are_ranked_apart() -> None:
    # The dearer reading is 74177's, the dearer technical part here is 70450's.
    head = three_rows("70450", ("0.83", "0.30", "0.05"), ("8.00", "0.00"), "4")
    lines = [SessionLine("70450", head), SessionLine("74177", CT_BODY)]
    found = session_payment(lines, HUNDRED)
    assert amounts(found) == dollars("912.10", "553.50")  # 800 + 118 × .95; 605 × .5 + 251


def test_an_imaging_cap_comes_after_the_reduction() -> None:
    parts = [Part(0, "4", Decimal(100), Decimal(10), None)]
    parts.append(Part(1, "4", Decimal(80), Decimal(20), Decimal(60)))
    assert [part.amount for part in reduce_diagnostics(parts)] == [
        Decimal("109.5"),
        Decimal(60),
    ]
    alone = [Part(0, "4", Decimal(80), Decimal(20), Decimal(60))]
    assert [part.amount for part in reduce_diagnostics(alone)] == [Decimal(80)]


def test_heart_and_eye_tests_lose_of_the_technical_part_only() -> None:
    for rule, second in (("6", "175.00"), ("7", "180.00")):
        first = three_rows("93306", ("1.00", "0", "0"), ("2.00", "0"), rule)
        other = three_rows("93880", ("1.00", "0", "0"), ("1.00", "0"), rule)
        lines = [SessionLine("93880", other), SessionLine("93306", first)]
        assert amounts(session_payment(lines, HUNDRED)) == dollars(second, "300.00")
    reading = [SessionLine("93880", other, ("26",)), SessionLine("93306", first, ("26",))]
    assert amounts(session_payment(reading, HUNDRED)) == dollars("100.00", "100.00")


def test_heart_and_eye_tests_do_not_reduce_each_other() -> None:
    heart = three_rows("93306", ("1.00", "0", "0"), ("2.00", "0"), "6")
    eye = three_rows("92134", ("1.00", "0", "0"), ("1.00", "0"), "7")
    lines = [SessionLine("93306", heart), SessionLine("92134", eye)]
    assert amounts(session_payment(lines, HUNDRED)) == dollars("300.00", "200.00")


def test_therapy_reduces_practice_expense_of_every_further_unit() -> None:
    exercise = row("97110", "0.45", "0.40", "0.01", mult_proc="5")
    manual = row("97140", "0.43", "0.36", "0.01", mult_proc="5")
    lines = [
        SessionLine("97140", {"": manual}),
        SessionLine("97110", {"": exercise}, units=3),
    ]
    found = session_payment(lines, HUNDRED)
    # 80 − 18; 86 + 2 × (86 − 20): the first unit of the highest practice expense is whole.
    assert amounts(found) == dollars("62.00", "218.00")
    single = session_payment([SessionLine("97110", {"": exercise})], HUNDRED)
    assert single.total == Decimal("86.00")


def test_p1_operations_are_ranked_by_fee() -> None:
    fees = ("922.90", "1043.48", "1010.60")
    found = rank_operations([Operation(0, code, Decimal(fee)) for code, fee in
                             zip(("35201", "35301", "35261"), fees, strict=True)])  # fmt: skip
    assert [paid.amount for paid in found] == dollars("461.45", "1043.48", "505.30")


def test_p3_an_endoscopy_family_counts_once() -> None:
    family = [("45378", "255.40", ""), ("45380", "285.98", "45378"), ("45385", "374.56", "45378")]
    operations = [
        Operation(0, code, Decimal(fee), base, Decimal("255.40")) for code, fee, base in family[1:]
    ]
    assert [paid.amount for paid in rank_operations(operations)] == dollars("30.58", "374.56")
    with_base = [Operation(0, "45378", Decimal("255.40")), *operations]
    assert [p.amount for p in rank_operations(with_base)] == dollars("0", "30.58", "374.56")
    hernia = Operation(1, "49505", Decimal("500.00"))
    ranked = [paid.amount for paid in rank_operations([*operations, hernia])]
    assert ranked == dollars("15.29", "187.28", "500.00")


def test_the_sixth_operation_is_by_report() -> None:
    value = row("10060", "1", "0", "0", mult_proc="2")
    lines = [SessionLine("10060", {"": value}) for _ in range(6)]
    found = session_payment(lines, HUNDRED)
    assert amounts(found)[:5] == dollars("100.00", "50.00", "50.00", "50.00", "50.00")
    assert amounts(found)[5] is None
    assert (found.total, found.left_out) == (Decimal("300.00"), 1)


def test_both_sides_before_ranks_and_roles_after() -> None:
    small = row("10060", "1", "0", "0", mult_proc="2", bilat="1", asst="2")
    large = row("47562", "1.20", "0", "0", mult_proc="2", bilat="1", asst="2")
    lines = [SessionLine("47562", {"": large}), SessionLine("10060", {"": small}, ("50", "80"))]
    # Both sides make 150 of the 100, so it ranks first; the assistant's 16% comes last.
    assert amounts(session_payment(lines, HUNDRED)) == dollars("60.00", "24.00")


def test_services_without_a_rule_and_without_a_value() -> None:
    visit = row("99213", "1", "0", "0", mult_proc="0")
    drug = row("J2590", "0", "0", "0", status="E", mult_proc="9")
    lines = [SessionLine("99213", {"": visit}, units=2), SessionLine("J2590", {"": drug})]
    found = session_payment(lines, HUNDRED)
    assert amounts(found) == [Decimal("200.00"), None]
    assert found.left_out == 1
    assert "status E" in found.lines[1].formula


rules = st.sampled_from(["0", "2", "4", "5", "6", "7", "9"])
tests = st.tuples(rules, st.integers(0, 900), st.integers(0, 900), st.integers(1, 3))


@given(st.lists(tests, min_size=1, max_size=5))
def test_a_session_never_pays_more_than_its_lines_alone(
    services: list[tuple[str, int, int, int]],
) -> None:
    lines = []
    for at, (rule, professional, technical, units) in enumerate(services):
        rows = three_rows(f"{10000 + at}", (f"{professional / 100:.2f}", "0", "0.01"),
                          (f"{technical / 100:.2f}", "0"), rule)  # fmt: skip
        lines.append(SessionLine(f"{10000 + at}", rows, units=units))
    together = session_payment(lines, HUNDRED)
    alone = [session_payment([SessionLine(line.code, line.rows)], HUNDRED) for line in lines]
    for one, line, paid in zip(alone, lines, together.lines, strict=True):
        assert paid.amount is None or paid.amount <= one.total * line.units
    paid = [line.amount for line in together.lines if line.amount is not None]
    assert together.total == sum(paid)
