"""What the tests of pages and dialogs share: a desk on a real program in a folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from rvuedge_desktop.bootstrap import open_program
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.jobs import DatabaseThread


@pytest.fixture(scope="session")
def new_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a program that was started once and has logged nothing."""
    folder = tmp_path_factory.mktemp("new") / "rvuedge"
    program = open_program(folder)
    program.search_index()
    program.close()
    return folder


@pytest.fixture
def desk(qtbot: QtBot, qapp: Any, data_dir: Path, new_data: Path) -> Iterator[Desk]:
    """A desk whose database is open and whose search is ready."""
    from rvuedge_desktop.ui.theme import apply_theme

    apply_theme(qapp, "light")
    shutil.copytree(new_data, data_dir)
    jobs = DatabaseThread(lambda: open_program(data_dir))
    desk = Desk(jobs)
    failures: list[BaseException] = []

    def read(program: Any) -> Any:
        return program.evaluator.codes, program.search_index(), program.store.usage_counts()

    def take(found: Any) -> None:
        desk.codes, desk.index, desk.usage = found
        desk.is_open = True
        desk.index_changed.emit()

    with qtbot.waitSignal(desk.index_changed, timeout=30_000):
        jobs.start(lambda: desk.ask(read, take), failures.append)
    desk.opened.emit()
    yield desk
    jobs.stop()
    assert failures == []
