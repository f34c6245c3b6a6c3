"""What is known of a code: the documents of the search index, and the facts of its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from rvuedge_desktop.catalog.documents import CodeDocument
from rvuedge_desktop.catalog.texts import read_common_codes
from rvuedge_desktop.domain.amounts import from_hundredths, plain
from rvuedge_desktop.domain.codes import section_of
from rvuedge_desktop.domain.credit import PricedLine, choose_row
from rvuedge_desktop.domain.entries import Line
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.domain.values import PublishedValue, ValueState
from rvuedge_desktop.resources import resource_path
from rvuedge_desktop.services.evaluation import Evaluator

if TYPE_CHECKING:
    from rvuedge_desktop.storage import CatalogCodeRow, Store


class NoSuchRelease(Exception):
    """The release asked for is not installed."""


def require_installed(store: Store, release: Release) -> None:
    """Raise NoSuchRelease when a release is not installed."""
    if release.name not in {row.name for row in store.releases()}:
        raise NoSuchRelease(
            f"{release.name} is not installed; “rvuedge releases” lists what is, and "
            "“rvuedge import FILE” adds one."
        )


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """A code as its page shows it, under one release. RVUs are None where there is none."""

    code: str
    modifier: str
    name: str | None
    section: str
    state: ValueState
    reason: str | None
    release: str | None
    value: PublishedValue | None
    synonyms: tuple[str, ...]
    specialties: tuple[str, ...]
    description: str = ""
    plain: str = ""
    context: str = ""
    cms_description: str = ""
    note: str | None = None

    @property
    def has_rvu(self) -> bool:
        return self.value is not None and self.state in (ValueState.VALUED, ValueState.NO_WORK)

    def rvu(self, name: str) -> Decimal | None:
        """A component of the value, e.g. `work` or `total_facility`; None where there is none."""
        if self.value is None or not self.has_rvu:
            return None
        hundredths: int | None = getattr(self.value, name)
        return None if hundredths is None else from_hundredths(hundredths)

    def as_json(self) -> dict[str, object]:
        """The answer of `rvuedge show`."""
        value = self.value
        return {
            "code": self.code,
            "modifier": self.modifier or None,
            "name": self.name,
            "section": self.section,
            "state": self.state.value,
            "reason": self.reason,
            "release": self.release,
            "status": value.status if value else None,
            "work_rvu": plain(self.rvu("work")),
            "pe_rvu_nonfacility": plain(self.rvu("pe_nonfacility")),
            "pe_rvu_facility": plain(self.rvu("pe_facility")),
            "mp_rvu": plain(self.rvu("mp")),
            "total_nonfacility": plain(self.rvu("total_nonfacility")),
            "total_facility": plain(self.rvu("total_facility")),
            "global_days": (value.global_days or None) if value else None,
            "synonyms": list(self.synonyms),
            "specialties": list(self.specialties),
        }


def code_facts(
    store: Store,
    evaluator: Evaluator,
    code: str,
    *,
    modifier: str = "",
    on: date,
    release: Release | None = None,
) -> CodeFacts:
    """The facts of `code` (upper case) on a date, or under `release` when it is given.

    Raises NoSuchRelease when that release is not installed.
    """
    if release is not None:
        require_installed(store, release)
    line = Line(code, on, (modifier,) if modifier else ())
    priced = evaluator.price(line, release)
    working = choose_row(PricedLine(line, priced.rows, priced.release, priced.note))
    text = store.catalog_code(code)
    hcpcs = store.hcpcs_text(code)
    cms_description = hcpcs.long if hcpcs is not None else store.description(code) or ""
    return CodeFacts(
        code=code,
        modifier=modifier,
        name=text.name if text else ((hcpcs and hcpcs.short) or cms_description or None),
        section=section_of(code),
        state=working.standing.state,
        reason=working.standing.reason,
        release=priced.release if working.value is not None else None,
        value=working.value,
        synonyms=text.synonyms if text else (),
        specialties=text.specialties if text else (),
        description=text.description if text else "",
        plain=text.plain if text else "",
        context=text.context if text else "",
        cms_description=cms_description,
        note=priced.note,
    )


@cache
def common_codes() -> frozenset[str]:
    """The codes of the shipped list of what is done every day."""
    return read_common_codes(resource_path("catalog"))


def code_documents(store: Store, today: date) -> Iterator[CodeDocument]:
    """A search document for every code that is known, our own words and CMS's alike.

    Each carries the value of the newest release that lists the code.
    """
    descriptions = dict(store.descriptions_newest())
    long_texts = {text.code: text.long for text in store.hcpcs_texts() if len(text.code) == 5}
    descriptions |= long_texts
    texts = {text.code: text for text in store.catalog_search_rows()}
    listed: set[str] = set()
    for row in store.search_rows():
        listed.add(row.code)
        rows = {value.modifier: value for value in row.values}
        description = descriptions.get(row.code, "")
        yield _document(row.code, row.release, rows, texts.get(row.code), description, today)
    for code, text in texts.items():
        if code not in listed:
            yield _document(code, None, {}, text, "", today)
    for code, description in long_texts.items():
        if code not in listed and code not in texts:
            yield _document(code, None, {}, None, description, today)


def _document(
    code: str,
    release: str | None,
    rows: dict[str, PublishedValue],
    text: CatalogCodeRow | None,
    description: str,
    today: date,
) -> CodeDocument:
    working = choose_row(PricedLine(Line(code, today), rows, release))
    state = working.standing.state
    has_work = working.value is not None and state in (ValueState.VALUED, ValueState.NO_WORK)
    return CodeDocument(
        code=code,
        common=code in common_codes(),
        name=text.name if text is not None else description,
        section=section_of(code),
        state=state.value,
        work=working.value.work if working.value is not None and has_work else None,
        release=release,
        synonyms=text.synonyms if text is not None else (),
        description=description if text is not None else "",
        tags=text.tags if text is not None else (),
        specialties=text.specialties if text is not None else (),
        shipped=text is not None,
    )
