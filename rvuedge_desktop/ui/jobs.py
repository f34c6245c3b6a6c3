"""One thread owns the database; the window asks it and never waits for it.

A job is a function of the open `Program`. Its result, or the sentence of what went wrong, comes
back to the GUI thread by one signal. Jobs run in the order they were asked for.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from rvuedge_desktop.ui.garbage import GarbageOnGuiThread
from rvuedge_desktop.ui.lean_imports import plain_imports

logger = logging.getLogger(__name__)


class OpenProgram(Protocol):
    """What the bootstrap hands over: the open store and the services on it."""

    store: Any
    evaluator: Any
    logbook: Any
    paths: Any

    def search_index(self) -> Any: ...
    def values_changed(self) -> None: ...
    def close(self) -> None: ...


@dataclass(slots=True)
class Job:
    """Work for the database thread. `key`: only the newest waiting job of a key is done."""

    work: Callable[[Any], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[BaseException], None] | None
    key: str | None = None
    result: Any = None
    error: BaseException | None = None
    number: int = 0


class DatabaseThread(QObject):
    """A queue of one worker. Build it on the GUI thread; call `stop` before the program ends."""

    _finished = Signal(object)
    # A job without `failed` has gone wrong.
    unhandled = Signal(object)

    def __init__(self, open_program: Callable[[], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_program = open_program
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._newest: dict[str, int] = {}
        self._count = 0
        self._waiting = 0
        self._stopped = False
        self._thread = threading.Thread(target=self._work, name="database", daemon=True)
        self._opened: Callable[[], None] | None = None
        self._not_opened: Callable[[BaseException], None] | None = None
        self._finished.connect(self._deliver)
        self._garbage = GarbageOnGuiThread(self)

    def start(self, opened: Callable[[], None], failed: Callable[[BaseException], None]) -> None:
        """Open the program on the thread; one of the two is called on the GUI thread."""
        self._opened, self._not_opened = opened, failed
        self._garbage.start()
        self._thread.start()

    def submit(
        self,
        work: Callable[[Any], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        *,
        key: str | None = None,
    ) -> None:
        """Ask for `work`; `done` or `failed` is called later on the GUI thread.

        With a `key`, a job is dropped when a newer one of the same key is already waiting: typing
        asks for an answer at every key, and only the last one is wanted.
        """
        if self._stopped:
            return
        self._count += 1
        job = Job(work, done, failed, key, number=self._count)
        if key is not None:
            self._newest[key] = job.number
        self._waiting += 1
        self._queue.put(job)

    @property
    def busy(self) -> bool:
        """Whether a job is waiting or running, or its answer is still on the way."""
        return self._waiting > 0

    def stop(self, timeout: float = 30.0) -> None:
        """Finish what was asked for, close the store, and end the thread."""
        if self._stopped:
            return
        self._stopped = True
        self._queue.put(None)
        if self._thread.is_alive():
            self._thread.join(timeout)
        if not self._thread.is_alive():
            self._garbage.stop()

    def _work(self) -> None:
        try:
            with plain_imports():
                program = self._open_program()
        except BaseException as error:
            self._finished.emit(Job(_nothing, None, self._not_opened, error=error))
            return
        self._finished.emit(Job(_nothing, self._call_opened, None))
        try:
            while (job := self._queue.get()) is not None:
                if job.key is not None and self._newest.get(job.key) != job.number:
                    job.done = job.failed = None
                else:
                    self._run(program, job)
                self._finished.emit(job)
        finally:
            program.close()

    @staticmethod
    def _run(program: Any, job: Job) -> None:
        try:
            job.result = job.work(program)
        except BaseException as error:
            job.error = error

    def _call_opened(self, _result: Any) -> None:
        if self._opened is not None:
            self._opened()

    def _deliver(self, job: Job) -> None:
        if job.number:
            self._waiting -= 1
        if job.error is None:
            if job.done is not None and not (job.number and self._stopped):
                job.done(job.result)
        elif job.failed is not None:
            job.failed(job.error)
        elif job.error is not None and job.number:
            self.unhandled.emit(job.error)


def _nothing(_program: Any) -> None:
    return None
