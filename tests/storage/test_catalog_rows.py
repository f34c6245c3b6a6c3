"""The catalog is replaced as a whole."""

from __future__ import annotations

import sqlite3

import pytest

from rvuedge_desktop.storage import CatalogCodeRow, CatalogModifierRow, Store

COLONOSCOPY = CatalogCodeRow(
    "45378",
    "Colonoscopy",
    "Surgery: digestive",
    ("Gastroenterology", "General surgery"),
    ("colo", "scope; lower"),
    ("screening",),
    "A look at the whole colon.",
    "A camera test.",
    "Clinic or hospital.",
    '{"n": "ü"}',
)
BARE = CatalogCodeRow("99213", "Office visit")
DISTINCT = CatalogModifierRow("59", "Distinct service", "Done apart.")


def test_it_comes_back_as_it_was_given(store: Store) -> None:
    store.replace_catalog([BARE, COLONOSCOPY], [DISTINCT], "a")
    assert store.catalog_code("45378") == COLONOSCOPY
    assert store.catalog_code("99213") == BARE
    assert store.catalog_code("00000") is None
    assert list(store.catalog_search_rows()) == [COLONOSCOPY, BARE]
    assert store.catalog_modifier("59") == DISTINCT
    assert store.catalog_modifier("26") is None
    assert store.catalog_modifiers() == [DISTINCT]
    assert store.catalog_digest() == "a"


def test_the_old_one_is_gone(store: Store) -> None:
    assert store.catalog_digest() == ""
    store.replace_catalog([BARE, COLONOSCOPY], [DISTINCT], "a")
    version = store.codes_version()
    store.replace_catalog([BARE], [], "b")
    assert list(store.catalog_search_rows()) == [BARE]
    assert store.catalog_modifiers() == []
    assert store.catalog_digest() == "b"
    assert store.codes_version() != version


def test_a_catalog_that_contradicts_itself_changes_nothing(store: Store) -> None:
    store.replace_catalog([COLONOSCOPY], [DISTINCT], "a")
    version = store.codes_version()
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        store.replace_catalog([BARE, BARE], [], "b")
    assert list(store.catalog_search_rows()) == [COLONOSCOPY]
    assert store.catalog_digest() == "a"
    assert store.codes_version() == version
