"""Policies of the user's: kept in the store as the text of their files, copied and edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.policies import SHIPPED, Policy, shipped_policy

if TYPE_CHECKING:
    from rvuedge_desktop.services.pricing import Pricer
    from rvuedge_desktop.storage.store import Store


class BadPolicy(Exception):
    """A policy cannot be kept as it is; the message is a sentence that says why."""


def policies_of_texts(texts: Mapping[str, str]) -> dict[str, Policy]:
    """The policies that can be read; one that cannot is left out, and its contracts say so."""
    if not texts:
        return {}
    from rvuedge_desktop.exchange.policy_toml import PolicyFileError, policy_from_toml

    found = {}
    for name, text in texts.items():
        try:
            found[name] = policy_from_toml(text)
        except PolicyFileError:
            continue
    return found


def policy_from_text(text: str) -> Policy:
    """The policy of a TOML text. Raises BadPolicy."""
    from rvuedge_desktop.exchange.policy_toml import PolicyFileError, policy_from_toml

    try:
        return policy_from_toml(text)
    except PolicyFileError as problem:
        raise BadPolicy(str(problem)) from None


def policy_text(policy: Policy) -> str:
    """The policy as a TOML text."""
    from rvuedge_desktop.exchange.policy_toml import policy_to_toml

    return policy_to_toml(policy)


def copy_of(policy: Policy, name: str, title: str) -> Policy:
    """A copy to edit under another name."""
    return replace(policy, name=name, title=title)


def save_policy(store: Store, pricer: Pricer, policy: Policy) -> Policy:
    """Keep a policy of the user's, in place of an earlier one of its name. Raises BadPolicy.

    What is kept is what its file says, so it is read back first.
    """
    if shipped_policy(policy.name) is not None:
        names = ", ".join(known.name for known in SHIPPED)
        raise BadPolicy(f"{names} come with the program and stay as they are; take another name.")
    text = policy_text(policy)
    kept = policy_from_text(text)
    store.set_policy(kept.name, text)
    pricer.refresh_terms()
    return kept


def remove_policy(store: Store, pricer: Pricer, name: str) -> None:
    """Remove a policy of the user's. Raises BadPolicy where a contract credits with it."""
    users = [contract.name for contract in store.contracts() if contract.policy == name]
    if users:
        raise BadPolicy(f"{', '.join(users)} credits with {name}; choose another policy there.")
    if not store.remove_policy(name):
        raise BadPolicy(f"There is no policy “{name}” of yours.")
    pricer.refresh_terms()
