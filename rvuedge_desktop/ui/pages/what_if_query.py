"""What the What if page asks, and the answers. Runs on the database thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from rvuedge_desktop.domain.entries import CreditedLine
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.services.release_comparison import ReleaseComparison, compare_releases
from rvuedge_desktop.services.what_if import WhatIf, repriced, what_if


class Other(StrEnum):
    """What is to be otherwise."""

    POLICY = "policy"
    RELEASE = "release"
    CONTRACT = "contract"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class Question:
    """Some days of the log under another policy, release or contract, named by `key`."""

    first: date | None
    last: date | None
    other: Other
    key: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What there is to choose from: keys with the words for them, and the days of the log."""

    policies: tuple[tuple[str, str], ...]
    releases: tuple[str, ...]
    contracts: tuple[tuple[str, str], ...]
    span: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class Under:
    """What a contract is called, and the policy it credits with."""

    contract: str
    policy: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The log as it would be. `to_reprice` lines would be written anew by repricing."""

    question: Question
    found: WhatIf
    under: dict[int | None, Under]
    policy: str
    to_reprice: int

    def logged_under(self, line: CreditedLine) -> Under:
        return self.under.get(line.contract_id, self.under[None])

    def other_under(self, line: CreditedLine) -> Under:
        """The contract and policy of the other credit."""
        found = self.logged_under(line)
        return Under(found.contract, self.policy) if self.policy else found


@dataclass(frozen=True, slots=True)
class Comparison:
    """Some days of the log under two releases, which answer the question of that number."""

    first: date
    last: date
    earlier: str
    later: str
    rate: Decimal | None
    found: ReleaseComparison


def read_terms(program: Any) -> Terms:
    """What can be chosen now; releases newest first."""
    pricer = program.evaluator
    releases = sorted(pricer.installed.values(), key=lambda known: known.order, reverse=True)
    return Terms(
        tuple((name, policy.title) for name, policy in pricer.policies.items()),
        tuple(release.name for release in releases),
        tuple((str(known.id), known.name) for known in program.store.contracts()),
        program.store.log_span(),
    )


def under_of(pricer: Any) -> dict[int | None, Under]:
    """Every contract by its number, and what holds without one."""
    found: dict[int | None, Under] = {
        number: Under(contract.name, pricer.policy_of(contract).title)
        for number, contract in pricer.contracts.items()
    }
    found[None] = Under("", pricer.policy.title)
    return found


def answer_of(program: Any, question: Question) -> Answer | None:
    """The answer; None when what was chosen is gone meanwhile."""
    store, pricer = program.store, program.evaluator
    first, last, key = question.first, question.last, question.key
    policy = ""
    match question.other:
        case Other.TODAY:
            found = repriced(store, pricer, first, last)
        case Other.POLICY:
            chosen = pricer.policies.get(key)
            if chosen is None:
                return None
            policy = chosen.title
            found = what_if(store, pricer, first, last, policy=chosen)
        case Other.RELEASE:
            release = pricer.installed.get(key)
            if release is None:
                return None
            found = what_if(store, pricer, first, last, release=release)
        case _:
            contract = pricer.contracts.get(int(key)) if key.isdigit() else None
            if contract is None:
                return None
            found = what_if(store, pricer, first, last, contract=contract)
    to_reprice = 0
    if question.other is Other.TODAY:
        to_reprice = sum(line.other != line.entry.credited_line for line in found.every_line)
    return Answer(question, found, under_of(pricer), policy, to_reprice)


def comparison_of(
    program: Any, first: date, last: date, earlier: str, later: str, rate: Decimal | None
) -> Comparison | None:
    """The log under two releases; None when one of them is gone meanwhile."""
    pricer = program.evaluator
    releases: list[Release | None] = [pricer.installed.get(name) for name in (earlier, later)]
    if releases[0] is None or releases[1] is None:
        return None
    found = compare_releases(
        program.store, pricer, first, last, releases[0], releases[1], rate=rate
    )
    return Comparison(first, last, earlier, later, rate, found)
