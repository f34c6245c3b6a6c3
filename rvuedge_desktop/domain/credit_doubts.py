"""Impossible or doubtful use of modifiers: flagged for the user to look at, never blocked.

Sources: domain reference 1.5, 1.8, 4.1 and 5.3. Anything that needs the rest of the log, such as
global periods, is asked elsewhere; these need the line and its session alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from rvuedge_desktop.domain.codes import is_drug_code
from rvuedge_desktop.domain.credit_working import Working
from rvuedge_desktop.domain.policies import Policy, RankBasis
from rvuedge_desktop.domain.values import PublishedValue

_ASSISTANTS = ("80", "81", "82", "AS")
_FACILITY_ONLY = ("73", "74")


def flag_doubts(lines: Sequence[Working], policy: Policy) -> list[Working]:
    """Each line with the doubts about it; amounts and steps stay as they are."""
    ranked = policy.rank_basis is not RankBasis.NONE or policy.endoscopy
    done = []
    for line in lines:
        for doubt in (*_doubts(line), *_session_doubts(line, lines)):
            line = line.with_flag(doubt)
        if ranked and len(lines) > 1 and _is_without_indicators(line):
            line = line.with_flag(
                f"The installed {line.priced.release} has no indicators for "
                f"{line.priced.line.code}, so no rule for several procedures could be applied."
            )
        done.append(line)
    return done


def _is_without_indicators(line: Working) -> bool:
    """Whether its row comes from values that hold status and work alone (2020 and 2023)."""
    value = line.value
    return value is not None and value.work > 0 and value.mult_proc == "" and value.bilat == ""


def _session_doubts(line: Working, lines: Sequence[Working]) -> list[str]:
    done, value = line.priced.line, line.value
    doubts = []
    if value is not None and value.status == "T" and len(lines) > 1:
        doubts.append(f"{done.code} is paid only when nothing else is payable that day (status T).")
    if is_drug_code(done.code):
        same = [other.priced.line for other in lines if other.priced.line.code == done.code]
        if "JW" in done.modifiers and not any("JW" not in other.modifiers for other in same):
            doubts.append(
                f"JW is the wasted part of {done.code}: the part that was given has its own line."
            )
        wasted = any("JW" in other.modifiers for other in same)
        if wasted and "JZ" in done.modifiers and "JW" not in done.modifiers:
            doubts.append(f"{done.code} has JZ (no waste), and another line of it has JW.")
    return doubts


def _doubts(line: Working) -> list[str]:
    done = line.priced.line
    code, modifiers = done.code, done.modifiers
    doubts = []
    if "RT" in modifiers and "LT" in modifiers and "50" in modifiers:
        doubts.append(f"{code} has 50 as well as RT and LT: they say the same, use one.")
    elif "RT" in modifiers and "LT" in modifiers:
        doubts.append(f"{code} has RT and LT on one line: both sides are usually marked 50.")
    for modifier in _FACILITY_ONLY:
        if modifier in modifiers:
            doubts.append(
                f"Modifier {modifier} is for facilities; a clinician's stopped procedure is 53."
            )
    if code == "99024":
        doubts.append("99024 lies inside a global period: it is tracked and never has an RVU.")
    if ("JW" in modifiers or "JZ" in modifiers) and not is_drug_code(code):
        doubts.append(f"JW and JZ are for drugs; {code} is none.")
    if "JW" in modifiers and "JZ" in modifiers:
        doubts.append(f"{code} has JW and JZ: one says waste, the other says none.")
    value = line.value
    if value is not None:
        doubts.extend(_indicator_doubts(code, modifiers, value))
    return doubts


def _indicator_doubts(code: str, modifiers: tuple[str, ...], value: PublishedValue) -> list[str]:
    doubts = []
    if "50" in modifiers and value.bilat == "0":
        doubts.append(f"{code} has bilateral indicator 0: CMS adds nothing for a second side.")
    if "50" in modifiers and value.bilat == "2":
        doubts.append(f"{code} already means both sides (bilateral indicator 2).")
    if "50" in modifiers and value.bilat == "9":
        doubts.append(f"Sides do not apply to {code} (bilateral indicator 9).")
    if "51" in modifiers and value.global_days == "ZZZ":
        doubts.append(f"{code} is an add-on: modifier 51 does not belong on it.")
    if "62" in modifiers and value.co_surg in {"0", "9"}:
        doubts.append(f"CMS does not pay co-surgeons for {code} (indicator {value.co_surg}).")
    elif "62" in modifiers and value.co_surg == "1":
        doubts.append(f"Co-surgeons for {code} need documentation (indicator 1).")
    if "66" in modifiers and value.team_surg in {"0", "9"}:
        doubts.append(f"CMS does not pay a team for {code} (indicator {value.team_surg}).")
    for modifier in _ASSISTANTS:
        if modifier in modifiers and value.asst in {"1", "9"}:
            doubts.append(f"CMS does not pay an assistant for {code} (indicator {value.asst}).")
        elif modifier in modifiers and value.asst == "0":
            doubts.append(f"An assistant for {code} needs documentation (indicator 0).")
    if "TC" in modifiers:
        doubts.append(f"{code}-TC is the technical part; a physician's own part is 26.")
    return doubts
