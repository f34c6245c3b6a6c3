"""Lines that want a look because of other lines of their case, for the Log page's review."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.case_doubts import LONGEST_WINDOW, CaseLine, case_of, doubts_of_case
from rvuedge_desktop.domain.entries import Entry

if TYPE_CHECKING:
    from rvuedge_desktop.services.pricing import Pricer
    from rvuedge_desktop.storage.store import Store


def case_doubts(
    store: Store, pricer: Pricer, first: date | None = None, last: date | None = None
) -> dict[int, tuple[str, ...]]:
    """Doubts by entry for the lines of these days that name a case (`case:OR2-Tue-a`).

    Lines of the same case before and after are looked at as well, as far as a global period goes.
    """
    begin = None if first is None else max(first, date.min + LONGEST_WINDOW) - LONGEST_WINDOW
    end = None if last is None else min(last, date.max - LONGEST_WINDOW) + LONGEST_WINDOW
    cases: dict[str, list[CaseLine]] = {}
    for entry in store.entries(begin, end, text="case:"):
        case = case_of(entry.line.note)
        if case is not None:
            cases.setdefault(case, []).append(_case_line(pricer, entry))
    found: dict[int, tuple[str, ...]] = {}
    for case, lines in cases.items():
        wanted = {
            line.entry_id
            for line in lines
            if (first is None or line.day >= first) and (last is None or line.day <= last)
        }
        doubts = doubts_of_case(case, lines)
        found |= {entry: why for entry, why in doubts.items() if entry in wanted}
    return found


def _case_line(pricer: Pricer, entry: Entry) -> CaseLine:
    line, credited = entry.line, entry.credited_line
    rows = pricer.rows(line.code, credited.release) if credited.release is not None else {}
    value = rows.get(credited.row_modifier or "")
    return CaseLine(
        entry.id,
        line.date_of_service,
        line.code,
        line.modifiers,
        value.global_days if value is not None else "",
        value.status if value is not None else "",
    )
