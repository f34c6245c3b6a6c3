"""What the parts of `Store` share."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from rvuedge_desktop.storage.engine import Database

CODES_VERSION = "codes_version"


class StorePart:
    """A part of `Store`, on the connection all parts share."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def _set_meta(self, key: str, value: str) -> None:
        from rvuedge_desktop.storage import statements

        self._db.run(statements.SET_META, {"key": key, "value": value})

    def _meta(self, key: str) -> str:
        found = self._db.row("SELECT value FROM meta WHERE key = ?", (key,))
        return "" if found is None else str(found[0])

    def _codes_changed(self) -> None:
        """Give the codes a version never used before, in the transaction that changes them.

        Drawn at random: a count would repeat itself when an older backup is restored.
        """
        self._set_meta(CODES_VERSION, secrets.token_hex(8))


def utc_text(instant: datetime | None) -> str:
    """An instant as it is stored; now when None. A time without a zone is a mistake."""
    if instant is None:
        instant = datetime.now(UTC)
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC).isoformat()
