"""A field for a date that is typed, or chosen from a calendar under it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from rvuedge_desktop.domain.dates_typed import read_date
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.theme import icon, text_height, theme_signals
from rvuedge_desktop.ui.widgets.date_button import CalendarPopup


def day_in(text: str) -> dt.date | None:
    """The date a text names in the user's way of writing, or as 2026-11-03; None for no date."""
    typed = text.strip()
    pattern = shown.numeric_pattern()
    local = shown.user_locale().toDate(typed, pattern)
    if local.isValid() and local.year() > 999:
        return dt.date(local.year(), local.month(), local.day())
    return read_date(typed, dt.date.today()).day


class DateField(QLineEdit):
    """`name` is its accessible name. Alt+Down opens the calendar."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._popup: CalendarPopup | None = None
        self.setAccessibleName(name)
        self.setFixedWidth(text_height() * 8)
        self._open = self.addAction(icon("calendar", "muted"), self.ActionPosition.TrailingPosition)
        self._open.setToolTip(self.tr("Choose a date (Alt+Down)"))
        self._open.triggered.connect(self.open_calendar)
        theme_signals().changed.connect(self._tint)

    def _tint(self, _theme: object = None) -> None:
        self._open.setIcon(icon("calendar", "muted"))

    def day(self) -> dt.date | None:
        """The date typed; None when there is none or it is no date."""
        return day_in(self.text())

    def set_day(self, when: dt.date | None) -> None:
        self.setText("" if when is None else shown.numeric_day(when))

    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        if self._popup is None:
            self._popup = CalendarPopup(self)
            self._popup.chosen.connect(self._chosen)
        today = dt.date.today()
        self._popup.open_at(self, self.day() or today, today, align_right=False)

    def _chosen(self, when: dt.date) -> None:
        self.set_day(when)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt and not self.isReadOnly():
            self.open_calendar()
            return
        super().keyPressEvent(event)
