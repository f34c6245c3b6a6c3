"""Finding codes as they are typed: by number, name, nickname, abbreviation, and misspelled.

A query is cut into words; each word is a set of documents at several degrees of closeness, and
the answer is built from intersections of these sets, closest first:

1. the exact code; 2. a whole name or synonym; 3. all words as whole words of our name or synonyms;
4. all as beginnings there; 5. anywhere (CMS's description, tags); 6. with the section and the
specialties counted too; 7. with one word repaired, then with several; 8. most of the words.

Within a degree the static rank decides (see `index_build`). A user's own codes move up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock

from rvuedge_desktop.catalog.documents import KINDS, CodeDocument
from rvuedge_desktop.catalog.index_file import (
    IndexFileError,
    Sections,
    read_sections,
    write_sections,
)
from rvuedge_desktop.catalog.keeping import keep
from rvuedge_desktop.catalog.matching import Matcher
from rvuedge_desktop.catalog.ranking import ENOUGH, Ranking
from rvuedge_desktop.catalog.records import document_of
from rvuedge_desktop.catalog.widening import Widening
from rvuedge_desktop.catalog.words import query_words

__all__ = ["CodeDocument", "IndexFileError", "SearchIndex"]

_KEPT_DOCUMENTS = 2048


class SearchIndex:
    """All codes, searchable. Built once, kept on disk, loaded in milliseconds."""

    def __init__(self, sections: Mapping[str, memoryview]) -> None:
        self._sections = sections
        about = json.loads(bytes(sections["about"]))
        self.fingerprint: str = about["fingerprint"]
        self._size: int = about["size"]
        self._matcher = Matcher(sections, self._size)
        self._codes = self._matcher.codes
        self._ranking = Ranking(sections, self._matcher)
        self._widening = Widening(self._matcher)
        self._records = sections["records"]
        self._starts = sections["records.starts"].cast("I")
        self._kinds = {kind: int.from_bytes(sections[f"kind.{kind}"], "little") for kind in KINDS}
        self._everything = (1 << self._size) - 1
        self._documents: dict[int, CodeDocument] = {}
        self._lock = Lock()

    @classmethod
    def build(cls, documents: Iterable[CodeDocument], *, fingerprint: str) -> SearchIndex:
        """The index of `documents`; `fingerprint` says what they were made from."""
        # Not needed to answer, and its tables take longer to set up than an index to load.
        from rvuedge_desktop.catalog.index_build import index_sections

        sections = index_sections(documents, fingerprint)
        return cls({name: memoryview(data) for name, data in sections.items()})

    def save(self, path: Path) -> None:
        """Write the index to `path`, wholly or not at all."""
        sections: Sections = self._sections
        write_sections(path, sections)

    @classmethod
    def load(cls, path: Path) -> SearchIndex:
        """The index kept at `path`. Raises `IndexFileError` when it cannot be used."""
        try:
            return cls(read_sections(path))
        except (KeyError, ValueError, TypeError) as error:
            raise IndexFileError(f"{path.name} lacks a part: {error}") from error

    def __len__(self) -> int:
        return self._size

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self._codes.document(code) >= 0

    def codes(self) -> Sequence[str]:
        """All codes, in order."""
        return tuple(self._codes.codes)

    def get(self, code: str) -> CodeDocument | None:
        """The document of `code`, or None."""
        number = self._codes.document(code)
        if number < 0:
            return None
        with self._lock:
            return self._document(number)

    def codes_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """The first `limit` codes that begin with `prefix`, in order."""
        return self._codes.codes_beginning(prefix.strip().upper())[: max(limit, 0)]

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        kind: str = "all",
        usage: Mapping[str, int] | None = None,
    ) -> list[CodeDocument]:
        """The best `limit` documents for `query`. `kind`: all, work (valued codes) or drug.

        `usage` says how often this user logged a code.
        """
        allowed = self._everything if kind == "all" else self._kinds[kind]
        words = query_words(query)
        if not words or limit <= 0 or not allowed:
            return []
        # What is kept between keystrokes is shared by all who search.
        with self._lock:
            matches = [self._matcher.match(word) for word in words]
            found = self._ranking.as_typed(words, matches, allowed, limit, usage or {})
            if len(found) < min(ENOUGH, limit):
                self._widening.look_further(found, words, matches, allowed, limit)
            return [self._document(number) for number in found[:limit]]

    def _document(self, number: int) -> CodeDocument:
        document = self._documents.get(number)
        if document is None:
            record = self._records[self._starts[number] : self._starts[number + 1]]
            document = document_of(str(record, "utf-8"))
            keep(self._documents, number, document, _KEPT_DOCUMENTS)
        return document
