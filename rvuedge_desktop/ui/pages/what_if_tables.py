"""The columns of the tables of “Other terms”: months, codes, and lines that differ."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from rvuedge_desktop.domain.entries import CreditedLine
from rvuedge_desktop.services.what_if import GroupDifference, OtherCredit
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.models.totals import TotalColumn
from rvuedge_desktop.ui.pages.explanation_texts import counts_as

CODE_DIFFERENCE, LINE_DATE, LINE_CODE = 5, 0, 1


def tr(text: str) -> str:
    return QCoreApplication.translate("WhatIf", text)


def _amounts() -> tuple[TotalColumn, TotalColumn]:
    return (
        TotalColumn(
            tr("As logged"), lambda row: _sum(row, row.wrvu), lambda row: row.wrvu, right=True
        ),
        TotalColumn(
            tr("Other"),
            lambda row: _sum(row, row.other_wrvu),
            lambda row: row.other_wrvu,
            right=True,
        ),
    )


def _sum(row: GroupDifference, amount: Decimal) -> str:
    """A sum; where nothing counts on either side, 0.00 would be a lie."""
    return shown.wrvu(amount if row.wrvu or row.other_wrvu else None)


def _change(row: GroupDifference) -> str:
    return shown.wrvu_change(row.difference if row.wrvu or row.other_wrvu else None)


def month_columns() -> tuple[TotalColumn, ...]:
    """Month, both sums, and the difference."""
    return (
        TotalColumn(tr("Month"), _short_month, lambda row: row.key),
        *_amounts(),
        TotalColumn(tr("Difference"), _change, lambda row: row.difference, right=True),
    )


def code_columns(name_of: Callable[[str], str]) -> tuple[TotalColumn, ...]:
    """Code, name, lines, both sums, and the difference, sorted by its size."""
    return (
        TotalColumn(tr("Code"), lambda row: row.key, lambda row: row.key),
        TotalColumn(tr("Name"), lambda row: name_of(row.key), lambda row: name_of(row.key)),
        TotalColumn(
            tr("Lines"), lambda row: shown.count(row.lines), lambda row: row.lines, right=True
        ),
        *_amounts(),
        TotalColumn(tr("Difference"), _change, lambda row: abs(row.difference), right=True),
    )


def line_columns(name_of: Callable[[str], str]) -> tuple[TotalColumn, ...]:
    """The line, what it counts for, what it would count for, and the difference."""
    return (
        TotalColumn(
            tr("Date"),
            lambda row: shown.numeric_day(_day(row)),
            lambda row: (_day(row), row.entry.id),
        ),
        TotalColumn(tr("Code"), _whole_code, lambda row: (_code(row), _day(row))),
        TotalColumn(tr("Name"), lambda row: name_of(_code(row)), lambda row: name_of(_code(row))),
        TotalColumn(
            tr("Units"),
            lambda row: shown.units(row.entry.line.units),
            lambda row: row.entry.line.units,
            right=True,
        ),
        TotalColumn(
            tr("As logged"),
            lambda row: _credit(row.entry.credited_line),
            lambda row: row.counted,
            right=True,
        ),
        TotalColumn(
            tr("Other"),
            lambda row: _credit(row.other),
            lambda row: row.other_counted,
            right=True,
        ),
        TotalColumn(
            tr("Difference"),
            lambda row: shown.wrvu_change(_difference(row)),
            lambda row: abs(_difference(row)),
            right=True,
        ),
    )


def _code(row: OtherCredit) -> str:
    return row.entry.line.code


def _whole_code(row: OtherCredit) -> str:
    return "-".join((row.entry.line.code, *row.entry.line.modifiers))


def _day(row: OtherCredit) -> date:
    return row.entry.line.date_of_service


def _difference(row: OtherCredit) -> Decimal:
    return row.other_counted - row.counted


def _credit(line: CreditedLine) -> str:
    return shown.wrvu(line.credited) if line.state.counts else counts_as(line)


def month_name(row: GroupDifference) -> str:
    return shown.month_name(int(row.key[:4]), int(row.key[5:]))


def _short_month(row: GroupDifference) -> str:
    return f"{shown.short_month(int(row.key[5:]))} {row.key[:4]}"


def month_label(key: str, *, with_year: bool) -> str:
    """A short name for the axis; January carries the year where there are several."""
    month = shown.short_month(int(key[5:]))
    return f"{month} {key[2:4]}" if with_year and key.endswith("-01") else month
