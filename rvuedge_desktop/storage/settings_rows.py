"""Settings: text under a key. What a key means is declared in `services`."""

from __future__ import annotations

from rvuedge_desktop.storage.part import StorePart


class SettingsRows(StorePart):
    """The user's settings."""

    def setting(self, key: str) -> str | None:
        """The text set for a key, None where the default holds."""
        found = self._db.row("SELECT value FROM settings WHERE key = ?", (key,))
        return None if found is None else str(found[0])

    def settings(self) -> dict[str, str]:
        """Everything that has been set."""
        return dict(self._db.rows("SELECT key, value FROM settings ORDER BY key"))

    def set_setting(self, key: str, value: str | None) -> None:
        """Set a key, or go back to its default with None."""
        from rvuedge_desktop.storage import statements

        with self._db.writing():
            if value is None:
                self._db.run(statements.REMOVE_SETTING, {"name": key})
            else:
                self._db.run(statements.SET_SETTING, {"key": key, "value": value})
