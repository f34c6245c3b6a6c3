"""From what the grammar understood to the chips under the line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rvuedge_desktop.domain.quick_entry import QuickEntry
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.ui.widgets.chips import Chip, ChipKind

_KINDS = {
    "code": ChipKind.CODE,
    "modifier": ChipKind.MODIFIER,
    "units": ChipKind.UNITS,
    "site": ChipKind.SITE,
    "date": ChipKind.DATE,
    "note": ChipKind.NOTE,
    "words": ChipKind.WORDS,
    "tail": ChipKind.TAIL,
    "problem": ChipKind.PROBLEM,
}


def chips_of(
    entry: QuickEntry, refused: Sequence[Any], state_of: Callable[[str], str]
) -> list[Chip]:
    """The chips in the order typed; the first chip of a refused line turns red and says why."""
    told: set[int] = set()
    chips = []
    for chip in entry.chips:
        kind = _KINDS.get(chip.kind, ChipKind.TAIL)
        sentence, suggestion = chip.problem or "", ""
        if chip.problem:
            kind = ChipKind.PROBLEM
        elif kind is ChipKind.CODE and state_of(chip.text.upper()) == ValueState.DRUG.value:
            kind = ChipKind.DRUG
        for number, refusal in enumerate(refused):
            if number not in told and refusal.start <= chip.start < refusal.end:
                told.add(number)
                kind, sentence = ChipKind.PROBLEM, first_sentence(refusal.reason)
                suggestion = refusal.suggestion
        chips.append(Chip(kind, chip.text, sentence, suggestion))
    return chips


def first_sentence(text: str) -> str:
    """What a chip has room for; the whole text stands under the lines."""
    head, stop, _ = text.partition(". ")
    return head + "." if stop else text
