"""`search -`, `show -` and `log -`: an answer a line, at once, in one process."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import RVUEDGE, ended, process

WAIT = 30


def exchange(running: subprocess.Popen[str], line: str) -> Any:
    """Write a line and read its answer while the input stays open."""
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(line + "\n")
    running.stdin.flush()
    if sys.platform != "win32":
        ready, _, _ = select.select([running.stdout], [], [], WAIT)
        assert ready, "no answer came"
    return json.loads(running.stdout.readline())


def closed(running: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = running.communicate(timeout=WAIT)
    return running.returncode, out, err


def test_search_answers_each_line_at_once(shipped: Path) -> None:
    running = process("search", "-", "--json", "--limit", "1")
    for query, code in (("pitocin", "J2590"), ("lap chole", "47562"), ("43644", "43644")):
        answer = exchange(running, query)
        assert answer["query"] == query
        assert [hit["code"] for hit in answer["results"]] == [code]
    assert exchange(running, "")["results"] == []
    assert closed(running) == (0, "", "")


def test_show_answers_each_line_at_once_also_what_is_no_code(shipped: Path) -> None:
    running = process("show", "-", "--json", "--on", "2025-06-01")
    assert exchange(running, "43644")["work_rvu"] == "29.40"
    wrong = exchange(running, "not a code")
    assert (wrong["state"], wrong["work_rvu"]) == ("unknown", None)
    assert "not a code" in wrong["reason"]
    right = exchange(running, " j2590 ")
    assert list(right) == list(wrong)
    assert (right["state"], right["work_rvu"]) == ("drug", None)
    assert closed(running) == (0, "", "")


def test_log_answers_each_line_once_it_is_kept(shipped: Path) -> None:
    running = process("log", "-", "--json", "--on", "2025-06-02")
    assert exchange(running, "99213 J2590")["total_wrvu"] == "1.30"
    # What was answered is on the disk, whoever asks.
    kept = ended("entries", "--json").record["entries"]
    assert [entry["code"] for entry in kept] == ["99213", "J2590"]
    assert exchange(running, "99213 99219")["logged"] == []
    assert exchange(running, "45378")["logged"][0]["date"] == "2025-06-02"
    assert closed(running) == (1, "", "")
    assert ended("summary", "--month", "2025-06", "--json").record["total_wrvu"] == "4.56"


def test_a_killed_process_keeps_what_it_acknowledged(shipped: Path) -> None:
    running = process("log", "-", "--json", "--on", "2025-06-02")
    for _ in range(3):
        exchange(running, "99213 45378")
    running.kill()
    running.communicate(timeout=WAIT)
    assert len(ended("entries", "--json").record["entries"]) == 6


def test_lines_with_strange_bytes_are_answered(shipped: Path) -> None:
    given = b"99213\r\n\xff\xfe\n99213 #a\x00b\n\n" + "99213 #日本\n".encode() + b"99213"
    done = subprocess.run(
        [*RVUEDGE, "log", "-", "--json", "--on", "2025-06-02"],
        input=given,
        capture_output=True,
        check=False,
        timeout=WAIT,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [len(answer["logged"]) for answer in answers] == [1, 0, 1, 0, 1, 1]
    assert (done.returncode, done.stderr) == (1, b"")


def test_no_input_is_no_answer(shipped: Path) -> None:
    for command in ("search", "show", "log"):
        answer = ended(command, "-", "--json")
        assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_json_stays_json_where_the_output_has_few_letters(shipped: Path) -> None:
    plain = os.environ | {"PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0"}
    answer = ended("search", "-", "--json", given="naïve\n", env=plain)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.isascii()
    full = os.environ | {"PYTHONIOENCODING": "utf-8"}
    assert ended("search", "naïve “x”", "--json", env=full).record["query"] == "naïve “x”"
    told = ended("search", "naïve “x”", "--json", env=os.environ | {"PYTHONIOENCODING": "cp1252"})
    assert told.record["query"] == "naïve “x”"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Unix")
@pytest.mark.parametrize("command", [("values", "RVU26B"), ("search", "a", "--limit", "900")])
def test_a_reader_that_goes_away_is_no_error(shipped: Path, command: tuple[str, ...]) -> None:
    running = process(*command)
    assert running.stdout is not None
    running.stdout.close()
    assert running.stderr is not None
    assert running.stderr.read() == ""
    running.stderr.close()
    assert running.stdin is not None
    running.stdin.close()
    assert running.wait(WAIT) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_control_c_ends_it_without_a_word(shipped: Path) -> None:
    running = process("log", "-", "--json", "--on", "2025-06-02")
    exchange(running, "99213")
    running.send_signal(signal.SIGINT)
    code, out, err = closed(running)
    assert (code, out, err) == (130, "", "")
    assert len(ended("entries", "--json").record["entries"]) == 1


def test_a_second_process_is_told_and_may_read(shipped: Path) -> None:
    running = process("log", "-", "--json", "--on", "2025-06-02")
    exchange(running, "99213")
    second = ended("log", "45378")
    assert second.code == 3
    assert second.sentence.endswith("close it first.")
    assert str(running.pid) in second.sentence
    assert ended("summary", "--month", "2025-06", "--json").record["total_wrvu"] == "1.30"
    assert exchange(running, "45378")["total_wrvu"] == "3.26"
    assert closed(running)[0] == 0
    assert ended("log", "45378", "--on", "2025-06-02").code == 0


def test_a_waiting_reader_keeps_nobody_from_logging(shipped: Path) -> None:
    running = process("search", "-", "--json")
    exchange(running, "lap chole")
    assert ended("log", "99213", "--on", "2025-06-02").code == 0
    assert closed(running)[0] == 0


def test_demo_prints_one_object_and_touches_nothing(data_dir: Path) -> None:
    without_display = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    answer = ended("demo", "--json", env=without_display)
    assert (answer.code, answer.err) == (0, "")
    assert answer.record["lines"] > 0
    assert answer.record["left_out"]["drug"]["lines"] >= 0
    assert not data_dir.exists()
