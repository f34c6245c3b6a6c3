"""The log: every change is one command, done in one transaction, that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.entries import Entry, Line, total_of
from rvuedge_desktop.services.evaluation import Evaluation, Evaluator, Nearest, Refusal

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class LogOutcome:
    """What was logged and what was refused, with the wRVU of what was logged."""

    logged: tuple[Entry, ...]
    refused: tuple[Refusal, ...]

    @property
    def total(self) -> Decimal:
        return total_of(self.logged)


@dataclass(frozen=True, slots=True)
class Change:
    """What a command did: a sentence part for the strip, and the days it touched."""

    label: str
    entries: int
    days: tuple[date, ...] = ()


class NothingToUndo(Exception):
    """There is no command to undo or redo."""


class Logbook:
    """Commands on the log. Lives where the store lives."""

    def __init__(self, store: Store, evaluator: Evaluator) -> None:
        self._store = store
        self._evaluator = evaluator

    def log_text(
        self,
        text: str,
        *,
        today: date,
        default_date: date | None = None,
        default_site: str = "",
        partial: bool = False,
        nearest: Nearest | None = None,
    ) -> LogOutcome:
        """Log the lines of a quick-entry text as one session.

        Without `partial` a single refusal logs nothing; with it the good lines are logged.
        """
        evaluation = self._evaluator.evaluate(
            _storable(text),
            today=today,
            default_date=default_date,
            default_site=default_site,
            finished=True,
            nearest=nearest,
        )
        if not evaluation.ready and not evaluation.refused:
            refusal = Refusal(text, "There is no code in this text; type one such as 99213.")
            return LogOutcome((), (refusal,))
        if evaluation.refused and not partial:
            return LogOutcome((), evaluation.refused)
        return LogOutcome(self._add(evaluation), evaluation.refused)

    def _add(self, evaluation: Evaluation) -> tuple[Entry, ...]:
        if not evaluation.ready:
            return ()
        count = len(evaluation.ready)
        label = f"Logged {evaluation.ready[0].line.code}" if count == 1 else f"Logged {count} lines"
        return tuple(
            self._store.add_session(evaluation.ready, label=label, made_at=datetime.now(UTC))
        )

    def edit(self, entry_id: int, line: Line) -> Entry | None:
        """Replace what an entry says was done, and credit it anew.

        None when the entry is gone. The release is chosen anew only if the date changed to
        another one; steps always tell the value used.
        """
        if self._store.entry(entry_id) is None:
            return None
        line = replace(line, note=_storable(line.note), site=_storable(line.site))
        credited = self._evaluator.credit([line])[0]
        self._store.edit_entries([(entry_id, credited)], label=f"Edited {line.code}")
        return self._store.entry(entry_id)

    def move_to(self, entry_ids: Sequence[int], day: date) -> int:
        """Give entries another date of service; how many were changed."""
        edits = []
        for entry in self._store.entries_by_ids(list(entry_ids)):
            line = replace(entry.line, date_of_service=day)
            edits.append((entry.id, self._evaluator.credit([line])[0]))
        if edits:
            noun = "line" if len(edits) == 1 else "lines"
            self._store.edit_entries(edits, label=f"Moved {len(edits)} {noun}")
        return len(edits)

    def delete(self, entry_ids: Sequence[int]) -> list[Entry]:
        """Delete entries as one command; the entries that were there."""
        found = self._store.entries_by_ids(list(dict.fromkeys(entry_ids)))
        if found:
            what = found[0].line.code if len(found) == 1 else f"{len(found)} lines"
            self._store.delete_entries([entry.id for entry in found], label=f"Deleted {what}")
        return found

    def undo(self) -> Change:
        """Take back the last command; raises NothingToUndo."""
        result = self._store.undo()
        if result is None:
            raise NothingToUndo("There is nothing to undo.")
        return Change(result.label, len(result.entry_ids), result.days)

    def redo(self) -> Change:
        """Do again what was last undone; raises NothingToUndo."""
        result = self._store.redo()
        if result is None:
            raise NothingToUndo("There is nothing to redo.")
        return Change(result.label, len(result.entry_ids), result.days)


def _storable(text: str) -> str:
    """`text` without halves of characters, which a terminal or clipboard can hand over."""
    return text.encode("utf-8", "replace").decode("utf-8")
