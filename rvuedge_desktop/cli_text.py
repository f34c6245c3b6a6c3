"""What the command line says in words, when JSON is not asked for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.amounts import from_hundredths
from rvuedge_desktop.domain.entries import Entry, total_of
from rvuedge_desktop.domain.summaries import Summary, left_out_sentence
from rvuedge_desktop.domain.values import ValueState

if TYPE_CHECKING:
    from rvuedge_desktop.catalog.documents import CodeDocument
    from rvuedge_desktop.services.imports import TableOutcome
    from rvuedge_desktop.services.logbook import LogOutcome
    from rvuedge_desktop.services.lookup import CodeFacts
    from rvuedge_desktop.services.page_parts import Page
    from rvuedge_desktop.services.values import ImportOutcome
    from rvuedge_desktop.storage import ReleaseRow

# What stands where a number would, for a code that has none.
MARKS = {
    ValueState.DRUG: "drug",
    ValueState.SUPPLY: "supply",
    ValueState.ANESTHESIA: "anesthesia",
    ValueState.UNPRICED: "no RVU",
    ValueState.OTHER_SCHEDULE: "other schedule",
    ValueState.MEASURE: "measure",
    ValueState.UNKNOWN: "unknown",
    ValueState.NO_WORK: "no work",
    ValueState.VALUED: "",
}


def figure(state: ValueState, amount: Decimal | None) -> str:
    """An amount of wRVU, or the word that stands in its place."""
    return f"{amount:,}" if state.counts and amount is not None else MARKS[state]


def hits(query: str, found: Sequence[CodeDocument]) -> str:
    if not found:
        return f"Nothing was found for “{query}”."
    lines = []
    for hit in found:
        state = ValueState(hit.state)
        amount = None if hit.work is None else from_hundredths(hit.work)
        lines.append(f"{hit.code}  {figure(state, amount):>14}  {hit.name}  ({hit.section})")
    return "\n".join(lines)


def facts(found: CodeFacts) -> str:
    title = f"{found.code}-{found.modifier}" if found.modifier else found.code
    lines = [f"{title}  {found.name or ''}".rstrip(), found.section]
    if found.synonyms:
        lines.append("Also known as " + ", ".join(found.synonyms))
    if found.has_rvu:
        lines.append(f"Work RVU {found.rvu('work')} ({found.release})")
        total, facility = found.rvu("total_nonfacility"), found.rvu("total_facility")
        if total is not None and facility is not None:
            lines.append(f"Total RVU {total} in the office, {facility} in a facility")
    lines.extend(text for text in (found.reason, found.note) if text)
    return "\n".join(lines)


def page(found: Page) -> str:
    """A code's page in words, as long as a terminal's window."""
    lines = [facts(found.facts)]
    if found.drug is not None and found.drug.unit is not None:
        lines.append(f"One billing unit is {found.drug.unit.text}")
    lines.extend(
        text
        for text in (
            found.description,
            found.facts.plain,
            found.history_note,
            found.compares.sentence if found.compares is not None else "",
        )
        if text
    )
    if related := found.related_codes()[:8]:
        lines.append("Related: " + ", ".join(related))
    return "\n".join(lines)


def entry_line(entry: Entry) -> str:
    line, credited = entry.line, entry.credited_line
    code = "-".join((line.code, *line.modifiers))
    units = f" × {line.units}" if line.units != 1 else ""
    counted = figure(credited.state, credited.credited)
    return f"{entry.id:>6}  {line.date_of_service}  {code}{units}  {counted}"


def entry_list(found: Sequence[Entry]) -> str:
    if not found:
        return "No lines are logged on these days."
    lines = [entry_line(entry) for entry in found]
    return "\n".join([*lines, f"{_lines(len(found))}, {total_of(found):,} wRVU"])


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count:,} lines"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


def logged(outcome: LogOutcome) -> str:
    lines = [entry_line(entry) for entry in outcome.logged]
    if outcome.logged:
        lines.append(f"Logged {len(outcome.logged)}: {outcome.total:,} wRVU.")
    for refusal in outcome.refused:
        typed = shortened(refusal.text)
        lines.append(f"Not logged: {typed}: {refusal.reason}" if typed else refusal.reason)
    return "\n".join(lines)


def shortened(text: str) -> str:
    """What was typed, on one line and short enough to read."""
    line = " ".join(text[:200].split())
    return f"{line[:60]}…" if len(line) > 60 or len(text) > 200 else line


def summary(found: Summary) -> str:
    lines = [
        f"{found.period.first} to {found.period.last}",
        f"{found.total:,} wRVU, {_lines(found.lines)} on {_days(len(found.by_day))}",
    ]
    for group in found.by_code[:15]:
        figure = "—" if group.wrvu is None else f"{group.wrvu:,}"
        lines.append(f"  {group.key}  {figure:>10}  {group.lines:>5} ×  {group.name}")
    if len(found.by_code) > 15:
        lines.append(f"  … and {len(found.by_code) - 15} more codes")
    sentence = left_out_sentence(found)
    return "\n".join([*lines, sentence] if sentence else lines)


def imported(outcome: ImportOutcome | TableOutcome) -> str:
    from rvuedge_desktop.services.imports import TableOutcome

    name = outcome.title if isinstance(outcome, TableOutcome) else outcome.release.label
    warnings = () if isinstance(outcome, TableOutcome) else outcome.warnings
    lines = [
        f"{name}: {outcome.rows:,} rows, {outcome.codes:,} codes"
        + (", replacing what was there." if outcome.replaced else ".")
    ]
    lines.extend(
        f"  line {line.line} was left out: {line.reason}" for line in outcome.rejected[:20]
    )
    lines.extend(f"  line {line.line} was kept, but: {line.reason}" for line in warnings[:20])
    more = max(0, len(outcome.rejected) - 20) + max(0, len(warnings) - 20)
    if more:
        lines.append(f"  … and {more} more")
    return "\n".join(lines)


def conversion_factor(ten_thousandths: int | None) -> str | None:
    """A conversion factor with its four places; None where the source gives none."""
    if ten_thousandths is None:
        return None
    return str(Decimal(ten_thousandths).scaleb(-4))


def releases(rows: Sequence[ReleaseRow]) -> str:
    lines = []
    for row in rows:
        partial = "shipped codes only" if row.origin == "shipped" else "part of the list"
        kind = "complete" if row.complete else partial
        lines.append(f"{row.name}  {row.rows:>6,} rows  {row.codes:>6,} codes  {kind}  {row.title}")
    return "\n".join(lines)
