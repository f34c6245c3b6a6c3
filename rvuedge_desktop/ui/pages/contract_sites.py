"""The sites of a contract: a name, its place of service, and whether that is a facility."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.ui.pages.place_names import place_choices
from rvuedge_desktop.ui.theme import SPACE_S, icon, text_height
from rvuedge_desktop.ui.widgets.buttons import icon_button, muted_label


class _SiteRow:
    """The widgets of one site."""

    def __init__(self, parent: ContractSites, number: int) -> None:
        tr = parent.tr
        spoken = tr("site %s").replace("%s", str(number))
        self.name = QLineEdit(parent)
        self.name.setAccessibleName(tr("Name of %s").replace("%s", spoken))
        self.name.setPlaceholderText(tr("main, clinic, asc…"))
        self.place = QComboBox(parent)
        self.place.setAccessibleName(tr("Place of service of %s").replace("%s", spoken))
        self.place.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.place.setMinimumContentsLength(12)
        self.place.setMaxVisibleItems(16)
        self.place.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.kind = muted_label("", parent)
        self.kind.setMinimumWidth(text_height() * 6)
        self.remove: QToolButton = icon_button(
            "close", tr("Remove %s").replace("%s", spoken), parent
        )
        self.parts: tuple[QWidget, ...] = (self.name, self.place, self.kind, self.remove)


class ContractSites(QWidget):
    """Rows that grow and shrink; `edited` says that any of it changed."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: Mapping[str, bool] = {}
        self._rows: list[_SiteRow] = []
        self._filling = False
        self._titles: tuple[QLabel, ...] = (
            muted_label(self.tr("Name after @"), self),
            muted_label(self.tr("Place of service"), self),
            muted_label(self.tr("Setting"), self),
        )
        self._titles[2].setToolTip(
            self.tr("Which fee of Medicare's ranks several procedures done there")
        )
        self.none = muted_label(
            self.tr("No site is listed: every line of these days belongs to this contract."), self
        )
        self.none.setWordWrap(True)
        self.add: QPushButton = QPushButton(icon("add"), self.tr("Add a site"), self)
        self.add.clicked.connect(lambda: self.add_row())
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_S)
        self._grid.setVerticalSpacing(SPACE_S)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        for column, title in enumerate(self._titles):
            self._grid.addWidget(title, 0, column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.none)
        layout.addLayout(self._grid)
        row = QGridLayout()
        row.addWidget(self.add, 0, 0)
        row.setColumnStretch(1, 1)
        layout.addLayout(row)
        self._show_titles()

    def set_places(self, places: Mapping[str, bool]) -> None:
        """The places of service there are, and whether each is a facility."""
        self._places = places

    def sites(self) -> tuple[tuple[str, str], ...]:
        """Name and place of service of every row."""
        return tuple((row.name.text(), row.place.currentData() or "") for row in self._rows)

    def set_sites(self, sites: Sequence[tuple[str, str]]) -> None:
        """Show these sites."""
        self._filling = True
        while self._rows:
            self._drop(self._rows[-1])
        for name, place in sites:
            self._append(name, place)
        self._filling = False
        self._show_titles()

    def rows(self) -> list[_SiteRow]:
        return self._rows

    def add_row(self) -> None:
        """Add an empty site and go to it."""
        self._append("", "").name.setFocus()
        self._changed()

    def _append(self, name: str, place: str) -> _SiteRow:
        row = _SiteRow(self, len(self._rows) + 1)
        row.place.addItem(self.tr("Not said"), "")
        for digits, text in place_choices(self._places):
            row.place.addItem(text, digits)
        if place and row.place.findData(place) < 0:
            row.place.addItem(place, place)
        row.place.setCurrentIndex(max(row.place.findData(place), 0))
        row.name.setText(name)
        at = len(self._rows) + 1
        for column, part in enumerate(row.parts):
            self._grid.addWidget(part, at, column)
            part.show()
        self._rows.append(row)
        row.name.textEdited.connect(self._changed)
        row.place.currentIndexChanged.connect(lambda _at: self._place_chosen(row))
        row.remove.clicked.connect(lambda: self._remove(row))
        self._tell(row)
        self._chain()
        return row

    def _chain(self) -> None:
        """Tab goes through the rows from left to right, and to the button last."""
        order = [part for row in self._rows for part in (row.name, row.place, row.remove)]
        for before, after in zip(order, [*order[1:], self.add], strict=True):
            QWidget.setTabOrder(before, after)

    def _place_chosen(self, row: _SiteRow) -> None:
        self._tell(row)
        self._changed()

    def _tell(self, row: _SiteRow) -> None:
        place = row.place.currentData()
        facility = self._places.get(place, True)
        row.kind.setText(self.tr("Facility") if facility else self.tr("Not a facility"))
        row.kind.setToolTip(
            self.tr("Procedures done here are ranked by Medicare's facility fee.")
            if facility
            else self.tr("Procedures done here are ranked by Medicare's non-facility fee.")
        )

    def _remove(self, row: _SiteRow) -> None:
        at = self._rows.index(row)
        self._drop(row)
        if self._rows:
            self._rows[min(at, len(self._rows) - 1)].name.setFocus()
        else:
            self.add.setFocus()
        self._changed()

    def _drop(self, row: _SiteRow) -> None:
        self._rows.remove(row)
        for part in row.parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        for at, left in enumerate(self._rows, 1):
            for column, part in enumerate(left.parts):
                self._grid.addWidget(part, at, column)

    def _show_titles(self) -> None:
        for title in self._titles:
            title.setVisible(bool(self._rows))
        self.none.setVisible(not self._rows)

    def _changed(self, *_: object) -> None:
        self._show_titles()
        if not self._filling:
            self.edited.emit()
