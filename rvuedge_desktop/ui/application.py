"""Starting the window: paint first, then open the log, then make the search ready."""

from __future__ import annotations

import faulthandler
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from rvuedge_desktop import __version__
from rvuedge_desktop.ui.shell import Shell
from rvuedge_desktop.ui.theme import ThemeMode, apply_theme, chosen_mode, load_fonts, theme_signals
from rvuedge_desktop.ui.theme.apply import STYLED


def make_application(mode: ThemeMode = "system") -> QApplication:
    """The one QApplication, with fonts and look; the one there is already when there is one."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # Naming the style here spares the enumerations that QApplication.setStyle would make.
        app = QApplication([*sys.argv[:1], "-style", "Fusion"])
        app.setProperty(STYLED, True)
    app.setApplicationName("rvuedge")
    app.setApplicationDisplayName("RVU Edge Desktop")
    app.setApplicationVersion(__version__)
    load_fonts()
    apply_theme(app, mode)
    return app


def kept_appearance(paths: Any) -> ThemeMode:
    """The appearance of the last run, so that a dark window does not begin light."""
    try:
        text = paths.appearance.read_text(encoding="utf-8").strip()
    except OSError:
        return "system"
    modes: dict[str, ThemeMode] = {"light": "light", "dark": "dark"}
    return modes.get(text, "system")


def _warm_up(program: Any) -> None:
    from rvuedge_desktop.ui.lean_imports import give_back_memory, plain_imports

    with plain_imports():
        program.store.warm_up()
    give_back_memory()


class Running(QObject):
    """The program from the first paint to the last answer.

    `shell` is there at once; `desk`, `jobs` and `window` come after its first paint, since what
    they import would make the window wait.
    """

    # The log is open.
    opened = Signal()
    # The search answers with what is installed now.
    ready = Signal()
    failed = Signal(str)

    def __init__(self, open_program: Callable[[], Any], paths: Any) -> None:
        super().__init__()
        self.paths = paths
        self._open_program = open_program
        self.shell = Shell()
        self.jobs: Any = None
        self.desk: Any = None
        self.window: Any = None
        # Not at once: whoever waits for the paint is told before the rest is loaded.
        self.shell.first_painted.connect(lambda: QTimer.singleShot(0, self, self._start))

    def _start(self) -> None:
        self.shell.rail.draw_icons()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, chosen_mode(app))
            theme_signals().changed.connect(self._keep_appearance)
        from rvuedge_desktop.ui.desk import Desk
        from rvuedge_desktop.ui.jobs import DatabaseThread

        self.jobs = DatabaseThread(self._open_program, self)
        self.desk = Desk(self.jobs, self)
        self.jobs.start(self._opened, self._not_opened)
        from rvuedge_desktop.ui.main_window import MainWindow

        self.window = MainWindow(self.desk, self.shell)
        self.desk.values_changed.connect(self.load_codes)
        self._show_last_crash()

    def _opened(self) -> None:
        self.desk.is_open = True
        self.desk.opened.emit()
        self.opened.emit()
        self.desk.ask(lambda program: program.store.settings(), self._set_settings)
        self.load_codes()
        self.desk.refresh_usage()
        # Last in the queue: the first line logged should not wait for an import.
        self.desk.ask(_warm_up)

    def _set_settings(self, settings: dict[str, str]) -> None:
        mode = settings.get("appearance.theme", "system")
        app = QApplication.instance()
        chosen: dict[str, ThemeMode] = {"light": "light", "dark": "dark"}
        if mode in chosen and isinstance(app, QApplication):
            apply_theme(app, chosen[mode])
            self.window.actions_by_name[f"theme_{mode}"].setChecked(True)

    def _keep_appearance(self) -> None:
        """Note the chosen appearance beside the log, for the first paint of the next run."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        mode = chosen_mode(app)
        try:
            if mode == "system":
                self.paths.appearance.unlink(missing_ok=True)
            else:
                self.paths.appearance.write_text(mode, encoding="utf-8")
        except OSError:
            # Only the look of the next first paint is lost.
            return

    def load_codes(self) -> None:
        """Fetch codes and index anew, after the start and after the values changed."""

        def read(program: Any) -> Any:
            return program.evaluator.codes, program.search_index()

        def take(found: Any) -> None:
            self.desk.codes, self.desk.index = found
            self.desk.index_changed.emit()
            self.ready.emit()

        self.desk.ask(read, take)

    def _not_opened(self, error: BaseException) -> None:
        from rvuedge_desktop.services.faults import sentence_for
        from rvuedge_desktop.ui.dialogs.crash_notice import show_start_failure

        sentence = sentence_for(error)
        if sentence is None:
            self.window.show_bug(error)
            self.failed.emit(str(type(error).__name__))
            return
        show_start_failure(self.shell, sentence)
        self.failed.emit(sentence)
        self.shell.close()
        QApplication.exit(3)

    def _show_last_crash(self) -> None:
        log: Path = self.paths.crash_log
        try:
            text = log.read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            return
        if text:
            from rvuedge_desktop.ui.dialogs.crash_notice import CrashNotice

            CrashNotice(text, log, self.shell).open()

    def show_bug(self, error: BaseException) -> None:
        """Show a mistake of ours and go on."""
        if self.window is not None:
            self.window.show_bug(error)

    def stop(self) -> None:
        if self.jobs is not None:
            self.jobs.stop()


class Hooks(QObject):
    """Errors nobody caught: kept in the crash log, shown once, and the session goes on."""

    caught = Signal(object)

    def __init__(self, crash_log: Path, running: Running) -> None:
        super().__init__(running)
        self._crash_log = crash_log
        self._last = ""
        self._busy = False
        self.caught.connect(running.show_bug)
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def _hook(self, kind: type[BaseException], error: BaseException, trace: Any) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
            return
        if self._busy:
            return
        self._busy = True
        try:
            import traceback

            from rvuedge_desktop.crashes import crash_report

            report = crash_report(kind, traceback.extract_tb(trace))
            if report != self._last:
                self._last = report
                append_crash(self._crash_log, report)
                self.caught.emit(error)
        finally:
            self._busy = False

    def remove(self) -> None:
        sys.excepthook, threading.excepthook = self._before


def append_crash(log: Path, report: str) -> None:
    """Add a report to the crash log; a log that cannot be written loses only the report."""
    from datetime import UTC, datetime

    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as out:
            out.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{report}\n")
    except OSError:
        return


def _watch_for_hard_crashes(log: Path) -> TextIO | None:
    """Let the interpreter itself write to the crash log when it dies."""
    try:
        out = log.open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(out)
    return out


def run(paths: Any, open_program: Callable[[], Any]) -> int:
    """Open the window and stay until it is closed; the exit code."""
    app = make_application(kept_appearance(paths))
    running = Running(open_program, paths)
    hooks = Hooks(paths.crash_log, running)
    watched: list[TextIO | None] = []
    running.opened.connect(lambda: watched.append(_watch_for_hard_crashes(paths.crash_log)))
    running.shell.show()
    code = app.exec()
    running.stop()
    hooks.remove()
    faulthandler.disable()
    for out in watched:
        if out is not None:
            out.close()
    return code
