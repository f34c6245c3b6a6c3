"""Widgets in a cycle are destroyed on the GUI thread, whoever allocates."""

from __future__ import annotations

import gc

from pytestqt.qtbot import QtBot

from rvuedge_desktop.ui.garbage import GarbageOnGuiThread


def test_the_collector_is_ours_while_the_database_thread_lives(qtbot: QtBot) -> None:
    assert gc.isenabled()
    garbage = GarbageOnGuiThread()
    garbage.start()
    try:
        assert not gc.isenabled()
        kept = [[] for _ in range(3 * gc.get_threshold()[0])]
        assert gc.get_count()[0] > gc.get_threshold()[0]
        garbage.collect()
        assert gc.get_count()[0] < gc.get_threshold()[0]
        assert kept
    finally:
        garbage.stop()
    assert gc.isenabled()
