"""A what-if over 10,000 lines: `python -m tests.benchmarks.what_if` (at most 2 s)."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from rvuedge_desktop.bootstrap import program
from rvuedge_desktop.domain.entries import Line
from rvuedge_desktop.domain.policies import CMS
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.services.release_comparison import compare_releases
from rvuedge_desktop.services.what_if import repriced, what_if

LINES = 10_000
MOST_SECONDS = 2.0
FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)


def main() -> int:
    chance = random.Random(4)
    with tempfile.TemporaryDirectory() as folder, program(Path(folder)) as opened:
        codes = sorted(opened.store.shipped_codes())
        sessions = []
        left = LINES
        while left > 0:
            day = FIRST + timedelta(chance.randrange(700))
            size = min(left, chance.choice((1, 2, 3, 5)))
            sessions.append(
                [
                    Line(chance.choice(codes), day, chance.choice(((), ("50",), ("59",), ("RT",))))
                    for _ in range(size)
                ]
            )
            left -= size
        opened.store.add_many(map(opened.evaluator.credit, sessions), label="Benchmark")
        slow = False
        for name, run in (
            ("policy", lambda: what_if(opened.store, opened.evaluator, FIRST, LAST, policy=CMS)),
            (
                "release",
                lambda: what_if(
                    opened.store, opened.evaluator, FIRST, LAST, release=Release("RVU25D")
                ),
            ),
            ("repriced", lambda: repriced(opened.store, opened.evaluator, FIRST, LAST)),
            (
                "two releases",
                lambda: compare_releases(
                    opened.store,
                    opened.evaluator,
                    FIRST,
                    LAST,
                    Release("RVU25D"),
                    Release("RVU26B"),
                ),
            ),
        ):
            opened.evaluator.refresh()
            begin = time.perf_counter()
            run()
            took = time.perf_counter() - begin
            slow = slow or (took > MOST_SECONDS and name != "two releases")
            print(f"{name}: {took:.2f} s for {LINES:,} lines")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
