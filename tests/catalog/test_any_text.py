"""R9: whatever is typed or pasted, the search answers and never raises."""

from __future__ import annotations

import threading

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rvuedge_desktop.catalog.documents import CodeDocument
from rvuedge_desktop.catalog.search import SearchIndex
from tests.catalog.small_catalog import DOCUMENTS, small_index

INDEX = small_index()
CODES = {document.code for document in DOCUMENTS}

near_words = st.lists(
    st.sampled_from([word for d in DOCUMENTS for word in (d.name, d.code, *d.synonyms)]).flatmap(
        lambda text: st.integers(0, len(text)).map(lambda at: text[:at] + text[at + 1 :])
    ),
    max_size=4,
).map(" ".join)
anything = st.one_of(
    st.text(max_size=300),
    st.text("abcdeinorst&'-/ 0123456789*\"()", max_size=60),
    near_words,
)


@given(anything, st.sampled_from(["all", "work", "drug"]), st.integers(-1, 40))
@example("Σ", "all", 20)
@example("İstanbul ŉ ß ﷺ", "all", 20)
@example("абвгд", "all", 20)
@example("\ud800 \udfff", "all", 20)
@example("\0\x1e\x1f\n", "drug", 20)
@example('" OR 1=1 -- NEAR(', "all", 20)
@example("-".join("abcdefghijklmnopqrstuvwxyz"), "all", 20)
@example("zqx " * 30, "all", 20)
def test_any_text_is_answered(query: str, kind: str, limit: int) -> None:
    found = [hit.code for hit in INDEX.search(query, kind=kind, limit=limit, usage={"47562": 3})]
    assert len(found) <= max(limit, 0)
    assert len(found) == len(set(found))
    assert set(found) <= CODES


texts = st.text(max_size=40)


@given(
    st.builds(
        CodeDocument,
        code=st.text("ABC123", min_size=1, max_size=6),
        name=texts,
        section=texts,
        state=st.sampled_from(["valued", "drug", "unknown"]),
        work=st.none() | st.integers(-(10**9), 10**9),
        release=st.none() | texts,
        synonyms=st.lists(texts, max_size=3).map(tuple),
        description=texts,
        tags=st.lists(texts, max_size=3).map(tuple),
        specialties=st.lists(texts, max_size=3).map(tuple),
        shipped=st.booleans(),
    )
)
@pytest.mark.allow_logs
def test_any_document_can_be_indexed(document: CodeDocument) -> None:
    index = SearchIndex.build([document], fingerprint="any")
    found = index.get(document.code)
    assert found is not None
    assert (found.code, found.work, found.state) == (document.code, document.work, document.state)
    assert found.shipped == document.shipped
    index.search(document.name)


def test_many_may_search_at_once() -> None:
    wanted = {query: INDEX.search(query) for query in ("colonscopy", "bx", "27", "lap chole")}
    wrong: list[str] = []

    def search() -> None:
        for turn in range(200):
            query = list(wanted)[turn % len(wanted)]
            if INDEX.search(query) != wanted[query]:
                wrong.append(query)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
