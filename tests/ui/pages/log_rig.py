"""A log page that is shown on a real program, for its tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.models.entries import COLUMN_OF
from rvuedge_desktop.ui.pages.log_page import LogPage

TODAY = date.today()
YESTERDAY = TODAY - timedelta(days=1)
# A day whose month holds no other line of these tests.
LONG_AGO = date(2023, 5, 16)


class Rig:
    """A page that is shown, and a way to wait for its database."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.said: list[str] = []
        self.problems: list[str] = []
        desk.happened.connect(lambda text, _undo: self.said.append(text))
        desk.problem.connect(self.problems.append)
        self.page = LogPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1100, 640)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.page.activate()
        self.settle()

    @property
    def table(self) -> Any:
        return self.page.view.table

    def settle(self) -> None:
        for _ in range(3):
            self.qtbot.waitUntil(lambda: not self.desk.jobs.busy, timeout=10_000)
            self.qtbot.wait(1)

    def work(self, job: Callable[[Any], Any]) -> Any:
        answer: list[Any] = []
        self.desk.ask(job, answer.append)
        self.qtbot.waitUntil(lambda: bool(answer), timeout=10_000)
        return answer[0]

    def log(self, text: str, day: date = TODAY) -> None:
        outcome = self.work(
            lambda program: program.logbook.log_text(text, today=TODAY, default_date=day)
        )
        assert outcome.refused == ()
        self.desk.log_was_changed({day})
        self.settle()

    def rows(self, *keys: str) -> list[tuple[str, ...]]:
        model = self.page.model
        return [
            tuple(str(model.index(row, COLUMN_OF[key]).data() or "") for key in keys)
            for row in range(model.rowCount())
        ]

    def codes(self) -> list[str]:
        return [row[0] for row in self.rows("code")]

    def go_to(self, row: int, key: str) -> None:
        self.table.setFocus()
        # Not by the view: it asks for keys held, and a test's last key may seem to be.
        flag = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(
            self.page.model.index(row, COLUMN_OF[key]), flag.ClearAndSelect | flag.Rows
        )
        self.settle()

    def type_into(self, row: int, key: str, text: str) -> None:
        """Open a cell with F2, type, and press Enter."""
        self.go_to(row, key)
        QTest.keyClick(self.table, Qt.Key.Key_F2)
        editor = self.editor()
        assert editor is not None
        editor.selectAll()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        self.settle()

    def editor(self) -> QLineEdit | None:
        found = self.table.viewport().findChildren(QLineEdit)
        return found[-1] if found and self.table.is_editing else None

    def panel_text(self) -> str:
        panel = self.page.view.panel
        labels = (panel.code, panel.name, panel.figure, panel.reason, panel.steps, panel.facts)
        return " ".join(label.text() for label in labels if not label.isHidden())
