"""What Medicare would pay: one code, a session, a locality's whole fee schedule.

Dollars here are Medicare's estimate and are labelled so. Nothing of this is written to the log,
and no wRVU or pay figure is made from it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TextIO

from rvuedge_desktop.domain.amounts import plain
from rvuedge_desktop.domain.conversion_factors import ConversionFactor, Kind, Track
from rvuedge_desktop.domain.localities import NATIONAL, Gpcis, Locality
from rvuedge_desktop.domain.payment import PaymentEstimate, Terms, estimate, payable_amount
from rvuedge_desktop.domain.payment_anesthesia import AnesthesiaPayment, anesthesia_payment
from rvuedge_desktop.domain.payment_session import SessionLine, SessionPayment, session_payment
from rvuedge_desktop.domain.places import NotEstimable, Setting
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.domain.values import PublishedValue
from rvuedge_desktop.services.evaluation import Evaluator
from rvuedge_desktop.services.lookup import NoSuchRelease
from rvuedge_desktop.services.payment_tables import PaymentTables

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store

SCHEDULE_COLUMNS = ("code", "modifier", "nonfacility", "facility")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the service is done: by ZIP code, by locality (`10112-00`), or national (neither).

    `floor` is the work floor of 1.0; `qp` asks for the factor of qualifying participants of an
    alternative payment model.
    """

    zip_code: str | None = None
    locality: str | None = None
    setting: Setting = Setting.NONFACILITY
    floor: bool = True
    qp: bool = False


