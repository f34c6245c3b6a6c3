"""The days a file of CMS's is in effect, told by its headings and by its name."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from rvuedge_desktop.cms.errors import CmsFileError

_MONTHS = (
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
)  # fmt: skip
_MONTH = rf"({'|'.join(_MONTHS)})[A-Z]*\.?"
_EFFECTIVE = re.compile(
    rf"EFFECTIVE\s+{_MONTH}\s+([0-9]{{1,2}}),?\s+(20[0-9]{{2}})\s+(?:THROUGH|TO|-)\s+"
    rf"{_MONTH}\s+([0-9]{{1,2}}),?\s+(20[0-9]{{2}})"
)
_QUARTER = re.compile(rf"(?<![A-Z]){_MONTH}[\s_-]+(20[0-9]{{2}})(?![0-9])")
_YEAR_FIRST = re.compile(rf"(20[0-9]{{2}})[\s_-]+{_MONTH}(?![A-Z])")
_ANNUAL = re.compile(r"HCPC(20[0-9]{2})")


def effective_days(head: Iterable[str], names: Iterable[str], file_name: str) -> tuple[date, date]:
    """First and last day, by "Effective … through …" in the first lines, else by the quarter.

    Raises CmsFileError when neither lines nor names say it.
    """
    lines = [line.upper() for line in head]
    for line in lines:
        if found := _EFFECTIVE.search(line):
            first = _day(found[1], found[2], found[3])
            last = _day(found[4], found[5], found[6])
            if first is not None and last is not None and first <= last:
                return first, last
    named = [name.upper() for name in names]
    for text in (*lines[:4], *named):
        if found := _QUARTER.search(text):
            return _quarter(int(found[2]), found[1])
        if found := _YEAR_FIRST.search(text):
            return _quarter(int(found[1]), found[2])
    for text in named:
        if found := _ANNUAL.search(text):
            year = int(found[1])
            return date(year, 1, 1), date(year, 12, 31)
    raise CmsFileError(
        f"Neither the heading nor the name of “{file_name}” says which quarter it is for; "
        "keep the name CMS gave it, such as one with “January 2026”."
    )


def _day(month: str, day: str, year: str) -> date | None:
    try:
        return date(int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


def _quarter(year: int, month: str) -> tuple[date, date]:
    number = _MONTHS.index(month) + 1
    first = date(year, (number - 1) // 3 * 3 + 1, 1)
    last_month = first.month + 2
    return first, date(year, last_month, monthrange(year, last_month)[1])
