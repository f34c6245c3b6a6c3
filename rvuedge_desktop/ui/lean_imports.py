"""Importing without Qt for Python reading along.

PySide puts its own function in place of the built-in import, to look for feature switches in the
source of every module, and what it reads stays in memory: with SQLAlchemy that is 24 MB and a
fifth of the time. We use no such switches, so the plain import may stand in while other people's
large packages are loaded.
"""

from __future__ import annotations

import builtins
import ctypes
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def plain_imports() -> Iterator[None]:
    """Within this block modules are imported by the standard import alone."""
    before = builtins.__import__
    builtins.__import__ = importlib.__import__
    try:
        yield
    finally:
        builtins.__import__ = before


def give_back_memory() -> None:
    """Return what loading has freed to the system, where the C library can: about 8 MB."""
    if sys.platform != "linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
