"""How fast the log page is: `python -m tests.benchmarks.log_page [--lines N]`.

Offscreen, in process: opening "All", scrolling through the whole log, and sorting it.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from rvuedge_desktop.bootstrap import open_program
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.jobs import DatabaseThread
from rvuedge_desktop.ui.pages.log_page import LogPage
from rvuedge_desktop.ui.pages.log_range import Span
from rvuedge_desktop.ui.theme import apply_theme
from tests.storage.made_up import sessions

OPEN_GOAL, FRAME_GOAL = 100.0, 16.7


def milliseconds(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000


def say(what: str, taken: list[float], goal: float) -> None:
    p95 = quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
    verdict = "ok" if p95 <= goal else "MISSED"
    print(f"{what:<52}{median(taken):>9.2f}{p95:>9.2f}{max(taken):>9.2f}  {goal:>6.1f}  {verdict}")


class Bench:
    """A page on a log of its own."""

    def __init__(self, app: QApplication, folder: Path, lines: int) -> None:
        self.app = app
        self.jobs = DatabaseThread(lambda: open_program(folder))
        self.desk = Desk(self.jobs)
        ready: list[object] = []
        self.jobs.start(lambda: ready.append(1), ready.append)
        self.until(lambda: bool(ready))
        self.work(lambda program: program.store.add_many(sessions(lines), label="Imported"))
        found = self.work(lambda program: (program.evaluator.codes, program.search_index()))
        self.desk.codes, self.desk.index = found
        self.desk.is_open = True
        self.page = LogPage(self.desk)
        self.page.resize(1130, 680)
        self.page.show()
        self.desk.opened.emit()
        self.settle()

    def work(self, job: Callable[[Any], Any]) -> Any:
        answer: list[Any] = []
        self.desk.ask(job, answer.append)
        self.until(lambda: bool(answer))
        return answer[0]

    def until(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + 900
        while not done():
            self.app.processEvents()
            # A GUI thread that waits leaves the interpreter to the database thread.
            time.sleep(0.0005)
            if time.monotonic() > end:
                raise TimeoutError

    def settle(self) -> None:
        self.until(lambda: not self.jobs.busy)
        self.app.processEvents()

    def painted(self) -> bool:
        """Whether the row at the upper edge shows its line."""
        model, table = self.page.model, self.page.view.table
        return model.rowCount() > 0 and model.entry_at(max(table.top_row(), 0)) is not None

    def open_all(self, clock: Callable[[], float] = time.perf_counter) -> float:
        self.page.days.show_span(Span.DAY)
        self.settle()
        begun = clock()
        self.page.days.show_span(Span.ALL)
        self.until(lambda: self.page.model.rowCount() > 1000 and self.painted())
        self.page.repaint()
        return (clock() - begun) * 1000

    def scroll(self, steps: int) -> tuple[list[float], list[float]]:
        """Time of each frame, and until the rows of that place stand there."""
        bar = self.page.view.table.verticalScrollBar()
        frames, filled = [], []
        for step in range(steps):
            begun = time.perf_counter()
            bar.setValue(bar.maximum() * step // steps)
            self.page.view.table.viewport().repaint()
            frames.append(milliseconds(begun))
            self.until(self.painted)
            filled.append(milliseconds(begun))
        return frames, filled

    def read_down(self, pixels: int, steps: int) -> list[float]:
        bar = self.page.view.table.verticalScrollBar()
        bar.setValue(0)
        frames = []
        for step in range(steps):
            begun = time.perf_counter()
            bar.setValue(step * pixels)
            self.page.view.table.viewport().repaint()
            self.app.processEvents()
            frames.append(milliseconds(begun))
        return frames

    def sort(self, order: str) -> float:
        begun = time.perf_counter()
        self.page._sort(order, True)
        self.settle()
        return milliseconds(begun)


def main() -> None:
    choose = argparse.ArgumentParser(description=__doc__)
    choose.add_argument("--lines", type=int, default=100_000)
    chosen = choose.parse_args()
    app = QApplication(sys.argv[:1])
    apply_theme(app, "light")
    print(f"Python {sys.version.split()[0]}; {chosen.lines:,} lines; ms: median, p95, worst, goal")
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(app, Path(name), chosen.lines)
        slower = 1 if chosen.lines <= 100_000 else 3
        say("open All until painted", [bench.open_all() for _ in range(8)], OPEN_GOAL * slower)
        cpu = [bench.open_all(time.process_time) for _ in range(8)]
        say("  processor time of that, both threads", cpu, OPEN_GOAL * slower)
        bench.settle()
        frames, filled = bench.scroll(200)
        say("a jump in the log: the frame", frames, FRAME_GOAL)
        say("a jump in the log: until its rows are there", filled, 50.0)
        say("read down by half pages: the frame", bench.read_down(250, 400), FRAME_GOAL)
        table = bench.page.view.table
        begun = time.perf_counter()
        table.selectAll()
        app.processEvents()
        say("select all: the frame", [milliseconds(begun)], 50.0)
        bench.settle()
        for order in ("code", "credited", "note"):
            say(f"sort by {order}, all of it", [bench.sort(order)], 500.0 * slower)
        bench.jobs.stop()


if __name__ == "__main__":
    main()
