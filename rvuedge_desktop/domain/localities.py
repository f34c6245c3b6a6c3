"""Medicare's payment localities: by ZIP code, by contractor and number, by state and name.

A locality's key is its Medicare contractor (MAC) with its number: the numbers alone repeat
(domain reference 2.4). GPCIs belong in a payment estimate only, never in a work RVU (2.1).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rvuedge_desktop.domain.places import NotEstimable

_KEY = re.compile(r"([0-9]{5})[- ]?([0-9]{2})")
_ZIP = re.compile(r"([0-9]{5})(-?[0-9]{4})?")
_PLAIN = re.compile(r"[^a-z0-9]+")
WORK_FLOOR = Decimal(1)
# CMS's table of capped imaging prices lists six localities of southern California under the MAC
# of northern California (data notes, section 4). Numbers do not repeat inside the state.
_ALSO_LISTED_UNDER = {"01112": "01182"}


@dataclass(frozen=True, slots=True)
class Gpcis:
    """The three geographic indices of a place, as used; `note` says what the floor did."""

    work: Decimal
    pe: Decimal
    mp: Decimal
    place: str
    note: str = ""


NATIONAL = Gpcis(Decimal("1.000"), Decimal("1.000"), Decimal("1.000"), "national, all GPCIs 1")


@dataclass(frozen=True, slots=True)
class Locality:
    """A payment locality in one year. `work` is None where CMS published the floored one only."""

    year: int
    mac: str
    number: str
    state: str
    name: str
    work: Decimal | None
    work_with_floor: Decimal
    pe: Decimal
    mp: Decimal

    @property
    def key(self) -> str:
        return f"{self.mac}-{self.number}"

    @property
    def label(self) -> str:
        return f"{self.name}, {self.state} ({self.key})"

    def gpcis(self, *, floor: bool = True) -> Gpcis:
        """The indices with the work floor of 1.0, or without it.

        The floor lapsed on 2025-09-30, was restored from that day on by H.R. 5371 and then
        extended through 2026, so it is in force on every day of both years (domain reference
        2.4). Alaska's 1.5 is another law's and stays. Raises NotEstimable where CMS has not
        published the index without the floor: in 2025, where the floored one is exactly 1.
        """
        if floor:
            work = max(self.work_with_floor, WORK_FLOOR)
            lifted = self.work is not None and self.work < work
            note = "the work floor of 1.0, in force through 2026, applied" if lifted else ""
        elif self.work is not None:
            work = self.work
            note = "without the work floor" if work < self.work_with_floor else ""
        elif self.work_with_floor > WORK_FLOOR:
            work, note = self.work_with_floor, ""
        else:
            raise NotEstimable(
                f"CMS published the work GPCI of {self.label} for {self.year} with the floor of "
                "1.0 only; leave out --no-floor."
            )
        return Gpcis(work, self.pe, self.mp, self.label, note)


@dataclass(frozen=True, slots=True)
class ZipArea:
    """The locality of a ZIP code; `split` when part of the ZIP lies in another locality."""

    state: str
    mac: str
    number: str
    split: bool = False


class ZipCodes:
    """ZIP code to locality, kept as runs of codes without a gap (CMS's ZIP5 file)."""

    def __init__(self, areas: Iterable[tuple[ZipArea, str]]) -> None:
        """`areas` are with their codes as text: `35004-35007 35010`."""
        runs = []
        for area, codes in areas:
            for run in codes.split():
                first, _, last = run.partition("-")
                runs.append((int(first), int(last or first), area))
        runs.sort(key=lambda run: run[0])
        self._runs = runs
        self._starts = [run[0] for run in runs]

    def area(self, text: str) -> ZipArea:
        """The area of a ZIP or ZIP+4 code; NotEstimable when it is none that CMS lists."""
        found = _ZIP.fullmatch(text.strip())
        if found is None:
            raise NotEstimable(f"“{text}” is not a ZIP code; write five digits such as 35004.")
        code = int(found[1])
        at = bisect_right(self._starts, code) - 1
        if at < 0 or code > self._runs[at][1]:
            raise NotEstimable(
                f"ZIP code {found[1]} is not in CMS's list; give a neighbour or a --locality."
            )
        return self._runs[at][2]


class Localities:
    """The localities of one year."""

    def __init__(self, year: int, localities: Iterable[Locality]) -> None:
        self.year = year
        self._by_key: Mapping[tuple[str, str], Locality] = {
            (locality.mac, locality.number): locality for locality in localities
        }

    def all(self) -> list[Locality]:
        """Every locality, by state and name."""
        return sorted(self._by_key.values(), key=lambda place: (place.state, place.name))

    def find(self, mac: str, number: str) -> Locality | None:
        other = _ALSO_LISTED_UNDER.get(mac, mac)
        return self._by_key.get((mac, number)) or self._by_key.get((other, number))

    def by_key(self, text: str) -> Locality:
        """`10112-00` (MAC and number); NotEstimable when there is no such locality."""
        found = _KEY.fullmatch(text.strip())
        if found is None:
            raise NotEstimable(
                f"“{text}” is not a locality; write the MAC and the number, such as 10112-00."
            )
        locality = self.find(found[1], found[2])
        if locality is None:
            raise NotEstimable(
                f"There is no locality {found[1]}-{found[2]} in CMS's GPCIs of {self.year}."
            )
        return locality

    def by_zip(self, text: str, zips: ZipCodes) -> tuple[Locality, ZipArea]:
        """The locality of a ZIP code, and what CMS's list says of the code."""
        area = zips.area(text)
        locality = self.find(area.mac, area.number)
        if locality is None:
            raise NotEstimable(
                f"ZIP code {text} lies in locality {area.mac}-{area.number}, which CMS's GPCIs "
                f"of {self.year} do not list."
            )
        return locality, area

    def by_name(self, state: str, name: str = "") -> Locality:
        """By state and name; a state with one locality needs no name.

        Capitals and signs do not matter, and a part of the name is enough where it fits one
        locality only: `ca`, `san francisco … marin`.
        """
        wanted, letters = _words(name), state.strip().upper()
        inside = [place for place in self.all() if place.state == letters]
        exact = [place for place in inside if _words(place.name) == wanted]
        fitting = exact or [place for place in inside if wanted <= _words(place.name)]
        if len(fitting) == 1:
            return fitting[0]
        if not inside:
            raise NotEstimable(f"“{state}” has no Medicare locality; write a state such as AL.")
        names = "; ".join(place.name for place in (fitting or inside))
        raise NotEstimable(f"“{name}” is not one locality of {letters}; choose among: {names}.")


def _words(name: str) -> frozenset[str]:
    return frozenset(_PLAIN.sub(" ", name.lower()).split())
