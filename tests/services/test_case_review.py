"""Global periods within a case: which use of a modifier is in, and which is out."""

from __future__ import annotations

from datetime import date

import pytest

from rvuedge_desktop.bootstrap import Program
from rvuedge_desktop.domain.case_doubts import case_of
from rvuedge_desktop.services.case_review import case_doubts

TODAY = date(2026, 11, 20)
SURGERY = "47562 /2026-05-04 #case:OR2-Tue-a"  # 90 days, to 2 August


def test_case_references() -> None:
    assert case_of("long, case:OR2-Tue-a; left") == "or2-tue-a"
    assert case_of("Case:b") == "b"
    for note in ("", "showcase:x", "case: x", "case:"):
        assert case_of(note) is None


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("99213 /2026-08-02 #case:or2-tue-a", "in the global period of 47562 of 2026-05-04"),
        ("99213 /2026-08-03 #case:or2-tue-a", None),
        ("99213-24 /2026-06-01 #case:or2-tue-a", None),
        ("99213-24 /2026-08-03 #case:or2-tue-a", "99213-24 is an unrelated visit"),
        ("99024 /2026-06-01 #case:or2-tue-a", None),
        ("99024 /2026-08-03 #case:or2-tue-a", "99024 lies outside"),
        ("44970 /2026-06-01 #case:or2-tue-a", "58, 78 or 79"),
        ("44970-78 /2026-06-01 #case:or2-tue-a", None),
        ("44970-78 /2026-08-03 #case:or2-tue-a", "return to the operating room"),
        ("44970-58 /2026-05-03 #case:or2-tue-a", "a staged procedure"),
        ("99204-57 /2026-05-03 #case:or2-tue-a", None),
        ("99204 /2026-05-03 #case:or2-tue-a", "57 if it was decided then"),
        ("99204-57 /2026-05-01 #case:or2-tue-a", "90 days"),
        ("99213-25 /2026-05-01 #case:or2-tue-a", "99213-25 is a visit beside another service"),
        ("99213 /2026-06-01 #case:another", None),
        ("99213 /2026-06-01", None),
    ],
)
def test_in_and_out_of_a_global_period(opened: Program, text: str, doubt: str | None) -> None:
    opened.logbook.log_text(SURGERY, today=TODAY)
    (entry,) = opened.logbook.log_text(text, today=TODAY).logged
    found = case_doubts(opened.store, opened.evaluator).get(entry.id, ())
    if doubt is None:
        assert found == ()
    else:
        assert [doubt in sentence for sentence in found] == [True]


def test_a_visit_beside_a_small_procedure(opened: Program) -> None:
    visit, _ = opened.logbook.log_text("99213 10060 #case:x", today=TODAY).logged
    # The note belongs to the line before it, so the visit has no case yet.
    assert case_doubts(opened.store, opened.evaluator) == {}
    opened.logbook.log_text("99213 #case:x", today=TODAY)
    (sentences,) = case_doubts(opened.store, opened.evaluator).values()
    assert "25 if it was a visit of its own" in sentences[0]
    assert visit.line.note == ""


def test_only_the_days_asked_for(opened: Program) -> None:
    opened.logbook.log_text(SURGERY, today=TODAY)
    opened.logbook.log_text("99213 /2026-07-20 #case:or2-tue-a", today=TODAY)
    july = (date(2026, 7, 1), date(2026, 7, 31))
    assert len(case_doubts(opened.store, opened.evaluator, *july)) == 1
    assert case_doubts(opened.store, opened.evaluator, date(2026, 8, 1), date.max) == {}
