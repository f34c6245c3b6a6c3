"""The layout of the locality setting: a ZIP code, or a state and a name, or national."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.ui.theme import SPACE_M, SPACE_S, set_kind, text_height
from rvuedge_desktop.ui.widgets.buttons import muted_label


class LocalityView(QWidget):
    """Builds the widgets and holds them by name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.zip = QLineEdit(self)
        self.zip.setAccessibleName(self.tr("ZIP code"))
        self.zip.setPlaceholderText(self.tr("35004"))
        self.zip.setMaxLength(10)
        self.zip.setFixedWidth(text_height() * 7)
        zip_label = QLabel(self.tr("&ZIP code"), self)
        zip_label.setBuddy(self.zip)
        self.state = QComboBox(self)
        self.state.setAccessibleName(self.tr("State"))
        self.state.setFixedWidth(text_height() * 7)
        state_label = QLabel(self.tr("or &state"), self)
        state_label.setBuddy(self.state)
        self.name = QComboBox(self)
        self.name.setAccessibleName(self.tr("Locality"))
        self.name.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.name.setMinimumContentsLength(16)
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        name_label = QLabel(self.tr("&locality"), self)
        name_label.setBuddy(self.name)
        self.national = QPushButton(self.tr("Use the national amount"), self)
        self.problem = QLabel(self)
        set_kind(self.problem, "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.chosen = QLabel(self)
        self.chosen.setWordWrap(True)
        self.chosen.setTextFormat(Qt.TextFormat.PlainText)
        self.indices = muted_label("", self)
        self.indices.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_S)
        grid.setVerticalSpacing(SPACE_S)
        grid.addWidget(zip_label, 0, 0)
        grid.addWidget(self.zip, 0, 1)
        grid.addWidget(state_label, 1, 0)
        grid.addWidget(self.state, 1, 1)
        grid.addWidget(name_label, 1, 2)
        grid.addWidget(self.name, 1, 3)
        grid.setColumnStretch(3, 1)
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.chosen)
        said.addWidget(self.indices)
        row.addLayout(said, 1)
        row.addWidget(self.national, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addLayout(grid)
        layout.addWidget(self.problem)
        layout.addLayout(row)
