"""Reductions of several tests or therapies in one session (domain reference 1.8 and 4.5).

4 imaging: technical parts ranked by fee, 100 % then 50 %; professional parts ranked on their own,
100 % then 95 %. 6 cardiovascular and 7 ophthalmology tests: technical parts 75 % and 80 % from the
second on, professional parts untouched. 5 therapy: the unit with the highest practice expense is
paid in full, every further unit 50 % of it; work and malpractice stay whole. The hospital
outpatient cap on imaging is put on after the reduction, on the technical part alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

ONE = Decimal(1)
IMAGING_PROFESSIONAL = Decimal("0.95")
THERAPY = Decimal("0.5")
TECHNICAL = {"4": Decimal("0.5"), "6": Decimal("0.75"), "7": Decimal("0.8")}


@dataclass(frozen=True, slots=True)
class Part:
    """One unit of a test: its line, indicator, and its two parts in unrounded dollars."""

    owner: int
    indicator: str
    technical: Decimal
    professional: Decimal
    cap: Decimal | None

    def times(self, factor: Decimal) -> Part:
        cap = None if self.cap is None else self.cap * factor
        return replace(
            self,
            technical=self.technical * factor,
            professional=self.professional * factor,
            cap=cap,
        )


@dataclass(frozen=True, slots=True)
class Reduced:
    """What is left of a part, and the words for what was taken."""

    owner: int
    amount: Decimal
    notes: tuple[str, ...] = ()


def reduce_diagnostics(parts: Sequence[Part]) -> Iterator[Reduced]:
    """The parts of one session after the rules of indicators 4, 6 and 7, in the order given."""
    first_technical = {rule: _highest(parts, rule, _technical) for rule in TECHNICAL}
    first_professional = _highest(parts, "4", _professional)
    for at, part in enumerate(parts):
        technical, professional, notes = part.technical, part.professional, []
        if technical and at != first_technical[part.indicator]:
            factor = TECHNICAL[part.indicator]
            technical *= factor
            notes.append(f"technical part reduced to {_percent(factor)}")
        if part.cap is not None and part.cap < technical:
            technical = part.cap
        if part.indicator == "4" and professional and at != first_professional:
            professional *= IMAGING_PROFESSIONAL
            notes.append(f"professional part reduced to {_percent(IMAGING_PROFESSIONAL)}")
        yield Reduced(part.owner, technical + professional, tuple(notes))


def reduce_therapy(
    services: Sequence[tuple[int, Decimal, Decimal]],
) -> Iterator[tuple[int, Decimal, str]]:
    """What each unit of therapy loses: (owner, dollars, words).

    `services` are one item per unit: its owner, practice expense RVU, and that in dollars.
    """
    first = max(range(len(services)), key=lambda at: services[at][1], default=-1)
    for at, (owner, _, dollars) in enumerate(services):
        if at == first:
            yield owner, Decimal(0), ""
        else:
            yield owner, dollars * (ONE - THERAPY), "further units at 50% of practice expense"


def _technical(part: Part) -> Decimal:
    return part.technical


def _professional(part: Part) -> Decimal:
    return part.professional


def _highest(parts: Sequence[Part], rule: str, amount: Callable[[Part], Decimal]) -> int:
    """Which part of a rule has the highest amount, the first of equals; -1 when none has any."""
    found = [at for at, part in enumerate(parts) if part.indicator == rule and amount(part)]
    return max(found, key=lambda at: amount(parts[at]), default=-1)


def _percent(factor: Decimal) -> str:
    return f"{(factor * 100).normalize():f}%"
