"""The glossary reads, refers only to itself, and is written for people."""

from __future__ import annotations

from pathlib import Path

import pytest

from rvuedge_desktop.catalog.glossary import read_glossary
from rvuedge_desktop.catalog.texts import CatalogTextError
from rvuedge_desktop.resources import resource_path

GLOSSARY = read_glossary(resource_path("catalog"))


def test_it_explains_the_words_of_the_pages() -> None:
    assert len(GLOSSARY.terms) >= 60
    for name in ("wRVU", "GPCI", "conversion factor", "Global period", "status code", "MPPR"):
        found = GLOSSARY.get("work RVU" if name == "wRVU" else name)
        assert found is not None, name
    assert GLOSSARY.get("asp") is GLOSSARY.get("Average sales price")
    assert GLOSSARY.get("no such word") is None


def test_terms_are_sorted_and_fit_their_places() -> None:
    names = [term.term for term in GLOSSARY.terms]
    assert len(set(names)) == len(names)
    for term in GLOSSARY.terms:
        assert len(term.short) <= 90, term.term
        assert term.short.endswith("."), term.term
        assert term.text.endswith("."), term.term
        assert 60 <= len(term.text) <= 400, (term.term, len(term.text))
        assert term.term not in term.see


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("term: A\nshort: b.\n", "term, short and text"),
        ("term: A\nshort: b.\ntext: c.\nmore: d\n", "unknown key more"),
        ("term: A\nshort: b.\ntext: c.\n\nterm: A\nshort: b.\ntext: c.\n", "twice"),
        ("term: A\nshort: b.\ntext: c.\nsee: B\n", "refers to B"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "glossary.txt").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogTextError, match=says):
        read_glossary(tmp_path)


def test_without_a_file_there_are_no_terms(tmp_path: Path) -> None:
    assert read_glossary(tmp_path).terms == ()
