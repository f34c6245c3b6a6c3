"""What a crash log says: kind of error and where it happened, never what the user typed."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from pathlib import PurePath
from traceback import FrameSummary

from rvuedge_desktop import __version__


def crash_report(kind: type[BaseException] | None, frames: Iterable[FrameSummary]) -> str:
    """The report of an error: versions, its type, and file, line and function of each frame.

    The message of the error is left out on purpose: it may quote a note.
    """
    name = kind.__name__ if kind is not None else "unknown error"
    lines = [
        (
            f"RVU Edge Desktop {__version__}, Python {platform.python_version()}, "
            f"{platform.system()} {platform.release()}"
        ),
        name,
    ]
    lines.extend(f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames)
    return "\n".join(lines)


def _short(filename: str) -> str:
    """The last three parts of a path: enough to find the place, without the user's folders."""
    return "/".join(PurePath(filename).parts[-3:])
