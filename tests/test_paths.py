from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from rvuedge_desktop.paths import StatePaths, ensure, state_paths


def test_the_argument_wins_over_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RVUEDGE_DATA_DIR", str(tmp_path / "named"))
    assert state_paths(tmp_path / "asked").root == tmp_path / "asked"
    assert state_paths(None).root == tmp_path / "named"


@pytest.mark.parametrize("value", [None, ""])
def test_without_either_the_usual_folder_of_the_system(
    value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if value is None:
        monkeypatch.delenv("RVUEDGE_DATA_DIR")
    else:
        monkeypatch.setenv("RVUEDGE_DATA_DIR", value)
    root = state_paths().root
    assert root.name == "RVU Edge Desktop"
    if sys.platform == "linux":
        assert root.parent == Path(os.environ["XDG_DATA_HOME"])


def test_a_relative_folder_stays_where_it_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paths = state_paths(Path("log"))
    monkeypatch.chdir(tmp_path.parent)
    assert paths.database == tmp_path / "log" / "rvuedge.sqlite3"


def test_a_tilde_is_the_home_folder() -> None:
    assert state_paths(Path("~/log")).root == Path.home() / "log"


def test_everything_lies_in_the_one_folder(tmp_path: Path) -> None:
    paths = StatePaths(tmp_path)
    parts = [
        paths.database,
        paths.index_dir,
        paths.search_index,
        paths.backups,
        paths.crash_log,
        paths.lock,
    ]
    assert all(part.is_relative_to(tmp_path) for part in parts)
    assert len(set(parts)) == len(parts)


def test_asking_for_paths_creates_nothing(tmp_path: Path) -> None:
    _ = state_paths(tmp_path / "log").database
    assert list(tmp_path.iterdir()) == []


def test_ensure_creates_the_folders_for_their_owner_only(tmp_path: Path) -> None:
    paths = state_paths(tmp_path / "deep" / "log")
    ensure(paths)
    ensure(paths)
    for folder in (paths.root, paths.index_dir, paths.backups):
        assert folder.is_dir()
        if os.name == "posix":
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")
def test_ensure_leaves_a_folder_that_exists_as_it_is(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o750)
    ensure(state_paths(shared))
    assert stat.S_IMODE(shared.stat().st_mode) == 0o750


def test_platformdirs_is_not_imported_when_the_folder_is_named(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from rvuedge_desktop.paths import state_paths;"
        "state_paths(Path(sys.argv[1])); state_paths();"
        "sys.exit('platformdirs' in sys.modules)"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], cwd=root, check=False)
    assert done.returncode == 0
