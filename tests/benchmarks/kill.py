"""kill -9 during logging, N times over: `python -m tests.benchmarks.kill [--rounds N]`."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.storage.killing import kill_once


def main() -> int:
    choose = argparse.ArgumentParser(description=__doc__)
    choose.add_argument("--rounds", type=int, default=200)
    chosen = choose.parse_args()
    acknowledged = found = faults = 0
    with tempfile.TemporaryDirectory() as name:
        for seed in range(chosen.rounds):
            # A fresh log now and then, so that kills also fall on a small file.
            path = Path(name) / f"log{seed // 20}.sqlite3"
            result = kill_once(path, seed)
            acknowledged += result.acknowledged
            found += result.found
            faults += len(result.faults)
            for fault in result.faults:
                print(f"round {seed}: {fault}")
    print(
        f"{chosen.rounds} kills; {acknowledged:,} sessions acknowledged, {found:,} lines found;"
        f" {faults} faults"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
