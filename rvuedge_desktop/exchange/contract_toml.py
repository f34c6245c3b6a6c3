"""A contract as a TOML file, as `rvuedge contract add` reads it and `show` writes it."""

from __future__ import annotations

import re
from decimal import Decimal

from rvuedge_desktop.domain.contracts import Contract, MissingCode, Site
from rvuedge_desktop.domain.releases import parse_release
from rvuedge_desktop.exchange.compensation_toml import (
    terms_from_toml,
    terms_lines,
    terms_of_table,
    terms_to_toml,
)
from rvuedge_desktop.exchange.toml_text import BadFile, Table, parsed, written

_PLACE = re.compile(r"[0-9]{2}")


class ContractFileError(BadFile):
    """A contract file cannot be used; the message is a sentence that says where and why."""


def contract_to_toml(contract: Contract) -> str:
    """The contract as a file; `contract_from_toml` reads the same contract back."""
    pay = compensation_lines(contract.terms)
    lines = written(
        {
            "name": contract.name,
            "employer": contract.employer,
            "first_day": contract.first_day,
            "last_day": contract.last_day,
            "career_stage": contract.career_stage,
            "fte": contract.fte,
            "policy": contract.policy,
            "release": contract.pinned_release,
            "missing": contract.missing.value,
            "terms": None if pay else contract.terms or None,
        }
    )
    for site in contract.sites:
        lines += ["", "[[sites]]"]
        lines += written({"name": site.name, "place_of_service": site.place_of_service or None})
    return "\n".join([*lines, *pay]) + "\n"


def compensation_lines(terms: str) -> list[str]:
    """The table `compensation` for terms that can be calculated; nothing for a mere text."""
    try:
        found = terms_from_toml(terms)
    except BadFile:
        return []
    return ["", "[compensation]", *terms_lines(found, "compensation.")]


def contract_from_toml(text: str) -> Contract:
    """The contract a file describes; ContractFileError with a sentence when it describes none."""
    try:
        return _contract(Table(parsed(text, "a contract"), "the contract"))
    except BadFile as problem:
        raise ContractFileError(str(problem)) from None


def _contract(table: Table) -> Contract:
    pinned = None
    if table.has("release"):
        try:
            pinned = parse_release(table.text("release")).name
        except ValueError as problem:
            raise BadFile(str(problem)) from None
    missing = table.choice("missing", [rule.value for rule in MissingCode], "nearest")
    try:
        contract = Contract(
            name=table.text("name").strip(),
            first_day=table.day("first_day"),
            last_day=table.day("last_day") if table.has("last_day") else None,
            employer=table.text("employer", ""),
            sites=tuple(_site(record) for record in table.items("sites")),
            career_stage=table.text("career_stage", ""),
            fte=table.number("fte", _FULL_TIME),
            pinned_release=pinned,
            missing=MissingCode(missing),
            policy=table.text("policy", "full"),
            terms=_terms(table),
        )
    except ValueError as problem:
        raise BadFile(str(problem)) from None
    table.end()
    return contract


_FULL_TIME = Decimal("1.00")


def _terms(table: Table) -> str:
    """Terms as they are kept: the table `compensation` as a text of its own, or any text."""
    if not table.has("compensation"):
        return table.text("terms", "")
    if table.has("terms"):
        raise BadFile("the contract has both “terms” and “compensation”; give one of them.")
    return terms_to_toml(terms_of_table(table.table("compensation")))


def _site(record: object) -> Site:
    table = Table(record, "a site")
    site = Site(table.text("name").strip(), table.text("place_of_service", ""))
    if site.place_of_service and not _PLACE.fullmatch(site.place_of_service):
        raise table.wrong("place_of_service", "two digits in quotes, such as “22”")
    table.end()
    return site
