"""Where the log and everything that belongs to it lie on this machine."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DATA_DIR_VARIABLE = "RVUEDGE_DATA_DIR"


@dataclass(frozen=True, slots=True)
class StatePaths:
    """One folder and the fixed names in it.

    Everything sits side by side, so that copying, moving or deleting the folder
    copies, moves or deletes all of it.
    """

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "rvuedge.sqlite3"

    @property
    def index_dir(self) -> Path:
        """Holds only what can be made again from the database."""
        return self.root / "index"

    @property
    def search_index(self) -> Path:
        return self.index_dir / "search.index"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def crash_log(self) -> Path:
        return self.root / "crash.log"

    @property
    def appearance(self) -> Path:
        """Light or dark as chosen, read before the database is opened."""
        return self.root / "appearance"

    @property
    def lock(self) -> Path:
        return self.root / "rvuedge.lock"


def state_paths(data_dir: Path | None = None) -> StatePaths:
    """The folder asked for, else the one the environment names, else the system's usual one.

    Nothing is created here: a command that only reads must not leave a folder behind.
    """
    if data_dir is None:
        named = os.environ.get(DATA_DIR_VARIABLE, "")
        data_dir = Path(named) if named else _usual_data_dir()
    # Absolute, so that a later change of the working directory does not move the log.
    return StatePaths(data_dir.expanduser().absolute())


def ensure(paths: StatePaths) -> None:
    """Create the folders that are missing, readable by their owner only.

    A folder that exists keeps its permissions: its owner may share it on purpose.
    """
    paths.root.parent.mkdir(parents=True, exist_ok=True)
    for folder in (paths.root, paths.index_dir, paths.backups):
        # Windows gives a user's own folders to that user alone and reads no more of the mode
        # than the write bit.
        folder.mkdir(mode=0o700, exist_ok=True)


def _usual_data_dir() -> Path:
    # Imported here because most calls name the folder, and start-up is measured.
    from platformdirs import user_data_dir

    return Path(user_data_dir("RVU Edge Desktop", appauthor=False))
