import pytest

from rvuedge_desktop.domain.values import PublishedValue, ValueState, classify


def row(
    code: str, status: str, work: int = 0, modifier: str = "", total: int = 0
) -> PublishedValue:
    return PublishedValue(
        code, modifier, status, work=work, total_nonfacility=total, total_facility=total
    )


@pytest.mark.parametrize(
    ("value", "state"),
    [
        (row("99213", "A", 130), ValueState.VALUED),
        # Work counts whatever the status (domain reference, rule 3).
        (row("99244", "I", 269), ValueState.VALUED),
        (row("99381", "N", 150), ValueState.VALUED),
        (row("90480", "X", 24), ValueState.VALUED),
        (row("69990", "R", 337), ValueState.VALUED),
        (row("70450", "A", 0, "TC", 218), ValueState.NO_WORK),
        (row("96371", "A", 0, total=150), ValueState.NO_WORK),
        (row("99024", "B"), ValueState.NO_WORK),
        (row("93620", "C"), ValueState.UNPRICED),
        (row("01402", "J"), ValueState.ANESTHESIA),
        (row("36415", "X"), ValueState.OTHER_SCHEDULE),
        (row("A4550", "P"), ValueState.SUPPLY),
        (row("A6216", "X"), ValueState.SUPPLY),
        (row("Q4101", "A", 0, total=381), ValueState.SUPPLY),
        (row("3074F", "M"), ValueState.MEASURE),
        (row("0001F", "I"), ValueState.MEASURE),
        (row("90686", "X"), ValueState.DRUG),
        (row("J7298", "N"), ValueState.DRUG),
        (row("S9083", "I"), ValueState.UNPRICED),
    ],
)
def test_state_of_a_row(value: PublishedValue, state: ValueState) -> None:
    standing = classify(value.code, value)
    assert standing.state is state
    # A state that is not a number always says why.
    assert (standing.reason is None) is (state is ValueState.VALUED)


def test_j_codes_are_drugs_even_without_a_row() -> None:
    for code in ("J2590", "J1568", "J9999"):
        standing = classify(code, None)
        assert standing.state is ValueState.DRUG
        assert "never has a work RVU" in (standing.reason or "")


def test_families_of_other_schedules_need_no_row() -> None:
    for code in ("E0114", "L1810", "0001U", "K0001", "B4150"):
        assert classify(code, None).state is ValueState.OTHER_SCHEDULE
    assert classify("C9144", None).state is ValueState.DRUG


def test_a_code_without_a_row_is_unknown() -> None:
    assert classify("99999", None).state is ValueState.UNKNOWN


def test_only_valued_counts() -> None:
    assert [state for state in ValueState if state.counts] == [ValueState.VALUED]
