"""Twenty rounds of kill -9 during logging. More: `python -m tests.benchmarks.kill`."""

from __future__ import annotations

from pathlib import Path

import pytest

from rvuedge_desktop.storage import Store
from tests.storage.killing import _look, half_sessions, kill_once
from tests.storage.made_up import line


@pytest.mark.slow
def test_nothing_acknowledged_is_lost(path: Path) -> None:
    rounds = [kill_once(path, seed) for seed in range(20)]
    assert [fault for one in rounds for fault in one.faults] == []
    assert sum(one.acknowledged for one in rounds) > 20


def test_the_check_can_fail(store: Store, path: Path) -> None:
    store.add_session([line(), line()], label="Logged 2 lines")
    assert half_sessions(store) == []
    store._db.driver.execute("DELETE FROM entries WHERE id = 2")
    assert half_sessions(store) == ["half of “Logged 2 lines”: 1 lines"]
    store.close()
    assert "acknowledged session 1 is not there" in _look(path, [[1, 1, 2]], 0).faults
