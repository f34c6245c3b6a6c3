"""Minutes of anesthesia: `01402 129min`, and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest

from rvuedge_desktop.domain.quick_entry import QuickEntry, parse

CODES = {"01402", "99213", "00790"}


def read(text: str, *, finished: bool = True) -> QuickEntry:
    return parse(
        text,
        today=date(2026, 11, 20),
        is_code=CODES.__contains__,
        is_code_start=lambda start: any(code.startswith(start) for code in CODES),
        is_modifier={"QK", "25", "12"}.__contains__,
        finished=finished,
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("01402 129min", [("01402", (), 129)]),
        ("01402-QK 129MIN", [("01402", ("QK",), 129)]),
        ("01402 129mins QK", [("01402", ("QK",), 129)]),
        ("01402,5min;00790 60min", [("01402", (), 5), ("00790", (), 60)]),
        ("01402", [("01402", (), None)]),
    ],
)
def test_minutes_behind_an_anesthesia_code(
    text: str, lines: list[tuple[str, tuple[str, ...], int | None]]
) -> None:
    found = read(text)
    assert [(line.code, line.modifiers, line.minutes) for line in found.lines] == lines
    assert [line.problem for line in found.lines] == [None] * len(lines)
    assert found.tail == found.words == ""


def test_minutes_that_cannot_be() -> None:
    for text in ("01402 0min", "01402 9999min", "01402 5min 6min"):
        (line,) = read(text).lines
        assert line.problem is not None


def test_behind_another_code_they_are_no_minutes() -> None:
    assert [line.minutes for line in read("99213 30min").lines] == [None]


def test_while_typing_the_end_may_still_become_minutes() -> None:
    for text in ("01402 1", "01402 12", "01402 129", "01402 129m", "01402 129mi"):
        found = read(text, finished=False)
        assert len(found.lines) == 1, text
    assert read("01402 129min", finished=False).lines[0].minutes == 129
