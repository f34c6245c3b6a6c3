"""`rvuedge report`: a period as PDF, workbook or CSV file."""

from __future__ import annotations

import argparse
import os
from datetime import date

from rvuedge_desktop.bootstrap import program
from rvuedge_desktop.cli import DONE, BadInput
from rvuedge_desktop.cli_io import answer
from rvuedge_desktop.cli_summary import chosen_period, period_terms
from rvuedge_desktop.domain.amounts import plain
from rvuedge_desktop.domain.reports import ReportChoices

Options = argparse.Namespace


def report(options: Options) -> int:
    """Write a report."""
    from rvuedge_desktop.services.reports import report_of, write_report

    today = date.today()
    if options.out.is_dir():
        raise BadInput(f"{options.out} is a folder; give the name of a file.")
    if not options.out.parent.is_dir():
        raise BadInput(f"There is no folder {options.out.parent}; make it or choose another.")
    choices = ReportChoices(
        full=not options.one_page, notes=options.with_notes, dollars=not options.no_dollars
    )
    with program(options.data_dir, write=False) as opened:
        kind, period = chosen_period(options, opened, today)
        profile = opened.store.active_profile()
        found = report_of(
            opened.store,
            kind,
            period,
            today,
            choices=choices,
            terms=period_terms(options, opened, today),
            whose="" if profile is None else profile.text,
        )
    if options.format == "pdf":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from rvuedge_desktop.ui.reports import write_pdf

        write_pdf(found, options.out)
    else:
        write_report(found, options.out, options.format)
    record = {
        "file": str(options.out),
        "format": options.format,
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "lines": len(found.lines),
        "total_wrvu": plain(found.summary.total),
    }
    text = f"Wrote {len(found.lines):,} lines, {found.summary.total:,} wRVU, to {options.out}."
    answer(options, record, text)
    return DONE
