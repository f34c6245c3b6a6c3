"""Which codes changed between two releases: new, gone, or with other work, and by how much.

A complete release speaks for every code; shipped values only for our catalog's codes, and an
excerpt only for those it lists. So a code is new or gone only where both releases can tell.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, TextIO

from rvuedge_desktop.domain.amounts import from_hundredths, plain, round_half_up
from rvuedge_desktop.domain.codes import section_of
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.domain.values import PublishedValue
from rvuedge_desktop.services.lookup import require_installed

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store

CHANGE_COLUMNS = (
    "code", "modifier", "name", "section", "change", "work_before", "work_after", "difference",
    "percent", "cause",
)  # fmt: skip
_CUT = Decimal("0.975")
_CUT_YEAR = 2026


class ChangeKind(StrEnum):
    """What happened to a row of a release."""

    NEW = "new"
    GONE = "gone"
    RAISED = "raised"
    LOWERED = "lowered"


@dataclass(frozen=True, slots=True)
class CodeChange:
    """A row that changed; work is None where the row is absent."""

    code: str
    modifier: str
    kind: ChangeKind
    before: Decimal | None
    after: Decimal | None
    name: str = ""
    across_2026: bool = False

    @property
    def difference(self) -> Decimal:
        return (self.after or Decimal("0.00")) - (self.before or Decimal("0.00"))

    @property
    def percent(self) -> Decimal | None:
        """The change in percent of the earlier work, one decimal; None without earlier work."""
        if not self.before:
            return None
        return (100 * self.difference / self.before).quantize(Decimal("0.1"))

    @property
    def is_adjustment(self) -> bool:
        """Whether the work is exactly 97.5 % of before: the efficiency adjustment of 2026."""
        if not self.across_2026 or not self.before or self.after is None:
            return False
        return self.after == round_half_up(self.before * _CUT)

    @property
    def cause(self) -> str:
        if self.kind in (ChangeKind.NEW, ChangeKind.GONE):
            return ""
        return "efficiency adjustment" if self.is_adjustment else "revalued"

    def as_json(self) -> dict[str, object]:
        """The row in the answer of `rvuedge changes`."""
        return {
            "code": self.code,
            "modifier": self.modifier or None,
            "name": self.name or None,
            "change": self.kind.value,
            "before": plain(self.before),
            "after": plain(self.after),
            "difference": plain(self.difference),
            "percent": plain(self.percent),
            "cause": self.cause or None,
        }


@dataclass(frozen=True, slots=True)
class ReleaseChanges:
    """Every change between two releases, in order of code and modifier."""

    earlier: Release
    later: Release
    changes: tuple[CodeChange, ...]
    unchanged: int

    def count(self, kind: ChangeKind) -> int:
        return sum(change.kind is kind for change in self.changes)

    def of_kind(self, kind: ChangeKind) -> list[CodeChange]:
        return [change for change in self.changes if change.kind is kind]

    def as_json(self) -> dict[str, object]:
        """The answer of `rvuedge changes`."""
        return {
            "from": self.earlier.name,
            "to": self.later.name,
            "counts": {kind.value: self.count(kind) for kind in ChangeKind}
            | {
                "unchanged": self.unchanged,
                "efficiency_adjustment": sum(
                    change.cause == "efficiency adjustment" for change in self.changes
                ),
            },
            "changes": [change.as_json() for change in self.changes],
        }


def release_changes(store: Store, earlier: Release, later: Release) -> ReleaseChanges:
    """What changed from one release to another, named. Raises NoSuchRelease."""
    for release in (earlier, later):
        require_installed(store, release)
    before, after = (_works(store, release) for release in (earlier, later))
    spoke, speaks = (
        _speaker(store, release, works) for release, works in ((earlier, before), (later, after))
    )
    found: list[CodeChange] = []
    unchanged = 0
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old == new:
            unchanged += 1
            continue
        if (old is None and not spoke(key[0])) or (new is None and not speaks(key[0])):
            continue
        found.append(CodeChange(*key, _kind(old, new), _decimal(old), _decimal(new)))
    names = store.names_of({change.code for change in found})
    across = earlier.year < _CUT_YEAR <= later.year
    named = tuple(
        replace(change, name=names.get(change.code, ""), across_2026=across) for change in found
    )
    return ReleaseChanges(earlier, later, named, unchanged)


def _works(store: Store, release: Release) -> dict[tuple[str, str], int]:
    values: Iterable[PublishedValue] = store.values_of(release.name)
    return {value.key: value.work for value in values}


def _speaker(
    store: Store, release: Release, works: dict[tuple[str, str], int]
) -> Callable[[str], bool]:
    rows = sorted(
        (row for row in store.releases() if row.name == release.name),
        key=lambda row: row.origin == "shipped",
    )
    if rows[0].complete:
        return lambda _: True
    if rows[0].origin == "shipped":
        return frozenset(store.shipped_codes()).__contains__
    return frozenset(code for code, _ in works).__contains__


def _kind(old: int | None, new: int | None) -> ChangeKind:
    if old is None:
        return ChangeKind.NEW
    if new is None:
        return ChangeKind.GONE
    return ChangeKind.RAISED if new > old else ChangeKind.LOWERED


def _decimal(work: int | None) -> Decimal | None:
    return None if work is None else from_hundredths(work)


def write_changes(found: ReleaseChanges, out: TextIO) -> int:
    """Write every change as CSV with `CHANGE_COLUMNS`; how many were written."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CHANGE_COLUMNS)
    for change in found.changes:
        writer.writerow(
            (
                change.code,
                change.modifier,
                change.name,
                section_of(change.code),
                change.kind.value,
                plain(change.before) or "",
                plain(change.after) or "",
                plain(change.difference),
                plain(change.percent) or "",
                change.cause,
            )
        )
    return len(found.changes)
