"""What modifiers do to Medicare's payment of one service, by the indicators of its row.

Sources: domain reference 1.8 (indicators) and 4.1 (modifiers). These are payment rules; what a
contract credits is the policy's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import prod

from rvuedge_desktop.domain.values import PublishedValue

ONE = Decimal(1)
ASSISTANT = Decimal("0.16")
ASSISTANT_NOT_PHYSICIAN = Decimal("0.136")
CO_SURGEON = Decimal("0.625")
_BILATERAL = {
    "0": (ONE, "both sides, indicator 0: no extra"),
    "1": (Decimal("1.5"), "both sides, indicator 1: 150%"),
    "2": (ONE, "both sides, indicator 2: already both"),
    "3": (Decimal(2), "both sides, indicator 3: 100% each"),
}
_SIDES = frozenset({"RT", "LT"})
_PHYSICIAN_ASSISTANTS = frozenset({"80", "81", "82"})
_BY_REPORT = {
    "52": "a reduced service is priced by report",
    "53": "a stopped procedure without a row of its own is priced individually",
    "66": "a team of surgeons is priced by report",
}
_NOT_FOR_CLINICIANS = {
    "56": "Medicare does not recognise modifier 56: care before surgery is part of modifier 54",
    "73": "modifier 73 is a facility's; a clinician reports 53",
    "74": "modifier 74 is a facility's; a clinician reports 53",
}


@dataclass(frozen=True, slots=True)
class Effect:
    """The factors of modifiers with their words, or the reason why there is no amount.

    `bilateral` and `role` together hold every factor: ranks of a session are taken between them.
    """

    bilateral: tuple[tuple[Decimal, str], ...] = ()
    role: tuple[tuple[Decimal, str], ...] = ()
    notes: tuple[str, ...] = ()
    refusal: str | None = None

    @property
    def steps(self) -> tuple[tuple[Decimal, str], ...]:
        return (*self.bilateral, *self.role)

    @property
    def factor(self) -> Decimal:
        return prod((factor for factor, _ in self.steps), start=ONE)

    @property
    def bilateral_factor(self) -> Decimal:
        return prod((factor for factor, _ in self.bilateral), start=ONE)

    @property
    def role_factor(self) -> Decimal:
        return prod((factor for factor, _ in self.role), start=ONE)


def modifier_effects(value: PublishedValue, modifiers: tuple[str, ...]) -> Effect:
    """What `modifiers` do to the row's payment. Modifiers that change nothing are passed over."""
    asked = frozenset(modifiers)
    refusal = _refusal(value, asked)
    if refusal is not None:
        return Effect(refusal=refusal)
    bilateral = []
    if "50" in asked or asked >= _SIDES:
        rule = _BILATERAL.get(value.bilat)
        if rule is None:
            return Effect(refusal=f"modifier 50 does not apply to {value.code} (indicator 9)")
        bilateral.append(rule)
    role, notes = [], []
    if "62" in asked:
        role.append((CO_SURGEON, "co-surgeon: 62.5%"))
        if value.co_surg == "1":
            notes.append("two surgeons are paid with documentation only")
    if "AS" in asked:
        role.append((ASSISTANT_NOT_PHYSICIAN, "assistant, 85% of 16%: 13.6%"))
    elif asked & _PHYSICIAN_ASSISTANTS:
        role.append((ASSISTANT, "assistant: 16%"))
    if asked & {"AS", *_PHYSICIAN_ASSISTANTS} and value.asst == "0":
        notes.append("an assistant is paid with documentation only")
    role.extend(_part_of_package(value, asked))
    if "22" in asked:
        notes.append("anything more for modifier 22 is decided by report")
    return Effect(tuple(bilateral), tuple(role), tuple(notes))


def _refusal(value: PublishedValue, asked: frozenset[str]) -> str | None:
    code = value.code
    if asked >= {"26", "TC"}:
        return f"26 and TC together are the whole service; price {code} without them"
    for modifier in sorted(asked & {"26", "TC"}):
        if value.modifier != modifier:
            return f"{code} has no row for modifier {modifier} (PC/TC indicator {value.pctc})"
    for modifier in sorted(asked & _NOT_FOR_CLINICIANS.keys()):
        return _NOT_FOR_CLINICIANS[modifier]
    for modifier in sorted(asked & _BY_REPORT.keys()):
        if value.modifier != modifier:
            return _BY_REPORT[modifier]
    if "62" in asked and value.co_surg not in {"1", "2"}:
        return f"Medicare does not pay co-surgeons for {code} (indicator {value.co_surg})"
    assistants = asked & {"AS", *_PHYSICIAN_ASSISTANTS}
    if assistants and value.asst not in {"0", "2"}:
        return f"Medicare does not pay an assistant for {code} (indicator {value.asst})"
    if "55" in asked and not value.post:
        return f"{code} has no share for care after surgery (modifier 55)"
    return None


def _part_of_package(value: PublishedValue, asked: frozenset[str]) -> list[tuple[Decimal, str]]:
    """54, 55 and 78 by the row's own shares; a row without shares is paid in full (4.1, 1.7)."""
    pre, intra, post = (value.pre or 0), (value.intra or 0), (value.post or 0)
    if not pre + intra + post:
        return []
    parts = []
    if "54" in asked:
        parts.append((Decimal(pre + intra).scaleb(-2), "surgery only, before and during"))
    if "55" in asked:
        parts.append((Decimal(post).scaleb(-2), "all care after surgery"))
    if "78" in asked:
        parts.append((Decimal(intra).scaleb(-2), "return to the operating room, during only"))
    return parts
