"""Fixtures of the services' tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rvuedge_desktop.bootstrap import Program, program


@pytest.fixture
def opened(shipped: Path) -> Iterator[Program]:
    """The program on this test's folder, with the shipped catalog."""
    with program(shipped) as opened:
        yield opened
