"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Where to write a file that is to have the name `path`: beside it, and then put there.

    Raises IsADirectoryError and FileNotFoundError before anything is written. Whatever goes wrong
    leaves a file that was there as it was.
    """
    if path.is_dir():
        raise IsADirectoryError(21, "it is a folder", str(path))
    if not path.parent.is_dir():
        raise FileNotFoundError(2, "there is no such folder", str(path.parent))
    beside = path.with_name(f"{path.name}.part")
    try:
        yield beside
        with beside.open("rb+") as written:
            os.fsync(written.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
