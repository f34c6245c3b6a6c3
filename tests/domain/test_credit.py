from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rvuedge_desktop.domain.credit import PricedLine, credit_session
from rvuedge_desktop.domain.entries import CreditedLine, Line, Step
from rvuedge_desktop.domain.values import PublishedValue, ValueState

DAY = date(2026, 5, 4)


def value(code: str, work: int, modifier: str = "", status: str = "A") -> PublishedValue:
    return PublishedValue(code, modifier, status, work=work)


ROWS = {
    "99213": {"": value("99213", 130)},
    "45378": {"": value("45378", 318), "53": value("45378", 159, "53")},
    "70450": {
        "": value("70450", 83),
        "26": value("70450", 83, "26"),
        "TC": value("70450", 0, "TC"),
    },
    "93620": {"": value("93620", 0, status="C"), "26": value("93620", 1104, "26")},
    "86153": {"26": value("86153", 67, "26")},
    "J2590": {"": value("J2590", 0, status="E")},
}


def credit(code: str, *modifiers: str, units: int = 1) -> CreditedLine:
    line = Line(code, DAY, modifiers, units)
    return credit_session([PricedLine(line, ROWS.get(code, {}), "RVU26B")])[0]


def test_own_rows_of_53_and_tc() -> None:
    # Domain reference 1.5: 45378-53 holds half the work; a technical part holds none.
    assert credit("45378").credited == Decimal("3.18")
    assert credit("45378", "53").credited == Decimal("1.59")
    technical = credit("70450", "TC")
    assert (technical.state, technical.credited) == (ValueState.NO_WORK, Decimal("0.00"))


def test_a_global_code_without_value_offers_its_26_row() -> None:
    whole = credit("93620")
    assert whole.state is ValueState.UNPRICED
    assert whole.credited is None
    assert "93620-26 has 11.04" in (whole.reason or "")
    assert credit("93620", "26").credited == Decimal("11.04")
    only = credit("86153")
    assert (only.state, only.base_work) == (ValueState.UNPRICED, None)
    assert "86153-26 has 0.67" in (only.reason or "")


def test_a_drug_never_has_a_number() -> None:
    drug = credit("J2590", units=3)
    assert drug.state is ValueState.DRUG
    assert drug.base_work is None
    assert drug.credited is None


def test_other_modifiers_are_kept_and_named() -> None:
    line = credit("99213", "25", "59")
    assert line.credited == Decimal("1.30")
    assert line.line.modifiers == ("25", "59")
    assert any("25, 59" in step.text for step in line.steps)


def test_26_without_an_own_row_is_flagged_not_blocked() -> None:
    line = credit("99213", "26")
    assert line.credited == Decimal("1.30")
    assert any("no row of its own for modifier 26" in flag for flag in line.flags)


def test_26_and_tc_together_are_flagged() -> None:
    assert any("Use one" in flag for flag in credit("70450", "26", "TC").flags)


def test_an_unknown_code_has_a_reason_and_no_number() -> None:
    line = credit("99999")
    assert (line.state, line.credited, line.release) == (ValueState.UNKNOWN, None, None)
    assert line.reason


@given(
    code=st.sampled_from(sorted(ROWS)),
    modifiers=st.lists(st.sampled_from(["26", "TC", "53", "25", "50"]), unique=True),
    units=st.integers(1, 99_999),
)
def test_full_credit_is_base_times_units_and_steps_explain_it(
    code: str, modifiers: list[str], units: int
) -> None:
    line = credit(code, *modifiers, units=units)
    if line.base_work is None:
        assert line.credited is None
        return
    assert line.credited == line.base_work * units
    for before, after in zip(line.steps, line.steps[1:], strict=False):
        assert after.before == before.after
    assert line.steps[-1].after == line.credited


def test_steps_survive_json() -> None:
    step = Step("units", "× 3 units.", Decimal(3), Decimal("1.30"), Decimal("3.90"))
    assert Step.from_json(step.as_json()) == step
