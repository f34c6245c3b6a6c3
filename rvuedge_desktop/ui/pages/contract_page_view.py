"""The layout of the Contract page: three parts under a row of tabs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.pages.change_notice import ChangeNotice
from rvuedge_desktop.ui.pages.contracts_part import ContractsPart
from rvuedge_desktop.ui.pages.own_values_part import OwnValuesPart
from rvuedge_desktop.ui.pages.policy_editor import PolicyEditor
from rvuedge_desktop.ui.theme import SPACE_L, SPACE_S, set_kind
from rvuedge_desktop.ui.widgets.soft_box import SoftBox

CONTRACTS, POLICIES, VALUES = range(3)


class ContractPageView:
    """Builds the widgets into `page` and holds them by name."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        tr = page.tr
        self.tabs = QTabBar(page)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(tr("Parts of the contract"))
        for text in (tr("Contracts"), tr("Policies"), tr("Own values")):
            self.tabs.addTab(text)
        top = QWidget(page)
        set_kind(top, "tabs")
        row = QHBoxLayout(top)
        row.setContentsMargins(SPACE_S, 0, SPACE_L, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        self.notice = ChangeNotice(page)
        line = SoftBox("border", page)
        line.setFixedHeight(1)
        self.contracts = ContractsPart(desk, page)
        self.policies = PolicyEditor(desk, page)
        self.values = OwnValuesPart(desk, page)
        self.stack = QStackedWidget(page)
        for part in (self.contracts, self.policies, self.values):
            self.stack.addWidget(part)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(line)
        layout.addWidget(self.notice)
        layout.addWidget(self.stack, 1)
