"""A catalog of two dozen codes, small enough to know every answer by heart."""

from __future__ import annotations

from rvuedge_desktop.catalog.documents import CodeDocument
from rvuedge_desktop.catalog.search import SearchIndex


def shipped(
    code: str,
    name: str,
    *also: str,
    description: str = "",
    tags: tuple[str, ...] = (),
    specialties: tuple[str, ...] = (),
    state: str = "valued",
) -> CodeDocument:
    """A code of our own catalog."""
    return CodeDocument(
        code=code,
        name=name,
        section="Surgery: digestive",
        state=state,
        work=1234 if state == "valued" else None,
        release="RVU26B",
        synonyms=also,
        description=description,
        tags=tags,
        specialties=specialties,
        shipped=True,
    )


def listed(code: str, name: str, state: str = "valued") -> CodeDocument:
    """A code that only a CMS file knows, by CMS's short description."""
    return CodeDocument(code, name, "Surgery: skin and breast", state, 500, "RVU26B")


DOCUMENTS = (
    shipped("47562", "Laparoscopic gallbladder removal", "laparoscopic cholecystectomy"),
    shipped("47600", "Open gallbladder removal", "open cholecystectomy"),
    shipped("45378", "Colonoscopy, diagnostic", "colonoscopy", "screening colonoscopy"),
    shipped("45380", "Colonoscopy with biopsy", description="Colonoscopy and biopsy"),
    shipped("43239", "Upper endoscopy with biopsy", "EGD with biopsy"),
    shipped("27447", "Total knee replacement", "total knee arthroplasty", "TKA"),
    shipped("27130", "Total hip replacement", specialties=("Orthopedic surgery",)),
    shipped("10060", "Abscess incision and drainage, simple"),
    shipped("59510", "Cesarean package with prenatal care", "C-section"),
    shipped("58120", "Dilation and curettage", "D&C"),
    shipped("64721", "Carpal tunnel release", "median nerve decompression"),
    shipped("71045", "Chest X-ray, single view", "CXR"),
    shipped("70450", "Bell's palsy work-up scan", "Ménière scan"),
    shipped("35606", "Carotid-subclavian bypass", "carotid graft", tags=("stroke", "plaque")),
    shipped("J2590", "Oxytocin (Pitocin), up to 10 units", "Pitocin", "oxytocin", state="drug"),
    shipped("J1568", "Octagam immune globulin, 500 mg", "Octagam", "IVIG", state="drug"),
    shipped("J0690", "Cefazolin (Ancef), 500 mg", "Ancef", state="drug"),
    shipped("90283", "Immune globulin by vein", "IVIG", state="other_schedule"),
    shipped("59020", "Fetal contraction stress test", "oxytocin challenge test"),
    listed("43645", "Lap gastric bypass incl smll i"),
    listed("43846", "Gastric bypass for obesity"),
    listed("11106", "Incal bx skn single les"),
    listed("15734", "Muscle-skin graft trunk"),
    listed("38221", "Dx bone marrow biopsies"),
    listed("27786", "Treatment of ankle fracture"),
    listed("27792", "Optx distal fibular fx"),
    listed("19081", "Bx breast 1st lesion strtctc"),
    listed("3006F", "Cxr doc rev", state="measure"),
)


def small_index() -> SearchIndex:
    """The index of `DOCUMENTS`."""
    return SearchIndex.build(DOCUMENTS, fingerprint="small")
