"""What every page of the window shares: the database thread, the date, the codes, the signals."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from rvuedge_desktop.ui.jobs import DatabaseThread


class Desk(QObject):
    """Shared state on the GUI thread. Pages ask through `ask` and refresh on the signals."""

    opened = Signal()
    # The set of days whose lines changed; an empty set means: anything may have changed.
    log_changed = Signal(object)
    values_changed = Signal()
    index_changed = Signal()
    date_changed = Signal(object)
    # The key of a setting that has another value now.
    settings_changed = Signal(str)
    # A sentence for the strip, and whether it can be undone.
    happened = Signal(str, bool)
    # A sentence about something that went wrong and that the user can mend.
    problem = Signal(str)
    # Ask the window for another place: its name, and what it should show there.
    go_to = Signal(str, object)

    def __init__(self, jobs: DatabaseThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.index: Any = None
        self.codes: Any = None
        self.usage: Mapping[str, int] = {}
        self.is_open = False
        self._date: datetime.date | None = None
        self._today = datetime.date.today()
        self._clock = QTimer(self)
        self._clock.setInterval(20_000)
        self._clock.timeout.connect(self._look_at_the_clock)
        self._clock.start()

    @property
    def date(self) -> datetime.date:
        """The date new lines get: today unless the user has chosen another one."""
        return self._date or datetime.date.today()

    @property
    def date_is_chosen(self) -> bool:
        return self._date is not None and self._date != datetime.date.today()

    def set_date(self, day: datetime.date | None) -> None:
        """Choose the date of new lines; None or today goes back to following the calendar."""
        self._date = None if day == datetime.date.today() else day
        self.date_changed.emit(self.date)

    def _look_at_the_clock(self) -> None:
        today = datetime.date.today()
        if today != self._today:
            # A chosen date holds until midnight and no longer.
            self._today = today
            self.set_date(None)

    def ask(
        self,
        work: Callable[[Any], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        *,
        key: str | None = None,
    ) -> None:
        """Run `work(program)` on the database thread; see `DatabaseThread.submit`."""
        self.jobs.submit(work, done, failed or self.went_wrong, key=key)

    def went_wrong(self, error: BaseException) -> None:
        from rvuedge_desktop.services.faults import sentence_for

        sentence = sentence_for(error)
        if sentence is None:
            self.jobs.unhandled.emit(error)
        else:
            self.problem.emit(sentence)

    def log_was_changed(
        self, days: set[datetime.date], sentence: str = "", *, undoable: bool = True
    ) -> None:
        """Tell every page that lines of `days` changed, and the strip what happened."""
        self.log_changed.emit(days)
        if sentence:
            self.happened.emit(sentence, undoable)
        self.refresh_usage()

    def refresh_usage(self) -> None:
        self.ask(lambda program: program.store.usage_counts(), self._set_usage, key="usage")

    def _set_usage(self, usage: Mapping[str, int]) -> None:
        self.usage = usage

    def search(self, query: str, limit: int = 20, kind: str = "all") -> list[Any]:
        """Find codes now, on the GUI thread: the index answers well under a millisecond."""
        if self.index is None:
            return []
        found: list[Any] = self.index.search(query, limit=limit, kind=kind, usage=self.usage)
        return found
