"""Places of service by their two digits, in words, and whether CMS pays the facility rate there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Marks a text for the translators' tools, which look for a function of this name."""
    return text


_NAMES = {
    "01": QT_TRANSLATE_NOOP("Places", "Pharmacy"),
    "02": QT_TRANSLATE_NOOP("Places", "Telehealth, patient not at home"),
    "03": QT_TRANSLATE_NOOP("Places", "School"),
    "04": QT_TRANSLATE_NOOP("Places", "Homeless shelter"),
    "09": QT_TRANSLATE_NOOP("Places", "Prison"),
    "10": QT_TRANSLATE_NOOP("Places", "Telehealth, patient at home"),
    "11": QT_TRANSLATE_NOOP("Places", "Office"),
    "12": QT_TRANSLATE_NOOP("Places", "Home"),
    "13": QT_TRANSLATE_NOOP("Places", "Assisted living"),
    "14": QT_TRANSLATE_NOOP("Places", "Group home"),
    "15": QT_TRANSLATE_NOOP("Places", "Mobile unit"),
    "16": QT_TRANSLATE_NOOP("Places", "Temporary lodging"),
    "17": QT_TRANSLATE_NOOP("Places", "Walk-in retail clinic"),
    "18": QT_TRANSLATE_NOOP("Places", "Place of employment"),
    "19": QT_TRANSLATE_NOOP("Places", "Outpatient hospital, off campus"),
    "20": QT_TRANSLATE_NOOP("Places", "Urgent care"),
    "21": QT_TRANSLATE_NOOP("Places", "Inpatient hospital"),
    "22": QT_TRANSLATE_NOOP("Places", "Outpatient hospital, on campus"),
    "23": QT_TRANSLATE_NOOP("Places", "Emergency room"),
    "24": QT_TRANSLATE_NOOP("Places", "Ambulatory surgery center"),
    "25": QT_TRANSLATE_NOOP("Places", "Birthing center"),
    "26": QT_TRANSLATE_NOOP("Places", "Military treatment facility"),
    "27": QT_TRANSLATE_NOOP("Places", "Outreach, on the street"),
    "31": QT_TRANSLATE_NOOP("Places", "Skilled nursing facility"),
    "32": QT_TRANSLATE_NOOP("Places", "Nursing facility"),
    "33": QT_TRANSLATE_NOOP("Places", "Custodial care"),
    "34": QT_TRANSLATE_NOOP("Places", "Hospice"),
    "41": QT_TRANSLATE_NOOP("Places", "Ambulance, land"),
    "42": QT_TRANSLATE_NOOP("Places", "Ambulance, air or water"),
    "49": QT_TRANSLATE_NOOP("Places", "Independent clinic"),
    "50": QT_TRANSLATE_NOOP("Places", "Federally qualified health center"),
    "51": QT_TRANSLATE_NOOP("Places", "Inpatient psychiatry"),
    "52": QT_TRANSLATE_NOOP("Places", "Psychiatry, partial hospitalization"),
    "53": QT_TRANSLATE_NOOP("Places", "Community mental health center"),
    "54": QT_TRANSLATE_NOOP("Places", "Intermediate care facility"),
    "55": QT_TRANSLATE_NOOP("Places", "Residential substance treatment"),
    "56": QT_TRANSLATE_NOOP("Places", "Residential psychiatry"),
    "57": QT_TRANSLATE_NOOP("Places", "Substance treatment, not residential"),
    "58": QT_TRANSLATE_NOOP("Places", "Opioid treatment"),
    "60": QT_TRANSLATE_NOOP("Places", "Mass immunization center"),
    "61": QT_TRANSLATE_NOOP("Places", "Inpatient rehabilitation"),
    "62": QT_TRANSLATE_NOOP("Places", "Outpatient rehabilitation"),
    "65": QT_TRANSLATE_NOOP("Places", "Dialysis center"),
    "66": QT_TRANSLATE_NOOP("Places", "Day center of a care program"),
    "71": QT_TRANSLATE_NOOP("Places", "Public health clinic"),
    "72": QT_TRANSLATE_NOOP("Places", "Rural health clinic"),
    "81": QT_TRANSLATE_NOOP("Places", "Independent laboratory"),
    "99": QT_TRANSLATE_NOOP("Places", "Another place"),
}
# Where most lines are done, before all others.
_FIRST = ("11", "21", "22", "23", "24", "19", "02", "10")


def place_name(place: str) -> str:
    """The name of a place of service; nothing for one we know no name of."""
    return QCoreApplication.translate("Places", _NAMES[place]) if place in _NAMES else ""


def place_choices(places: Mapping[str, bool]) -> list[tuple[str, str]]:
    """Every place of service as (two digits, text), the usual ones first."""
    known = [place for place in _FIRST if place in places]
    known += sorted(place for place in places if place not in _FIRST)
    return [(place, f"{place} · {place_name(place)}".rstrip(" ·")) for place in known]
