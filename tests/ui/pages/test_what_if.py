"""The What if page: other terms, repricing, two schedules."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rvuedge_desktop.domain.contracts import Contract
from rvuedge_desktop.services.contracts import add_contract
from rvuedge_desktop.services.release_comparison import Cause
from rvuedge_desktop.services.what_if_csv import COLUMNS
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.pages.what_if import SCHEDULES, TERMS, WhatIfPage
from rvuedge_desktop.ui.pages.what_if_query import Other
from rvuedge_desktop.ui.pages.what_if_schedules import usual_pair
from rvuedge_desktop.ui.pages.what_if_view import CODES, LINES, NO_LINES
from rvuedge_desktop.ui.widgets import FigureCard

DAY = date(2026, 5, 4)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


class Rig:
    """A page that is shown on a real log, and a way to wait for its database."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.said: list[tuple[str, bool]] = []
        self.places: list[tuple[str, Any]] = []
        desk.happened.connect(lambda text, undo: self.said.append((text, undo)))
        desk.go_to.connect(lambda place, target: self.places.append((place, target)))
        self.page = WhatIfPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1112, 680)
        self.page.show()
        qtbot.waitExposed(self.page)

    def settle(self) -> None:
        for _ in range(3):
            self.qtbot.waitUntil(lambda: not self.desk.jobs.busy, timeout=20_000)
            self.qtbot.wait(1)

    def work(self, job: Callable[[Any], Any]) -> Any:
        answer: list[Any] = []
        self.desk.ask(job, answer.append)
        self.qtbot.waitUntil(lambda: bool(answer), timeout=20_000)
        return answer[0]

    def log(self, text: str, day: date = DAY) -> None:
        self.work(lambda program: program.logbook.log_text(text, today=day, partial=True))

    def open_on(self, **asked: Any) -> None:
        first, last = YEAR
        self.page.open_on({"first": first, "last": last, **asked})
        self.settle()

    @property
    def terms(self) -> Any:
        return self.page.terms

    def figures(self) -> tuple[str, ...]:
        view = self.terms.view
        cards: tuple[FigureCard, ...] = (view.now, view.then, view.difference, view.lines)
        return tuple(card.figure() for card in cards)


@pytest.fixture
def rig(qtbot: QtBot, desk: Desk) -> Rig:
    rig = Rig(qtbot, desk)
    rig.log("47562 49505-50")
    rig.log("99213")
    return rig


def test_the_log_under_another_policy(rig: Rig) -> None:
    rig.open_on(policy="cms")
    # 49505 on both sides counts 150% of 7.76 and is the dearer one; 47562 is then the second.
    assert rig.figures() == ("19.27", "18.05", "-1.22", "2")
    view = rig.terms.view
    assert view.then.accessibleName() == "CMS payment style: 18.05"
    assert rig.terms.months.rowCount() == 1
    assert rig.terms.codes.rowCount() == 3
    assert "2" in view.views.button(LINES).text()


def test_both_sets_of_steps_stand_side_by_side(rig: Rig) -> None:
    rig.open_on(policy="cms")
    rig.page.find_on_page()
    rows = [rig.terms.lines.index(row, 1).data() for row in range(2)]
    rig.terms.view.table.setCurrentIndex(rig.terms.lines.index(rows.index("49505-50"), 0))
    left, right = rig.terms.view.left, rig.terms.view.right
    assert left.figure.text() == "7.76 wRVU"
    assert "Full credit" in left.under.text()
    assert "not applied under Full credit" in left.steps.text()
    assert right.figure.text() == "11.64 wRVU"
    assert "× 1.5" in right.steps.text()
    assert "7.76 → 11.640" in right.steps.text()
    assert "150%" in right.area.accessibleDescription()


def test_a_release_a_contract_and_nothing_to_say(rig: Rig) -> None:
    rig.open_on(release="RVU25D")
    assert rig.figures()[0] == "19.27"
    assert rig.figures()[1] != "19.27"
    model: Any = rig.terms.view.other.model()
    assert not model.item(rig.terms.view.other.findData(Other.CONTRACT)).isEnabled()
    contract = rig.work(
        lambda program: add_contract(
            program.store, program.evaluator, Contract("Clinic", date(2026, 1, 1), policy="common")
        )
    )
    rig.open_on(contract=contract.id)
    assert rig.figures() == ("19.27", "23.15", "+3.88", "1")
    rig.open_on(policy="full")
    rig.terms.show_view(LINES)
    assert rig.terms.view.stack.currentIndex() == NO_LINES
    assert not rig.terms.view.export.isEnabled()
    rig.page.open_on((date(2020, 1, 1), date(2020, 1, 31)))
    rig.settle()
    assert rig.terms.view.body.currentWidget() is rig.terms.view.empty


