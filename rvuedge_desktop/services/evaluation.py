"""What typed lines would count for: release, rows, credit, and what stands against logging."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.codes import family_of
from rvuedge_desktop.domain.entries import CreditedLine, Line
from rvuedge_desktop.domain.notes import patient_identifier_in
from rvuedge_desktop.domain.policies import FULL, Policy
from rvuedge_desktop.domain.quick_entry import QuickEntry, TypedLine, parse
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.services.code_book import CodeBook, needs_a_row
from rvuedge_desktop.services.pricing import Pricer

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class Refusal:
    """Typed text that cannot be logged as it stands, and why.

    `can_confirm` when `!` answers it; `suggestion` is a code to put in its place.
    """

    text: str
    reason: str
    start: int = 0
    end: int = 0
    can_confirm: bool = False
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A quick-entry text with its lines credited; `typed` runs parallel to `ready`."""

    entry: QuickEntry
    ready: tuple[CreditedLine, ...]
    typed: tuple[TypedLine, ...]
    refused: tuple[Refusal, ...]


Nearest = Callable[[str], "tuple[str, str] | None"]


class Evaluator(Pricer):
    """Reads and prices typed lines with what is installed. Lives where the store lives."""

    def __init__(self, store: Store, codes: CodeBook, policy: Policy = FULL) -> None:
        super().__init__(store, policy)
        self.codes = codes

    def evaluate(
        self,
        text: str,
        *,
        today: date,
        default_date: date | None = None,
        default_site: str = "",
        finished: bool = False,
        nearest: Nearest | None = None,
        ask: bool = True,
        release: Release | None = None,
        policy: Policy | None = None,
    ) -> Evaluation:
        """Parse and credit a quick-entry text; `finished` when nothing more will be typed.

        Without `ask` a line that only raises a question is credited as it stands.
        """
        entry = parse(
            text,
            today=today,
            default_date=default_date,
            default_site=default_site,
            is_code=self.codes.is_code,
            is_code_start=self.codes.is_code_start,
            is_modifier=self.codes.is_modifier,
            finished=finished,
        )
        typed: list[TypedLine] = []
        refused: list[Refusal] = []
        for line in entry.lines:
            refusal = self.refusal(line, ask=ask)
            if refusal is None:
                typed.append(line)
            else:
                refused.append(refusal)
        if finished:
            refused.extend(_left_over(entry, nearest))
        ready = self.credit([as_line(line) for line in typed], release, policy)
        return Evaluation(entry, tuple(ready), tuple(typed), tuple(refused))

    def refusal(self, typed: TypedLine, *, ask: bool = True) -> Refusal | None:
        """Why a typed line cannot be logged as it stands; None when it can."""
        reason, can_confirm = typed.problem, False
        if reason is None and ask and not typed.confirmed:
            doubt = typed.question or self._doubt_about(typed) or patient_identifier_in(typed.note)
            if doubt is not None:
                reason, can_confirm = doubt, True
        if reason is None:
            return None
        unknown = needs_a_row(typed.code) and not self.codes.is_code(typed.code)
        suggestion = (self.codes.near(typed.code) or "") if unknown else ""
        return Refusal(typed.text, reason, typed.start, typed.end, can_confirm, suggestion)

    def _doubt_about(self, typed: TypedLine) -> str | None:
        code = typed.code
        if not needs_a_row(code):
            return None
        if not self.codes.is_code(code):
            return self._unknown(code)
        choice = self.release_on(code, typed.date_of_service)
        if choice is None or self.rows(code, choice.release.name):
            return None
        return self._not_in(code, choice.release)

    def _unknown(self, code: str) -> str:
        near = self.codes.near(code)
        where = "the installed values" if self._complete else "the shipped catalog"
        hint = f" Did you mean {near}?" if near else ""
        more = "" if self._complete else " Import CMS's full file in Settings to value every code."
        return f"{code} is not in {where}.{hint}{more} Type {code}! to log it without a value."

    def _not_in(self, code: str, release: Release) -> str:
        listed = [Release(name) for name in self._store.releases_with(code)]
        listed.sort(key=lambda other: other.order)
        earlier = [other for other in listed if other.order < release.order]
        if earlier:
            when = f"it was last in {earlier[-1].name}"
        elif listed:
            when = f"it first came with {listed[0].name}"
        else:
            when = "no installed release values it"
        return (
            f"{code} is not in {release.name}, which prices that date: {when}. "
            f"Check the date, or type {code}! to log it without a value."
        )

    def family_text(self, code: str) -> str:
        return family_of(code).value


def as_line(typed: TypedLine) -> Line:
    """A typed line as the domain's line."""
    return Line(
        code=typed.code,
        date_of_service=typed.date_of_service,
        modifiers=typed.modifiers,
        units=typed.units,
        site=typed.site,
        note=typed.note,
        minutes=typed.minutes,
    )


def _left_over(entry: QuickEntry, nearest: Nearest | None) -> list[Refusal]:
    left = [
        Refusal(chip.text, chip.problem, chip.start, chip.end)
        for chip in entry.not_understood
        if chip.problem is not None
    ]
    if entry.words:
        found = nearest(entry.words) if nearest is not None else None
        hint = f" The nearest code is {found[0]}, {found[1]}." if found else ""
        reason = f"{_quoted(entry.words)} is not a code.{hint} Log it by its number."
        left.append(Refusal(entry.words, reason, entry.words_start, entry.words_end))
    return left


def _quoted(text: str) -> str:
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"
