"""The profiles of the person whose log this is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rvuedge_desktop.domain.profiles import Profile, Stage
from rvuedge_desktop.storage.part import StorePart

_COLUMNS = "id, name, credentials, specialty, practice, npi, stage, level"


class ProfileRows(StorePart):
    """Profiles, of which at most one is the active one. None of them changes the log."""

    def profiles(self) -> list[Profile]:
        """The profiles, as they were added."""
        rows = self._db.rows(f"SELECT {_COLUMNS} FROM profiles ORDER BY id")
        return [_profile(row) for row in rows]

    def active_profile(self) -> Profile | None:
        """The profile that pages and reports name, None before there is one."""
        row = self._db.row(f"SELECT {_COLUMNS} FROM profiles WHERE active = 1")
        return None if row is None else _profile(row)

    def add_profile(self, profile: Profile) -> Profile:
        """Keep a new profile and make it the active one; the profile with its number."""
        from rvuedge_desktop.storage import plan_statements

        with self._db.writing():
            (number,) = self._db.rows("SELECT coalesce(max(id), 0) + 1 FROM profiles")[0]
            self._db.run(plan_statements.NOBODY_ACTIVE)
            columns = {"id": number, **_columns(profile), "active": 1}
            self._db.run(plan_statements.ADD_PROFILE, columns)
        return replace(profile, id=number)

    def change_profile(self, profile: Profile) -> None:
        """Put this in place of the profile of its number."""
        from rvuedge_desktop.storage import plan_statements

        columns = {f"new_{name}": value for name, value in _columns(profile).items()}
        with self._db.writing():
            self._db.run(plan_statements.EDIT_PROFILE, {"profile": profile.id, **columns})

    def activate_profile(self, number: int) -> bool:
        """Make a profile the active one; whether it is there."""
        from rvuedge_desktop.storage import plan_statements

        with self._db.writing():
            if self._db.row("SELECT 1 FROM profiles WHERE id = ?", (number,)) is None:
                return False
            self._db.run(plan_statements.NOBODY_ACTIVE)
            return self._db.run(plan_statements.ACTIVATE, {"profile": number}) > 0

    def remove_profile(self, number: int) -> bool:
        """Forget a profile; the log stays. Whether it was there."""
        from rvuedge_desktop.storage import plan_statements

        with self._db.writing():
            return self._db.run(plan_statements.DROP["profiles"], {"wanted": number}) > 0


def _profile(row: tuple[Any, ...]) -> Profile:
    number, name, credentials, specialty, practice, npi, stage, level = row
    return Profile(name, credentials, specialty, practice, npi, Stage(stage), level, number)


def _columns(profile: Profile) -> dict[str, str]:
    return {
        "name": profile.name,
        "credentials": profile.credentials,
        "specialty": profile.specialty,
        "practice": profile.practice,
        "npi": profile.npi,
        "stage": profile.stage.value,
        "level": profile.level,
    }
