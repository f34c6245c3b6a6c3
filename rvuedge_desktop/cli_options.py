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
    *("day", "week", "month", "weekday", "code", "section", "family", "specialty"),
    *("site", "setting", "modifier", "role", "state", "contract"),
)
SPANS = ("month", "quarter", "year", "fiscal-year", "contract-year")
MEASURES = ("wrvu", "cases", "dollars")

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
