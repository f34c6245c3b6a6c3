"""Pictures of the real window, page by page, in both appearances."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from rvuedge_desktop.ui.application import Running, make_application
from rvuedge_desktop.ui.theme import apply_theme

PATIENCE_S = 60.0


def _wait(until: Callable[[], bool]) -> None:
    """Let the window work until a condition holds; RuntimeError when it never does."""
    deadline = time.monotonic() + PATIENCE_S
    while not until():
        if time.monotonic() > deadline:
            raise RuntimeError("the window did not become ready")
        QApplication.processEvents()
        time.sleep(0.005)


def settle(running: Running) -> None:
    """Wait until nothing is being asked and everything is painted."""
    for _ in range(3):
        QApplication.processEvents()
        _wait(lambda: not running.jobs.busy)
    QApplication.processEvents()


def start(paths: Any, open_program: Callable[[], Any]) -> Running:
    """A running window whose search is ready."""
    make_application()
    running = Running(open_program, paths)
    problems: list[str] = []
    running.failed.connect(problems.append)
    running.shell.show()
    _wait(lambda: bool(problems) or (running.desk is not None and running.desk.index is not None))
    if problems:
        raise RuntimeError(problems[0])
    settle(running)
    return running


def finish(running: Running) -> None:
    running.shell.entry.field.clear()
    running.shell.close()
    running.stop()
    running.shell.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def open_once(paths: Any, open_program: Callable[[], Any]) -> None:
    """Open the window, let it become ready, close it."""
    running = start(paths, open_program)
    finish(running)


def take_screenshots(paths: Any, open_program: Callable[[], Any], folder: Path) -> list[str]:
    """Draw every page into `folder` in light and dark; the names of the pictures."""
    running = start(paths, open_program)
    names: list[str] = []
    app = QApplication.instance()
    try:
        for mode in ("light", "dark"):
            if isinstance(app, QApplication):
                apply_theme(app, mode)
            for name, prepare in _SCENES:
                prepare(running)
                settle(running)
                file = f"{name}-{mode}.png"
                running.shell.grab().save(str(folder / file))
                names.append(file)
            running.shell.entry.field.clear()
    finally:
        finish(running)
    return names


def _log(running: Running) -> None:
    running.shell.entry.field.clear()
    running.window.go_to("log")
    page = running.window.page("log")

    def show(span: Any) -> None:
        if span is not None:
            page.show_days(span[1], span[1])

    running.desk.ask(lambda program: program.store.log_span(), show)


def _quick_entry(running: Running) -> None:
    field = running.shell.entry.field
    field.setFocus()
    field.setText("4756299213-25 J1885*2 @clinic 99913")


def _quick_search(running: Running) -> None:
    running.shell.entry.field.setText("lap chole")


def _summary(running: Running) -> None:
    running.shell.entry.field.clear()
    running.window.go_to("summary")


def _codes(running: Running) -> None:
    running.window.go_to("codes", "43644")


def _drug(running: Running) -> None:
    running.window.go_to("codes", "J2590")


def _contract(running: Running) -> None:
    running.window.go_to("contract")


def _policy(running: Running) -> None:
    running.window.go_to("contract")
    running.window.page("contract").open_policy("cms")


def _settings(running: Running) -> None:
    running.window.go_to("settings")


_SCENES: tuple[tuple[str, Callable[[Running], None]], ...] = (
    ("log", _log),
    ("quick-entry", _quick_entry),
    ("quick-search", _quick_search),
    ("summary", _summary),
    ("codes", _codes),
    ("codes-drug", _drug),
    ("contract", _contract),
    ("policy", _policy),
    ("settings", _settings),
)
