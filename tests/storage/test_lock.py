"""One process at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rvuedge_desktop.storage import DatabaseLocked, Store
from rvuedge_desktop.storage.lock import ProcessLock

HOLD = """
import sys
from pathlib import Path
from rvuedge_desktop.storage.lock import ProcessLock
ProcessLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_the_second_process_is_told_who_has_it_and_the_death_of_the_first_frees_it(
    path: Path,
) -> None:
    path.parent.mkdir()
    lock = path.with_name(path.name + ".lock")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        words = rf"already open \(process {holder.pid}\); close it first"
        with pytest.raises(DatabaseLocked, match=words):
            Store.open(path)
        holder.kill()
        holder.wait()
    Store.open(path).close()


def test_closing_frees_it(path: Path) -> None:
    with Store.open(path), pytest.raises(DatabaseLocked, match="already open"):
        Store.open(path)
    Store.open(path).close()


def test_a_refused_file_frees_it(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"something else")
    lock = path.with_name("own.lock")
    with pytest.raises(Exception, match="not a log"):
        Store.open(path, lock_path=lock)
    again = ProcessLock(lock)
    again.acquire()
    again.release()
    again.release()


def test_a_lock_can_lie_elsewhere(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.lock"
    with Store.open(path, lock_path=elsewhere):
        assert elsewhere.is_file()
        with pytest.raises(DatabaseLocked):
            Store.open(path, lock_path=elsewhere)
