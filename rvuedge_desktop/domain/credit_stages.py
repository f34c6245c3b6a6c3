"""The stages of the credit pipeline that a policy switches on: each adds its sentence.

Order (domain reference 4.2): what is credited at all → bilateral and units → endoscopy family →
rank of several procedures → role and part of the global package. Rounding comes last, once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rvuedge_desktop.domain.credit_working import Working, fee_of
from rvuedge_desktop.domain.entries import Step
from rvuedge_desktop.domain.policies import Effect, Policy, RankBasis
from rvuedge_desktop.domain.policy_words import percent
from rvuedge_desktop.domain.values import PublishedValue, ValueState

ONE = Decimal(1)
_SIDES = frozenset({"RT", "LT"})
_RANKED = frozenset({"2", "3"})


def credit_what_counts(lines: Sequence[Working], policy: Policy) -> list[Working]:
    """Take out what the policy does not credit: statuses, roles, and drug administration."""
    done = []
    for line in lines:
        if line.amount is not None and line.amount > 0:
            text = _why_uncredited(line, policy)
            if text is not None:
                line = line.scaled("credited", text, Decimal(0))
        done.append(line)
    return done


def _why_uncredited(line: Working, policy: Policy) -> str | None:
    code, role, value = line.priced.line.code, line.priced.line.role, line.value
    if role and role.casefold() in policy.uncredited_roles:
        return f"Lines as {role} are recorded; {policy.title} does not credit them."
    # A value agreed for a code says that the code counts.
    if value is None or line.override is not None:
        return None
    if value.status in policy.uncredited_statuses:
        return f"{code} has status {value.status}, which {policy.title} does not credit."
    if value.pctc == "5" and not policy.drug_administration:
        return f"{code} is given by staff (PC/TC 5), which {policy.title} does not credit."
    return None


def apply_sides_and_units(lines: Sequence[Working], policy: Policy) -> list[Working]:
    """Units, and both sides by the code's bilateral indicator.

    Both sides are modifier 50, RT with LT on one line, or two units of a code whose indicator is
    1, 2 or 3 (domain reference 1.8). RT and LT on two lines of one session are a pair as well.
    """
    pairs = _pairs_of_sides(lines) if policy.bilateral else {}
    done = []
    for at, line in enumerate(lines):
        if line.amount is None:
            done.append(line)
            continue
        value = line.value
        if policy.bilateral and value is not None:
            number, second = pairs.get(at, (0, False))
            sides = f"{line.priced.line.code} {number}" if at in pairs else ""
            line = replace(line, together=sides)
            line, units_used = _both_sides(line, value, second=second)
        else:
            units_used = False
        units = line.priced.line.units
        if units != 1 and not units_used:
            line = line.scaled("units", f"× {units} units.", Decimal(units))
            line = replace(line, units_counted=True)
        done.append(line)
    return done


def _both_sides(line: Working, value: PublishedValue, *, second: bool) -> tuple[Working, bool]:
    done = line.priced.line
    indicator = value.bilat
    marked = "50" in done.modifiers or set(done.modifiers) >= _SIDES
    if marked and done.units > 1 and indicator == "1":
        line = line.with_flag(f"{done.code} is marked for both sides and has {done.units} units.")
    by_units = not marked and done.units == 2 and indicator in {"1", "2", "3"}
    by_units = by_units and not _SIDES & set(done.modifiers)
    if marked or by_units:
        if not indicator:
            flag = f"{done.code} has no bilateral indicator in {line.priced.release}."
            return line.with_flag(f"{flag} It was counted once."), by_units
        factor, why = _BILATERAL.get(indicator, _BILATERAL["9"])
        applied = [m for m in done.modifiers if m == "50" or m in _SIDES]
        text = f"Both sides of {done.code}: {why} (indicator {indicator})."
        return line.scaled("bilateral", text, factor, applied=applied), by_units
    if second:
        factor, why = _SECOND_SIDE.get(indicator, _SECOND_SIDE["9"])
        text = f"The other side of {done.code} is in this session: {why} (indicator {indicator})."
        sides = [m for m in done.modifiers if m in _SIDES]
        return line.scaled("bilateral", text, factor, applied=sides), False
    return line, False


_BILATERAL = {
    "0": (ONE, "no extra for the second side"),
    "1": (Decimal("1.5"), "150% for the two"),
    "2": (ONE, "the code already means both sides"),
    "3": (Decimal(2), "100% for each side"),
    "9": (ONE, "sides do not apply to it"),
}
_SECOND_SIDE = {
    "0": (Decimal(0), "no extra for it"),
    "1": (Decimal("0.5"), "it adds 50%"),
    "2": (Decimal(0), "the code already means both sides"),
    "3": (ONE, "100% for each side"),
    "9": (ONE, "sides do not apply"),
}


def _pairs_of_sides(lines: Sequence[Working]) -> dict[int, tuple[int, bool]]:
    """Lines that are the two sides of one procedure: the number of the pair, and which is second.

    RT and LT of one code pair up one to one; a further line of a side stands for itself.
    """
    waiting: dict[tuple[str, str], list[int]] = {}
    pairs: dict[int, tuple[int, bool]] = {}
    for at in sorted(range(len(lines)), key=lambda at: entry_free_order(lines[at])):
        line = lines[at]
        sides = _SIDES & set(line.priced.line.modifiers)
        if len(sides) != 1 or line.amount is None:
            continue
        (side,) = sides
        other = "LT" if side == "RT" else "RT"
        code = line.priced.line.code
        partners = waiting.get((code, other))
        if partners:
            number = len(pairs) // 2 + 1
            pairs[partners.pop(0)] = (number, False)
            pairs[at] = (number, True)
        else:
            waiting.setdefault((code, side), []).append(at)
    return pairs


def entry_free_order(line: Working) -> tuple[object, ...]:
    """What settles a tie: what the line is, never the order in which it was typed."""
    done = line.priced.line
    return (-(line.amount or 0), done.code, sorted(done.modifiers), done.units)


def apply_endoscopy_families(lines: Sequence[Working], policy: Policy) -> list[Working]:
    """Within an endoscopy family the dearest counts whole, others less the base, the base nothing.

    A family is the code that others name as their endoscopic base, and those codes (domain
    reference 1.8 and 4.4).
    """
    if not policy.endoscopy:
        return list(lines)
    done = list(lines)
    for family in _families(done).values():
        if len(family.members) + len(family.bases) < 2 or not family.members:
            continue
        top = min(family.members, key=lambda at: (-done[at].unit_fee, *entry_free_order(done[at])))
        for at in family.bases:
            text = f"{family.base} is part of the other procedures of its family."
            done[at] = done[at].scaled("endoscopy", text, Decimal(0))
        for at in family.members:
            if at != top:
                done[at] = _less_base(done[at], family.base)
    return done


@dataclass(slots=True)
class _Family:
    base: str
    members: list[int]
    bases: list[int]


def family_of_line(line: Working) -> str | None:
    """The endoscopic base whose family a line belongs to, if it has one of its own."""
    value = line.value
    if value is None or line.amount is None:
        return None
    return value.endo_base if value.mult_proc == "3" and value.endo_base else None


def _families(lines: Sequence[Working]) -> dict[str, _Family]:
    families: dict[str, _Family] = {}
    for at, line in enumerate(lines):
        base = family_of_line(line)
        if base is not None:
            families.setdefault(base, _Family(base, [], [])).members.append(at)
    for at, line in enumerate(lines):
        family = families.get(line.priced.line.code)
        if family is not None and line.amount is not None:
            family.bases.append(at)
    return families


def _less_base(line: Working, base: str) -> Working:
    base_value = line.priced.base_value
    if base_value is None or line.amount is None:
        return line.with_flag(f"The value of {base} is not installed, so nothing was taken off.")
    units = line.priced.line.units
    after = max(Decimal(0), line.amount - base_value.work_rvu * units)
    text = f"Less {base} ({base_value.work_rvu}), which the first of its family includes."
    step = Step("endoscopy", text, None, line.amount, after)
    taken = fee_of(base_value, facility=line.priced.facility) * units
    return replace(line.with_step(step), fee=max(Decimal(0), line.fee - taken))


_RANK_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def apply_ranks(lines: Sequence[Working], policy: Policy) -> list[Working]:
    """Several procedures of a session: the first by rank whole, the others at their share.

    Only indicators 2 and 3 are ranked; visits, add-ons and other exempt lines stay whole. An
    endoscopy family, and the two sides of one procedure, count as one (domain reference 4.2, 4.3).
    """
    if policy.rank_basis is RankBasis.NONE:
        return list(lines)
    groups = _rank_groups(lines)
    if sum(len(group) for group in groups) < 2 and not _several_units(lines, groups):
        return list(lines)

    units = {group[0]: lines[group[0]].ranked_units if len(group) == 1 else 1 for group in groups}

    def worth(group: list[int]) -> Decimal:
        """What one unit of it is worth: every unit takes a place of its own."""
        if policy.rank_basis is RankBasis.FEE:
            whole = sum((lines[at].fee for at in group), Decimal(0))
        else:
            whole = sum((lines[at].amount or Decimal(0) for at in group), Decimal(0))
        return whole / units[group[0]]

    def order(group: list[int]) -> tuple[object, ...]:
        return (-worth(group), *min(entry_free_order(lines[at]) for at in group))

    done = list(lines)
    rank = 1
    for group in sorted(groups, key=order):
        for at in group:
            done[at] = _ranked(done[at], rank, units[group[0]], policy)
        rank += units[group[0]]
    return done


def _ranked(line: Working, rank: int, units: int, policy: Policy) -> Working:
    last = rank + units - 1
    if policy.by_report_from is not None and last >= policy.by_report_from:
        line = line.with_flag(
            f"{line.priced.line.code} is the {_place(last)} procedure of its session: CMS pays "
            f"the {_place(policy.by_report_from)} and later by report."
        )
    basis = "fee" if policy.rank_basis is RankBasis.FEE else "work RVU"
    listed = max(0, min(units, len(policy.rank_factors) - rank))
    shares = [policy.rank_factor(rank + unit) for unit in range(listed)]
    further = policy.rank_factor(rank + listed)
    if line.amount is None or (further == ONE and all(share == ONE for share in shares)):
        return line
    if units == 1:
        share = shares[0] if shares else further
        if share == ONE:
            return line
        text = f"The {_place(rank)} by {basis} in its session: {percent(share)}%."
        return line.scaled("multiple", text, share, applied=["51"])
    # Units are ranked one by one. Their mean share may have no end, so none is shown as a factor.
    parts = [f"{percent(share)}%" for share in shares]
    if units > listed:
        parts.append(f"{percent(further)}%" + (" each" if units - listed > 1 else ""))
    text = (
        f"Its units are {_place(rank)} to {_place(last)} by {basis} in the session: "
        f"{', then '.join(parts)}."
    )
    whole = sum(shares, Decimal(0)) + further * (units - listed)
    after = line.amount * whole / units
    return line.with_step(Step("multiple", text, None, line.amount, after), applied=["51"])


def _place(rank: int) -> str:
    return _RANK_WORDS[rank - 1] if rank <= len(_RANK_WORDS) else f"number {rank}"


def _several_units(lines: Sequence[Working], groups: list[list[int]]) -> bool:
    return any(len(group) == 1 and lines[group[0]].ranked_units > 1 for group in groups)


def _rank_groups(lines: Sequence[Working]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    families = {base for line in lines if (base := family_of_line(line)) is not None}
    for at, line in enumerate(lines):
        value = line.value
        if value is None or line.amount is None or value.mult_proc not in _RANKED:
            continue
        if line.standing.state is not ValueState.VALUED:
            continue
        code = line.priced.line.code
        base = family_of_line(line) or (code if code in families else None)
        if base is not None:
            key = f"family {base}"
        elif line.together:
            key = f"sides {line.together}"
        else:
            key = f"line {at}"
        groups.setdefault(key, []).append(at)
    return list(groups.values())


def apply_roles_and_parts(lines: Sequence[Working], policy: Policy) -> list[Working]:
    """The modifiers' own rules: roles such as co-surgeon, parts of the global package, factors."""
    done = []
    for line in lines:
        for modifier in line.priced.line.modifiers:
            if line.amount is None or modifier in line.applied:
                continue
            line = _apply_rule(line, modifier, policy)
        done.append(line)
    return done


