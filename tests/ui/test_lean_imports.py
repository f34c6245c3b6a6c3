from __future__ import annotations

import builtins
import linecache
import sys
from pathlib import Path

import pytest

from rvuedge_desktop.ui.lean_imports import plain_imports


def test_a_module_is_imported_and_its_source_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("read_along", "left_alone"):
        (tmp_path / f"{name}.py").write_text("import math\nPI = math.pi\n", encoding="utf-8")
    before = builtins.__import__
    with plain_imports():
        import left_alone  # type: ignore[import-not-found]
    assert builtins.__import__ is before
    assert left_alone.PI > 3
    assert str(tmp_path / "left_alone.py") not in linecache.cache
    import read_along  # type: ignore[import-not-found]

    assert read_along.PI > 3
    for name in ("read_along", "left_alone"):
        sys.modules.pop(name, None)


def test_an_error_leaves_the_import_as_it_was() -> None:
    before = builtins.__import__
    with pytest.raises(LookupError), plain_imports():
        raise LookupError
    assert builtins.__import__ is before
