"""What happens when the program starts: the shipped catalog is brought in, the index made ready."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rvuedge_desktop.catalog.search import IndexFileError, SearchIndex
from rvuedge_desktop.catalog.texts import (
    catalog_digest,
    read_code_texts,
    read_modifier_texts,
    read_shipped_releases,
)
from rvuedge_desktop.services.code_book import CodeBook
from rvuedge_desktop.services.lookup import code_documents

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store

# Raised when the way documents are made changes, so that indexes on disk are made anew.
DOCUMENT_VERSION = "2"


def load_shipped_catalog(store: Store, catalog: Path) -> bool:
    """Bring the shipped texts and values into the store where they differ from what it holds.

    Runs on first start and after an upgrade; whether anything changed. The digest is written
    with the texts, last of all, so that a start that was cut short begins again.
    """
    from rvuedge_desktop.storage import CatalogCodeRow, CatalogModifierRow

    digest = catalog_digest(catalog)
    if store.catalog_digest() == digest:
        return False
    shipped = read_shipped_releases(catalog)
    for row in store.releases():
        if row.origin == "shipped" and row.name not in {s.release.name for s in shipped}:
            store.remove_release(row.name, origin="shipped")
    for release in shipped:
        store.replace_release(
            release.release,
            origin="shipped",
            title=release.title,
            file_name="",
            digest=digest,
            values=release.values,
        )
    store.replace_catalog(
        [
            CatalogCodeRow(
                text.code,
                text.name,
                text.section,
                text.specialties,
                text.also,
                text.tags,
                text.description,
                text.plain,
                text.context,
                json.dumps(text.facts, ensure_ascii=False),
            )
            for text in read_code_texts(catalog)
        ],
        [
            CatalogModifierRow(text.modifier, text.name, text.meaning)
            for text in read_modifier_texts(catalog)
        ],
        digest,
    )
    return True


def code_book(store: Store) -> CodeBook:
    """The codes and modifiers the store knows."""
    return CodeBook(store.known_codes(), store.known_modifiers())


def index_fingerprint(store: Store) -> str:
    """What an index on disk must carry to be the index of this store."""
    return f"{DOCUMENT_VERSION}:{store.codes_version()}"


def load_index(path: Path) -> SearchIndex | None:
    """The index kept on disk, or None when there is none that can be read."""
    try:
        return SearchIndex.load(path)
    except (IndexFileError, OSError):
        return None


def build_index(store: Store, path: Path, today: date) -> SearchIndex:
    """Build the index anew and keep it on disk.

    An index that cannot be written is no reason to fail: it is built again next time.
    """
    index = SearchIndex.build(code_documents(store, today), fingerprint=index_fingerprint(store))
    with suppress(OSError):
        index.save(path)
    return index


def current_index(store: Store, path: Path, today: date) -> SearchIndex:
    """The index of what the store holds now: from disk when it fits, else built anew."""
    index = load_index(path)
    if index is not None and index.fingerprint == index_fingerprint(store):
        return index
    return build_index(store, path, today)


def usage(store: Store) -> Mapping[str, int]:
    """How often each code was logged, to rank the user's own codes up."""
    return store.usage_counts()
