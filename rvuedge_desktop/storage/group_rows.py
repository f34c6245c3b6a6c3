"""What lines add up to by anything they say, and by day and state. Ranges include both ends."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from rvuedge_desktop.domain.groupings import GroupRow
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.storage.engine import Row
from rvuedge_desktop.storage.part import StorePart
from rvuedge_desktop.storage.totals import month_parts

LineField = Literal["site", "modifiers", "role"]
_FIELDS: tuple[LineField, ...] = ("site", "modifiers", "role")
_WRVU = "sum(CASE state WHEN 'valued' THEN coalesce(credited, 0) ELSE 0 END)"
_RANGE = "date_of_service BETWEEN ? AND ?"


class PlaceSum(NamedTuple):
    """What the lines of a contract (None: of none) at a site add up to, in one state."""

    contract_id: int | None
    site: str
    state: ValueState
    lines: int
    units: int
    hundredths: int


class PlaceDay(NamedTuple):
    """What the lines of a contract (None: of none) at a site add up to on a day."""

    day: date
    contract_id: int | None
    site: str
    hundredths: int


class DayCases(NamedTuple):
    """How many sessions with lines a day has."""

    day: date
    cases: int


class GroupRows(StorePart):
    """Group-bys: from the kept totals where they know the field, else from the lines."""

    def day_groups(self, first: date, last: date) -> list[GroupRow]:
        """By date of service and state: what a day leaves out, and the rest, which counts."""
        bounds = (first.isoformat(), last.isoformat())
        found = self._groups(
            "SELECT day, state, sum(lines), sum(units), 0 FROM totals_day_code"
            " WHERE state <> 'valued' AND day BETWEEN ? AND ? GROUP BY day, state",
            bounds,
        )
        left: dict[str, tuple[int, int]] = {}
        for row in found:
            lines, units = left.get(row.key, (0, 0))
            left[row.key] = lines + row.lines, units + row.units
        for day, lines, units, wrvu in self._db.rows(
            "SELECT day, lines, units, wrvu FROM totals_day WHERE day BETWEEN ? AND ?", bounds
        ):
            out = left.get(day, (0, 0))
            if lines > out[0]:
                counted = ValueState.VALUED
                found.append(GroupRow(day, counted, lines - out[0], units - out[1], wrvu))
        return found

    def month_groups(self, first: date, last: date) -> list[GroupRow]:
        """By month (2026-11) and state; whole months come from their own rows."""
        found: list[GroupRow] = []
        for months, low, high in month_parts(first, last):
            key, table = ("month", "month") if months else ("substr(day, 1, 7)", "day")
            found += self._groups(
                f"SELECT {key}, state, sum(lines), sum(units), sum(wrvu)"
                f" FROM totals_{table}_code WHERE {table} BETWEEN ? AND ? GROUP BY 1, 2",
                (low, high),
            )
        return found

    def line_groups(self, first: date, last: date, field: LineField) -> list[GroupRow]:
        """By a text that lines carry, and state."""
        if field not in _FIELDS:
            raise ValueError(field)
        return [
            GroupRow(key, ValueState(state), lines, units, wrvu)
            for key, state, lines, units, wrvu in self._of_lines(first, last, field)
        ]

    def place_groups(self, first: date, last: date) -> list[PlaceSum]:
        """By contract, site and state."""
        return [
            PlaceSum(contract or None, site, ValueState(state), lines, units, wrvu)
            for contract, site, state, lines, units, wrvu in self._of_lines(
                first, last, "contract_id, site"
            )
        ]

    def _of_lines(self, first: date, last: date, fields: str) -> list[Row]:
        """By fields of lines and by state; whole months come from their own rows."""
        found: list[Row] = []
        for months, low, high in month_parts(first, last):
            if months:
                source = "totals_month_line WHERE month BETWEEN ? AND ?"
                sums = "sum(lines), sum(units), sum(wrvu)"
            else:
                source, sums = f"entries WHERE {_RANGE}", f"count(*), sum(units), {_WRVU}"
            found += self._db.rows(
                f"SELECT {fields}, state, {sums} FROM {source} GROUP BY {fields}, state",
                (low, high),
            )
        return found

    def place_days(self, first: date, last: date) -> list[PlaceDay]:
        """The wRVU of each day by contract and site, in order of days."""
        return [
            PlaceDay(date.fromisoformat(day), contract, site, wrvu)
            for day, contract, site, wrvu in self._db.rows(
                f"SELECT date_of_service, contract_id, site, {_WRVU} FROM entries"
                f" WHERE {_RANGE} GROUP BY 1, 2, 3 ORDER BY 1",
                (first.isoformat(), last.isoformat()),
            )
        ]

    def day_cases(self, first: date, last: date) -> list[DayCases]:
        """Sessions with lines on each day, in order."""
        return [
            DayCases(date.fromisoformat(day), cases)
            for day, cases in self._db.rows(
                "SELECT date_of_service, count(DISTINCT session_id) FROM entries"
                f" WHERE {_RANGE} GROUP BY 1 ORDER BY 1",
                (first.isoformat(), last.isoformat()),
            )
        ]

    def specialties_of_codes(self) -> dict[str, str]:
        """The first, main specialty of each code of the catalog that has one."""
        return {
            code: str(text).split("\n", 1)[0]
            for code, text in self._db.rows(
                "SELECT code, specialties FROM catalog_codes WHERE specialties <> ''"
            )
        }

    def _groups(self, sql: str, bounds: tuple[str, str]) -> list[GroupRow]:
        return [
            GroupRow(key, ValueState(state), lines, units, wrvu)
            for key, state, lines, units, wrvu in self._db.rows(sql, bounds)
        ]

    def releases_used(self, first: date, last: date) -> list[str]:
        """The releases by which lines of a range count, by name."""
        return [
            name
            for (name,) in self._db.rows(
                "SELECT DISTINCT release FROM entries"
                f" WHERE {_RANGE} AND release IS NOT NULL AND state = 'valued' ORDER BY release",
                (first.isoformat(), last.isoformat()),
            )
        ]

    def report_rows(self, first: date, last: date) -> list[Row]:
        """The lines of a range in order of days, as rows: what a report lists, explanations apart.

        (id, date, code, modifiers, units, role, site, contract_id, state, release, base_work,
        credited, note); amounts in hundredths.
        """
        return self._db.rows(
            "SELECT id, date_of_service, code, modifiers, units, role, site, contract_id, state,"
            f" release, base_work, credited, note FROM entries WHERE {_RANGE}"
            " ORDER BY date_of_service, id",
            (first.isoformat(), last.isoformat()),
        )

    def case_lines(self, first: date, last: date) -> list[Row]:
        """(entry, session, code, role, base work) of the lines of a range, in order of days."""
        return self._db.rows(
            "SELECT id, session_id, code, role, coalesce(base_work, 0) FROM entries"
            f" WHERE {_RANGE} ORDER BY date_of_service, id",
            (first.isoformat(), last.isoformat()),
        )
