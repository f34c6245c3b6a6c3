"""A published value: one row of a release, and the state it gives a code.

The key is (release, code, modifier), never the code alone (domain reference, rule 1). A value has
a state besides its number: 0.00 can mean "no physician work", "the contractor prices it" or "not
on this schedule" (rule 2), so nothing is shown without asking `classify`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum

from rvuedge_desktop.domain.codes import Family, family_of, in_range, is_drug_code

# Row modifiers CMS publishes: professional part, technical part, discontinued procedure.
ROW_MODIFIERS = ("26", "TC", "53")


class ValueState(StrEnum):
    """What kind of thing a code is to a count of work RVUs."""

    VALUED = "valued"
    NO_WORK = "no_work"
    DRUG = "drug"
    SUPPLY = "supply"
    ANESTHESIA = "anesthesia"
    UNPRICED = "unpriced"
    OTHER_SCHEDULE = "other_schedule"
    MEASURE = "measure"
    UNKNOWN = "unknown"

    @property
    def counts(self) -> bool:
        """Whether lines in this state are added into a wRVU total."""
        return self is ValueState.VALUED


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """One row of CMS's relative value file, every column kept.

    RVUs and the OPPS amounts are in whole hundredths, the three global-package shares in whole
    percent, the conversion factor in ten-thousandths. Fields that a source does not give (the
    shipped 2020 and 2023 values have status and work only) are None. Column meanings: domain
    reference 1.2; indicators: 1.5, 1.6, 1.8.
    """

    code: str
    modifier: str
    status: str
    not_used: str = ""
    work: int = 0
    pe_nonfacility: int | None = None
    nonfacility_na: str = ""
    pe_facility: int | None = None
    facility_na: str = ""
    mp: int | None = None
    total_nonfacility: int | None = None
    total_facility: int | None = None
    pctc: str = ""
    global_days: str = ""
    pre: int | None = None
    intra: int | None = None
    post: int | None = None
    mult_proc: str = ""
    bilat: str = ""
    asst: str = ""
    co_surg: str = ""
    team_surg: str = ""
    pricing: str = ""
    endo_base: str = ""
    conversion_factor: int | None = None
    supervision: str = ""
    calculation_flag: str = ""
    imaging_family: str = ""
    opps_pe_nonfacility: int | None = None
    opps_pe_facility: int | None = None
    opps_mp: int | None = None

    @property
    def work_rvu(self) -> Decimal:
        return Decimal(self.work).scaleb(-2)

    @property
    def key(self) -> tuple[str, str]:
        return (self.code, self.modifier)


VALUE_FIELDS = tuple(field.name for field in fields(PublishedValue))


@dataclass(frozen=True, slots=True)
class Standing:
    """A code's state with the sentence that explains it; `reason` is None for a valued code."""

    state: ValueState
    reason: str | None = None


_DRUG_REASON = (
    "{code} is a drug: the drug itself never has a work RVU. It is paid per billing unit; "
    "the work is in the code for giving it."
)
_SENTENCES = {
    ValueState.SUPPLY: "{code} is a supply: CMS publishes no physician work for it.",
    ValueState.ANESTHESIA: (
        "{code} is anesthesia: it counts in base and time units, never in work RVUs."
    ),
    ValueState.OTHER_SCHEDULE: (
        "{code} is paid on another Medicare schedule, so it has no work RVU."
    ),
    ValueState.MEASURE: "{code} is a reporting measure: it is tracked, not paid, and has no RVU.",
}


def classify(code: str, value: PublishedValue | None, *, modifier: str = "") -> Standing:
    """The state of `code` given the row that applies to it (None: no row in the release).

    Work above zero always makes a row valued, whatever its status (domain reference, rule 3):
    consults, preventive visits and some bundled codes carry work. Only J codes are drugs before
    anything else is asked (rule 12). Sources: domain reference 1.3-1.6 and 5.6.
    """
    family = family_of(code)
    if family is Family.J_CODE:
        return Standing(ValueState.DRUG, _DRUG_REASON.format(code=code))
    if value is None:
        return _without_row(code, family)
    if value.work > 0:
        return Standing(ValueState.VALUED)
    if value.modifier == "TC":
        return Standing(
            ValueState.NO_WORK,
            f"{code}-TC is the technical part: equipment and staff, no physician work.",
        )
    return _without_work(code, value, family)


def _without_row(code: str, family: Family) -> Standing:
    if is_drug_code(code):
        return Standing(ValueState.DRUG, _DRUG_REASON.format(code=code))
    if family in _OFF_SCHEDULE:
        return Standing(
            ValueState.OTHER_SCHEDULE, _SENTENCES[ValueState.OTHER_SCHEDULE].format(code=code)
        )
    return Standing(ValueState.UNKNOWN, f"{code} is not in the values that would price it.")


# Families the relative value file does not list at all (domain reference 1.3).
_OFF_SCHEDULE = frozenset(
    {
        Family.B_CODE,
        Family.C_CODE,
        Family.E_CODE,
        Family.K_CODE,
        Family.L_CODE,
        Family.U_CODE,
        Family.CPT_PLA,
        Family.CPT_MAAA,
    }
)


def _without_work(code: str, value: PublishedValue, family: Family) -> Standing:
    status = value.status
    if is_drug_code(code):
        return Standing(ValueState.DRUG, _DRUG_REASON.format(code=code))
    if status == "J" or family is Family.CPT_ANESTHESIA:
        return _standing(ValueState.ANESTHESIA, code)
    if status == "M" or family is Family.CPT_II:
        return _standing(ValueState.MEASURE, code)
    if status == "C":
        return Standing(
            ValueState.UNPRICED,
            f"{code} has no published RVU: each Medicare contractor prices it (status C).",
        )
    if status == "P" or _is_supply(code):
        return _standing(ValueState.SUPPLY, code)
    if status in {"X", "E"}:
        return _standing(ValueState.OTHER_SCHEDULE, code)
    if status in {"A", "R", "T"} and (value.total_nonfacility or value.total_facility):
        return Standing(
            ValueState.NO_WORK,
            f"{code} has a published value but no physician work: its work RVU is 0.00.",
        )
    if status == "B":
        return Standing(
            ValueState.NO_WORK,
            f"{code} is bundled into other services (status B) and has no physician work.",
        )
    if status == "A":
        return Standing(
            ValueState.NO_WORK,
            f"{code} is an active code without physician work: its work RVU is 0.00.",
        )
    return Standing(
        ValueState.UNPRICED,
        f"{code} has no published RVU: {_WHY_UNPRICED.get(status, 'CMS does not value it')}.",
    )


_WHY_UNPRICED = {
    "I": "Medicare uses another code for it (status I)",
    "N": "Medicare does not cover it (status N)",
    "R": "coverage is restricted and the contractor prices it (status R)",
    "T": "it is paid only when nothing else is payable that day (status T)",
}


def _standing(state: ValueState, code: str) -> Standing:
    return Standing(state, _SENTENCES[state].format(code=code))


def _is_supply(code: str) -> bool:
    """Dressings, casts and skin substitutes (domain reference 5.6)."""
    return (
        in_range(code, "A4000", "A8999")
        or in_range(code, "Q4001", "Q4051")
        or in_range(code, "Q4100", "Q4999")
        or in_range(code, "V2020", "V2799")
    )
