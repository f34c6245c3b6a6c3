"""Everything the page of one code shows, gathered in one go."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.amounts import from_hundredths
from rvuedge_desktop.domain.codes import normal_code
from rvuedge_desktop.domain.credit import PricedLine, choose_row
from rvuedge_desktop.domain.entries import Line
from rvuedge_desktop.domain.values import PublishedValue, ValueState
from rvuedge_desktop.services.evaluation import Evaluator
from rvuedge_desktop.services.lookup import CodeFacts, code_facts

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store

_WITH_RVU = (ValueState.VALUED, ValueState.NO_WORK)


@dataclass(frozen=True, slots=True)
class ReleaseOfCode:
    """What one release says of a code. `work` is None where it has no work RVU."""

    release: str
    state: ValueState
    status: str
    work: Decimal | None
    change: Decimal | None
    listed: bool


@dataclass(frozen=True, slots=True)
class NamedCode:
    """A code that the page refers to."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class DrugFacts:
    """What the catalog knows of a drug; empty where it says nothing."""

    unit: str = ""
    generic: str = ""
    brands: str = ""
    drug_class: str = ""
    routes: str = ""
    uses: str = ""
    vial: str = ""
    biosimilar_of: str = ""
    retired: str = ""
    administration: tuple[NamedCode, ...] = ()


@dataclass(frozen=True, slots=True)
class CodePage:
    """The page of a code under the release that prices `on`."""

    facts: CodeFacts
    rows: tuple[PublishedValue, ...]
    history: tuple[ReleaseOfCode, ...]
    drug: DrugFacts | None
    known: bool


def code_page(store: Store, evaluator: Evaluator, code: str, on: date) -> CodePage:
    """The page of `code` as of a date; `known` is False when nothing installed lists it."""
    code = normal_code(code)
    facts = code_facts(store, evaluator, code, on=on)
    text = store.catalog_code(code)
    rows = evaluator.rows(code, facts.release) if facts.release is not None else {}
    history = _history(evaluator, code, on)
    return CodePage(
        facts=facts,
        rows=tuple(rows.values()) if facts.has_rvu else (),
        history=history,
        drug=_drug_facts(store, text.facts) if text is not None else None,
        known=text is not None or facts.value is not None or bool(history),
    )


def _history(evaluator: Evaluator, code: str, on: date) -> tuple[ReleaseOfCode, ...]:
    """The releases that can speak of a code, oldest first; a list that lacks it says so."""
    found: list[ReleaseOfCode] = []
    before: Decimal | None = None
    for release in sorted(evaluator.releases_for(code), key=lambda known: known.order):
        rows = evaluator.rows(code, release.name)
        if not rows:
            if release.complete:
                found.append(
                    ReleaseOfCode(release.name, ValueState.UNKNOWN, "", None, None, listed=False)
                )
            continue
        working = choose_row(PricedLine(Line(code, on), rows, release.name))
        state, value = working.standing.state, working.value
        work = from_hundredths(value.work) if value is not None and state in _WITH_RVU else None
        change = work - before if work is not None and before is not None else None
        status = value.status if value is not None else ""
        found.append(ReleaseOfCode(release.name, state, status, work, change, listed=True))
        before = work
    return tuple(found) if any(row.listed for row in found) else ()


def _drug_facts(store: Store, text: str) -> DrugFacts | None:
    try:
        facts = json.loads(text)
    except ValueError:
        return None
    if not facts:
        return None
    codes = _items(facts.get("administration", ""))
    names = store.names_of(set(codes)) if codes else {}
    unit = facts.get("unit", "")
    if unit and facts.get("up_to") == "yes":
        unit = f"up to {unit}"
    return DrugFacts(
        unit=unit,
        generic=facts.get("generic", ""),
        brands=", ".join(_items(facts.get("brands", ""))),
        drug_class=facts.get("class", ""),
        routes=", ".join(_items(facts.get("routes", ""))),
        uses="; ".join(_items(facts.get("uses", ""))),
        vial=facts.get("vial", ""),
        biosimilar_of=facts.get("biosimilar_of", ""),
        retired=facts.get("retired", ""),
        administration=tuple(NamedCode(code, names.get(code) or "") for code in codes),
    )


def _items(text: object) -> list[str]:
    if isinstance(text, list):
        return [str(item) for item in text]
    return [item for part in str(text).split(";") if (item := part.strip())]
