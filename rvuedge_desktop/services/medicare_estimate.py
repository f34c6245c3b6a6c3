"""Medicare's estimate for a code's page: both settings, every row, at the user's locality.

The locality is a setting: `zip:35004`, `locality:10112-00`, or nothing for the national amount.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.localities import Locality
from rvuedge_desktop.domain.payment import PaymentEstimate
from rvuedge_desktop.domain.places import NotEstimable, Setting
from rvuedge_desktop.services.payment import PaymentEstimator, Place
from rvuedge_desktop.services.payment_tables import PaymentTables

if TYPE_CHECKING:
    from rvuedge_desktop.services.evaluation import Evaluator
    from rvuedge_desktop.storage.store import Store

_ZIP, _LOCALITY = "zip:", "locality:"


@dataclass(frozen=True, slots=True)
class RowEstimate:
    """One row of a code, by its modifier, outside and inside a facility."""

    modifier: str
    nonfacility: PaymentEstimate
    facility: PaymentEstimate

    @property
    def has_amount(self) -> bool:
        return self.nonfacility.amount is not None or self.facility.amount is not None


@dataclass(frozen=True, slots=True)
class MedicareEstimate:
    """What Medicare would pay for a code, or in `reason` why nobody can say."""

    rows: tuple[RowEstimate, ...]
    reason: str = ""

    @property
    def first(self) -> RowEstimate | None:
        """The row that stands for the code."""
        return next((row for row in self.rows if row.has_amount), None)


def place_of(kept: str) -> Place:
    """The place a setting names; the national amount where it names none."""
    if kept.startswith(_ZIP):
        return Place(zip_code=kept.removeprefix(_ZIP))
    if kept.startswith(_LOCALITY):
        return Place(locality=kept.removeprefix(_LOCALITY))
    return Place()


def setting_of_zip(tables: PaymentTables, text: str) -> tuple[str, Locality, bool]:
    """The setting for a ZIP code, its locality, and whether part of it lies in another one.

    Raises NotEstimable.
    """
    locality, area = tables.localities(tables.years()[-1]).by_zip(text, tables.zip_codes)
    return f"{_ZIP}{text.strip()[:5]}", locality, area.split


def setting_of_locality(locality: Locality) -> str:
    return f"{_LOCALITY}{locality.key}"


def localities(tables: PaymentTables) -> list[Locality]:
    """Every locality of the newest year, by state and name."""
    return tables.localities(tables.years()[-1]).all()


def locality_of(tables: PaymentTables, kept: str) -> Locality | None:
    """The locality a setting names; None for the national amount, or when it is not known."""
    place = place_of(kept)
    known = tables.localities(tables.years()[-1])
    try:
        if place.zip_code is not None:
            return known.by_zip(place.zip_code, tables.zip_codes)[0]
        return None if place.locality is None else known.by_key(place.locality)
    except NotEstimable:
        return None


def medicare_estimate(
    store: Store, evaluator: Evaluator, tables: PaymentTables, code: str, on: date, kept: str
) -> MedicareEstimate:
    """The estimates of every row of a code on a day, at the place that is kept."""
    choice = evaluator.release_on(code, on)
    rows = evaluator.rows(code, choice.release.name) if choice is not None else {}
    estimator = PaymentEstimator(store, evaluator, tables)
    place = place_of(kept)
    inside = replace(place, setting=Setting.FACILITY)
    found = []
    try:
        for modifier in rows:
            marks = (modifier,) if modifier else ()
            found.append(
                RowEstimate(
                    modifier,
                    estimator.one(code, place, modifiers=marks, on=on),
                    estimator.one(code, inside, modifiers=marks, on=on),
                )
            )
    except NotEstimable as problem:
        return MedicareEstimate((), str(problem))
    if not any(row.has_amount for row in found):
        reason = found[0].nonfacility.formula if found else ""
        return MedicareEstimate((), reason)
    return MedicareEstimate(tuple(found))
