"""Favorite codes: put in folders and in the order the user likes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.codes import is_code_shape, normal_code

if TYPE_CHECKING:
    from rvuedge_desktop.storage.rows import FavoriteFolder
    from rvuedge_desktop.storage.store import Store

TOP = ""
_LONGEST_NAME = 60
_Lists = dict[str, list[str]]


class BadFavorite(Exception):
    """A change of the favorites is not possible; the message is a sentence that says why."""


def folders(store: Store) -> list[FavoriteFolder]:
    """The top level (named ""), then each folder, with their codes in order."""
    return store.favorite_folders()


def add(store: Store, code: str, folder: str = TOP, at: int | None = None) -> None:
    """Make a code a favorite, or move it: into a folder, at a place (None: at the end)."""
    code = normal_code(code)
    if not is_code_shape(code):
        raise BadFavorite(f"“{code[:20]}” is not a code.")
    lists = _lists(store)
    codes = _folder(lists, folder)
    for others in lists.values():
        if code in others:
            others.remove(code)
    codes.insert(len(codes) if at is None else max(0, at), code)
    _keep(store, lists)


def remove(store: Store, code: str) -> bool:
    """Take a code out of the favorites; whether it was one."""
    lists = _lists(store)
    code = normal_code(code)
    there = [codes for codes in lists.values() if code in codes]
    for codes in there:
        codes.remove(code)
    if there:
        _keep(store, lists)
    return bool(there)


def set_order(store: Store, folder: str, codes: Sequence[str]) -> None:
    """Put the codes of a folder in this order; they must be the ones it holds."""
    lists = _lists(store)
    if sorted(_folder(lists, folder)) != sorted(codes):
        raise BadFavorite("The favorites have changed meanwhile; try again.")
    lists[folder] = list(codes)
    _keep(store, lists)


def add_folder(store: Store, name: str) -> str:
    """Make an empty folder at the end; its name as kept."""
    lists = _lists(store)
    name = _new_name(lists, name)
    lists[name] = []
    _keep(store, lists)
    return name


def rename_folder(store: Store, name: str, new: str) -> str:
    """Give a folder another name; its codes and place stay."""
    lists = _lists(store)
    _folder(lists, name)
    if name == TOP:
        raise BadFavorite("The top level has no name.")
    new = _new_name({other: [] for other in lists if other != name}, new)
    _keep(store, {new if other == name else other: codes for other, codes in lists.items()})
    return new


def remove_folder(store: Store, name: str) -> None:
    """Remove a folder; its codes go to the end of the top level."""
    if name == TOP:
        raise BadFavorite("The top level cannot be removed.")
    lists = _lists(store)
    lists[TOP] += _folder(lists, name)
    del lists[name]
    _keep(store, lists)


def order_folders(store: Store, names: Sequence[str]) -> None:
    """Put the folders in this order; the top level stays first."""
    lists = _lists(store)
    if sorted(names) != sorted(name for name in lists if name != TOP):
        raise BadFavorite("The folders have changed meanwhile; try again.")
    _keep(store, {name: lists[name] for name in (TOP, *names)})


def _lists(store: Store) -> _Lists:
    return {folder.name: list(folder.codes) for folder in store.favorite_folders()}


def _folder(lists: _Lists, name: str) -> list[str]:
    if name not in lists:
        raise BadFavorite(f"There is no folder “{name[:_LONGEST_NAME]}”.")
    return lists[name]


def _new_name(lists: _Lists, name: str) -> str:
    name = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    if not name or len(name) > _LONGEST_NAME:
        raise BadFavorite(f"A folder's name has 1 to {_LONGEST_NAME} signs.")
    if name.casefold() in {other.casefold() for other in lists}:
        raise BadFavorite(f"There is a folder “{name}” already.")
    return name


def _keep(store: Store, lists: _Lists) -> None:
    from rvuedge_desktop.storage.rows import FavoriteFolder

    store.set_favorite_folders([FavoriteFolder(name, tuple(c)) for name, c in lists.items()])
