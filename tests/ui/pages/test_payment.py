"""Medicare's estimate on the code page, and the locality in Settings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from rvuedge_desktop.services.settings import LOCALITY
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.pages import codes_page
from rvuedge_desktop.ui.pages.codes_page import CodesPage
from rvuedge_desktop.ui.pages.settings_page import SettingsPage


class _Day(date):
    @classmethod
    def today(cls) -> date:
        return date(2026, 5, 4)


@pytest.fixture(autouse=True)
def in_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes_page, "date", _Day)


def settle(qtbot: QtBot, desk: Desk) -> None:
    for _ in range(3):
        qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=20_000)
        qtbot.wait(1)


def shown(qtbot: QtBot, desk: Desk, kind: Any) -> Any:
    page = kind(desk)
    qtbot.addWidget(page)
    page.resize(1112, 680)
    page.show()
    page.activate()
    settle(qtbot, desk)
    return page


def test_both_settings_with_the_formula(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, CodesPage)
    page.show_code("99213")
    settle(qtbot, desk)
    block = page.view.code.payment
    assert block.heading.text() == "Estimated Medicare payment"
    assert "national" in block.where.text()
    assert "33.4009" in block.where.text()
    _, row = block.amounts.texts()
    assert row[0] == "Whole service"
    assert all(amount.startswith("$") for amount in row[1:])
    lines = block.formulas.text().split("\n")
    assert [line.partition(":")[0] for line in lines] == ["Outside a facility", "In a facility"]
    assert "× 33.4009" in lines[0]
    assert row[1] in lines[0]
    assert "Medicare's estimate" in block.disclaimer.text()


def test_a_drug_has_a_reason_and_no_amount(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, CodesPage)
    page.show_code("99024")
    settle(qtbot, desk)
    block = page.view.code.payment
    assert block.card.isHidden()
    assert block.reason.text().startswith("No amount")
    page.show_code("76700")
    settle(qtbot, desk)
    assert [row[0] for row in block.amounts.texts()[1:]] == [
        "Whole service",
        "26, professional part",
        "TC, technical part",
    ]


def test_the_locality_is_chosen_by_zip_or_by_name(qtbot: QtBot, desk: Desk) -> None:
    codes = shown(qtbot, desk, CodesPage)
    codes.show_code("99213")
    settle(qtbot, desk)
    national = codes.view.code.payment.amounts.texts()
    page = shown(qtbot, desk, SettingsPage)
    view, locality = page.view.locality, page.locality
    assert "national" in view.chosen.text()
    view.zip.setText("35004")
    view.zip.textEdited.emit("35004")
    settle(qtbot, desk)
    assert "AL (10112-00)" in view.chosen.text()
    assert view.state.currentText() == "AL"
    assert "10112-00" in codes.view.code.payment.where.text()
    assert codes.view.code.payment.amounts.texts() != national
    view.zip.setText("00000")
    view.zip.textEdited.emit("00000")
    settle(qtbot, desk)
    assert "choose your state" in view.problem.text()
    assert "AL (10112-00)" in view.chosen.text()
    view.state.setCurrentIndex(view.state.findText("CA"))
    view.state.activated.emit(view.state.currentIndex())
    view.name.setCurrentIndex(view.name.findText("Napa"))
    view.name.activated.emit(view.name.currentIndex())
    settle(qtbot, desk)
    assert "Napa, CA (01112-51)" in view.chosen.text()
    kept: list[Any] = []
    desk.ask(lambda program: program.store.setting(LOCALITY.key), kept.append)
    settle(qtbot, desk)
    assert kept == ["locality:01112-51"]
    view.national.click()
    settle(qtbot, desk)
    assert "national" in view.chosen.text()
    assert codes.view.code.payment.amounts.texts() == national
    assert locality.view is view
