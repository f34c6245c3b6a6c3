"""Codes without a query: what they can be narrowed to, and the lists of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rvuedge_desktop.catalog.documents import CodeDocument
from rvuedge_desktop.catalog.search import SearchIndex
from rvuedge_desktop.domain.codes import section_of
from rvuedge_desktop.domain.values import ValueState

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store

_STATES = {"work": ValueState.VALUED, "drug": ValueState.DRUG}


@dataclass(frozen=True, slots=True)
class Groups:
    """The sections and specialties that codes can be narrowed to, in order."""

    sections: tuple[str, ...]
    specialties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a list of codes is narrowed to; empty texts narrow nothing. `kind` as in a search."""

    kind: str = "all"
    section: str = ""
    specialty: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether every code fits."""
        return self == _WIDE

    def fits(self, document: CodeDocument) -> bool:
        """Whether a found code stays in the list."""
        if self.section and section_of(document.code) != self.section:
            return False
        if self.specialty and self.specialty not in document.specialties:
            return False
        return self.kind == "all" or document.state == _STATES[self.kind].value


_WIDE = Narrowing()


def code_groups(store: Store, codes: Iterable[str]) -> Groups:
    """What there is to narrow `codes` to."""
    specialties = {name for text in store.catalog_search_rows() for name in text.specialties}
    return Groups(tuple(sorted({section_of(code) for code in codes})), tuple(sorted(specialties)))


def codes_of(index: SearchIndex, narrowing: Narrowing) -> list[str]:
    """The codes that fit, in order of code."""
    found = []
    for code in index.codes():
        if narrowing.section and section_of(code) != narrowing.section:
            continue
        document = index.get(code)
        if document is not None and narrowing.fits(document):
            found.append(code)
    return found
