"""Short forms and the words they stand for, both ways.

When the index is built, a document that says "bx" also gets the word "biopsy" and the other way
round, so that a query needs no expanding. The tables are in `short_forms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rvuedge_desktop.catalog.short_forms import CLINICAL, CMS, FAMILIES
from rvuedge_desktop.catalog.words import parts, singular, tokens

Words = tuple[str, ...]


def _words(text: str) -> Words:
    """The words of one side of a line, without "and" and "of": they are never asked for."""
    return tuple(
        piece for token in tokens(text) for piece in parts(token) if piece not in ("and", "of")
    )


class Abbreviations:
    """The table as two look-ups: what a word stands for, and what a phrase is shortened to."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._full: dict[str, set[str]] = {}
        self._short: dict[str, list[tuple[Words, str]]] = {}
        for entry in entries:
            if "~" in entry:
                family = [word.strip() for word in entry.split("~")]
                for word in family:
                    self._full.setdefault(word, set()).update(family)
            elif entry.strip():
                self._read(entry.strip())

    def _read(self, entry: str) -> None:
        sign = next(sign for sign in "=><" if sign in entry)
        short, _, rest = entry.partition(f" {sign} ")
        short = short.replace("-", "")
        for full in rest.split(";"):
            words = _words(full)
            if sign in "=>":
                self._full.setdefault(short, set()).update(words)
            if sign in "=<":
                self._short.setdefault(words[0], []).append((words, short))

    def added_to(self, words: Sequence[str]) -> set[str]:
        """The words that a text of `words`, in order, gets besides its own."""
        added: set[str] = set()
        plain = [singular(word) for word in words if word not in ("and", "of")]
        for position, word in enumerate(plain):
            full = self._full.get(word)
            if full is not None:
                added |= full
            for phrase, short in self._short.get(word, ()):
                if tuple(plain[position : position + len(phrase)]) == phrase:
                    added.add(short)
        added.update(plain)
        # One step further, so that "remov" finds "remove" through "removal".
        for word in list(added):
            added |= self._full.get(word, set()) if len(word) > 3 else set()
        return added


ABBREVIATIONS = Abbreviations(
    entry for table in (CLINICAL, CMS, FAMILIES) for entry in re.split(r"[\n|]", table)
)
