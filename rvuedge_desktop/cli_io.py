"""What the commands of `rvuedge` share: reading what was given, and answering."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from rvuedge_desktop.cli import BadInput
from rvuedge_desktop.domain.amounts import plain, round_half_up
from rvuedge_desktop.domain.periods import parse_day
from rvuedge_desktop.domain.releases import Release, parse_release


def answer(options: argparse.Namespace, record: object, text: str) -> None:
    """One answer: a JSON object on a line of its own, or words; sent at once."""
    print(_json(record) if options.json else text, flush=True)


def _json(record: object) -> str:
    """JSON as the output can carry it: letters as they are only where every letter can pass."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    return json.dumps(record, ensure_ascii=encoding != "utf8")


def inputs(words: list[str]) -> Iterator[str]:
    """The text given, or with a lone `-` each line of the input, as it comes."""
    if words != ["-"]:
        yield " ".join(words)
        return
    for line in iter(sys.stdin.readline, ""):
        yield line.rstrip("\r\n")


def day_of(text: str | None, default: date) -> date:
    """A date as it was typed, or the default where none was."""
    if text is None:
        return default
    try:
        return parse_day(text)
    except ValueError as problem:
        raise BadInput(str(problem)) from None


def release_of(text: str) -> Release:
    """A release as it was typed."""
    try:
        return parse_release(text)
    except ValueError as problem:
        raise BadInput(str(problem)) from None


def release_if_given(text: str | None) -> Release | None:
    """A release as it was typed, None where none was."""
    return None if text is None else release_of(text)


def in_order(first: date, last: date) -> None:
    """Refuse days that stand the wrong way round."""
    if last < first:
        raise BadInput(f"{last} is before {first}; give the earlier date to --from.")


def rounded(amount: Decimal | None) -> str | None:
    """The text of an amount in whole hundredths; None stays."""
    return None if amount is None else plain(round_half_up(amount))


def write_whole(path: Path, write: Callable[[TextIO], int]) -> int:
    """Write a file whole or not at all: beside its place first, then put there."""
    if path.is_dir():
        raise BadInput(f"{path} is a folder; give the name of a file.")
    if not path.parent.is_dir():
        raise BadInput(f"There is no folder {path.parent}; make it or choose another.")
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as out:
            written = write(out)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return written
