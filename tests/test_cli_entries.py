"""`rvuedge entries`, `delete`, `undo` and `redo`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command_line import CommandLine


@pytest.fixture
def three(rvuedge: CommandLine, shipped: Path) -> list[int]:
    """The ids of three lines on three days, logged one by one."""
    made = [
        rvuedge.ask("log", text, "--on", day)["logged"][0]["id"]
        for text, day in (("99213", "2026-02-28"), ("45378", "2026-03-01"), ("J2590", "2026-03-31"))
    ]
    assert len(set(made)) == 3
    return made


def ids(rvuedge: CommandLine, *arguments: str) -> list[Any]:
    return [entry["id"] for entry in rvuedge.ask("entries", *arguments)["entries"]]


def test_an_empty_folder_has_no_entries(rvuedge: CommandLine, data_dir: Path) -> None:
    assert rvuedge.ask("entries") == {"entries": []}
    assert rvuedge("entries").out == "No lines are logged on these days.\n"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), [0, 1, 2]),
        (("--from", "2026-03-01"), [1, 2]),
        (("--to", "2026-03-01"), [0, 1]),
        (("--from", "2026-03-01", "--to", "2026-03-01"), [1]),
        (("--from", "2026-04-01"), []),
        (("--from", "0001-01-01", "--to", "9999-12-31"), [0, 1, 2]),
    ],
)
def test_both_ends_of_a_range_belong_to_it(
    rvuedge: CommandLine, three: list[int], arguments: tuple[str, ...], expected: list[int]
) -> None:
    assert ids(rvuedge, *arguments) == [three[place] for place in expected]


def test_bad_ranges(rvuedge: CommandLine, three: list[int]) -> None:
    reversed_range = ("entries", "--from", "2026-03-02", "--to", "2026-03-01")
    assert "earlier date to --from" in rvuedge.bad(*reversed_range)
    assert "is not a date" in rvuedge.bad("entries", "--from", "March")
    assert "is not a date" in rvuedge.bad("entries", "--to", "2025-02-29")


def test_delete_undo_redo(rvuedge: CommandLine, three: list[int]) -> None:
    before = rvuedge.ask("entries")
    assert rvuedge.ask("delete", str(three[1])) == {"deleted": [three[1]]}
    assert ids(rvuedge) == [three[0], three[2]]
    assert rvuedge.ask("undo") == {"undone": "Deleted 45378", "entries": 1}
    assert rvuedge.ask("entries") == before
    assert rvuedge.ask("redo")["entries"] == 1
    assert ids(rvuedge) == [three[0], three[2]]


def test_a_line_named_twice_is_deleted_once(rvuedge: CommandLine, three: list[int]) -> None:
    twice = [str(three[0])] * 2
    assert rvuedge.ask("delete", *twice) == {"deleted": [three[0]]}
    assert rvuedge.ask("undo") == {"undone": "Deleted 99213", "entries": 1}


def test_one_missing_line_and_nothing_is_deleted(rvuedge: CommandLine, three: list[int]) -> None:
    assert "no line 999;" in rvuedge.bad("delete", str(three[0]), "999")
    assert ids(rvuedge) == three
    assert rvuedge.ask("undo")["undone"] == "Logged J2590"


@pytest.mark.parametrize("number", ["0", "999", "9" * 30, "-1", "1.0", "1_0", "１", "abc", ""])
def test_numbers_that_are_no_line(rvuedge: CommandLine, three: list[int], number: str) -> None:
    rvuedge.bad("delete", number)
    assert ids(rvuedge) == three


def test_undo_goes_back_to_the_beginning_and_no_further(
    rvuedge: CommandLine, three: list[int]
) -> None:
    for left in (2, 1, 0):
        rvuedge.ask("undo")
        assert len(ids(rvuedge)) == left
    assert rvuedge.refused("undo") == {"undone": None, "entries": 0}
    assert rvuedge.ask("summary", "--month", "2026-03")["lines"] == 0
    for there in (1, 2, 3):
        rvuedge.ask("redo")
        assert len(ids(rvuedge)) == there
    assert rvuedge.refused("redo") == {"redone": None, "entries": 0}
    assert ids(rvuedge) == three


def test_nothing_to_undo_is_said(rvuedge: CommandLine, shipped: Path) -> None:
    answer = rvuedge("undo")
    assert (answer.code, answer.out) == (1, "There is nothing to undo.\n")


def test_undo_takes_back_a_session_whole(rvuedge: CommandLine, shipped: Path) -> None:
    rvuedge.ask("log", "99213 J2590 45378")
    assert rvuedge.ask("undo")["entries"] == 3
    assert ids(rvuedge) == []


def test_in_words(rvuedge: CommandLine, three: list[int]) -> None:
    text = rvuedge("entries").out
    assert text.splitlines()[-1] == "3 lines, 4.48 wRVU"
    assert "J2590  drug" in text
