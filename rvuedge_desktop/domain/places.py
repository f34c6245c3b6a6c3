"""Where a service is done: the setting decides which practice expense Medicare pays."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class NotEstimable(Exception):
    """A payment that cannot be estimated from what was asked; the message is one sentence."""


class Setting(StrEnum):
    """Facility rate or non-facility rate (domain reference 2.2)."""

    FACILITY = "facility"
    NONFACILITY = "nonfacility"

    @property
    def words(self) -> str:
        return "facility" if self is Setting.FACILITY else "non-facility"


def setting_of(place_of_service: str, settings: Mapping[str, Setting]) -> Setting:
    """The setting of a two-digit place of service; NotEstimable when CMS assigns none."""
    place = place_of_service.strip().zfill(2)
    setting = settings.get(place)
    if setting is None:
        raise NotEstimable(
            f"“{place_of_service}” is not a place of service; write two digits such as 11."
        )
    return setting
