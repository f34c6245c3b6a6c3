"""Shows every chart and widget in both themes and saves pictures. Not a test, not shipped.

    QT_QPA_PLATFORM=offscreen python tests/ui/gallery.py FOLDER

With QT_SCALE_FACTOR=2 the pictures have twice the pixels.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.resources import resource_path
from rvuedge_desktop.ui import charts, theme, widgets
from rvuedge_desktop.ui import format as fmt
from rvuedge_desktop.ui.charts import ChartWidget
from rvuedge_desktop.ui.widgets import CellRole, Chip, ChipKind, SearchRow

SIZE = (1280, 800)
TODAY = date(2026, 11, 21)


def daily(goal: Decimal | None = Decimal(620)) -> charts.DailyBars:
    """A month with weekends off, up to the 21st."""
    chance = random.Random(4)
    days = [date(2026, 11, 1) + timedelta(days=i) for i in range(30)]
    values: list[Decimal | None] = []
    running: list[Decimal | None] = []
    total = Decimal(0)
    for day in days:
        if day > TODAY:
            values.append(None)
            running.append(None)
            continue
        busy = day.weekday() < 5
        value = Decimal(chance.randint(900, 5200)).scaleb(-2) if busy else Decimal("0.00")
        total += value
        values.append(value)
        running.append(total)
    labels = [str(day.day) for day in days]
    return charts.DailyBars(labels, days, values, running, goal, TODAY)


def mix() -> list[charts.MixRow]:
    """Sections as a surgeon has them."""
    amounts = {
        "Surgery: digestive": "214.36",
        "Evaluation and management": "131.20",
        "Surgery: skin and breast": "48.75",
        "Surgery: heart and vessels": "22.04",
        "Medicine": "9.98",
        "Radiology": "3.10",
    }
    whole = sum(Decimal(amount) for amount in amounts.values())
    return [
        charts.MixRow(name, Decimal(text), Decimal(text) / whole, name)
        for name, text in amounts.items()
    ]


def trend() -> charts.Trend:
    """Twelve months and the twelve before."""
    chance = random.Random(7)
    months = [(2025 + (11 + i) // 12, (11 + i) % 12 + 1) for i in range(12)]
    return charts.Trend(
        [fmt.short_month(month) for _, month in months],
        [Decimal(chance.randint(48000, 69000)).scaleb(-2) for _ in months],
        [Decimal(chance.randint(40000, 62000)).scaleb(-2) for _ in months],
        keys=months,
        names=[fmt.month_name(*month) for month in months],
        value_name="Last twelve months",
    )


def heat(first: date, count: int) -> list[charts.HeatDay]:
    """Days with weekends mostly off, and some days of drugs alone."""
    chance = random.Random(9)
    days = []
    for i in range(count):
        day = first + timedelta(days=i)
        if day > TODAY or day.weekday() >= 5 or chance.random() < 0.1:
            days.append(charts.HeatDay(day, None, 0))
        elif chance.random() < 0.06:
            days.append(charts.HeatDay(day, Decimal(0), 3))
        else:
            value = Decimal(chance.randint(300, 5200)).scaleb(-2)
            days.append(charts.HeatDay(day, value, chance.randint(1, 14)))
    return days


class LogModel(QAbstractTableModel):
    """A page of a log."""

    titles = ("Date", "Code", "Name", "Modifiers", "Units", "Site", "wRVU", "Marks")
    rows = (
        ("11/21/2026", "43644", "Laparoscopic gastric bypass", "51", 1, "OR", "28.67", ""),
        ("11/21/2026", "99213", "Office visit, established patient", "25", 1, "Clinic", "1.30", ""),
        ("11/21/2026", "J2590", "Oxytocin injection, up to 10 units", "", 2, "OR", "", "drug"),
        ("11/20/2026", "47562", "Laparoscopic cholecystectomy", "", 1, "OR", "10.21", ""),
        (
            "11/20/2026",
            "64999",
            "Unlisted procedure, nervous system",
            "22",
            1,
            "OR",
            "",
            "unpriced",
        ),
        ("11/20/2026", "00790", "Anesthesia, upper abdomen", "", 1, "OR", "", "anesthesia"),
        ("11/19/2026", "45378", "Diagnostic colonoscopy", "53", 1, "Endoscopy", "1.59", ""),
        ("11/19/2026", "12345", "", "", 1, "", "", "unknown"),
        ("11/19/2026", "99223", "Initial hospital care, high", "AI", 12, "Ward", "1,042.00", ""),
    )

    def rowCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else len(self.titles)

    def headerData(self, section, orientation, role=Qt.ItemDataRole.DisplayRole):
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.titles[section]
        return None

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole and index.column() < 7:
            return row[index.column()]
        if role == CellRole.STATE and index.column() == 6:
            return row[7]
        if role == CellRole.TONE and index.column() in (0, 5):
            return "muted"
        if role == CellRole.STRONG and index.column() == 1:
            return 1
        if role == CellRole.ICON and index.column() == 7 and index.row() == 4:
            return "warning"
        return None


def card(title: str, inner: QWidget, layout_stretch: int = 1) -> QFrame:
    """A titled card around a widget."""
    frame = QFrame()
    theme.set_kind(frame, "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(16, 12, 16, 12)
    layout.setSpacing(8)
    layout.addWidget(widgets.heading_label(title))
    layout.addWidget(inner, layout_stretch)
    return frame


def page_charts() -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(16, 16, 16, 16)
    grid.setSpacing(12)
    figures = QHBoxLayout()
    for caption, figure, sub, role in (
        ("Work RVUs", "429.43", "+4.2% against the same days last year", "good"),
        ("Lines", "112", "64 cases", "muted"),
        ("Per working day", "28.63", "15 working days so far", "muted"),
        ("Pace", "601–648", "3.10 a day short of the goal", "warning"),
        ("Estimated value", "$21,471.50", "at $50.00 per wRVU", "muted"),
    ):
        box = widgets.FigureCard(caption)
        box.set_figure(figure, sub, role)
        figures.addWidget(box)
    grid.addLayout(figures, 0, 0, 1, 3)
    bars = ChartWidget(charts.BarChart(daily(), "Work RVUs each day"))
    bars.setObjectName("bars")
    grid.addWidget(card("Work RVUs each day", bars), 1, 0, 1, 2)
    ring = ChartWidget(
        charts.ProgressRing(
            charts.Progress(Decimal("429.43"), Decimal(620), Decimal("465")), "Goal"
        )
    )
    grid.addWidget(card("Goal", ring), 1, 2)
    grid.addWidget(card("By section", ChartWidget(charts.MixBars(mix(), "Section"))), 2, 0)
    grid.addWidget(card("Twelve months", ChartWidget(charts.TrendLine(trend(), "Trend"))), 2, 1)
    month = ChartWidget(charts.HeatCalendar(heat(date(2026, 11, 1), 30), "November 2026"))
    grid.addWidget(card("Days", month), 2, 2)
    grid.setColumnStretch(0, 5)
    grid.setColumnStretch(1, 5)
    grid.setColumnStretch(2, 3)
    grid.setRowStretch(1, 1)
    grid.setRowStretch(2, 1)
    return page


def page_more_charts() -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(16, 16, 16, 16)
    grid.setSpacing(12)
    year = ChartWidget(charts.HeatCalendar(heat(date(2025, 12, 1), 365), "A year"))
    year.setObjectName("year")
    grid.addWidget(card("Calendar", year), 0, 0, 1, 3)
    narrow = ChartWidget(charts.BarChart(daily(None), "Narrow"))
    grid.addWidget(card("Narrow, no goal", narrow), 1, 0)
    empty = charts.BarChart(charts.DailyBars([], [], []), "Empty")
    grid.addWidget(card("Nothing yet", ChartWidget(empty)), 1, 1)
    done = charts.Progress(Decimal("641.20"), Decimal(620), Decimal(620))
    rings = QWidget()
    row = QHBoxLayout(rings)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(ChartWidget(charts.ProgressRing(done, "Reached")))
    row.addWidget(ChartWidget(charts.ProgressRing(charts.Progress(Decimal(5), None), "No goal")))
    grid.addWidget(card("Reached, and no goal", rings), 1, 2)
    sparks = QWidget()
    column = QVBoxLayout(sparks)
    for _ in range(3):
        column.addWidget(ChartWidget(charts.TrendLine(trend(), "Spark", axes=False)))
    grid.addWidget(card("Sparklines", sparks), 2, 0)
    few = charts.MixBars(mix()[:2], "Two rows")
    grid.addWidget(card("Two rows", ChartWidget(few)), 2, 1)
    marks = QWidget()
    column = QVBoxLayout(marks)
    column.setSpacing(4)
    for state in ValueState:
        if state is not ValueState.VALUED:
            column.addWidget(widgets.StateMark(state))
    grid.addWidget(card("Marks", marks), 2, 2)
    return page


CHIPS = [
    Chip(ChipKind.CODE, "99213"),
    Chip(ChipKind.MODIFIER, "52"),
    Chip(ChipKind.CODE, "43644"),
    Chip(ChipKind.MODIFIER, "51"),
    Chip(ChipKind.UNITS, "× 8"),
    Chip(ChipKind.DRUG, "J2590"),
    Chip(ChipKind.SITE, "@clinic"),
    Chip(ChipKind.DATE, "Tue, Nov 3"),
    Chip(ChipKind.NOTE, "converted to open"),
    Chip(ChipKind.WORDS, "knee replacement"),
    Chip(ChipKind.PROBLEM, "99219", "99219 is in none of the installed values.", "99223"),
    Chip(ChipKind.TAIL, "4364"),
]


def page_entry() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(8)
    bar = QHBoxLayout()
    field = QLineEdit("lap chole")
    field.setObjectName("field")
    theme.set_kind(field, "entry")
    bar.addWidget(field, 1)
    bar.addWidget(widgets.primary_button("Log 3 lines · 15.24 wRVU"))
    bar.addWidget(widgets.DateButton(today=TODAY))
    other = widgets.DateButton(today=TODAY)
    other.step(-18)
    bar.addWidget(other)
    column.addLayout(bar)
    chips = widgets.ChipRow()
    chips.set_chips(CHIPS)
    column.addWidget(chips)
    filters = widgets.FlowRow()
    for text in ("Needs review", "November 2026", "Site: OR"):
        filters.add_item(widgets.FilterChip(text))
    column.addWidget(filters)
    strip = widgets.Strip()
    strip.setObjectName("strip")
    column.addWidget(strip)
    table = widgets.FiguresTable("Lines")
    table.setModel(LogModel(table))
    table.setSortingEnabled(True)
    table.sortByColumn(6, Qt.SortOrder.DescendingOrder)
    table.set_figure_columns([4, 6])
    table.set_widths({0: 12, 1: 8, 3: 12, 4: 8, 5: 12, 6: 12, 7: 8}, stretch=2)
    table.selectRow(3)
    table.setMinimumHeight(320)
    column.addWidget(table, 1)
    row = QHBoxLayout()
    row.addWidget(
        widgets.EmptyState(
            "log",
            "No lines on this day",
            "Type a code or a few words above and press Enter. Everything can be undone.",
            "Log the first line",
        )
    )
    column.addLayout(row)
    return page


def page_controls() -> QWidget:
    page = QWidget()
    outer = QHBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    rail = QFrame()
    theme.set_kind(rail, "rail")
    places = QVBoxLayout(rail)
    places.setContentsMargins(8, 12, 8, 12)
    places.setSpacing(4)
    names = ("Log", "Summary", "Codes", "Reconcile", "Contract", "Settings")
    for name in names:
        button = QPushButton(theme.icon(name.lower()), name)
        theme.set_kind(button, "rail")
        button.setCheckable(True)
        button.setChecked(name == "Summary")
        places.addWidget(button)
    places.addStretch()
    outer.addWidget(rail)
    column = QVBoxLayout()
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(12)
    outer.addLayout(column, 1)
    column.addWidget(widgets.title_label("Summary"))
    column.addWidget(widgets.muted_label("Values of RVU26B · April 2026"))
    row = QHBoxLayout()
    row.addWidget(widgets.primary_button("Log 3 lines"))
    row.addWidget(QPushButton("Import…"))
    row.addWidget(widgets.quiet_button("Undo", "undo"))
    off = QPushButton("Not now")
    off.setEnabled(False)
    row.addWidget(off)
    primary_off = widgets.primary_button("Log")
    primary_off.setEnabled(False)
    row.addWidget(primary_off)
    row.addWidget(widgets.icon_button("settings", "Settings"))
    combo = QComboBox()
    combo.addItems(["This month", "Quarter", "Year"])
    row.addWidget(combo)
    spin = widgets.spin_box("Units", 1, 999)
    spin.setValue(8)
    row.addWidget(spin)
    row.addStretch()
    column.addLayout(row)
    row = QHBoxLayout()
    edit = QLineEdit()
    edit.setPlaceholderText("Find in the log")
    row.addWidget(edit)
    wrong = QLineEdit("12-34")
    theme.set_kind(wrong, "problem")
    row.addWidget(wrong)
    check = QCheckBox("Only needs review")
    check.setChecked(True)
    row.addWidget(check)
    row.addWidget(QCheckBox("Drugs"))
    radio = QRadioButton("Half up")
    radio.setChecked(True)
    row.addWidget(radio)
    row.addWidget(QRadioButton("As published"))
    progress = QProgressBar()
    progress.setValue(42)
    row.addWidget(progress)
    column.addLayout(row)
    tabs = QTabWidget()
    grid_page = QWidget()
    grid = QGridLayout(grid_page)
    files = sorted(resource_path("icons").glob("*.svg"))
    roles = ("ink", "muted", "accent", "drug", "warning", "error", "good", "info")
    for place, path in enumerate(files):
        box = QVBoxLayout()
        picture = QLabel()
        picture.setPixmap(theme.icon(path.stem, roles[place % 8]).pixmap(24, 24))
        box.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(widgets.muted_label(path.stem), 0, Qt.AlignmentFlag.AlignHCenter)
        grid.addLayout(box, place // 10, place % 10)
    tabs.addTab(grid_page, "Icons")
    tabs.addTab(QWidget(), "Second")
    column.addWidget(tabs, 1)
    return page


def save(page: QWidget, folder: Path, name: str) -> None:
    page.resize(*SIZE)
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.show()
    QApplication.processEvents()
    page.grab().save(str(folder / name))


def open_things(page: QWidget, kind: str) -> None:
    """What is only seen in use: read-outs, the drop-down, the strip."""
    if kind == "charts":
        page.findChild(ChartWidget, "bars").set_current_index(11)
    if kind == "more":
        page.findChild(ChartWidget, "year").set_current_index(200)
    if kind == "entry":
        strip = page.findChild(widgets.Strip, "strip")
        strip.tell("Logged 3 lines for today, 15.24 wRVU.")


def drop_down(page: QWidget) -> widgets.SearchDropDown:
    down = widgets.SearchDropDown(page.findChild(QLineEdit, "field"))
    visit = "Office visit, established patient, low"
    down.set_rows(
        [
            SearchRow(
                "47562",
                "Laparoscopic cholecystectomy",
                "Surgery: digestive",
                "10.21",
                favourite=True,
            ),
            SearchRow(
                "47563",
                "Laparoscopic cholecystectomy with cholangiography, and a name that goes on",
                "Surgery: digestive",
                "11.19",
            ),
            SearchRow(
                "J2590", "Oxytocin injection, up to 10 units", "Drugs (J)", "", ValueState.DRUG
            ),
            SearchRow(
                "64999", "Unlisted procedure", "Surgery: nervous system", "", ValueState.UNPRICED
            ),
            SearchRow("99213", visit, "Evaluation and management", "1.30"),
            SearchRow(
                "80053",
                "Metabolic panel",
                "Pathology and laboratory",
                "",
                ValueState.OTHER_SCHEDULE,
            ),
        ],
        current=1,
    )
    return down


def main(folder: Path) -> None:
    app = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    pages = {
        "charts": page_charts,
        "more": page_more_charts,
        "entry": page_entry,
        "controls": page_controls,
    }
    for name in theme.THEME_NAMES:
        theme.apply_theme(app, name)
        for kind, make in pages.items():
            page = make()
            save(page, folder, f"{name}-{kind}.png")
            open_things(page, kind)
            save(page, folder, f"{name}-{kind}-open.png")
            if kind == "entry":
                down = drop_down(page)
                save(page, folder, f"{name}-entry-drop.png")
                down.hide()
                button = page.findChildren(widgets.DateButton)[1]
                button.open_calendar()
                QApplication.processEvents()
                button._popup.grab().save(str(folder / f"{name}-calendar.png"))
                button._popup.hide()
            if kind == "controls":
                menu = QMenu(page)
                menu.addAction(theme.icon("copy"), "Copy as picture")
                menu.addAction("Delete").setEnabled(False)
                menu.addSeparator()
                checked = menu.addAction("Name")
                checked.setCheckable(True)
                checked.setChecked(True)
                menu.popup(QPoint(0, 0))
                menu.setActiveAction(menu.actions()[0])
                QApplication.processEvents()
                menu.grab().save(str(folder / f"{name}-menu.png"))
                menu.close()
            page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
