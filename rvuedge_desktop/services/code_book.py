"""The codes and modifiers that exist, held in memory for the quick-entry line.

An immutable snapshot: made where the store is, read anywhere, also on the GUI thread.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from rvuedge_desktop.domain.codes import Family, family_of


class CodeBook:
    """Which texts are codes, beginnings of codes and modifiers."""

    def __init__(self, codes: Iterable[str], modifiers: Iterable[str]) -> None:
        self._sorted = sorted(set(codes))
        self._codes = frozenset(self._sorted)
        self._modifiers = frozenset(modifiers)

    def is_code(self, text: str) -> bool:
        return text in self._codes

    def is_code_start(self, text: str) -> bool:
        """Whether some known code begins with `text`."""
        at = bisect_left(self._sorted, text)
        return at < len(self._sorted) and self._sorted[at].startswith(text)

    def is_modifier(self, text: str) -> bool:
        return text in self._modifiers

    @property
    def modifiers(self) -> frozenset[str]:
        return self._modifiers

    def __len__(self) -> int:
        return len(self._codes)

    def near(self, code: str) -> str | None:
        """A known code one slip away: two neighbours swapped, or one digit wrong.

        Swapped neighbours come first, since that is what fingers do; then the wrong digit, last
        place first, because codes of one family differ there.
        """
        for at in range(len(code) - 1):
            swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
            if swapped != code and swapped in self._codes:
                return swapped
        for at in reversed(range(len(code))):
            for digit in "0123456789":
                other = code[:at] + digit + code[at + 1 :]
                if other != code and other in self._codes:
                    return other
        return None


# Families that need no row: drugs by rule, and what is paid on other schedules.
_WITHOUT_ROWS = frozenset(
    {
        Family.J_CODE,
        Family.B_CODE,
        Family.C_CODE,
        Family.E_CODE,
        Family.K_CODE,
        Family.L_CODE,
        Family.CPT_PLA,
        Family.CPT_MAAA,
    }
)


def needs_a_row(code: str) -> bool:
    """Whether a code must be listed in a release to be logged without a question."""
    return family_of(code) not in _WITHOUT_ROWS
