"""What the store answers with where the domain has no dataclass of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple

from rvuedge_desktop.domain.drug_tables import TableKind
from rvuedge_desktop.domain.entries import Entry
from rvuedge_desktop.domain.values import PublishedValue, ValueState

Origin = Literal["shipped", "cms"]
"""Whether a release came with the program or from a file of CMS's."""

SortOrder = Literal["date", "code", "units", "credited", "state", "site", "note", "made"]
"""What the log can be ordered by; equal lines follow by date and then as they were logged."""

Only = Literal["drug", "review"]
"""Lines of drugs alone, or lines that want a look."""


class ReleaseRow(NamedTuple):
    """An installed release. `conversion_factor` is in ten-thousandths, None where not given."""

    name: str
    origin: Origin
    complete: bool
    title: str
    file_name: str
    rows: int
    codes: int
    imported_at: datetime
    conversion_factor: int | None


class CmsTableRow(NamedTuple):
    """An imported file of CMS's that is no release, with the days it is in effect."""

    kind: TableKind
    title: str
    file_name: str
    first_day: date
    last_day: date
    rows: int
    codes: int
    imported_at: datetime


class FavoriteFolder(NamedTuple):
    """A folder of favorite codes, in order; the one named "" is the top level."""

    name: str
    codes: tuple[str, ...] = ()


class SearchRow(NamedTuple):
    """All rows of a code in the newest release that lists it, in order of modifier."""

    code: str
    release: str
    values: tuple[PublishedValue, ...]


class CatalogCodeRow(NamedTuple):
    """A code of our own catalog. `facts` is JSON text, kept as the catalog wrote it."""

    code: str
    name: str
    section: str = ""
    specialties: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    description: str = ""
    plain: str = ""
    context: str = ""
    facts: str = "{}"


class CatalogModifierRow(NamedTuple):
    """A modifier of our own catalog."""

    modifier: str
    name: str
    meaning: str = ""


class DayTotal(NamedTuple):
    """What a date of service adds up to. `hundredths` is wRVU in whole hundredths."""

    day: date
    lines: int
    units: int
    hundredths: int


class CodeTotal(NamedTuple):
    """What the lines of a code in one state add up to. `hundredths` is 0 unless valued."""

    code: str
    state: ValueState
    lines: int
    units: int
    hundredths: int


class StateSum(NamedTuple):
    """What the lines of one state add up to. `hundredths` is 0 unless valued."""

    state: ValueState
    lines: int
    units: int
    hundredths: int


class BesideTotals(NamedTuple):
    """Lines that count by the user's own values, and lines with anesthesia units, in hundredths."""

    own_value_lines: int
    own_value_hundredths: int
    anesthesia_lines: int
    anesthesia_hundredths: int


class Sum(NamedTuple):
    """What lines add up to; `counted` of the `lines` are in the `hundredths` of wRVU."""

    lines: int
    counted: int
    hundredths: int


class TotalDifference(NamedTuple):
    """A kept total that is not the sum of its lines. Each side is (lines, units, hundredths)."""

    table: str
    key: tuple[str, ...]
    kept: tuple[int, int, int]
    counted: tuple[int, int, int]


class UndoResult(NamedTuple):
    """What undo or redo has just done; `days` are the dates of service whose totals moved."""

    label: str
    kind: str
    days: tuple[date, ...]
    entry_ids: Sequence[int]


class EntryChange(NamedTuple):
    """One change in the life of an entry; None stands for "was not there"."""

    made_at: datetime
    kind: str
    label: str
    before: Entry | None
    after: Entry | None
