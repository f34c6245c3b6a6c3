"""Memory and import time with CMS's full list and 100,000 logged lines.

    python -m tests.benchmarks.memory

Needs CMS's files beside the repository (see tests/conftest.py) and says so when they are missing.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

LINES = 100_000


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def shared_file() -> Path:
    root = Path(__file__).resolve().parents[2]
    shared = Path(os.environ.get("RVUEDGE_SHARED", root.parent / "shared"))
    return shared / "data" / "cms" / "rvu26b" / "PPRRVU2026_Apr_nonQPP.txt"


def fill(data_dir: Path) -> None:
    from rvuedge_desktop.bootstrap import program
    from rvuedge_desktop.domain.entries import Line
    from rvuedge_desktop.services.values import import_release

    with program(data_dir) as opened:
        begun = time.perf_counter()
        import_release(opened.store, shared_file())
        print(f"import of RVU26B after start   {time.perf_counter() - begun:7.2f} s  (goal 1.5)")
        opened.values_changed()
        codes = ("99213", "99214", "47562", "45380", "J1885", "93306", "27447", "36556")
        today = date.today()

        def sessions():  # type: ignore[no-untyped-def]
            for number in range(LINES // 2):
                day = today - timedelta(days=number % 2_000)
                pair = codes[number % 8], codes[(number * 3 + 1) % 8]
                yield opened.evaluator.credit([Line(code, day) for code in pair])

        begun = time.perf_counter()
        opened.store.add_many(sessions(), label="Benchmark")
        print(f"{LINES:,} lines credited and logged {time.perf_counter() - begun:6.2f} s")
        opened.search_index()


def main() -> None:
    if not shared_file().exists():
        sys.exit(f"CMS's file is not there: {shared_file()}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        pid = os.fork()
        if pid == 0:
            # In a process of its own, so that what filling takes is not counted.
            fill(data_dir)
            os._exit(0)
        os.waitpid(pid, 0)
        from rvuedge_desktop.bootstrap import open_program
        from rvuedge_desktop.paths import state_paths
        from rvuedge_desktop.ui import screenshots

        running = screenshots.start(state_paths(data_dir), lambda: open_program(data_dir))
        print(f"memory, log open, search ready {resident_mb():7.0f} MB (goal 150)")
        for place in ("summary", "codes", "settings", "log"):
            running.window.go_to(place)
            screenshots.settle(running)
        running.shell.entry.field.setText("lap chole")
        screenshots.settle(running)
        print(f"memory, every place opened     {resident_mb():7.0f} MB (goal 150)")
        screenshots.finish(running)


if __name__ == "__main__":
    main()
