"""What the log page asks the store for, and the answers. Runs on the database thread."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rvuedge_desktop.domain.entries import Entry
from rvuedge_desktop.domain.periods import month_of
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.services.case_review import case_doubts
from rvuedge_desktop.ui.models.entries import PAGE


@dataclass(frozen=True, slots=True)
class LogRequest:
    """Which lines, in which order; `anchor` is the entry that stands at the top of the view."""

    first: date | None
    last: date | None
    text: str = ""
    only: str | None = None
    order: str = "date"
    descending: bool = True
    anchor: int | None = None

    @property
    def is_filtered(self) -> bool:
        return bool(self.text.strip()) or self.only is not None


@dataclass(frozen=True, slots=True)
class LogRows:
    """The ids of all lines, and the rows that will be painted first."""

    ids: array[int]
    pages: dict[int, list[Entry]]
    log_is_empty: bool = False
    # The last day with lines before the range (or the first one after it), when it has none.
    nearest: date | None = None
    # What other lines of their case say against lines that are shown, by entry.
    doubts: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RangeTotal:
    """Lines and wRVU (in hundredths) of some days, and the lines that are not counted.

    `anesthesia` units, in hundredths as well, stand beside the wRVU and are never among them.
    """

    lines: int = 0
    hundredths: int = 0
    left_out: dict[ValueState, int] = field(default_factory=dict)
    anesthesia: int = 0

    @property
    def counted(self) -> int:
        return self.lines - sum(self.left_out.values())


@dataclass(frozen=True, slots=True)
class LogTotals:
    """What stands in the rows under the table, and the counts beside the filters."""

    shown: RangeTotal
    month: RangeTotal
    month_day: date
    needs_look: int
    found: Any = None

    @property
    def drug_lines(self) -> int:
        return self.shown.left_out.get(ValueState.DRUG, 0)


def read_rows(program: Any, request: LogRequest) -> LogRows:
    """The ids, and the pages around the anchor."""
    store = program.store
    doubts = case_doubts(store, program.evaluator, request.first, request.last)
    ids = _ids(store, request, doubts)
    if not ids:
        nearest = None if request.is_filtered else _nearest_day(store, request)
        return LogRows(ids, {}, store.log_span() is None, nearest, doubts)
    at = 0
    if request.anchor is not None:
        try:
            at = ids.index(request.anchor)
        except ValueError:
            at = 0
    first = at // PAGE
    wanted = ids[first * PAGE : (first + 2) * PAGE]
    entries = {entry.id: entry for entry in store.entries_by_ids(list(wanted))}
    pages = {}
    for page in (first, first + 1):
        numbers = ids[page * PAGE : (page + 1) * PAGE]
        if numbers:
            pages[page] = [entries[number] for number in numbers if number in entries]
    return LogRows(ids, pages, doubts=doubts)


def _ids(store: Any, request: LogRequest, doubts: Mapping[int, object]) -> array[int]:
    """The ids that are asked for; lines to review are those with a doubt of their case too."""

    def ids(only: str | None) -> array[int]:
        found: array[int] = store.entry_ids(
            request.first,
            request.last,
            text=request.text,
            only=only,
            order=request.order,
            descending=request.descending,
        )
        return found

    if request.only != "review" or not doubts:
        return ids(request.only)
    wanted = {*ids("review"), *doubts}
    return array("q", [number for number in ids(None) if number in wanted])


def _nearest_day(store: Any, request: LogRequest) -> date | None:
    found = store.entries(None, request.first, descending=True, limit=1) if request.first else []
    if not found and request.last is not None:
        found = store.entries(request.last, None, limit=1)
    return found[0].line.date_of_service if found else None


def read_totals(program: Any, request: LogRequest, month_day: date) -> LogTotals:
    """The totals of the range and of the month that holds `month_day`."""
    store = program.store
    month = month_of(month_day)
    span = store.log_span()
    doubts = case_doubts(store, program.evaluator, request.first, request.last)
    found = _found(store, request, doubts)
    if span is None:
        return LogTotals(RangeTotal(), RangeTotal(), month.first, 0, found)
    first, last = request.first or span[0], request.last or span[1]
    of_month = _total(store, month.first, month.last)
    whole_month = (first, last) == (month.first, month.last)
    return LogTotals(
        shown=of_month if whole_month else _total(store, first, last),
        month=of_month,
        month_day=month.first,
        needs_look=_to_review(store, request, doubts),
        found=found,
    )


def _found(store: Any, request: LogRequest, doubts: Mapping[int, object]) -> Any:
    if not request.is_filtered:
        return None
    if request.only == "review" and doubts:
        return store.sum_of_ids(_ids(store, request, doubts))
    return store.entry_sum(request.first, request.last, text=request.text, only=request.only)


def _to_review(store: Any, request: LogRequest, doubts: Mapping[int, object]) -> int:
    if not doubts:
        return int(store.entry_count(request.first, request.last, only="review"))
    return len({*store.entry_ids(request.first, request.last, only="review"), *doubts})


def _total(store: Any, first: date, last: date) -> RangeTotal:
    lines = hundredths = 0
    left_out: dict[ValueState, int] = {}
    for row in store.state_totals(first, last):
        lines += row.lines
        if row.state.counts:
            hundredths += row.hundredths
        else:
            left_out[row.state] = left_out.get(row.state, 0) + row.lines
    anesthesia = store.beside_totals(first, last).anesthesia_hundredths
    return RangeTotal(lines, hundredths, left_out, anesthesia)
