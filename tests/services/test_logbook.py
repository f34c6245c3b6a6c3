"""Commands on the log: one transaction each, and each can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from rvuedge_desktop.bootstrap import Program
from rvuedge_desktop.domain.entries import Entry, Line, total_of
from rvuedge_desktop.services.logbook import LogOutcome, NothingToUndo

TODAY = date(2026, 11, 20)


def log(opened: Program, text: str, *, partial: bool = False) -> LogOutcome:
    return opened.logbook.log_text(text, today=TODAY, partial=partial)


def entries(opened: Program) -> list[Entry]:
    return opened.store.entries()


def test_lines_logged_together_are_one_session(opened: Program) -> None:
    first, second = log(opened, "99213 45378").logged
    (other,) = log(opened, "J2590").logged
    assert first.session_id == second.session_id != other.session_id
    assert [first.position, second.position] == [0, 1]
    assert first.made_at.utcoffset() is not None
    assert str(total_of(entries(opened))) == "4.48"


def test_a_refusal_touches_nothing(opened: Program) -> None:
    outcome = log(opened, "99213 99219")
    assert (outcome.logged, len(outcome.refused), str(outcome.total)) == ((), 1, "0.00")
    assert entries(opened) == []
    with pytest.raises(NothingToUndo, match="nothing to undo"):
        opened.logbook.undo()


def test_edit_credits_anew_and_can_be_undone(opened: Program) -> None:
    (entry,) = log(opened, "43644").logged
    edited = opened.logbook.edit(entry.id, Line("43644", date(2025, 3, 1), units=2))
    assert edited is not None
    assert (str(edited.credited_line.credited), edited.credited_line.release) == (
        "58.80", "RVU25D",
    )  # fmt: skip
    assert edited.session_id == entry.session_id
    opened.logbook.undo()
    assert entries(opened) == [entry]
    opened.logbook.redo()
    assert entries(opened) == [edited]


def test_what_is_gone_is_not_edited(opened: Program) -> None:
    assert opened.logbook.edit(99, Line("43644", TODAY)) is None
    with pytest.raises(NothingToUndo):
        opened.logbook.undo()


def test_a_note_with_half_a_character_is_kept(opened: Program) -> None:
    (entry,) = log(opened, "99213 #half \ud83d here").logged
    assert entry.line.note == "half ? here"
    edited = opened.logbook.edit(entry.id, Line("99213", TODAY, note="\udc00", site="a\ud800"))
    assert edited is not None
    assert (edited.line.note, edited.line.site) == ("?", "a?")


def test_move_to_another_year_takes_its_values(opened: Program) -> None:
    logged = log(opened, "43644 99213 J2590").logged
    ids = [entry.id for entry in logged]
    assert opened.logbook.move_to(ids, date(2025, 5, 5)) == 3
    assert str(total_of(entries(opened))) == "30.70"
    change = opened.logbook.undo()
    assert (change.label, change.entries) == ("Moved 3 lines", 3)
    assert set(change.days) == {TODAY, date(2025, 5, 5)}
    assert entries(opened) == list(logged)
    assert opened.logbook.move_to([], TODAY) == 0
    assert opened.logbook.move_to([999], TODAY) == 0


def test_delete_counts_each_line_once(opened: Program) -> None:
    logged = log(opened, "99213 45378 J2590").logged
    ids = [entry.id for entry in logged]
    gone = opened.logbook.delete([ids[1], ids[1], ids[0], 999])
    assert [entry.id for entry in gone] == [ids[1], ids[0]]
    assert entries(opened) == [logged[2]]
    assert opened.logbook.undo().label == "Deleted 2 lines"
    assert entries(opened) == list(logged)
    assert opened.logbook.delete([999]) == []
    assert opened.logbook.undo().label == "Logged 3 lines"


def test_everything_can_be_undone_and_done_again(opened: Program) -> None:
    log(opened, "99213")
    log(opened, "45378 J2590*3")
    opened.logbook.move_to([1], date(2026, 1, 1))
    opened.logbook.delete([2])
    end = entries(opened)
    for _ in range(4):
        opened.logbook.undo()
        assert opened.store.check_totals() == []
    assert entries(opened) == []
    for _ in range(4):
        opened.logbook.redo()
        assert opened.store.check_totals() == []
    assert entries(opened) == end
    with pytest.raises(NothingToUndo, match="nothing to redo"):
        opened.logbook.redo()
