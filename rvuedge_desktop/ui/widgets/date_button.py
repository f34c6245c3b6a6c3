"""The date that new lines get: a button that says Today, or says loudly that it is not."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.ui import format as fmt
from rvuedge_desktop.ui.theme import SPACE_S, SPACE_XS, current_theme, icon, set_kind
from rvuedge_desktop.ui.widgets.buttons import icon_button, quiet_button


class DateButton(QWidget):
    """Previous day, the date itself (opens a calendar), next day."""

    date_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, today: dt.date | None = None) -> None:
        super().__init__(parent)
        self._today = today or dt.date.today()
        self._date = self._today
        self._popup: CalendarPopup | None = None
        self.previous = icon_button("chevron-left", self.tr("The day before"), self)
        self.button = QPushButton(self)
        self.button.setIcon(icon("calendar"))
        self.next = icon_button("chevron-right", self.tr("The day after"), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for part in (self.previous, self.button, self.next):
            layout.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.button.clicked.connect(self.open_calendar)
        self._show()

    def date(self) -> dt.date:
        """The chosen date."""
        return self._date

    def is_today(self) -> bool:
        return self._date == self._today

    def set_date(self, when: dt.date) -> None:
        """Choose a date; says so when it is another one."""
        if when == self._date:
            return
        self._date = when
        self._show()
        self.date_changed.emit(when)

    def set_today(self, today: dt.date) -> None:
        """Midnight came: the date goes with it only if it was today."""
        followed = self.is_today()
        self._today = today
        if followed:
            self.set_date(today)
        self._show()

    def step(self, days: int) -> None:
        """Go some days on or back."""
        try:
            self.set_date(self._date + dt.timedelta(days=days))
        except OverflowError:
            return

    def go_to_today(self) -> None:
        self.set_date(self._today)

    def open_calendar(self) -> None:
        """Show the calendar under the button."""
        if self._popup is None:
            self._popup = CalendarPopup(self)
            self._popup.chosen.connect(self.set_date)
        self._popup.open_at(self.button, self._date, self._today)

    def _show(self) -> None:
        today = self.is_today()
        if today:
            text = self.tr("Today")
        elif self._date == self._today - dt.timedelta(days=1):
            text = self.tr("Yesterday, %s").replace("%s", fmt.short_day(self._date))
        elif self._date.year == self._today.year:
            text = fmt.short_day(self._date)
        else:
            text = fmt.day(self._date)
        self.button.setText(text)
        self.button.setIcon(icon("calendar", "ink" if today else "accent"))
        set_kind(self.button, "date" if today else "other-date")
        spoken = self.tr("Date of new lines: %s").replace("%s", fmt.day(self._date))
        self.button.setAccessibleName(spoken)
        self.button.setToolTip(spoken)


class _Month(QCalendarWidget):
    """A calendar whose cells follow the theme: accent for the choice, a ring for today."""

    today = QDate()

    def paintCell(self, painter: QPainter, rect: QRect, date: QDate) -> None:
        theme = current_theme()
        cell = QRectF(rect).adjusted(2, 1, -2, -1)
        chosen = date == self.selectedDate()
        inside = date.month() == self.monthShown()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(cell, 4, 4)
        elif date == self.today:
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(cell, 4, 4)
        weekend = date.dayOfWeek() >= 6
        role = "on_accent" if chosen else "faint" if not inside else "muted" if weekend else "ink"
        painter.setPen(theme.color(role))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, fmt.count(date.day()))
        painter.restore()


class CalendarPopup(QFrame):
    """A calendar that drops down from a widget; `chosen` carries the date."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._today = QDate.currentDate()
        set_kind(self, "popup")
        self.calendar = _Month(self)
        self.calendar.setLocale(fmt.user_locale())
        self.calendar.setFirstDayOfWeek(fmt.user_locale().firstDayOfWeek())
        self.calendar.setAccessibleName(self.tr("Calendar"))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setGridVisible(False)
        for name, shape in (("qt_calendar_prevmonth", "left"), ("qt_calendar_nextmonth", "right")):
            arrow = self.calendar.findChild(QWidget, name)
            if arrow is not None:
                arrow.setProperty("icon", icon(f"chevron-{shape}"))
        self.calendar.clicked.connect(self._choose)
        self.calendar.activated.connect(self._choose)
        self.back = quiet_button(self.tr("Today"), "", self)
        self.back.clicked.connect(lambda: self._choose(self._today))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self.calendar)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignRight)

    def open_at(
        self, anchor: QWidget, when: dt.date, today: dt.date, *, align_right: bool = True
    ) -> None:
        """Show it under `anchor`, flush with its right or left edge."""
        self._today = QDate(today.year, today.month, today.day)
        self.calendar.today = self._today
        plain = QTextCharFormat()
        plain.setForeground(current_theme().color("muted"))
        plain.setBackground(current_theme().color("raised"))
        for weekday in Qt.DayOfWeek:
            self.calendar.setWeekdayTextFormat(weekday, plain)
        self.calendar.setHeaderTextFormat(plain)
        self.calendar.setSelectedDate(QDate(when.year, when.month, when.day))
        self.adjustSize()
        left = anchor.width() - self.width() if align_right else 0
        self.move(anchor.mapToGlobal(QPoint(left, anchor.height() + SPACE_XS)))
        self.show()
        self.calendar.setFocus()

    def _choose(self, when: QDate) -> None:
        self.hide()
        self.chosen.emit(dt.date(when.year(), when.month(), when.day()))
