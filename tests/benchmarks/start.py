"""How soon the real main window is painted, beside an empty PySide6 window in the same run.

    python -m tests.benchmarks.start [ROUNDS]

Each round starts both programs anew, one after the other, and takes the time from the start of
the process to the end of the first paint. Offscreen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EMPTY = """
import os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, lambda: (print(time.monotonic_ns(), flush=True), os._exit(0)))

app = QApplication(sys.argv[:1])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

OURS = """
import json, os, sys, time
from pathlib import Path
from rvuedge_desktop.bootstrap import open_program
from rvuedge_desktop.paths import state_paths
from rvuedge_desktop.ui.application import Running, make_application

data_dir = Path(sys.argv[1])
app = make_application()
running = Running(lambda: open_program(data_dir), state_paths(data_dir))

def painted():
    heavy = [name for name in ("sqlalchemy", "sqlmodel", "pydantic") if name in sys.modules]
    facts = {"painted": time.monotonic_ns(), "heavy": heavy}
    running.ready.connect(lambda: ready(facts))

def ready(facts):
    facts["ready"] = time.monotonic_ns()
    facts["rss_mb"] = int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6
    print(json.dumps(facts), flush=True)
    os._exit(0)

running.shell.first_painted.connect(painted)
running.shell.show()
app.exec()
"""


def spawn(source: str, *arguments: str) -> tuple[int, str]:
    begun = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-c", source, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
    )
    return begun, done.stdout.strip().splitlines()[-1]


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    empty: list[float] = []
    painted: list[float] = []
    ready: list[float] = []
    memory: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        spawn(OURS, folder)  # the first start of all brings in the catalog
        for _ in range(rounds):
            begun, answer = spawn(EMPTY)
            empty.append((int(answer) - begun) / 1e6)
            begun, answer = spawn(OURS, folder)
            facts = json.loads(answer)
            if facts["heavy"]:
                sys.exit(f"imported before the first paint: {facts['heavy']}")
            painted.append((facts["painted"] - begun) / 1e6)
            ready.append((facts["ready"] - begun) / 1e6)
            memory.append(facts["rss_mb"])
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    middle = statistics.median
    print(f"rounds                        {rounds}")
    print(f"empty window, first paint     {middle(empty):7.0f} ms")
    print(f"our window, first paint       {middle(painted):7.0f} ms")
    print(f"ratio                         {middle(painted) / middle(empty):7.2f}")
    print(f"our window, search ready      {middle(ready):7.0f} ms")
    print(f"memory when ready             {middle(memory):7.0f} MB")
    print(f"folder                        {size / 1e6:7.1f} MB")


if __name__ == "__main__":
    main()
