"""Goals, the user's own days, benchmarks and the tables of case logs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from rvuedge_desktop.domain.amounts import from_hundredths, to_hundredths
from rvuedge_desktop.domain.goals import Goal, Measure
from rvuedge_desktop.domain.periods import PeriodKind
from rvuedge_desktop.domain.working_calendar import CalendarDay, DayKind
from rvuedge_desktop.storage.part import StorePart, utc_text

TextTable = Literal["benchmarks", "case_tables"]


class CaseChoice(NamedTuple):
    """What a session counts for; no `entry_id`: it is not credited. Empty texts: as found."""

    session_id: int
    entry_id: int | None
    category: str = ""
    role: str = ""
    supervisor: str = ""


class PlanRows(StorePart):
    """What the user plans and compares with. Nothing here changes the log."""

    def goals(self) -> list[Goal]:
        """The goals, shortest period first and then by name."""
        spans = list(PeriodKind)
        found = [
            Goal(name, PeriodKind(span), from_hundredths(amount), Measure(measure), contract)
            for name, span, measure, amount, contract in self._db.rows(
                "SELECT name, span, measure, amount, contract FROM goals ORDER BY name"
            )
        ]
        return sorted(found, key=lambda goal: spans.index(goal.span))

    def set_goal(self, goal: Goal) -> None:
        """Keep a goal, in place of the one of its name."""
        self._put_rows(
            "goals",
            {
                "name": goal.name,
                "span": goal.span.value,
                "measure": goal.measure.value,
                "amount": to_hundredths(goal.amount),
                "contract": goal.contract,
            },
        )

    def remove_goal(self, name: str) -> bool:
        """Forget a goal; whether there was one."""
        return self._drop_row("goals", name)

    def calendar_days(self) -> dict[date, CalendarDay]:
        """The days the user has said something about."""
        found = (
            CalendarDay(
                date.fromisoformat(day),
                DayKind(kind),
                None if weight is None else from_hundredths(weight),
                note,
            )
            for day, kind, weight, note in self._db.rows(
                "SELECT day, kind, weight, note FROM calendar_days ORDER BY day"
            )
        )
        return {own.day: own for own in found}

    def set_calendar_days(self, days: Iterable[CalendarDay]) -> None:
        """Keep what the user says about days, in one transaction."""
        rows = [
            {
                "day": own.day.isoformat(),
                "kind": own.kind.value,
                "weight": None if own.weight is None else to_hundredths(own.weight),
                "note": own.note,
            }
            for own in days
        ]
        self._put_rows("calendar_days", *rows)

    def clear_calendar_days(self, days: Iterable[date]) -> int:
        """Forget what the user said about days; about how many there was something."""
        from rvuedge_desktop.storage import plan_statements

        with self._db.writing():
            return sum(
                self._db.run(plan_statements.DROP["calendar_days"], {"wanted": day.isoformat()})
                for day in days
            )

    def texts_of(self, table: TextTable) -> dict[str, str]:
        """The files kept in a table, by name."""
        return dict(self._db.rows(f"SELECT name, text FROM {table} ORDER BY name"))

    def set_texts(self, table: TextTable, texts: Mapping[str, str]) -> None:
        """Keep files in a table, each in place of the one of its name."""
        changed = utc_text(None)
        rows = [{"name": name, "text": text, "changed_at": changed} for name, text in texts.items()]
        self._put_rows(table, *rows)

    def remove_text(self, table: TextTable, name: str) -> bool:
        """Take a file out of a table; whether it was there."""
        return self._drop_row(table, name)

    def case_choices(self) -> dict[int, CaseChoice]:
        """What the user chose for sessions of a case log."""
        return {
            row[0]: CaseChoice(*row)
            for row in self._db.rows(
                "SELECT session_id, entry_id, category, role, supervisor FROM case_choices"
            )
        }

    def set_case_choice(self, choice: CaseChoice) -> None:
        """Keep what a session counts for."""
        self._put_rows("case_choices", choice._asdict())

    def remove_case_choice(self, session_id: int) -> bool:
        """Leave a session to the rules again."""
        return self._drop_row("case_choices", session_id)

    def _put_rows(self, table: str, *rows: dict[str, Any]) -> None:
        from rvuedge_desktop.storage import plan_statements

        if rows:
            with self._db.writing():
                self._db.run(plan_statements.PUT[table], list(rows))

    def _drop_row(self, table: str, key: object) -> bool:
        from rvuedge_desktop.storage import plan_statements

        with self._db.writing():
            return self._db.run(plan_statements.DROP[table], {"wanted": key}) > 0
