"""`rvuedge demo`: the same program on a made-up log in a temporary folder."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from datetime import date
from pathlib import Path

from rvuedge_desktop.bootstrap import open_program, program
from rvuedge_desktop.paths import state_paths


def run_demo(screenshots: Path | None, *, as_json: bool = False) -> int:
    """Make the demo log, print this month's summary, and leave pictures or open the window.

    With `screenshots` the pages are drawn offscreen into that folder. Without, the summary is
    printed and, where there is a display, the window opens on the demo log.
    """
    from rvuedge_desktop import cli_text
    from rvuedge_desktop.cli_summary import summary_record
    from rvuedge_desktop.domain.periods import month_of
    from rvuedge_desktop.services.demo_log import fill_with_demo_log
    from rvuedge_desktop.services.summaries import summary_of

    with tempfile.TemporaryDirectory(prefix="rvuedge-demo-") as folder:
        data_dir = Path(folder)
        today = date.today()
        with program(data_dir) as opened:
            fill_with_demo_log(opened.store, opened.evaluator, today)
            found = summary_of(opened.store, month_of(today))
            opened.search_index()
        record = summary_record(found)
        print(json.dumps(record) if as_json else cli_text.summary(found), flush=True)
        if screenshots is not None:
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
            from rvuedge_desktop.ui.screenshots import take_screenshots

            screenshots.mkdir(parents=True, exist_ok=True)
            names = take_screenshots(
                state_paths(data_dir), lambda: open_program(data_dir), screenshots
            )
            for name in names:
                print(f"{screenshots / name}", file=sys.stderr)
            return 0
        if _has_display():
            from rvuedge_desktop.ui.application import run

            return run(state_paths(data_dir), lambda: open_program(data_dir))
        return 0


def _has_display() -> bool:
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
