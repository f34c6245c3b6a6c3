"""Python's cycle collector, kept on the GUI thread.

The collector runs on whichever thread happens to allocate. On the database thread it would destroy
widgets that are garbage in a cycle, which Qt forbids outside the GUI thread: timers that cannot be
stopped there, and crashes. So while that thread lives, cycles are collected by a timer of ours.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000


class GarbageOnGuiThread(QObject):
    """Build and use it on the GUI thread; from `start` to `stop` only it collects cycles."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._was_on = False

    def start(self) -> None:
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Hand the collector back; call it once the other thread has ended."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    def collect(self) -> None:
        """Collect what is due by the usual thresholds, youngest generation first."""
        thresholds, counts = gc.get_threshold(), gc.get_count()
        due = [
            generation
            for generation, (count, most) in enumerate(zip(counts, thresholds, strict=True))
            if most and count > most
        ]
        if due:
            gc.collect(max(due))
