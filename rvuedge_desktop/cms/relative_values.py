"""Reading the Physician Fee Schedule relative value file in every form CMS publishes."""

from __future__ import annotations

from collections.abc import Callable
from operator import getitem
from pathlib import Path

from rvuedge_desktop.cms.cells import complaint, new_readers
from rvuedge_desktop.cms.containers import Source, is_workbook, open_source
from rvuedge_desktop.cms.errors import BadCellError, CmsFileError, ImportCancelled
from rvuedge_desktop.cms.recognise import looks_like_relative_values, not_relative_values
from rvuedge_desktop.cms.results import ReadResult, RejectedLine
from rvuedge_desktop.cms.tables import HEAD_LINES, Table, split_lines, text_table
from rvuedge_desktop.cms.titles import is_qpp_name, release_of
from rvuedge_desktop.cms.workbooks import workbook_head, workbook_table
from rvuedge_desktop.domain.amounts import from_hundredths
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.domain.values import VALUE_FIELDS, PublishedValue

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

# Rows between two reports of progress.
_STEP = 1_024
# The 2026 conversion factor of QPP participants, in ten-thousandths (data notes, section 3).
_QPP_FACTOR = 335_675
_QPP_INDICATOR = "1"
_HEAD_BYTES = 8_192


def read_relative_values(
    path: Path,
    *,
    release: Release | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ReadResult:
    """The values of the relative value file at `path`: zip, csv, fixed-width txt or xlsx.

    `release` overrides what title row and names say. `progress` is called with (lines done,
    lines in all), `cancelled` asked every thousand lines. Lines that cannot be read are listed
    in the result and the rest is read.

    Raises CmsFileError (one sentence) when the file cannot be read as a whole, ReleaseUnclear
    when it does not say its release, ImportCancelled when `cancelled` answered True.
    """
    stop = cancelled or (lambda: False)
    source = open_source(path, looks_like_relative_values, stop)
    if is_qpp_name(source.shown_name):
        raise _qpp_refused(source.shown_name)
    table = _open_table(source)
    known = release or release_of(table.title, source.names, source.folders, path.name)
    builder = _Builder(source.shown_name, table)
    builder.read(progress or (lambda done, total: None), stop)
    return ReadResult(
        release=known,
        title=table.title,
        file_name=source.file_name,
        values=builder.values,
        descriptions=builder.descriptions,
        rejected=builder.rejected,
        digest=source.digest,
        warnings=[*table.warnings, *builder.warnings],
        member=source.member,
    )


def _open_table(source: Source) -> Table:
    name = source.shown_name
    if is_workbook(source.data, name):
        table = workbook_table(source.data, name)
        head = "" if table else workbook_head(source.data, name)
    else:
        lines = split_lines(source.data, name)
        table = text_table(lines, name)
        head = "\n".join(line[:400] for line in lines[:HEAD_LINES])
    if table is None:
        raise not_relative_values(source.data[:_HEAD_BYTES], head, name)
    return table


class _Builder:
    """Rows of cells into values, descriptions, rejected lines and warnings."""

    def __init__(self, name: str, table: Table) -> None:
        self.values: list[PublishedValue] = []
        self.descriptions: list[tuple[str, str, str]] = []
        self.rejected: list[RejectedLine] = []
        self.warnings: list[RejectedLine] = []
        self._name = name
        self._table = table

    def read(self, progress: Progress, cancelled: Cancelled) -> None:
        """Read all rows; raises as read_relative_values does."""
        readers = new_readers()
        seen: dict[tuple[str, str], PublishedValue] = {}
        due = 0
        for line, cells in self._table.rows:
            if line >= due:
                due = line + _STEP
                progress(line, self._table.total)
                if cancelled():
                    raise ImportCancelled(self._name)
            if isinstance(cells, str):
                self.rejected.append(RejectedLine(line, cells))
                continue
            try:
                value = PublishedValue(*map(getitem, readers, cells))
            except BadCellError:
                self.rejected.append(RejectedLine(line, _explain(readers, cells)))
                continue
            key = (value.code, value.modifier)
            first = seen.setdefault(key, value)
            if first is not value:
                self.rejected.append(RejectedLine(line, _duplicate(first, value)))
                continue
            self._keep(line, value, cells[-1])
        self._check_whole()
        progress(self._table.total, self._table.total)

    def _keep(self, line: int, value: PublishedValue, text: str) -> None:
        self.values.append(value)
        # Dental descriptions are the ADA's and are dropped on reading.
        if value.code[0] != "D" and (text := _clean(text)):
            self.descriptions.append((value.code, value.modifier, text))
        shared = value.work + (value.mp or 0)
        if (
            shared + (value.pe_nonfacility or 0) != value.total_nonfacility
            or shared + (value.pe_facility or 0) != value.total_facility
        ):
            self.warnings.extend(RejectedLine(line, reason) for reason in _wrong_totals(value))

    def _check_whole(self) -> None:
        if not self.values:
            why = ", so it may be cut short"
            if self.rejected:
                first = self.rejected[0]
                why = f" (line {first.line}: {first.reason.removesuffix('.')})"
            raise CmsFileError(
                f"“{self._name}” holds no row that could be read{why}; download it again."
            )
        qpp = sum(
            value.pricing == _QPP_INDICATOR or value.conversion_factor == _QPP_FACTOR
            for value in self.values
        )
        if 2 * qpp > len(self.values):
            raise _qpp_refused(self._name)


def _qpp_refused(name: str) -> CmsFileError:
    return CmsFileError(
        f"“{name}” is the QPP variant: it has the same values but leaves codes out; import the "
        "nonQPP file (PPRRVU…_nonQPP) instead."
    )


def _clean(text: str) -> str:
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return text.strip()


def _explain(readers: list[dict[str, object]], cells: tuple[str, ...]) -> str:
    """Why a row could not be read: its first bad cell in words."""
    for name, reader, cell in zip(VALUE_FIELDS, readers, cells, strict=False):
        try:
            reader[cell]
        except BadCellError as error:
            return complaint(name, cell, str(error))
    return "The row could not be read."


def _duplicate(first: PublishedValue, second: PublishedValue) -> str:
    key = f"{second.code}-{second.modifier}" if second.modifier else second.code
    if first == second:
        return f"{key} stands in the file twice with the same values; the first is kept."
    return f"{key} stands in the file twice with different values; the first is kept."


def _wrong_totals(value: PublishedValue) -> list[str]:
    """A sentence for each setting whose total is not work + PE + MP (domain reference 1.2)."""
    reasons = []
    for setting, expense, total in (
        ("non-facility", value.pe_nonfacility or 0, value.total_nonfacility or 0),
        ("facility", value.pe_facility or 0, value.total_facility or 0),
    ):
        parts = (value.work, expense, value.mp or 0)
        if sum(parts) != total:
            work, practice, malpractice = map(from_hundredths, parts)
            reasons.append(
                f"The {setting} total of {value.code} is {from_hundredths(total)}, but work "
                f"{work} + PE {practice} + MP {malpractice} is {from_hundredths(sum(parts))}."
            )
    return reasons
