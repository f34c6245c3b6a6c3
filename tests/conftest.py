"""The test rig: no display, nobody's real data, and no warning that goes unseen."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt: it reads the platform once.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from hypothesis import settings

from rvuedge_desktop.bootstrap import program
from rvuedge_desktop.services.values import import_release
from tests.command_line import CommandLine, StillDate

REPOSITORY = Path(__file__).resolve().parents[1]

# The same examples every time, so that a red run is about the change at hand; and no deadline,
# because two test processes share two cores. HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


class _Recorder(logging.Handler):
    """Keeps what was logged, also after a test has cleared caplog."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder for this test alone, so that a forgotten argument cannot touch a real log."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("RVUEDGE_DATA_DIR", str(home / "rvuedge"))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for variable, folder in {
        "XDG_DATA_HOME": ".local/share",
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
        "XDG_STATE_HOME": ".local/state",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
    }.items():
        monkeypatch.setenv(variable, str(home / folder))
    return home


@pytest.fixture
def data_dir(_own_home: Path) -> Path:
    """The folder that the program takes for its data in this test. It does not exist yet."""
    return _own_home / "rvuedge"


@pytest.fixture(autouse=True)
def _no_unseen_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning or worse, unless it is marked allow_logs."""
    recorder = _Recorder()
    root = logging.getLogger()
    root.addHandler(recorder)
    yield
    root.removeHandler(recorder)
    unexpected = recorder.messages
    marker = request.node.get_closest_marker("allow_logs")
    if marker is not None:
        patterns = marker.args or (".*",)
        unexpected = [m for m in unexpected if not any(re.search(p, m) for p in patterns)]
    if unexpected:
        pytest.fail("unexpected log records:\n" + "\n".join(unexpected), pytrace=False)


@pytest.fixture(scope="session")
def shared_cms() -> Path:
    """CMS's own files, which are not ours to ship; they lie beside the repository."""
    shared = os.environ.get("RVUEDGE_SHARED")
    folder = (Path(shared) if shared else REPOSITORY.parent / "shared") / "data" / "cms"
    if not folder.is_dir():
        pytest.skip(
            "CMS's files are not here: put them in ../shared/data/cms, or name the shared folder"
            " in RVUEDGE_SHARED"
        )
    return folder


@pytest.fixture(scope="session")
def shipped_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as the first start leaves it; to be copied, never used."""
    folder = tmp_path_factory.mktemp("shipped") / "rvuedge"
    with program(folder) as opened:
        opened.search_index()
    return folder


@pytest.fixture(scope="session")
def full_folder(
    shipped_folder: Path, shared_cms: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The same with CMS's own RVU25D and RVU26B imported; to be copied, never used."""
    folder = tmp_path_factory.mktemp("full") / "rvuedge"
    shutil.copytree(shipped_folder, folder)
    with program(folder) as opened:
        for file in ("rvu25d/PPRRVU2025_Oct.csv", "rvu26b/PPRRVU2026_Apr_nonQPP.txt"):
            import_release(opened.store, shared_cms / file)
        opened.values_changed()
        opened.search_index()
    return folder


@pytest.fixture
def shipped(shipped_folder: Path, data_dir: Path) -> Path:
    """This test's data folder, with the shipped catalog in it."""
    shutil.copytree(shipped_folder, data_dir)
    return data_dir


@pytest.fixture
def full(full_folder: Path, data_dir: Path) -> Path:
    """This test's data folder, with CMS's own files imported."""
    shutil.copytree(full_folder, data_dir)
    return data_dir


@pytest.fixture
def rvuedge(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The command line in this process, on a day that stands still."""
    monkeypatch.setattr("rvuedge_desktop.cli_commands.date", StillDate)
    monkeypatch.setattr("rvuedge_desktop.cli_credit.date", StillDate)
    monkeypatch.setattr("rvuedge_desktop.cli_summary.date", StillDate)
    monkeypatch.setattr("rvuedge_desktop.cli_plans.date", StillDate)
    monkeypatch.setattr("rvuedge_desktop.cli_report.date", StillDate)
    monkeypatch.setattr("rvuedge_desktop.cli_pay.date", StillDate)
    monkeypatch.setattr("rvuedge_desktop.cli_drugs.date", StillDate)
    return CommandLine(capsys)


@pytest.fixture
def small_files_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a made-up file of a few rows stand for a whole release, not for an excerpt."""
    from rvuedge_desktop.services import values

    monkeypatch.setattr(values, "LEAST_COMPLETE", 1)
