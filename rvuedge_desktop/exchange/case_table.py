"""Defined categories of a case log as CSV, as they are shipped, imported and edited."""

from __future__ import annotations

import csv
import io
import re

from rvuedge_desktop.domain.case_log import CaseRole, CaseTable, Category
from rvuedge_desktop.domain.codes import is_code_shape, normal_code

HEADINGS = ("category", "minimum", "parent", "roles", "codes", "source")
_NEEDED = ("category", "minimum")


class BadCaseTable(Exception):
    """A table of categories cannot be used; the message is a sentence that says where and why."""


def case_table_from_csv(name: str, text: str) -> CaseTable:
    """The categories of a CSV text with a heading line; lines with # are remarks."""
    kept = [line for line in text.lstrip("\ufeff").splitlines() if not line.startswith("#")]
    try:
        reader = csv.DictReader(kept)
        headings = tuple(heading.strip().casefold() for heading in reader.fieldnames or ())
        if any(needed not in headings for needed in _NEEDED):
            raise BadCaseTable(f"The headings of a case table are {', '.join(HEADINGS)}.")
        reader.fieldnames = headings
        categories = tuple(
            _category(number, {key: (row.get(key) or "").strip() for key in HEADINGS})
            for number, row in enumerate(reader, 2)
        )
        return CaseTable(name, categories)
    except csv.Error as problem:
        raise BadCaseTable(f"This is not a table: {problem}.") from None
    except ValueError as problem:
        raise BadCaseTable(str(problem)) from None


def _category(number: int, row: dict[str, str]) -> Category:
    if not row["category"]:
        raise BadCaseTable(f"Row {number} has no category.")
    if not re.fullmatch(r"[0-9]{0,5}", row["minimum"]):
        raise BadCaseTable(f"Row {number} has “{row['minimum'][:40]}” for a minimum.")
    try:
        roles = frozenset(CaseRole(role) for role in row["roles"].upper().split())
    except ValueError:
        known = ", ".join(CaseRole)
        raise BadCaseTable(f"Row {number} has a role that is none of {known}.") from None
    return Category(
        name=row["category"],
        minimum=int(row["minimum"] or 0),
        codes=tuple(_range(number, part) for part in row["codes"].split()),
        parent=row["parent"],
        counts=roles,
        source=row["source"],
    )


def _range(number: int, text: str) -> tuple[str, str]:
    low, _, high = normal_code(text).partition("-")
    high = high or low
    if not (is_code_shape(low) and is_code_shape(high)) or high < low:
        raise BadCaseTable(f"Row {number} has “{text[:40]}”, which is no code and no range.")
    return low, high


def case_table_to_csv(table: CaseTable) -> str:
    """The table as CSV; `case_table_from_csv` reads the same one back."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADINGS)
    for category in table.categories:
        codes = (low if low == high else f"{low}-{high}" for low, high in category.codes)
        writer.writerow(
            [
                category.name,
                category.minimum or "",
                category.parent,
                " ".join(sorted(category.counts)),
                " ".join(codes),
                category.source,
            ]
        )
    return out.getvalue()
