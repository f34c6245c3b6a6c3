"""Building the search index: documents in, sections of the index file out.

Documents are numbered in order of static rank (our own catalog before codes that only CMS knows,
work and drugs before measures, short names before long), so that of any set of documents the
lowest numbers are the best ones.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence

from rvuedge_desktop.catalog.abbreviations import ABBREVIATIONS
from rvuedge_desktop.catalog.bitmaps import bitmap_of
from rvuedge_desktop.catalog.documents import KINDS, CodeDocument
from rvuedge_desktop.catalog.postings import postings_sections
from rvuedge_desktop.catalog.records import phrase_key, record_of
from rvuedge_desktop.catalog.repair import letter_sections
from rvuedge_desktop.catalog.sounds import sound
from rvuedge_desktop.catalog.words import parts, phrase, tokens

_WORK_STATES = {"valued": 0, "drug": 0, "measure": 2, "unknown": 2}


def index_sections(documents: Iterable[CodeDocument], fingerprint: str) -> dict[str, bytes]:
    """Everything a `SearchIndex` needs, as sections. The last document of a code counts."""
    ordered = sorted({document.code: document for document in documents}.values(), key=_rank)
    size = len(ordered)
    own: dict[str, list[int]] = {}
    anywhere: dict[str, list[int]] = {}
    faint: dict[str, list[int]] = {}
    written: dict[str, list[int]] = {}
    phrases: list[list[str]] = []
    for number, document in enumerate(ordered):
        names = [document.name, *document.synonyms]
        # The name of a code that is not in our catalog is CMS's short description.
        own_words = words_of(names if document.shipped else document.synonyms)
        for word in own_words:
            own.setdefault(word, []).append(number)
        for word in own_words | words_of([document.name, document.description, *document.tags]):
            anywhere.setdefault(word, []).append(number)
        places = [document.section, *document.specialties]
        for word in words_of(places):
            faint.setdefault(word, []).append(number)
        for word in _written([*names, document.description, *document.tags, *places]):
            written.setdefault(word, []).append(number)
        phrases.append(list(dict.fromkeys(map(phrase, [*names, document.description]))))
    vocabulary = sorted(anywhere.keys() | faint.keys())
    sections = {
        "about": json.dumps({"fingerprint": fingerprint, "size": size}).encode(),
        "words": "\n".join(vocabulary).encode(),
        "texts": "\0".join("\n" + "\n".join(found) + "\n" for found in phrases).encode(),
    }
    sections |= postings_sections("own", vocabulary, own, size)
    sections |= postings_sections("any", vocabulary, anywhere, size)
    sections |= postings_sections("faint", vocabulary, faint, size)
    sections |= postings_sections("written", vocabulary, written, size)
    sections |= _codes(ordered) | _records(ordered) | _phrases(phrases)
    for kind, state in KINDS.items():
        chosen = bitmap_of((n for n, d in enumerate(ordered) if d.state == state), size)
        sections[f"kind.{kind}"] = chosen.to_bytes((size >> 3) + 1, "little")
    common = bitmap_of((n for n, d in enumerate(ordered) if d.common), size)
    sections["common"] = common.to_bytes((size >> 3) + 1, "little")
    repairable = [word if len(word) > 2 and word.isalpha() else "" for word in vocabulary]
    sections |= letter_sections("spelling", repairable)
    sections |= letter_sections("sounds", [sound(word) for word in repairable])
    return sections


def _rank(document: CodeDocument) -> tuple[bool, bool, int, int, str]:
    name = document.name or document.description
    state = _WORK_STATES.get(document.state, 1)
    return (not document.shipped, not document.common, state, len(name), document.code)


def words_of(texts: Iterable[str]) -> set[str]:
    """All words that find a document with these texts: as written, singular, joined, expanded."""
    found: set[str] = set()
    for text in texts:
        pieces: list[str] = []
        for token in tokens(text):
            inside = parts(token)
            if len(inside) > 1:
                joined = "".join(inside)
                found.add(joined)
                found |= ABBREVIATIONS.added_to([joined])
            pieces += inside
        found.update(pieces)
        found |= ABBREVIATIONS.added_to(pieces)
    return found


def _written(texts: Iterable[str]) -> set[str]:
    """The words of the texts just as they stand."""
    return {piece for text in texts for token in tokens(text) for piece in parts(token)}


def _codes(ordered: Sequence[CodeDocument]) -> dict[str, bytes]:
    by_code = sorted((document.code, number) for number, document in enumerate(ordered))
    return {
        "codes": "\n".join(code for code, _ in by_code).encode(),
        "codes.numbers": array("I", [number for _, number in by_code]).tobytes(),
    }


def _records(ordered: Sequence[CodeDocument]) -> dict[str, bytes]:
    starts = array("I", [0])
    records: list[bytes] = []
    for document in ordered:
        record = record_of(document).encode("utf-8", "replace")
        records.append(record)
        starts.append(starts[-1] + len(record))
    return {"records": b"".join(records), "records.starts": starts.tobytes()}


def _phrases(phrases: Sequence[Sequence[str]]) -> dict[str, bytes]:
    keys = sorted(
        (phrase_key(text), number) for number, found in enumerate(phrases) for text in found if text
    )
    return {
        "phrases": array("I", [key for key, _ in keys]).tobytes(),
        "phrases.numbers": array("I", [number for _, number in keys]).tobytes(),
    }
