"""Asking `rvuedge` from a test: in this process, or as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from rvuedge_desktop.cli import main

TODAY = date(2026, 11, 20)
RVUEDGE = (sys.executable, "-m", "rvuedge_desktop.cli")


class StillDate(date):
    """A calendar on which it is always the same day."""

    @classmethod
    def today(cls) -> date:  # type: ignore[override]
        return TODAY


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def record(self) -> Any:
        """The one JSON object that was printed."""
        assert self.out.endswith("\n"), self
        assert self.out.count("\n") == 1, self
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """What stands on the error output, which must be one sentence and nothing else."""
        assert self.out == "", self
        assert self.err.count("\n") == 1, self
        assert self.err.endswith((".\n", "?\n")), self
        assert "Traceback" not in self.err
        return self.err.strip()


class CommandLine:
    """Runs commands in this process, which is far faster than a new one each."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Answer:
        code = main(list(arguments))
        captured = self._capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    def ask(self, *arguments: str) -> Any:
        """The JSON answer of a command that must succeed without a word besides."""
        answer = self("--json", *arguments)
        assert (answer.code, answer.err) == (0, ""), answer
        return answer.record

    def refused(self, *arguments: str) -> Any:
        """The JSON answer of a command that must be refused."""
        answer = self("--json", *arguments)
        assert (answer.code, answer.err) == (1, ""), answer
        return answer.record

    def bad(self, *arguments: str) -> str:
        """The sentence of a command that must end with 2."""
        answer = self(*arguments)
        assert answer.code == 2, answer
        return answer.sentence

    def stuck(self, *arguments: str) -> str:
        """The sentence of a command that must end with 3."""
        answer = self(*arguments)
        assert answer.code == 3, answer
        return answer.sentence


def process(*arguments: str, **options: Any) -> subprocess.Popen[str]:
    """`rvuedge` as a process with pipes, in UTF-8, whose output is as it is for everyone."""
    # This variable would send every line at once, and hide that the program does not.
    buffered = {name: text for name, text in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.Popen(
        [*RVUEDGE, *arguments],
        env=buffered,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **options,
    )


def ended(*arguments: str, given: str = "", **options: Any) -> Answer:
    """`rvuedge` as a process, run to its end."""
    done = subprocess.run(
        [*RVUEDGE, *arguments],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        **options,
    )
    return Answer(done.returncode, done.stdout, done.stderr)
