"""Billing and documentation, read from a row's indicators and a drug's facts.

Indicators: domain reference 1.4 to 1.6 and 1.8. Drugs: 5.2 to 5.5. Medicare's rules; what an
employer credits is the contract's business.
"""

from __future__ import annotations

from collections.abc import Iterator

from rvuedge_desktop.domain.codes import in_range
from rvuedge_desktop.domain.values import PublishedValue, ValueState
from rvuedge_desktop.services.page_parts import BillingPoint, DrugPage

_GLOBAL = {
    "000": (
        "0-day global period: care on the day of the procedure is included; an unrelated visit "
        "that day needs modifier 25."
    ),
    "010": ("10-day global period: care on the day and normal follow-up for 10 days are included."),
    "090": (
        "90-day global period: the day before, the operation and normal follow-up for 90 days are "
        "one payment. Unrelated visits take modifier 24, a return to the operating room 78."
    ),
    "MMM": (
        "Maternity: the package covers the care its code names, so visits inside it are not "
        "billed apart."
    ),
    "ZZZ": ("Add-on: it is billed with its main service only and lies inside that global period."),
    "YYY": "Each Medicare contractor decides on its global period.",
    "XXX": "No global period applies.",
}
_MULTIPLE = {
    "0": "No multiple-procedure reduction applies.",
    "1": "With other procedures the older scale applies: 100, 50, 25, 25 and 25%.",
    "2": (
        "With other procedures in the session Medicare pays the highest at 100% and the next four "
        "at 50% each (modifier 51)."
    ),
    "3": (
        "Endoscopy family rule: of several codes with one base, the highest is paid in full and "
        "each other one by what it exceeds the base."
    ),
    "4": (
        "A second imaging study in the session is reduced: 50% off the technical part and 5% off "
        "the professional part."
    ),
    "5": "Therapy: the practice expense of further units that day is halved.",
    "6": "A second cardiovascular test that day loses 25% of its technical part.",
    "7": "A second eye test that day loses 20% of its technical part.",
}
_BILATERAL = {
    "0": "The 150% rule for both sides does not apply.",
    "1": "Done on both sides it is paid at 150% (modifier 50, or RT and LT).",
    "2": "The code means both sides already; modifier 50 adds nothing.",
    "3": "Done on both sides each side is paid in full (modifier 50, or RT and LT).",
}
_ASSISTANT = {
    "0": "An assistant at surgery is paid only with documentation of the need (80, 82 or AS).",
    "1": "An assistant at surgery is not paid.",
    "2": "An assistant at surgery is paid (80, 82 or AS).",
}
_CO_SURGEONS = {
    "0": "Co-surgeons are not paid.",
    "1": "Co-surgeons (62) are paid with documentation of why two were needed.",
    "2": "Co-surgeons of two specialties are paid (62); each dictates a report of their own part.",
}
_TEAM = {
    "1": "A surgical team (66) is paid with documentation, by report.",
    "2": "A surgical team (66) is paid, by report.",
}
_PARTS = {
    "1": (
        "Diagnostic test in two parts: bill 26 for the reading alone (as in a hospital), TC for "
        "equipment and staff, and no modifier for both."
    ),
    "2": "The code is the professional part by itself; 26 and TC do not apply.",
    "3": "The code is the technical part by itself, without physician work; no 26 or TC.",
    "4": "The code is the whole test, whose parts have codes of their own; no 26 or TC.",
    "5": (
        "Given by staff under supervision (“incident to”): not paid to the clinician in a hospital "
        "setting."
    ),
    "6": "Laboratory test with a physician's interpretation: bill 26 for the interpretation.",
    "7": "Therapy code; not paid to independent therapists for hospital patients.",
    "8": "Physician's interpretation for hospital inpatients; there is no technical part.",
}
# What a visit with no procedure in it is spared from hearing about.
_SURGICAL = frozenset({"Both sides", "Assistant", "Co-surgeons", "Team"})
# Visits whose level is chosen by decision making or total time; emergency visits by the former.
_BY_EITHER = (
    ("99202", "99215"), ("99221", "99236"), ("99242", "99255"), ("99304", "99310"),
    ("99341", "99350"), ("98000", "98015"),
)  # fmt: skip
_BY_DECISIONS = (("99281", "99285"),)
_STATUS = {
    "B": "Medicare bundles it into other services and does not pay it apart.",
    "C": "Each Medicare contractor sets its price, usually after reading the report.",
    "I": "Not valid for Medicare, which uses another code; other payers may take it.",
    "N": "Medicare does not cover it; many employers and other payers count it all the same.",
    "R": "Coverage is restricted: ask the contractor before relying on payment.",
    "T": "Paid only when nothing else is payable to the same clinician that day.",
    "E": "Excluded from the physician fee schedule by regulation.",
    "X": "Excluded from the physician fee schedule by law.",
    "P": "Bundled or excluded supply: not paid apart.",
    "M": "Reported for quality measurement; never paid.",
}


