"""Changing the log: every change is one command in one transaction, and can be undone.

A command keeps the whole row of each entry it touched, before and after, so undo and redo put
back the identical row, under the same id, at any later time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from operator import attrgetter
from typing import Any

from rvuedge_desktop.domain.entries import CreditedLine, Entry
from rvuedge_desktop.storage import images
from rvuedge_desktop.storage.engine import Database, Row
from rvuedge_desktop.storage.entry_rows import EntryRows
from rvuedge_desktop.storage.errors import Cancelled
from rvuedge_desktop.storage.part import utc_text
from rvuedge_desktop.storage.rows import EntryChange, UndoResult

_PIECE = 1_000
_parts_of = attrgetter("rule", "text", "factor", "before", "after")
_NEXT_UNDO = "SELECT id, kind, label FROM commands WHERE undone = 0 ORDER BY id DESC LIMIT 1"
_NEXT_REDO = "SELECT id, kind, label FROM commands WHERE undone = 1 ORDER BY id LIMIT 1"


class History(EntryRows):
    """Adding, correcting and deleting entries. What is returned has been committed."""

    def add_session(
        self, lines: Sequence[CreditedLine], *, label: str, made_at: datetime | None = None
    ) -> list[Entry]:
        """Log lines done together."""
        if not lines:
            return []
        made = utc_text(made_at)
        with self._db.writing():
            writer = EntryWriter(self._db, self._begin("add", label, made), made)
            writer.write([lines])
        at = datetime.fromisoformat(made)
        return [
            Entry(writer.next_entry - len(lines) + place, writer.next_session - 1, place, line, at)
            for place, line in enumerate(lines)
        ]

    def add_many(
        self,
        sessions: Iterable[Sequence[CreditedLine]],
        *,
        label: str,
        made_at: datetime | None = None,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> int:
        """Log many sessions as one command; how many lines they had.

        `progress` hears how many lines are in; Cancelled leaves the log as it was.
        """
        from rvuedge_desktop.storage import statements

        made = utc_text(made_at)
        with self._db.writing_much():
            writer = EntryWriter(self._db, self._begin("import", label, made), made)
            first = {"first": writer.next_entry}
            self._db.run(statements.BEGIN_MANY)
            waiting = iter(sessions)
            while piece := list(islice(waiting, _PIECE)):
                if cancelled is not None and cancelled():
                    raise Cancelled("Nothing was logged.")
                writer.write(piece)
                if progress is not None:
                    progress(writer.lines)
            self._db.run(statements.END_MANY)
            for statement in statements.ADD_UP:
                self._db.run(statement, first)
            if writer.lines == 0:
                self._drop(writer.command)
        return writer.lines

    def edit_entries(
        self,
        edits: Iterable[tuple[int, CreditedLine]],
        *,
        label: str,
        made_at: datetime | None = None,
    ) -> list[Entry]:
        """Put other lines in place of entries; the entries as they are now.

        Session, place and time of logging stay. A command that changes nothing is not kept.
        """
        from rvuedge_desktop.storage import statements

        wanted = dict(edits)
        made = utc_text(made_at)
        with self._db.writing():
            command = self._begin("edit", label, made)
            writer = EntryWriter(self._db, command, made)
            touched = {"command": command}
            self._db.run(statements.RECORD_BEFORE, {**touched, "ids": json.dumps(list(wanted))})
            if wanted:
                self._db.run(
                    statements.EDIT_ENTRY,
                    [
                        edit_row(number, line, writer.explanation(line))
                        for number, line in wanted.items()
                    ],
                )
            self._db.run(statements.RECORD_AFTER, touched)
            self._db.run(statements.DROP_UNCHANGED, touched)
            self._drop_if_empty(command)
        return self.entries_by_ids(list(wanted))

    def delete_entries(
        self, ids: Iterable[int], *, label: str, made_at: datetime | None = None
    ) -> list[Entry]:
        """Delete entries; those that were there."""
        from rvuedge_desktop.storage import statements

        numbers = sorted(set(ids))
        with self._db.writing():
            gone = self.entries_by_ids(numbers)
            if gone:
                touched = {"command": self._begin("delete", label, utc_text(made_at))}
                self._db.run(statements.RECORD_BEFORE, {**touched, "ids": json.dumps(numbers)})
                self._db.run(statements.REMOVE_ENTRIES, touched)
        return gone

    def can_undo(self) -> str | None:
        """The label of the command that undo would take back."""
        found = self._db.row(_NEXT_UNDO)
        return None if found is None else str(found[2])

    def can_redo(self) -> str | None:
        """The label of the command that redo would repeat."""
        found = self._db.row(_NEXT_REDO)
        return None if found is None else str(found[2])

    def undo(self) -> UndoResult | None:
        """Take back the last command that stands; None when there is none."""
        from rvuedge_desktop.storage import statements

        with self._db.writing():
            found = self._db.row(_NEXT_UNDO)
            if found is None:
                return None
            touched = {"command": found[0]}
            # Additions are recorded only now: until here the entry itself was the record.
            self._db.run(statements.RECORD_ADDED, touched)
            self._db.run(statements.REMOVE_ENTRIES, touched)
            self._db.run(statements.RESTORE_BEFORE, touched)
            self._db.run(statements.SET_UNDONE, {**touched, "is_undone": 1})
            return self._result(found)

    def redo(self) -> UndoResult | None:
        """Repeat the command that was undone last; None when there is none."""
        from rvuedge_desktop.storage import statements

        with self._db.writing():
            found = self._db.row(_NEXT_REDO)
            if found is None:
                return None
            touched = {"command": found[0]}
            self._db.run(statements.REMOVE_ENTRIES, touched)
            self._db.run(statements.RESTORE_AFTER, touched)
            self._db.run(statements.SET_UNDONE, {**touched, "is_undone": 0})
            return self._result(found)

    def note_history(self, entry_id: int) -> list[EntryChange]:
        """What has happened to an entry, oldest first; undone commands are not part of it."""
        rows = self._db.rows(
            "SELECT made_at, kind, label, before, after FROM changes"
            " JOIN commands ON commands.id = command_id"
            " WHERE entry_id = ? AND undone = 0 ORDER BY command_id DESC",
            (entry_id,),
        )
        changes = []
        later = self.entry(entry_id)
        for made_at, kind, label, before, after in rows:
            was = self._of_image(before)
            # An addition holds no image of its own; the next change says what it was.
            now = later if before is None and after is None else self._of_image(after)
            changes.append(EntryChange(datetime.fromisoformat(made_at), kind, label, was, now))
            later = was
        return changes[::-1]

    def _of_image(self, image: str | None) -> Entry | None:
        if image is None:
            return None
        record: dict[str, Any] = json.loads(image)
        # An image from before a column came to be lacks it.
        row = [record.get(name) for name in images.COLUMNS]
        found = self._db.row(
            "SELECT text FROM explanations WHERE id = ?", (row[images.EXPLANATION],)
        )
        row[images.EXPLANATION] = "" if found is None else found[0]
        return images.entry_of(tuple(row))

    def _result(self, command: Row) -> UndoResult:
        number, kind, label = command
        ids = self._db.rows(
            "SELECT entry_id FROM changes WHERE command_id = ? ORDER BY entry_id", (number,)
        )
        days = self._db.rows(
            "SELECT json_extract(before, '$.date_of_service') FROM changes"
            " WHERE command_id = :id AND before IS NOT NULL UNION"
            " SELECT json_extract(after, '$.date_of_service') FROM changes"
            " WHERE command_id = :id AND after IS NOT NULL ORDER BY 1",
            {"id": number},
        )
        return UndoResult(
            label, kind, tuple(date.fromisoformat(day) for (day,) in days), [n for (n,) in ids]
        )

    def _begin(self, kind: str, label: str, made_at: str) -> int:
        """Note a new command; what could be redone is gone with it."""
        from rvuedge_desktop.storage import statements

        if self._db.row(_NEXT_REDO) is not None:
            self._db.run(statements.DROP_UNDONE)
        number: int = self._db.rows("SELECT coalesce(max(id), 0) + 1 FROM commands")[0][0]
        self._db.run(
            statements.ADD_COMMAND,
            {"id": number, "kind": kind, "label": label, "made_at": made_at, "undone": 0},
        )
        return number

    def _drop_if_empty(self, command: int) -> None:
        if not self._db.row("SELECT 1 FROM changes WHERE command_id = ?", (command,)):
            self._drop(command)

    def _drop(self, command: int) -> None:
        from rvuedge_desktop.storage import statements

        self._db.run(statements.DROP_COMMAND, {"command": command})


def edit_row(entry_id: int, line: CreditedLine, explanation: int) -> dict[str, Any]:
    """The parameters of EDIT_ENTRY."""
    columns = zip(images.EDITED, images.columns_of(line, explanation), strict=True)
    return {"entry": entry_id, **{f"new_{name}": value for name, value in columns}}


class EntryWriter:
    """Writes sessions of new lines, numbering them itself so that one insert takes many."""

    def __init__(self, database: Database, command: int, made_at: str) -> None:
        self._db = database
        self.command = command
        self.lines = 0
        self._made_at = made_at
        self._explanations: dict[object, int] = {}
        (self.next_session,) = self._db.rows("SELECT coalesce(max(id), 0) + 1 FROM sessions")[0]
        last = self._db.row("SELECT seq FROM sqlite_sequence WHERE name = 'entries'")
        self.next_entry: int = 1 if last is None else last[0] + 1

    def write(self, sessions: Sequence[Sequence[CreditedLine]]) -> None:
        """Add sessions; one without lines is passed over."""
        from rvuedge_desktop.storage import statements

        heads: list[Row] = []
        entries: list[Row] = []
        first = self.next_entry
        for lines in sessions:
            if not lines:
                continue
            heads.append((self.next_session, self._made_at))
            for place, line in enumerate(lines):
                where = (self.next_entry, self.next_session, place)
                entries.append(images.row_of(where, line, self.explanation(line), self._made_at))
                self.next_entry += 1
            self.next_session += 1
        self._db.run_many(statements.ADD_SESSION, heads)
        self._db.run_many(statements.ADD_ENTRY, entries)
        self._db.run(statements.ADD_ADDITIONS, {"command": self.command, "first": first})
        self.lines += len(entries)

    def append(self, lines: Sequence[CreditedLine], session: int) -> list[int]:
        """Add lines at the end of a session that is there; their numbers."""
        from rvuedge_desktop.storage import statements

        if not lines:
            return []
        (place,) = self._db.rows(
            "SELECT coalesce(max(position), -1) + 1 FROM entries WHERE session_id = ?", (session,)
        )[0]
        numbers = list(range(self.next_entry, self.next_entry + len(lines)))
        rows = [
            images.row_of(
                (number, session, place + at), line, self.explanation(line), self._made_at
            )
            for at, (number, line) in enumerate(zip(numbers, lines, strict=True))
        ]
        self._db.run_many(statements.ADD_ENTRY, rows)
        first = {"command": self.command, "first": self.next_entry}
        self._db.run(statements.ADD_ADDITIONS, first)
        self.next_entry += len(lines)
        return numbers

    def explanation(self, line: CreditedLine) -> int:
        """The number of the line's explanation, noting it first where it is new."""
        key = (line.reason, line.flags, *map(_parts_of, line.steps))
        number = self._explanations.get(key)
        if number is None:
            number = self._explanations[key] = self._number_of(images.explanation_text(line))
        return number

    def _number_of(self, text: str) -> int:
        from rvuedge_desktop.storage import statements

        found = self._db.row("SELECT id FROM explanations WHERE text = ?", (text,))
        if found is not None:
            return int(found[0])
        (number,) = self._db.rows("SELECT coalesce(max(id), 0) + 1 FROM explanations")[0]
        self._db.run(statements.ADD_EXPLANATION, {"id": number, "text": text})
        return int(number)
