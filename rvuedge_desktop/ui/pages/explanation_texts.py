"""A line's steps and facts as rich text: in the panel, and side by side in What if."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape

from PySide6.QtCore import QCoreApplication

from rvuedge_desktop.domain.entries import CreditedLine, Step
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.models.entries import anesthesia_units
from rvuedge_desktop.ui.theme import current_theme
from rvuedge_desktop.ui.widgets.marks import mark_for


def tr(text: str) -> str:
    return QCoreApplication.translate("Explanation", text)


def steps_html(steps: Sequence[Step]) -> str:
    """Every step as a sentence; under it its factor, and the amount before and after."""
    muted = current_theme().muted
    rows = []
    for number, step in enumerate(steps, 1):
        rows.append(
            f"<tr><td width='20' style='color:{muted}'>{number}.</td>"
            f"<td>{escape(step.text)}</td></tr>"
        )
        if amounts := amounts_text(step):
            rows.append(f"<tr><td></td><td style='color:{muted}'>{escape(amounts)}</td></tr>")
    return f"<table cellspacing='0' cellpadding='2' width='100%'>{''.join(rows)}</table>"


def amounts_text(step: Step) -> str:
    """Factor, before → after; nothing where the step leaves the amount as it was."""
    if step.before is None or step.after is None or step.before == step.after:
        return ""
    moved = f"{exact(step.before)} → {exact(step.after)}"
    if step.factor is None:
        return moved
    return f"× {shown.short(step.factor)}  ·  {moved}"


def exact(amount: Decimal) -> str:
    """All its places: what was rounded is seen."""
    return shown.decimal(amount, max(2, -int(amount.as_tuple().exponent)))


def facts_html(facts: Iterable[tuple[str, str | None]]) -> str:
    """Titles with their texts; those without a text are left out."""
    muted = current_theme().muted
    rows = [
        f"<tr><td style='color:{muted}; padding-right:12px'>{escape(title)}</td>"
        f"<td>{escape(text)}</td></tr>"
        for title, text in facts
        if text
    ]
    return f"<table cellspacing='0' cellpadding='2'>{''.join(rows)}</table>"


def base_text(line: CreditedLine) -> str:
    """The base value with the release it is from, or whose value it is."""
    if line.base_work is not None:
        text = shown.wrvu(line.base_work)
        row = f" {line.row_modifier}" if line.row_modifier else ""
        return f"{text} ({line.release}{row})" if line.release else text
    if line.has_own_value and line.steps and line.steps[0].after is not None:
        own = next((step.after for step in line.steps if step.after is not None), None)
        return tr("%s, your own value").replace("%s", shown.wrvu(own))
    return tr("none") if line.state.counts else ""


def credited_fact(line: CreditedLine) -> str:
    """What the line adds to the total, in its own unit."""
    if line.anesthesia_units is not None:
        text = tr("%s anesthesia units, beside the wRVU")
        return text.replace("%s", anesthesia_units(line.anesthesia_units))
    if line.state.counts and line.credited is not None:
        return tr("%s wRVU").replace("%s", shown.wrvu(line.credited))
    return tr("nothing")


def counts_as(line: CreditedLine) -> str:
    """What the line is to a count of work RVUs."""
    if line.state is ValueState.VALUED:
        return tr("Work RVU, by your own value") if line.has_own_value else tr("Work RVU")
    mark = mark_for(line.state)
    return mark.word if mark is not None else ""
