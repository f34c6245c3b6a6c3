"""A logged line, and lines done together.

A line is what the clinician says was done; an entry is a line that has been logged, with the
release, base value, credited value and steps it was given then, so the past never changes by
itself (domain reference, rule 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from rvuedge_desktop.domain.amounts import ZERO, plain
from rvuedge_desktop.domain.values import ValueState


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a line's credit: a sentence, and the amount before and after it.

    `factor` is None where the step does not multiply; amounts are None before a row is chosen.
    """

    rule: str
    text: str
    factor: Decimal | None = None
    before: Decimal | None = None
    after: Decimal | None = None

    def as_json(self) -> dict[str, str | None]:
        return {
            "rule": self.rule,
            "text": self.text,
            "factor": plain(self.factor),
            "before": plain(self.before),
            "after": plain(self.after),
        }

    @classmethod
    def from_json(cls, record: dict[str, str | None]) -> Step:
        def amount(name: str) -> Decimal | None:
            text = record.get(name)
            return None if text is None else Decimal(text)

        return cls(
            rule=record["rule"] or "",
            text=record["text"] or "",
            factor=amount("factor"),
            before=amount("before"),
            after=amount("after"),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """What was done: a code with modifiers in order, on a date. `units` is a whole number >= 1.

    `minutes` are those of an anesthesia line. `chosen_contract_id` is the contract the user moved
    the line to; None leaves it to date and site.
    """

    code: str
    date_of_service: date
    modifiers: tuple[str, ...] = ()
    units: int = 1
    site: str = ""
    note: str = ""
    role: str = ""
    minutes: int | None = None
    chosen_contract_id: int | None = None


@dataclass(frozen=True, slots=True)
class CreditedLine:
    """A line with what it counts for.

    `base_work` is the published work RVU of the row used (None where there is none), `credited`
    the line's wRVU rounded to two places (None for lines that are kept out of every total).
    `row_modifier` names the row of the release ("", 26, TC or 53); None when there was no row.
    `flags` are doubts for the user to look at; they never block. `contract_id` is the contract it
    was credited under, None for full credit without one. `anesthesia_units` stand beside the wRVU.
    """

    line: Line
    state: ValueState
    reason: str | None
    release: str | None
    row_modifier: str | None
    base_work: Decimal | None
    credited: Decimal | None
    steps: tuple[Step, ...]
    flags: tuple[str, ...] = ()
    contract_id: int | None = None
    anesthesia_units: Decimal | None = None

    @property
    def has_own_value(self) -> bool:
        """Whether it counts by a value that CMS did not publish."""
        return self.state.counts and self.base_work is None


@dataclass(frozen=True, slots=True)
class Entry:
    """A logged line as it lies in the store. `made_at` is UTC."""

    id: int
    session_id: int
    position: int
    credited_line: CreditedLine
    made_at: datetime

    @property
    def line(self) -> Line:
        return self.credited_line.line


@dataclass(frozen=True, slots=True)
class Session:
    """Lines logged together: one clinician, one occasion. Holds nothing about the patient."""

    id: int
    made_at: datetime
    entry_ids: Sequence[int] = field(default_factory=tuple)


def total_of(entries: Sequence[Entry]) -> Decimal:
    """The wRVU of entries that count: the sum of what each line shows."""
    return sum(
        (
            entry.credited_line.credited
            for entry in entries
            if entry.credited_line.state.counts and entry.credited_line.credited is not None
        ),
        ZERO,
    )
