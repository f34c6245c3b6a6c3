"""What lines are credited by, as the Contract page shows it, and how the log stands to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject, Signal

from rvuedge_desktop.domain.contracts import Contract
from rvuedge_desktop.domain.policies import SHIPPED, CodeOverride, Policy
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.ui.desk import Desk

_SHIPPED = frozenset(policy.name for policy in SHIPPED)
_DAYS_AT_ONCE = 31


@dataclass(frozen=True)
class Terms:
    """A picture of the store: contracts, policies, releases (newest first), own values."""

    contracts: tuple[Contract, ...] = ()
    policies: Mapping[str, Policy] = field(default_factory=dict)
    releases: tuple[str, ...] = ()
    places: Mapping[str, bool] = field(default_factory=dict)
    modifiers: Mapping[str, str] = field(default_factory=dict)
    own_values: tuple[CodeOverride, ...] = ()
    bases: Mapping[str, Decimal] = field(default_factory=dict)

    def modifier_text(self, modifier: str) -> str:
        """A modifier with its name in the catalog; alone where it is the user's own."""
        name = self.modifiers.get(modifier)
        return f"{modifier} · {name}" if name else modifier


def is_shipped(policy: str) -> bool:
    """Whether a policy comes with the program and stays as it is."""
    return policy in _SHIPPED


def read_terms(program: Any) -> Terms:
    """Read everything; runs on the database thread."""
    store, evaluator = program.store, program.evaluator
    releases = sorted(evaluator.installed, key=lambda name: Release(name).order, reverse=True)
    return Terms(
        tuple(store.contracts()),
        dict(evaluator.policies),
        tuple(releases),
        dict(evaluator.facilities),
        {row.modifier: row.name for row in store.catalog_modifiers()},
        tuple(store.own_values()),
        dict(sorted(store.anesthesia_bases().items())),
    )


@dataclass(frozen=True, slots=True)
class Days:
    """Days a change can reach; None is open."""

    first: date | None = None
    last: date | None = None


def days_of(contracts: Iterable[Contract]) -> Days | None:
    """From the first to the last day of these contracts; None when there are none."""
    known = list(contracts)
    if not known:
        return None
    ends = [contract.last_day for contract in known]
    last = None if None in ends else max(end for end in ends if end is not None)
    return Days(min(contract.first_day for contract in known), last)


class LinesThatDiffer(QObject):
    """Counts the logged lines that would count differently now, a month at a time.

    Between two months the database thread is free for whatever else is asked of it.
    """

    counted = Signal(int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._run = 0

    def count(self, days: Days) -> None:
        """Begin anew; `counted` says how many when all months are done."""
        self._run += 1
        run = self._run

        def span(found: tuple[date, date] | None) -> None:
            if run != self._run:
                return
            if found is None:
                self.counted.emit(0)
                return
            first = max(found[0], days.first or found[0])
            last = min(found[1], days.last or found[1])
            self._next(run, first, last, 0)

        self._desk.ask(lambda program: program.store.log_span(), span)

    def stop(self) -> None:
        self._run += 1

    def _next(self, run: int, first: date, last: date, so_far: int) -> None:
        if run != self._run:
            return
        if first > last:
            self.counted.emit(so_far)
            return
        until = min(last, first + timedelta(days=_DAYS_AT_ONCE - 1))

        def done(lines: int) -> None:
            if until >= last:
                if run == self._run:
                    self.counted.emit(so_far + lines)
                return
            self._next(run, until + timedelta(days=1), last, so_far + lines)

        self._desk.ask(_counting(first, until), done)


def _counting(first: date, last: date) -> Callable[[Any], int]:
    def work(program: Any) -> int:
        from rvuedge_desktop.services.what_if import repriced

        return len(repriced(program.store, program.evaluator, first, last).lines)

    return work
