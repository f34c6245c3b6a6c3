"""Which release a file is, told by its title row and by names.

Title rows read "2026 National Physician Fee Schedule Relative Value File April Release"; names
PPRRVU2026_Apr_nonQPP.csv, PPRRVU20_APR.xlsx, PPRRVU25_JAN1.csv, RVU26B.zip, rvu24ar.zip,
rvu26b-updated-03-10-2026.zip. AR is the correction of A and carries A's title, so A and AR do
not disagree: the correction is meant. The 2026 files come twice, for the two conversion factors;
the QPP one leaves codes out (domain reference 1.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rvuedge_desktop.cms.errors import ReleaseUnclear
from rvuedge_desktop.domain.releases import Release

_LETTERS = {"JAN": "A", "APR": "B", "JUL": "C", "OCT": "D"}
_MONTH = r"(JAN|APR|JUL|OCT)(?:UARY|IL|Y|OBER)?"
_ANY_TITLE = re.compile(r"\b20[0-9]{2}\s.*FEE\s+SCHEDULE\s+RELATIVE\s+VALUE\s+FILE")
_TITLE = re.compile(
    r"\b20([0-9]{2})\s+NATIONAL\s+PHYSICIAN\s+FEE\s+SCHEDULE\s+RELATIVE\s+VALUE\s+FILES?\s+"
    rf"(?:\S+\s+){{0,3}}?{_MONTH}\s+(?:\S+\s+){{0,3}}?RELEASE"
)
_LETTER_NAME = re.compile(r"(?<![A-Z])(?:PPR)?RVU(?:20)?([0-9]{2})(AR|A|B|C|D)(?![A-Z])")
_MONTH_NAME = re.compile(rf"RVU(?:20)?([0-9]{{2}})[ _-]?{_MONTH}(?![A-Z])")
_QPP = re.compile(r"(?<!NON)(?<!NON[ _-])QPP")
_MAX_TITLE = 300


def is_title(text: str) -> bool:
    """Whether a line is a relative value file's title (its release may still be unreadable)."""
    return _ANY_TITLE.search(text[:_MAX_TITLE].upper()) is not None


def releases_in_title(title: str) -> set[Release]:
    """The release a title row names, as a set of none or one."""
    return {
        Release(f"RVU{year}{_LETTERS[month]}")
        for year, month in _TITLE.findall(title[:_MAX_TITLE].upper())
    }


def releases_in_name(name: str) -> set[Release]:
    """The releases a file, zip or folder name names."""
    upper = name[:_MAX_TITLE].upper()
    letters = {Release(f"RVU{year}{letter}") for year, letter in _LETTER_NAME.findall(upper)}
    months = {Release(f"RVU{year}{_LETTERS[month]}") for year, month in _MONTH_NAME.findall(upper)}
    return letters | months


def is_qpp_name(name: str) -> bool:
    """Whether a name is that of the QPP variant: _QPP, not nonQPP."""
    return _QPP.search(name.upper()) is not None


def release_of(title: str, names: Iterable[str], folders: Iterable[str], file_name: str) -> Release:
    """The one release that title row and names agree on.

    `folders` are only asked whether an A is the correction AR. Raises ReleaseUnclear when title
    and names disagree or all are silent.
    """
    found = releases_in_title(title)
    for name in names:
        found |= releases_in_name(name)
    found = _without_corrected(found)
    if len(found) != 1:
        raise ReleaseUnclear(file_name, tuple(sorted(found, key=lambda release: release.order)))
    (release,) = found
    if release.letter == "A":
        correction = Release(f"{release.name}R")
        if any(correction in releases_in_name(folder) for folder in folders):
            return correction
    return release


def _without_corrected(found: set[Release]) -> set[Release]:
    names = {release.name for release in found}
    return {release for release in found if f"{release.name}R" not in names}
