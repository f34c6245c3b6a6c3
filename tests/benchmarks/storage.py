"""How fast the store is: `python -m tests.benchmarks.storage [--lines N ...]`.

Every figure of saving stands beside the disk's own floor, measured in the same run: appending
4 KB to a file and waiting until it is on the disk.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.storage import Store
from tests.storage.made_up import sessions, values

ROUNDS = 300


def timed(action: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds, after one round to warm up."""
    action()
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        action()
        taken.append((time.perf_counter() - begun) * 1000)
    return median(taken), quantiles(taken, n=20)[-1]


def once(action: Callable[[], object]) -> float:
    """Seconds of a single run."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def say(what: str, figures: tuple[float, float], goal: float) -> None:
    verdict = "ok" if figures[0] <= goal else "MISSED"
    print(f"{what:<58}{figures[0]:>9.3f}{figures[1]:>9.3f}  {goal:>7.3f}  {verdict}")


def say_once(what: str, seconds: float, goal: float) -> None:
    verdict = "ok" if seconds <= goal else "MISSED"
    print(f"{what:<58}{seconds:>9.3f} s        {goal:>7.3f}  {verdict}")


def saving(folder: Path) -> None:
    """One session of three lines against the disk's floor, taken in turns."""
    block = os.urandom(4096)
    floor: list[float] = []
    saved: list[float] = []
    waiting = sessions(10**9, seed=7)
    with Store.open(folder / "saving.sqlite3") as store:
        store.warm_up()
        with (folder / "floor").open("ab", buffering=0) as file:

            def touch_disk() -> None:
                file.write(block)
                # macOS and Windows have no fdatasync.
                getattr(os, "fdatasync", os.fsync)(file.fileno())

            def three_lines() -> list:  # type: ignore[type-arg]
                lines = []
                while len(lines) < 3:
                    lines += next(waiting)
                return lines[:3]

            for number in range(ROUNDS + 20):
                begun = time.perf_counter()
                touch_disk()
                middle = time.perf_counter()
                lines = three_lines()
                start = time.perf_counter()
                store.add_session(lines, label="Logged 3 lines")
                ended = time.perf_counter()
                if number >= 20:
                    floor.append((middle - begun) * 1000)
                    saved.append((ended - start) * 1000)
    least = (median(floor), quantiles(floor, n=20)[-1])
    say("append 4 KB and sync: the disk's floor", least, least[0])
    say(
        "save a session of 3 lines (goal: 3 x floor)",
        (median(saved), quantiles(saved, n=20)[-1]),
        3 * least[0],
    )
    print(f"  = {median(saved) / least[0]:.2f} x the floor")


def releases(folder: Path) -> None:
    """A release as large as RVU26B, stored anew and over itself, and read for the search."""
    rows = values(16_064)
    texts = [(row.code, row.modifier, f"DESCRIPTION OF {row.code} WITH CONTRAST") for row in rows]
    with Store.open(folder / "releases.sqlite3") as store:
        store.warm_up()

        def keep() -> None:
            store.replace_release(
                Release("RVU26B"),
                origin="cms",
                title="April 2026",
                file_name="PPRRVU2026_Apr.csv",
                digest="0",
                values=rows,
                descriptions=texts,
            )

        say_once(f"store {len(rows):,} values and descriptions", once(keep), 0.4)
        say_once("the same in place of itself", once(keep), 0.6)
        say_once(
            "read every code for the search index", once(lambda: list(store.search_rows())), 0.4
        )
        say("rows of one code", timed(lambda: store.rows_for("12340", "RVU26B"), 200), 0.2)
        say("every known code", timed(store.known_codes, 20), 50)


def bare_insert(path: Path, count: int) -> None:
    """Rows as wide as an entry in one executemany: no index, no check, no total."""
    row = ("2026-04-01", "45378", "59", "", "", "", "RVU26B", "", "valued", 318, 318, 1, "x" * 32)
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as driver:
        driver.execute("PRAGMA journal_mode = WAL")
        driver.execute(f"CREATE TABLE bare (id INTEGER PRIMARY KEY, {', '.join('abcdefghjklmn')})")
        driver.execute("BEGIN")
        driver.executemany(
            f"INSERT INTO bare VALUES (?{', ?' * len(row)})",
            ((number, *row) for number in range(count)),
        )
        driver.execute("COMMIT")


def reading(folder: Path, count: int, slower: float) -> None:
    """A log of `count` lines: made, summed, paged, undone."""
    path = folder / f"log{count}.sqlite3"
    with Store.open(path) as store:
        store.warm_up()
        given = list(sessions(count))
        floor = once(partial(bare_insert, folder / "bare.sqlite3", count))
        print(f"{f'{count:,} rows into one bare table: the floor':<58}{floor:>9.3f} s")
        seconds = once(partial(store.add_many, given, label="Imported"))
        say_once(f"log {count:,} lines as one command", seconds, 2 * count / 100_000)
        del given
        month = (date(2024, 3, 1), date(2024, 3, 31))
        year = (date(2024, 1, 1), date(2024, 12, 31))

        def summary(span: tuple[date, date]) -> None:
            store.day_totals(*span)
            store.code_totals(*span)

        say("a month: days and codes", timed(lambda: summary(month), 50), 5 * slower)
        say("a year: days and codes", timed(lambda: summary(year), 20), 50)
        odd = (date(2024, 2, 10), date(2024, 3, 20))
        say("40 days across two months", timed(lambda: summary(odd), 20), 50)
        offsets = [0, count // 3, count // 2, count - 200]
        for descending in (False, True):
            worst = max(
                timed(partial(store.entries, descending=descending, limit=200, offset=at), 30)
                for at in offsets
            )
            name = "newest first" if descending else "oldest first"
            say(f"the slowest of 4 pages of 200 lines, {name}", worst, 5 * slower)
        say("ids of the whole log", timed(store.entry_ids, 5), 1000)
        say("the number of lines", timed(store.entry_count, 20), 5)
        words = lambda: store.entry_count(*month, text="spring")  # noqa: E731
        say("find a word in a month", timed(words, 10), 50)
        say("how often each code is logged", timed(store.usage_counts, 5), 200)
        say(
            "a session of 3 more lines",
            timed(lambda: store.add_session(next(more), label="3"), 50),
            50,
        )
        say_once("check of all totals", once(store.check_totals), 60)
        assert store.check_totals() == []
        for _ in range(51):
            store.undo()
        say_once("undo all of it", once(store.undo), 60)
        say_once("redo all of it", once(store.redo), 60)
        assert store.check_totals() == []
    print(f"  file of {path.stat().st_size / 1e6:.0f} MB")
    say("open and close it", timed(lambda: Store.open(path).close(), 10), 50)


more = sessions(10**9, seed=9, first=date(2027, 1, 1), days=30)


def main() -> None:
    choose = argparse.ArgumentParser(description=__doc__)
    choose.add_argument("--lines", type=int, nargs="*", default=[100_000, 1_000_000])
    chosen = choose.parse_args()
    print(f"Python {sys.version.split()[0]}; milliseconds: median, p95, goal")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        saving(folder)
        releases(folder)
        for count in chosen.lines:
            print(f"-- a log of {count:,} lines")
            reading(folder, count, 1 if count <= 100_000 else 3)


if __name__ == "__main__":
    main()
