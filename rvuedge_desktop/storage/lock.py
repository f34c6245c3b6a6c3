"""One process at a time: a lock file held open for as long as the database is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from rvuedge_desktop.storage.errors import PROGRAM, DatabaseLocked, translated

# Windows locks bytes, and a locked byte cannot be read; so the byte lies far behind the text.
_FAR = 1 << 20


class ProcessLock:
    """A lock the system drops by itself when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock or raise DatabaseLocked naming the process that has it."""
        with translated(self._path):
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                if not _try_lock(descriptor):
                    raise DatabaseLocked(
                        f"{PROGRAM} is already open{self._holder(descriptor)}; close it first."
                    )
                os.ftruncate(descriptor, 0)
                os.write(descriptor, str(os.getpid()).encode())
            except BaseException:
                os.close(descriptor)
                raise
        self._descriptor = descriptor

    def release(self) -> None:
        """Drop the lock. The file stays: deleting it would race with the next process."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    @staticmethod
    def _holder(descriptor: int) -> str:
        text = os.read(descriptor, 20).decode("ascii", "replace")
        return f" (process {text})" if text.isdigit() else ""


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
