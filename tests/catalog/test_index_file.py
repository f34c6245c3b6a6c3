"""The index on disk: the same answers after loading, and no trust in a damaged file."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from rvuedge_desktop.catalog import index_file
from rvuedge_desktop.catalog.search import IndexFileError, SearchIndex
from tests.catalog.small_catalog import DOCUMENTS, small_index


@pytest.fixture
def path(tmp_path: Path) -> Path:
    kept = tmp_path / "search.index"
    small_index().save(kept)
    return kept


def test_a_loaded_index_answers_like_the_one_that_was_built(path: Path) -> None:
    built, loaded = small_index(), SearchIndex.load(path)
    assert loaded.fingerprint == "small"
    assert len(loaded) == len(DOCUMENTS)
    for query in ("lap chole", "colonscopy", "j2", "c-section", "sefazolin", "gastric bypass zz"):
        assert loaded.search(query) == built.search(query) != []
    assert [loaded.get(document.code) for document in DOCUMENTS] == list(DOCUMENTS)


def test_a_loaded_index_can_be_saved_again(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.index"
    SearchIndex.load(path).save(again)
    assert again.read_bytes() == path.read_bytes()


def test_the_same_documents_make_the_same_file(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.index"
    SearchIndex.build(reversed(DOCUMENTS), fingerprint="small").save(other)
    assert other.read_bytes() == path.read_bytes()


def test_any_damage_is_noticed(path: Path) -> None:
    whole = path.read_bytes()
    source = random.Random(1)
    # Every byte of the head, and a choice of the others.
    for at in [*range(60), *(source.randrange(len(whole)) for _ in range(200))]:
        damaged = bytearray(whole)
        damaged[at] ^= 1 << source.randrange(8)
        path.write_bytes(damaged)
        with pytest.raises(IndexFileError):
            SearchIndex.load(path)


def test_a_part_of_a_file_is_noticed(path: Path) -> None:
    whole = path.read_bytes()
    for length in (0, 1, 15, 55, 56, 57, 500, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(IndexFileError):
            SearchIndex.load(path)
    path.write_bytes(whole + b"\0")
    with pytest.raises(IndexFileError):
        SearchIndex.load(path)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be replaced there")
def test_who_reads_while_it_is_saved_reads_the_old_file(path: Path) -> None:
    before = path.read_bytes()
    with path.open("rb") as reading:
        SearchIndex.build([], fingerprint="new").save(path)
        assert reading.read() == before
    assert SearchIndex.load(path).fingerprint == "new"


def test_another_format_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_file, "FORMAT_VERSION", index_file.FORMAT_VERSION + 1)
    with pytest.raises(IndexFileError, match="another version"):
        SearchIndex.load(path)


def test_a_sound_file_with_other_contents_is_refused(path: Path) -> None:
    index_file.write_sections(path, {"about": b"{}", "words": b""})
    with pytest.raises(IndexFileError):
        SearchIndex.load(path)


def test_no_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for place in (tmp_path / "nil", tmp_path):
        with pytest.raises(IndexFileError):
            SearchIndex.load(place)


def test_a_failed_save_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        SearchIndex.build([], fingerprint="new").save(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
