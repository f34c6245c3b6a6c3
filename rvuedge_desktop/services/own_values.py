"""The user's own values: work RVUs of codes without a published one, and anesthesia base units.

They count from the next line on; lines that are logged already change by repricing only.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.codes import (
    Family,
    family_of,
    is_code_shape,
    is_drug_code,
    is_modifier_shape,
    normal_code,
)
from rvuedge_desktop.domain.policies import CodeOverride

if TYPE_CHECKING:
    from rvuedge_desktop.services.pricing import Pricer
    from rvuedge_desktop.storage.store import Store

_MOST_WORK = Decimal(1000)
_MOST_BASE = Decimal(100)


class BadValue(Exception):
    """A value cannot be kept; the message is a sentence that says why."""


def set_own_value(store: Store, pricer: Pricer, value: CodeOverride) -> CodeOverride:
    """Keep the user's value for a code, with its reason. Raises BadValue."""
    code, modifier = normal_code(value.code), normal_code(value.modifier)
    if not is_code_shape(code) or (modifier and not is_modifier_shape(modifier)):
        raise BadValue(f"“{value.code}” is not a code; write five signs such as 64999.")
    if is_drug_code(code):
        raise BadValue(f"{code} is a drug: the work is in the code for giving it.")
    if family_of(code) is Family.CPT_ANESTHESIA:
        raise BadValue(f"{code} is anesthesia: enter its base units instead.")
    if not 0 <= value.work <= _MOST_WORK or value.work * 100 % 1:
        raise BadValue(f"A work RVU lies between 0 and {_MOST_WORK} and has two decimals.")
    if not value.reason.strip():
        raise BadValue("Say why: a value of your own needs a reason.")
    kept = CodeOverride(code, value.work, value.reason.strip(), value.source.strip(), modifier)
    store.set_own_value(kept)
    pricer.refresh_terms()
    return kept


def remove_own_value(store: Store, pricer: Pricer, code: str, modifier: str = "") -> bool:
    """Forget the user's value for a code; whether there was one."""
    removed = store.remove_own_value(normal_code(code), normal_code(modifier))
    pricer.refresh_terms()
    return removed


def set_anesthesia_bases(
    store: Store, pricer: Pricer, bases: Mapping[str, Decimal], *, source: str = ""
) -> int:
    """Keep base units of anesthesia codes; how many. Raises BadValue."""
    for code, units in bases.items():
        if family_of(code) is not Family.CPT_ANESTHESIA:
            raise BadValue(f"“{code}” is not an anesthesia code; they run from 00100 to 01999.")
        if not 0 <= units <= _MOST_BASE or units * 10 % 1:
            raise BadValue(f"Base units of {code} lie between 0 and {_MOST_BASE}, in tenths.")
    store.set_anesthesia_bases(bases, source=source)
    pricer.refresh_terms()
    return len(bases)


def bases_from_csv(text: str) -> dict[str, Decimal]:
    """Base units of a CSV text: the code first in its row, its base units last. Raises BadValue.

    Rows that do not begin with a code, such as titles, are passed over.
    """
    found: dict[str, Decimal] = {}
    for number, row in enumerate(csv.reader(text.splitlines()), 1):
        cells = [cell.strip() for cell in row if cell.strip()]
        if not cells or family_of(normal_code(cells[0])) is not Family.CPT_ANESTHESIA:
            continue
        try:
            units = Decimal(cells[-1]) if len(cells) > 1 else None
        except InvalidOperation:
            units = None
        if units is None or not units.is_finite():
            raise BadValue(f"Line {number} has no base units for {cells[0]}.")
        found[normal_code(cells[0])] = units
    if not found:
        raise BadValue("There is no anesthesia code in this file; its rows are code and units.")
    return found
