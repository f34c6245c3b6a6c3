"""Choosing the days that are looked at: a usual range, or any two days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QWidget

from rvuedge_desktop.domain.periods import month_of, shift_month
from rvuedge_desktop.ui.format import user_locale
from rvuedge_desktop.ui.theme import SPACE_S, SPACE_XS
from rvuedge_desktop.ui.widgets.buttons import muted_label

YEAR, MONTH, THIS_YEAR, LAST_YEAR, ALL, ANY = range(6)


class RangePicker(QWidget):
    """A list of usual ranges with two dates beside it, which make it any range."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.usual = QComboBox(self)
        self.usual.setAccessibleName(self.tr("Days"))
        for text in (
            self.tr("Last 12 months"),
            self.tr("This month"),
            self.tr("This calendar year"),
            self.tr("Last calendar year"),
            self.tr("The whole log"),
            self.tr("From – to"),
        ):
            self.usual.addItem(text)
        self.first = self._field(self.tr("First day"))
        self.last = self._field(self.tr("Last day"))
        self._dash = muted_label("–", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        for part in (self.usual, self.first, self._dash, self.last):
            row.addWidget(part)
        self._span: tuple[date, date] | None = None
        self._show_usual()
        self.usual.currentIndexChanged.connect(self._usual_chosen)
        for field in (self.first, self.last):
            field.dateChanged.connect(self._date_typed)

    def _field(self, name: str) -> QDateEdit:
        field = QDateEdit(self)
        field.setAccessibleName(name)
        field.setLocale(user_locale())
        pattern = user_locale().dateFormat(user_locale().FormatType.ShortFormat)
        field.setDisplayFormat(pattern if "yyyy" in pattern else pattern.replace("yy", "yyyy"))
        field.setMinimumDate(QDate(1992, 1, 1))
        field.setKeyboardTracking(False)
        # The style sheet's padding does not reach the field inside.
        field.lineEdit().setTextMargins(SPACE_XS, 0, 0, 0)
        return field

    def days(self) -> tuple[date, date]:
        """The first and the last day; those typed the wrong way round are turned."""
        found = []
        for field in (self.first, self.last):
            day = field.date()
            found.append(date(day.year(), day.month(), day.day()))
        return min(found), max(found)

    def set_days(self, first: date, last: date) -> None:
        """Choose these days."""
        self._put(ANY, first, last)

    def set_span(self, span: tuple[date, date] | None) -> None:
        """The days that have lines, which are the whole log."""
        self._span = span
        if self.usual.currentIndex() == ALL:
            self._show_usual()

    def _put(self, which: int, first: date, last: date) -> None:
        for widget, value in ((self.first, first), (self.last, last)):
            widget.blockSignals(True)
            widget.setDate(QDate(value.year, value.month, value.day))
            widget.blockSignals(False)
        self.usual.blockSignals(True)
        self.usual.setCurrentIndex(which)
        self.usual.blockSignals(False)

    def _show_usual(self) -> None:
        today = date.today()
        month = month_of(today)
        which = self.usual.currentIndex()
        first, last = {
            YEAR: (shift_month(month.first, -11), month.last),
            MONTH: (month.first, month.last),
            THIS_YEAR: (date(today.year, 1, 1), date(today.year, 12, 31)),
            LAST_YEAR: (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
            ALL: self._span or (month.first, month.last),
        }.get(which, self.days())
        self._put(which, first, last)

    def _usual_chosen(self) -> None:
        if self.usual.currentIndex() == ANY:
            self.first.setFocus()
            return
        self._show_usual()
        self.changed.emit()

    def _date_typed(self) -> None:
        self.usual.blockSignals(True)
        self.usual.setCurrentIndex(ANY)
        self.usual.blockSignals(False)
        self.changed.emit()
