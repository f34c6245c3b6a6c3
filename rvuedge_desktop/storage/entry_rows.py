"""Reading the log: pages of ids in any order, and the entries behind them."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from datetime import date

from rvuedge_desktop.domain.entries import Entry
from rvuedge_desktop.storage import images
from rvuedge_desktop.storage.part import StorePart
from rvuedge_desktop.storage.rows import Only, SortOrder, Sum

_ORDERS: dict[SortOrder, tuple[str, ...]] = {
    "date": ("date_of_service", "id"),
    "code": ("code", "date_of_service", "id"),
    "units": ("units", "date_of_service", "id"),
    "credited": ("credited", "date_of_service", "id"),
    "state": ("state", "date_of_service", "id"),
    "site": ("site", "date_of_service", "id"),
    "note": ("note", "date_of_service", "id"),
    "made": ("id",),
}
# A word is found in what the line says and in the names of its code.
_WORD = (
    "(code LIKE :starts{0} ESCAPE '\\' OR modifiers LIKE :holds{0} ESCAPE '\\'"
    " OR note LIKE :holds{0} ESCAPE '\\' OR site LIKE :holds{0} ESCAPE '\\'"
    " OR role LIKE :holds{0} ESCAPE '\\' OR code IN (SELECT code FROM catalog_codes"
    " WHERE name LIKE :holds{0} ESCAPE '\\' OR synonyms LIKE :holds{0} ESCAPE '\\')"
    " OR code IN (SELECT code FROM cms_descriptions WHERE text LIKE :holds{0} ESCAPE '\\'))"
)
_ONLY: dict[Only, str] = {
    "drug": "state = 'drug'",
    # Flags stand in the explanation; inside its other texts these quotes would be escaped.
    "review": (
        "(state IN ('unpriced', 'unknown') OR explanation_id IN (SELECT id FROM explanations"
        ' WHERE instr(text, \'"flags":["\') > 0))'
    ),
}
_SUM = (
    "SELECT count(*), coalesce(sum(state = 'valued'), 0),"
    " coalesce(sum(CASE state WHEN 'valued' THEN coalesce(credited, 0) ELSE 0 END), 0)"
    " FROM entries"
)


class EntryRows(StorePart):
    """The log as it is shown. Ranges include both ends; None leaves an end open.

    `text` keeps the lines in which each of its words is found: at the start of the code, or
    anywhere in the modifiers, note, site, role or the code's names. `only` keeps drug lines, or
    lines that need a look: unpriced, unknown, or with a flag.
    """

    def entry(self, entry_id: int) -> Entry | None:
        """An entry, None when it is not (or no longer) there."""
        found = self._db.row(f"{images.SELECT} WHERE id = ?", (entry_id,))
        return None if found is None else images.entry_of(found)

    def entries_by_ids(self, ids: Sequence[int]) -> list[Entry]:
        """The entries with these ids in the order given; those that are gone are left out."""
        found = {
            row[0]: row
            for row in self._db.rows(
                f"{images.SELECT} WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(ids)),),
            )
        }
        return [images.entry_of(found[number]) for number in ids if number in found]

    def session_entries(self, session_id: int) -> list[Entry]:
        """The lines of a session that are still there, as they were logged."""
        return [
            images.entry_of(row)
            for row in self._db.rows(
                f"{images.SELECT} WHERE session_id = ? ORDER BY position, id", (session_id,)
            )
        ]

    def session_mates(self, ids: Sequence[int]) -> list[Entry]:
        """Every line of the sessions that hold these entries, session by session."""
        return [
            images.entry_of(row)
            for row in self._db.rows(
                f"{images.SELECT} WHERE session_id IN (SELECT session_id FROM entries"
                " WHERE id IN (SELECT value FROM json_each(?)))"
                " ORDER BY session_id, position, id",
                (json.dumps(list(ids)),),
            )
        ]

    def entries(
        self,
        first: date | None = None,
        last: date | None = None,
        *,
        text: str = "",
        only: Only | None = None,
        order: SortOrder = "date",
        descending: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Entry]:
        """A page of the log."""
        return self.entries_by_ids(
            self.entry_ids(
                first,
                last,
                text=text,
                only=only,
                order=order,
                descending=descending,
                limit=limit,
                offset=offset,
            )
        )

    def entry_ids(
        self,
        first: date | None = None,
        last: date | None = None,
        *,
        text: str = "",
        only: Only | None = None,
        order: SortOrder = "date",
        descending: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> array[int]:
        """The ids of a page of the log, eight bytes each."""
        if order == "date" and not text.strip() and only is None and offset > 0:
            start, offset = self._day_at(offset, first, last, descending)
            if start is None:
                return array("q")
            if descending:
                last = start
            else:
                first = start
        where, parameters = _where(first, last, text, only)
        direction = " DESC" if descending else ""
        ordering = ", ".join(f"{name}{direction}" for name in _ORDERS[order])
        # One text instead of a row for each id: six times as fast for a long log.
        ((ids,),) = self._db.rows(
            "SELECT json_group_array(id) FROM ("
            f"SELECT id FROM entries{where} ORDER BY {ordering} LIMIT :limit OFFSET :offset)",
            {**parameters, "limit": -1 if limit is None else limit, "offset": offset},
        )
        return array("q", json.loads(ids))

    def entry_count(
        self,
        first: date | None = None,
        last: date | None = None,
        *,
        text: str = "",
        only: Only | None = None,
    ) -> int:
        """How many lines a range has."""
        where, parameters = _where(first, last, text, only)
        if text.strip() or only is not None:
            sql = f"SELECT count(*) FROM entries{where}"
        else:
            sql = f"SELECT coalesce(sum(lines), 0) FROM totals_day{where}".replace(
                "date_of_service", "day"
            )
        return int(self._db.rows(sql, parameters)[0][0])

    def entry_sum(
        self,
        first: date | None = None,
        last: date | None = None,
        *,
        text: str = "",
        only: Only | None = None,
    ) -> Sum:
        """What the lines of a range that are found add up to."""
        where, parameters = _where(first, last, text, only)
        return Sum(*self._db.rows(_SUM + where, parameters)[0])

    def sum_of_ids(self, ids: Sequence[int]) -> Sum:
        """What these entries add up to; those that are gone add nothing."""
        where = " WHERE id IN (SELECT value FROM json_each(?))"
        return Sum(*self._db.rows(_SUM + where, (json.dumps(list(ids)),))[0])

    def _day_at(
        self, offset: int, first: date | None, last: date | None, descending: bool
    ) -> tuple[date | None, int]:
        """The day in which the line at `offset` lies, and its place there.

        Counting lines by day makes the millionth page as near as the first.
        """
        where, parameters = _where(first, last, "")
        direction = " DESC" if descending else ""
        for day, lines in self._db.rows(
            f"SELECT day, lines FROM totals_day{where} ORDER BY day{direction}".replace(
                "date_of_service", "day"
            ),
            parameters,
        ):
            if offset < lines:
                return date.fromisoformat(day), offset
            offset -= lines
        return None, 0


def _where(
    first: date | None, last: date | None, text: str, only: Only | None = None
) -> tuple[str, dict[str, str]]:
    conditions = []
    parameters = {}
    if first is not None:
        conditions.append("date_of_service >= :first")
        parameters["first"] = first.isoformat()
    if last is not None:
        conditions.append("date_of_service <= :last")
        parameters["last"] = last.isoformat()
    if only is not None:
        conditions.append(_ONLY[only])
    for number, word in enumerate(text.split()):
        plain = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        conditions.append(_WORD.format(number))
        parameters[f"starts{number}"] = f"{plain}%"
        parameters[f"holds{number}"] = f"%{plain}%"
    return (f" WHERE {' AND '.join(conditions)}" if conditions else ""), parameters
