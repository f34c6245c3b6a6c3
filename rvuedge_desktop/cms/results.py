"""What reading a file gives back."""

from __future__ import annotations

from dataclasses import dataclass, field

from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.domain.values import PublishedValue


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A line (or workbook row) of the file, counted from 1, and a sentence in plain words."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A relative value file as read.

    `values` keep the file's order; (code, modifier) is unique in them. `descriptions` are CMS's
    short texts as (code, modifier, text), never for dental (D) codes. `rejected` lines are not
    in `values`; lines with `warnings` are. `digest` is the SHA-256 (hex) of the file chosen, for
    a zip that of the zip; `member` is the file read inside it. `title` is empty for fixed-width
    files, which have no title row.
    """

    release: Release | None
    title: str
    file_name: str
    values: list[PublishedValue]
    descriptions: list[tuple[str, str, str]]
    rejected: list[RejectedLine]
    digest: str
    warnings: list[RejectedLine] = field(default_factory=list)
    member: str = ""

    @property
    def codes(self) -> int:
        """The number of distinct codes."""
        return len({value.code for value in self.values})
