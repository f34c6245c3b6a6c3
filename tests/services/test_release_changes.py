"""Codes that changed between releases: the counts measured on CMS's own files (reference 3.2)."""

from __future__ import annotations

import csv
from pathlib import Path

from rvuedge_desktop.bootstrap import program
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.services.release_changes import ChangeKind, release_changes
from tests.command_line import CommandLine


def test_2025_to_2026(full: Path) -> None:
    with program(full, write=False) as opened:
        found = release_changes(opened.store, Release("RVU25D"), Release("RVU26B"))
    assert (found.count(ChangeKind.NEW), found.count(ChangeKind.GONE)) == (417, 230)
    assert sum(bool(change.after) for change in found.of_kind(ChangeKind.NEW)) == 118
    assert sum(bool(change.before) for change in found.of_kind(ChangeKind.GONE)) == 47
    assert sum(change.cause == "efficiency adjustment" for change in found.changes) == 7_414
    by_code = {(change.code, change.modifier): change for change in found.changes}
    bypass = by_code["43644", ""]
    assert (bypass.kind, str(bypass.difference), str(bypass.percent)) == (
        ChangeKind.LOWERED,
        "-0.73",
        "-2.5",
    )
    assert by_code["90837", ""].cause == "revalued"
    assert ("99213", "") not in by_code


def test_shipped_values_are_silent_about_other_codes(shipped: Path) -> None:
    with program(shipped, write=False) as opened:
        store = opened.store
        found = release_changes(store, Release("RVU25D"), Release("RVU26B"))
        known = store.shipped_codes()
    assert found.changes
    assert {change.code for change in found.changes} <= known


def test_no_other_year_is_called_an_adjustment(full: Path) -> None:
    with program(full, write=False) as opened:
        found = release_changes(opened.store, Release("RVU20D"), Release("RVU23D"))
    assert {change.cause for change in found.changes} <= {"", "revalued"}


def test_command_line(rvuedge: CommandLine, full: Path, tmp_path: Path) -> None:
    answer = rvuedge.ask("changes", "26B", "RVU25D")
    assert (answer["from"], answer["to"]) == ("RVU25D", "RVU26B")
    assert answer["counts"]["new"] == 417
    assert len(answer["changes"]) == sum(
        answer["counts"][kind] for kind in ("new", "gone", "raised", "lowered")
    )
    out = tmp_path / "changes.csv"
    written = rvuedge.ask("changes", "RVU25D", "RVU26B", "--out", str(out))
    assert (written["rows"], written["file"]) == (len(answer["changes"]), str(out))
    with out.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    row = next(row for row in rows if row["code"] == "43644")
    assert (row["work_before"], row["work_after"], row["cause"]) == (
        "29.40",
        "28.67",
        "efficiency adjustment",
    )
    assert "7,4" in rvuedge("changes", "RVU25D", "RVU26B").out
    assert "not installed" in rvuedge.bad("changes", "RVU25D", "RVU21A")
    assert "not a release" in rvuedge.bad("changes", "RVU25D", "soon")
