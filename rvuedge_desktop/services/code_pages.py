"""The page of a code, composed from facts for every state a code can be in.

A page holds no drawing and no markup: it is plain data in the order of `page_parts.SECTIONS`.
What pages share (the section's values, relations, payment tables) is read once and kept until the
codes change; `warm` does so ahead of time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.codes import family_of, normal_code
from rvuedge_desktop.domain.indicators import (
    global_days_in_words,
    global_mark,
    status_in_words,
)
from rvuedge_desktop.domain.places import NotEstimable, Setting
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.domain.values import PublishedValue, ValueState
from rvuedge_desktop.services.drug_help import facts_in
from rvuedge_desktop.services.lookup import CodeFacts, code_facts
from rvuedge_desktop.services.page_billing import drug_points, other_points, procedure_points
from rvuedge_desktop.services.page_compare import Comparisons
from rvuedge_desktop.services.page_drugs import drug_page
from rvuedge_desktop.services.page_history import adjustment_sentence, history_of
from rvuedge_desktop.services.page_parts import (
    SECTIONS,
    BillingPoint,
    Comparison,
    Component,
    DrugPage,
    MedicarePayment,
    NamedCode,
    Page,
    RelatedGroup,
)
from rvuedge_desktop.services.page_questions import questions_of
from rvuedge_desktop.services.page_related import RelatedCodes
from rvuedge_desktop.services.payment import PaymentEstimator, Place

if TYPE_CHECKING:
    from rvuedge_desktop.services.evaluation import Evaluator
    from rvuedge_desktop.services.payment_tables import PaymentTables
    from rvuedge_desktop.storage.store import Store

NATIONAL = Place()
_COMPONENTS = (
    ("Work", "work", "work"),
    ("Practice expense", "pe_nonfacility", "pe_facility"),
    ("Malpractice", "mp", "mp"),
    ("Total", "total_nonfacility", "total_facility"),
)
_ATTRIBUTION = (
    "Values: Medicare Physician Fee Schedule, {release}, as published by CMS. Names and texts are "
    "this program's own. CPT codes are the American Medical Association's. An aid to counting, "
    "not billing advice."
)


class CodePages:
    """Composes pages. Lives where the store lives."""

    def __init__(self, store: Store, evaluator: Evaluator, tables: PaymentTables) -> None:
        self._store = store
        self._evaluator = evaluator
        self._estimator = PaymentEstimator(store, evaluator, tables)
        self._version = ""
        self._comparisons = Comparisons(store)
        self._related: dict[str, RelatedCodes] = {}
        self._complete: dict[str, bool] = {}

    def warm(self, on: date) -> None:
        """Read what pages share, so that the first page opens as fast as the next."""
        self.page("99213", on)

    def page(
        self,
        code: str,
        on: date,
        *,
        modifier: str = "",
        release: Release | None = None,
        place: Place = NATIONAL,
    ) -> Page:
        """The page of `code` on a date of service, or under `release` when it is given.

        Raises NoSuchRelease when that release is not installed.
        """
        self._refresh()
        code = normal_code(code)
        facts = code_facts(
            self._store, self._evaluator, code, modifier=modifier, on=on, release=release
        )
        related = self._related_of(facts)
        rows = self._rows(facts)
        # One look for every name the page will need.
        groups = related.groups(code)
        history = history_of(self._evaluator, code, on, modifier)
        text = self._store.catalog_code(code)
        known = text is not None or facts.value is not None or bool(history)
        drug = None
        if facts.state is ValueState.DRUG:
            catalog_facts = facts_in(text.facts) if text is not None else {}
            drug = drug_page(self._store, code, catalog_facts, related.names, on)
            known = known or drug.limit is not None or bool(drug.packages)
        page = Page(
            facts=facts,
            known=known or bool(facts.cms_description),
            family=family_of(code).value,
            marks=tuple(_marks(facts, drug, shipped=text is not None)),
            also=_also(facts, drug),
            description=facts.description or facts.cms_description,
            status=status_in_words(facts.value.status) if facts.value else "",
            global_days=_global_days(facts),
            components=_components(facts),
            rows=rows,
            history=history,
            history_note=adjustment_sentence(code, history),
            no_rvu=tuple(_no_rvu(facts, drug)),
            drug=drug,
            payment=self._payment(facts, modifier, on, release, place),
            billing=tuple(_billing(facts, rows, drug)),
            compares=self._compared(facts),
            related=self._named_groups(groups, related.names),
            attribution=_ATTRIBUTION.format(release=facts.release or "no release lists this code"),
        )
        page = replace(page, questions=questions_of(page))
        return replace(page, sections=tuple(_sections(page)))

    def _refresh(self) -> None:
        version = self._store.codes_version()
        if version != self._version:
            self._version = version
            self._comparisons = Comparisons(self._store)
            self._related.clear()
            self._complete = {}
            for row in self._store.releases():
                self._complete[row.name] = self._complete.get(row.name, False) or row.complete

    def _related_of(self, facts: CodeFacts) -> RelatedCodes:
        release = facts.release or max(
            self._complete, key=lambda name: Release(name).order, default=""
        )
        found = self._related.get(release)
        if found is None:
            found = self._related[release] = RelatedCodes(self._store, release)
        return found

    def _rows(self, facts: CodeFacts) -> tuple[PublishedValue, ...]:
        if facts.release is None:
            return ()
        return tuple(self._evaluator.rows(facts.code, facts.release).values())

    def _payment(
        self,
        facts: CodeFacts,
        modifier: str,
        on: date,
        release: Release | None,
        place: Place,
    ) -> MedicarePayment | None:
        if facts.state not in (ValueState.VALUED, ValueState.NO_WORK) or facts.release is None:
            return None
        modifiers = (modifier,) if modifier else ()
        try:
            amounts = [
                self._estimator.one(
                    facts.code,
                    replace(place, setting=setting),
                    modifiers=modifiers,
                    on=on,
                    release=release,
                )
                for setting in (Setting.NONFACILITY, Setting.FACILITY)
            ]
        except NotEstimable as problem:
            return MedicarePayment(None, None, "", str(problem))
        reason = amounts[0].formula if amounts[0].amount is None else ""
        return MedicarePayment(amounts[0], amounts[1], amounts[0].terms.gpcis.place, reason)

    def _compared(self, facts: CodeFacts) -> Comparison | None:
        value = facts.value
        if value is None or facts.release is None or facts.state is not ValueState.VALUED:
            return None
        complete = self._complete.get(facts.release, False)
        return self._comparisons.of(facts.code, value.work, facts.release, complete=complete)

    def _named_groups(
        self, groups: Iterable[tuple[str, list[str]]], names: Mapping[str, str]
    ) -> tuple[RelatedGroup, ...]:
        groups = list(groups)
        missing = {code for _, codes in groups for code in codes if code not in names}
        more = self._store.names_of(missing) if missing else {}
        return tuple(
            RelatedGroup(
                title,
                tuple(NamedCode(code, names.get(code) or more.get(code, "")) for code in codes),
            )
            for title, codes in groups
        )


def _billing(
    facts: CodeFacts, rows: tuple[PublishedValue, ...], drug: DrugPage | None
) -> Iterator[BillingPoint]:
    if drug is not None:
        yield from drug_points(facts.code, drug)
        return
    if facts.value is not None:
        yield from procedure_points(facts.value, rows, facts.state)
    yield from other_points(facts.state, facts.code)


def _marks(facts: CodeFacts, drug: DrugPage | None, *, shipped: bool) -> Iterator[str]:
    words = {
        ValueState.DRUG: "Drug",
        ValueState.SUPPLY: "Supply",
        ValueState.ANESTHESIA: "Anesthesia",
        ValueState.UNPRICED: "No published RVU",
        ValueState.OTHER_SCHEDULE: "Other schedule",
        ValueState.MEASURE: "Measure",
        ValueState.UNKNOWN: "Unknown",
        ValueState.NO_WORK: "No physician work",
    }
    if mark := words.get(facts.state):
        yield mark
    if drug is not None and drug.biosimilar_of:
        yield "Biosimilar"
    if drug is not None and drug.retired:
        yield "Retired"
    if facts.value is not None and facts.has_rvu:
        if mark := global_mark(facts.value.global_days):
            yield mark
        if facts.value.pctc == "1":
            yield "26 and TC"
    if not shipped and facts.state is not ValueState.UNKNOWN:
        yield "From an imported file"


def _also(facts: CodeFacts, drug: DrugPage | None) -> tuple[str, ...]:
    """Our synonyms, and a drug's names where they are not among them."""
    found = list(facts.synonyms)
    known = {name.casefold() for name in found}
    for name in (drug.generic, *drug.brands) if drug is not None else ():
        if name and name.casefold() not in known:
            known.add(name.casefold())
            found.append(name)
    return tuple(found)


