"""The head of the log page: which days are shown, and how one goes from days to days."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QObject, Signal

from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.pages.log_page_view import LogPageView
from rvuedge_desktop.ui.pages.log_range import LogRange, Span, around, from_days
from rvuedge_desktop.ui.pages.log_texts import range_title, word_for_day


class LogDays(QObject):
    """Owns the range; `changed` is emitted when other days are to be shown."""

    changed = Signal()

    def __init__(self, desk: Desk, view: LogPageView, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = view
        self._week = shown.user_locale().firstDayOfWeek().value
        self._range = around(Span.DAY, desk.date, self._week)
        desk.date_changed.connect(self._date_changed)
        view.previous.clicked.connect(lambda: self.step(-1))
        view.next.clicked.connect(lambda: self.step(1))
        view.back.clicked.connect(self.go_to_new_lines)
        view.title.clicked.connect(self.open_calendar)
        view.calendar.chosen.connect(self.choose_day)
        view.spans.buttonClicked.connect(lambda b: self.show_span(Span(b.property("span"))))
        for field in (view.custom_first, view.custom_last):
            field.dateChanged.connect(self._custom_changed)
        self.tell()

    @property
    def range(self) -> LogRange:
        return self._range

    def show_range(self, days: LogRange) -> None:
        self._range = days
        self.tell()
        self.changed.emit()

    def show_days(self, first: date, last: date) -> None:
        self.show_range(from_days(first, last, self._week))

    def step(self, steps: int) -> None:
        """The days before or after."""
        if (days := self._range.stepped(steps)) != self._range:
            self.show_range(days)

    def show_span(self, span: Span) -> None:
        """Another length of range, around the day that is shown."""
        if span is Span.CUSTOM:
            first = self._range.first or self.day().replace(day=1)
            last = self._range.last or self.day()
            self.show_range(LogRange(Span.CUSTOM, min(first, last), last))
            self._view.custom_first.setFocus()
        else:
            self.show_range(around(span, self.day(), self._week))

    def go_to_new_lines(self) -> None:
        """The day, week or month that new lines go to."""
        self.choose_day(self._desk.date)

    def choose_day(self, day: date) -> None:
        """The day, or the week or month around it when that is what is shown."""
        span = self._range.span if self._range.span in (Span.WEEK, Span.MONTH) else Span.DAY
        self.show_range(around(span, day, self._week))

    def open_calendar(self) -> None:
        view = self._view
        view.calendar.open_at(view.title, self.day(), date.today(), align_right=False)

    def day(self) -> date:
        """The day that a shorter or longer range is taken around."""
        new = self._desk.date
        if self._range.first is None or new in self._range:
            return new
        return self._range.first

    def _date_changed(self, day: date) -> None:
        if self._range.span is Span.DAY:
            self.show_range(around(Span.DAY, day, self._week))
        else:
            self.tell()

    def _custom_changed(self) -> None:
        first, last = self._view.custom_first.date(), self._view.custom_last.date()
        days = [date(when.year(), when.month(), when.day()) for when in (first, last)]
        self._range = LogRange(Span.CUSTOM, min(days), max(days))
        self.tell(fields=False)
        self.changed.emit()

    def tell(self, *, fields: bool = True) -> None:
        """Say in the head of the page which days are shown."""
        view, days = self._view, self._range
        title = range_title(days)
        view.title.setText(title)
        view.title.setAccessibleName(self.tr("Days shown: %s").replace("%s", title))
        word = word_for_day(days, date.today())
        view.day_word.setText(word)
        view.day_word.setVisible(bool(word))
        new = self._desk.date
        view.back.setText(self.tr("Today") if new == date.today() else shown.short_day(new))
        view.back.setToolTip(self.tr("Go to the day that new lines get (Alt+Home)"))
        view.back.setVisible(days.first is not None and new not in days)
        view.span_buttons[days.span].setChecked(True)
        view.custom.setVisible(days.span is Span.CUSTOM)
        for button, name in zip((view.previous, view.next), self._step_names(), strict=True):
            button.setEnabled(days.first is not None)
            button.setToolTip(name)
            button.setAccessibleName(name)
        first, last = days.first, days.last
        one_year = first is not None and last is not None and first.year == last.year
        model: Any = view.table.model()
        model.set_short_dates(one_year)
        view.table.show_date_column(days.span is not Span.DAY, short=one_year)
        if fields and days.first and days.last:
            for field, day in ((view.custom_first, days.first), (view.custom_last, days.last)):
                field.blockSignals(True)
                field.setDate(QDate(day.year, day.month, day.day))
                field.blockSignals(False)

    def _step_names(self) -> tuple[str, str]:
        match self._range.span:
            case Span.DAY:
                return self.tr("The day before (Alt+Left)"), self.tr("The day after (Alt+Right)")
            case Span.WEEK:
                return self.tr("The week before (Alt+Left)"), self.tr("The week after (Alt+Right)")
            case Span.MONTH:
                return (
                    self.tr("The month before (Alt+Left)"),
                    self.tr("The month after (Alt+Right)"),
                )
            case _:
                return self.tr("Earlier days (Alt+Left)"), self.tr("Later days (Alt+Right)")
