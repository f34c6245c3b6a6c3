"""The layout of the Settings page: one column of sections that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.services.settings import LOCALITY, THEME
from rvuedge_desktop.ui.models.releases import FIGURES, TITLE, ReleasesModel
from rvuedge_desktop.ui.pages.settings_locality_view import LocalityView
from rvuedge_desktop.ui.pages.settings_tables import TablesList
from rvuedge_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    SPACE_XS,
    icon,
    row_height,
    set_kind,
)
from rvuedge_desktop.ui.widgets.about_panel import AboutPanel
from rvuedge_desktop.ui.widgets.buttons import (
    heading_label,
    muted_label,
    primary_button,
    title_label,
)
from rvuedge_desktop.ui.widgets.figures_table import FiguresTable
from rvuedge_desktop.ui.widgets.label_grid import LabelGrid

_WIDEST = 1040
_MOST_ROWS = 8


class SettingsPageView:
    """Builds the widgets of the Settings page and holds them by name."""

    def __init__(self, page: QWidget) -> None:
        self.scroll = QScrollArea(page)
        set_kind(self.scroll, "page")
        self.scroll.setAccessibleName(page.tr("Settings"))
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(self.scroll)
        column = QWidget(inner)
        column.setMaximumWidth(_WIDEST)
        outer = QHBoxLayout(inner)
        outer.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_XL)
        outer.addWidget(column, 100)
        outer.addStretch(1)
        self.column = QVBoxLayout(column)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_L)
        self.column.addWidget(title_label(page.tr("Settings"), column))
        self._build_values(page, column)
        self._build_appearance(page, column)
        self._build_locality(page, column)
        self._build_data(page, column)
        self._build_about(page, column)
        self.column.addStretch(1)
        self.scroll.setWidget(inner)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scroll)

    def _card(self, parent: QWidget, title: str, remark: str = "") -> tuple[QFrame, QVBoxLayout]:
        card = QFrame(parent)
        set_kind(card, "card")
        card.setAccessibleName(title)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        head = QVBoxLayout()
        head.setSpacing(SPACE_XS)
        head.addWidget(heading_label(title, card))
        if remark:
            label = muted_label(remark, card)
            label.setWordWrap(True)
            head.addWidget(label)
        layout.addLayout(head)
        self.column.addWidget(card)
        return card, layout

    def _build_values(self, page: QWidget, parent: QWidget) -> None:
        card, layout = self._card(
            parent,
            page.tr("Values and releases"),
            page.tr(
                "A date of service is priced by the release of its time. Drop a file from CMS"
                " anywhere on this page to install it: relative values, payment limits or codes of"
                " drugs."
            ),
        )
        self.releases = ReleasesModel(page)
        self.table = FiguresTable(page.tr("Installed releases"), card)
        self.table.setModel(self.releases)
        self.table.set_figure_columns(FIGURES)
        self.table.set_widths({0: 9, 1: 13, 2: 17, 3: 7, 4: 7, 5: 17, 6: 24, 7: 22}, stretch=TITLE)
        self.table.setSelectionMode(FiguresTable.SelectionMode.SingleSelection)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        layout.addWidget(self.table)
        self.import_button = primary_button(page.tr("Import CMS values…"), card)
        self.import_button.setIcon(icon("import", "on_accent"))
        self.remove_button = QPushButton(page.tr("Remove…"), card)
        self.remove_button.setToolTip(page.tr("Remove the chosen release that was imported"))
        self.descriptions_button = QPushButton(page.tr("Remove CMS's descriptions…"), card)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.import_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        row.addWidget(self.descriptions_button)
        layout.addLayout(row)
        self.tables = TablesList(card)
        layout.addWidget(self.tables)
        self.fit_table()

    def fit_table(self) -> None:
        """As high as its rows, up to a limit; an empty table keeps room for one."""
        rows = min(max(self.releases.rowCount(), 1), _MOST_ROWS)
        self.table.setFixedHeight((rows + 1) * row_height() + 4)

    def _build_appearance(self, page: QWidget, parent: QWidget) -> None:
        card, layout = self._card(parent, page.tr(THEME.title))
        words = {
            "system": page.tr("As the system"),
            "light": page.tr("Light"),
            "dark": page.tr("Dark"),
        }
        self.themes = QButtonGroup(page)
        self.theme_names = [name for name, _ in THEME.choices]
        row = QHBoxLayout()
        row.setSpacing(SPACE_XL)
        for number, name in enumerate(self.theme_names):
            button = QRadioButton(words[name], card)
            self.themes.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)

    def _build_locality(self, page: QWidget, parent: QWidget) -> None:
        card, layout = self._card(
            parent,
            page.tr(LOCALITY.title),
            page.tr(
                "Code pages show what Medicare would pay where you work. It is Medicare's"
                " estimate: no wRVU and no pay figure is made from it."
            ),
        )
        self.locality = LocalityView(card)
        layout.addWidget(self.locality)

    def _build_data(self, page: QWidget, parent: QWidget) -> None:
        card, layout = self._card(
            parent,
            page.tr("Your data"),
            page.tr("Everything lies in one folder on this computer and is never sent anywhere."),
        )
        self.data = LabelGrid(stretch=1, ruled=False, wrapped=True, parent=card)
        layout.addWidget(self.data)
        self.folder_button = QPushButton(page.tr("Open the folder"), card)
        self.folder_button.setIcon(icon("folder"))
        self.check_button = QPushButton(page.tr("Check the log"), card)
        self.check_button.setToolTip(
            page.tr("Read the whole file and compare every total with the sum of its lines")
        )
        self.checked = QLabel(card)
        self.checked.setWordWrap(True)
        self.checked.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.folder_button)
        row.addWidget(self.check_button)
        row.addWidget(self.checked, 1)
        layout.addLayout(row)

    def _build_about(self, page: QWidget, parent: QWidget) -> None:
        card, layout = self._card(parent, page.tr("About and licenses"))
        self.about = AboutPanel(card)
        layout.addWidget(self.about)
