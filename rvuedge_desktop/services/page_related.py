"""Codes related by meaning, not by number: families, forms, parents and drugs of one kind.

What relates two codes is read from facts: the endoscopic base and the global period of the
relative value file, our own names and texts, and the drugs' generic names, brands and classes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.codes import section_of
from rvuedge_desktop.services.drug_help import facts_in
from rvuedge_desktop.services.page_drugs import items

if TYPE_CHECKING:
    from rvuedge_desktop.storage import CatalogCodeRow, Store

_MOST = 12
_CODE_IN_TEXT = re.compile(r"(?<![A-Z0-9.$])(?:[0-9]{5}|[0-9]{4}[FT]|[A-V][0-9]{4})(?![A-Z0-9])")
_WORD = re.compile(r"[a-z0-9]+")
_SCOPE_WORDS = frozenset(
    {"laparoscopic", "laparoscopy", "keyhole", "thoracoscopic", "arthroscopic", "endoscopic"}
)
_IDLE = _SCOPE_WORDS | frozenset(
    {"open", "by", "of", "the", "a", "an", "with", "for", "and", "through", "scope", "to", "in"}
)
# A biosimilar's name ends in four letters of its own.
_SUFFIX = re.compile(r"-[a-z]{4}\b")
_SALTS = frozenset(
    {
        "acetate", "besylate", "bromide", "calcium", "chloride", "citrate", "decanoate",
        "disodium", "gluconate", "hydrochloride", "lactate", "maleate", "mesylate", "nitrate",
        "palmitate", "pamoate", "phosphate", "potassium", "sodium", "succinate", "sulfate",
        "tartrate", "tromethamine",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Drug:
    generic: str
    brands: frozenset[str]
    drug_class: str
    biosimilar: bool
    given_by: list[str]


class RelatedCodes:
    """Everything relations are read from, for the catalog in place and one release."""

    def __init__(self, store: Store, release: str) -> None:
        texts = list(store.catalog_search_rows())
        outline = store.outline_of(release) if release else []
        self.names = {text.code: text.name for text in texts}
        codes = {code for code, *_ in outline}
        codes.update(text.code for text in store.hcpcs_texts() if len(text.code) == 5)
        self._order = sorted(codes)
        self._place = {code: at for at, code in enumerate(self._order)}
        self._add_ons = {code for code, _work, days, _base in outline if days == "ZZZ"}
        self._base = {code: base for code, _work, _days, base in outline if base}
        self._members: dict[str, list[str]] = {}
        for code, base in self._base.items():
            self._members.setdefault(base, []).append(code)
        self._read_texts(texts)
        self._read_drugs(texts)

    def _read_texts(self, texts: Iterable[CatalogCodeRow]) -> None:
        self._named: dict[str, list[str]] = {}
        self._named_by: dict[str, list[str]] = {}
        self._topics: dict[str, frozenset[str]] = {}
        self._about: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._tokens: dict[str, dict[str, tuple[bool, frozenset[str]]]] = {}
        for text in texts:
            known = [
                code
                for code in _CODE_IN_TEXT.findall(f"{text.context} {text.description}")
                if code != text.code and (code in self.names or code in self._place)
            ]
            self._named[text.code] = list(dict.fromkeys(known))
            for code in self._named[text.code]:
                self._named_by.setdefault(code, []).append(text.code)
            words = frozenset(_WORD.findall(text.name.lower()))
            topics = frozenset(tag.casefold() for tag in text.tags)
            section = section_of(text.code)
            self._topics[text.code] = topics
            for topic in topics:
                self._about[section, topic].append(text.code)
            self._tokens.setdefault(section, {})[text.code] = (
                bool(words & _SCOPE_WORDS),
                words - _IDLE,
            )

    def _read_drugs(self, texts: Iterable[CatalogCodeRow]) -> None:
        self._drugs: dict[str, _Drug] = {}
        self._kin: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for text in texts:
            facts = facts_in(text.facts) if text.facts != "{}" else {}
            if "generic" in facts:
                drug = self._drugs[text.code] = _drug(facts, "biosimilar" in text.name.lower())
                self._kin["generic", drug.generic].append(text.code)
                self._kin["class", drug.drug_class].append(text.code)
                for brand in drug.brands:
                    self._kin["brand", brand].append(text.code)

    def groups(self, code: str) -> list[tuple[str, list[str]]]:
        """Title and codes of each relation, nearest first; a code stands in one group only."""
        found: list[tuple[str, list[str]]] = []
        seen = {code}
        for title, codes in self._relations(code):
            fresh = [other for other in dict.fromkeys(codes) if other not in seen][:_MOST]
            if fresh:
                seen.update(fresh)
                found.append((title, fresh))
        return found

    def _relations(self, code: str) -> Iterator[tuple[str, list[str]]]:
        yield from self._drug_relations(code)
        base = self._base.get(code, code if code in self._members else "")
        if base:
            yield "Same endoscopy family", [base, *self._members.get(base, [])]
        yield from self._other_form(code)
        if code in self._add_ons:
            mains = [other for other in self._named.get(code, []) if other not in self._add_ons]
            yield "Added to", mains or self._main_service(code)
        else:
            adding = [other for other in self._named_by.get(code, []) if other in self._add_ons]
            yield "Add-on codes", adding + self._add_ons_after(code)
        yield "Named together", [*self._named.get(code, []), *self._named_by.get(code, [])]
        alike = self._alike(code)
        yield "For the same purpose", alike
        if code in self._drugs:
            yield "For giving it", self._drugs[code].given_by
        elif not alike or code not in self.names:
            yield "In the same family", self._siblings(code)

    def _drug_relations(self, code: str) -> Iterator[tuple[str, list[str]]]:
        drug = self._drugs.get(code)
        if drug is None:
            return
        same = self._kin["generic", drug.generic]
        yield (
            "Biosimilars and their reference",
            [other for other in same if drug.biosimilar or self._drugs[other].biosimilar],
        )
        yield f"Same drug: {drug.generic}", same
        yield "Same brand", [o for brand in drug.brands for o in self._kin["brand", brand]]
        if drug.drug_class:
            yield f"Same class: {drug.drug_class}", self._kin["class", drug.drug_class]

    def _alike(self, code: str) -> list[str]:
        """Codes of the same section that share two or more of our search words."""
        section = section_of(code)
        shared = Counter(
            other
            for topic in self._topics.get(code, ())
            for other in self._about[section, topic]
            if other != code
        )
        ranked = sorted((-count, other) for other, count in shared.items() if count >= 2)
        return [other for _, other in ranked[:6]]

    def _other_form(self, code: str) -> Iterator[tuple[str, list[str]]]:
        section = self._tokens.get(section_of(code), {})
        if code not in section:
            return
        scope, words = section[code]
        if not words:
            return
        close = sorted(
            (-len(words & others) / len(words | others), other)
            for other, (other_scope, others) in section.items()
            if other_scope != scope and words & others
        )
        best = [other for likeness, other in close if likeness <= -0.75]
        yield ("Open form" if scope else "Laparoscopic or endoscopic form"), best[:3]

    def _main_service(self, code: str) -> list[str]:
        """The service an add-on stands behind in CMS's list, when it is of the same range."""
        for at in range(self._place.get(code, 0) - 1, -1, -1):
            other = self._order[at]
            if other[:3] != code[:3]:
                break
            if other not in self._add_ons:
                return [other]
        return []

    def _add_ons_after(self, code: str) -> list[str]:
        found: list[str] = []
        start = self._place.get(code)
        if start is None:
            return found
        for other in self._order[start + 1 : start + 1 + _MOST]:
            if other not in self._add_ons or other[:3] != code[:3]:
                break
            found.append(other)
        return found

    def _siblings(self, code: str) -> list[str]:
        """Neighbors in the code set that begin alike, for codes nothing else is known of."""
        start = self._place.get(code)
        if start is None:
            return []
        near = [c for c in self._order[max(0, start - 6) : start + 7] if c != code]
        return [c for c in near if c[:4] == code[:4]] or [c for c in near if c[:3] == code[:3]]


def _drug(facts: Mapping[str, str], biosimilar: bool) -> _Drug:
    generic = _SUFFIX.sub("", facts["generic"].lower().partition("(")[0])
    words = [word for word in generic.split() if word not in _SALTS]
    return _Drug(
        generic=" ".join(words) or generic,
        brands=frozenset(brand.lower() for brand in items(facts.get("brands", ""))),
        drug_class=facts.get("class", ""),
        biosimilar=biosimilar or bool(facts.get("biosimilar_of")),
        given_by=list(items(facts.get("administration", ""))),
    )
