"""A crash log says where it happened and never what was typed."""

from __future__ import annotations

import traceback

from rvuedge_desktop import __version__
from rvuedge_desktop.crashes import crash_report


def report_of_a_mistake(note: str) -> str:
    try:
        int(note)
    except ValueError as error:
        return crash_report(type(error), traceback.extract_tb(error.__traceback__))
    raise AssertionError("the note was a number")


def test_it_names_versions_kind_and_place() -> None:
    first, kind, *frames = report_of_a_mistake("x").splitlines()
    assert first.startswith(f"RVU Edge Desktop {__version__}, Python 3.")
    assert kind == "ValueError"
    assert len(frames) == 1
    assert frames[0].endswith("in report_of_a_mistake")
    assert "tests/test_crashes.py:" in frames[0].replace("\\", "/")


def test_it_leaves_out_the_message_the_source_line_and_the_user_s_folders() -> None:
    report = report_of_a_mistake("Mr. Smith, MRN 1234567")
    assert "Smith" not in report
    assert "1234567" not in report
    assert "int(note)" not in report
    frame = traceback.FrameSummary("/".join(["", "users", "jane", "a", "b", "c.py"]), 7, "run")
    assert crash_report(ValueError, [frame]).endswith("\n  a/b/c.py:7 in run")


def test_an_unknown_error_and_no_frames() -> None:
    assert crash_report(None, []).splitlines()[1:] == ["unknown error"]
