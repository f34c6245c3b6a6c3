"""Fixtures of the cms tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rvuedge_desktop.cms import ReadResult, read_relative_values
from rvuedge_desktop.domain.releases import Release

Read = Callable[..., ReadResult]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read bytes as if they were a file of this name."""

    def read_bytes(
        data: bytes, name: str = "PPRRVU2026_Apr_nonQPP.csv", release: Release | None = None
    ) -> ReadResult:
        path = tmp_path / name
        path.write_bytes(data)
        return read_relative_values(path, release=release)

    return read_bytes