def _global_days(facts: CodeFacts) -> str:
    if facts.value is None or not facts.has_rvu or not facts.value.global_days:
        return ""
    return global_days_in_words(facts.value.global_days)


def _components(facts: CodeFacts) -> tuple[Component, ...]:
    if not facts.has_rvu:
        return ()
    return tuple(
        Component(name, facts.rvu(outside), facts.rvu(inside))
        for name, outside, inside in _COMPONENTS
    )


def _no_rvu(facts: CodeFacts, drug: DrugPage | None) -> Iterator[str]:
    """Why there is no work RVU, and how the code is paid instead."""
    if facts.reason is not None:
        yield facts.reason
    if drug is None:
        return
    if drug.unit is not None:
        yield f"One billing unit is {drug.unit.text}."
    if drug.limit is not None and drug.limit.dollars is not None:
        yield (
            f"Medicare's payment limit is ${drug.limit.dollars:,} for {drug.limit.dosage} "
            f"({drug.limit_table})."
        )
    else:
        yield (
            "Medicare pays covered drugs by the average sales price plus 6%; the payment limit is "
            "shown once its Part B price file is imported and lists the code."
        )


def _sections(page: Page) -> Iterator[tuple[str, str]]:
    there = {
        "also": bool(page.also),
        "description": bool(page.description),
        "plain": bool(page.facts.plain),
        "context": bool(page.facts.context),
        "rvus": True,
        "payment": page.payment is not None,
        "billing": bool(page.billing),
        "compares": page.compares is not None,
        "specialties": bool(page.facts.specialties),
        "questions": bool(page.questions),
        "related": bool(page.related),
    }
    yield from (section for section in SECTIONS if there[section[0]])
