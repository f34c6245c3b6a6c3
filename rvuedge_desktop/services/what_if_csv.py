"""The lines that would count otherwise, as a CSV file for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from rvuedge_desktop.domain.amounts import plain
from rvuedge_desktop.domain.entries import CreditedLine
from rvuedge_desktop.services.what_if import OtherCredit

COLUMNS = (
    "date",
    "code",
    "modifiers",
    "units",
    "state",
    "release",
    "wrvu",
    "steps",
    "whatif_state",
    "whatif_release",
    "whatif_wrvu",
    "whatif_steps",
    "difference",
)


def save_what_if(path: Path, lines: Iterable[OtherCredit]) -> int:
    """Write the lines whole or not at all; how many there were. Raises OSError."""
    beside = path.with_name(f"{path.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as out:
            written = write_what_if(lines, out)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return written


def write_what_if(lines: Iterable[OtherCredit], out: TextIO) -> int:
    """Write the lines with `COLUMNS`; how many there were."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    written = 0
    for line in lines:
        done, now = line.entry.line, line.entry.credited_line
        writer.writerow(
            (
                done.date_of_service.isoformat(),
                done.code,
                " ".join(done.modifiers),
                done.units,
                *_credit(now),
                *_credit(line.other),
                plain(line.other_counted - line.counted),
            )
        )
        written += 1
    return written


def _credit(line: CreditedLine) -> tuple[str, str, str, str]:
    steps = " | ".join(step.text for step in line.steps)
    return line.state.value, line.release or "", plain(line.credited) or "", steps
