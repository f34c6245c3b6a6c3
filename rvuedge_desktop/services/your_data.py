"""What the Settings page says about the user's own data, and the check of the log."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rvuedge_desktop.paths import StatePaths
    from rvuedge_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class DataFacts:
    """Where the data lies and how much of it there is."""

    folder: str
    bytes: int
    lines: int
    backups: int


@dataclass(frozen=True, slots=True)
class LogCheck:
    """What a check of the log found: problems of the file, and totals that do not add up."""

    lines: int
    file_problems: tuple[str, ...]
    wrong_totals: int

    @property
    def sound(self) -> bool:
        return not self.file_problems and not self.wrong_totals


def data_facts(store: Store, paths: StatePaths) -> DataFacts:
    """The facts of the data folder as it is now."""
    files = [path for path in paths.root.rglob("*") if path.is_file()]
    return DataFacts(
        folder=str(paths.root),
        bytes=sum(map(_size, files)),
        lines=sum(store.usage_counts().values()),
        backups=sum(path.parent == paths.backups for path in files),
    )


def check_log(store: Store) -> LogCheck:
    """Check the file and every kept total; slow on a long log."""
    return LogCheck(
        lines=sum(store.usage_counts().values()),
        file_problems=tuple(store.check_file()),
        wrong_totals=len(store.check_totals()),
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        # Gone between listing and asking, as SQLite's own files may be.
        return 0
