"""The user's contracts: listing, adding, changing and removing them.

A change of a contract leaves the log as it is; repricing it is a command of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.contracts import Contract

if TYPE_CHECKING:
    from rvuedge_desktop.services.pricing import Pricer
    from rvuedge_desktop.storage.store import Store


class BadContract(Exception):
    """A contract cannot be kept as it is; the message is a sentence that says why."""


def contract_named(store: Store, name: str) -> Contract | None:
    """The contract of that name, however its letters are cased."""
    wanted = name.strip().casefold()
    return next((known for known in store.contracts() if known.name.casefold() == wanted), None)


def add_contract(store: Store, pricer: Pricer, contract: Contract) -> Contract:
    """Keep a new contract; the contract with its number. Raises BadContract."""
    if contract_named(store, contract.name) is not None:
        raise BadContract(f"There is a contract {contract.name} already; give this one a name.")
    _check(pricer, contract)
    kept = store.add_contract(replace(contract, id=0))
    pricer.refresh_terms()
    return kept


def change_contract(store: Store, pricer: Pricer, contract: Contract) -> None:
    """Put this in place of the contract of its number. Raises BadContract."""
    other = contract_named(store, contract.name)
    if other is not None and other.id != contract.id:
        raise BadContract(f"There is a contract {contract.name} already; give this one a name.")
    _check(pricer, contract)
    store.change_contract(contract)
    pricer.refresh_terms()


def remove_contract(store: Store, pricer: Pricer, name: str) -> Contract:
    """Take a contract out of use; its lines keep what they were credited. Raises BadContract."""
    found = contract_named(store, name)
    if found is None:
        raise BadContract(f"There is no contract “{name}”; “rvuedge contract list” has them all.")
    store.remove_contract(found)
    pricer.refresh_terms()
    return found


def contract_from_text(text: str) -> Contract:
    """The contract of a TOML text. Raises BadContract."""
    from rvuedge_desktop.exchange.contract_toml import ContractFileError, contract_from_toml

    try:
        return contract_from_toml(text)
    except ContractFileError as problem:
        raise BadContract(str(problem)) from None


def contract_text(contract: Contract) -> str:
    """The contract as a TOML text."""
    from rvuedge_desktop.exchange.contract_toml import contract_to_toml

    return contract_to_toml(contract)


def _check(pricer: Pricer, contract: Contract) -> None:
    if contract.policy not in pricer.policies:
        names = ", ".join(pricer.policies)
        raise BadContract(f"“{contract.policy}” is not a policy; choose one of {names}.")
    pinned = contract.pinned_release
    if pinned is not None and pinned not in pricer.installed:
        raise BadContract(f"{pinned} is not installed; import it before pinning a contract to it.")
    for site in contract.sites:
        place = site.place_of_service
        if place and place not in pricer.facilities:
            raise BadContract(
                f"“{place}” of {site.name} is not a place of service; write two digits such as 22."
            )
