"""The glossary: what the words on pages and in tooltips mean, in our own words.

A file of blocks like the rest of the catalog: `term`, `short` (a tooltip's one line), `text`, and
`see`, a list of other terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rvuedge_desktop.catalog.texts import CatalogTextError, read_blocks

_KEYS = {"term", "short", "text", "see"}


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field. `see` names other terms of the glossary."""

    term: str
    short: str
    text: str
    see: tuple[str, ...] = ()


class Glossary:
    """Terms in order, found by name whatever the case."""

    def __init__(self, terms: list[Term]) -> None:
        self.terms = tuple(terms)
        self._by_name = {term.term.casefold(): term for term in terms}
        for term in terms:
            # "Average sales price (ASP)" is found as either.
            name, _, short = term.term.partition(" (")
            self._by_name.setdefault(name.casefold(), term)
            if short:
                self._by_name.setdefault(short.rstrip(")").casefold(), term)

    def get(self, name: str) -> Term | None:
        """A term by its name, its long or its short form."""
        return self._by_name.get(name.strip().casefold())


def read_glossary(catalog: Path) -> Glossary:
    """The glossary of a catalog folder; empty when it has none.

    Raises CatalogTextError when a block lacks something, stands twice or names an absent term.
    """
    path = catalog / "glossary.txt"
    terms: dict[str, Term] = {}
    if not path.is_file():
        return Glossary([])
    for number, block in read_blocks(path):
        name = block.get("term", "")
        unknown = sorted(set(block) - _KEYS)
        if unknown or not name or not block.get("short") or not block.get("text"):
            what = f"unknown key {unknown[0]}" if unknown else "term, short and text are needed"
            raise CatalogTextError(f"{path.name}, line {number}: {what}.")
        if name in terms:
            raise CatalogTextError(f"{path.name}, line {number}: {name} is there twice.")
        see = tuple(item for part in block.get("see", "").split(";") if (item := part.strip()))
        terms[name] = Term(name, block["short"], block["text"], see)
    for term in terms.values():
        for other in term.see:
            if other not in terms:
                raise CatalogTextError(f"{path.name}: {term.term} refers to {other}, not there.")
    return Glossary(list(terms.values()))