def test_a_code_leads_to_its_lines_and_a_line_to_the_log(rig: Rig) -> None:
    rig.open_on(policy="cms")
    rig.terms.show_view(CODES)
    rows = [rig.terms.codes.row(row).key for row in range(3)]
    rig.terms.view.codes.row_activated.emit(rows.index("47562"))
    assert rig.terms.view.views.checkedId() == LINES
    row = rig.terms.view.table.currentIndex().row()
    assert rig.terms.lines.index(row, 1).data() == "47562"
    rig.terms.view.table.row_activated.emit(row)
    assert rig.places[-1] == ("log", (DAY, DAY))
    rig.terms.view.codes.row_activated.emit(
        [rig.terms.codes.row(row).key for row in range(3)].index("99213")
    )
    assert rig.places[-1] == ("codes", "99213")
    rig.terms.view.chart.clicked.emit(0, "2026-05")
    assert rig.places[-1] == ("log", (date(2026, 5, 1), date(2026, 5, 31)))


def test_the_export_is_written_whole_or_not_at_all(rig: Rig, tmp_path: Path) -> None:
    rig.open_on(policy="cms")
    file = tmp_path / "out.csv"
    rig.terms.export_to(file)
    rig.settle()
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert tuple(rows[0]) == COLUMNS
    by_code = {row["code"]: row for row in rows}
    assert sorted(by_code) == ["47562", "49505"]
    assert (by_code["49505"]["wrvu"], by_code["49505"]["whatif_wrvu"]) == ("7.76", "11.64")
    assert by_code["49505"]["date"] == "2026-05-04"
    assert "150%" in by_code["49505"]["whatif_steps"]
    assert sum(Decimal(row["difference"]) for row in rows) == Decimal("-1.22")
    assert str(file) in rig.said[-1][0]
    problems: list[str] = []
    rig.desk.problem.connect(problems.append)
    rig.terms.export_to(tmp_path / "nowhere" / "out.csv")
    rig.settle()
    assert problems
    assert [path.name for path in tmp_path.iterdir() if path.suffix] == ["out.csv"]


def test_repricing_shows_the_difference_first_and_can_be_undone(rig: Rig) -> None:
    rig.work(
        lambda program: add_contract(
            program.store, program.evaluator, Contract("Clinic", date(2026, 1, 1), policy="cms")
        )
    )
    rig.open_on(tab="reprice")
    view = rig.terms.view
    assert rig.terms.other is Other.TODAY
    assert not view.name.isVisible()
    assert rig.figures() == ("19.27", "18.05", "-1.22", "2")
    assert "3 lines" in view.reprice.text()
    assert rig.work(lambda program: [e.credited_line.contract_id for e in program.store.entries()])
    view.reprice.click()
    rig.settle()
    assert rig.said[-1] == (
        "Repriced: the total of these days changed by -1.22 wRVU.",
        True,
    )
    assert rig.figures() == ("18.05", "18.05", "0.00", "0")
    assert not view.reprice.isVisible()
    rig.work(lambda program: program.logbook.undo())
    rig.desk.log_was_changed(set())
    rig.settle()
    assert rig.figures() == ("19.27", "18.05", "-1.22", "2")


def test_two_schedules_split_the_difference_by_cause(rig: Rig) -> None:
    rig.open_on(tab="schedules")
    page, view = rig.page, rig.page.schedules.view
    assert page.view.tabs.currentIndex() == SCHEDULES
    assert (view.earlier.currentData(), view.later.currentData()) == ("RVU25D", "RVU26B")
    before, after = Decimal(view.before.figure()), Decimal(view.after.figure())
    assert Decimal(view.difference.figure()) == after - before
    shares = {
        page.schedules.shares.row(row).cause: page.schedules.shares.row(row)
        for row in range(page.schedules.shares.rowCount())
    }
    assert sum(share.difference for share in shares.values()) == after - before
    assert shares[Cause.EFFICIENCY].lines == 2
    assert view.table.isColumnHidden(5)
    view.rate.setText("50")
    rig.settle()
    assert not view.table.isColumnHidden(5)
    assert view.dollars.figure().removeprefix("-") == f"${abs(after - before) * 50:,.2f}"
    view.rate.setText("a lot")
    rig.settle()
    assert "not a rate" in view.problem.text()
    assert view.dollars.figure() == "—"
    view.later.setCurrentIndex(view.later.findData("RVU25D"))
    rig.settle()
    assert view.body.currentWidget() is view.empty


def test_the_usual_pair_of_releases() -> None:
    assert usual_pair(("RVU26B", "RVU26A", "RVU25D", "RVU25A")) == ("RVU25D", "RVU26B")
    assert usual_pair(("RVU26B", "RVU26A")) == ("RVU26A", "RVU26B")
    assert usual_pair(()) == ("", "")


def test_everything_is_reached_by_keyboard_and_has_a_name(rig: Rig) -> None:
    rig.open_on(policy="cms")
    page = rig.page
    for at in (TERMS, SCHEDULES):
        page.view.tabs.setCurrentIndex(at)
        rig.settle()
        for widget in page.findChildren(QWidget):
            takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if not takes_focus or not widget.isVisible() or widget.focusProxy() is not None:
                continue
            if widget.objectName().startswith("qt_"):
                continue
            said = widget.accessibleName() or getattr(widget, "text", str)()
            assert said, widget
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert rig.places[-1] == ("log", None)
