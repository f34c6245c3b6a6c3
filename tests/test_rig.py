"""The test rig itself: what it forbids must fail, what it grants must be there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rvuedge_desktop.paths import state_paths

CONFTEST = Path(__file__).with_name("conftest.py")


@pytest.fixture
def rig(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nmarkers =\n    allow_logs(*patterns): as in pyproject.toml\n")
    return pytester


def test_real_data_is_out_of_reach(data_dir: Path, tmp_path: Path) -> None:
    assert state_paths().root == data_dir
    assert Path.home() == data_dir.parent
    assert not data_dir.exists()
    assert list(tmp_path.iterdir()) == []


def test_platform_is_offscreen() -> None:
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.slow
def test_a_logged_warning_fails_a_test_unless_it_was_asked_for(rig: pytest.Pytester) -> None:
    rig.makepyfile(
        """
        import logging, pytest

        def test_quiet():
            logging.getLogger("room").info("fine")

        def test_loud():
            logging.getLogger("room").warning("disk nearly full")

        def test_loud_and_cleared(caplog):
            logging.getLogger("room").error("gone")
            caplog.clear()

        @pytest.mark.allow_logs
        def test_any_allowed():
            logging.getLogger("room").error("anything")

        @pytest.mark.allow_logs("nearly full")
        def test_this_allowed():
            logging.getLogger("room").warning("disk nearly full")

        @pytest.mark.allow_logs("nearly full")
        def test_other_not_allowed():
            logging.getLogger("room").warning("disk on fire")
        """
    )
    result = rig.runpytest_subprocess("-p", "no:cacheprovider", "-rE")
    result.assert_outcomes(passed=6, errors=3)
    result.stdout.fnmatch_lines_random(
        [
            "ERROR *::test_loud*",
            "ERROR *::test_loud_and_cleared*",
            "ERROR *::test_other_not_allowed*",
        ]
    )


@pytest.mark.slow
def test_shared_files_are_found_or_the_test_is_skipped_with_a_reason(
    rig: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rig.makepyfile("def test_reads(shared_cms):\n    assert shared_cms.is_dir()\n")
    monkeypatch.setenv("RVUEDGE_SHARED", str(tmp_path))
    absent = rig.runpytest_subprocess("-p", "no:cacheprovider", "-rs")
    absent.assert_outcomes(skipped=1)
    absent.stdout.fnmatch_lines(["*CMS's files are not here*"])

    (tmp_path / "data" / "cms").mkdir(parents=True)
    rig.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)
