"""What a code's page is made of: plain data, in the order the page shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from rvuedge_desktop.domain.drug_tables import NdcPackage, PaymentLimit
from rvuedge_desktop.domain.drugs import BillingUnit
from rvuedge_desktop.domain.payment import PaymentEstimate
from rvuedge_desktop.domain.values import PublishedValue, ValueState
from rvuedge_desktop.services.lookup import CodeFacts

# Key and heading of each section of a page, in order (the published pages' order).
SECTIONS: tuple[tuple[str, str], ...] = (
    ("also", "Also known as"),
    ("description", "Description"),
    ("plain", "In plain language"),
    ("context", "Clinical context"),
    ("rvus", "RVU information"),
    ("payment", "Estimated Medicare payment"),
    ("billing", "Billing and documentation"),
    ("compares", "How this code compares"),
    ("specialties", "Specialties"),
    ("questions", "Questions"),
    ("related", "Related codes"),
)


@dataclass(frozen=True, slots=True)
class NamedCode:
    """A code that the page refers to; `name` is empty where nothing installed names it."""

    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """One line of the RVU table: a part in both settings; None where there is none."""

    name: str
    nonfacility: Decimal | None
    facility: Decimal | None


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """What one installed release says of a code. `work` is None where it has no work RVU."""

    release: str
    first_day: date
    state: ValueState
    status: str
    work: Decimal | None
    change: Decimal | None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class BillingPoint:
    """A sentence on billing or documentation, and the codes in it that can be logged."""

    title: str
    text: str
    codes: tuple[NamedCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer, both composed from facts."""

    q: str
    a: str


@dataclass(frozen=True, slots=True)
class RelatedGroup:
    """Codes related in one way."""

    title: str
    codes: tuple[NamedCode, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where a code's work RVU lies among the valued codes of its section.

    `percentile` is the whole percent of them with less work. `values` is sorted, for a strip plot.
    """

    section: str
    release: str
    percentile: int
    median: Decimal
    low: Decimal
    high: Decimal
    values: tuple[Decimal, ...]
    complete: bool

    @property
    def sentence(self) -> str:
        """The comparison in words."""
        among = "valued codes" if self.complete else "valued codes shipped with the program"
        return (
            f"More work than {self.percentile}% of the {len(self.values):,} {among} in "
            f"“{self.section}” ({self.release}). Median {self.median}, "
            f"range {self.low} to {self.high}."
        )


@dataclass(frozen=True, slots=True)
class MedicarePayment:
    """Medicare's estimate in both settings; `reason` says why there is none."""

    nonfacility: PaymentEstimate | None
    facility: PaymentEstimate | None
    place: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DrugPage:
    """What is known of a drug; lists are empty and texts "" where nothing is known."""

    generic: str = ""
    brands: tuple[str, ...] = ()
    drug_class: str = ""
    unit: BillingUnit | None = None
    unit_source: str = ""
    routes: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    vial: str = ""
    biosimilar_of: str = ""
    retired: bool = False
    limit: PaymentLimit | None = None
    limit_table: str = ""
    administration: tuple[NamedCode, ...] = ()
    packages: tuple[NdcPackage, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The `drug` of `rvuedge show`."""
        number, _, word = self.unit.amount.text.partition(" ") if self.unit else ("", "", "")
        dollars = self.limit.dollars if self.limit else None
        return {
            "generic": self.generic or None,
            "brands": list(self.brands),
            "unit_amount": number or None,
            "unit": word or None,
            "up_to": self.unit.up_to if self.unit else None,
            "routes": list(self.routes),
            "payment_limit": None if dollars is None else format(dollars, "f"),
            "administration_codes": [one.code for one in self.administration],
        }


@dataclass(frozen=True, slots=True)
class Page:
    """A code's whole page. `known` is False when nothing installed lists the code."""

    facts: CodeFacts
    known: bool
    family: str
    marks: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    description: str = ""
    status: str = ""
    global_days: str = ""
    components: tuple[Component, ...] = ()
    rows: tuple[PublishedValue, ...] = ()
    history: tuple[HistoryPoint, ...] = ()
    history_note: str = ""
    no_rvu: tuple[str, ...] = ()
    drug: DrugPage | None = None
    payment: MedicarePayment | None = None
    billing: tuple[BillingPoint, ...] = ()
    compares: Comparison | None = None
    questions: tuple[Question, ...] = ()
    related: tuple[RelatedGroup, ...] = ()
    attribution: str = ""
    sections: tuple[tuple[str, str], ...] = field(default=())

    def related_codes(self) -> list[str]:
        """Every related code once, nearest relation first."""
        return list(dict.fromkeys(one.code for group in self.related for one in group.codes))

    def as_json(self) -> dict[str, object]:
        """The answer of `rvuedge show`."""
        compares = self.compares
        return {
            **self.facts.as_json(),
            "description": self.description or None,
            "plain_language": self.facts.plain or None,
            "clinical_context": self.facts.context or None,
            "also_known_as": list(self.also),
            "billing": [point.text for point in self.billing],
            "questions": [{"q": one.q, "a": one.a} for one in self.questions],
            "related": self.related_codes(),
            "compares": None
            if compares is None
            else {
                "section": compares.section,
                "percentile": compares.percentile,
                "median": format(compares.median, "f"),
            },
            "drug": self.drug.as_json() if self.drug is not None else None,
        }
