"""Favorites keep their order and folders."""

from __future__ import annotations

import pytest

from rvuedge_desktop.bootstrap import Program
from rvuedge_desktop.services import favorites
from rvuedge_desktop.services.favorites import BadFavorite


def kept(opened: Program) -> list[tuple[str, list[str]]]:
    return [(folder.name, list(folder.codes)) for folder in favorites.folders(opened.store)]


def test_order_and_folders(opened: Program) -> None:
    store = opened.store
    assert kept(opened) == [("", [])]
    for code in ("99213", "45378", "j2590"):
        favorites.add(store, code)
    assert favorites.add_folder(store, "  Endo \n scopy ") == "Endo scopy"
    favorites.add_folder(store, "Clinic")
    favorites.add(store, "45378", "Endo scopy")
    favorites.add(store, "45385", "Endo scopy", at=0)
    favorites.add(store, "J2590", at=0)
    assert kept(opened) == [
        ("", ["J2590", "99213"]),
        ("Endo scopy", ["45385", "45378"]),
        ("Clinic", []),
    ]
    favorites.order_folders(store, ["Clinic", "Endo scopy"])
    favorites.set_order(store, "Endo scopy", ["45378", "45385"])
    assert favorites.rename_folder(store, "Endo scopy", "Scopes") == "Scopes"
    assert kept(opened)[1:] == [("Clinic", []), ("Scopes", ["45378", "45385"])]
    favorites.remove_folder(store, "Scopes")
    assert kept(opened) == [("", ["J2590", "99213", "45378", "45385"]), ("Clinic", [])]
    assert favorites.remove(store, "99213")
    assert not favorites.remove(store, "99213")
    assert store.is_favorite("J2590")
    assert not store.is_favorite("99213")


def test_what_cannot_be_is_refused(opened: Program) -> None:
    store = opened.store
    favorites.add_folder(store, "Clinic")
    favorites.add(store, "99213", "Clinic")
    for refused in (
        lambda: favorites.add(store, "nonsense"),
        lambda: favorites.add(store, "99213", "Nowhere"),
        lambda: favorites.add_folder(store, "CLINIC"),
        lambda: favorites.add_folder(store, " "),
        lambda: favorites.add_folder(store, "x" * 61),
        lambda: favorites.rename_folder(store, "", "Top"),
        lambda: favorites.remove_folder(store, ""),
        lambda: favorites.set_order(store, "Clinic", ["99213", "99214"]),
        lambda: favorites.order_folders(store, []),
    ):
        with pytest.raises(BadFavorite, match=r"\.$"):
            refused()
    assert kept(opened) == [("", []), ("Clinic", ["99213"])]
