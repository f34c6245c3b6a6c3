"""Lines, dates, sites and words of a typed text while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from rvuedge_desktop.domain.dates_typed import TypedDate


@dataclass(slots=True)
class Draft:
    """A line being read; `code` is empty for words that are still to be looked up."""

    code: str
    start: int
    end: int
    modifiers: list[str] = field(default_factory=list)
    units: int | None = None
    minutes: int | None = None
    notes: list[str] = field(default_factory=list)
    confirmed: bool = False
    problem: str | None = None
    question: str | None = None

    def refuse(self, problem: str | None) -> None:
        """The first problem is the one that is shown."""
        self.problem = self.problem or problem


@dataclass(slots=True)
class DateMark:
    """A date and the place it stands at: the number of drafts before it and its chip."""

    drafts_before: int
    chip: int
    typed: TypedDate
    confirmed: bool = False


@dataclass(slots=True)
class SiteMark:
    """A site and the place it stands at."""

    drafts_before: int
    chip: int
    site: str


@dataclass(slots=True)
class WordsRun:
    """A run of plain words; `draft` is its place among the drafts, None for a description."""

    start: int
    end: int
    row: int
    draft: int | None
