"""kill -9 while a session is being saved: what was acknowledged is there, nothing is half there.

The child logs sessions for ever and prints each session's id, size and entry ids once `add_session`
has returned. Some are edited, deleted, undone, and imported in between. The parent kills it at a
random moment and looks at what is left.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from rvuedge_desktop.storage import Store
from tests.storage.made_up import sessions


class Round(NamedTuple):
    """What one kill left: sessions acknowledged and found, and every fault in words."""

    acknowledged: int
    found: int
    faults: list[str]


def log_for_ever(path: Path, seed: int) -> None:
    """The child: write "ready", then a line for each session once it is saved."""
    with Store.open(path) as store:
        store.warm_up()
        # Small, so that kills fall inside checkpoints too.
        store._db.driver.execute("PRAGMA wal_autocheckpoint = 10")
        print("ready", flush=True)
        for session in sessions(10**9, seed=seed, days=60):
            logged = store.add_session(session, label=f"Logged {len(session)} lines")
            print(logged[0].session_id, *(entry.id for entry in logged), flush=True)


def kill_once(path: Path, seed: int) -> Round:
    """Start the child on `path`, kill it at a random moment, and check the file."""
    with Store.open(path) as store:
        before = store.entry_count()
    chance = random.Random(seed)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.killing", str(path), str(seed)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    if child.stdout.readline() != b"ready\n":
        child.kill()
        child.wait()
        raise RuntimeError("the child did not start")
    time.sleep(chance.expovariate(20))
    child.kill()
    printed, _ = child.communicate()
    # The last line may have been cut; then it was not acknowledged in full.
    whole = printed.decode().rpartition("\n")[0].splitlines()
    acknowledged = [[int(word) for word in text.split()] for text in whole]
    return _look(path, acknowledged, before)


def _look(path: Path, acknowledged: list[list[int]], before: int) -> Round:
    faults: list[str] = []
    with Store.open(path) as store:
        faults += store.check_file()
        faults += [str(difference) for difference in store.check_totals()]
        faults += half_sessions(store)
        for session, *ids in acknowledged:
            if [entry.id for entry in store.session_entries(session)] != ids:
                faults.append(f"acknowledged session {session} is not there")
        found = store.entry_count() - before
        saved = store._db.rows("SELECT count(*) FROM sessions")[0][0]
    first = acknowledged[0][0] if acknowledged else saved
    unanswered = saved - (first + len(acknowledged) - 1) if acknowledged else 0
    if unanswered > 1:
        faults.append(f"{unanswered} sessions were saved without being acknowledged")
    return Round(len(acknowledged), found, faults)


def half_sessions(store: Store) -> list[str]:
    """Sessions whose number of lines is not what their own command says."""
    rows = store._db.rows(
        "SELECT c.label, count(e.id), count(DISTINCT e.session_id) FROM commands AS c"
        " LEFT JOIN changes ON command_id = c.id LEFT JOIN entries AS e ON e.id = entry_id"
        " GROUP BY c.id HAVING c.label <> 'Logged ' || count(e.id) || ' lines'"
        " OR count(DISTINCT e.session_id) <> 1"
    )
    empty = store._db.rows(
        "SELECT id FROM sessions WHERE id NOT IN (SELECT session_id FROM entries)"
    )
    return [f"half of “{label}”: {lines} lines" for label, lines, _ in rows] + [
        f"session {number} has no lines" for (number,) in empty
    ]


if __name__ == "__main__":
    log_for_ever(Path(sys.argv[1]), int(sys.argv[2]))
