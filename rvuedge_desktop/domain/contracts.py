"""Contracts: where and when a clinician works, and how what is done there counts.

There is no single right credit, there is this contract's credit (domain reference, rules 6 and 8,
3.4 and 6.2). Several contracts may overlap; a line belongs to one by its date and site, and the
user can move it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class MissingCode(StrEnum):
    """What happens to a code that the pinned release lacks (domain reference 3.4)."""

    NEAREST = "nearest"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Site:
    """A place of work by the name it is typed with, and its place of service, two digits or none.

    Work RVUs do not depend on the place of service; the fee that ranks procedures does.
    """

    name: str
    place_of_service: str = ""


@dataclass(frozen=True, slots=True)
class Contract:
    """An agreement with an employer. `id` is 0 until it is stored; days include both ends.

    With `pinned_release` every line counts by that release, else by the one of its date.
    `terms` is what compensation needs to know, as text.
    """

    name: str
    first_day: date
    last_day: date | None = None
    employer: str = ""
    sites: tuple[Site, ...] = ()
    career_stage: str = ""
    fte: Decimal = Decimal("1.00")
    pinned_release: str | None = None
    missing: MissingCode = MissingCode.NEAREST
    policy: str = "full"
    terms: str = ""
    id: int = 0

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("A contract needs a name.")
        if self.last_day is not None and self.last_day < self.first_day:
            raise ValueError(f"The contract ends on {self.last_day}, before it begins.")
        if not Decimal(0) < self.fte <= Decimal(2) or self.fte * 100 % 1:
            raise ValueError("FTE lies above 0, is at most 2, and has at most two decimals.")
        names = [site.name.casefold() for site in self.sites]
        if len(set(names)) < len(names) or not all(name.strip() for name in names):
            raise ValueError("Every site of a contract has a name of its own.")

    def covers(self, day: date) -> bool:
        """Whether the contract is in force on a day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def site(self, name: str) -> Site | None:
        """Its site of that name, however the letters are cased."""
        wanted = name.strip().casefold()
        return next((site for site in self.sites if site.name.casefold() == wanted), None)

    def is_facility(self, site: str, facilities: Mapping[str, bool]) -> bool:
        """Whether work at a site ranks by facility fees; so it does where nothing is known."""
        found = self.site(site)
        if found is None and not site and len(self.sites) == 1:
            (found,) = self.sites
        return True if found is None else facilities.get(found.place_of_service, True)


def contract_for(contracts: Iterable[Contract], day: date, site: str) -> Contract | None:
    """The contract a line belongs to by its date and site, None when there is none.

    One that lists the site comes first, then one that lists no sites at all. A line whose site
    no contract lists belongs to the only contract of its day; between several nobody can tell.
    Where two fit alike, the one that began later stands.
    """
    in_force = [contract for contract in contracts if contract.covers(day)]
    in_force.sort(key=lambda contract: (contract.first_day, contract.id), reverse=True)
    for contract in in_force:
        if site.strip() and contract.site(site) is not None:
            return contract
    for contract in in_force:
        if not contract.sites:
            return contract
    return in_force[0] if len(in_force) == 1 else None
