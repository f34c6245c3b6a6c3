"""Gathering a report, and handing it to what writes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.amounts import from_hundredths
from rvuedge_desktop.domain.compensation import StatementLine
from rvuedge_desktop.domain.groupings import By
from rvuedge_desktop.domain.periods import (
    DEFAULT_TERMS,
    Period,
    PeriodKind,
    PeriodTerms,
    label_of,
    month_of,
    shift_month,
)
from rvuedge_desktop.domain.reports import Beside, Report, ReportChoices, ReportLine
from rvuedge_desktop.domain.summaries import Summary, left_out_sentence
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.services.groupings import Against, compared, groups_of, total_of_period
from rvuedge_desktop.services.summaries import beside_of, summary_of

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store

_TREND_MONTHS = 12


def report_of(
    store: Store,
    kind: PeriodKind,
    period: Period,
    today: date,
    *,
    choices: ReportChoices | None = None,
    terms: PeriodTerms = DEFAULT_TERMS,
    whose: str = "",
) -> Report:
    """Everything a report of a period says."""
    chosen = ReportChoices() if choices is None else choices
    summary = summary_of(store, period)
    label = label_of(kind, period)
    lines = _lines(store, period, notes=chosen.notes)
    months = groups_of(store, period, By.MONTH)
    return Report(
        title=f"Work RVUs, {label.text}",
        whose=whose,
        label=label,
        made_on=today,
        choices=chosen,
        summary=summary,
        days=groups_of(store, period, By.DAY),
        weeks=groups_of(store, period, By.WEEK, terms),
        months=months,
        years=groups_of(store, period, By.YEAR),
        beside=_beside(store, kind, period, today, terms),
        trend=_trend(store, period),
        statement=_statement(store, period, today) if chosen.dollars else (),
        method=_method(store, summary),
        lines=lines,
    )


def _lines(store: Store, period: Period, *, notes: bool) -> tuple[ReportLine, ...]:
    rows = store.report_rows(period.first, period.last)
    names = store.names_of({row[2] for row in rows})
    contracts = {known.id: known.name for known in store.contracts(with_removed=True)}
    found = []
    for row in rows:
        number, day, code, modifiers, units, role, site = row[:7]
        contract, state, release, base, credited, note = row[7:]
        counts = ValueState(state).counts
        found.append(
            ReportLine(
                number,
                date.fromisoformat(day),
                code,
                names.get(code) or code,
                modifiers.replace(",", " "),
                units,
                role,
                site,
                contracts.get(contract, ""),
                ValueState(state),
                release or "",
                None if base is None else from_hundredths(base),
                from_hundredths(credited or 0) if counts else None,
                note if notes else "",
            )
        )
    return tuple(found)


def _beside(
    store: Store, kind: PeriodKind, period: Period, today: date, terms: PeriodTerms
) -> tuple[Beside, ...]:
    if kind is PeriodKind.ALL:
        return ()
    names = {
        Against.PREVIOUS: "The period before",
        Against.LAST_YEAR: "The same days a year before",
    }
    found = []
    for against, name in names.items():
        other = compared(store, period, kind, against, today=today, terms=terms)
        found.append(Beside(name, other.period, other.total, other.change))
    return tuple(found)


def _trend(store: Store, period: Period) -> tuple[tuple[date, Decimal], ...]:
    firsts = [
        shift_month(period.last, back)
        for back in range(1 - _TREND_MONTHS, 1)
        if period.last.year * 12 + period.last.month + back > 12
    ]
    return tuple((first, total_of_period(store, month_of(first))) for first in firsts)


def _statement(store: Store, period: Period, today: date) -> tuple[StatementLine, ...]:
    """The statement of the contract in force as it stands at the period's end, or today."""
    from rvuedge_desktop.services.pay import BadTerms, contract_to_pay, pay_of

    on = min(period.last, max(today, period.first))
    try:
        return pay_of(store, contract_to_pay(store, None, on), on).earned.in_cents()
    except BadTerms:
        return ()


def _method(store: Store, summary: Summary) -> tuple[tuple[str, str], ...]:
    period = summary.period
    releases = store.releases_used(period.first, period.last)
    beside = beside_of(store, period)
    found: list[tuple[str, str]] = []

    def say(heading: str, *sentences: str) -> None:
        found.append((heading, " ".join(sentences)))

    if releases:
        say("Values", f"Lines count by the relative values of {_listed(releases)}, from CMS.")
    else:
        say("Values", "No line of this period counts by a published value.")
    if beside.own_value_lines:
        part = f"{beside.own_value_lines} of the lines, {beside.own_value_wrvu:,} wRVU,"
        say("Own values", part, "count by values that CMS did not publish.")
    for contract in store.contracts():
        ends = contract.last_day is None or contract.last_day >= period.first
        if contract.first_day <= period.last and ends:
            pinned = contract.pinned_release
            by = f"the release {pinned}" if pinned else "the release of the date of service"
            credit = f"{contract.name}: policy “{contract.policy}”, values of {by},"
            say("Credit policy", credit, f"{contract.fte} FTE.")
    if not store.contracts():
        say("Credit policy", "No contract: every line has full credit.")
    if sentence := left_out_sentence(summary):
        say("Left out", sentence)
    if beside.anesthesia_lines:
        units = f"{beside.anesthesia_lines} lines have {beside.anesthesia_units:,} anesthesia"
        say("Anesthesia", units, "units, which are never added to wRVU.")
    say("Rounding", "A line is rounded half up to two decimals; totals are exact sums of lines.")
    say("Dates", "Lines belong to the date of service, which has no time zone.")
    return tuple(found)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def write_report(report: Report, path: Path, kind: str) -> None:
    """Write a report as `csv` or `xlsx`, whole or not at all. The PDF is painted in `ui`."""
    if kind == "csv":
        from rvuedge_desktop.exchange.report_csv import write_csv

        write_csv(report, path)
    else:
        from rvuedge_desktop.exchange.report_workbook import write_workbook

        write_workbook(report, path)
