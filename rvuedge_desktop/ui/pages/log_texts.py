"""What the log page says in words: titles, sums, and what to do when there is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication

from rvuedge_desktop.domain.amounts import from_hundredths
from rvuedge_desktop.domain.periods import month_of
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.models.entries import anesthesia_units
from rvuedge_desktop.ui.pages.explanation_panel import Selected
from rvuedge_desktop.ui.pages.log_query import LogRequest, LogRows, LogTotals, RangeTotal
from rvuedge_desktop.ui.pages.log_range import LogRange, Span
from rvuedge_desktop.ui.pages.totals_rows import TotalsRow


def tr(text: str) -> str:
    return QCoreApplication.translate("LogPage", text)


def range_title(days: LogRange) -> str:
    """The days shown, as the page's title."""
    if days.first is None or days.last is None:
        return tr("The whole log")
    if days.span is Span.DAY:
        return shown.day(days.first)
    if days.span is Span.MONTH:
        return shown.month_name(days.first.year, days.first.month)
    if days.first == days.last:
        return shown.day(days.first)
    same_year = days.first.year == days.last.year
    first = shown.short_day(days.first) if same_year else shown.day(days.first)
    return f"{first} – {shown.day(days.last)}"


def word_for_day(days: LogRange, today: date) -> str:
    """Today, Yesterday or Tomorrow for a day that is one of them; else nothing."""
    if days.span is not Span.DAY or days.first is None:
        return ""
    words = {0: tr("Today"), -1: tr("Yesterday"), 1: tr("Tomorrow")}
    return words.get((days.first - today) // timedelta(days=1), "")


def lines_text(lines: int) -> str:
    return tr("1 line") if lines == 1 else tr("%s lines").replace("%s", shown.count(lines))


def left_out_text(left_out: dict[ValueState, int]) -> str:
    """What a sum does not count: 3 drug lines not counted."""
    lines = sum(left_out.values())
    if not lines:
        return ""
    drugs = left_out.get(ValueState.DRUG, 0)
    if drugs == lines:
        text = tr("1 drug line not counted") if lines == 1 else tr("%s drug lines not counted")
    elif drugs:
        text = tr("%s lines not counted, %d of them drugs").replace("%d", shown.count(drugs))
    else:
        text = tr("1 line not counted") if lines == 1 else tr("%s lines not counted")
    return text.replace("%s", shown.count(lines))


def _row(label: str, total: RangeTotal) -> TotalsRow:
    return TotalsRow(
        label,
        lines_text(total.lines),
        # Where nothing can count, 0.00 would be a lie.
        shown.wrvu(from_hundredths(total.hundredths) if total.counted else None),
        _remark(total),
    )


def _remark(total: RangeTotal) -> str:
    """What stands beside the sum and is not in it."""
    left_out = dict(total.left_out)
    parts = []
    if total.anesthesia:
        units = anesthesia_units(from_hundredths(total.anesthesia))
        parts.append(tr("and %s anesthesia units").replace("%s", units))
        # They are counted, in their own unit.
        left_out.pop(ValueState.ANESTHESIA, None)
    if text := left_out_text(left_out):
        parts.append(text)
    return ", ".join(parts)


def totals_rows(days: LogRange, totals: LogTotals) -> list[TotalsRow]:
    """The rows under the table: what is found, the days shown, and their month."""
    rows = []
    if totals.found is not None:
        not_counted = totals.found.lines - totals.found.counted
        rows.append(
            _row(
                tr("Found"),
                RangeTotal(
                    totals.found.lines,
                    totals.found.hundredths,
                    {ValueState.UNKNOWN: not_counted} if not_counted else {},
                ),
            )
        )
    labels = {Span.DAY: tr("This day"), Span.WEEK: tr("This week"), Span.ALL: tr("Whole log")}
    month = month_of(totals.month_day)
    is_month = (days.first, days.last) == (month.first, month.last)
    if not is_month:
        rows.append(_row(labels.get(days.span, tr("These days")), totals.shown))
    if days.span is not Span.ALL:
        name = shown.month_name(month.first.year, month.first.month)
        rows.append(_row(name, totals.month))
    return rows


def selected_text(found: Any) -> Selected:
    """What the panel says of several lines; `found` is their sum."""
    left = found.lines - found.counted
    remark = ""
    if left:
        remark = (
            tr("1 of them is not counted: it has no work RVU.")
            if left == 1
            else tr("%s of them are not counted: they have no work RVU.")
        ).replace("%s", shown.count(left))
    wrvu = from_hundredths(found.hundredths) if found.counted else None
    return Selected(found.lines, shown.wrvu(wrvu), remark)


@dataclass(frozen=True, slots=True)
class EmptyText:
    """An empty state: icon, title, sentence, button, and what the button does."""

    icon: str
    title: str
    sentence: str
    button: str = ""
    act: str = ""
    day: date | None = None


def empty_text(request: LogRequest, days: LogRange, rows: LogRows) -> EmptyText:
    """What to say when no line is shown."""
    if rows.log_is_empty:
        return EmptyText(
            "log",
            tr("Your log is empty"),
            tr(
                "Type what was done into the line above and press Enter: 99213\u00a025, "
                "lap\u00a0chole, 99214\u00a0x3 @clinic, or J2590\u00a0/yesterday."
            ),
            tr("Log the first line"),
            "type",
        )
    if request.is_filtered:
        if days.span is Span.ALL:
            sentence = tr("Other lines of the log are hidden by the filter.")
            return EmptyText("search", _nothing_found(request), sentence, tr("Clear"), "clear")
        sentence = tr("Nothing on these days matches.")
        return EmptyText(
            "search", _nothing_found(request), sentence, tr("Look in the whole log"), "all"
        )
    title = (
        tr("Nothing logged on %s").replace("%s", range_title(days))
        if days.span is Span.DAY
        else tr("Nothing logged on these days")
    )
    sentence = tr(
        "Type what was done into the line above, such as 99213\u00a025 or lap\u00a0chole."
    )
    if days.first is None or rows.nearest is None:
        return EmptyText("log", title, sentence)
    before = rows.nearest < days.first
    button = tr("Go back to %s") if before else tr("Go on to %s")
    return EmptyText(
        "log", title, sentence, button.replace("%s", shown.day(rows.nearest)), "day", rows.nearest
    )


def _nothing_found(request: LogRequest) -> str:
    text = request.text.strip()
    if not text:
        return tr("No such line")
    if len(text) > 30:
        text = f"{text[:30]}…"
    return tr("No line has “%s”").replace("%s", text)
