"""Credit policies: how a contract counts lines. A policy is data that can be read and edited.

There is no single right credit, there is this contract's credit (domain reference, rule 8). What
the shipped policies do with each modifier, and the source of each factor, is in the tables of
`shipped_policies`; what is marked [M] in the reference is a choice a user can change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum


class Effect(StrEnum):
    """What a modifier does to a line's credit."""

    NONE = "none"
    FACTOR = "factor"
    BILATERAL = "bilateral"
    SURGICAL_CARE = "surgical_care"
    POSTOPERATIVE = "postoperative"
    PREOPERATIVE = "preoperative"
    INTRAOPERATIVE = "intraoperative"
    BY_REPORT = "by_report"


@dataclass(frozen=True, slots=True)
class ModifierRule:
    """A modifier's effect, its factor where it has one, and where the rule comes from."""

    effect: Effect = Effect.NONE
    factor: Decimal | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if (self.effect is Effect.FACTOR) != (self.factor is not None):
            raise ValueError("a factor goes with the effect “factor”, and only with it")
        if self.factor is not None and not Decimal(0) <= self.factor <= Decimal(10):
            raise ValueError("a factor lies between 0 and 10")


class RankBasis(StrEnum):
    """How procedures of a session are ranked for the multiple-procedure rule."""

    NONE = "none"
    FEE = "fee"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class CodeOverride:
    """A contract's own value for a code: marked wherever it counts."""

    code: str
    work: Decimal
    reason: str
    source: str = ""
    modifier: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """How lines are credited.

    `rank_factors` are the shares of the first, second, … procedure by rank; the last one holds
    for all that follow. `uncredited_statuses` are status codes whose lines count nothing although
    they have work, `uncredited_roles` the roles (such as resident) whose lines count nothing.
    `drug_administration` says whether incident-to codes (PC/TC 5) count, `one_anesthesia_base`
    whether a session has the base units of its highest code alone (domain reference 2.6).
    """

    name: str
    title: str
    description: str = ""
    modifiers: Mapping[str, ModifierRule] = field(default_factory=dict)
    bilateral: bool = False
    endoscopy: bool = False
    rank_basis: RankBasis = RankBasis.NONE
    rank_factors: tuple[Decimal, ...] = ()
    by_report_from: int | None = None
    uncredited_statuses: frozenset[str] = frozenset()
    uncredited_roles: frozenset[str] = frozenset()
    drug_administration: bool = True
    one_anesthesia_base: bool = False
    overrides: Mapping[tuple[str, str], CodeOverride] = field(default_factory=dict)

    @property
    def looks_at_sessions(self) -> bool:
        """Whether the other lines of a session can change what a line counts for."""
        ranks = self.rank_basis is not RankBasis.NONE
        return self.bilateral or self.endoscopy or ranks or self.one_anesthesia_base

    def rule(self, modifier: str) -> ModifierRule:
        """The rule of a modifier; one the policy does not name has no effect."""
        return self.modifiers.get(modifier, _NO_RULE)

    def with_override(self, override: CodeOverride) -> Policy:
        """This policy with another value for one code."""
        key = (override.code, override.modifier)
        return replace(self, overrides={**self.overrides, key: override})

    def rank_factor(self, rank: int) -> Decimal:
        """The share of the procedure at `rank` (1 is the first)."""
        if not self.rank_factors:
            return Decimal(1)
        return self.rank_factors[min(rank, len(self.rank_factors)) - 1]


_NO_RULE = ModifierRule()


def _factor(text: str, source: str) -> ModifierRule:
    return ModifierRule(Effect.FACTOR, Decimal(text), source)


_IOM = "CMS claims manual chapter 12, as quoted by AAPC"
_NOVITAS = "Novitas, assistant at surgery"
_FILE = "indicators of the CMS relative value file"
_SHARES = "pre, intra and post shares of the CMS relative value file"
_ANESTHESIA = "Medicare, anesthesia direction modifiers"
_CHOICE = "no published rule; a common choice, change it to your contract's"

FULL = Policy(
    "full",
    "Full credit",
    "Every line counts its whole work RVU. Modifiers are recorded and none reduces the credit; "
    "the 26, TC and 53 rows that CMS publishes are used.",
)

# Parts of the global package and roles, alike in both policies that reduce.
_PARTS = {
    "54": ModifierRule(Effect.SURGICAL_CARE, None, _SHARES),
    "55": ModifierRule(Effect.POSTOPERATIVE, None, _SHARES),
    "56": ModifierRule(Effect.PREOPERATIVE, None, _SHARES),
    "78": ModifierRule(Effect.INTRAOPERATIVE, None, _SHARES),
    "62": _factor("0.625", _IOM),
    "66": ModifierRule(Effect.BY_REPORT, None, _FILE),
    "80": _factor("0.16", _NOVITAS),
    "81": _factor("0.16", _NOVITAS),
    "82": _factor("0.16", _NOVITAS),
    "AS": _factor("0.136", _NOVITAS),
    "52": _factor("0.50", _CHOICE),
    "53": _factor("0.50", _CHOICE),
    "50": ModifierRule(Effect.BILATERAL, None, _FILE),
    "22": _factor("1.00", _CHOICE),
    "FS": _factor("1.00", _CHOICE),
    "QK": _factor("0.50", _ANESTHESIA),
    "QX": _factor("0.50", _ANESTHESIA),
    "QY": _factor("0.50", _ANESTHESIA),
    "AD": ModifierRule(Effect.BY_REPORT, None, _ANESTHESIA),
}
_HALVES = (Decimal(1), Decimal("0.5"))

CMS = Policy(
    "cms",
    "CMS payment style",
    "Credit follows Medicare's payment rules: bilateral by indicator, endoscopy families, further "
    "procedures of a session at half by fee, shares for roles and parts of the global package. "
    "Services Medicare does not pay under the fee schedule count nothing.",
    modifiers=_PARTS,
    bilateral=True,
    endoscopy=True,
    rank_basis=RankBasis.FEE,
    rank_factors=_HALVES,
    by_report_from=6,
    uncredited_statuses=frozenset("BINX"),
    one_anesthesia_base=True,
)

COMMON = Policy(
    "common",
    "Common pay-plan",
    "What compensation plans commonly do: bilateral by indicator and shares for roles and parts "
    "of the global package, but every procedure of a session in full. Preventive visits and "
    "consultations count; bundled services do not.",
    modifiers=_PARTS,
    bilateral=True,
    uncredited_statuses=frozenset("B"),
)

SHIPPED: tuple[Policy, ...] = (FULL, CMS, COMMON)


def shipped_policy(name: str) -> Policy | None:
    """The shipped policy of that name, None when there is none."""
    return next((policy for policy in SHIPPED if policy.name == name), None)
