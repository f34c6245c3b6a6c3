from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from rvuedge_desktop import resources
from rvuedge_desktop.resources import resource_path, resource_text

REPOSITORY = Path(__file__).resolve().parents[1]
FONT = ("fonts", "Inter-Regular.otf")
LICENSE_OF_FONT = ("LICENSES", "Inter-OFL-1.1.txt")

SHOW = """
import json, rvuedge_desktop
from rvuedge_desktop.resources import resource_path, resource_text
print(json.dumps({
    "package": rvuedge_desktop.__file__,
    "font": str(resource_path("fonts", "Inter-Regular.otf")),
    "size": resource_path("fonts", "Inter-Regular.otf").stat().st_size,
    "text": resource_text("LICENSES", "Inter-OFL-1.1.txt"),
}))
"""


def test_in_a_checkout_the_folder_beside_the_package() -> None:
    assert resource_path() == REPOSITORY / "resources"
    assert resource_path(*FONT).is_file()
    assert resource_text(*LICENSE_OF_FONT).startswith("Copyright")


def test_the_license_of_the_font_goes_with_it() -> None:
    assert "SIL OPEN FONT LICENSE" in resource_text(*LICENSE_OF_FONT).upper()


def test_a_file_that_is_not_there_has_a_path_all_the_same() -> None:
    assert not resource_path("catalog", "no-such-file").exists()


def test_in_a_frozen_bundle_the_folder_of_the_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "rvuedge_desktop" / "_resources"
    folder.mkdir(parents=True)
    (folder / "note.txt").write_text("µ", encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_path("note.txt") == folder / "note.txt"
    assert resource_text("note.txt") == "µ"


def test_an_installation_without_data_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "rvuedge_desktop")
    with pytest.raises(FileNotFoundError, match="install it again"):
        resource_path("anything")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real wheel, built without the network by the installed hatchling."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_the_data_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        tops = {name.split("/")[0] for name in names}
        points = archive.read(next(n for n in names if n.endswith("entry_points.txt"))).decode()
    assert tops == {"rvuedge_desktop", "rvuedge_desktop-0.1.0.dist-info"}
    shipped = {name for name in names if name.startswith("rvuedge_desktop/_resources/")}
    in_checkout = {
        "rvuedge_desktop/_resources/" + path.relative_to(REPOSITORY / "resources").as_posix()
        for path in (REPOSITORY / "resources").rglob("*")
        if path.is_file()
    }
    assert shipped == in_checkout
    assert {"LICENSE", "NOTICE"} <= {name.rsplit("/", 1)[-1] for name in names}
    assert "rvuedge = rvuedge_desktop.cli:main" in points
    assert "rvuedge-desktop = rvuedge_desktop.__main__:main_window" in points


@pytest.mark.slow
def test_an_installed_wheel_finds_its_data_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*install, "--target", str(site), str(wheel)], check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(site)},
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    answer = json.loads(done.stdout)
    assert Path(answer["package"]).is_relative_to(site)
    assert Path(answer["font"]).is_relative_to(site)
    assert answer["size"] == resource_path(*FONT).stat().st_size
    assert answer["text"] == resource_text(*LICENSE_OF_FONT)
