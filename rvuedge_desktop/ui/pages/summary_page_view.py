"""The layout of the Summary page: month, figures, days, codes, sections, what is left out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.ui.charts import ChartWidget
from rvuedge_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, row_height, set_kind
from rvuedge_desktop.ui.widgets.buttons import (
    heading_label,
    icon_button,
    muted_label,
    quiet_button,
    title_label,
)
from rvuedge_desktop.ui.widgets.empty_state import EmptyState
from rvuedge_desktop.ui.widgets.figure_card import FigureCard
from rvuedge_desktop.ui.widgets.figures_table import FiguresTable

TABLE_ROWS = 60


class Card(QFrame):
    """A titled box of the page."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        set_kind(self, "card")
        self.title = heading_label(title, self)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        self.body.setSpacing(SPACE_S)
        self.body.addWidget(self.title)


class SummaryPageView:
    """Builds the widgets of the page and holds them by name."""

    def __init__(self, page: QWidget) -> None:
        tr = page.tr
        self.title = title_label("", page)
        self.previous = icon_button("chevron-left", tr("The period before"), page)
        self.next = icon_button("chevron-right", tr("The period after"), page)
        self.pick = QPushButton(tr("Choose month"), page)
        self.pick.setAccessibleName(tr("Choose month"))
        self.this_month = quiet_button(tr("Now"), "calendar", page)
        self.this_month.setToolTip(tr("Go to the period that holds today"))
        self.kind = QComboBox(page)
        self.kind.setAccessibleName(tr("Length of the period"))
        self.whole = muted_label("", page)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        for widget in (self.previous, self.next, self.title, self.pick, self.this_month):
            head.addWidget(widget)
        head.addWidget(self.whole)
        head.addStretch(1)
        head.addWidget(self.kind)

        self.total = FigureCard(tr("Work RVUs"), page)
        self.lines = FigureCard(tr("Lines"), page)
        self.average = FigureCard(tr("wRVU per day worked"), page)
        self.last_year = FigureCard(tr("Same days last year"), page)
        cards = QHBoxLayout()
        cards.setSpacing(SPACE_M)
        for card in (self.total, self.lines, self.average, self.last_year):
            cards.addWidget(card, 1)

        content = QWidget(page)
        self.days = Card(tr("Days"), content)
        self.days_chart = ChartWidget(parent=self.days)
        self.days_chart.setMinimumHeight(240)
        self.days.body.addWidget(self.days_chart, 1)

        self.codes = Card(tr("By code"), content)
        self.codes_table = FiguresTable(tr("Totals by code"), self.codes)
        self.codes.body.addWidget(self.codes_table)
        self.codes.body.addStretch(1)

        self.sections = Card(tr("By section"), content)
        self.sections_chart = ChartWidget(parent=self.sections)
        self.sections.body.addWidget(self.sections_chart)
        self.sections.body.addStretch(1)

        self.left_out = Card(tr("Not in the total"), content)
        self.left_out_sentence = QLabel(self.left_out)
        self.left_out_sentence.setWordWrap(True)
        self.left_out_sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.left_out_table = FiguresTable(tr("Lines without work RVUs"), self.left_out)
        self.left_out.body.addWidget(self.left_out_sentence)
        self.left_out.body.addWidget(self.left_out_table)

        self.trend = Card(tr("Twelve months"), content)
        self.trend_chart = ChartWidget(parent=self.trend)
        self.trend_chart.setFixedHeight(220)
        self.trend.body.addWidget(self.trend_chart)
        self.trend.body.addStretch(1)

        self.calendar = Card(tr("Days with lines"), content)
        self.calendar_chart = ChartWidget(parent=self.calendar)
        self.calendar_chart.setMinimumHeight(150)
        self.calendar.body.addWidget(self.calendar_chart, 1)

        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_M)
        grid.addWidget(self.days, 0, 0, 1, 2)
        grid.addWidget(self.codes, 1, 0, 2, 1)
        grid.addWidget(self.sections, 1, 1)
        grid.addWidget(self.trend, 2, 1)
        grid.addWidget(self.left_out, 3, 0, 1, 2)
        grid.addWidget(self.calendar, 4, 0, 1, 2)
        grid.setRowStretch(2, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)

        self.empty = EmptyState(
            "summary",
            tr("Nothing is logged in this month"),
            tr("Type what was done into the line above, and its month is summed up here."),
            parent=page,
        )
        self.scroll = QScrollArea(page)
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setWidget(content)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_kind(self.scroll, "page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_M)
        layout.setSpacing(SPACE_M)
        layout.addLayout(head)
        layout.addLayout(cards)
        layout.addWidget(self.scroll, 1)
        layout.addWidget(self.empty, 1)
        self.empty.hide()

    @staticmethod
    def fit_rows(table: FiguresTable, rows: int) -> None:
        """Give a table the height of its rows, up to a screenful; beyond that it scrolls."""
        shown = max(1, min(rows, TABLE_ROWS))
        header = table.horizontalHeader().sizeHint().height()
        table.setFixedHeight(header + shown * row_height() + 2)
