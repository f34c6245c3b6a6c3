"""A contract as it stands in the form: texts that may not be a contract yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QCoreApplication

from rvuedge_desktop.domain.contracts import Contract, MissingCode, Site
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.widgets.date_field import day_in

_MOST_FTE = Decimal(2)


def tr(text: str) -> str:
    return QCoreApplication.translate("ContractForm", text)


@dataclass(frozen=True, slots=True)
class ContractText:
    """`number` is the contract's in the store, and not above 0 for one that is new."""

    number: int
    name: str = ""
    employer: str = ""
    first: str = ""
    last: str = ""
    stage: str = ""
    fte: str = "1.00"
    sites: tuple[tuple[str, str], ...] = ()
    pinned: str = ""
    missing: str = MissingCode.NEAREST.value
    policy: str = "full"
    terms: str = ""


def text_of(contract: Contract) -> ContractText:
    """A contract as the form shows it."""
    return ContractText(
        contract.id,
        contract.name,
        contract.employer,
        shown.numeric_day(contract.first_day),
        "" if contract.last_day is None else shown.numeric_day(contract.last_day),
        contract.career_stage,
        shown.decimal(contract.fte, 2),
        tuple((site.name, site.place_of_service) for site in contract.sites),
        contract.pinned_release or "",
        contract.missing.value,
        contract.policy,
        contract.terms,
    )


def read_fte(text: str) -> Decimal | None:
    """An FTE such as 0.8 or 0,8; None when it is none."""
    try:
        fte = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    if not fte.is_finite() or not 0 < fte <= _MOST_FTE or fte * 100 % 1:
        return None
    return fte.quantize(Decimal("0.01"))


def read_contract(text: ContractText) -> tuple[Contract | None, dict[str, str]]:
    """The contract the texts describe, or what is wrong with which field."""
    problems: dict[str, str] = {}
    if not text.name.strip():
        problems["name"] = tr("Give the contract a name.")
    first = day_in(text.first)
    if first is None:
        problems["first"] = (
            tr("“%s” is not a date.").replace("%s", text.first.strip())
            if text.first.strip()
            else tr("When does it begin?")
        )
    last: date | None = None
    if text.last.strip():
        last = day_in(text.last)
        if last is None:
            problems["last"] = tr("“%s” is not a date.").replace("%s", text.last.strip())
        elif first is not None and last < first:
            problems["last"] = tr("It ends before it begins.")
    fte = read_fte(text.fte)
    if fte is None:
        problems["fte"] = tr("FTE lies above 0 and is at most 2.00.")
    names = [name.strip().casefold() for name, _ in text.sites if name.strip()]
    if len(set(names)) < len(names):
        problems["sites"] = tr("Two sites have the same name.")
    elif any(place and not name.strip() for name, place in text.sites):
        problems["sites"] = tr("A site needs the name you type after @.")
    if problems or first is None or fte is None:
        return None, problems
    # A row that was added and left empty is no site.
    sites = tuple(Site(name.strip(), place) for name, place in text.sites if name.strip())
    contract = Contract(
        name=text.name.strip(),
        first_day=first,
        last_day=last,
        employer=text.employer.strip(),
        sites=sites,
        career_stage=text.stage.strip(),
        fte=fte,
        pinned_release=text.pinned or None,
        missing=MissingCode(text.missing),
        policy=text.policy,
        terms=text.terms,
        id=max(text.number, 0),
    )
    return contract, {}
