"""What a drug's page knows: our catalog's facts, CMS's price file and crosswalk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.codes import in_range
from rvuedge_desktop.services.drug_help import unit_from
from rvuedge_desktop.services.page_parts import DrugPage, NamedCode

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store

# The codes for giving a drug by a route, where our catalog names none for it.
_BY_ROUTE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("intravenous", ("96365", "96366", "96374")),
    ("intramuscular", ("96372",)),
    ("subcutaneous", ("96372",)),
    ("intra-articular", ("20610",)),
    ("intravitreal", ("67028",)),
    ("intravesical", ("51720",)),
    ("intrathecal", ("62322",)),
    ("intra-arterial", ("96373",)),
)
_CANCER = ("96413", "96415", "96409", "96401")
_VACCINE = ("90471", "90472")


def drug_page(
    store: Store, code: str, facts: Mapping[str, str], names: Mapping[str, str], on: date
) -> DrugPage:
    """Everything known of a drug on a day."""
    limit = store.payment_limit(code, on)
    packages = tuple(store.packages_of(code))
    unit = unit_from(facts, limit, packages)
    routes = items(facts.get("routes", ""))
    given_by = items(facts.get("administration", "")) or _administration(code, routes)
    generic, brands = facts.get("generic", ""), items(facts.get("brands", ""))
    if not brands and packages:
        brands = tuple(dict.fromkeys(package.drug for package in packages if package.drug))[:5]
    return DrugPage(
        generic=generic,
        brands=brands,
        drug_class=facts.get("class", ""),
        unit=unit[0] if unit else None,
        unit_source=unit[1] if unit else "",
        routes=routes,
        uses=items(facts.get("uses", "")),
        vial=facts.get("vial", ""),
        biosimilar_of=facts.get("biosimilar_of", ""),
        retired=facts.get("retired") == "yes",
        limit=limit[0] if limit else None,
        limit_table=f"{limit[1].first_day:%B} to {limit[1].last_day:%B %Y}" if limit else "",
        administration=tuple(NamedCode(one, names.get(one, "")) for one in given_by),
        packages=packages,
    )


def _administration(code: str, routes: tuple[str, ...]) -> tuple[str, ...]:
    if in_range(code, "90476", "90759") or in_range(code, "91300", "91399"):
        return _VACCINE
    if in_range(code, "J9000", "J9999"):
        return _CANCER
    found: list[str] = []
    for route, codes in _BY_ROUTE:
        if route in routes:
            found += [one for one in codes if one not in found]
    return tuple(found)


def items(text: str) -> tuple[str, ...]:
    """A list as the catalog writes it: "a; b"."""
    return tuple(item for part in text.split(";") if (item := part.strip()))
