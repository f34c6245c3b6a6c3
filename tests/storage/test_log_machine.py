"""Whatever is done to a log in whatever order: totals hold, undo goes all the way back."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from rvuedge_desktop.domain.entries import CreditedLine
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.storage import Store
from tests.storage.made_up import line

Snapshot = list[tuple[object, ...]]

lines: st.SearchStrategy[CreditedLine] = st.builds(
    line,
    st.sampled_from(["45378", "43644", "J2590"]),
    st.integers(0, 40).map(lambda days: date(2026, 1, 10) + timedelta(days)),
    units=st.integers(1, 99_999),
    note=st.sampled_from(["", "x", "ü'\n,"]),
    state=st.sampled_from(list(ValueState)),
    work=st.none() | st.decimals(0, Decimal("99.99"), places=2),
)
picks = st.lists(st.integers(0, 1000), min_size=1, max_size=4)


class Log(RuleBasedStateMachine):
    """The store beside a list of every state its log has had."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "log.sqlite3"
        self.past: list[Snapshot] = []
        self.future: list[Snapshot] = []

    @initialize()
    def begin(self) -> None:
        self.store = Store.open(self.path)
        self.now = self.snapshot()

    def snapshot(self) -> Snapshot:
        return self.store._db.rows("SELECT * FROM entries ORDER BY id")

    def done(self) -> None:
        """A command has run; one that changed nothing is not kept."""
        found = self.snapshot()
        if found != self.now:
            self.past.append(self.now)
            self.now = found
        self.future.clear()

    def some_ids(self, chosen: list[int]) -> list[int]:
        ids = [row[0] for row in self.now]
        return [ids[pick % len(ids)] for pick in chosen] if ids else []

    @rule(given=st.lists(lines, min_size=1, max_size=4))
    def add(self, given: list[CreditedLine]) -> None:
        self.store.add_session(given, label="add")
        self.done()

    @rule(given=st.lists(st.lists(lines, min_size=1, max_size=3), min_size=1, max_size=3))
    def add_many(self, given: list[list[CreditedLine]]) -> None:
        self.store.add_many(given, label="import")
        self.done()

    @rule(chosen=picks, given=lines)
    def edit(self, chosen: list[int], given: CreditedLine) -> None:
        ids = self.some_ids(chosen)
        if ids:
            self.store.edit_entries([(number, given) for number in ids], label="edit")
            self.done()

    @rule(chosen=picks)
    def delete(self, chosen: list[int]) -> None:
        ids = self.some_ids(chosen)
        if ids:
            self.store.delete_entries(ids, label="delete")
            self.done()

    @rule()
    def undo(self) -> None:
        result = self.store.undo()
        assert (result is not None) == bool(self.past)
        if self.past:
            self.future.append(self.now)
            self.now = self.past.pop()

    @rule()
    def redo(self) -> None:
        result = self.store.redo()
        assert (result is not None) == bool(self.future)
        if self.future:
            self.past.append(self.now)
            self.now = self.future.pop()

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.path)

    @invariant()
    def the_log_is_as_expected(self) -> None:
        assert self.snapshot() == self.now
        assert self.store.check_totals() == []
        assert (self.store.can_undo() is not None) == bool(self.past)
        assert (self.store.can_redo() is not None) == bool(self.future)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            final = self.now
            count = 0
            while self.store.undo() is not None:
                count += 1
            assert self.snapshot() == []
            assert self.store.check_totals() == []
            assert count == len(self.past)
            for _ in range(count):
                self.store.redo()
            assert self.snapshot() == final
            assert self.store.check_file() == []
            self.store.close()
        shutil.rmtree(self.folder)


Log.TestCase.settings = settings(max_examples=25, stateful_step_count=25)
TestLog = Log.TestCase
