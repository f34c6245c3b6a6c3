"""What quick entry makes of a typed text: chips, lines, and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Chip:
    """One understood (or refused) piece of the typed text; `text` is the typed text itself.

    `kind` is code, modifier, units, site, date, note, words, tail or problem. `problem` is one
    sentence, or None.
    """

    kind: str
    text: str
    start: int
    end: int
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class TypedLine:
    """One line as typed; whether its code exists on that date is for the service to say.

    `minutes` are those of an anesthesia line.

    `problem` says why it cannot be logged. `question` is a doubt that `!` answers: it is None
    once the line is `confirmed`.
    """

    code: str
    modifiers: tuple[str, ...]
    units: int
    date_of_service: date
    site: str
    note: str
    start: int
    end: int
    text: str
    confirmed: bool = False
    problem: str | None = None
    question: str | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class QuickEntry:
    """A typed text, read. `words` is the last run of plain words still to be looked up."""

    lines: tuple[TypedLine, ...] = ()
    chips: tuple[Chip, ...] = ()
    tail: str = ""
    tail_problem: str | None = None
    words: str = ""
    words_start: int = 0
    words_end: int = 0

    @property
    def not_understood(self) -> tuple[Chip, ...]:
        """The chips that belong to no line and have a problem; each has its sentence."""
        return tuple(c for c in self.chips if c.kind in ("problem", "tail") and c.problem)
