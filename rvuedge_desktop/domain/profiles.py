"""Whose log it is: a person's profiles, and the check digit of an NPI."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where in a career: it decides what is shown first, and never what is kept."""

    ATTENDING = "attending"
    APP = "app"
    RESIDENT = "resident"
    STUDENT = "student"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Stage.ATTENDING: "Attending",
    Stage.APP: "Advanced practice provider",
    Stage.RESIDENT: "Resident or fellow",
    Stage.STUDENT: "Student",
}


def is_npi(text: str) -> bool:
    """Whether ten digits are a National Provider Identifier: its last one is a check digit.

    The Luhn sum is taken with 80840, the prefix of health identifiers in the United States,
    before the number; NPIs begin with 1 or 2.
    """
    if not (len(text) == 10 and text.isascii() and text.isdigit() and text[0] in "12"):
        return False
    total = 0
    for place, digit in enumerate(reversed(f"80840{text}")):
        number = int(digit) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as reports name them. `level` is such as PGY-3; `id` is 0 until it is stored."""

    name: str
    credentials: str = ""
    specialty: str = ""
    practice: str = ""
    npi: str = ""
    stage: Stage = Stage.ATTENDING
    level: str = ""
    id: int = 0

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("A profile needs a name.")
        if self.npi and not is_npi(self.npi):
            raise ValueError(f"“{self.npi}” is not an NPI: ten digits, the last one a check digit.")

    @property
    def text(self) -> str:
        """The name as every page shows it."""
        return ", ".join(part for part in (self.name, self.credentials) if part)
