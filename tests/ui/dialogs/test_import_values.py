"""Importing in the window: the file, the questions, cancelling, and the result."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.dialogs.import_values import ImportValuesDialog
from rvuedge_desktop.ui.dialogs.import_values_view import ASK, CHOOSE, RESULT, WAIT
from tests.fixtures.cms_files import csv_bytes, row, some_rows, txt_bytes
from tests.fixtures.drug_files import limits_bytes

Write = Callable[..., str]

pytestmark = pytest.mark.usefixtures("small_files_are_whole")


@pytest.fixture
def file(tmp_path: Path) -> Write:
    """Writes a file and gives its path."""

    def write(name: str = "PPRRVU2026_Apr_nonQPP.csv", data: bytes | None = None) -> str:
        path = tmp_path / name
        path.write_bytes(csv_bytes(some_rows()) if data is None else data)
        return str(path)

    return write


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk) -> ImportValuesDialog:
    dialog = ImportValuesDialog(desk)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def state(dialog: ImportValuesDialog) -> int:
    return dialog.view.stack.currentIndex()


def releases(qtbot: QtBot, desk: Desk) -> list[str]:
    found: list[Any] = []
    desk.ask(lambda program: program.store.releases(), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return [release.name for release in found[0] if release.complete]


def test_nothing_can_be_imported_before_a_file_is_chosen(
    dialog: ImportValuesDialog, file: Write
) -> None:
    assert not dialog.go.isEnabled()
    dialog.set_file(file())
    assert dialog.go.isEnabled()
    assert "PPRRVU2026_Apr_nonQPP.csv" in dialog.view.chosen.text()


def test_an_import_is_stored_told_and_shown(
    qtbot: QtBot, dialog: ImportValuesDialog, desk: Desk, file: Write
) -> None:
    dialog.set_file(file())
    with qtbot.waitSignal(desk.values_changed):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert state(dialog) == RESULT
    assert dialog.view.done.text() == "RVU26B · April 2026 is installed"
    assert "13 rows of 10 codes" in dialog.view.brought.text()
    assert not dialog.view.table.isVisible()
    assert releases(qtbot, desk) == ["RVU26B"]
    codes: list[Any] = []
    desk.ask(lambda program: program.evaluator.codes.is_code("GXXX1"), codes.append)
    qtbot.waitUntil(lambda: bool(codes))
    assert codes == [True]


def test_lines_left_out_are_listed_and_copied(
    qtbot: QtBot, dialog: ImportValuesDialog, file: Write
) -> None:
    rows = [row("99213"), row("99214", work="1.x"), row("99215", total_facility="9.99")]
    dialog.set_file(file(data=csv_bytes(rows)))
    dialog.start()
    qtbot.waitUntil(lambda: state(dialog) == RESULT)
    model = dialog.view.rejected
    assert [model.index(line, 1).data() for line in range(2)] == ["Left out", "Kept"]
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "Line\tWhat became of it\tWhy"
    assert len(copied) == 3


def test_an_installed_release_is_replaced_only_after_a_question(
    qtbot: QtBot, dialog: ImportValuesDialog, desk: Desk, file: Write
) -> None:
    dialog.set_file(file())
    dialog.start()
    qtbot.waitUntil(lambda: state(dialog) == RESULT)
    dialog.set_file(file(data=csv_bytes([row("99213", work="5.00")])))
    dialog.start()
    qtbot.waitUntil(lambda: state(dialog) == ASK)
    assert dialog.view.question.text() == "Replace RVU26B · April 2026?"
    found: list[Any] = []
    desk.ask(lambda program: len(list(program.store.values_of("RVU26B"))), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [13]
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state(dialog) == RESULT)
    assert dialog.view.done.text() == "RVU26B · April 2026 is replaced"


def test_a_drug_file_is_known_by_its_content_and_replaced_after_a_question(
    qtbot: QtBot, dialog: ImportValuesDialog, desk: Desk, file: Write
) -> None:
    dialog.set_file(file("some.csv", limits_bytes(("J1568", "500 MG", "47.385", "20.000", ""))))
    dialog.start()
    qtbot.waitUntil(lambda: state(dialog) == RESULT)
    title = "Payment Allowance Limits for Medicare Part B Drugs, April 2026"
    assert dialog.view.done.text() == f"{title} is installed"
    assert dialog.view.rejected_title.text() == "Every line could be read."
    dialog.set_file(file("some.csv", limits_bytes(("J1568", "500 MG", "50.000", "20.000", ""))))
    dialog.start()
    qtbot.waitUntil(lambda: state(dialog) == ASK)
    assert dialog.view.question.text() == f"Replace {title}?"
    assert not dialog.view.release.isVisible()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state(dialog) == RESULT)
    assert dialog.view.done.text() == f"{title} is replaced"
    found: list[Any] = []
    desk.ask(lambda program: program.store.cms_tables(), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert [table.title for table in found[0]] == [title]


def test_a_silent_file_is_asked_for_its_release(
    qtbot: QtBot, dialog: ImportValuesDialog, desk: Desk, file: Write
) -> None:
    dialog.set_file(file("values.txt", txt_bytes(some_rows())))
    dialog.start()
    qtbot.waitUntil(lambda: state(dialog) == ASK)
    assert dialog.view.release.isVisible()
    assert not dialog.go.isEnabled()
    dialog.view.release.setEditText("26")
    assert not dialog.go.isEnabled()
    dialog.view.release.setEditText("26c")
    assert dialog.go.isEnabled()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state(dialog) == RESULT)
    assert releases(qtbot, desk) == ["RVU26C"]


def test_a_file_that_contradicts_itself_offers_both(
    qtbot: QtBot, dialog: ImportValuesDialog, file: Write
) -> None:
    dialog.set_file(file("PPRRVU2025_Oct.csv"))
    dialog.start()
    qtbot.waitUntil(lambda: state(dialog) == ASK)
    box = dialog.view.release
    assert [box.itemText(at) for at in range(box.count())] == ["RVU25D", "RVU26B"]


def test_a_wrong_file_gets_a_sentence(
    qtbot: QtBot, dialog: ImportValuesDialog, desk: Desk, file: Write
) -> None:
    dialog.set_file(file("letter.txt", b"Dear colleague,\n"))
    dialog.start()
    qtbot.waitUntil(lambda: state(dialog) == CHOOSE)
    assert "is not a CMS relative value file" in dialog.view.problem.text()
    assert releases(qtbot, desk) == []


def test_cancel_leaves_things_as_they_were(
    qtbot: QtBot, dialog: ImportValuesDialog, desk: Desk, file: Write
) -> None:
    gate = threading.Event()
    desk.ask(lambda _program: gate.wait(10))
    dialog.set_file(file())
    dialog.start()
    assert state(dialog) == WAIT
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: state(dialog) == CHOOSE)
    assert "nothing was changed" in dialog.view.problem.text()
    assert releases(qtbot, desk) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_closing_while_it_runs_cancels_first(
    qtbot: QtBot, dialog: ImportValuesDialog, desk: Desk, file: Write
) -> None:
    gate = threading.Event()
    desk.ask(lambda _program: gate.wait(10))
    dialog.set_file(file())
    dialog.start()
    dialog.close()
    assert dialog.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert releases(qtbot, desk) == []


def test_it_explains_file_and_license(dialog: ImportValuesDialog) -> None:
    from PySide6.QtWidgets import QLabel

    text = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "cms.gov" in text
    assert all(kind in text for kind in ("Part B payment limits", "crosswalk", "HCPCS Level II"))
    assert "American Medical Association" in text
