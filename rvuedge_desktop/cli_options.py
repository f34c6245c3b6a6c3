"""The options of the commands about periods: totals, goals, pay, benchmarks and reports.

Loaded with every command, so nothing is imported here but argparse.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

CURRENT = ""
"""What an option stands at that was given without a value: the period of today."""

FIELDS = (
    *("day", "week", "month", "year", "weekday", "code", "section", "family", "specialty"),
    *("site", "setting", "modifier", "role", "state", "contract"),
)
SPANS = ("month", "quarter", "year", "fiscal-year", "contract-year")
MEASURES = ("wrvu", "cases", "dollars")
DAY_KINDS = ("vacation", "cme", "off", "call", "worked", "nothing")

Command = Callable[[str, str], argparse.ArgumentParser]


def _add_period(parser: argparse.ArgumentParser) -> None:
    """The options that name a period."""

    def may_be_bare(name: str, metavar: str, text: str | None = None) -> None:
        parser.add_argument(name, nargs="?", const=CURRENT, metavar=metavar, help=text)

    parser.add_argument("--month", metavar="YYYY-MM")
    may_be_bare("--week", "DATE", "the week of a date")
    may_be_bare("--quarter", "YYYY-Qn")
    may_be_bare("--half", "YYYY-Hn")
    may_be_bare("--year", "YYYY")
    may_be_bare("--fiscal-year", "YYYY", "named after the year it ends in")
    may_be_bare("--contract-year", "DATE", "the contract's year that holds a date")
    parser.add_argument("--all", action="store_true", help="all time")
    parser.add_argument("--from", dest="first", metavar="DATE")
    parser.add_argument("--to", dest="last", metavar="DATE")
    parser.add_argument(
        "--fiscal-start",
        type=int,
        choices=range(1, 13),
        metavar="MONTH",
        help="the month in which fiscal years begin, 1 to 12",
    )
    parser.add_argument("--contract", metavar="NAME", help="whose contract year")


def add_summary(command: Command) -> None:
    """`rvuedge summary`."""
    parser = command("summary", "The wRVU total of a month or of any other period.")
    _add_period(parser)
    parser.add_argument("--by", metavar="FIELD", choices=FIELDS, help=", ".join(FIELDS))
    parser.add_argument(
        "--compare",
        choices=("previous", "last-year"),
        help="with the period before, or with the same days a year earlier",
    )


def add_plans(command: Command) -> None:
    """Goals, pace, pay and benchmarks."""
    goal = command("goal", "Set, list and remove goals.")
    goal.add_argument("action", choices=("set", "list", "remove"))
    goal.add_argument("amount", nargs="?", metavar="AMOUNT|NAME", help="for set, an amount")
    goal.add_argument("--per", choices=SPANS, default="month", help="for each of these")
    goal.add_argument("--measure", choices=MEASURES, default="wrvu")
    goal.add_argument("--name", metavar="NAME", help="the goal's own, else what it is per")
    goal.add_argument("--contract", metavar="NAME", help="whose contract year or dollars")

    pace = command("pace", "Where a goal stands, and where the pace so far leads.")
    pace.add_argument("--on", metavar="DATE", help="as of a date, as 2026-11-21")
    pace.add_argument("--goal", metavar="NAME", help="which goal; the first where none is named")

    calendar = command("calendar", "The working calendar: days away, call, and forgotten days.")
    calendar.add_argument("action", choices=("list", "mark", "clear", "forgotten"))
    calendar.add_argument("days", nargs="*", metavar="DATE", help="a date, or two dates with ..")
    calendar.add_argument("--as", dest="kind", choices=DAY_KINDS, help="what the days are")
    calendar.add_argument("--weight", metavar="N", help="how much of a full day, such as 0.5")
    calendar.add_argument("--note", default="", metavar="TEXT")

    pay = command("pay", "What a contract has paid and will pay, line by line.")
    pay.add_argument("--on", metavar="DATE", help="as of a date, as 2026-11-21")
    pay.add_argument("--contract", metavar="NAME")

    benchmark = command("benchmark", "Import, list and remove benchmarks of your own.")
    benchmark.add_argument("action", choices=("import", "list", "remove"))
    benchmark.add_argument("what", nargs="?", metavar="FILE|NAME", help="a CSV file, or a name")

    percentile = command("percentile", "Where the year to date stands in a benchmark.")
    percentile.add_argument("--benchmark", required=True, metavar="NAME")
    percentile.add_argument("--on", metavar="DATE", help="as of a date, as 2026-11-21")


def add_report(command: Command) -> None:
    """Reports of a period."""
    parser = command("report", "Write a period as PDF, workbook or CSV file.")
    parser.add_argument("--format", required=True, choices=("pdf", "xlsx", "csv"))
    parser.add_argument("--out", required=True, type=Path, metavar="FILE")
    _add_period(parser)
    parser.add_argument("--one-page", action="store_true", help="the totals alone (PDF)")
    parser.add_argument("--with-notes", action="store_true", help="the notes of lines too")
    parser.add_argument("--no-dollars", action="store_true", help="without any dollar amount")
