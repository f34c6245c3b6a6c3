"""Installing releases of the fee schedule, taking them out, and writing them as data."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from rvuedge_desktop.cms import (
    ImportCancelled,
    RejectedLine,
    ReleaseUnclear,
    read_relative_values,
)
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.domain.values import PublishedValue

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store

__all__ = [
    "VALUE_COLUMNS",
    "ImportOutcome",
    "ReleaseUnclear",
    "import_release",
    "value_record",
    "was_cancelled",
    "write_values",
]

# CMS's own lists have had over 15,000 codes in every year on file.
LEAST_COMPLETE = 5_000

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import brought. `warnings` are rows kept although their totals do not add up."""

    release: Release
    title: str
    rows: int
    codes: int
    rejected: tuple[RejectedLine, ...]
    warnings: tuple[RejectedLine, ...]
    replaced: bool

    def as_json(self) -> dict[str, object]:
        return {
            "release": self.release.name,
            "title": self.title,
            "rows": self.rows,
            "codes": self.codes,
            "rejected": [
                {"line": line.line, "reason": line.reason}
                for line in (*self.rejected, *self.warnings)
            ],
            "replaced": self.replaced,
        }


def import_release(
    store: Store,
    path: Path,
    *,
    release: Release | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    replacing: Callable[[Release], None] | None = None,
) -> ImportOutcome:
    """Read a CMS relative value file and install it, replacing the same release.

    `replacing` is told before an installed release is replaced; it may raise to stop. Reading
    counts as the first half of the progress and storing as the second. Anything that goes wrong
    leaves the store as it was.
    """

    def first_half(done: int, whole: int) -> None:
        if progress is not None:
            progress(done, whole * 2)

    def second_half(done: int, whole: int) -> None:
        if progress is not None:
            progress(whole + done, whole * 2)

    read = read_relative_values(path, release=release, progress=first_half, cancelled=cancelled)
    if read.release is None:
        raise ValueError("a file that was read has a release")
    installed = {row.name for row in store.releases() if row.origin == "cms"}
    if read.release.name in installed and replacing is not None:
        replacing(read.release)
    # An excerpt says nothing about the codes it lacks, so it does not speak for its release.
    release = Release(read.release.name, complete=read.codes >= LEAST_COMPLETE)
    # The fixed-width form has no title row: its file is what says where the values come from.
    title = read.title or read.file_name
    replaced = store.replace_release(
        release,
        origin="cms",
        title=title,
        file_name=read.file_name,
        digest=read.digest,
        values=read.values,
        descriptions=read.descriptions,
        progress=second_half,
        cancelled=cancelled,
    )
    return ImportOutcome(
        release=read.release,
        title=title,
        rows=len(read.values),
        codes=read.codes,
        rejected=tuple(read.rejected),
        warnings=tuple(read.warnings),
        replaced=replaced,
    )


def was_cancelled(error: BaseException) -> bool:
    """Whether an import ended because the user stopped it."""
    from rvuedge_desktop.storage.errors import Cancelled as StoringCancelled

    return isinstance(error, (ImportCancelled, StoringCancelled))


def _places(value: int | None, places: int) -> str:
    if value is None:
        return ""
    whole, part = divmod(value, 10**places)
    return f"{whole}.{part:0{places}d}"


# The columns of `rvuedge values`, an interface: name, field, and decimal places (None: text).
VALUE_COLUMNS: tuple[tuple[str, str, int | None], ...] = (
    ("code", "code", None),
    ("modifier", "modifier", None),
    ("status", "status", None),
    ("work_rvu", "work", 2),
    ("pe_rvu_nonfacility", "pe_nonfacility", 2),
    ("pe_rvu_facility", "pe_facility", 2),
    ("mp_rvu", "mp", 2),
    ("total_nonfacility", "total_nonfacility", 2),
    ("total_facility", "total_facility", 2),
    ("global_days", "global_days", None),
    ("pctc", "pctc", None),
    ("mult_proc", "mult_proc", None),
    ("bilat", "bilat", None),
    ("asst", "asst", None),
    ("co_surg", "co_surg", None),
    ("team_surg", "team_surg", None),
    ("pre", "pre", 2),
    ("intra", "intra", 2),
    ("post", "post", 2),
    ("endo_base", "endo_base", None),
    ("conversion_factor", "conversion_factor", 4),
)


def value_record(value: PublishedValue) -> list[str]:
    """A value as a row of `rvuedge values`; empty where the source gives nothing."""
    return [
        getattr(value, field) if places is None else _places(getattr(value, field), places)
        for _, field, places in VALUE_COLUMNS
    ]


def write_values(values: Iterable[PublishedValue], out: TextIO) -> int:
    """Write every row as CSV with the columns of `VALUE_COLUMNS`; how many were written."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name for name, _, _ in VALUE_COLUMNS])
    written = 0
    for value in values:
        writer.writerow(value_record(value))
        written += 1
    return written
