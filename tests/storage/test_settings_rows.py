"""Settings are text under a key."""

from __future__ import annotations

from rvuedge_desktop.storage import Store


def test_a_setting_is_set_changed_and_taken_back(store: Store) -> None:
    assert store.setting("theme") is None
    store.set_setting("theme", "dark")
    store.set_setting("density", "")
    assert store.setting("theme") == "dark"
    store.set_setting("theme", "light")
    assert store.settings() == {"density": "", "theme": "light"}
    store.set_setting("theme", None)
    store.set_setting("never set", None)
    assert store.settings() == {"density": ""}
    assert store.setting("theme") is None
