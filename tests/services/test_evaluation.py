"""What typed lines would count for, and what stands against logging them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rvuedge_desktop.bootstrap import Program
from rvuedge_desktop.domain.entries import Line
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.services.evaluation import Evaluation
from rvuedge_desktop.services.values import import_release
from tests.fixtures.cms_files import csv_bytes, row

TODAY = date(2026, 11, 20)

pytestmark = pytest.mark.usefixtures("small_files_are_whole")


def evaluate(opened: Program, text: str, *, finished: bool = True) -> Evaluation:
    return opened.evaluator.evaluate(text, today=TODAY, finished=finished)


def test_ready_lines_run_parallel_to_what_was_typed(opened: Program) -> None:
    found = evaluate(opened, "99213 99219 J2590*2")
    assert [line.line.code for line in found.ready] == ["99213", "J2590"]
    assert [typed.code for typed in found.typed] == ["99213", "J2590"]
    (refusal,) = found.refused
    assert (refusal.text, refusal.start, refusal.end) == ("99219", 6, 11)
    assert refusal.can_confirm


def test_an_unknown_code_is_answered_with_the_nearest_and_what_to_do(opened: Program) -> None:
    (refusal,) = evaluate(opened, "99231 99123").refused
    assert "Did you mean 99213?" in refusal.reason
    assert "Import CMS's full file" in refusal.reason
    assert "99123!" in refusal.reason


def test_codes_that_need_no_row_are_logged_unasked(opened: Program) -> None:
    found = evaluate(opened, "J9998 K0001")
    assert found.refused == ()
    states = [line.state for line in found.ready]
    assert states == [ValueState.DRUG, ValueState.OTHER_SCHEDULE]
    assert all(line.credited is None for line in found.ready)


def test_a_date_that_is_wrong_cannot_be_confirmed(opened: Program) -> None:
    (refusal,) = evaluate(opened, "99213! /1900-01-01").refused
    assert not refusal.can_confirm
    (refusal,) = evaluate(opened, "99213 /2027-01-01").refused
    assert refusal.can_confirm


def test_words_left_over_name_the_nearest_code(opened: Program) -> None:
    def nearest(words: str) -> tuple[str, str]:
        assert words == "colonoscopy"
        return "45378", "Colonoscopy"

    found = opened.evaluator.evaluate("colonoscopy", today=TODAY, finished=True, nearest=nearest)
    assert "The nearest code is 45378, Colonoscopy." in found.refused[0].reason
    assert evaluate(opened, "colonoscopy", finished=False).refused == ()


def test_long_words_are_quoted_in_short(opened: Program) -> None:
    (refusal,) = evaluate(opened, "word " * 5_000).refused
    assert len(refusal.reason) < 200


def test_the_release_of_a_date(opened: Program) -> None:
    for day, release in (
        (date(2020, 1, 1), "RVU20D"),
        (date(2022, 5, 5), "RVU20D"),
        (date(2023, 5, 5), "RVU23D"),
        (date(2025, 1, 1), "RVU25D"),
        (date(2025, 12, 31), "RVU25D"),
        (date(2026, 12, 31), "RVU26B"),
        (date(2031, 1, 1), "RVU26B"),
    ):
        choice = opened.evaluator.release_on("99213", day)
        assert choice is not None
        assert choice.release.name == release
        in_force = choice.release.year == day.year and choice.release.first_date <= day
        assert (choice.note is None) == in_force


def test_an_imported_release_speaks_for_codes_the_catalog_lacks(
    opened: Program, tmp_path: Path
) -> None:
    assert opened.evaluator.releases_for("27000") == [
        Release(name, complete=False) for name in ("RVU20D", "RVU23D", "RVU25D", "RVU26B")
    ]
    path = tmp_path / "PPRRVU2026_Apr_nonQPP.csv"
    path.write_bytes(csv_bytes([row("27000"), row("99213", work="5.00")]))
    import_release(opened.store, path)
    opened.values_changed()
    assert [one.name for one in opened.evaluator.releases_for("27000")] == ["RVU26B"]
    (line,) = opened.evaluator.credit([Line("99213", date(2026, 5, 1))])
    assert str(line.credited) == "5.00"
    (line,) = opened.evaluator.credit([Line("99213", date(2025, 5, 1))])
    assert str(line.credited) == "1.30"
    assert "the installed values" in evaluate(opened, "27001").refused[0].reason


def test_a_release_can_be_asked_for(opened: Program) -> None:
    line = Line("43644", date(2026, 5, 1))
    (credited,) = opened.evaluator.credit([line], Release("RVU25D", complete=False))
    assert (str(credited.credited), credited.release) == ("29.40", "RVU25D")


def test_an_excerpt_speaks_only_for_the_codes_it_lists(
    opened: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rvuedge_desktop.services.values.LEAST_COMPLETE", 5_000)
    path = tmp_path / "PPRRVU2026_Jan_nonQPP.csv"
    path.write_bytes(csv_bytes([row("27000", work="4.00")]))
    import_release(opened.store, path, release=Release("RVU26A"))
    opened.values_changed()
    (listed,) = opened.evaluator.credit([Line("27000", date(2026, 2, 1))])
    assert (str(listed.credited), listed.release) == ("4.00", "RVU26A")
    (shipped,) = opened.evaluator.credit([Line("99213", date(2026, 2, 1))])
    assert (str(shipped.credited), shipped.release) == ("1.30", "RVU26B")
