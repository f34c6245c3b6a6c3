"""Which codes there are, and what they are called."""

from __future__ import annotations

from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.domain.values import PublishedValue
from rvuedge_desktop.storage import CatalogCodeRow, CatalogModifierRow, Store


def fill(store: Store) -> None:
    for name, texts in {
        "RVU25D": [("10000", "", "OLDER"), ("10001", "", "ONLY HERE")],
        "RVU26B": [("10000", "", "NEWER"), ("10000", "26", "READ"), ("10002", "", "OURS")],
    }.items():
        store.replace_release(
            Release(name),
            origin="cms",
            title="",
            file_name="",
            digest="",
            values=[PublishedValue(code, modifier, "A") for code, modifier, _ in texts],
            descriptions=texts,
        )
    store.replace_release(
        Release("RVU20A", complete=False),
        origin="shipped",
        title="",
        file_name="",
        digest="",
        values=[PublishedValue("10005", "TC", "A")],
    )
    store.replace_catalog(
        [CatalogCodeRow("10002", "Our name"), CatalogCodeRow("J2590", "Oxytocin")],
        [CatalogModifierRow("59", "Distinct")],
        "1",
    )


def test_every_code_and_modifier_is_known_once(store: Store) -> None:
    fill(store)
    assert sorted(store.known_codes()) == ["10000", "10001", "10002", "10005", "J2590"]
    assert sorted(store.known_modifiers()) == ["26", "59", "TC"]
    assert sorted(store.shipped_codes()) == ["10002", "10005", "J2590"]


def test_our_name_goes_before_the_newest_text_of_cms(store: Store) -> None:
    fill(store)
    assert store.names_of(["10000", "10001", "10002", "10005", "00000"]) == {
        "10000": "NEWER",
        "10001": "ONLY HERE",
        "10002": "Our name",
    }
    assert store.names_of([]) == {}


def test_an_empty_store_knows_nothing(store: Store) -> None:
    assert not store.known_codes()
    assert not store.known_modifiers()
    assert store.names_of(["99213"]) == {}
