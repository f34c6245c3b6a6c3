"""The layout of the Codes page: search and results at the left, the code at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.ui.models.code_hits import CodeHitDelegate, CodeHits
from rvuedge_desktop.ui.theme import SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, icon, set_kind
from rvuedge_desktop.ui.widgets.buttons import (
    heading_label,
    muted_label,
    primary_button,
    quiet_button,
)
from rvuedge_desktop.ui.widgets.code_view import CodeView
from rvuedge_desktop.ui.widgets.empty_state import EmptyState

KINDS = ("all", "work", "drug")


class NothingFound(QWidget):
    """In place of the list: what to type, or why there is nothing, in a narrow column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = heading_label("", self)
        self.sentence = muted_label("", self)
        self.button = primary_button("", self)
        for label in (self.title, self.sentence):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_XL, 0, SPACE_XL, 0)
        layout.setSpacing(SPACE_XS)
        layout.addStretch(2)
        layout.addWidget(self.title)
        layout.addWidget(self.sentence)
        layout.addSpacing(SPACE_M)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, title: str, sentence: str, action: str) -> None:
        """Show these texts; without an action there is no button."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)


class CodesPageView:
    """Builds the widgets of the Codes page and holds them by name."""

    def __init__(self, page: QWidget) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal, page)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._build_finder(page))
        self.splitter.addWidget(self._build_reader(page))
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([440, 660])
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _build_finder(self, page: QWidget) -> QWidget:
        finder = QFrame(page)
        finder.setMinimumWidth(320)
        self.field = QLineEdit(finder)
        self.field.setPlaceholderText(page.tr("Find a code by number, name or nickname"))
        self.field.setAccessibleName(page.tr("Find a code"))
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.kinds = QButtonGroup(finder)
        kinds = QHBoxLayout()
        kinds.setSpacing(SPACE_XS)
        words = (page.tr("All"), page.tr("With work RVU"), page.tr("Drugs"))
        for number, word in enumerate(words):
            button = quiet_button(word, parent=finder)
            button.setCheckable(True)
            button.setAccessibleName(page.tr("Show: %s").replace("%s", word))
            self.kinds.addButton(button, number)
            kinds.addWidget(button)
        self.kinds.button(0).setChecked(True)
        kinds.addStretch(1)
        self.sections = self._combo(finder, page.tr("Section"), page.tr("All sections"))
        self.specialties = self._combo(finder, page.tr("Specialty"), page.tr("All specialties"))
        combos = QHBoxLayout()
        combos.setSpacing(SPACE_S)
        combos.addWidget(self.sections, 1)
        combos.addWidget(self.specialties, 1)
        self.count = muted_label("", finder)
        self.clear: QPushButton = quiet_button(page.tr("Clear filters"), "close", finder)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.clear)
        top = QVBoxLayout()
        top.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_XS)
        top.setSpacing(SPACE_S)
        top.addWidget(self.field)
        top.addLayout(kinds)
        top.addLayout(combos)
        top.addLayout(foot)
        layout = QVBoxLayout(finder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._build_results(page, finder), 1)
        return finder

    @staticmethod
    def _combo(parent: QWidget, name: str, everything: str) -> QComboBox:
        combo = QComboBox(parent)
        combo.setAccessibleName(name)
        combo.addItem(everything, "")
        combo.setMaxVisibleItems(18)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(10)
        combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return combo

    def _build_results(self, page: QWidget, parent: QWidget) -> QWidget:
        self.hits = CodeHits(page)
        self.delegate = CodeHitDelegate(page)
        self.list = QListView(parent)
        self.list.setModel(self.hits)
        self.list.setItemDelegate(self.delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(page.tr("Codes found"))
        self.nothing = NothingFound(parent)
        self.results = QStackedWidget(parent)
        self.results.addWidget(self.list)
        self.results.addWidget(self.nothing)
        return self.results

    def _build_reader(self, page: QWidget) -> QWidget:
        self.reader = QStackedWidget(page)
        set_kind(self.reader, "reader")
        self.welcome = EmptyState(
            "codes",
            page.tr("Look up a code"),
            page.tr(
                "Choose a code at the left to read what it counts for, in every release you have"
                " installed."
            ),
            parent=self.reader,
        )
        self.code = CodeView(self.reader)
        self.reader.addWidget(self.welcome)
        self.reader.addWidget(self.code)
        return self.reader
