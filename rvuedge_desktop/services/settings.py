"""Every setting, declared once: its key, what it may be, its default, and where it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rvuedge_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting kept as text. `choices` are what it may be, with the words for each; none: any.

    `shown` is the section of the Settings page it stands in, empty when it has no place there.
    """

    key: str
    default: str
    title: str
    choices: tuple[tuple[str, str], ...] = ()
    shown: str = ""

    def read(self, kept: str | None) -> str:
        """What is in force, given what is kept: the default where that is nothing usable."""
        if kept is None or (self.choices and kept not in dict(self.choices)):
            return self.default
        return kept


THEME = Setting(
    key="appearance.theme",
    default="system",
    title="Appearance",
    choices=(("system", "As the system"), ("light", "Light"), ("dark", "Dark")),
    shown="appearance",
)
# `zip:35004`, `locality:10112-00`, or nothing for the national amount.
LOCALITY = Setting(
    key="payment.locality",
    default="",
    title="Medicare's estimate",
    shown="payment",
)
SETTINGS: tuple[Setting, ...] = (THEME, LOCALITY)


def setting(key: str) -> Setting:
    """The declaration of a key; KeyError when nothing is declared for it."""
    for declared in SETTINGS:
        if declared.key == key:
            return declared
    raise KeyError(key)


def settings_in_force(kept: Mapping[str, str]) -> dict[str, str]:
    """Every declared setting with its value, given what the store keeps."""
    return {declared.key: declared.read(kept.get(declared.key)) for declared in SETTINGS}


def keep(store: Store, declared: Setting, value: str) -> None:
    """Keep a setting; the default is kept as nothing, so that a later default reaches everyone.

    ValueError when it is none of its choices.
    """
    if declared.choices and value not in dict(declared.choices):
        raise ValueError(f"{value} is no choice of {declared.key}")
    store.set_setting(declared.key, None if value == declared.default else value)