def procedure_points(
    value: PublishedValue, rows: tuple[PublishedValue, ...], state: ValueState
) -> Iterator[BillingPoint]:
    """What the indicators of a row mean for the bill and the note."""
    if text := _STATUS.get(value.status):
        yield BillingPoint("Coverage", text)
    if state not in (ValueState.VALUED, ValueState.NO_WORK, ValueState.UNPRICED):
        return
    for title, table, sign in (
        ("Global period", _GLOBAL, value.global_days),
        ("Multiple procedures", _MULTIPLE, value.mult_proc),
        ("Both sides", _BILATERAL, value.bilat),
        ("Assistant", _ASSISTANT, value.asst),
        ("Co-surgeons", _CO_SURGEONS, value.co_surg),
        ("Team", _TEAM, value.team_surg),
        ("Professional and technical parts", _PARTS, value.pctc),
    ):
        idle = sign == "0" and title in _SURGICAL and value.global_days == "XXX"
        if (text := table.get(sign)) and not idle:
            yield BillingPoint(title, text)
    yield from _visit_points(value)
    discontinued = next((row for row in rows if row.modifier == "53"), None)
    if discontinued is not None:
        yield BillingPoint(
            "Discontinued",
            f"Stopped before its end: {value.code}-53 has a value of its own, "
            f"{discontinued.work_rvu} work RVU.",
        )
    if value.nonfacility_na == "NA":
        yield BillingPoint("Setting", "CMS marks it as rarely or never done outside a facility.")
    if value.facility_na == "NA":
        yield BillingPoint("Setting", "CMS marks it as rarely or never done in a facility.")


def _visit_points(value: PublishedValue) -> Iterator[BillingPoint]:
    either = any(in_range(value.code, low, high) for low, high in _BY_EITHER)
    if either:
        yield BillingPoint(
            "Documentation",
            "The level rests on medical decision making or on total time that day; the note shows "
            "which.",
        )
    decisions = any(in_range(value.code, low, high) for low, high in _BY_DECISIONS)
    if decisions:
        yield BillingPoint(
            "Documentation", "The level rests on medical decision making; time does not set it."
        )
    if either or decisions:
        yield BillingPoint(
            "With a procedure",
            "A visit that goes clearly beyond a procedure of the same day carries modifier 25.",
        )


def drug_points(code: str, drug: DrugPage) -> Iterator[BillingPoint]:
    """What a drug line needs: note, units, NDC, waste, and the code for giving it."""
    route = " or ".join(drug.routes) if drug.routes else ""
    given = f" ({route})" if route else ""
    yield BillingPoint(
        "Documentation",
        f"The note names the drug, the dose given, the route{given} and why it was needed.",
    )
    if drug.unit is not None:
        yield BillingPoint(
            "Units",
            f"One billing unit of {code} is {drug.unit.text}; a part of a unit counts as a whole "
            "one.",
        )
    yield BillingPoint(
        "NDC", "Most payers want the 11-digit NDC of the package on the claim line (qualifier N4)."
    )
    if drug.vial == "multi-dose":
        waste = "From a multi-dose vial nothing is billed as waste: neither JW nor JZ."
    else:
        waste = (
            "From a single-dose container what is discarded goes on a line of its own with JW, in "
            "whole units; with nothing discarded the line carries JZ."
        )
        if drug.vial != "single-dose":
            waste += " Multi-dose vials carry neither."
    yield BillingPoint("Waste", waste)
    if drug.administration:
        listed = ", ".join(one.code for one in drug.administration)
        yield BillingPoint(
            "Giving it",
            f"The work is in the code for giving it, logged beside the drug: {listed}.",
            drug.administration,
        )
    if drug.retired:
        yield BillingPoint("Retired", f"{code} has ended; look for the code that replaced it.")


def other_points(state: ValueState, code: str) -> Iterator[BillingPoint]:
    """What lines without an RVU need."""
    match state:
        case ValueState.ANESTHESIA:
            yield BillingPoint(
                "Units",
                "Billed in base units plus time, a unit for every 15 minutes to one decimal; "
                "note start and stop of the anesthetic.",
            )
            yield BillingPoint(
                "Direction",
                "AA and QZ are paid in full; QY, QK and QX at half each; AD at three base units "
                "and one of time.",
            )
        case ValueState.MEASURE:
            yield BillingPoint(
                "Reporting", "Reported with the visit or procedure that it describes, at no charge."
            )
        case ValueState.SUPPLY:
            yield BillingPoint(
                "Supplies", "The note says what was used; the work is in the code for the service."
            )
        case ValueState.UNPRICED:
            yield BillingPoint(
                "Report",
                "Send the operative report, and name a valued code that took similar work.",
            )
        case ValueState.OTHER_SCHEDULE:
            yield BillingPoint(
                "Where it is paid",
                "Billed under another Medicare schedule, such as laboratory, equipment or hospital "
                "outpatient.",
            )
        case ValueState.UNKNOWN:
            yield BillingPoint(
                "Check the code",
                f"No installed list has {code}: check the number, or import CMS's full file.",
            )
        case _:
            return
