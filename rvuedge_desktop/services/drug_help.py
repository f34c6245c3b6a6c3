"""Drug help: billing units of a code, NDCs and their packages, infusion codes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.doses import BadDose
from rvuedge_desktop.domain.drug_tables import NdcPackage, PaymentLimit
from rvuedge_desktop.domain.drugs import (
    UNCLASSIFIED,
    Billing,
    BillingUnit,
    bill,
    bill_unclassified,
    billing_unit,
)
from rvuedge_desktop.domain.ndc import ndc11

if TYPE_CHECKING:
    from rvuedge_desktop.storage import CmsTableRow
    from rvuedge_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class DrugBilling:
    """The billing of a dose, the unit it was worked out with, and where that unit is from."""

    billing: Billing
    unit: BillingUnit | None
    source: str


@dataclass(frozen=True, slots=True)
class NdcAnswer:
    """An NDC with what the newest crosswalk lists under it."""

    ndc11: str
    packages: tuple[NdcPackage, ...]
    crosswalk: str

    def as_json(self) -> dict[str, object]:
        """The answer of `rvuedge ndc`."""
        return {
            "ndc11": self.ndc11,
            "codes": [
                {"code": found.code, "units_per_package": _number(found.units_per_package)}
                for found in self.packages
            ],
        }


def drug_billing(
    store: Store,
    code: str,
    dose: str,
    containers: Sequence[str] = (),
    *,
    multi_dose: bool = False,
    on: date,
) -> DrugBilling:
    """Units and waste of a dose of `code` (upper case). Raises BadDose with a sentence."""
    if code in UNCLASSIFIED:
        return DrugBilling(bill_unclassified(dose), None, "unclassified")
    found = unit_of(store, code, on)
    if found is None:
        raise BadDose(
            f"The billing unit of {code} is not known; import Medicare's Part B payment limit "
            "file, which names it."
        )
    unit, source = found
    if not multi_dose and facts_of(store, code).get("vial") == "multi-dose":
        billing = bill(unit, dose, containers, multi_dose=True)
        steps = (f"{code} comes in multi-dose vials.", *billing.steps)
        billing = Billing(billing.units, 0, None, (), steps)
        return DrugBilling(billing, unit, source)
    return DrugBilling(bill(unit, dose, containers, multi_dose=multi_dose), unit, source)


def unit_of(store: Store, code: str, on: date) -> tuple[BillingUnit, str] | None:
    """What one unit of a code is, from our catalog, else from CMS's files; None if unknown."""
    facts = facts_of(store, code)
    return unit_from(facts, store.payment_limit(code, on), store.packages_of(code))


def unit_from(
    facts: Mapping[str, str],
    limit: tuple[PaymentLimit, CmsTableRow] | None,
    packages: Sequence[NdcPackage],
) -> tuple[BillingUnit, str] | None:
    """The same with what is known already, and the source it was taken from."""
    written = [(facts.get("unit", ""), facts.get("up_to") == "yes", "catalog")]
    if limit is not None:
        written.append((limit[0].dosage, False, limit[1].title))
    written += [(package.dosage, False, "crosswalk") for package in packages[:1]]
    for text, up_to, source in written:
        try:
            return billing_unit(text, up_to=up_to), source
        except BadDose:
            continue
    return None


def facts_of(store: Store, code: str) -> Mapping[str, str]:
    """The structured facts our catalog has of a drug; empty where it has none."""
    text = store.catalog_code(code)
    return {} if text is None else facts_in(text.facts)


def facts_in(text: str) -> Mapping[str, str]:
    """Facts as the store keeps them."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def ndc_answer(store: Store, text: str) -> NdcAnswer:
    """A typed NDC in 11 digits, with the codes of the newest crosswalk. Raises BadNdc."""
    eleven = ndc11(text)
    crosswalk = next((row.title for row in store.cms_tables() if row.kind == "ndc_crosswalk"), "")
    return NdcAnswer(eleven, tuple(store.packages_with(eleven)), crosswalk)


def _number(units: Decimal) -> int | str:
    """Whole units as a number; parts of a unit as text, which loses nothing."""
    return int(units) if units == units.to_integral_value() else format(units.normalize(), "f")
