"""What CMS's files beside the relative values hold: payment limits, NDCs, HCPCS Level II texts.

Dollars are whole thousandths, units of a package whole ten-thousandths, as the files give no
more places (data notes, section 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class TableKind(StrEnum):
    """Which of CMS's files a table comes from."""

    PAYMENT_LIMITS = "payment_limits"
    CROSSWALK = "ndc_crosswalk"
    HCPCS = "hcpcs"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    TableKind.PAYMENT_LIMITS: "Medicare Part B payment limits",
    TableKind.CROSSWALK: "NDC–HCPCS crosswalk",
    TableKind.HCPCS: "HCPCS Level II codes",
}


@dataclass(frozen=True, slots=True)
class PaymentLimit:
    """What Medicare pays at most for one billing unit; `limit` is None where the file says N/A."""

    code: str
    description: str
    dosage: str
    limit: int | None
    coinsurance: int | None
    notes: str

    @property
    def dollars(self) -> Decimal | None:
        return None if self.limit is None else Decimal(self.limit).scaleb(-3)


@dataclass(frozen=True, slots=True)
class NdcPackage:
    """A package of a drug: its NDC in 11 digits (or another product number) and its units."""

    ndc: str
    code: str
    drug: str
    labeler: str
    dosage: str
    package_size: str
    packages: str
    units: int

    @property
    def units_per_package(self) -> Decimal:
        return Decimal(self.units).scaleb(-4)


@dataclass(frozen=True, slots=True)
class HcpcsText:
    """CMS's own texts about a HCPCS Level II code or modifier. Dates are ISO, empty if unknown."""

    code: str
    long: str
    short: str
    coverage: str = ""
    added: str = ""
    ended: str = ""
