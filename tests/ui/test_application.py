from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rvuedge_desktop.bootstrap import open_program
from rvuedge_desktop.paths import state_paths
from rvuedge_desktop.storage.errors import DatabaseLocked
from rvuedge_desktop.ui.application import Hooks, Running, kept_appearance
from rvuedge_desktop.ui.screenshots import finish, settle
from rvuedge_desktop.ui.theme import apply_theme


@pytest.fixture
def running(qtbot: QtBot, shipped: Path) -> Iterator[Running]:
    data_dir = shipped
    made = Running(lambda: open_program(data_dir), state_paths(data_dir))
    with qtbot.waitSignal(made.ready, timeout=20_000):
        made.shell.show()
    settle(made)
    yield made
    finish(made)


def test_the_appearance_is_kept_for_the_next_first_paint(
    running: Running, qapp: QApplication
) -> None:
    assert kept_appearance(running.paths) == "system"
    running.window.choose_theme("dark")
    assert kept_appearance(running.paths) == "dark"
    running.window.choose_theme("system")
    assert kept_appearance(running.paths) == "system"
    apply_theme(qapp, "light")


def test_nonsense_in_the_appearance_file_is_no_harm(data_dir: Path) -> None:
    paths = state_paths(data_dir)
    paths.root.mkdir(parents=True, exist_ok=True)
    paths.appearance.write_text("purple", encoding="utf-8")
    assert kept_appearance(paths) == "system"


def test_an_error_nobody_caught_is_kept_without_its_words_and_shown_once(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(running.window, "show_bug", shown.append)
    hooks = Hooks(running.paths.crash_log, running)
    try:
        for _ in range(3):
            try:
                raise LookupError("what a note said")
            except LookupError as error:
                sys.excepthook(LookupError, error, error.__traceback__)
    finally:
        hooks.remove()
    assert [type(error) for error in shown] == [LookupError]
    text = running.paths.crash_log.read_text(encoding="utf-8")
    assert "LookupError" in text
    assert "test_application.py" in text
    assert "what a note said" not in text


def test_a_log_that_is_open_elsewhere_is_told_in_a_sentence(
    qtbot: QtBot, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    codes: list[int] = []
    # Leaving the application for good would end the event loops of every later test.
    monkeypatch.setattr(QApplication, "exit", codes.append)
    monkeypatch.setattr(
        "rvuedge_desktop.ui.dialogs.crash_notice.show_start_failure",
        lambda _parent, sentence: told.append(sentence),
    )

    def locked() -> None:
        raise DatabaseLocked("RVU Edge Desktop is already open; close it first.")

    made = Running(locked, state_paths(data_dir))
    with qtbot.waitSignal(made.failed, timeout=10_000):
        made.shell.show()
    assert told == ["RVU Edge Desktop is already open; close it first."]
    qtbot.waitUntil(lambda: codes == [3])
    finish(made)
