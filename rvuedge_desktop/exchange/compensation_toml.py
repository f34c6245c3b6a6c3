"""Contract terms as TOML: the table `compensation` of a contract's file.

The same text is kept as the `terms` of a contract.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rvuedge_desktop.domain.compensation import Form, Item, Per, Span, Terms, Tier, Year
from rvuedge_desktop.exchange.toml_text import BadFile, Table, parsed, written

_ZERO = Decimal("0")
_ONE = Decimal("1")
# Numbers of the terms, with the amount that says nothing and is not written.
_NUMBERS = {
    "salary": _ZERO,
    "rate": _ZERO,
    "threshold": _ZERO,
    "payout_share": _ONE,
    "draw": _ZERO,
    "guarantee": _ZERO,
    "pool": _ZERO,
    "pool_share": _ZERO,
    "pool_wrvu": _ZERO,
    "withheld": _ZERO,
    "withheld_earned": _ONE,
}
_TRUTHS = {
    "claw_back": False,
    "annual_reconciliation": False,
    "carry_forward": False,
    "full_time_amounts": True,
}


class TermsFileError(BadFile):
    """Contract terms cannot be used; the message is a sentence that says where and why."""


def terms_to_toml(terms: Terms) -> str:
    """The terms as a text; `terms_from_toml` reads the same terms back."""
    return "\n".join(terms_lines(terms)) + "\n"


def terms_lines(terms: Terms, prefix: str = "") -> list[str]:
    """The lines of the terms; `prefix` goes before the names of their tables."""
    record: dict[str, object] = {
        "form": terms.form.value,
        "measured": terms.measured.value,
        "year": terms.year.value,
    }
    for name, nothing in {**_NUMBERS, **_TRUTHS}.items():
        found = getattr(terms, name)
        record[name] = None if found == nothing else found
    lines = written(record)
    for tier in terms.tiers:
        lines += ["", f"[[{prefix}tiers]]", *written({"up_to": tier.up_to, "rate": tier.rate})]
    for item in terms.items:
        lines += ["", f"[[{prefix}items]]"]
        lines += written(
            {
                "text": item.text,
                "amount": item.amount,
                "per": item.per.value,
                "share": None if item.share == 1 else item.share,
            }
        )
    return lines


def terms_from_toml(text: str) -> Terms:
    """The terms of a text; TermsFileError with a sentence when it has none."""
    try:
        return terms_of_table(parsed(text, "contract terms"))
    except TermsFileError:
        raise
    except BadFile as problem:
        raise TermsFileError(str(problem)) from None


def terms_of_table(record: object) -> Terms:
    """The terms of a table of a file. Raises BadFile."""
    table = Table(record, "the compensation")
    form = table.text("form")
    if form not in [known.value for known in Form]:
        raise table.wrong("form", f"one of {', '.join(known.value for known in Form)}")
    amounts: dict[str, Any] = {
        name: table.number(name, nothing) for name, nothing in _NUMBERS.items()
    }
    amounts |= {name: table.truth(name, nothing) for name, nothing in _TRUTHS.items()}
    measured = table.choice("measured", [span.value for span in Span], Span.YEAR.value)
    year = table.choice("year", [year.value for year in Year], Year.CONTRACT.value)
    tiers = tuple(_tier(record) for record in table.items("tiers"))
    items = tuple(_item(record) for record in table.items("items"))
    table.end()
    try:
        return Terms(
            form=Form(form),
            measured=Span(measured),
            year=Year(year),
            tiers=tiers,
            items=items,
            **amounts,
        )
    except ValueError as problem:
        raise BadFile(str(problem)) from None


def _tier(record: object) -> Tier:
    table = Table(record, "a tier")
    tier = Tier(
        table.number("rate", None), table.number("up_to", None) if table.has("up_to") else None
    )
    table.end()
    return tier


def _item(record: object) -> Item:
    table = Table(record, "an item")
    item = Item(
        table.text("text"),
        table.number("amount", None),
        Per(table.choice("per", [per.value for per in Per], Per.YEAR.value)),
        table.number("share", _ONE),
    )
    table.end()
    return item
