"""Dollars per RVU and per anesthesia unit, by date of service (domain reference 2.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Track(StrEnum):
    """Who a factor is for: since 2026 there are two, before there was one for all."""

    ALL = "all"
    NON_QP = "nonqp"
    QP = "qp"


class Kind(StrEnum):
    """What a factor turns into dollars: RVUs, or anesthesia units."""

    PFS = "pfs"
    ANESTHESIA = "anesthesia"


@dataclass(frozen=True, slots=True)
class ConversionFactor:
    """A factor with the dates of service it holds for. `source` says who published it."""

    kind: Kind
    track: Track
    first: date
    last: date
    factor: Decimal
    source: str = ""


class ConversionFactors:
    """All factors there are."""

    def __init__(self, factors: Iterable[ConversionFactor]) -> None:
        self._factors = tuple(factors)

    def on(self, day: date, *, kind: Kind = Kind.PFS, qp: bool = False) -> ConversionFactor | None:
        """The factor of a day; `qp` for qualifying participants of an alternative payment model.

        Where there is one factor for all it answers either way. None when none is known.
        """
        wanted = (Track.ALL, Track.QP if qp else Track.NON_QP)
        for factor in self._factors:
            in_force = factor.first <= day <= factor.last
            if in_force and factor.kind is kind and factor.track in wanted:
                return factor
        return None
