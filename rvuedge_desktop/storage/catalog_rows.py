"""The catalog's own texts about codes and modifiers, replaced as a whole at every upgrade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rvuedge_desktop.storage.engine import Row
from rvuedge_desktop.storage.part import StorePart
from rvuedge_desktop.storage.rows import CatalogCodeRow, CatalogModifierRow

_DIGEST = "catalog_digest"
_COLUMNS = ", ".join(CatalogCodeRow._fields)


class CatalogRows(StorePart):
    """Our own names, nicknames and explanations."""

    def replace_catalog(
        self,
        codes: Iterable[CatalogCodeRow],
        modifiers: Iterable[CatalogModifierRow],
        digest: str,
    ) -> None:
        """Put this catalog in place of the one there is; `digest` tells which one it is."""
        from rvuedge_desktop.storage import statements

        with self._db.writing():
            self._db.run(statements.CLEAR_CATALOG_CODES)
            self._db.run(statements.CLEAR_CATALOG_MODIFIERS)
            self._db.run_many(statements.ADD_CATALOG_CODE, map(_row_of, codes))
            self._db.run_many(statements.ADD_CATALOG_MODIFIER, modifiers)
            self._set_meta(_DIGEST, digest)
            self._codes_changed()

    def catalog_digest(self) -> str:
        """The digest of the catalog in place, empty when there is none yet."""
        return self._meta(_DIGEST)

    def catalog_code(self, code: str) -> CatalogCodeRow | None:
        """What the catalog says about a code."""
        found = self._db.row(f"SELECT {_COLUMNS} FROM catalog_codes WHERE code = ?", (code,))
        return None if found is None else _code_of(found)

    def catalog_modifier(self, modifier: str) -> CatalogModifierRow | None:
        """What the catalog says about a modifier."""
        found = self._db.row(
            "SELECT modifier, name, meaning FROM catalog_modifiers WHERE modifier = ?", (modifier,)
        )
        return None if found is None else CatalogModifierRow(*found)

    def catalog_modifiers(self) -> list[CatalogModifierRow]:
        """Every modifier of the catalog, in order."""
        return [
            CatalogModifierRow(*row)
            for row in self._db.rows(
                "SELECT modifier, name, meaning FROM catalog_modifiers ORDER BY modifier"
            )
        ]

    def catalog_search_rows(self) -> Iterator[CatalogCodeRow]:
        """Every code of the catalog, in order."""
        for row in self._db.stream(f"SELECT {_COLUMNS} FROM catalog_codes ORDER BY code"):
            yield _code_of(row)


def _row_of(code: CatalogCodeRow) -> Row:
    return (
        *code[:3],
        "\n".join(code.specialties),
        "\n".join(code.synonyms),
        "\n".join(code.tags),
        *code[6:],
    )


def _code_of(row: Row) -> CatalogCodeRow:
    return CatalogCodeRow(*row[:3], *map(_items, row[3:6]), *row[6:])


def _items(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()
