"""The facts of a code, and the documents of the search."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rvuedge_desktop.bootstrap import Program
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.services.lookup import (
    CodeFacts,
    NoSuchRelease,
    code_documents,
    code_facts,
)
from rvuedge_desktop.services.values import import_release
from tests.fixtures.cms_files import csv_bytes, row

DAY = date(2026, 5, 5)


def facts(opened: Program, code: str, modifier: str = "") -> CodeFacts:
    return code_facts(opened.store, opened.evaluator, code, modifier=modifier, on=DAY)


def test_rvus_only_where_there_are_some(opened: Program) -> None:
    valued, drug = facts(opened, "99213"), facts(opened, "J2590")
    assert (valued.has_rvu, str(valued.rvu("total_facility"))) == (True, "1.72")
    assert drug.value is not None
    assert (drug.has_rvu, drug.rvu("work"), drug.rvu("total_facility")) == (False, None, None)


def test_a_modifier_without_a_row_takes_the_unmodified_row(opened: Program) -> None:
    assert facts(opened, "99213", "26").rvu("work") == facts(opened, "99213").rvu("work")
    assert str(facts(opened, "93620", "26").rvu("work")) == "11.04"


def test_a_release_that_is_not_installed(opened: Program) -> None:
    with pytest.raises(NoSuchRelease, match="RVU24A is not installed"):
        code_facts(opened.store, opened.evaluator, "99213", on=DAY, release=Release("RVU24A"))


def test_our_name_comes_before_cms_s_description(opened: Program, tmp_path: Path) -> None:
    path = tmp_path / "PPRRVU2026_Apr_nonQPP.csv"
    path.write_bytes(csv_bytes([row("99213"), row("27000"), row("D0120", status="R", work="0.00")]))
    import_release(opened.store, path)
    opened.values_changed()
    ours, theirs = facts(opened, "99213"), facts(opened, "27000")
    assert ours.name == "Established patient office visit, low complexity"
    assert ours.cms_description == "made-up 99213"
    assert (theirs.name, theirs.synonyms) == ("made-up 27000", ())
    assert facts(opened, "D0120").name is None
    documents = {document.code: document for document in code_documents(opened.store, DAY)}
    assert (documents["99213"].description, documents["99213"].shipped) == ("made-up 99213", True)
    assert (documents["27000"].name, documents["27000"].shipped) == ("made-up 27000", False)
    # A code the newest release lacks is found with the values it had.
    assert documents["45378"].release == "RVU26B"


def test_every_document_has_a_state_and_no_drug_has_work(opened: Program) -> None:
    documents = list(code_documents(opened.store, DAY))
    assert len({document.code for document in documents}) == len(documents)
    for document in documents:
        state = ValueState(document.state)
        with_work = state in (ValueState.VALUED, ValueState.NO_WORK)
        assert (document.work is not None) == with_work, document.code
        assert document.name
    assert sum(document.state == ValueState.DRUG for document in documents) >= 60
