"""Releases of the fee schedule, and which one prices a date of service.

There are up to five releases a year: A (January), AR (a correction of A), B (April), C (July) and
D (October) (domain reference, rule 6). Work RVUs change at New Year far more than inside a year
(section 3), so a date always takes a release of its own year when one is installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_NAME = re.compile(r"RVU([0-9]{2})(AR|A|B|C|D)")
_QUARTER_MONTH = {"A": 1, "AR": 1, "B": 4, "C": 7, "D": 10}
_ORDER = {"A": 0, "AR": 1, "B": 2, "C": 3, "D": 4}
# The 2024 correction followed an Act of Congress in mid-quarter (domain reference 2.3).
_FIRST_DATES = {"RVU24AR": date(2024, 3, 9)}


@dataclass(frozen=True, slots=True)
class Release:
    """A release by its name, e.g. RVU26B, and whether its list of codes is complete.

    `complete` is False for the values shipped with the program: they hold the codes of our own
    catalog only, so a code's absence there says nothing about the code.
    """

    name: str
    complete: bool = True

    def __post_init__(self) -> None:
        if _NAME.fullmatch(self.name) is None:
            raise ValueError(f"{self.name} is not a release name such as RVU26B")

    @property
    def year(self) -> int:
        return 2000 + int(self.name[3:5])

    @property
    def letter(self) -> str:
        return self.name[5:]

    @property
    def first_date(self) -> date:
        """The first date of service the release prices."""
        special = _FIRST_DATES.get(self.name)
        return special or date(self.year, _QUARTER_MONTH[self.letter], 1)

    @property
    def order(self) -> tuple[int, int]:
        return (self.year, _ORDER[self.letter])

    @property
    def label(self) -> str:
        """Name and month for people: RVU26B · April 2026."""
        return f"{self.name} · {self.first_date:%B %Y}"


def parse_release(text: str) -> Release:
    """`RVU26B`, `26b`, `2026B` or `rvu26ar` as a Release; ValueError when it is none of these."""
    name = text.strip().upper().removeprefix("RVU")
    if re.fullmatch(r"20[0-9]{2}(AR|A|B|C|D)", name):
        name = name[2:]
    if re.fullmatch(r"[0-9]{2}(AR|A|B|C|D)", name) is None:
        raise ValueError(f"“{text.strip()}” is not a release; write it as RVU26B.")
    return Release(f"RVU{name}")


@dataclass(frozen=True, slots=True)
class ReleaseChoice:
    """The release that prices a date, and the sentence to show when it is only the nearest."""

    release: Release
    note: str | None = None


def release_for(day: date, releases: Iterable[Release]) -> ReleaseChoice | None:
    """The release among `releases` that prices `day`; None when there is none.

    In order: the newest release of the same year in force on the day; the nearest later release
    of the same year; then the newest release before the day; then the oldest after it. All but
    an exact fit carry a note.
    """
    known = sorted(releases, key=lambda release: release.order)
    if not known:
        return None
    same_year = [release for release in known if release.year == day.year]
    in_force = [release for release in same_year if release.first_date <= day]
    if in_force:
        return ReleaseChoice(in_force[-1], _late_note(day, in_force[-1]))
    if same_year:
        nearest = same_year[0]
        return ReleaseChoice(
            nearest,
            f"No release in force on {day.isoformat()} is installed; "
            f"{nearest.name} of the same year was used.",
        )
    earlier = [release for release in known if release.first_date <= day]
    if earlier:
        return ReleaseChoice(
            earlier[-1],
            f"{day.isoformat()} is after the newest values installed for that time; "
            f"{earlier[-1].name} was used.",
        )
    return ReleaseChoice(
        known[0],
        f"{day.isoformat()} is before the oldest installed values; {known[0].name} was used.",
    )


def _late_note(day: date, release: Release) -> str | None:
    quarter = (day.month - 1) // 3 * 3 + 1
    if release.first_date.month >= quarter or not release.complete:
        # A shipped set stands for its whole year, so it is not late inside it.
        return None
    return (
        f"{release.name} is from {release.first_date:%B}; a later release of {day.year} "
        "may hold newer values."
    )