class PaymentEstimator:
    """Prices codes with what is installed and the shipped tables. Lives where the store lives."""

    def __init__(self, store: Store, evaluator: Evaluator, tables: PaymentTables) -> None:
        self._store = store
        self._evaluator = evaluator
        self.tables = tables

    def one(
        self,
        code: str,
        place: Place,
        *,
        modifiers: tuple[str, ...] = (),
        on: date | None = None,
        release: Release | None = None,
    ) -> PaymentEstimate:
        """One unit of one code, under `release` or under the one that prices the day `on`.

        One of the two must be given; with both, the day decides inside the release's year.

        Raises NotEstimable where the place or the factor is not known, NoSuchRelease where the
        release is not installed. A code without a payable value is an answer with the reason.
        """
        chosen, note = self._release(code, on, release)
        rows = self._evaluator.rows(code, chosen.name) if chosen is not None else {}
        return estimate(code, rows, self._terms(chosen, on, place, note), modifiers)

    def session(
        self,
        lines: Sequence[tuple[str, tuple[str, ...], int]],
        place: Place,
        *,
        on: date,
        release: Release | None = None,
    ) -> SessionPayment:
        """Several services of one session: (code, modifiers, units), all under one release."""
        if not lines:
            return SessionPayment(())
        chosen, note = self._release(lines[0][0], on, release)
        name = chosen.name if chosen is not None else ""
        terms = self._terms(chosen, on, place, note)
        priced = []
        for code, modifiers, units in lines:
            rows = self._evaluator.rows(code, name)
            base = next((row.endo_base for row in rows.values() if row.mult_proc == "3"), "")
            base_row = self._evaluator.rows(base, name).get("") if base else None
            priced.append(SessionLine(code, rows, modifiers, units, base_row))
        return session_payment(priced, terms)

    def schedule(
        self, release: Release, place: Place
    ) -> Iterator[tuple[PublishedValue, Decimal | None, Decimal | None]]:
        """Every row of a release with its non-facility and facility amount (None: not payable)."""
        self._check(release)
        terms = self._terms(release, None, place, None)
        outside = replace(terms, setting=Setting.NONFACILITY)
        inside = replace(terms, setting=Setting.FACILITY)
        for value in self._store.values_of(release.name):
            yield value, payable_amount(value, outside), payable_amount(value, inside)

    def anesthesia(
        self, base_units: Decimal, minutes: int, place: Place, *, on: date, direction: str = ""
    ) -> AnesthesiaPayment:
        """An anesthetic under the local factor, or the national one where no local is shipped."""
        national = self.tables.conversion_factors.on(on, kind=Kind.ANESTHESIA, qp=place.qp)
        if national is None:
            raise NotEstimable(f"The anesthesia conversion factor of {on.year} is not known.")
        factor, where = national.factor, "national"
        locality, _ = self._locality(on.year, place)
        if locality is not None:
            local = self.tables.anesthesia_factor(on.year, locality)
            if local is None:
                where = f"national factor, as the one of {locality.label} is not shipped"
            else:
                factor, where = local, locality.label
        return anesthesia_payment(base_units, minutes, factor, direction=direction, place=where)

    def _release(
        self, code: str, on: date | None, release: Release | None
    ) -> tuple[Release | None, str | None]:
        if release is not None:
            self._check(release)
            return release, None
        if on is None:
            raise ValueError("without a release a day is needed to find one")
        choice = self._evaluator.release_on(code, on)
        return (None, None) if choice is None else (choice.release, choice.note)

    def _check(self, release: Release) -> None:
        if release.name not in {row.name for row in self._store.releases()}:
            raise NoSuchRelease(f"{release.name} is not installed; see “rvuedge releases”.")

    def _terms(
        self, release: Release | None, on: date | None, place: Place, note: str | None
    ) -> Terms:
        """The release's year gives GPCIs and factor; the date decides inside that year only."""
        if release is not None and (on is None or on.year != release.year):
            on = release.first_date
        if on is None:
            raise ValueError("without a release a day is needed for the terms")
        factor = self._factor(release, on, place)
        gpcis, more = self._gpcis(on.year, place)
        return Terms(
            gpcis=gpcis,
            conversion_factor=factor.factor,
            setting=place.setting,
            source=release.name if release is not None else "",
            factor_name=_factor_name(factor, asked_qp=place.qp),
            notes=tuple(text for text in (more, (note or "").rstrip(".")) if text),
        )

    def _factor(self, release: Release | None, day: date, place: Place) -> ConversionFactor:
        """The shipped factor of the day, else the one a newer file of CMS's carries in its rows."""
        known = self.tables.conversion_factors.on(day, qp=place.qp)
        if known is not None:
            return known
        for row in self._store.releases():
            carried = row.conversion_factor
            if release is not None and row.name == release.name and carried and not place.qp:
                factor = Decimal(carried).scaleb(-4)
                return ConversionFactor(Kind.PFS, Track.ALL, day, day, factor, row.title)
        whose = " of qualifying participants" if place.qp else ""
        raise NotEstimable(f"The conversion factor{whose} of {day.year} is not known.")

    def _gpcis(self, year: int, place: Place) -> tuple[Gpcis, str]:
        locality, note = self._locality(year, place)
        return (NATIONAL if locality is None else locality.gpcis(floor=place.floor)), note

    def _locality(self, year: int, place: Place) -> tuple[Locality | None, str]:
        if place.zip_code is not None:
            localities = self.tables.localities(year)
            locality, area = localities.by_zip(place.zip_code, self.tables.zip_codes)
            if area.split:
                return locality, f"part of ZIP code {place.zip_code} lies in another locality"
            return locality, ""
        if place.locality is not None:
            return self.tables.localities(year).by_key(place.locality), ""
        return None, ""


def _factor_name(factor: ConversionFactor, *, asked_qp: bool) -> str:
    if factor.track is Track.QP:
        return "conversion factor of qualifying APM participants"
    if factor.track is Track.NON_QP:
        return ""
    return "there is one conversion factor before 2026" if asked_qp else ""


def write_schedule(
    rows: Iterator[tuple[PublishedValue, Decimal | None, Decimal | None]], out: TextIO
) -> int:
    """Write a fee schedule as CSV with `SCHEDULE_COLUMNS`; how many rows were written."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(SCHEDULE_COLUMNS)
    written = 0
    for value, nonfacility, facility in rows:
        writer.writerow(
            (value.code, value.modifier, plain(nonfacility) or "", plain(facility) or "")
        )
        written += 1
    return written
