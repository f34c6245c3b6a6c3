"""National Drug Codes in the 11 digits that claims want (domain reference 5.4).

A label carries ten digits in three parts, 4-4-2, 5-3-2 or 5-4-1; a zero goes in front of the part
that is short, which gives 5-4-2. Ten digits without hyphens could be any of the three, so they
are refused rather than guessed at.
"""

from __future__ import annotations

import re

_FULL = (5, 4, 2)
_LABEL = ((4, 4, 2), (5, 3, 2), (5, 4, 1), _FULL)
_BEFORE = re.compile(r"^(?:NDC|N4)\s*[:#]?\s*", re.IGNORECASE)
_HYPHENS = re.compile(r"\s*[-‐‑‒–—−]\s*")
_DIGITS = re.compile(r"[0-9]+")
_LONGEST = 40


class BadNdc(Exception):
    """A text cannot be turned into 11 digits; the message is one sentence that says why.

    `candidates` are what ten digits without hyphens could mean; empty otherwise.
    """

    def __init__(self, message: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.candidates = candidates


def ndc11(text: str) -> str:
    """An NDC in any form as 11 digits without hyphens. Raises BadNdc."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text).strip()[:_LONGEST]
    if len(text.strip()) > _LONGEST or not shown:
        raise BadNdc("An NDC has 10 or 11 digits; write it as on the label, such as 0574-4072-05.")
    cleaned = _HYPHENS.sub("-", _BEFORE.sub("", shown))
    parts = re.split(r"[-\s]+", cleaned)
    if not all(_DIGITS.fullmatch(part) for part in parts):
        raise BadNdc(f"“{shown}” is not an NDC; it has digits and hyphens only.")
    if len(parts) == 1:
        return _without_hyphens(parts[0], shown)
    sizes = tuple(map(len, parts))
    if len(parts) != 3:
        raise BadNdc(f"“{shown}” has {len(parts)} parts where an NDC has three, as 0574-4072-05.")
    if sizes not in _LABEL:
        given = "-".join(map(str, sizes))
        raise BadNdc(
            f"“{shown}” has parts of {given} digits; an NDC has 4-4-2, 5-3-2, 5-4-1 or 5-4-2."
        )
    return "".join(part.zfill(size) for part, size in zip(parts, _FULL, strict=True))


def _without_hyphens(digits: str, shown: str) -> str:
    if len(digits) == 11:
        return digits
    if len(digits) == 10:
        found = candidates(digits)
        said = ", ".join(map(hyphenated, found[:-1])) + f" or {hyphenated(found[-1])}"
        raise BadNdc(
            f"“{shown}” is ambiguous: without hyphens these ten digits can mean {said}; "
            "type the hyphens as on the label.",
            found,
        )
    raise BadNdc(
        f"“{shown}” has {len(digits)} digits where an NDC has 10 with hyphens, or 11 without."
    )


def candidates(ten_digits: str) -> tuple[str, ...]:
    """The three NDCs of 11 digits that ten digits without hyphens can mean."""
    found = (
        "0" + ten_digits,
        ten_digits[:5] + "0" + ten_digits[5:],
        ten_digits[:9] + "0" + ten_digits[9:],
    )
    return tuple(dict.fromkeys(found))


def hyphenated(eleven: str) -> str:
    """11 digits as 5-4-2, for reading."""
    return f"{eleven[:5]}-{eleven[5:9]}-{eleven[9:]}"
