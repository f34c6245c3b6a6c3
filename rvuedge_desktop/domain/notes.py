"""Notes must not say who the patient is: what looks like an identifier gets a warning.

A guess by shape, made to warn; it proves nothing about a note that gets no warning.
"""

from __future__ import annotations

import re
import unicodedata

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DASH = r"[-\u2010-\u2015\u2212.\ ]"

# The first that is found is named. These are searched in lower case.
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "an e-mail address",
        re.compile(r"(?<![\w.+-])[\w.%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}"),
    ),
    (
        "a Social Security number",
        re.compile(
            rf"(?<![\w-])[0-9]{{3}}{_DASH}[0-9]{{2}}{_DASH}[0-9]{{4}}(?![\w-])"
            r"|\b(?:ssn|social security)\b[^\w\n]{0,5}"
            r"(?:(?:no|number|num|last 4)[^\w\n]{0,5})?[0-9]"
        ),
    ),
    (
        "a date of birth",
        re.compile(
            r"\b(?:dob|d\.o\.b|birth ?dates?|date of birth|birthday)\b[^\n]{0,15}[0-9]"
            r"|\bborn\b[^\n0-9]{0,10}(?:(?:19|20)[0-9]{2}\b|[0-9]{1,2}[-/.][0-9]{1,2}\b)"
        ),
    ),
    (
        "a date that could be a patient's",
        re.compile(
            r"(?<![\w/.-])(?:0?[1-9]|1[0-2])([-/.])(?:0?[1-9]|[12][0-9]|3[01])\1(?:19|20)[0-9]{2}(?!\w)"
            r"|(?<![\w/.-])(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12][0-9]|3[01])/[0-9]{2}(?![\w/])"
            r"|(?<![\w/.-])(?:0?[1-9]|[12][0-9]|3[01])([-/.])(?:0?[1-9]|1[0-2])\2(?:19|20)[0-9]{2}(?!\w)"
            r"|(?<![\w/.-])(?:19|20)[0-9]{2}([-/.])(?:0?[1-9]|1[0-2])\3(?:0?[1-9]|[12][0-9]|3[01])(?!\w)"
            rf"|\b{_MONTH}\.? ?[0-9]{{1,2}}(?:st|nd|rd|th)?,? ?(?:19|20)[0-9]{{2}}\b"
            rf"|\b[0-9]{{1,2}}(?:st|nd|rd|th)? ?{_MONTH}\.?,? ?(?:19|20)[0-9]{{2}}\b"
        ),
    ),
    (
        "a phone number",
        re.compile(
            rf"(?<![\w-])(?:\+?1{_DASH}?)?(?:\([0-9]{{3}}\)\ ?|[0-9]{{3}}{_DASH})[0-9]{{3}}"
            rf"{_DASH}[0-9]{{4}}(?![\w-])"
            r"|\b(?:phone|tel|cell|mobile|call)\b[^\w\n]{0,5}[0-9]{3}[^\w\n]?[0-9]{4}\b"
        ),
    ),
    (
        "a medical record number",
        re.compile(
            r"\b(?:mrn|mr ?no|mr ?#|med(?:ical)? rec(?:ord)?|chart|(?:pt|patient) ?id|account|acct"
            r"|csn|encounter|member id|fin)\b[^\w\n]{0,5}"
            r"(?:(?:no|num|number|nr|id)\b[^\w\n]{0,5})?[a-z]{0,3}-?[0-9][0-9-]{2,}"
        ),
    ),
)
_LONG_NUMBER = re.compile(r"(?<![\w.-])[A-Za-z]{0,3}-?[0-9]{6,}(?![\w])")
# Lot numbers and drug codes name a product, and doses may be large.
_PRODUCT_BEFORE = re.compile(r"\b(?:lot|ndc)\b[^\w\n]{0,3}(?:(?:no|number)\b[^\w\n]{0,3})?\Z", re.I)
_DOSE_AFTER = re.compile(
    r" ?(?:units?|iu|mcg|mg|ug|g|ml|cells?|copies|u|plaques?|platelets?)\b", re.I
)
_NAME = re.compile(
    r"(?:\A|[^\w\s]\s{0,3}|\b(?:(?:[Pp]t|[Pp]atient)(?:'s)?|[Ff]ull|[Ff]irst|[Ll]ast|[Mm]aiden)\s{1,3})"
    r"(?:[Nn]ame|NAME)\s{0,3}[:=]\s{0,3}\w"
    r"|\b(?:[Pp]t|PT|[Pp]atient|PATIENT)\s{0,3}[:=]\s{0,3}[A-Z][\w'-]{1,40},?\s{1,3}[A-Z]"
    r"|\b(?:Mr|Mrs|Ms|Miss)\b\.?\s{1,3}[A-Z][a-z]"
)


def patient_identifier_in(text: str) -> str | None:
    """One sentence when `text` looks as if it held a patient identifier, else None.

    The sentence never repeats what was found.
    """
    plain = unicodedata.normalize("NFKC", text)
    low = plain.lower()
    for what, pattern in _RULES:
        if pattern.search(low):
            return _warning(what)
    if _has_long_number(plain):
        return _warning("a medical record number")
    if _NAME.search(plain):
        return _warning("a patient's name")
    return None


def _has_long_number(text: str) -> bool:
    for found in _LONG_NUMBER.finditer(text):
        start, end = found.span()
        if _PRODUCT_BEFORE.search(text, max(0, start - 20), start):
            continue
        if _DOSE_AFTER.match(text, end):
            continue
        return True
    return False


def _warning(what: str) -> str:
    return (
        f"The note seems to hold {what}; leave it out, because the log must not say who the "
        "patient is."
    )
