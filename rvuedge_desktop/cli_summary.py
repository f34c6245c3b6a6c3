"""`rvuedge summary`: the total of any period, in groups, and beside another period."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from rvuedge_desktop import cli_text
from rvuedge_desktop.bootstrap import Program, program
from rvuedge_desktop.cli import DONE, BadInput
from rvuedge_desktop.cli_io import answer, day_of, in_order
from rvuedge_desktop.domain.amounts import plain
from rvuedge_desktop.domain.groupings import By, Group
from rvuedge_desktop.domain.periods import (
    Period,
    PeriodKind,
    PeriodTerms,
    month_of,
    parse_half,
    parse_month,
    parse_quarter,
    parse_year,
    period_of,
)
from rvuedge_desktop.domain.summaries import Summary

if TYPE_CHECKING:
    from rvuedge_desktop.services.groupings import Comparison

Options = argparse.Namespace

# The options that name a period, each with its kind.
_KINDS = {
    "month": PeriodKind.MONTH,
    "week": PeriodKind.WEEK,
    "quarter": PeriodKind.QUARTER,
    "half": PeriodKind.HALF,
    "year": PeriodKind.YEAR,
    "fiscal_year": PeriodKind.FISCAL_YEAR,
    "contract_year": PeriodKind.CONTRACT_YEAR,
    "all": PeriodKind.ALL,
}


def chosen_period(options: Options, opened: Program, today: date) -> tuple[PeriodKind, Period]:
    """The period that the options name, this month when they name none."""
    ends = (options.first, options.last)
    asked = [name for name in _KINDS if getattr(options, name) not in (None, False)]
    if asked and ends != (None, None):
        given = asked[0].replace("_", "-")
        raise BadInput(f"Give either --{given} or --from and --to, not both.")
    if len(asked) > 1:
        names = " and ".join(f"--{name.replace('_', '-')}" for name in asked)
        raise BadInput(f"Give one period only, not {names}.")
    if asked:
        kind = _KINDS[asked[0]]
        return kind, _named(kind, getattr(options, asked[0]), options, opened, today)
    if ends == (None, None):
        return PeriodKind.MONTH, month_of(today)
    last = day_of(options.last, max(today, day_of(options.first, today)))
    first = day_of(options.first, last.replace(day=1))
    in_order(first, last)
    return PeriodKind.CUSTOM, Period(first, last)


def _named(
    kind: PeriodKind, given: object, options: Options, opened: Program, today: date
) -> Period:
    terms = period_terms(options, opened, today)
    try:
        if isinstance(given, str) and (given or kind is PeriodKind.MONTH):
            if kind is PeriodKind.MONTH:
                return parse_month(given)
            if kind is PeriodKind.QUARTER:
                return parse_quarter(given)
            if kind is PeriodKind.HALF:
                return parse_half(given)
            if kind is PeriodKind.YEAR:
                return parse_year(given)
            if kind is PeriodKind.FISCAL_YEAR:
                return parse_year(given, terms.fiscal_month)
            return period_of(kind, day_of(given, today), terms)
        return period_of(kind, today, terms)
    except ValueError as problem:
        raise BadInput(str(problem)) from None


def period_terms(options: Options, opened: Program, today: date) -> PeriodTerms:
    """What the periods of a command depend on: its options, and else the settings."""
    from rvuedge_desktop.services.calendar import period_settings
    from rvuedge_desktop.services.contracts import contract_named
    from rvuedge_desktop.services.groupings import terms_of

    contract = None
    if options.contract is not None:
        contract = contract_named(opened.store, options.contract)
        if contract is None:
            raise BadInput(f"There is no contract “{options.contract}”; see “contract list”.")
    week_starts, fiscal_month = period_settings(opened.store)
    return terms_of(
        opened.store,
        week_starts=week_starts,
        fiscal_month=options.fiscal_start or fiscal_month,
        contract=contract,
        today=today,
    )


def summary(options: Options) -> int:
    """The total of a period."""
    from rvuedge_desktop.services.groupings import Against, compared, groups_of
    from rvuedge_desktop.services.summaries import summary_of

    today = date.today()
    with program(options.data_dir, write=False) as opened:
        kind, period = chosen_period(options, opened, today)
        found = summary_of(opened.store, period)
        record = summary_record(found)
        lines = [cli_text.summary(found)]
        if options.by is not None:
            terms = period_terms(options, opened, today)
            groups = groups_of(opened.store, period, By(options.by), terms)
            record["by"] = _group_records(groups)
            lines += _group_lines(options.by, groups)
        if options.compare is not None:
            terms = period_terms(options, opened, today)
            against = Against(options.compare)
            other = compared(opened.store, period, kind, against, today=today, terms=terms)
            record["compare"] = _comparison_record(other)
            lines.append(_comparison_text(other))
    answer(options, record, "\n".join(lines))
    return DONE


def _group_records(groups: Iterable[Group]) -> list[dict[str, object]]:
    return [
        {
            "key": group.key,
            "name": group.name,
            "lines": group.lines,
            "units": group.units,
            "wrvu": plain(group.wrvu),
        }
        for group in groups
    ]


def _group_lines(by: str, groups: Iterable[Group]) -> list[str]:
    lines = [f"By {by}:"]
    for group in groups:
        figure = "—" if group.wrvu is None else f"{group.wrvu:,}"
        left = sum(group.left_out.values())
        beside = f"  ({left:,} left out)" if left else ""
        lines.append(f"  {figure:>10}  {group.lines:>5} ×  {group.name}{beside}")
    return lines


def _comparison_record(other: Comparison) -> dict[str, object]:
    return {
        "from": other.period.first.isoformat(),
        "to": other.period.last.isoformat(),
        "total_wrvu": plain(other.total),
        "change": plain(other.change),
    }


def _comparison_text(other: Comparison) -> str:
    days = f"{other.period.first} to {other.period.last}"
    return f"{other.total:,} wRVU on {days}: {other.change:+,}."


def summary_record(found: Summary) -> dict[str, object]:
    """A summary as `rvuedge summary` answers it."""
    return {
        "from": found.period.first.isoformat(),
        "to": found.period.last.isoformat(),
        "total_wrvu": plain(found.total),
        "lines": found.lines,
        "units": found.units,
        "by_code": [
            {
                "code": group.key,
                "name": group.name,
                "lines": group.lines,
                "units": group.units,
                "wrvu": plain(group.wrvu),
            }
            for group in found.by_code
        ],
        "by_section": [
            {
                "section": group.name,
                "lines": group.lines,
                "units": group.units,
                "wrvu": plain(group.wrvu),
            }
            for group in found.by_section
        ],
        "by_day": [
            {"date": day.day.isoformat(), "lines": day.lines, "wrvu": plain(day.wrvu)}
            for day in found.by_day
        ],
        "left_out": {
            state.value: {"lines": total.lines, "units": total.units}
            for state, total in found.left_out.items()
        },
    }
