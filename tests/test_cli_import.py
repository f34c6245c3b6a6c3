"""`rvuedge import`, `releases`, `remove` and `remove-descriptions`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from rvuedge_desktop.bootstrap import program
from rvuedge_desktop.cms import ImportCancelled
from rvuedge_desktop.services.values import import_release
from rvuedge_desktop.storage.errors import Cancelled
from tests.command_line import CommandLine
from tests.fixtures.cms_files import csv_bytes, row, some_rows, txt_bytes, zip_bytes

NAME = "PPRRVU2026_Apr_nonQPP.csv"
KEYS = ["release", "title", "rows", "codes", "rejected", "replaced"]

pytestmark = pytest.mark.usefixtures("small_files_are_whole")


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    """A relative value file of RVU26B with made-up rows."""
    path = tmp_path / NAME
    path.write_bytes(csv_bytes(some_rows()))
    return path


def content(folder: Path) -> list[str]:
    """Everything in the database, as statements."""
    connection = sqlite3.connect(folder / "rvuedge.sqlite3")
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_keys_are_those_of_the_interface(
    rvuedge: CommandLine, shipped: Path, made_up: Path
) -> None:
    answer = rvuedge.ask("import", str(made_up))
    assert list(answer) == KEYS
    assert answer == {
        "release": "RVU26B",
        "title": "2026 National Physician Fee Schedule Relative Value File April Release",
        "rows": 13,
        "codes": 10,
        "rejected": [],
        "replaced": False,
    }


def test_a_second_import_says_that_it_replaces(
    rvuedge: CommandLine, shipped: Path, made_up: Path
) -> None:
    rvuedge.ask("import", str(made_up))
    made_up.write_bytes(csv_bytes([row("99213", work="9.99")]))
    answer = rvuedge("import", str(made_up), "--json")
    assert answer.code == 0
    assert answer.record["replaced"] is True
    assert answer.err == "RVU26B is installed already and is replaced.\n"
    listed = rvuedge.ask("releases")["releases"]
    assert [one["rows"] for one in listed if one["complete"]] == [1]
    assert rvuedge.ask("show", "99213", "--on", "2026-05-01")["work_rvu"] == "9.99"


def test_an_import_is_used_at_once(rvuedge: CommandLine, shipped: Path, made_up: Path) -> None:
    assert rvuedge.ask("search", "27000")["results"] == []
    assert rvuedge.ask("show", "27000")["state"] == "unknown"
    rvuedge.ask("import", str(made_up))
    (hit,) = rvuedge.ask("search", "27000")["results"]
    assert (hit["name"], hit["work_rvu"]) == ("made-up 27000", "1.00")
    assert rvuedge.ask("show", "27000")["work_rvu"] == "1.00"
    assert rvuedge.ask("log", "27000")["total_wrvu"] == "1.00"
    assert rvuedge.ask("show", "45378")["name"] == "Colonoscopy, diagnostic"


def test_rows_that_cannot_be_read_are_listed(
    rvuedge: CommandLine, shipped: Path, made_up: Path
) -> None:
    made_up.write_bytes(csv_bytes([*some_rows(), row("99214", work="much"), row("99213")]))
    answer = rvuedge.ask("import", str(made_up))
    assert (answer["rows"], len(answer["rejected"])) == (13, 2)
    for rejected in answer["rejected"]:
        assert list(rejected) == ["line", "reason"]
        assert isinstance(rejected["line"], int)
    assert "left out" in rvuedge("import", str(made_up)).out


def test_the_user_names_a_release_where_the_file_is_silent(
    rvuedge: CommandLine, shipped: Path, tmp_path: Path
) -> None:
    path = tmp_path / "values.txt"
    path.write_bytes(txt_bytes(some_rows()))
    assert "--release RVU26B" in rvuedge.bad("import", str(path))
    assert rvuedge.ask("import", str(path), "--release", "rvu24ar")["release"] == "RVU24AR"
    assert "is not a release" in rvuedge.bad("import", str(path), "--release", "May")


BAD_FILES = {
    "empty.csv": b"",
    "other.csv": b"a,b,c\n1,2,3\n",
    "cut.csv": csv_bytes(some_rows())[:-40],
    "letter.zip": zip_bytes({"read me.txt": b"hello"}),
    "broken.zip": zip_bytes({NAME: csv_bytes(some_rows())})[:200],
    "broken.xlsx": b"PK\x03\x04" + b"\0" * 40,
    "zeros.csv": b"\0" * 5_000,
    "image.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
}


def encrypted_zip() -> bytes:
    """A zip whose member is marked as encrypted."""
    data = bytearray(zip_bytes({NAME: csv_bytes(some_rows())}))
    data[data.find(b"PK\x03\x04") + 6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize("name", [*BAD_FILES, "encrypted.zip"])
def test_a_file_of_no_use_changes_nothing(
    rvuedge: CommandLine, shipped: Path, tmp_path: Path, name: str
) -> None:
    rvuedge.ask("log", "99213 J2590")
    before = content(shipped)
    path = tmp_path / name
    path.write_bytes(BAD_FILES.get(name) or (encrypted_zip() if "enc" in name else b""))
    assert name in rvuedge.bad("import", str(path))
    assert name in rvuedge.bad("import", str(path), "--release", "RVU26B")
    assert content(shipped) == before


def test_what_is_no_file(rvuedge: CommandLine, shipped: Path, tmp_path: Path) -> None:
    assert "is a folder" in rvuedge.bad("import", str(tmp_path))
    assert "There is no file" in rvuedge.bad("import", str(tmp_path / "nothing.csv"))
    assert "could not be read" in rvuedge.bad("import", str(tmp_path / "a\x00b.csv"))
    assert "nnn" in rvuedge.bad("import", str(tmp_path / ("n" * 300)))


def test_cms_files_of_another_kind(rvuedge: CommandLine, shipped: Path, shared_cms: Path) -> None:
    assert "GPCI" in rvuedge.bad("import", str(shared_cms / "rvu26b" / "GPCI2026.csv"))
    excerpt = "rvu26a-rvu26c-excerpts/PPRRVU2026_Jan_QPP.excerpt.csv"
    assert "nonQPP" in rvuedge.bad("import", str(shared_cms / excerpt))


def test_a_cancelled_import_changes_nothing(shipped: Path, made_up: Path) -> None:
    with program(shipped) as opened:
        import_release(opened.store, made_up)
    before = content(shipped)
    made_up.write_bytes(csv_bytes([row(f"{code}", work="7.77") for code in range(10_000, 14_000)]))
    reading, storing = 0, 0

    def at_once() -> bool:
        return True

    def while_storing() -> bool:
        return storing > 2_000

    def count(done: int, whole: int) -> None:
        nonlocal reading, storing
        reading, storing = done, max(storing, done - whole // 2)

    with program(shipped) as opened:
        with pytest.raises(ImportCancelled):
            import_release(opened.store, made_up, cancelled=at_once)
        with pytest.raises(Cancelled):
            import_release(opened.store, made_up, progress=count, cancelled=while_storing)
        assert reading > 0
    assert content(shipped) == before


def test_a_failed_import_changes_nothing(
    shipped: Path, made_up: Path, rvuedge: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(shipped)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("rvuedge_desktop.storage.release_rows.ReleaseRows._count_release", fail)
        assert "disk is full" in rvuedge.stuck("import", str(made_up))
    assert content(shipped) == before


def test_progress_runs_from_nothing_to_everything(shipped: Path, made_up: Path) -> None:
    heard: list[tuple[int, int]] = []
    with program(shipped) as opened:
        import_release(opened.store, made_up, progress=lambda done, of: heard.append((done, of)))
    shares = [done / of for done, of in heard]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_releases_lists_what_is_installed(
    rvuedge: CommandLine, shipped: Path, made_up: Path
) -> None:
    rvuedge.ask("import", str(made_up))
    listed = rvuedge.ask("releases")["releases"]
    assert [one["release"] for one in listed] == ["RVU20D", "RVU23D", "RVU25D", "RVU26B", "RVU26B"]
    assert [one["complete"] for one in listed] == [False, False, False, True, False]
    imported = listed[3]
    assert (imported["file"], imported["rows"], imported["codes"]) == (NAME, 13, 10)
    assert (imported["first_date"], imported["conversion_factor"]) == ("2026-04-01", "33.4009")


def test_a_removed_release_leaves_the_shipped_one(
    rvuedge: CommandLine, shipped: Path, made_up: Path
) -> None:
    shown = rvuedge.ask("show", "45378")
    rvuedge.ask("import", str(made_up))
    (entry,) = rvuedge.ask("log", "27000")["logged"]
    assert rvuedge.ask("remove", "26b") == {"removed": "RVU26B"}
    assert rvuedge.ask("show", "45378") == shown
    assert rvuedge.ask("show", "27000")["state"] == "unknown"
    assert rvuedge.ask("entries")["entries"] == [entry]
    assert "was not imported" in rvuedge.bad("remove", "RVU26B")
    assert "is not a release" in rvuedge.bad("remove", "April")


def test_descriptions_of_cms_can_be_removed(
    rvuedge: CommandLine, shipped: Path, made_up: Path
) -> None:
    rvuedge.ask("import", str(made_up))
    assert rvuedge.ask("show", "27000")["name"] == "made-up 27000"
    # The dental text was dropped on reading.
    assert rvuedge.ask("show", "D0120")["name"] is None
    assert rvuedge.ask("remove-descriptions", "RVU26B") == {"removed": 12}
    assert rvuedge.ask("show", "27000")["name"] is None
    assert rvuedge.ask("show", "27000")["work_rvu"] == "1.00"
    assert rvuedge.ask("show", "45378")["name"] == "Colonoscopy, diagnostic"
    assert rvuedge.ask("remove-descriptions") == {"removed": 0}
