"""Favorite codes, in folders and in the order the user gives them."""

from __future__ import annotations

from collections.abc import Sequence

from rvuedge_desktop.storage.part import StorePart
from rvuedge_desktop.storage.rows import FavoriteFolder


class FavoriteRows(StorePart):
    """Written as a whole, since a list of favorites is short and order is what matters."""

    def favorite_folders(self) -> list[FavoriteFolder]:
        """The top level (named ""), then each folder, with their codes in order."""
        names = [
            name for (name,) in self._db.rows("SELECT name FROM favorite_folders ORDER BY position")
        ]
        codes: dict[str, list[str]] = {name: [] for name in ("", *names)}
        for code, folder in self._db.rows("SELECT code, folder FROM favorites ORDER BY position"):
            codes.setdefault(folder, []).append(code)
        return [FavoriteFolder(name, tuple(found)) for name, found in codes.items()]

    def is_favorite(self, code: str) -> bool:
        """Whether a code is one of the favorites."""
        return self._db.row("SELECT 1 FROM favorites WHERE code = ?", (code,)) is not None

    def set_favorite_folders(self, folders: Sequence[FavoriteFolder]) -> None:
        """Put these folders, in this order, in place of those there are."""
        from rvuedge_desktop.storage import statements

        codes = [(code, folder.name) for folder in folders for code in folder.codes]
        named = [folder.name for folder in folders if folder.name]
        with self._db.writing():
            self._db.run(statements.CLEAR_FAVORITES)
            self._db.run(statements.CLEAR_FAVORITE_FOLDERS)
            self._db.run_many(
                statements.ADD_FAVORITE_FOLDER, ((name, at) for at, name in enumerate(named))
            )
            self._db.run_many(
                statements.ADD_FAVORITE, ((*code, at) for at, code in enumerate(codes))
            )
