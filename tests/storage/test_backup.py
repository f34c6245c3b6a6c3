"""A backup opens, or it is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from rvuedge_desktop.storage import DatabaseDamaged, Store, backup
from tests.storage.made_up import line


def test_a_backup_holds_everything_in_one_private_file(store: Store, tmp_path: Path) -> None:
    kept = store.add_session([line(), line("43644")], label="Logged 2 lines")
    folder = tmp_path / "backups"
    folder.mkdir()
    target = folder / "copy.sqlite3"
    store.back_up(target)
    assert list(folder.iterdir()) == [target]
    assert target.stat().st_mode & 0o777 == 0o600
    store.add_session([line()], label="Logged later")
    with Store.open(target) as copy:
        assert copy.entries() == kept
        assert copy.check_totals() == []


def test_a_backup_that_does_not_verify_never_gets_its_name(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify = backup._verify

    def spoil(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[5000:9000] = b"\xff" * 4000
        path.write_bytes(content)
        verify(path)

    monkeypatch.setattr(backup, "_verify", spoil)
    target = tmp_path / "copy.sqlite3"
    with pytest.raises(DatabaseDamaged):
        store.back_up(target)
    assert not target.exists()
    assert not target.with_name("copy.sqlite3.part").exists()
