"""The layout of the contracts: the list at the left, the chosen one's form at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.ui.pages.contract_form import ContractForm
from rvuedge_desktop.ui.theme import SPACE_M, SPACE_S, SPACE_XS, icon
from rvuedge_desktop.ui.widgets.buttons import primary_button, quiet_button
from rvuedge_desktop.ui.widgets.empty_state import EmptyState
from rvuedge_desktop.ui.widgets.named_list import NamedList
from rvuedge_desktop.ui.widgets.save_bar import SaveBar


def list_column(
    parent: QWidget, rows: NamedList, first: QPushButton, others: list[QPushButton]
) -> QFrame:
    """A list with its main button above and four quiet ones below, two in a row."""
    column = QFrame(parent)
    column.setMinimumWidth(212)
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    top = QVBoxLayout()
    top.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_S)
    top.addWidget(first)
    layout.addLayout(top)
    layout.addWidget(rows, 1)
    grid = QGridLayout()
    grid.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_S)
    grid.setSpacing(SPACE_XS)
    for at, button in enumerate(others):
        button.setStyleSheet("text-align: left; padding-left: 6px; padding-right: 4px;")
        grid.addWidget(button, at // 2, at % 2)
    layout.addLayout(grid)
    return column


class ContractsPartView:
    """Builds the widgets into `part` and holds them by name."""

    def __init__(self, part: QWidget) -> None:
        tr = part.tr
        self.stack = QStackedWidget(part)
        self.empty = EmptyState(
            "contract",
            tr("Full credit by date of service is in force"),
            tr(
                "Every line counts its whole work RVU in the release of its day. A contract adds"
                " what your employer agreed on: its days and sites, a credit policy for modifiers"
                " and several procedures, and one release for all dates if it is pinned."
            ),
            tr("Add contract"),
            parent=self.stack,
        )
        self.empty_file: QPushButton = quiet_button(tr("From a file…"), "import", self.empty)
        column = self.empty.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertSpacing(column.count() - 1, SPACE_S)
        column.insertWidget(column.count() - 1, self.empty_file, 0, Qt.AlignmentFlag.AlignHCenter)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self.stack)
        self.splitter.setChildrenCollapsible(False)
        self.list = NamedList(tr("Contracts"), self.splitter)
        self.add: QPushButton = primary_button(tr("Add contract"), self.splitter)
        self.add.setIcon(icon("add", "on_accent"))
        self.copy = quiet_button(tr("Copy"), "copy", self.splitter)
        self.remove = quiet_button(tr("Remove…"), "delete", self.splitter)
        self.from_file = quiet_button(tr("From file…"), "import", self.splitter)
        self.to_file = quiet_button(tr("To file…"), "export", self.splitter)
        self.copy.setToolTip(tr("Begin a new contract with the terms of this one"))
        self.remove.setToolTip(tr("Take this contract out of use"))
        self.from_file.setToolTip(tr("Read a contract from a TOML file"))
        self.to_file.setToolTip(tr("Write this contract to a TOML file"))
        others = [self.copy, self.remove, self.from_file, self.to_file]
        self.splitter.addWidget(list_column(self.splitter, self.list, self.add, others))
        right = QWidget(self.splitter)
        self.form = ContractForm(right)
        self.bar = SaveBar(right)
        layout = QVBoxLayout(right)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.form, 1)
        layout.addWidget(self.bar)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([256, 800])
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.splitter)
        outer = QVBoxLayout(part)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
