"""Which codes there are, and what they are called."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.storage.part import StorePart


class KnownRows(StorePart):
    """Questions about codes as such, over every release and the catalog."""

    def known_codes(self) -> set[str]:
        """Every code of the catalog or of an installed release."""
        found = self._db.rows(
            "SELECT code FROM catalog_codes UNION SELECT code FROM release_values"
            " UNION SELECT code FROM payment_limits"
            " UNION SELECT code FROM hcpcs_texts WHERE length(code) = 5"
        )
        return {code for (code,) in found}

    def known_modifiers(self) -> set[str]:
        """Every modifier of the catalog or with a row of its own."""
        found = self._db.rows(
            "SELECT modifier FROM catalog_modifiers"
            " UNION SELECT modifier FROM release_values WHERE modifier <> ''"
            " UNION SELECT code FROM hcpcs_texts WHERE length(code) = 2"
        )
        return {modifier for (modifier,) in found}

    def shipped_codes(self) -> set[str]:
        """The codes for which the shipped values speak: those of the shipped catalog."""
        found = self._db.rows(
            "SELECT code FROM catalog_codes UNION SELECT v.code FROM release_values AS v"
            " JOIN releases AS r ON r.id = v.release_id WHERE r.origin = 'shipped'"
        )
        return {code for (code,) in found}

    def outline_of(self, release_name: str) -> list[tuple[str, int, str, str]]:
        """Code, work, global days and endoscopic base of every unmodified row, in order."""
        return self._db.rows(
            "SELECT code, work, global_days, endo_base FROM release_values WHERE release_id ="
            " (SELECT id FROM releases WHERE name = ? ORDER BY origin = 'shipped' LIMIT 1)"
            " AND modifier = '' ORDER BY code",
            (release_name,),
        )

    def names_of(self, codes: Iterable[str]) -> dict[str, str]:
        """Our own name of each code, else CMS's text about it; codes with neither are left out."""
        wanted = sorted(set(codes))
        names: dict[str, str] = dict(
            self._db.rows(
                "SELECT code, name FROM catalog_codes"
                " WHERE code IN (SELECT value FROM json_each(?))",
                (json.dumps(wanted),),
            )
        )
        for table in ("hcpcs_texts", "payment_limits"):
            if left := [code for code in wanted if code not in names]:
                column = "short" if table == "hcpcs_texts" else "description"
                found = self._db.rows(
                    f"SELECT code, {column} FROM {table} WHERE {column} <> ''"
                    " AND code IN (SELECT value FROM json_each(?)) ORDER BY table_id",
                    (json.dumps(left),),
                )
                names.update(found)
        releases = self._db.rows("SELECT id, name FROM releases WHERE origin = 'cms'")
        for number, _ in sorted(releases, key=lambda row: Release(row[1]).order, reverse=True):
            left = [code for code in wanted if code not in names]
            if not left:
                break
            rows = self._db.rows(
                "SELECT code, text FROM cms_descriptions WHERE release_id = ?"
                " AND code IN (SELECT value FROM json_each(?)) ORDER BY code, modifier DESC",
                (number, json.dumps(left)),
            )
            names.update(rows)
        return names
