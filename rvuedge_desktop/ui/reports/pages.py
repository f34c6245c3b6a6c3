"""A report painted: one page of totals, and in full every total with the lines behind it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from rvuedge_desktop.domain.groupings import STATE_MARKS
from rvuedge_desktop.domain.reports import Report
from rvuedge_desktop.domain.summaries import left_out_sentence
from rvuedge_desktop.exchange.whole_file import whole_file
from rvuedge_desktop.ui.charts import (
    BarChart,
    ChartPainter,
    DailyBars,
    MixBars,
    MixRow,
    Trend,
    TrendLine,
)
from rvuedge_desktop.ui.reports.paper import Column, Paper
from rvuedge_desktop.ui.theme import load_theme

_MARGIN_MM = 14.0
_DPI = 300
_DAY_BARS = 62
_TOP_CODES = 12
_TOP_SECTIONS = 7


def _tr(text: str) -> str:
    return QCoreApplication.translate("Report", text)


def write_pdf(report: Report, path: Path) -> None:
    """Write a report as PDF, whole or not at all. OSError when the file cannot be written."""
    from rvuedge_desktop.ui.application import make_application

    application = make_application()
    with whole_file(path) as beside:
        writer = QPdfWriter(str(beside))
        writer.setResolution(_DPI)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        writer.setTitle(report.title)
        writer.setCreator(application.applicationDisplayName())
        paint_report(report, writer)
        del writer


def paint_report(report: Report, device: QPagedPaintDevice) -> int:
    """Paint a report onto a PDF, a printer or a preview; how many pages it took."""
    painter = QPainter()
    if not painter.begin(device):
        raise OSError(5, "the report cannot be written there")
    try:
        who = f"{report.whose} · " if report.whose else ""
        left = f"{who}{report.title}"

        def foot(page: int) -> tuple[str, str]:
            made = _tr("made on %1, page %2").replace("%1", str(report.made_on))
            return left, made.replace("%2", str(page))

        paper = Paper(device, painter, load_theme("light"), foot)
        _first_page(report, paper)
        if report.choices.full:
            _tables(report, paper)
            _method(report, paper)
            _lines(report, paper)
        return paper.page
    finally:
        painter.end()


def _first_page(report: Report, paper: Paper) -> None:
    summary = report.summary
    paper.heading(report.title, 1.7)
    days = f"{report.period.first} – {report.period.last}"
    paper.sentence(f"{report.whose} · {days}" if report.whose else days, "muted")
    paper.space(6)
    per_day = summary.per_day_worked
    paper.figures(
        [
            (_tr("wRVU"), f"{summary.total:,}"),
            (_tr("Lines"), f"{summary.lines:,}"),
            (_tr("Days with work"), f"{summary.days_worked:,}"),
            (_tr("wRVU per day with work"), "–" if per_day is None else _figure(per_day)),
        ]
    )
    for other in report.beside:
        text = f"{other.name}: {other.total:,} wRVU ({other.period.first} – {other.period.last})"
        paper.sentence(f"{text}, {_tr('change')} {other.change:+,}.", "muted")
    paper.space(4)
    paper.charts([(_bars_name(report), _bars(report))], 190)
    trend = (_tr("Twelve months"), _trend(report))
    paper.charts([(_tr("By section"), _mix(report)), trend], 170)
    paper.heading(_tr("Codes with the most wRVU"))
    most = None if report.choices.full else _TOP_CODES
    _codes(report, paper, _TOP_CODES if most is None else most)
    sentence = left_out_sentence(summary)
    if sentence:
        paper.sentence(sentence)


def _figure(amount: Decimal) -> str:
    return f"{amount.quantize(Decimal('0.01')):,}"


def _bars_name(report: Report) -> str:
    return _tr("By day") if report.period.days <= _DAY_BARS else _tr("By month")


def _bars(report: Report) -> ChartPainter:
    if report.period.days <= _DAY_BARS:
        found = {group.key: group.wrvu or Decimal(0) for group in report.days}
        days = list(report.period)
        values = [found.get(day.isoformat(), Decimal(0)) for day in days]
        labels = [str(day.day) for day in days]
    else:
        days = [date.fromisoformat(f"{group.key}-01") for group in report.months]
        values = [group.wrvu or Decimal(0) for group in report.months]
        labels = [f"{day:%b}" if len(days) <= 14 else f"{day:%y}" for day in days]
    running: list[Decimal | None] = []
    total = Decimal(0)
    for value in values:
        total += value
        running.append(total)
    names = [group.name for group in report.months] if report.period.days > _DAY_BARS else []
    return BarChart(DailyBars(labels, days, values, running, names=names))


def _trend(report: Report) -> ChartPainter:
    labels = [f"{first:%b}" for first, _ in report.trend]
    return TrendLine(Trend(labels, [total for _, total in report.trend]))


def _mix(report: Report) -> ChartPainter:
    total = report.summary.total
    rows = [
        MixRow(group.name, group.wrvu, group.wrvu / total if total else None)
        for group in report.summary.by_section
        if group.wrvu
    ]
    return MixBars(rows[:_TOP_SECTIONS])


def _codes(report: Report, paper: Paper, most: int | None = None) -> None:
    groups = report.summary.by_code
    shown = groups if most is None else groups[:most]
    columns = [
        Column(_tr("Code"), 1.2),
        Column(_tr("Name"), 6),
        Column(_tr("Lines"), 1, right=True),
        Column(_tr("Units"), 1, right=True),
        Column(_tr("wRVU"), 1.5, right=True),
    ]
    rows = [
        [
            group.key,
            group.name,
            f"{group.lines:,}",
            f"{group.units:,}",
            "–" if group.wrvu is None else f"{group.wrvu:,}",
        ]
        for group in shown
    ]
    if len(shown) == len(groups):
        summary = report.summary
        last = ["", _tr("Total"), f"{summary.lines:,}", f"{summary.units:,}", f"{summary.total:,}"]
        rows.append(last)
        paper.table(columns, rows, bold=lambda row: row == len(rows) - 1)
    else:
        paper.table(columns, rows)


def _tables(report: Report, paper: Paper) -> None:
    paper.new_page()
    if report.statement:
        paper.heading(_tr("Pay"))
        rows = [[line.text, f"{line.amount:,}"] for line in report.statement]
        rows.append([_tr("Earned, in dollars"), f"{report.earned:,}"])
        columns = [Column("", 6), Column(_tr("Dollars"), 1.5, right=True)]
        paper.table(columns, rows, bold=lambda row: row == len(rows) - 1)
    if len(report.summary.by_code) > _TOP_CODES:
        paper.heading(_tr("By code"))
        _codes(report, paper)
    by_day = report.period.days <= _DAY_BARS
    paper.heading(_tr("By day") if by_day else _tr("By month"))
    columns = [
        Column(_tr("Day") if by_day else _tr("Month"), 3),
        Column(_tr("Lines"), 1, right=True),
        Column(_tr("Left out"), 1, right=True),
        Column(_tr("wRVU"), 1.5, right=True),
    ]
    groups = report.days if by_day else report.months
    rows = [
        [
            group.name,
            f"{group.lines:,}",
            f"{sum(group.left_out.values()):,}",
            "–" if group.wrvu is None else f"{group.wrvu:,}",
        ]
        for group in groups
    ]
    summary = report.summary
    left = f"{summary.left_out_lines:,}"
    rows.append([_tr("Total"), f"{summary.lines:,}", left, f"{summary.total:,}"])
    paper.table(columns, rows, bold=lambda row: row == len(rows) - 1)


def _method(report: Report, paper: Paper) -> None:
    paper.new_page()
    paper.heading(_tr("How these numbers were made"))
    for heading, text in report.method:
        paper.heading(heading, 1.0, follows=20)
        paper.sentence(text)
        paper.space(4)


def _lines(report: Report, paper: Paper) -> None:
    paper.new_page()
    paper.heading(_tr("The lines behind every total"))
    notes = report.choices.notes
    columns = [
        Column(_tr("Line"), 0.8, right=True),
        Column(_tr("Date"), 1.2),
        Column(_tr("Code"), 1.3),
        Column(_tr("Name"), 3.2),
        Column(_tr("Site"), 1.2),
        Column(_tr("Units"), 0.7, right=True),
        Column(_tr("Release"), 0.9),
        Column(_tr("wRVU"), 1.2, right=True),
    ]
    if notes:
        columns.append(Column(_tr("Note"), 2))
    rows: list[list[str]] = []
    totals: set[int] = set()
    day: date | None = None
    sums = {group.key: group.wrvu for group in report.days}

    def close_day() -> None:
        if day is not None:
            amount = sums.get(day.isoformat())
            total = "–" if amount is None else f"{amount:,}"
            totals.add(len(rows))
            rows.append(["", str(day), "", _tr("Total of the day"), "", "", "", total])

    for line in report.lines:
        if line.day != day:
            close_day()
            day = line.day
        figure = STATE_MARKS[line.state] if line.credited is None else f"{line.credited:,}"
        rows.append(
            [
                str(line.number),
                str(line.day),
                " ".join((line.code, line.modifiers)).strip(),
                line.name,
                line.site,
                f"{line.units:,}",
                line.release,
                figure,
                *([line.note] if notes else []),
            ]
        )
    close_day()
    totals.add(len(rows))
    rows.append(["", "", "", _tr("Total"), "", "", "", f"{report.summary.total:,}"])
    width = len(columns)
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    paper.table(columns, rows, bold=totals.__contains__)
