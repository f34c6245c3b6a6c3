"""The user's own log under two releases, and why it counts otherwise.

Made for the efficiency adjustment of 2026, which cut most work RVUs to 97.5 % of those of 2025
(domain reference 3.1 to 3.4). Whether a code was cut is read off its values: exactly 97.5 %,
rounded half up. No rule says which codes are exempt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.amounts import ZERO, round_half_up
from rvuedge_desktop.domain.entries import CreditedLine
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.services.what_if import amount_of, what_if

if TYPE_CHECKING:
    from rvuedge_desktop.services.pricing import Pricer
    from rvuedge_desktop.storage.store import Store

_CUT = Decimal("0.975")


class Cause(StrEnum):
    """Why a line counts otherwise under the later release."""

    EFFICIENCY = "efficiency"
    REVALUED = "revalued"
    NEW = "new"
    GONE = "gone"
    SESSION = "session"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Share:
    """The lines of one cause, their wRVU under both releases, and money at the user's rate."""

    cause: Cause
    lines: int
    before: Decimal
    after: Decimal
    rate: Decimal | None

    @property
    def difference(self) -> Decimal:
        return self.after - self.before

    @property
    def dollars(self) -> Decimal | None:
        """The difference in money, None without a rate."""
        return None if self.rate is None else round_half_up(self.difference * self.rate)


@dataclass(frozen=True, slots=True)
class ReleaseComparison:
    """A log under two releases. The shares add up to the whole difference."""

    before: Decimal
    after: Decimal
    shares: tuple[Share, ...]

    @property
    def difference(self) -> Decimal:
        return self.after - self.before


def compare_releases(
    store: Store,
    pricer: Pricer,
    first: date,
    last: date,
    earlier: Release,
    later: Release,
    *,
    rate: Decimal | None = None,
) -> ReleaseComparison:
    """The log of these days under two releases, the difference split by its cause.

    `rate` is the user's own dollars for a wRVU, never a Medicare factor.
    """
    under_earlier = what_if(store, pricer, first, last, release=earlier).every_line
    under_later = what_if(store, pricer, first, last, release=later).every_line
    pairs: dict[Cause, list[tuple[Decimal, Decimal]]] = {cause: [] for cause in Cause}
    for old, new in zip(under_earlier, under_later, strict=True):
        pairs[cause_of(old.other, new.other)].append((amount_of(old.other), amount_of(new.other)))
    shares = tuple(
        Share(
            cause,
            len(found),
            sum((before for before, _ in found), ZERO),
            sum((after for _, after in found), ZERO),
            rate,
        )
        for cause, found in pairs.items()
    )
    return ReleaseComparison(
        before=sum((share.before for share in shares), ZERO),
        after=sum((share.after for share in shares), ZERO),
        shares=shares,
    )


def cause_of(old: CreditedLine, new: CreditedLine) -> Cause:
    """Why a line counts otherwise: by its base values, since session rules work on both alike.

    A code without work in one release and with work in the other is new or gone there.
    """
    before, after = old.base_work or ZERO, new.base_work or ZERO
    if before == after:
        same = amount_of(old) == amount_of(new)
        return Cause.UNCHANGED if same else Cause.SESSION
    if before == 0:
        return Cause.NEW
    if after == 0:
        return Cause.GONE
    return Cause.EFFICIENCY if after == round_half_up(before * _CUT) else Cause.REVALUED
