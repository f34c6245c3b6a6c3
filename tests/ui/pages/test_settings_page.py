"""The Settings page: releases, appearance, the data folder, and the check of the log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from rvuedge_desktop.services.imports import import_file
from rvuedge_desktop.services.settings import SETTINGS, THEME, setting, settings_in_force
from rvuedge_desktop.services.values import import_release
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.models.releases import ReleasesModel
from rvuedge_desktop.ui.pages.settings_page import SettingsPage
from rvuedge_desktop.ui.theme import current_theme
from tests.fixtures.cms_files import csv_bytes, some_rows
from tests.fixtures.drug_files import limits_bytes

pytestmark = pytest.mark.usefixtures("small_files_are_whole")


def install(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    file = folder / "PPRRVU2026_Apr_nonQPP.csv"
    file.write_bytes(csv_bytes(some_rows()))
    done: list[Any] = []
    desk.ask(lambda program: import_release(program.store, file), done.append)
    qtbot.waitUntil(lambda: bool(done))
    desk.values_changed.emit()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Iterator[SettingsPage]:
    install(qtbot, desk, tmp_path)
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1120, 700)
    page.show()
    page.activate()
    qtbot.waitUntil(lambda: page.view.releases.rowCount() > 1)
    yield page
    page.hide()


def table(page: SettingsPage) -> list[list[Any]]:
    model = page.view.releases
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_releases_newest_first_the_imported_before_the_shipped(page: SettingsPage) -> None:
    rows = table(page)
    assert [row[0] for row in rows[:3]] == ["RVU26B", "RVU26B", "RVU25D"]
    assert rows[0][1:5] == ["April 2026", "Every code", "10", "13"]
    assert "National Physician Fee Schedule" in rows[0][6]
    assert rows[0][7] == "PPRRVU2026_Apr_nonQPP.csv"
    assert rows[1][2] == "Shipped codes only"


def test_only_what_was_imported_can_be_removed(
    qtbot: QtBot, page: SettingsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.view.table.selectRow(1)
    assert not page.view.remove_button.isEnabled()
    page.view.table.selectRow(0)
    assert page.view.remove_button.isEnabled()
    monkeypatch.setattr(page, "_ask", lambda *_: False)
    page.remove_chosen()
    monkeypatch.setattr(page, "_ask", lambda *_: True)
    with qtbot.waitSignal(desk.values_changed):
        page.remove_chosen()
    qtbot.waitUntil(lambda: table(page)[0][2] == "Shipped codes only")


def test_other_files_are_listed_and_removed(
    qtbot: QtBot,
    page: SettingsPage,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tables = page.view.tables
    assert not tables.isVisible()
    file = tmp_path / "limits.csv"
    file.write_bytes(limits_bytes(("J1568", "500 MG", "47.385", "20.000", "")))
    desk.ask(lambda program: import_file(program.store, file), lambda _: desk.values_changed.emit())
    qtbot.waitUntil(lambda: len(tables.buttons()) == 1)
    assert tables.isVisible()
    (button,) = tables.buttons()
    assert button.accessibleName().startswith("Remove Payment Allowance Limits")
    monkeypatch.setattr(page, "_ask", lambda *_: False)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    monkeypatch.setattr(page, "_ask", lambda *_: True)
    with qtbot.waitSignal(desk.values_changed):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tables.isVisible())


def test_descriptions_are_removed_and_values_stay(
    qtbot: QtBot, page: SettingsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.view.descriptions_button.isEnabled()
    monkeypatch.setattr(page, "_ask", lambda *_: True)
    with qtbot.waitSignal(desk.happened) as told:
        page.remove_descriptions()
    assert told.args[0] == "12 descriptions of CMS's are removed."
    qtbot.waitUntil(lambda: not page.view.descriptions_button.isEnabled())
    assert table(page)[0][2] == "Every code"


def test_the_theme_is_put_on_and_kept(qtbot: QtBot, page: SettingsPage, desk: Desk) -> None:
    page.view.themes.button(2).click()
    assert current_theme().name == "dark"
    kept: list[Any] = []
    desk.ask(lambda program: program.store.setting(THEME.key), kept.append)
    qtbot.waitUntil(lambda: bool(kept))
    assert kept == ["dark"]
    page.view.themes.button(1).click()
    assert current_theme().name == "light"


def test_the_data_and_its_check(qtbot: QtBot, page: SettingsPage, data_dir: Path) -> None:
    qtbot.waitUntil(lambda: bool(page.view.data.texts()))
    rows = page.view.data.texts()
    assert rows[0] == ["Folder", str(data_dir)]
    assert rows[2] == ["Lines logged", "0"]
    page.check_log()
    qtbot.waitUntil(lambda: "nothing is logged" in page.view.checked.text())


def test_a_wrong_total_is_told(qtbot: QtBot, page: SettingsPage, desk: Desk) -> None:
    from datetime import date

    def spoil(program: Any) -> None:
        program.logbook.log_text("99213", today=date(2026, 4, 20))
        program.store._db.driver.execute("UPDATE totals_day SET lines = 7")

    desk.ask(spoil)
    page.check_log()
    qtbot.waitUntil(lambda: "not the sum" in page.view.checked.text())


def test_import_is_asked_of_the_window(qtbot: QtBot, page: SettingsPage, desk: Desk) -> None:
    with qtbot.waitSignal(desk.go_to) as asked:
        qtbot.mouseClick(page.view.import_button, Qt.MouseButton.LeftButton)
    assert asked.args[0] == "import_values"


def test_about_says_whose_the_codes_are(page: SettingsPage) -> None:
    from PySide6.QtWidgets import QLabel

    text = "\n".join(label.text() for label in page.view.about.findChildren(QLabel))
    for needed in (
        "registered trademark of the American Medical Association",
        "needs the Association's license",
        "American Dental Association",
        "Centers for Medicare & Medicaid Services",
        "not a billing, coding or compliance tool",
        "GNU LGPL 3",
        "SIL Open Font License",
        "python-calamine",
    ):
        assert needed in text


def test_settings_are_declared_once() -> None:
    keys = [declared.key for declared in SETTINGS]
    assert len(keys) == len(set(keys))
    assert setting("appearance.theme") is THEME
    assert settings_in_force({"appearance.theme": "pink"})["appearance.theme"] == "system"
    with pytest.raises(KeyError):
        setting("no.such")


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = ReleasesModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows([])
    assert model.index(0, 0).data() is None
    del tester
