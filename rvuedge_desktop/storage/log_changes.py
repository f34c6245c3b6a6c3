"""Changes that touch several lines of a session at once, each one command that can be undone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from rvuedge_desktop.domain.entries import CreditedLine
from rvuedge_desktop.storage.part import utc_text
from rvuedge_desktop.storage.undo import EntryWriter, History, edit_row


class LogChanges(History):
    """A line's change and what follows from it for its session, in one transaction."""

    def change_entries(
        self,
        edits: Mapping[int, CreditedLine],
        *,
        label: str,
        kind: str = "edit",
        deletes: Sequence[int] = (),
        regroup: Sequence[int] = (),
        adds: Sequence[CreditedLine] = (),
        into_session: int | None = None,
        made_at: datetime | None = None,
    ) -> list[int]:
        """Edit, delete, regroup and add entries as one command; the numbers of those added.

        What is regrouped or added comes last in `into_session`, or makes a session of its own.
        A command that changes nothing is not kept.
        """
        from rvuedge_desktop.storage import statements

        made = utc_text(made_at)
        touched = sorted({*edits, *deletes, *regroup})
        with self._db.writing():
            command = self._begin(kind, label, made)
            writer = EntryWriter(self._db, command, made)
            of_command = {"command": command}
            self._db.run(statements.RECORD_BEFORE, {**of_command, "ids": json.dumps(touched)})
            if edits:
                self._db.run(
                    statements.EDIT_ENTRY,
                    [
                        edit_row(entry, line, writer.explanation(line))
                        for entry, line in edits.items()
                    ],
                )
            numbers: list[int] = []
            if regroup or adds:
                session = self._new_session(made) if into_session is None else into_session
                self._regroup(regroup, session)
                numbers = writer.append(adds, session)
            if deletes:
                self._db.run(statements.REMOVE_BY_ID, {"ids": json.dumps(list(deletes))})
            self._db.run(statements.RECORD_AFTER, of_command)
            self._db.run(statements.DROP_UNCHANGED, of_command)
            self._drop_if_empty(command)
        return numbers

    def _new_session(self, made_at: str) -> int:
        from rvuedge_desktop.storage import statements

        (session,) = self._db.rows("SELECT coalesce(max(id), 0) + 1 FROM sessions")[0]
        self._db.run_many(statements.ADD_SESSION, [(session, made_at)])
        return int(session)

    def _regroup(self, ids: Sequence[int], session: int) -> None:
        from rvuedge_desktop.storage import statements

        if not ids:
            return
        (place,) = self._db.rows(
            "SELECT coalesce(max(position), -1) + 1 FROM entries WHERE session_id = ?", (session,)
        )[0]
        self._db.run(
            statements.MOVE_ENTRY,
            [
                {"entry": entry, "new_session": session, "new_position": place + count}
                for count, entry in enumerate(ids)
            ],
        )
