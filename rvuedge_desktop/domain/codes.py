"""Code shapes, families and sections (domain reference 7.1, 7.2 and 5.6)."""

from __future__ import annotations

import re
from enum import StrEnum


class Family(StrEnum):
    """A code's family, by shape and range alone."""

    CPT_I = "CPT category I"
    CPT_ANESTHESIA = "CPT anesthesia"
    CPT_II = "CPT category II"
    CPT_III = "CPT category III"
    CPT_MAAA = "CPT multianalyte assay"
    CPT_PLA = "CPT proprietary laboratory"
    A_CODE = "HCPCS A"
    B_CODE = "HCPCS B"
    C_CODE = "HCPCS C"
    D_CODE = "Dental (CDT)"
    E_CODE = "HCPCS E"
    G_CODE = "HCPCS G"
    H_CODE = "HCPCS H"
    J_CODE = "HCPCS J (drugs)"
    K_CODE = "HCPCS K"
    L_CODE = "HCPCS L"
    M_CODE = "HCPCS M"
    P_CODE = "HCPCS P"
    Q_CODE = "HCPCS Q"
    R_CODE = "HCPCS R"
    S_CODE = "HCPCS S"
    T_CODE = "HCPCS T"
    U_CODE = "HCPCS U"
    V_CODE = "HCPCS V"
    OTHER = "not a code"

    @property
    def is_cpt(self) -> bool:
        """Whether the code belongs to the AMA's CPT set."""
        return self.name.startswith("CPT")


# CMS lists GXXX1 as a placeholder of its own in RVU26B.
_CODE = re.compile(r"[0-9]{5}|[0-9]{4}[FTMUA]|[A-HJ-MP-V][0-9]{4}|GXXX[0-9]")
_MODIFIER = re.compile(r"[A-Z0-9]{2}")
_SUFFIX = {
    "F": Family.CPT_II,
    "T": Family.CPT_III,
    "M": Family.CPT_MAAA,
    "U": Family.CPT_PLA,
    # nnnnA were the 2021-2023 coronavirus vaccine administrations; they are in old releases.
    "A": Family.CPT_I,
}


def normal_code(text: str) -> str:
    """`text` as a code is written: trimmed, upper case. Leading zeros are kept."""
    return text.strip().upper()


def is_code_shape(text: str) -> bool:
    """Whether `text` (upper case) has the shape of a CPT or HCPCS code."""
    return _CODE.fullmatch(text) is not None


def is_modifier_shape(text: str) -> bool:
    """Whether `text` (upper case) has the shape of a modifier: two letters or digits."""
    return _MODIFIER.fullmatch(text) is not None


def family_of(code: str) -> Family:
    """The family of an upper-case code; `Family.OTHER` when it has no code's shape."""
    if not is_code_shape(code):
        return Family.OTHER
    first, last = code[0], code[-1]
    if first.isdigit():
        if last in _SUFFIX:
            return _SUFFIX[last]
        return Family.CPT_ANESTHESIA if in_range(code, "00100", "01999") else Family.CPT_I
    return Family[f"{first}_CODE"]


def in_range(code: str, low: str, high: str) -> bool:
    """Whether two codes of one shape bracket `code` (text order, bounds included)."""
    return len(code) == len(low) and low <= code <= high and code[0].isdigit() == low[0].isdigit()


def is_drug_code(code: str) -> bool:
    """Whether a code names a drug, vaccine, immune globulin, contrast agent or tracer product.

    All J codes, and the product ranges of other letters (domain reference 5.6; HCPCS Level II).
    Administration codes inside 90476-90759 carry work in the file, so they are classified by
    their work before this is asked.
    """
    if code[:1] == "J":
        return family_of(code) is Family.J_CODE
    return any(in_range(code, low, high) for low, high in _DRUG_RANGES)


_DRUG_RANGES = (
    ("90281", "90399"),
    ("90476", "90759"),
    ("91300", "91399"),
    ("A9500", "A9800"),
    ("C9000", "C9399"),
    ("Q0138", "Q0181"),
    ("Q0220", "Q0249"),
    ("Q2004", "Q2039"),
    ("Q2041", "Q2058"),
    ("Q3027", "Q3028"),
    ("Q4074", "Q4082"),
    ("Q5101", "Q5199"),
    ("Q9950", "Q9983"),
    ("Q9991", "Q9998"),
    ("S0012", "S0198"),
)

# (first code, last code, section). 98000-98016 stand in Medicine by number but are visits.
_SECTIONS = (
    ("00100", "01999", "Anesthesia"),
    ("10004", "10021", "Surgery: general"),
    ("10022", "19499", "Surgery: skin and breast"),
    ("20000", "29999", "Surgery: musculoskeletal"),
    ("30000", "32999", "Surgery: respiratory"),
    ("33000", "37799", "Surgery: heart and vessels"),
    ("38000", "38999", "Surgery: blood and lymph"),
    ("39000", "39599", "Surgery: mediastinum and diaphragm"),
    ("40000", "49999", "Surgery: digestive"),
    ("50000", "53899", "Surgery: urinary"),
    ("54000", "55899", "Surgery: male genital"),
    ("55900", "55999", "Surgery: reproductive"),
    ("56000", "58999", "Surgery: female genital"),
    ("59000", "59899", "Surgery: maternity"),
    ("60000", "60699", "Surgery: endocrine"),
    ("61000", "64999", "Surgery: nervous system"),
    ("65000", "68899", "Surgery: eye"),
    ("69000", "69979", "Surgery: ear"),
    ("69990", "69990", "Surgery: operating microscope"),
    ("70000", "79999", "Radiology"),
    ("80000", "89398", "Pathology and laboratory"),
    ("98000", "98016", "Evaluation and management"),
    ("90000", "99199", "Medicine"),
    ("99202", "99499", "Evaluation and management"),
    ("99500", "99607", "Medicine"),
)
_LETTER_SECTIONS = {
    Family.CPT_II: "Performance measures",
    Family.CPT_III: "Emerging technology (category III)",
    Family.CPT_MAAA: "Pathology and laboratory",
    Family.CPT_PLA: "Pathology and laboratory",
    Family.A_CODE: "Transport, supplies and tracers (A)",
    Family.B_CODE: "Enteral and parenteral therapy (B)",
    Family.C_CODE: "Hospital outpatient (C)",
    Family.D_CODE: "Dental (D)",
    Family.E_CODE: "Durable equipment (E)",
    Family.G_CODE: "Procedures and services (G)",
    Family.H_CODE: "Behavioral health programs (H)",
    Family.J_CODE: "Drugs (J)",
    Family.K_CODE: "Durable equipment (K)",
    Family.L_CODE: "Orthotics and prosthetics (L)",
    Family.M_CODE: "Medical services and measures (M)",
    Family.P_CODE: "Pathology and blood products (P)",
    Family.Q_CODE: "Temporary codes (Q)",
    Family.R_CODE: "Portable imaging transport (R)",
    Family.S_CODE: "Private-payer codes (S)",
    Family.T_CODE: "State Medicaid codes (T)",
    Family.U_CODE: "Pathology and laboratory",
    Family.V_CODE: "Vision and hearing (V)",
}
NO_SECTION = "Other codes"


def section_of(code: str) -> str:
    """The section a code belongs to, by range (domain reference 7.2) or letter (5.6)."""
    family = family_of(code)
    named = _LETTER_SECTIONS.get(family)
    if named is not None:
        return named
    if family is Family.OTHER:
        return NO_SECTION
    if code[-1] == "A":
        return "Medicine"
    for low, high, section in _SECTIONS:
        if low <= code <= high:
            return section
    return NO_SECTION
