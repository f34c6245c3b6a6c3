"""The quick-entry line as it is first painted: field, place of the date, button. Layout only."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from rvuedge_desktop.ui.theme import SPACE_M, SPACE_S, set_kind

# Room for the date button, which comes after the first paint.
_DATE_WIDTH = 170


class QuickEntryBarView(QFrame):
    """The line, the date of new lines beside it, and the button that says what Enter will do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "bar")
        self.field = QLineEdit(self)
        set_kind(self.field, "entry")
        self.field.setPlaceholderText(
            self.tr("Type what was done: 99213 25, lap chole, J2590 x3, @clinic, /yesterday")
        )
        self.field.setAccessibleName(self.tr("Quick entry"))
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._date_place = QWidget(self)
        self._date_place.setFixedWidth(_DATE_WIDTH)
        self.log_button = QPushButton(self.tr("Log"), self)
        set_kind(self.log_button, "primary")
        self.log_button.setEnabled(False)
        # Wide enough for its longest text: the field must not jump while one types.
        widest = self.tr("Log %2 lines · %1 wRVU").replace("%1", "000.00").replace("%2", "00")
        text_width = self.log_button.fontMetrics().horizontalAdvance(widest)
        self.log_button.setMinimumWidth(text_width + 4 * SPACE_M)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        self._row.setSpacing(SPACE_M)
        self._row.addWidget(self.field, 1)
        self._row.addWidget(self._date_place)
        self._row.addWidget(self.log_button)

    def put_date(self, button: QWidget) -> None:
        """Put the date button into the place kept for it."""
        self._row.replaceWidget(self._date_place, button)
        self._date_place.deleteLater()
