"""Importing any of CMS's files: the kind is told by the content, not asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rvuedge_desktop.cms import CmsTable, RejectedLine, read_table
from rvuedge_desktop.domain.drug_tables import TableKind
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.services.values import Cancelled, ImportOutcome, Progress, import_release

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class TableOutcome:
    """What the import of a file beside the relative values brought."""

    kind: TableKind
    title: str
    first_day: date
    last_day: date
    rows: int
    codes: int
    rejected: tuple[RejectedLine, ...]
    replaced: bool

    def as_json(self) -> dict[str, object]:
        """The answer of `rvuedge import`."""
        return {
            "kind": self.kind.value,
            "title": self.title,
            "rows": self.rows,
            "codes": self.codes,
            "rejected": [{"line": line.line, "reason": line.reason} for line in self.rejected],
            "replaced": self.replaced,
        }


def import_file(
    store: Store,
    path: Path,
    *,
    release: Release | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    replacing: Callable[[str], None] | None = None,
) -> ImportOutcome | TableOutcome:
    """Install the file at `path`, replacing the same release, or the same table and quarter.

    `replacing` is told the name of what is replaced, and may raise to stop. Reading counts as the
    first half of the progress and storing as the second. Raises CmsFileError with a sentence;
    anything that goes wrong leaves the store as it was.
    """
    if release is None:
        table = read_table(path, progress=_half(progress, first=True), cancelled=cancelled)
        if table is not None:
            return _store_table(store, table, progress, cancelled, replacing)

    def tell(replaced: Release) -> None:
        if replacing is not None:
            replacing(replaced.name)

    return import_release(
        store, path, release=release, progress=progress, cancelled=cancelled, replacing=tell
    )


def _store_table(
    store: Store,
    table: CmsTable,
    progress: Progress | None,
    cancelled: Cancelled | None,
    replacing: Callable[[str], None] | None,
) -> TableOutcome:
    there = {(row.kind, row.first_day) for row in store.cms_tables()}
    if (table.kind, table.first_day) in there and replacing is not None:
        replacing(table.title)
    replaced = store.replace_table(
        table.kind,
        title=table.title,
        file_name=table.file_name,
        digest=table.digest,
        first_day=table.first_day,
        last_day=table.last_day,
        codes=table.codes,
        records=table.records,
        progress=_half(progress, first=False),
        cancelled=cancelled,
    )
    return TableOutcome(
        table.kind,
        table.title,
        table.first_day,
        table.last_day,
        len(table.records),
        table.codes,
        table.rejected,
        replaced,
    )


def _half(progress: Progress | None, *, first: bool) -> Progress | None:
    if progress is None:
        return None

    def report(done: int, whole: int) -> None:
        progress(done if first else whole + done, whole * 2)

    return report
