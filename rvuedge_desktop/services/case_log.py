"""The case log of a resident: what is logged toward each defined category."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.case_log import (
    Case,
    CaseLine,
    CaseTable,
    CategoryCount,
    Choice,
    category_counts,
    credited_cases,
    major_cases,
)

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store

SHIPPED = {"General surgery": "general-surgery.csv"}


class NoSuchTable(Exception):
    """There is no case table of a name; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class CaseLog:
    """A case log on a day: its cases, how many are major, and its categories."""

    table: CaseTable
    cases: tuple[Case, ...]
    majors: int
    counts: tuple[CategoryCount, ...]


def case_tables(store: Store) -> dict[str, CaseTable]:
    """The shipped tables, and in their place or beside them the user's own."""
    from rvuedge_desktop.exchange.case_table import case_table_from_csv
    from rvuedge_desktop.resources import resource_path

    texts = {
        name: resource_path("case_logs", file).read_text(encoding="utf-8")
        for name, file in SHIPPED.items()
    }
    texts |= store.texts_of("case_tables")
    return {name: case_table_from_csv(name, text) for name, text in texts.items()}


def import_case_table(store: Store, name: str, text: str) -> CaseTable:
    """Keep a table of categories. Raises `BadCaseTable` of `exchange.case_table`."""
    from rvuedge_desktop.exchange.case_table import case_table_from_csv, case_table_to_csv

    table = case_table_from_csv(name.strip(), text)
    store.set_texts("case_tables", {table.name: case_table_to_csv(table)})
    return table


def case_log(store: Store, table_name: str, first: date, last: date) -> CaseLog:
    """The cases of some days against a table. Raises NoSuchTable."""
    table = case_tables(store).get(table_name)
    if table is None:
        raise NoSuchTable(f"There is no case table “{table_name}”; import one as CSV.")
    lines = [CaseLine(*row) for row in store.case_lines(first, last)]
    choices = {
        number: Choice(kept.entry_id, kept.category, kept.role)
        for number, kept in store.case_choices().items()
    }
    cases = credited_cases(table, lines, choices)
    return CaseLog(table, cases, len(major_cases(cases)), category_counts(table, cases))
