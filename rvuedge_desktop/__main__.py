"""The window's way in: `python -m rvuedge_desktop` and `rvuedge-desktop`."""

from __future__ import annotations

import sys
from pathlib import Path


def open_window(data_dir: Path | None) -> int:
    """Open the main window on the log under `data_dir`; the exit code when it closes."""
    from rvuedge_desktop.bootstrap import open_program
    from rvuedge_desktop.paths import state_paths
    from rvuedge_desktop.ui.application import run

    return run(state_paths(data_dir), lambda: open_program(data_dir))


def main_window() -> int:
    """The entry point of `rvuedge-desktop`: the window, with the same --data-dir."""
    from rvuedge_desktop.cli import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main_window())
