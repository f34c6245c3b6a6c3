"""Releases and the values CMS published in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from itertools import groupby, islice
from operator import attrgetter, itemgetter

from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.domain.values import VALUE_FIELDS, PublishedValue
from rvuedge_desktop.storage.engine import Row
from rvuedge_desktop.storage.errors import Cancelled
from rvuedge_desktop.storage.part import StorePart, utc_text
from rvuedge_desktop.storage.rows import Origin, ReleaseRow, SearchRow

_FIELDS = ", ".join(VALUE_FIELDS)
_fields_of = attrgetter(*VALUE_FIELDS)
# A file of CMS's is complete, so where there is one it stands for its release.
_ID_OF_NAME = "(SELECT id FROM releases WHERE name = ? ORDER BY origin = 'shipped' LIMIT 1)"
_PIECE = 1_000


class ReleaseRows(StorePart):
    """The published values, by release, code and modifier."""

    def releases(self) -> list[ReleaseRow]:
        """What is installed, oldest first, an imported one before the shipped one of its name."""
        found = [
            ReleaseRow._make(row)._replace(
                complete=bool(row[2]), imported_at=datetime.fromisoformat(row[7])
            )
            for row in self._db.rows(
                "SELECT name, origin, complete, title, file_name, row_count, code_count,"
                " imported_at, conversion_factor FROM releases ORDER BY origin"
            )
        ]
        return sorted(found, key=lambda row: Release(row.name).order)

    def replace_release(
        self,
        release: Release,
        *,
        origin: Origin,
        title: str,
        file_name: str,
        digest: str,
        values: Collection[PublishedValue],
        descriptions: Iterable[tuple[str, str, str]] = (),
        imported_at: datetime | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> bool:
        """Store a release in one transaction; whether one of its name and origin was replaced.

        `descriptions` are (code, modifier, text). `progress` hears how many values are in, of
        how many; Cancelled leaves the database as it was.
        """
        from rvuedge_desktop.storage import statements

        with self._db.writing():
            replaced = self._db.run(
                statements.REMOVE_RELEASE, {"name": release.name, "origin": origin}
            )
            (number,) = self._db.rows("SELECT coalesce(max(id), 0) + 1 FROM releases")[0]
            self._db.run(
                statements.ADD_RELEASE,
                {
                    "id": number,
                    "name": release.name,
                    "origin": origin,
                    "complete": int(release.complete),
                    "title": title,
                    "file_name": file_name,
                    "digest": digest,
                    "row_count": 0,
                    "code_count": 0,
                    "conversion_factor": None,
                    "imported_at": utc_text(imported_at),
                },
            )
            rows = ((number, *_fields_of(value)) for value in values)
            done = 0
            while piece := list(islice(rows, _PIECE)):
                if cancelled is not None and cancelled():
                    raise Cancelled(f"{release.name} was not imported; nothing was changed.")
                self._db.run_many(statements.ADD_VALUE, piece)
                done += len(piece)
                if progress is not None:
                    progress(done, len(values))
            self._db.run_many(
                statements.ADD_DESCRIPTION, ((number, *description) for description in descriptions)
            )
            self._count_release(number)
            self._codes_changed()
        return replaced > 0

    def _count_release(self, number: int) -> None:
        from rvuedge_desktop.storage import statements

        found = self._db.row(
            "SELECT count(*), count(DISTINCT code) FROM release_values WHERE release_id = ?",
            (number,),
        )
        factor = self._db.row(
            "SELECT conversion_factor FROM release_values WHERE release_id = ?"
            " AND conversion_factor > 0 GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
            (number,),
        )
        assert found is not None
        self._db.run(
            statements.COUNT_RELEASE,
            {
                "release": number,
                "rows": found[0],
                "codes": found[1],
                "factor": None if factor is None else factor[0],
            },
        )

    def remove_release(self, name: str, *, origin: Origin = "cms") -> bool:
        """Remove a release with its descriptions; entries keep what they were credited."""
        from rvuedge_desktop.storage import statements

        with self._db.writing():
            removed = self._db.run(statements.REMOVE_RELEASE, {"name": name, "origin": origin})
            if removed:
                self._codes_changed()
        return removed > 0

    def remove_descriptions(self, release: str | None = None) -> int:
        """Remove CMS's descriptions, of one release or of all; how many there were."""
        from rvuedge_desktop.storage import statements

        with self._db.writing():
            if release is None:
                removed = self._db.run(statements.REMOVE_DESCRIPTIONS)
            else:
                removed = self._db.run(statements.REMOVE_DESCRIPTIONS_OF, {"name": release})
            if removed:
                self._codes_changed()
        return removed

    def release_digest(self, name: str, origin: Origin) -> str:
        """The digest of what a release was read from, empty when it is not installed."""
        found = self._db.row(
            "SELECT digest FROM releases WHERE name = ? AND origin = ?", (name, origin)
        )
        return "" if found is None else str(found[0])

    def rows_for(self, code: str, release_name: str) -> dict[str, PublishedValue]:
        """A code's rows in a release by row modifier; empty when the release lacks the code.

        An imported release comes before the shipped one of its name, which fills in for an
        excerpt that lacks the code; a complete list that lacks it says that there is none.
        """
        found: dict[str, PublishedValue] = {}
        for number, complete in self._db.rows(
            "SELECT id, complete FROM releases WHERE name = ? ORDER BY origin = 'shipped'",
            (release_name,),
        ):
            found = {
                row[1]: PublishedValue(*row)
                for row in self._db.rows(
                    f"SELECT {_FIELDS} FROM release_values WHERE release_id = ? AND code = ?"
                    " ORDER BY modifier",
                    (number, code),
                )
            }
            if found or complete:
                break
        return found

    def rows_of_codes(
        self, codes: Collection[str], release_name: str
    ) -> dict[str, dict[str, PublishedValue]]:
        """The same for many codes in one go; a code that the release lacks has no rows."""
        found: dict[str, dict[str, PublishedValue]] = {code: {} for code in codes}
        for number, complete in self._db.rows(
            "SELECT id, complete FROM releases WHERE name = ? ORDER BY origin = 'shipped'",
            (release_name,),
        ):
            left = [code for code, rows in found.items() if not rows]
            for row in self._db.rows(
                f"SELECT {_FIELDS} FROM release_values WHERE release_id = ?"
                " AND code IN (SELECT value FROM json_each(?)) ORDER BY code, modifier",
                (number, json.dumps(left)),
            ):
                found[row[0]][row[1]] = PublishedValue(*row)
            if complete:
                break
        return found

    def releases_with(self, code: str) -> list[str]:
        """The names of the releases that list a code, oldest first."""
        found = self._db.rows(
            "SELECT DISTINCT name FROM releases AS r WHERE EXISTS"
            " (SELECT 1 FROM release_values AS v WHERE v.release_id = r.id AND v.code = ?)",
            (code,),
        )
        return sorted((name for (name,) in found), key=lambda name: Release(name).order)

    def values_of(self, release_name: str) -> Iterator[PublishedValue]:
        """Every row of a release in order of code and modifier."""
        sql = (
            f"SELECT {_FIELDS} FROM release_values WHERE release_id = {_ID_OF_NAME}"
            " ORDER BY code, modifier"
        )
        for row in self._db.stream(sql, (release_name,)):
            yield PublishedValue(*row)

    def search_rows(self) -> Iterator[SearchRow]:
        """Each code once, with its rows in the newest release that lists it.

        Codes come in order inside a release, the newest release first.
        """
        for position, (number, name) in enumerate(newest := self._newest_first()):
            newer = [known for known, _ in newest[:position]]
            sql = (
                f"SELECT {_FIELDS} FROM release_values AS v WHERE release_id = ?"
                f" AND {_absent_from('release_values', newer)} ORDER BY code, modifier"
            )
            rows = self._db.stream(sql, (number,))
            for code, group in groupby(rows, key=itemgetter(0)):
                yield SearchRow(code, name, tuple(PublishedValue(*row) for row in group))

    def description(self, code: str) -> str | None:
        """CMS's description of a code in the newest release that has one."""
        for number, _ in self._newest_first():
            found = self._db.row(
                "SELECT text FROM cms_descriptions WHERE release_id = ? AND code = ?"
                " ORDER BY modifier LIMIT 1",
                (number, code),
            )
            if found is not None:
                return str(found[0])
        return None

    def descriptions_newest(self) -> Iterator[tuple[str, str]]:
        """Each described code once, with the text of the newest release that has one."""
        for position, (number, _) in enumerate(newest := self._newest_first()):
            newer = [known for known, _ in newest[:position]]
            sql = (
                "SELECT code, text, min(modifier) FROM cms_descriptions AS v WHERE release_id = ?"
                f" AND {_absent_from('cms_descriptions', newer)} GROUP BY code ORDER BY code"
            )
            for code, text, _modifier in self._db.stream(sql, (number,)):
                yield code, text

    def _newest_first(self) -> list[tuple[int, str]]:
        found: list[Row] = self._db.rows("SELECT id, name, origin = 'shipped' FROM releases")
        found.sort(key=lambda row: (Release(row[1]).order, -row[2]), reverse=True)
        return [(number, name) for number, name, _ in found]


def _absent_from(table: str, releases: list[int]) -> str:
    """The condition that no release of these lists the code. The ids are our own numbers."""
    if not releases:
        return "true"
    numbers = ", ".join(map(str, releases))
    return (
        f"NOT EXISTS (SELECT 1 FROM {table} AS newer"
        f" WHERE newer.release_id IN ({numbers}) AND newer.code = v.code)"
    )
