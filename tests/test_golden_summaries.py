"""What `rvuedge summary`, `pace` and `pay` say of one small log, kept whole.

A change shows as a difference of `fixtures/golden/*.txt`, to be read before it is accepted:
`RVUEDGE_GOLDEN=write` in the environment writes the files anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.command_line import CommandLine

FOLDER = Path(__file__).parent / "fixtures" / "golden"
QUESTIONS = {
    "month-by-week": ("summary", "--month", "2026-10", "--by", "week", "--compare", "previous"),
    "quarter-by-section": ("summary", "--quarter", "2026-Q4", "--by", "section"),
    "year-by-state": ("summary", "--year", "2026", "--by", "state", "--compare", "last-year"),
    "fiscal-by-month": ("summary", "--fiscal-year", "--fiscal-start", "7", "--by", "month"),
    "all-by-modifier": ("summary", "--all", "--by", "modifier"),
    "pace": ("pace",),
    "pay": ("pay",),
}


@pytest.fixture
def small_log(rvuedge: CommandLine, shipped: Path, tmp_path: Path) -> CommandLine:
    file = tmp_path / "city.toml"
    file.write_text(
        'name = "City"\nfirst_day = 2026-01-01\n[compensation]\nform = "marginal"\n'
        "salary = 100000\ntiers = [{up_to = 20, rate = 50}, {rate = 60}]\n",
        encoding="utf-8",
    )
    rvuedge.ask("contract", "add", str(file))
    rvuedge.ask("goal", "set", "100")
    rvuedge.ask("log", "43644 44970-51", "--on", "2025-10-20")
    for day in ("2026-03-31", "2026-10-05", "2026-10-06", "2026-10-31", "2026-11-02"):
        rvuedge.ask("log", "99213 99214-25 45378 J2590*30 93620 00790 70450TC", "--on", day)
    for day in range(3, 20):
        rvuedge.ask("log", "99213*2", "--on", f"2026-11-{day:02d}")
    return rvuedge


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_says_what_it_said(small_log: CommandLine, name: str) -> None:
    said = small_log(*QUESTIONS[name])
    assert (said.code, said.err) == (0, "")
    kept = FOLDER / f"{name}.txt"
    if os.environ.get("RVUEDGE_GOLDEN") == "write":
        FOLDER.mkdir(exist_ok=True)
        kept.write_text(said.out, encoding="utf-8")
    assert said.out == kept.read_text(encoding="utf-8")