def _apply_rule(line: Working, modifier: str, policy: Policy) -> Working:
    rule = policy.rule(modifier)
    code = line.priced.line.code
    if rule.effect is Effect.FACTOR and rule.factor is not None:
        if rule.factor == ONE:
            return line
        text = f"Modifier {modifier}: {percent(rule.factor)}%."
        return line.scaled("modifier", text, rule.factor, applied=[modifier])
    if rule.effect is Effect.BY_REPORT:
        return line.with_flag(f"{code}-{modifier} is credited by report: enter what was agreed.")
    if rule.effect in _SHARES:
        return _apply_share(line, modifier, rule.effect)
    return line


_SHARES = {
    Effect.SURGICAL_CARE: (("pre", "intra"), "the operation and the care before it"),
    Effect.POSTOPERATIVE: (("post",), "the care after the operation"),
    Effect.PREOPERATIVE: (("pre",), "the care before the operation"),
    Effect.INTRAOPERATIVE: (("intra",), "the operation alone"),
}


def _apply_share(line: Working, modifier: str, effect: Effect) -> Working:
    value = line.value
    code = line.priced.line.code
    if value is None or value.pre is None or value.intra is None or value.post is None:
        return line.with_flag(f"{code} has no shares for modifier {modifier} in this release.")
    names, what = _SHARES[effect]
    if value.pre + value.intra + value.post == 0:
        if effect in (Effect.SURGICAL_CARE, Effect.INTRAOPERATIVE):
            text = f"Modifier {modifier}: {code} has no split into parts, so it counts whole."
            step = Step("part", text, ONE, line.amount, line.amount)
            return line.with_step(step, applied=[modifier])
        text = f"Modifier {modifier}: {code} has no such part."
        return line.scaled("part", text, Decimal(0), applied=[modifier])
    share = sum(getattr(value, name) for name in names)
    text = f"Modifier {modifier}: {what}, {share}% of {code}."
    return line.scaled("part", text, Decimal(share).scaleb(-2), applied=[modifier])
