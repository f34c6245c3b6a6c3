"""CMS's one-letter and one-digit indicators in words (domain reference 1.4, 1.6 and 1.8)."""

from __future__ import annotations

_STATUS = {
    "A": "Active: Medicare pays it separately when it is covered",
    "B": "Bundled: Medicare pays it as part of other services",
    "C": "Priced by each Medicare contractor",
    "D": "Deleted",
    "E": "Excluded from the fee schedule by regulation",
    "F": "Deleted or discontinued",
    "G": "Not valid for Medicare: another code is used",
    "H": "Deleted modifier",
    "I": "Not valid for Medicare: another code is used",
    "J": "Anesthesia: paid by base and time units",
    "M": "Measurement: reported, never paid",
    "N": "Not covered by Medicare",
    "P": "Bundled or excluded supply",
    "Q": "Therapy information, reporting only",
    "R": "Restricted coverage",
    "T": "Paid only when nothing else is payable that day",
    "X": "Excluded from the fee schedule by law",
}
_GLOBAL = {
    "000": "Same-day care before and after is included",
    "010": "Care in the 10 days after is included",
    "090": "Care the day before and in the 90 days after is included",
    "MMM": "Maternity: the usual global period does not apply",
    "XXX": "No global period applies",
    "YYY": "Each contractor decides on the global period",
    "ZZZ": "Add-on: it lies inside the global period of the main service",
}
_GLOBAL_MARK = {
    "000": "0-day global",
    "010": "10-day global",
    "090": "90-day global",
    "MMM": "Maternity",
    "YYY": "Global by contractor",
    "ZZZ": "Add-on",
}
_MULTIPLE = {
    "0": "No reduction",
    "1": "Older rule: 100, 50, 25, 25 and 25%",
    "2": "Standard rule: 100%, then 50% each",
    "3": "Endoscopy family rule",
    "4": "Imaging: the second study is reduced",
    "5": "Therapy: practice expense is reduced",
    "6": "Cardiovascular tests: the technical part is reduced",
    "7": "Eye tests: the technical part is reduced",
}
_BILATERAL = {
    "0": "No extra for both sides",
    "1": "150% for both sides",
    "2": "Already means both sides",
    "3": "100% for each side",
}
_ASSISTANT = {
    "0": "Payable with documentation",
    "1": "Not payable",
    "2": "Payable",
}
_CO_SURGEONS = {
    "0": "Not payable",
    "1": "Payable with documentation",
    "2": "Payable for two specialties",
}
_TEAM = {
    "0": "Not payable",
    "1": "Payable with documentation, by report",
    "2": "Payable, by report",
}


def status_in_words(status: str) -> str:
    """A status code with what it means; the letter alone when CMS no longer explains it."""
    words = _STATUS.get(status)
    return f"{status} · {words}" if words else status


def global_days_in_words(days: str) -> str:
    words = _GLOBAL.get(days)
    return f"{days} · {words}" if words else days


def global_mark(days: str) -> str:
    """Two words for the head of a code's page; empty where no global period applies."""
    return _GLOBAL_MARK.get(days, "")


def is_add_on(days: str) -> bool:
    return days == "ZZZ"


def surgery_rules_in_words(
    mult_proc: str, bilat: str, asst: str, co_surg: str, team_surg: str
) -> list[tuple[str, str]]:
    """Title and words of each rule that applies; 9 and blank mean that none does."""
    found = []
    for title, words, sign in (
        ("Multiple procedures", _MULTIPLE, mult_proc),
        ("Both sides", _BILATERAL, bilat),
        ("Assistant at surgery", _ASSISTANT, asst),
        ("Co-surgeons", _CO_SURGEONS, co_surg),
        ("Team of surgeons", _TEAM, team_surg),
    ):
        if text := words.get(sign):
            found.append((title, f"{sign} · {text}"))
    return found
