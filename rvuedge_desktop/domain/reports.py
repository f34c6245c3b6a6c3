"""A report as data: what is printed, written into a workbook or a CSV file.

Every total of it can be followed to the lines it ends with.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rvuedge_desktop.domain.compensation import StatementLine
from rvuedge_desktop.domain.groupings import Group
from rvuedge_desktop.domain.periods import Period, PeriodLabel
from rvuedge_desktop.domain.summaries import Summary
from rvuedge_desktop.domain.values import ValueState


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A logged line as a report lists it. `credited` is None for what is kept out of totals."""

    number: int
    day: date
    code: str
    name: str
    modifiers: str
    units: int
    role: str
    site: str
    contract: str
    state: ValueState
    release: str
    base_work: Decimal | None
    credited: Decimal | None
    note: str


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """What a report holds besides its totals."""

    full: bool = True
    notes: bool = False
    dollars: bool = True


@dataclass(frozen=True, slots=True)
class Beside:
    """Another period's total, with what it is called."""

    name: str
    period: Period
    total: Decimal
    change: Decimal


@dataclass(frozen=True, slots=True)
class Report:
    """A period in every grouping a report shows. `whose` is empty before there is a profile.

    `trend` holds the wRVU of twelve months up to the period's last. `statement` is empty without
    contract terms, or when dollars are hidden. `method` are headings with their sentences.
    """

    title: str
    whose: str
    label: PeriodLabel
    made_on: date
    choices: ReportChoices
    summary: Summary
    days: tuple[Group, ...]
    weeks: tuple[Group, ...]
    months: tuple[Group, ...]
    years: tuple[Group, ...]
    beside: tuple[Beside, ...]
    trend: tuple[tuple[date, Decimal], ...]
    statement: tuple[StatementLine, ...]
    method: tuple[tuple[str, str], ...]
    lines: tuple[ReportLine, ...]

    @property
    def period(self) -> Period:
        return self.summary.period

    @property
    def earned(self) -> Decimal:
        return sum((line.amount for line in self.statement), Decimal("0.00"))


def file_name(report: Report, ending: str) -> str:
    """A name that says what the file holds: `rvuedge-2026-11.pdf`, `rvuedge-2026-01-01-to-…`."""
    period = report.period
    months = (period.first.year, period.first.month) == (period.last.year, period.last.month)
    if months and period.first.day == 1 and period.days > 27:
        return f"rvuedge-{period.first:%Y-%m}.{ending}"
    return f"rvuedge-{period.first}-to-{period.last}.{ending}"
