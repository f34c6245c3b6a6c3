"""The log: every change is one command, done in one transaction, that can be undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.entries import CreditedLine, Entry, Line, total_of
from rvuedge_desktop.services.evaluation import Evaluation, Evaluator, Nearest, Refusal
from rvuedge_desktop.services.pricing import Member
from rvuedge_desktop.services.what_if import WhatIf, repriced

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
        """Replace what an entry says was done, and credit it and its session anew.

        None when the entry is gone. The contract and the release are chosen anew; steps always
        tell the value used.
        """
        if self._store.entry(entry_id) is None:
            return None
        line = replace(line, note=_storable(line.note), site=_storable(line.site))
        self._store.change_entries(self._after({entry_id: line}), label=f"Edited {line.code}")
        return self._store.entry(entry_id)

    def move_to(self, entry_ids: Sequence[int], day: date) -> int:
        """Give entries another date of service; how many were changed."""
        found = self._store.entries_by_ids(list(entry_ids))
        lines = {entry.id: replace(entry.line, date_of_service=day) for entry in found}
        return self._put(lines, "Moved")

    def assign_contract(self, entry_ids: Sequence[int], contract_id: int | None) -> int:
        """Move entries to a contract, or with None to the one of their date and site."""
        found = self._store.entries_by_ids(list(entry_ids))
        lines = {entry.id: replace(entry.line, chosen_contract_id=contract_id) for entry in found}
        return self._put(lines, "Changed the contract of")

    def _put(self, lines: Mapping[int, Line], what: str) -> int:
        if lines:
            label = f"{what} {_counted(len(lines))}"
            self._store.change_entries(self._after(lines), label=label)
        return len(lines)

    def delete(self, entry_ids: Sequence[int]) -> list[Entry]:
        """Delete entries as one command; the entries that were there."""
        found = self._store.entries_by_ids(list(dict.fromkeys(entry_ids)))
        if found:
            what = found[0].line.code if len(found) == 1 else _counted(len(found))
            gone = [entry.id for entry in found]
            self._store.change_entries(
                self._after({}, gone=gone), deletes=gone, kind="delete", label=f"Deleted {what}"
            )
        return found

    def add_to_session(self, entry_id: int, lines: Sequence[Line]) -> list[Entry]:
        """Log lines as part of the session of an entry; the new entries."""
        mates = self._store.session_mates([entry_id])
        if not mates or not lines:
            return []
        members = [Member(mate.line, mate.credited_line) for mate in mates]
        members += [Member(line, touched=True) for line in lines]
        credited = self._evaluator.credit_members(members)
        edits = _changed(mates, credited[: len(mates)])
        adds = [line for line in credited[len(mates) :] if line is not None]
        label = f"Added {lines[0].code}" if len(lines) == 1 else f"Added {_counted(len(lines))}"
        numbers = self._store.change_entries(
            edits, adds=adds, into_session=mates[0].session_id, kind="add", label=label
        )
        return self._store.entries_by_ids(numbers)

    def merge(self, entry_ids: Sequence[int]) -> int:
        """Make entries one session, the earliest of theirs; how many joined it."""
        found = self._store.entries_by_ids(list(dict.fromkeys(entry_ids)))
        if not found:
            return 0
        target = min(entry.session_id for entry in found)
        joining = [entry.id for entry in found if entry.session_id != target]
        return self._regroup(joining, target, [entry.id for entry in found], "Grouped")

    def split(self, entry_ids: Sequence[int]) -> int:
        """Make entries a session of their own; how many there were."""
        found = self._store.entries_by_ids(list(dict.fromkeys(entry_ids)))
        leaving = [entry.id for entry in found]
        everyone = self._store.session_mates(leaving)
        if len(everyone) == len(leaving) and len({mate.session_id for mate in everyone}) == 1:
            return 0
        return self._regroup(leaving, None, leaving, "Set apart")

    def _regroup(
        self, moving: Sequence[int], target: int | None, ids: Sequence[int], what: str
    ) -> int:
        """Move entries into a session, and credit anew what stays, comes and receives."""
        if not moving:
            return 0
        mates = self._store.session_mates(ids)
        there = {entry.id: entry for entry in mates}
        edits: dict[int, CreditedLine] = {}
        for session in {entry.session_id for entry in mates}:
            members = [
                Member(entry.line, entry.credited_line, entry.id in moving, entry.id in moving)
                for entry in mates
                if entry.session_id == session
            ]
            here = [entry for entry in mates if entry.session_id == session]
            if session == target:
                here += [there[number] for number in moving]
                members += [_arriving(there[number]) for number in moving]
            edits |= _changed(here, self._evaluator.credit_members(members))
        if target is None:
            here = [there[number] for number in moving]
            members = [_arriving(entry) for entry in here]
            edits |= _changed(here, self._evaluator.credit_members(members))
        self._store.change_entries(
            edits,
            regroup=list(moving),
            into_session=target,
            label=f"{what} {_counted(len(ids))}",
        )
        return len(moving)

    def _after(
        self, lines: Mapping[int, Line], gone: Collection[int] = ()
    ) -> dict[int, CreditedLine]:
        """The entries that change when these lines change or go: they and their sessions."""
        edits: dict[int, CreditedLine] = {}
        mates = self._store.session_mates([*lines, *gone])
        for _, session in groupby(mates, key=lambda entry: entry.session_id):
            here: list[Entry] = []
            members: list[Member] = []
            for entry in session:
                if entry.id in lines or entry.id in gone:
                    # Where it was credited until now, others may change.
                    here.append(entry)
                    members.append(Member(entry.line, entry.credited_line, True, True))
                if entry.id in gone:
                    continue
                here.append(entry)
                if entry.id in lines:
                    members.append(Member(lines[entry.id], touched=True))
                else:
                    members.append(Member(entry.line, entry.credited_line))
            edits |= _changed(here, self._evaluator.credit_members(members))
        return edits

    def reprice(self, first: date | None, last: date | None) -> WhatIf:
        """Credit the log of these days anew, as one command; what has changed.

        `repriced` shows the difference first; the history of each entry notes the command.
        """
        found = repriced(self._store, self._evaluator, first, last)
        changed = {
            line.entry.id: line.other
            for line in found.every_line
            if line.other != line.entry.credited_line
        }
        if changed:
            label = f"Repriced {_counted(len(changed))}"
            self._store.change_entries(changed, kind="reprice", label=label)
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


def _arriving(entry: Entry) -> Member:
    return Member(entry.line, entry.credited_line, touched=True)


def _changed(
    entries: Sequence[Entry], credited: Sequence[CreditedLine | None]
) -> dict[int, CreditedLine]:
    """The entries whose credit is another one now."""
    return {
        entry.id: line
        for entry, line in zip(entries, credited, strict=True)
        if line is not None and line != entry.credited_line
    }


def _counted(count: int) -> str:
    return f"{count} line" if count == 1 else f"{count} lines"


def _storable(text: str) -> str:
    """`text` without halves of characters, which a terminal or clipboard can hand over."""
    return text.encode("utf-8", "replace").decode("utf-8")
