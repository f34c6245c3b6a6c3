"""Minutes of an infusion to its administration codes (domain reference 5.5).

15 minutes or less are a push; the first infusion hour runs from 16 to 90 minutes; a further hour
counts only when more than 30 minutes of it have passed. Hydration needs at least 31 minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_PUSH_MINUTES = 15
_HYDRATION_MINUTES = 31
_HOUR = 60
_PAST = 31
MOST_MINUTES = 7 * 24 * 60


class Infused(StrEnum):
    """What runs in; each has codes of its own."""

    DRUG = "drug"
    HYDRATION = "hydration"
    CHEMO = "chemo"


@dataclass(frozen=True, slots=True)
class Administration:
    """An administration code with its units."""

    code: str
    units: int = 1


@dataclass(frozen=True, slots=True)
class _Codes:
    push: str
    first: str
    hour: str


# The one initial service of an encounter, and what follows it through the same access.
_INITIAL = {
    Infused.DRUG: _Codes("96374", "96365", "96366"),
    Infused.CHEMO: _Codes("96409", "96413", "96415"),
    Infused.HYDRATION: _Codes("", "96360", "96361"),
}
_FOLLOWING = {
    Infused.DRUG: _Codes("96375", "96367", "96366"),
    Infused.CHEMO: _Codes("96411", "96417", "96415"),
    Infused.HYDRATION: _Codes("", "96361", "96361"),
}


def administration(
    minutes: int, kind: Infused = Infused.DRUG, *, following: bool = False
) -> tuple[Administration, ...]:
    """The codes for an infusion; empty where the time is too short for any.

    `following` when another service of the encounter is the initial one already. Raises
    ValueError for a time that no encounter has.
    """
    if not 0 < minutes <= MOST_MINUTES:
        raise ValueError(f"Give the minutes of the infusion, from 1 to {MOST_MINUTES:,}.")
    codes = (_FOLLOWING if following else _INITIAL)[kind]
    if kind is Infused.HYDRATION and minutes < _HYDRATION_MINUTES:
        return ()
    if kind is not Infused.HYDRATION and minutes <= _PUSH_MINUTES:
        return (Administration(codes.push),)
    hours = max(0, (minutes - _PAST) // _HOUR)
    if codes.first == codes.hour:
        return (Administration(codes.first, 1 + hours),)
    found = [Administration(codes.first)]
    if hours:
        found.append(Administration(codes.hour, hours))
    return tuple(found)


def in_words(minutes: int, kind: Infused, codes: tuple[Administration, ...]) -> str:
    """Why these codes."""
    if not codes:
        return f"Hydration of {minutes} minutes has no code; it needs at least 31 minutes."
    said = ", ".join(
        code.code if code.units == 1 else f"{code.code} × {code.units}" for code in codes
    )
    if minutes <= _PUSH_MINUTES:
        return f"{said}: 15 minutes or less count as a push."
    if len(codes) == 1:
        return f"{said}: the first hour runs to 90 minutes."
    return f"{said}: a further hour counts once more than 30 minutes of it have passed."
