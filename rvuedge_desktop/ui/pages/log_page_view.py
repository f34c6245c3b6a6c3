"""The layout of the log page: days at the top, lines in the middle, totals under them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, QEvent, Qt, QTimer
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.ui.format import user_locale
from rvuedge_desktop.ui.models.entries import COLUMN_OF
from rvuedge_desktop.ui.pages.explanation_panel import ExplanationPanel
from rvuedge_desktop.ui.pages.log_range import Span
from rvuedge_desktop.ui.pages.log_table import LogTable
from rvuedge_desktop.ui.pages.totals_rows import TotalsRows
from rvuedge_desktop.ui.theme import (
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    icon,
    set_kind,
    text_height,
    ui_font,
)
from rvuedge_desktop.ui.widgets import (
    EmptyState,
    FlowRow,
    icon_button,
    muted_label,
    quiet_button,
)
from rvuedge_desktop.ui.widgets.date_button import CalendarPopup


class TitleButton(QPushButton):
    """The page's title, which can be pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_kind(self, "quiet")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The style sheet gives a button the program's font when it is first shown.
        self.setFont(ui_font(1.35, QFont.Weight.DemiBold))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.isVisible():
            # So it does when the appearance changes.
            QTimer.singleShot(0, self, lambda: self.setFont(ui_font(1.35, QFont.Weight.DemiBold)))


class LogPageView:
    """Builds the widgets of the page into `page`; what they do is the page's matter."""

    def __init__(self, page: QWidget, name_of: Callable[[str], str]) -> None:
        self.page = page
        self._build_head()
        self._build_tools()
        self._build_body(name_of)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.tools)
        layout.addWidget(self.splitter, 1)

    def tr(self, text: str) -> str:
        return self.page.tr(text)

    # -- days ------------------------------------------------------------------------------

    def _build_head(self) -> None:
        self.head = QWidget(self.page)
        self.previous = icon_button("chevron-left", "", self.head)
        self.next = icon_button("chevron-right", "", self.head)
        self.title = TitleButton(self.head)
        self.title.setToolTip(self.tr("Choose a day from the calendar"))
        self.title.setIcon(icon("chevron-down", "muted"))
        self.title.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.calendar = CalendarPopup(self.title)
        self.day_word = muted_label("", self.head)
        self.back = quiet_button("", "", self.head)
        self.span_buttons: dict[Span, QPushButton] = {}
        self.spans = QButtonGroup(self.head)
        self.spans.setExclusive(True)
        row = QHBoxLayout(self.head)
        row.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_XS)
        row.setSpacing(SPACE_XS)
        row.addWidget(self.previous)
        row.addWidget(self.title)
        row.addWidget(self.next)
        row.addSpacing(SPACE_S)
        row.addWidget(self.day_word)
        row.addWidget(self.back)
        row.addStretch(1)
        self._build_custom()
        row.addWidget(self.custom)
        for span, text, tip in (
            (Span.DAY, self.tr("Day"), self.tr("One day at a time")),
            (Span.WEEK, self.tr("Week"), self.tr("The week around this day")),
            (Span.MONTH, self.tr("Month"), self.tr("The month around this day")),
            (Span.ALL, self.tr("All"), self.tr("Every line of the log")),
            (Span.CUSTOM, self.tr("From – to"), self.tr("Any range of days")),
        ):
            button = quiet_button(text, "", self.head)
            button.setCheckable(True)
            button.setToolTip(tip)
            button.setProperty("span", span.value)
            self.span_buttons[span] = button
            self.spans.addButton(button)
            row.addWidget(button)

    def _build_custom(self) -> None:
        self.custom = QWidget(self.head)
        self.custom_first = self._date_field(self.tr("From"))
        self.custom_last = self._date_field(self.tr("To"))
        first = muted_label(self.tr("&From"), self.custom)
        first.setBuddy(self.custom_first)
        last = muted_label(self.tr("&to"), self.custom)
        last.setBuddy(self.custom_last)
        row = QHBoxLayout(self.custom)
        row.setContentsMargins(0, 0, SPACE_S, 0)
        row.setSpacing(SPACE_S)
        for part in (first, self.custom_first, last, self.custom_last):
            row.addWidget(part)
        self.custom.hide()

    def _date_field(self, name: str) -> QDateEdit:
        field = QDateEdit(self.custom)
        field.setAccessibleName(name)
        field.setLocale(user_locale())
        pattern = user_locale().dateFormat(user_locale().FormatType.ShortFormat)
        if "yyyy" not in pattern:
            pattern = pattern.replace("yy", "yyyy")
        field.setDisplayFormat(pattern)
        field.setMinimumDate(QDate(1992, 1, 1))
        field.setKeyboardTracking(False)
        return field

    # -- find and filters ------------------------------------------------------------------

    def _build_tools(self) -> None:
        self.tools = QWidget(self.page)
        self.find = QLineEdit(self.tools)
        self.find.setPlaceholderText(self.tr("Find in these lines"))
        self.find.setToolTip(self.tr("Code, name, modifier, site or note (Ctrl+F)"))
        self.find.setAccessibleName(self.tr("Find in these lines"))
        self.find.setClearButtonEnabled(True)
        self.find.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.find.setFixedWidth(text_height() * 15)
        self.chips = FlowRow(self.tools)
        self.chips.setAccessibleName(self.tr("Filters in force"))
        self.chips.hide()
        self.drugs = quiet_button("", "drug", self.tools)
        self.drugs.setToolTip(self.tr("Show only lines of drugs"))
        self.look = quiet_button("", "warning", self.tools)
        self.look.setToolTip(
            self.tr(
                "Show only lines without a value, with an unknown code, with a warning, or in the"
                " global period of another line of their case"
            )
        )
        self.panel_button = icon_button(
            "info", self.tr("Show or hide why the selected line counts (Ctrl+E)"), self.tools
        )
        self.panel_button.setCheckable(True)
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(SPACE_M, SPACE_XS, SPACE_M, SPACE_S)
        row.setSpacing(SPACE_S)
        row.addWidget(self.find)
        row.addWidget(self.chips, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.drugs)
        row.addWidget(self.look)
        row.addStretch(1)
        row.addWidget(self.panel_button)
        self.drugs.hide()
        self.look.hide()

    # -- lines -----------------------------------------------------------------------------

    def _build_body(self, name_of: Callable[[str], str]) -> None:
        self.table = LogTable(self.tr("Logged lines"), self.page)
        self.empty = EmptyState("log", "", "", "", self.page)
        self.loading = QLabel("", self.page)
        self.stack = QStackedWidget(self.page)
        for part in (self.loading, self.table, self.empty):
            self.stack.addWidget(part)
        self.totals = TotalsRows(self.table, COLUMN_OF["credited"], self.page)
        left = QWidget(self.page)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.totals)
        left.setMinimumWidth(text_height() * 16)
        self.panel = ExplanationPanel(name_of, self.page)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self.page)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setCollapsible(0, False)
        self.splitter.setCollapsible(1, True)
        self.splitter.setSizes([900, text_height() * 17])
        self.splitter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
