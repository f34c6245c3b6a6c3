"""The shipped tables of the payment estimate: CMS's GPCIs, ZIP codes, factors and places."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from rvuedge_desktop.domain.conversion_factors import (
    ConversionFactor,
    ConversionFactors,
    Kind,
    Track,
)
from rvuedge_desktop.domain.localities import Localities, Locality, ZipArea, ZipCodes
from rvuedge_desktop.domain.places import NotEstimable, Setting


class PaymentTables:
    """The tables in a folder (resources/payment), each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._localities: dict[int, Localities] = {}

    def years(self) -> list[int]:
        """The years whose GPCIs are shipped."""
        return sorted(int(path.stem[-4:]) for path in self._folder.glob("gpci-[0-9]*.csv"))

    def localities(self, year: int) -> Localities:
        """The localities of a year; NotEstimable when its GPCIs are not shipped."""
        if year not in self._localities:
            years = self.years()
            if year not in years:
                known = " and ".join(map(str, years))
                raise NotEstimable(
                    f"The GPCIs of {year} are not in this program, only those of {known}; "
                    "ask for the national amount."
                )
            self._localities[year] = Localities(year, self._read_localities(year))
        return self._localities[year]

    def _read_localities(self, year: int) -> Iterator[Locality]:
        for row in self._rows(f"gpci-{year}.csv"):
            yield Locality(
                year=year,
                mac=row["mac"],
                number=row["locality"],
                state=row["state"],
                name=row["name"],
                work=Decimal(row["work"]) if row["work"] else None,
                work_with_floor=Decimal(row["work_with_floor"]),
                pe=Decimal(row["pe"]),
                mp=Decimal(row["mp"]),
            )

    @cached_property
    def zip_codes(self) -> ZipCodes:
        return ZipCodes(
            (
                ZipArea(row["state"], row["mac"], row["locality"], row["kind"] == "split"),
                row["zip_codes"],
            )
            for row in self._rows("zip-locality.csv")
        )

    @cached_property
    def conversion_factors(self) -> ConversionFactors:
        return ConversionFactors(
            ConversionFactor(
                kind=Kind(row["kind"]),
                track=Track(row["track"]),
                first=date.fromisoformat(row["first"]),
                last=date.fromisoformat(row["last"]),
                factor=Decimal(row["factor"]),
                source=row["source"],
            )
            for row in self._rows("conversion-factors.csv")
        )

    @cached_property
    def settings(self) -> Mapping[str, Setting]:
        """Facility or not, by place of service."""
        return {
            row["place"]: Setting(row["setting"]) for row in self._rows("places-of-service.csv")
        }

    def anesthesia_factor(self, year: int, locality: Locality) -> Decimal | None:
        """A locality's own anesthesia factor; None where CMS's file of that year is not shipped."""
        if not (self._folder / f"anesthesia-{year}.csv").is_file():
            return None
        for row in self._rows(f"anesthesia-{year}.csv"):
            if (row["mac"], row["locality"]) == (locality.mac, locality.number):
                return Decimal(row["conversion_factor"])
        return None

    def _rows(self, name: str) -> Iterator[dict[str, str]]:
        with (self._folder / name).open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(line for line in lines if not line.startswith("#"))
