"""The lines of a report as CSV: UTF-8, a heading line, dates and numbers as programs read them."""

from __future__ import annotations

import csv
from pathlib import Path

from rvuedge_desktop.domain.reports import Report, ReportLine
from rvuedge_desktop.exchange.whole_file import whole_file

HEADINGS = (
    *("id", "date", "code", "name", "modifiers", "units", "role", "site", "contract"),
    *("state", "release", "base_work_rvu", "credited_wrvu", "note"),
)
# What makes a spreadsheet take a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """A text that no spreadsheet runs: an apostrophe before what looks like a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_csv(report: Report, path: Path) -> None:
    """Write the lines of a report, whole or not at all."""
    with whole_file(path) as beside, beside.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(HEADINGS)
        writer.writerows(_row(line) for line in report.lines)


def _row(line: ReportLine) -> list[object]:
    return [
        line.number,
        line.day.isoformat(),
        line.code,
        guarded(line.name),
        guarded(line.modifiers),
        line.units,
        guarded(line.role),
        guarded(line.site),
        guarded(line.contract),
        line.state.value,
        line.release,
        "" if line.base_work is None else format(line.base_work, "f"),
        "" if line.credited is None else format(line.credited, "f"),
        guarded(line.note),
    ]
