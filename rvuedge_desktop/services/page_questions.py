"""Questions people ask about a code, answered from what is installed; at least three a page."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rvuedge_desktop.domain.drugs import UNCLASSIFIED
from rvuedge_desktop.domain.indicators import global_days_in_words
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.services.page_history import adjustment_sentence, change_sentence
from rvuedge_desktop.services.page_parts import Page, Question

_MOST = 7
_WHY_LOG = (
    "Yes. A line with {code} is kept with its date and units, adds nothing to the wRVU total, and "
    "the total says that it was left out."
)


def questions_of(page: Page) -> tuple[Question, ...]:
    """The questions of a page, whose other parts are composed already."""
    state = page.facts.state
    if state in (ValueState.VALUED, ValueState.NO_WORK):
        asked = _of_a_value(page)
    elif state is ValueState.DRUG:
        asked = _of_a_drug(page)
    else:
        asked = _of_the_rest(page)
    return tuple(question for question, _ in zip(asked, range(_MOST), strict=False))


def _of_a_value(page: Page) -> Iterator[Question]:
    facts = page.facts
    code, work = facts.code, facts.rvu("work")
    if facts.state is ValueState.VALUED:
        yield Question(
            f"How many work RVUs does {code} have?",
            f"{work} work RVU under {facts.release}, in the office and in a facility alike.",
        )
    else:
        yield Question(f"Why does {code} have no work RVU?", facts.reason or "")
    if page.history and (told := change_sentence(code, page.history)):
        cut = adjustment_sentence(code, page.history)
        yield Question(f"Has the value of {code} changed?", f"{told} {cut}".strip())
    value = facts.value
    if value is not None and value.global_days in {"000", "010", "090", "MMM", "ZZZ"}:
        words = global_days_in_words(value.global_days).partition(" · ")[2]
        yield Question(f"What does the global period of {code} include?", f"{words}.")
    if value is not None and value.pctc == "1":
        professional = next((row for row in page.rows if row.modifier == "26"), None)
        if professional is not None:
            yield Question(
                f"What counts when I only read {code}?",
                f"{code}-26 has {professional.work_rvu} work RVU; the technical part has none.",
            )
    if value is not None and value.bilat == "1":
        yield Question(
            f"What if {code} is done on both sides?",
            "Medicare pays 150% for both sides (modifier 50). What your contract credits is set "
            "by its policy.",
        )
    if page.payment is not None and page.payment.nonfacility is not None:
        yield from _of_payment(page)
    if page.compares is not None:
        yield Question(f"Is {code} a lot of work?", page.compares.sentence)
    if facts.state is ValueState.NO_WORK:
        yield Question(f"Can I log {code}?", _WHY_LOG.format(code=code))
    else:
        yield Question(
            f"Does my location change the work RVU of {code}?",
            "No. Localities change Medicare's payment (GPCIs), never the work RVU.",
        )
        yield Question(
            f"Is {code} worth its work RVU times Medicare's conversion factor?",
            "No. Medicare's payment adds practice expense and malpractice; your pay for a wRVU is "
            "the rate in your contract.",
        )


def _of_payment(page: Page) -> Iterator[Question]:
    payment = page.payment
    assert payment is not None
    office = payment.nonfacility.amount if payment.nonfacility else None
    inside = payment.facility.amount if payment.facility else None
    if office is None and inside is None:
        return
    yield Question(
        f"What does Medicare pay for {page.facts.code}?",
        f"About {_dollars(office)} in the office and {_dollars(inside)} in a facility "
        f"({payment.place}, {page.facts.release}); an estimate, not your pay.",
    )


def _dollars(amount: Decimal | None) -> str:
    return "nothing" if amount is None else f"${amount:,}"


def _of_a_drug(page: Page) -> Iterator[Question]:
    facts, drug = page.facts, page.drug
    code = facts.code
    yield Question(f"Why does {code} have no work RVU?", facts.reason or "")
    if code in UNCLASSIFIED:
        yield Question(
            f"How many units of {code} are billed?",
            "One, whatever the dose; name, NDC and dose go in the note of the claim.",
        )
    elif drug is not None and drug.unit is not None:
        unit = drug.unit
        part = "any part of it is a whole unit" if unit.up_to else "parts are rounded up"
        yield Question(
            f"How many units of {code} are billed?",
            f"The dose divided by {unit.amount.text}; {part}.",
        )
    if drug is not None and drug.administration:
        codes = ", ".join(one.code for one in drug.administration)
        yield Question(
            f"Which code counts for giving {code}?",
            f"The one that fits route and time, usually {codes}.",
        )
    if drug is not None and drug.limit is not None and drug.limit.dollars is not None:
        yield Question(
            f"What does Medicare pay for {code}?",
            f"At most ${drug.limit.dollars:,} for a unit of {drug.limit.dosage} "
            f"({drug.limit_table}).",
        )
    if drug is None or drug.vial != "multi-dose":
        yield Question(
            "What becomes of the rest of a single-dose container?",
            "Whole units of it are billed with JW on a line of their own; with nothing left the "
            "line carries JZ.",
        )
    yield Question(f"Can I log {code}?", _WHY_LOG.format(code=code))


def _of_the_rest(page: Page) -> Iterator[Question]:
    facts = page.facts
    code = facts.code
    yield Question(f"Why does {code} have no work RVU?", facts.reason or "")
    match facts.state:
        case ValueState.ANESTHESIA:
            yield Question(
                f"How is {code} counted instead?",
                "In base units plus time units of 15 minutes, which this program adds up apart "
                "from wRVUs.",
            )
            yield Question(
                "What about a second anesthesia code of the same case?",
                "Only the code with the most base units is billed, with the whole time; add-on "
                "codes are the exception.",
            )
        case ValueState.UNPRICED:
            professional = next((row for row in page.rows if row.modifier == "26"), None)
            if professional is not None and professional.work:
                yield Question(
                    f"Does any part of {code} have work?",
                    f"Yes: {code}-26 has {professional.work_rvu} work RVU.",
                )
            yield Question(
                f"Can {code} count towards my total?",
                "Yes, with a value of your own that you and your employer agreed on; it is marked "
                "as such.",
            )
        case ValueState.MEASURE:
            yield Question(f"Is {code} paid?", "No. It reports that something was done or found.")
        case ValueState.SUPPLY:
            yield Question(
                f"Where is the work of using {code}?",
                "In the code for the service in which the supply was used.",
            )
        case ValueState.UNKNOWN:
            yield Question(
                f"How can {code} get a value?",
                "Import CMS's relative value file of the year it belongs to; this program ships "
                "the values of its own catalog only.",
            )
        case _:
            yield Question(
                f"Who is paid for {code}?",
                "Whoever supplies it, under another Medicare schedule; there is no physician work "
                "in it.",
            )
    if page.history:
        with_work = [point for point in page.history if point.work]
        if with_work:
            last = with_work[-1]
            yield Question(
                f"Did {code} ever have work?", f"Yes, {last.work} work RVU in {last.release}."
            )
    yield Question(f"Can I log {code}?", _WHY_LOG.format(code=code))
    yield Question(
        "Does it change my wRVU total?",
        "No. The total counts codes with work and says what it leaves out.",
    )
