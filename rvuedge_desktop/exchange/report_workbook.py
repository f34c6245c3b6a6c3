"""A report as a workbook: real numbers and dates, and totals that recalculate to what they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from rvuedge_desktop.domain.groupings import STATE_NAMES, Group
from rvuedge_desktop.domain.reports import Report
from rvuedge_desktop.domain.summaries import GroupTotal
from rvuedge_desktop.exchange.whole_file import whole_file

_OPTIONS = {
    # A text stays a text, whatever it begins with.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_LINE_HEADINGS = (
    *("Line", "Date", "Code", "Name", "Modifiers", "Units", "Role", "Site", "Contract"),
    *("State", "Release", "Base wRVU", "Credited wRVU", "Note"),
)


def write_workbook(report: Report, path: Path) -> None:
    """Write a report, whole or not at all."""
    with whole_file(path) as beside:
        book = xlsxwriter.Workbook(str(beside), _OPTIONS)
        try:
            _Writer(book).write(report)
        finally:
            book.close()


class _Writer:
    def __init__(self, book: Any) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True})
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._count = book.add_format({"num_format": "#,##0"})
        self._figure = book.add_format({"num_format": "#,##0.00"})
        self._total = book.add_format({"num_format": "#,##0.00", "bold": True, "top": 1})
        self._total_count = book.add_format({"num_format": "#,##0", "bold": True, "top": 1})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})

    def write(self, report: Report) -> None:
        self._book.set_properties({"title": report.title, "author": report.whose})
        self._summary(report)
        self._groups("Days", "Date", report.days, are_days=True)
        self._groups("Weeks", "Week from", report.weeks, are_days=True)
        self._groups("Months", "Month", report.months)
        self._groups("Years", "Year", report.years)
        self._codes(report.summary.by_code)
        self._lines(report)
        self._method(report)

    def _sheet(self, name: str, headings: Sequence[str], widths: Sequence[int]) -> Any:
        sheet = self._book.add_worksheet(name)
        for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, self._head)
        sheet.freeze_panes(1, 0)
        return sheet

    def _summary(self, report: Report) -> None:
        sheet = self._book.add_worksheet("Summary")
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 16)
        sheet.write_string(0, 0, report.title, self._bold)
        if report.whose:
            sheet.write_string(1, 0, report.whose)
        summary = report.summary
        row = 3
        for name, day in (("From", report.period.first), ("To", report.period.last)):
            sheet.write_string(row, 0, name)
            self._write_day(sheet, row, 1, day)
            row += 1
        sheet.write_string(row, 0, "wRVU", self._bold)
        last = len(report.lines) + 1
        formula = f"=SUM(Lines!M2:M{last})" if report.lines else "=0"
        sheet.write_formula(row, 1, formula, self._total, float(summary.total))
        row += 1
        for name, count in (
            ("Lines", summary.lines),
            ("Lines that count", summary.counted_lines),
            ("Units", summary.units),
            ("Days with work that counts", summary.days_worked),
        ):
            sheet.write_string(row, 0, name)
            sheet.write_number(row, 1, count, self._count)
            row += 1
        for other in report.beside:
            row += 1
            days = f"{other.name} ({other.period.first} to {other.period.last})"
            sheet.write_string(row, 0, days)
            sheet.write_number(row, 1, float(other.total), self._figure)
            sheet.write_string(row + 1, 0, "Change")
            sheet.write_number(row + 1, 1, float(other.change), self._figure)
            row += 1
        if report.statement:
            row += 2
            first = row + 1
            for line in report.statement:
                sheet.write_string(row, 0, line.text)
                sheet.write_number(row, 1, float(line.amount), self._figure)
                row += 1
            sheet.write_string(row, 0, "Earned, in dollars", self._bold)
            total = float(report.earned)
            sheet.write_formula(row, 1, f"=SUM(B{first}:B{row})", self._total, total)

    def _write_day(self, sheet: Any, row: int, column: int, day: date) -> None:
        if day.year < 1900:
            sheet.write_string(row, column, day.isoformat())  # no spreadsheet knows such days
        else:
            sheet.write_datetime(row, column, day, self._day)

    def _groups(
        self, name: str, heading: str, groups: Sequence[Group], *, are_days: bool = False
    ) -> None:
        headings = (heading, "Lines", "Units", "Left out", "wRVU")
        sheet = self._sheet(name, headings, (14, 10, 10, 10, 14))
        for row, group in enumerate(groups, 1):
            if are_days:
                self._write_day(sheet, row, 0, date.fromisoformat(group.key))
            else:
                sheet.write_string(row, 0, group.name)
            sheet.write_number(row, 1, group.lines, self._count)
            sheet.write_number(row, 2, group.units, self._count)
            sheet.write_number(row, 3, sum(group.left_out.values()), self._count)
            self._write_figure(sheet, row, 4, group.wrvu)
        left = [sum(group.left_out.values()) for group in groups]
        self._sums(
            sheet,
            len(groups),
            {
                1: sum(group.lines for group in groups),
                2: sum(group.units for group in groups),
                3: sum(left),
            },
            (4, sum((group.wrvu or Decimal(0) for group in groups), Decimal(0))),
        )

    def _codes(self, groups: Sequence[GroupTotal]) -> None:
        sheet = self._sheet("Codes", ("Code", "Name", "Lines", "Units", "wRVU"), (9, 48, 9, 9, 14))
        for row, group in enumerate(groups, 1):
            sheet.write_string(row, 0, group.key)
            sheet.write_string(row, 1, group.name)
            sheet.write_number(row, 2, group.lines, self._count)
            sheet.write_number(row, 3, group.units, self._count)
            self._write_figure(sheet, row, 4, group.wrvu)
        self._sums(
            sheet,
            len(groups),
            {2: sum(group.lines for group in groups), 3: sum(group.units for group in groups)},
            (4, sum((group.wrvu or Decimal(0) for group in groups), Decimal(0))),
        )

    def _lines(self, report: Report) -> None:
        widths = (8, 12, 9, 44, 12, 8, 8, 16, 16, 18, 11, 11, 14, 30)
        sheet = self._sheet("Lines", _LINE_HEADINGS, widths)
        for row, line in enumerate(report.lines, 1):
            sheet.write_number(row, 0, line.number)
            self._write_day(sheet, row, 1, line.day)
            texts = {
                2: line.code,
                3: line.name,
                4: line.modifiers,
                6: line.role,
                7: line.site,
                8: line.contract,
                9: STATE_NAMES[line.state],
                10: line.release,
                13: line.note,
            }
            for column, text in texts.items():
                if text:
                    sheet.write_string(row, column, text)
            sheet.write_number(row, 5, line.units, self._count)
            self._write_figure(sheet, row, 11, line.base_work)
            self._write_figure(sheet, row, 12, line.credited)
        if report.lines:
            sheet.autofilter(0, 0, len(report.lines), len(_LINE_HEADINGS) - 1)

    def _method(self, report: Report) -> None:
        sheet = self._book.add_worksheet("Method")
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 100)
        for row, (heading, text) in enumerate(report.method):
            sheet.write_string(row, 0, heading, self._bold)
            sheet.write_string(row, 1, text, self._wrap)

    def _write_figure(self, sheet: Any, row: int, column: int, amount: Decimal | None) -> None:
        """An amount; nothing where there is none, because 0.00 would say something else."""
        if amount is not None:
            sheet.write_number(row, column, float(amount), self._figure)

    def _sums(
        self, sheet: Any, rows: int, counts: dict[int, int], figure: tuple[int, Decimal]
    ) -> None:
        """A line of totals under the rows, as formulas that come with their results."""
        if not rows:
            return
        sheet.write_string(rows + 1, 0, "Total", self._bold)
        for column, count in counts.items():
            letter = chr(ord("A") + column)
            formula = f"=SUM({letter}2:{letter}{rows + 1})"
            sheet.write_formula(rows + 1, column, formula, self._total_count, count)
        column, amount = figure
        letter = chr(ord("A") + column)
        formula = f"=SUM({letter}2:{letter}{rows + 1})"
        sheet.write_formula(rows + 1, column, formula, self._total, float(amount))
