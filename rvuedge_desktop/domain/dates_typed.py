"""Dates as typed after a slash: /yesterday, /mon, /11-03, /2026-11-03, /11-03-2026."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_DAY = date(1992, 1, 1)
"""Work RVUs began on this day."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_OF = {name: at for at, name in enumerate(_WEEKDAYS)}
_WEEKDAY_OF |= {name[:3]: at for at, name in enumerate(_WEEKDAYS)}
_WEEKDAY_OF |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_DAYS_FROM_TODAY = {"today": 0, "yesterday": -1, "tomorrow": 1}
_WORDS = frozenset(_WEEKDAY_OF) | frozenset(_DAYS_FROM_TODAY)

_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_GROWING = re.compile(
    rf"[01]?|{_MONTH}|{_MONTH}[-/.]0?|{_MONTH}[-/.]{_DAY}[-/.](?:[12]?|(?:19|20)[0-9])"
    rf"|2|(?:19|20)[0-9]{{0,2}}|(?:19|20)[0-9]{{2}}[-/.](?:[01]?|{_MONTH}|{_MONTH}[-/.]0?)"
)
_GROUPS = re.compile(r"[-/.]")


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A date, or one sentence saying why the text is none."""

    day: date | None = None
    problem: str | None = None


def is_date_word(text: str) -> bool:
    """Whether `text` (without the slash) is a date written as a word."""
    return text.lower() in _WORDS


def can_become_date(text: str) -> bool:
    """Whether more typing can make a date of `text` (without the slash), which is none yet."""
    low = text.lower()
    if low.isalpha():
        return low not in _WORDS and any(word.startswith(low) for word in _WORDS)
    return _GROWING.fullmatch(low) is not None


def read_date(text: str, today: date) -> TypedDate:
    """The date typed as `text` (without the slash).

    A weekday is the most recent one, today included; a month and day without a year likewise.
    """
    low = text.lower()
    try:
        if low in _DAYS_FROM_TODAY:
            return TypedDate(today + timedelta(days=_DAYS_FROM_TODAY[low]))
        if low in _WEEKDAY_OF:
            return TypedDate(today - timedelta(days=(today.weekday() - _WEEKDAY_OF[low]) % 7))
    except OverflowError:
        return TypedDate(problem=f"'/{text}' is outside the calendar.")
    groups = _GROUPS.split(low)
    if not all(group.isascii() and group.isdigit() for group in groups):
        return _not_a_date(text)
    sizes = [len(group) for group in groups]
    numbers = [int(group[:4]) for group in groups]
    if max(sizes[:2]) > 2 and not (sizes[0] == 4 and len(groups) == 3):
        return _not_a_date(text)
    if len(groups) == 2:
        return _latest(text, numbers[0], numbers[1], today)
    if len(groups) == 3 and sizes[0] == 4 and max(sizes[1:]) <= 2:
        return _exact(text, numbers[0], numbers[1], numbers[2])
    if len(groups) == 3 and max(sizes[:2]) <= 2 and sizes[2] in (2, 4):
        year = numbers[2] if sizes[2] == 4 else 2000 + numbers[2]
        return _exact(text, year, numbers[0], numbers[1])
    return _not_a_date(text)


def problem_with(day: date) -> str | None:
    """Why nothing can be logged on `day`, or None."""
    if day < FIRST_DAY:
        return f"{day.isoformat()} is before 1992, when RVUs began; check the date."
    return None


def question_about(day: date, today: date) -> str | None:
    """A doubt about `day` that the user may answer with `!`, or None."""
    if day > today:
        return f"{day.isoformat()} is in the future; type ! after the date if it is right."
    return None


def _latest(text: str, month: int, day: int, today: date) -> TypedDate:
    # Eight years back hold a February 29 even around 1900.
    for year in range(today.year, max(today.year - 9, 0), -1):
        found = _exact(text, year, month, day).day
        if found is not None and found <= today:
            return TypedDate(found)
    return _impossible(text)


def _exact(text: str, year: int, month: int, day: int) -> TypedDate:
    try:
        return TypedDate(date(year, month, day))
    except ValueError:
        return _impossible(text)


def _impossible(text: str) -> TypedDate:
    return TypedDate(problem=f"'/{text}' is not a day of the calendar; type one such as /11-03.")


def _not_a_date(text: str) -> TypedDate:
    shown = text if len(text) <= 20 else f"{text[:20]}..."
    return TypedDate(
        problem=f"'/{shown}' is not a date; type /yesterday, /mon, /11-03 or /2026-11-03."
    )
