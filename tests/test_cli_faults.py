"""Folders and files that cannot be used, a second process, and our own mistakes."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rvuedge_desktop import cli_commands
from rvuedge_desktop.bootstrap import open_program, program
from rvuedge_desktop.cli import main
from tests.command_line import CommandLine, ended

WRITING = (("log", "99213"), ("delete", "1"), ("undo",), ("redo",), ("remove", "RVU26B"))
READING = (
    ("search", "lap chole"),
    ("show", "99213"),
    ("entries",),
    ("summary",),
    ("releases",),
    ("values", "RVU26B"),
)


@pytest.fixture
def held(shipped: Path) -> Iterator[Path]:
    """A folder that another part of this program has open for writing."""
    with program(shipped) as opened:
        opened.logbook.log_text("99213", today=cli_commands.date(2026, 11, 1))
        yield shipped


@pytest.mark.parametrize("arguments", READING, ids=lambda arguments: arguments[0])
def test_reading_an_empty_folder(
    rvuedge: CommandLine, data_dir: Path, arguments: tuple[str, ...]
) -> None:
    data_dir.mkdir()
    answer = rvuedge(*arguments)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out


@pytest.mark.parametrize("arguments", WRITING, ids=lambda arguments: arguments[0])
def test_a_second_instance_gets_a_sentence(
    rvuedge: CommandLine, held: Path, arguments: tuple[str, ...]
) -> None:
    assert "already open" in rvuedge.stuck(*arguments)
    assert "close it first" in rvuedge.stuck("--json", *arguments)


@pytest.mark.parametrize("arguments", READING, ids=lambda arguments: arguments[0])
def test_reads_still_work_beside_it(
    rvuedge: CommandLine, held: Path, arguments: tuple[str, ...]
) -> None:
    answer = rvuedge(*arguments)
    assert (answer.code, answer.err) == (0, "")
    assert rvuedge.ask("summary", "--month", "2026-11")["total_wrvu"] == "1.30"


def test_reading_keeps_nobody_from_writing(rvuedge: CommandLine, shipped: Path) -> None:
    with program(shipped, write=False) as reading:
        assert reading.read_only
        assert rvuedge.ask("log", "99213")["total_wrvu"] == "1.30"
        assert reading.store.entry_count() == 1


def test_reading_brings_in_the_catalog_of_a_newer_program(data_dir: Path, shipped: Path) -> None:
    connection = sqlite3.connect(shipped / "rvuedge.sqlite3")
    with connection:
        connection.execute("DELETE FROM catalog_codes")
        connection.execute("UPDATE meta SET value = 'older' WHERE key LIKE '%digest%'")
    connection.close()
    opened = open_program(data_dir, write=False)
    assert opened.store.catalog_code("99213") is not None
    assert opened.read_only
    opened.close()


def test_a_data_folder_that_is_a_file(rvuedge: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    for place in (file, file / "inside"):
        assert str(place) in rvuedge.stuck("log", "99213", "--data-dir", str(place))
        assert "choose another place" in rvuedge.stuck("show", "99213", "--data-dir", str(place))
    assert file.read_text() == "mine"


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a folder nobody can write")
def test_a_folder_that_cannot_be_written(rvuedge: CommandLine) -> None:
    for command in (("log", "99213"), ("entries",)):
        sentence = rvuedge.stuck(*command, "--data-dir", "/sys/rvuedge")
        assert sentence.startswith("/sys/rvuedge cannot be ")


@pytest.mark.parametrize("name", ["with a space", "Ärzte 日本 🙂", "-dash", "a'b\"c", "%41?x#y"])
def test_folders_with_odd_names(rvuedge: CommandLine, tmp_path: Path, name: str) -> None:
    folder = f"--data-dir={tmp_path / name}"
    assert rvuedge.ask("log", "99213", folder)["total_wrvu"] == "1.30"
    assert len(rvuedge.ask("entries", folder)["entries"]) == 1
    assert (tmp_path / name / "rvuedge.sqlite3").is_file()


def test_options_before_and_after_the_command(
    rvuedge: CommandLine, data_dir: Path, tmp_path: Path
) -> None:
    there = str(tmp_path / "there")
    assert rvuedge("--data-dir", there, "--json", "log", "99213").record["total_wrvu"] == "1.30"
    assert len(rvuedge("entries", "--data-dir", there, "--json").record["entries"]) == 1
    mixed = rvuedge("--json", "entries", "--data-dir", there)
    assert len(mixed.record["entries"]) == 1
    last = rvuedge("--data-dir", str(tmp_path / "not"), "entries", "--data-dir", there, "--json")
    assert len(last.record["entries"]) == 1
    assert not (tmp_path / "not").exists()
    assert not data_dir.exists()


def test_an_empty_name_is_no_folder(rvuedge: CommandLine, data_dir: Path) -> None:
    assert "a folder is needed" in rvuedge.bad("entries", "--data-dir", "")
    assert not data_dir.exists()


@pytest.mark.parametrize("content", [b"hello", b"\0" * 4096, b"SQLite format 3\0" + b"x" * 4096])
def test_a_file_that_is_no_log_is_left_alone(
    rvuedge: CommandLine, data_dir: Path, content: bytes
) -> None:
    data_dir.mkdir()
    database = data_dir / "rvuedge.sqlite3"
    database.write_bytes(content)
    for command in (("log", "99213"), ("entries",)):
        assert "move it away" in rvuedge.stuck(*command)
    assert database.read_bytes() == content


def test_a_newer_log_is_left_alone(rvuedge: CommandLine, shipped: Path) -> None:
    database = shipped / "rvuedge.sqlite3"
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = database.read_bytes()
    for command in (("log", "99213"), ("entries",)):
        assert "newer RVU Edge Desktop" in rvuedge.stuck(*command)
    assert database.read_bytes() == before


def test_a_full_disk_has_its_sentence(
    rvuedge: CommandLine, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "somewhere")

    monkeypatch.setattr("rvuedge_desktop.services.logbook.Logbook.log_text", fail)
    assert rvuedge.stuck("log", "99213") == "The disk is full; make room and try again."


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(13, "Permission denied", "/a/b"), "/a/b cannot be used (Permission"),
        (OSError(5, "Input/output error"), "The system refused this (Input/output error)"),
        (OSError("strange"), "The system refused this (strange)"),
    ],
)
def test_faults_of_the_system(
    rvuedge: CommandLine,
    shipped: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: OSError,
    sentence: str,
) -> None:
    def fail(_: object) -> int:
        raise error

    monkeypatch.setitem(cli_commands.COMMANDS, "log", fail)
    assert rvuedge.stuck("log", "99213").startswith(sentence)


def test_a_mistake_of_ours_ends_with_70_and_is_kept_without_what_was_typed(
    rvuedge: CommandLine, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> int:
        raise RuntimeError("secret note")

    monkeypatch.setitem(cli_commands.COMMANDS, "log", fail)
    answer = rvuedge("log", "99213 #secret note")
    assert answer.code == 70
    assert answer.err.startswith("This is a mistake in RVU Edge Desktop; your log is unharmed.")
    assert "Traceback" not in answer.err
    kept = (shipped / "crash.log").read_text(encoding="utf-8")
    assert "RuntimeError" in kept
    assert "in fail" in kept
    assert "secret" not in kept


def test_a_mistake_where_nothing_can_be_kept_is_printed(
    rvuedge: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> int:
        raise RuntimeError("secret note")

    file = tmp_path / "file"
    file.touch()
    monkeypatch.setitem(cli_commands.COMMANDS, "log", fail)
    answer = rvuedge("log", "99213", "--data-dir", str(file))
    assert answer.code == 70
    assert "RuntimeError" in answer.err
    assert "secret" not in answer.err


def test_interrupted(rvuedge: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(cli_commands.COMMANDS, "log", interrupt)
    answer = rvuedge("log", "99213")
    assert (answer.code, answer.out, answer.err) == (130, "", "")


def test_help_and_version(capsys: pytest.CaptureFixture[str], data_dir: Path) -> None:
    for arguments in (["--version"], ["--help"], ["log", "--help"]):
        with pytest.raises(SystemExit) as end:
            main(arguments)
        assert end.value.code == 0
    assert "wRVU" in capsys.readouterr().out
    assert not data_dir.exists()


def test_exit_codes_of_a_process(data_dir: Path, tmp_path: Path) -> None:
    assert ended("log", "99213", "--on", "2025-03-03").code == 0
    assert ended("log", "99219").code == 1
    assert ended("delete", "999").code == 2
    assert ended("show", "nonsense").code == 2
    assert ended("--what").code == 2
    (tmp_path / "file").touch()
    assert ended("entries", "--data-dir", str(tmp_path / "file")).code == 3


@pytest.mark.skipif(sys.platform == "win32", reason="a device of Unix")
def test_a_full_output_is_said() -> None:
    import subprocess

    from tests.command_line import RVUEDGE

    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*RVUEDGE, "show", "99213"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 3
    assert done.stderr == b"The disk is full; make room and try again.\n"
