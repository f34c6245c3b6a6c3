"""`rvuedge self-test`: does this installation work? Nothing of the user's is touched."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rvuedge_desktop import __version__
from rvuedge_desktop.bootstrap import open_program, program
from rvuedge_desktop.paths import state_paths


def run_self_test(*, as_json: bool = False) -> int:
    """Open a new log, find, log, undo, sum up, open the window; 0 when all of it works."""
    results: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="rvuedge-self-test-") as folder:
        data_dir = Path(folder)
        checks: tuple[tuple[str, Callable[[Path], None]], ...] = (
            ("catalog", _catalog),
            ("search", _search),
            ("log", _log),
            ("window", _window),
        )
        for name, check in checks:
            try:
                check(data_dir)
                results[name] = "ok"
            except Exception as error:
                results[name] = f"{type(error).__name__}: {error}"
    passed = all(result == "ok" for result in results.values())
    record = {"version": __version__, "passed": passed, "checks": results}
    text = "\n".join(f"{name}: {result}" for name, result in results.items())
    print(json.dumps(record) if as_json else f"RVU Edge Desktop {__version__}\n{text}", flush=True)
    return 0 if passed else 70


def _require(truth: bool, what: str) -> None:
    if not truth:
        raise RuntimeError(what)


def _catalog(data_dir: Path) -> None:
    with program(data_dir) as opened:
        _require(len(opened.evaluator.codes) > 0, "the shipped catalog is empty")
        _require(bool(opened.store.releases()), "no values are installed")


def _search(data_dir: Path) -> None:
    with program(data_dir) as opened:
        found = opened.search_index().search("pitocin", limit=1)
        _require(bool(found) and found[0].code == "J2590", "the search does not find pitocin")


def _log(data_dir: Path) -> None:
    with program(data_dir) as opened:
        outcome = opened.logbook.log_text("99213 J2590", today=date.today())
        _require(len(outcome.logged) == 2, "lines were refused")
        _require(not opened.store.check_totals(), "the totals are not the sum of the lines")
        opened.logbook.undo()
        _require(opened.store.entry_count() == 0, "undo left lines behind")


def _window(data_dir: Path) -> None:
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from rvuedge_desktop.ui.screenshots import open_once

    open_once(state_paths(data_dir), lambda: open_program(data_dir))
