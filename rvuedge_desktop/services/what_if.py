"""The same log under another policy, release or contract: totals, and the lines that differ.

Nothing is written. Repricing is the same reckoning with today's contracts and values, done to the
log by one command (`Logbook.reprice`) after its difference has been shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.amounts import ZERO
from rvuedge_desktop.domain.contracts import Contract
from rvuedge_desktop.domain.credit import PricedLine
from rvuedge_desktop.domain.entries import CreditedLine, Entry
from rvuedge_desktop.domain.policies import Policy
from rvuedge_desktop.domain.releases import Release

if TYPE_CHECKING:
    from rvuedge_desktop.services.pricing import Pricer
    from rvuedge_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class OtherCredit:
    """An entry with what it would count for."""

    entry: Entry
    other: CreditedLine

    @property
    def counted(self) -> Decimal:
        """What the line adds to the total now."""
        return amount_of(self.entry.credited_line)

    @property
    def other_counted(self) -> Decimal:
        """What it would add."""
        return amount_of(self.other)

    @property
    def differs(self) -> bool:
        """Whether it would show another amount, another state or other anesthesia units."""
        return _shown(self.entry.credited_line) != _shown(self.other)


@dataclass(frozen=True, slots=True)
class GroupDifference:
    """A month's or code's wRVU, now and as it would be."""

    key: str
    lines: int
    wrvu: Decimal
    other_wrvu: Decimal

    @property
    def difference(self) -> Decimal:
        return self.other_wrvu - self.wrvu


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A period of the log, now and as it would be. `lines` are those that differ."""

    first: date | None
    last: date | None
    lines: tuple[OtherCredit, ...]
    total: Decimal
    other_total: Decimal
    by_month: tuple[GroupDifference, ...]
    by_code: tuple[GroupDifference, ...]
    every_line: tuple[OtherCredit, ...] = field(repr=False, default=())

    @property
    def difference(self) -> Decimal:
        return self.other_total - self.total


def _shown(line: CreditedLine) -> tuple[object, ...]:
    return line.credited, line.state, line.anesthesia_units


def amount_of(line: CreditedLine) -> Decimal:
    """What a line adds to a total."""
    return line.credited if line.state.counts and line.credited is not None else ZERO


def what_if(
    store: Store,
    pricer: Pricer,
    first: date | None,
    last: date | None,
    *,
    policy: Policy | None = None,
    release: Release | None = None,
    contract: Contract | None = None,
) -> WhatIf:
    """The log of these days under another policy, release or contract; the rest as it was logged.

    A line keeps its release unless another release or contract is asked for, and its contract
    unless another contract is.
    """
    entries = store.entries(first, last)
    if release is not None:
        pricer.read_ahead({entry.line.code for entry in entries}, [release.name])
    else:
        _read_ahead(pricer, entries)

    def group(entry: Entry) -> int:
        return contract.id if contract is not None else entry.credited_line.contract_id or 0

    def priced(entry: Entry, under: Contract | None, by: Policy) -> PricedLine:
        if release is not None:
            return pricer.price(entry.line, release, under, by)
        if contract is not None:
            return pricer.price(entry.line, None, under, by)
        return _as_logged(pricer, entry, under, by)

    contracts = dict(pricer.contracts)
    if contract is not None:
        contracts[contract.id] = contract
    return _compared(pricer, entries, first, last, group, priced, contracts, policy)


def repriced(store: Store, pricer: Pricer, first: date | None, last: date | None) -> WhatIf:
    """The log of these days with the contracts, policies and values there are now."""
    entries = store.entries(first, last)
    _read_ahead(pricer, entries)

    def group(entry: Entry) -> int:
        contract = pricer.contract_of(entry.line)
        return contract.id if contract is not None else 0

    def priced(entry: Entry, under: Contract | None, by: Policy) -> PricedLine:
        return pricer.price(entry.line, None, under, by)

    return _compared(pricer, entries, first, last, group, priced, pricer.contracts, None)


def _read_ahead(pricer: Pricer, entries: Iterable[Entry]) -> None:
    codes: dict[str, set[str]] = {}
    for entry in entries:
        if entry.credited_line.release is not None:
            codes.setdefault(entry.credited_line.release, set()).add(entry.line.code)
    for release, wanted in codes.items():
        if release in pricer.installed:
            pricer.read_ahead(wanted, [release])


def _as_logged(pricer: Pricer, entry: Entry, under: Contract | None, by: Policy) -> PricedLine:
    """A line with the release it was logged with, where that is still installed."""
    kept = entry.credited_line.release
    release = None if kept is None else pricer.installed.get(kept)
    return pricer.price(entry.line, release, under, by)


def _compared(
    pricer: Pricer,
    entries: Sequence[Entry],
    first: date | None,
    last: date | None,
    group: Callable[[Entry], int],
    priced: Callable[[Entry, Contract | None, Policy], PricedLine],
    contracts: dict[int, Contract],
    policy: Policy | None,
) -> WhatIf:
    groups: dict[tuple[int, date, int], list[Entry]] = {}
    for entry in entries:
        key = (entry.session_id, entry.line.date_of_service, group(entry))
        groups.setdefault(key, []).append(entry)
    others: dict[int, OtherCredit] = {}
    for (_, _, number), together in groups.items():
        contract = contracts.get(number)
        wanted = policy or pricer.policy_of(contract)
        lines = [priced(entry, contract, wanted) for entry in together]
        credited = pricer.finish(lines, contract, wanted, named=policy is not None)
        for entry, line in zip(together, credited, strict=True):
            others[entry.id] = OtherCredit(entry, line)
    every = tuple(others[entry.id] for entry in entries)
    return WhatIf(
        first,
        last,
        lines=tuple(line for line in every if line.differs),
        total=sum((line.counted for line in every), ZERO),
        other_total=sum((line.other_counted for line in every), ZERO),
        by_month=_grouped(every, lambda line: f"{line.entry.line.date_of_service:%Y-%m}"),
        by_code=_grouped(every, lambda line: line.entry.line.code),
        every_line=every,
    )


def _grouped(
    lines: Iterable[OtherCredit], key_of: Callable[[OtherCredit], str]
) -> tuple[GroupDifference, ...]:
    sums: dict[str, list[Decimal]] = {}
    counts: dict[str, int] = {}
    for line in lines:
        key = key_of(line)
        pair = sums.setdefault(key, [ZERO, ZERO])
        pair[0] += line.counted
        pair[1] += line.other_counted
        counts[key] = counts.get(key, 0) + 1
    return tuple(GroupDifference(key, counts[key], *sums[key]) for key in sorted(sums))
