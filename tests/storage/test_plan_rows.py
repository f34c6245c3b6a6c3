"""Goals, the user's own days, texts, profiles and case choices are kept as they were given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from rvuedge_desktop.domain.goals import Goal, Measure
from rvuedge_desktop.domain.periods import PeriodKind
from rvuedge_desktop.domain.profiles import Profile, Stage
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.domain.working_calendar import CalendarDay, DayKind
from rvuedge_desktop.storage import Store
from rvuedge_desktop.storage.plan_rows import CaseChoice
from tests.storage.made_up import line

YEAR = Goal("Big", PeriodKind.YEAR, Decimal("6000.50"), Measure.DOLLARS, "City")
MONTH = Goal("Small", PeriodKind.MONTH, Decimal("500.00"))


def test_goals_come_back_and_are_replaced_by_name(store: Store, path: Path) -> None:
    for goal in (YEAR, MONTH):
        store.set_goal(goal)
    assert store.goals() == [MONTH, YEAR]
    store.set_goal(replace(YEAR, amount=Decimal("7000.00")))
    assert store.goals()[1].amount == 7000
    assert store.remove_goal("Big")
    assert not store.remove_goal("Big")
    store.close()
    with Store.open(path, read_only=True) as again:
        assert again.goals() == [MONTH]


def test_days_come_back_and_are_cleared(store: Store) -> None:
    away = CalendarDay(date(2026, 11, 23), DayKind.VACATION, note="lake")
    half = CalendarDay(date(2026, 11, 24), DayKind.WORKED, Decimal("0.50"))
    store.set_calendar_days([away, half])
    assert store.calendar_days() == {away.day: away, half.day: half}
    assert store.clear_calendar_days([away.day, date(2026, 1, 1)]) == 1
    assert list(store.calendar_days()) == [half.day]


def test_texts_of_a_table_are_kept_by_name(store: Store) -> None:
    store.set_texts("benchmarks", {"b": "1", "a": "2"})
    store.set_texts("benchmarks", {"a": "3"})
    store.set_texts("case_tables", {"c": "4"})
    assert store.texts_of("benchmarks") == {"a": "3", "b": "1"}
    assert store.remove_text("benchmarks", "a")
    assert store.texts_of("benchmarks") == {"b": "1"}
    assert store.texts_of("case_tables") == {"c": "4"}


def test_one_profile_is_active(store: Store) -> None:
    assert store.active_profile() is None
    first = store.add_profile(Profile("Ada", "MD", npi="1234567893", level="PGY-3"))
    second = store.add_profile(Profile("Ada", stage=Stage.RESIDENT))
    assert store.active_profile() == second
    assert store.activate_profile(first.id)
    assert store.active_profile() == first
    assert not store.activate_profile(99)
    assert store.active_profile() == first
    store.change_profile(replace(first, practice="City"))
    assert store.active_profile() == replace(first, practice="City")
    assert store.remove_profile(first.id)
    assert store.profiles() == [second]


def test_case_choices(store: Store) -> None:
    (entry,) = store.add_session([line()], label="Logged")
    chosen = CaseChoice(entry.session_id, entry.id, "Biliary", "SC", "Dr. Ito")
    store.set_case_choice(chosen)
    assert store.case_choices() == {entry.session_id: chosen}
    store.set_case_choice(CaseChoice(entry.session_id, None))
    assert store.case_choices()[entry.session_id].entry_id is None
    assert store.remove_case_choice(entry.session_id)
    assert store.case_choices() == {}


def test_totals_of_what_lines_say_follow_every_change(store: Store) -> None:
    """The triggers of the fourth schema: adding, editing, deleting, undo and redo."""
    entries = store.add_session(
        [line(site="north"), line("J1", site="north", state=ValueState.DRUG, work=None)],
        label="Logged",
    )
    other = replace(
        entries[0].credited_line, line=replace(entries[0].line, site="south", role="SC")
    )
    day = entries[0].line.date_of_service

    def sites() -> dict[str, int]:
        return {row.key: row.lines for row in store.line_groups(day, day.replace(day=30), "site")}

    store.edit_entries([(entries[0].id, other)], label="Edited")
    assert store.check_totals() == []
    found = store.line_groups(day, day.replace(day=30), "role")
    assert {(row.key, row.state.value) for row in found} == {("SC", "valued"), ("", "drug")}
    store.delete_entries([entries[1].id], label="Deleted")
    assert store.check_totals() == []
    assert sites() == {"south": 1}
    store.undo()
    assert store.check_totals() == []
    store.undo()
    assert store.check_totals() == []
    store.redo()
    assert store.check_totals() == []
    store.add_many([[line(site="east")], [line(site="east")]], label="Many")
    assert store.check_totals() == []
    assert sites()["east"] == 2
