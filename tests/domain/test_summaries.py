from datetime import date
from decimal import Decimal

from rvuedge_desktop.domain.periods import Period
from rvuedge_desktop.domain.summaries import left_out_sentence, summarise
from rvuedge_desktop.domain.values import ValueState

PERIOD = Period(date(2026, 11, 1), date(2026, 11, 30))
CODES = [
    ("99213", "valued", 3, 3, 390),
    ("93620", "valued", 1, 1, 1104),
    ("93620", "unpriced", 1, 1, 0),
    ("J2590", "drug", 2, 6, 0),
    ("01402", "anesthesia", 1, 1, 0),
]
DAYS = [(date(2026, 11, 3), 6, 10, 1494), (date(2026, 11, 4), 2, 2, 0)]


def test_totals_add_what_counts_and_say_what_they_leave_out() -> None:
    summary = summarise(PERIOD, DAYS, CODES, lambda code: f"name of {code}")
    assert summary.total == Decimal("14.94")
    assert (summary.lines, summary.units, summary.counted_lines) == (8, 12, 4)
    assert summary.left_out[ValueState.DRUG].units == 6
    assert summary.left_out[ValueState.UNPRICED].lines == 1
    assert sum(group.wrvu or 0 for group in summary.by_code) == summary.total
    assert sum(group.wrvu or 0 for group in summary.by_section) == summary.total
    assert sum(day.wrvu for day in summary.by_day) == summary.total


def test_a_drug_has_no_wrvu_not_even_nothing() -> None:
    summary = summarise(PERIOD, DAYS, CODES, str)
    drug = next(group for group in summary.by_code if group.key == "J2590")
    assert drug.wrvu is None
    mixed = next(group for group in summary.by_code if group.key == "93620")
    assert (mixed.lines, mixed.wrvu) == (2, Decimal("11.04"))


def test_the_average_is_over_days_with_work() -> None:
    summary = summarise(PERIOD, DAYS, CODES, str)
    assert summary.days_worked == 1
    assert summary.per_day_worked == Decimal("14.94")
    assert summarise(PERIOD, [], [], str).per_day_worked is None


def test_the_sentence_names_what_is_left_out() -> None:
    summary = summarise(PERIOD, DAYS, CODES, str)
    assert left_out_sentence(summary) == (
        "The total leaves out 2 drug lines, 1 line without a published RVU and 1 anesthesia line."
    )
    assert left_out_sentence(summarise(PERIOD, [], [], str)) == ""
