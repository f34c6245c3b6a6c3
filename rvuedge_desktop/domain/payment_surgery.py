"""Several operations in one session: endoscopy families first, then ranks by fee.

An endoscopy family's dearest member is paid in full, every other member what it costs more than
the base, and the base itself nothing beside a member. Each family counts as one amount; then all
are ranked by fee: 100 %, 50 % for the second to the fifth, by report from the sixth on (domain
reference 1.8, 4.2-4.4). Fees are the fee schedule's, adjusted for both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

FURTHER = Decimal("0.5")
LAST_RANK = 5


@dataclass(frozen=True, slots=True)
class Operation:
    """One unit of an operation. `endo_base` is set for members of an endoscopy family only."""

    owner: int
    code: str
    fee: Decimal
    endo_base: str = ""
    base_fee: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Paid:
    """What an operation is paid; None where the contractor decides by report."""

    operation: Operation
    amount: Decimal | None
    note: str = ""


def rank_operations(operations: Sequence[Operation]) -> list[Paid]:
    """What each operation of a session is paid, in the order given."""
    after_family, notes = _after_families(operations)
    bases = {operation.endo_base for operation in operations} - {""}
    groups: dict[object, list[int]] = {}
    for at, operation in enumerate(operations):
        family = operation.endo_base or (operation.code if operation.code in bases else "")
        groups.setdefault(family or at, []).append(at)
    totals = [
        (sum((after_family[at] for at in group), Decimal(0)), group) for group in groups.values()
    ]
    totals.sort(key=lambda total: -total[0])
    paid: dict[int, Paid] = {}
    for rank, (_, group) in enumerate(totals, 1):
        for at in group:
            amount: Decimal | None = after_family[at]
            note = notes[at]
            if rank > LAST_RANK:
                amount = None
            elif rank > 1:
                amount = after_family[at] * FURTHER
                note = "; ".join(part for part in (note, f"rank {rank} by fee: 50%") if part)
            paid[at] = Paid(operations[at], amount, note)
    return [paid[at] for at in range(len(operations))]


def _after_families(operations: Sequence[Operation]) -> tuple[list[Decimal], list[str]]:
    amounts = [operation.fee for operation in operations]
    notes = ["" for _ in operations]
    for base in {operation.endo_base for operation in operations} - {""}:
        members = [at for at, operation in enumerate(operations) if operation.endo_base == base]
        dearest = max(members, key=lambda at: operations[at].fee)
        for at in members:
            base_fee = operations[at].base_fee
            if at == dearest:
                continue
            if base_fee is None:
                notes[at] = f"its endoscopic base {base} has no fee, so nothing is taken off"
                continue
            amounts[at] = max(operations[at].fee - base_fee, Decimal(0))
            notes[at] = f"the fee of its endoscopic base {base} is in another endoscopy"
        for at, operation in enumerate(operations):
            if operation.code == base and not operation.endo_base:
                amounts[at] = Decimal(0)
                notes[at] = "endoscopic base: paid within the other endoscopy"
    return amounts, notes
