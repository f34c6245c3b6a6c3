"""A session is credited as one: what changes in it changes its other lines, as one command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rvuedge_desktop.bootstrap import Program
from rvuedge_desktop.domain.contracts import Contract
from rvuedge_desktop.domain.entries import Entry, Line
from rvuedge_desktop.domain.policies import CodeOverride
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.services.contracts import add_contract, change_contract

TODAY = date(2026, 11, 20)
YESTERDAY = date(2026, 11, 19)


@pytest.fixture
def ranked(opened: Program) -> Program:
    """The program with a contract that credits as CMS pays, from October on."""
    contract = Contract("St. Anne", date(2026, 10, 1), policy="cms")
    add_contract(opened.store, opened.evaluator, contract)
    return opened


def log(opened: Program, text: str) -> list[Entry]:
    return list(opened.logbook.log_text(text, today=TODAY).logged)


def amounts(opened: Program) -> dict[str, str]:
    return {entry.line.code: str(entry.credited_line.credited) for entry in opened.store.entries()}


def test_a_contract_takes_the_lines_of_its_days(ranked: Program) -> None:
    first, second = log(ranked, "47562 49505")
    assert [str(line.credited_line.credited) for line in (first, second)] == ["10.21", "3.88"]
    assert {first.credited_line.contract_id, second.credited_line.contract_id} == {1}
    earlier = log(ranked, "47562 49505 /9-1")
    assert [str(entry.credited_line.credited) for entry in earlier] == ["10.21", "7.76"]
    assert {entry.credited_line.contract_id for entry in earlier} == {None}


def test_what_was_second_becomes_first(ranked: Program) -> None:
    first, second, third = log(ranked, "47562 49505 10060")
    before = ranked.store.entries()
    ranked.logbook.delete([first.id])
    assert amounts(ranked) == {"49505": "7.76", "10060": "0.60"}
    change = ranked.logbook.undo()
    assert (change.label, ranked.store.entries()) == ("Deleted 47562", before)
    ranked.logbook.redo()
    assert amounts(ranked) == {"49505": "7.76", "10060": "0.60"}
    ranked.logbook.undo()
    ranked.logbook.edit(second.id, Line("49505", TODAY, ("50",)))
    assert amounts(ranked) == {"47562": "5.11", "49505": "11.64", "10060": "0.60"}
    ranked.logbook.undo()
    ranked.logbook.move_to([first.id, third.id], YESTERDAY)
    assert amounts(ranked) == {"47562": "10.21", "49505": "7.76", "10060": "0.60"}
    ranked.logbook.undo()
    assert ranked.store.entries() == before
    assert ranked.store.check_totals() == []


def test_only_the_lines_that_change_are_in_the_command(ranked: Program) -> None:
    first, *_, visit = log(ranked, "47562 49505 99213-25")
    ranked.logbook.delete([visit.id])
    assert ranked.logbook.undo().entries == 1
    ranked.logbook.delete([first.id])
    assert ranked.logbook.undo().entries == 2
    history = ranked.store.note_history(visit.id)
    assert [change.kind for change in history] == ["add"]


def test_lines_join_and_leave_a_session(ranked: Program) -> None:
    (first,) = log(ranked, "47562")
    (second,) = log(ranked, "49505")
    before = ranked.store.entries()
    assert ranked.logbook.merge([second.id, first.id]) == 1
    assert amounts(ranked) == {"47562": "10.21", "49505": "3.88"}
    assert len({entry.session_id for entry in ranked.store.entries()}) == 1
    assert ranked.logbook.split([first.id]) == 1
    assert amounts(ranked) == {"47562": "10.21", "49505": "7.76"}
    assert len({entry.session_id for entry in ranked.store.entries()}) == 2
    assert ranked.logbook.split([first.id]) == 0
    ranked.logbook.undo()
    ranked.logbook.undo()
    assert ranked.store.entries() == before
    ranked.logbook.redo()
    assert amounts(ranked)["49505"] == "3.88"
    (added,) = ranked.logbook.add_to_session(first.id, [Line("19301", TODAY)])
    assert amounts(ranked) == {"47562": "5.11", "49505": "3.88", "19301": "9.88"}
    assert added.position == 2
    assert [change.kind for change in ranked.store.note_history(added.id)] == ["add"]
    ranked.logbook.undo()
    assert amounts(ranked) == {"47562": "10.21", "49505": "3.88"}
    ranked.logbook.redo()
    assert amounts(ranked)["47562"] == "5.11"
    assert ranked.store.check_totals() == []
    assert ranked.store.check_file() == []


def test_other_sessions_and_other_days_are_left_alone(ranked: Program) -> None:
    log(ranked, "47562 49505")
    log(ranked, "19301")
    log(ranked, "58661 /11-19 44970 /11-18")
    assert amounts(ranked) == {
        "47562": "10.21", "49505": "3.88", "19301": "9.88", "58661": "11.07", "44970": "9.21",
    }  # fmt: skip


def test_a_change_does_not_touch_what_was_credited_before(ranked: Program) -> None:
    first, second = log(ranked, "47562 49505")
    (contract,) = ranked.store.contracts()
    change_contract(
        ranked.store,
        ranked.evaluator,
        Contract("St. Anne", contract.first_day, policy="full", id=contract.id),
    )
    assert amounts(ranked) == {"47562": "10.21", "49505": "3.88"}
    ranked.logbook.edit(first.id, Line("47562", TODAY, note="long"))
    assert amounts(ranked) == {"47562": "10.21", "49505": "3.88"}
    assert second.credited_line.steps[-1].rule == "multiple"


def test_a_line_can_be_moved_to_another_contract(ranked: Program) -> None:
    locum = add_contract(
        ranked.store, ranked.evaluator, Contract("Locum", date(2020, 1, 1), policy="full")
    )
    first, second = log(ranked, "47562 49505")
    assert ranked.logbook.assign_contract([second.id], locum.id) == 1
    moved = ranked.store.entry(second.id)
    assert moved is not None
    assert (str(moved.credited_line.credited), moved.credited_line.contract_id) == (
        "7.76", locum.id,
    )  # fmt: skip
    # It stays there when the line is edited, and comes back when the choice is taken away.
    ranked.logbook.move_to([second.id], YESTERDAY)
    assert ranked.store.entries_by_ids([second.id])[0].credited_line.contract_id == locum.id
    ranked.logbook.undo()
    ranked.logbook.assign_contract([second.id], None)
    assert amounts(ranked) == {"47562": "10.21", "49505": "3.88"}
    assert first.line.chosen_contract_id is None


CODES = ["47562", "49505", "45378", "45380", "45385", "27447-RT", "27447-LT", "99213", "10060"]
LogbookAct = Callable[[Program, list[int]], object]
ACTS: dict[str, LogbookAct] = {
    "delete": lambda p, ids: p.logbook.delete(ids[:1]),
    "edit": lambda p, ids: p.logbook.edit(ids[0], Line("44970", TODAY)),
    "move": lambda p, ids: p.logbook.move_to(ids[::2], YESTERDAY),
    "split": lambda p, ids: p.logbook.split(ids[:2]),
    "merge": lambda p, ids: p.logbook.merge(ids),
    "add": lambda p, ids: p.logbook.add_to_session(ids[0], [Line("19301", TODAY)]),
}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(CODES), min_size=1, max_size=5),
    st.lists(st.sampled_from(sorted(ACTS)), min_size=1, max_size=4),
)
def test_undo_restores_every_line_of_the_session(
    ranked: Program, codes: list[str], acts: list[str]
) -> None:
    logged = log(ranked, ";".join(codes)) + log(ranked, "58661")
    ids = [entry.id for entry in logged]
    seen = []
    for act in acts:
        there = [entry.id for entry in ranked.store.entries_by_ids(ids)]
        if not there:
            break
        before = ranked.store.can_undo(), ranked.store.entries()
        ACTS[act](ranked, there)
        seen.append((before, ranked.store.entries()))
    for (label, before), after in reversed(seen):
        if before == after:
            continue
        ranked.logbook.undo()
        assert (ranked.store.can_undo(), ranked.store.entries()) == (label, before)
        ranked.logbook.redo()
        assert ranked.store.entries() == after
        ranked.logbook.undo()
    assert ranked.store.check_totals() == []


def stored_under(opened: Program, release: str, *codes: str) -> list[Entry]:
    """A session as the contract credited it when another release was the one of its date."""
    lines = opened.evaluator.credit([Line(code, TODAY) for code in codes], Release(release))
    return opened.store.add_session(lines, label="then")


def test_a_line_that_has_not_changed_keeps_its_release(ranked: Program) -> None:
    first, second = stored_under(ranked, "RVU25D", "47562", "49505")
    assert str(second.credited_line.credited) == "3.98"
    ranked.logbook.delete([first.id])
    (left,) = ranked.store.entries()
    # 7.96 is its work of 2025; the release of its date has 7.76.
    assert (left.credited_line.release, str(left.credited_line.credited)) == ("RVU25D", "7.96")


def test_a_line_whose_release_is_gone_is_left_as_it_was(ranked: Program) -> None:
    first, second, third = stored_under(ranked, "RVU25D", "47562", "49505", "10060")
    ranked.store.remove_release("RVU25D", origin="shipped")
    ranked.evaluator.refresh()
    ranked.logbook.delete([first.id])
    assert [entry.credited_line for entry in ranked.store.entries()] == [
        second.credited_line,
        third.credited_line,
    ]


def test_a_line_that_was_unknown_stays_so_until_it_is_repriced(ranked: Program) -> None:
    first, second = log(ranked, "47562 12345!")
    assert second.credited_line.state is ValueState.UNKNOWN
    ranked.store.set_own_value(CodeOverride("12345", Decimal("2.00"), "as agreed"))
    ranked.evaluator.refresh_terms()
    ranked.logbook.delete([first.id])
    assert ranked.store.entries()[0].credited_line == second.credited_line
    ranked.logbook.reprice(None, None)
    assert str(ranked.store.entries()[0].credited_line.credited) == "2.00"
