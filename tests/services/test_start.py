"""The first start, an upgrade, and the index kept on disk."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from rvuedge_desktop.bootstrap import Program
from rvuedge_desktop.resources import resource_path
from rvuedge_desktop.services.start import (
    code_book,
    current_index,
    index_fingerprint,
    load_index,
    load_shipped_catalog,
)

DAY = date(2026, 5, 5)


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """A copy of the shipped catalog that a test may change."""
    target = tmp_path / "catalog"
    shutil.copytree(resource_path("catalog"), target)
    return target


def test_a_second_start_brings_in_nothing(opened: Program) -> None:
    version = opened.store.codes_version()
    assert load_shipped_catalog(opened.store, resource_path("catalog")) is False
    assert opened.store.codes_version() == version


def test_an_upgrade_brings_in_what_changed_and_takes_out_what_is_gone(
    opened: Program, catalog: Path
) -> None:
    opened.logbook.log_text("99213", today=DAY)
    for path in (catalog / "values").glob("*/RVU20D.csv"):
        path.unlink()
    file = catalog / "cpt" / "01-evaluation-management.txt"
    text = file.read_text(encoding="utf-8")
    changed = text.replace("name: Established patient office visit, low", "name: Changed, low", 1)
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    assert load_shipped_catalog(opened.store, catalog) is True
    row = opened.store.catalog_code("99213")
    assert row is not None
    assert row.name.startswith("Changed")
    assert [one.name for one in opened.store.releases()] == ["RVU23D", "RVU25D", "RVU26B"]
    assert len(opened.store.entries()) == 1


def test_a_start_that_was_cut_short_begins_again(
    opened: Program, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (catalog / "cpt" / "modifiers.txt").unlink()

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("rvuedge_desktop.services.start.read_code_texts", fail)
        with pytest.raises(KeyboardInterrupt):
            load_shipped_catalog(opened.store, catalog)
    assert load_shipped_catalog(opened.store, catalog) is True
    assert load_shipped_catalog(opened.store, catalog) is False


def test_the_code_book_holds_every_code_and_modifier(opened: Program) -> None:
    book = code_book(opened.store)
    assert len(book) >= 928
    assert book.is_code("J2590")
    assert {"26", "TC", "53", "LT"} <= book.modifiers


def test_an_index_is_made_anew_only_when_it_does_not_fit(opened: Program, tmp_path: Path) -> None:
    path = tmp_path / "search.index"
    assert load_index(path) is None
    first = current_index(opened.store, path, DAY)
    assert first.fingerprint == index_fingerprint(opened.store)
    made = path.stat().st_mtime_ns
    current_index(opened.store, path, DAY)
    assert path.stat().st_mtime_ns == made
    opened.store.remove_release("RVU20D", origin="shipped")
    assert current_index(opened.store, path, DAY).fingerprint != first.fingerprint
    path.write_bytes(b"damaged")
    assert load_index(path) is None
    assert current_index(opened.store, path, DAY).search("pitocin", limit=1)[0].code == "J2590"


def test_an_index_that_cannot_be_kept_is_used_all_the_same(opened: Program, tmp_path: Path) -> None:
    path = tmp_path / "no such folder" / "search.index"
    assert current_index(opened.store, path, DAY).search("pitocin", limit=1)[0].code == "J2590"
    assert not path.exists()
