"""Totals, read from the tables that the database keeps current as lines are written."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.storage.part import StorePart
from rvuedge_desktop.storage.rows import CodeTotal, DayTotal, StateSum, TotalDifference

_WRVU = "CASE state WHEN 'valued' THEN coalesce(credited, 0) ELSE 0 END"
_KEPT = {
    "totals_day": {"day": "date_of_service"},
    "totals_day_code": {"day": "date_of_service", "code": "code", "state": "state"},
    "totals_month_code": {
        "month": "substr(date_of_service, 1, 7)",
        "code": "code",
        "state": "state",
    },
    "totals_month_line": {
        "month": "substr(date_of_service, 1, 7)",
        "site": "site",
        "modifiers": "modifiers",
        "role": "role",
        "contract_id": "coalesce(contract_id, 0)",
        "state": "state",
    },
}


class Totals(StorePart):
    """What days, months and codes add up to. Ranges include both ends."""

    def day_totals(self, first: date, last: date) -> list[DayTotal]:
        """Each date of service that has lines, in order."""
        return [
            DayTotal(date.fromisoformat(day), lines, units, wrvu)
            for day, lines, units, wrvu in self._db.rows(
                "SELECT day, lines, units, wrvu FROM totals_day WHERE day BETWEEN ? AND ?"
                " ORDER BY day",
                (first.isoformat(), last.isoformat()),
            )
        ]

    def code_totals(self, first: date, last: date) -> list[CodeTotal]:
        """Each code in each of its states, in order; whole months come from their own rows."""
        parts = _parts(first, last)
        if not parts:
            return []
        source = " UNION ALL ".join(sql for sql, _, _ in parts)
        return [
            CodeTotal(code, ValueState(state), lines, units, wrvu)
            for code, state, lines, units, wrvu in self._db.rows(
                "SELECT code, state, sum(lines), sum(units), sum(wrvu)"
                f" FROM ({source}) GROUP BY code, state ORDER BY code, state",
                [bound for _, *bounds in parts for bound in bounds],
            )
        ]

    def state_totals(self, first: date, last: date) -> list[StateSum]:
        """What the lines of each state add up to."""
        parts = _parts(first, last)
        if not parts:
            return []
        source = " UNION ALL ".join(sql for sql, _, _ in parts)
        return [
            StateSum(ValueState(state), lines, units, wrvu)
            for state, lines, units, wrvu in self._db.rows(
                f"SELECT state, sum(lines), sum(units), sum(wrvu) FROM ({source}) GROUP BY state",
                [bound for _, *bounds in parts for bound in bounds],
            )
        ]

    def log_span(self) -> tuple[date, date] | None:
        """The first and the last date of service, None for an empty log."""
        found = self._db.row(
            "SELECT (SELECT min(day) FROM totals_day), (SELECT max(day) FROM totals_day)"
        )
        if found is None or found[0] is None:
            return None
        return date.fromisoformat(found[0]), date.fromisoformat(found[1])

    def days_with_entries(self, first: date, last: date) -> list[date]:
        """The dates of service that have lines, in order."""
        return [total.day for total in self.day_totals(first, last)]

    def usage_counts(self) -> dict[str, int]:
        """How many lines of the whole log each code has."""
        return dict(self._db.rows("SELECT code, sum(lines) FROM totals_month_code GROUP BY code"))

    def check_totals(self) -> list[TotalDifference]:
        """Every kept total that is not the sum of its lines; empty when all are. Slow."""
        return [
            difference
            for table, keys in _KEPT.items()
            for difference in self._differences(table, keys)
        ]

    def _differences(self, table: str, keys: dict[str, str]) -> list[TotalDifference]:
        names = ", ".join(keys)
        counted = (
            f"SELECT {', '.join(f'{source} AS {name}' for name, source in keys.items())},"
            f" count(*) AS lines, sum(units) AS units, sum({_WRVU}) AS wrvu"
            f" FROM entries GROUP BY {', '.join(keys.values())}"
        )
        sql = (
            f"SELECT {names}, sum(kl), sum(ku), sum(kw), sum(cl), sum(cu), sum(cw) FROM ("
            f" SELECT {names}, lines AS kl, units AS ku, wrvu AS kw, 0 AS cl, 0 AS cu, 0 AS cw"
            f" FROM {table} UNION ALL"
            f" SELECT {names}, 0, 0, 0, lines, units, wrvu FROM ({counted}))"
            f" GROUP BY {names}"
            " HAVING sum(kl) <> sum(cl) OR sum(ku) <> sum(cu) OR sum(kw) <> sum(cw)"
            # A kept row without lines is wrong even though it adds up.
            f" OR sum(cl) = 0 ORDER BY {names}"
        )
        return [
            TotalDifference(table, row[:-6], row[-6:-3], row[-3:]) for row in self._db.rows(sql)
        ]


_DAYS = "SELECT code, state, lines, units, wrvu FROM totals_day_code WHERE day BETWEEN ? AND ?"
_MONTHS = (
    "SELECT code, state, lines, units, wrvu FROM totals_month_code WHERE month BETWEEN ? AND ?"
)


def month_parts(first: date, last: date) -> list[tuple[bool, str, str]]:
    """A range in parts with their bounds: whole months (True), and the days around them."""
    begins_whole = first.day == 1
    ends_whole = last.day == monthrange(last.year, last.month)[1]
    low = first.year * 12 + first.month - 1 + (not begins_whole)
    high = last.year * 12 + last.month - 1 - (not ends_whole)
    if low > high:
        return [(False, first.isoformat(), last.isoformat())] if first <= last else []
    parts = [(True, _month(low), _month(high))]
    if not begins_whole:
        end = first.replace(day=monthrange(first.year, first.month)[1])
        parts.append((False, first.isoformat(), end.isoformat()))
    if not ends_whole:
        parts.append((False, last.replace(day=1).isoformat(), last.isoformat()))
    return parts


def _parts(first: date, last: date) -> list[tuple[str, str, str]]:
    """Whole months from the months' table and the days around them from the days' table."""
    return [
        (_MONTHS if months else _DAYS, low, high) for months, low, high in month_parts(first, last)
    ]


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
