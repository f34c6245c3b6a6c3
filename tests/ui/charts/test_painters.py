"""Each chart: what it says, what it copies, and that it draws on screen, picture and paper."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from rvuedge_desktop.ui import charts, theme
from rvuedge_desktop.ui.charts import ChartPainter

FIRST = date(2026, 11, 1)
SIZES = [(640, 260), (320, 180), (160, 96), (24, 12), (1, 1), (2400, 900)]


def daily(values: list[Decimal | None], goal: Decimal | None = None) -> charts.DailyBars:
    days = [FIRST + timedelta(days=i) for i in range(len(values))]
    running: list[Decimal | None] = []
    total = Decimal(0)
    for value in values:
        total += value or Decimal(0)
        running.append(None if value is None else total)
    labels = [str(day.day) for day in days]
    return charts.DailyBars(labels, days, values, running, goal, days[-1] if values else None)


def examples() -> dict[str, ChartPainter]:
    amounts = [Decimal(i * 137 % 4200).scaleb(-2) for i in range(21)] + [None] * 9
    months = ["Dec", "Jan", "Feb", "Mar"]
    trend = charts.Trend(
        months,
        [Decimal(5), None, Decimal("7.25"), Decimal(0)],
        [Decimal(4), Decimal(6), None, Decimal(9)],
    )
    year = [
        charts.HeatDay(FIRST - timedelta(days=364 - i), Decimal(i % 7), i % 7) for i in range(365)
    ]
    month = [charts.HeatDay(FIRST + timedelta(days=i), Decimal(i), i) for i in range(30)]
    third = Decimal(1) / Decimal(3)
    return {
        "bars": charts.BarChart(daily(amounts, Decimal(620)), "Daily"),
        "bars without running": charts.BarChart(
            charts.DailyBars(["1"], [FIRST], [Decimal("1.5")]), "Daily"
        ),
        "no lines, a goal": charts.BarChart(daily([Decimal(0)] * 30, Decimal(620)), "Daily"),
        "strip": charts.StripPlot(
            charts.Strip(
                [Decimal(at * at).scaleb(-2) for at in range(1, 90)],
                Decimal("28.09"),
                "43644",
                Decimal("20.25"),
            ),
            "Work RVUs of “Surgery: digestive”",
        ),
        "mix": charts.MixBars(
            [
                charts.MixRow("Surgery: digestive", Decimal("10.21"), third, "digestive"),
                charts.MixRow(
                    "A section whose name is far too long to be shown", Decimal(0), third
                ),
                charts.MixRow("Medicine", Decimal("-1.00"), None, "medicine", "drug"),
            ],
            "Section",
        ),
        "trend": charts.TrendLine(trend, "Trend"),
        "spark": charts.TrendLine(trend, "Spark", axes=False),
        "ring": charts.ProgressRing(charts.Progress(Decimal(5), Decimal(8), Decimal(6)), "Goal"),
        "ring done": charts.ProgressRing(charts.Progress(Decimal(9), Decimal(8)), "Goal"),
        "month": charts.HeatCalendar(month, "November"),
        "year": charts.HeatCalendar(year, "Year"),
        "a day": charts.HeatCalendar(month[:1], "One"),
    }


def empties() -> dict[str, ChartPainter]:
    return {
        "bars": charts.BarChart(daily([]), "Daily"),
        "bars of nothing": charts.BarChart(daily([Decimal(0), None]), "Daily"),
        "mix": charts.MixBars([], "Section"),
        "trend": charts.TrendLine(charts.Trend([], []), "Trend"),
        "trend of nothing": charts.TrendLine(charts.Trend(["a"], [None]), "Trend"),
        "ring": charts.ProgressRing(charts.Progress(Decimal(5), None), "Goal"),
        "heat": charts.HeatCalendar([], "Year"),
    }


def picture(chart: ChartPainter, width: int, height: int, name: str = "light") -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    now = theme.load_theme(name)
    image.fill(now.color("surface"))
    painter = QPainter(image)
    chart.paint(painter, QRectF(0, 0, width, height), now)
    painter.end()
    return image


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light")


@pytest.mark.parametrize("name", examples())
def test_draws_at_any_size_in_both_themes(name: str) -> None:
    chart = examples()[name]
    assert not chart.is_empty()
    for width, height in SIZES:
        for look in theme.THEME_NAMES:
            picture(chart, width, height, look)
    blank = picture(empties()["mix"], 640, 260)
    assert picture(chart, 640, 260) != blank


@pytest.mark.parametrize("name", examples())
def test_every_mark_can_be_focused_and_has_words(name: str) -> None:
    chart = examples()[name]
    size = QSizeF(640, 260)
    marks = chart.marks(size)
    assert marks
    image = QImage(640, 260, QImage.Format.Format_RGB32)
    for index, mark in enumerate(marks):
        assert mark.text.strip()
        if index < 40:
            painter = QPainter(image)
            chart.paint(painter, QRectF(0, 0, 640, 260), theme.current_theme(), focus=index)
            painter.end()
    for one, other in itertools.pairwise(marks):
        assert not one.area.adjusted(0.5, 0.5, -0.5, -0.5).intersects(
            other.area.adjusted(0.5, 0.5, -0.5, -0.5)
        )


@pytest.mark.parametrize("name", examples())
def test_tables_are_rectangular_and_summaries_are_sentences(name: str) -> None:
    chart = examples()[name]
    table = chart.table()
    assert len({len(row) for row in table}) == 1
    assert len(table) > 1
    assert chart.summary().endswith(".")


@pytest.mark.parametrize("name", empties())
def test_empty_charts_say_so(name: str) -> None:
    chart = empties()[name]
    assert chart.is_empty()
    assert chart.empty_text().endswith(".")
    assert chart.summary()
    assert chart.table()
    image = picture(chart, 640, 260)
    colors = {image.pixelColor(x, y).name() for x in range(0, 640, 2) for y in range(260)}
    assert len(colors) > 1


def test_prints_into_a_pdf(tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "charts.pdf"))
    painter = QPainter(writer)
    scale = writer.logicalDpiX() / 96
    for chart in examples().values():
        box = QRectF(0, 0, 480 * scale, 240 * scale)
        chart.paint(painter, box, theme.load_theme("light"), scale)
        writer.newPage()
    painter.end()
    assert (tmp_path / "charts.pdf").stat().st_size > 10_000


def test_twice_the_pixels_is_the_same_drawing() -> None:
    chart = examples()["bars"]
    small = picture(chart, 320, 160)
    large = QImage(640, 320, QImage.Format.Format_RGB32)
    large.fill(theme.load_theme("light").color("surface"))
    painter = QPainter(large)
    chart.paint(painter, QRectF(0, 0, 640, 320), theme.load_theme("light"), 2.0)
    painter.end()
    center = chart.marks(QSizeF(320, 160))[15].area.center()
    bottom = chart.marks(QSizeF(320, 160))[15].area.bottom() - 3
    at = (round(center.x()), round(bottom))
    assert small.pixelColor(*at) == large.pixelColor(at[0] * 2, at[1] * 2)


def test_copied_figures_are_exact() -> None:
    table = charts.BarChart(daily([Decimal("0.10")] * 10, None)).table()
    assert table[0] == ["Date", "wRVU", "Running total"]
    assert table[10] == ["2026-11-10", "0.10", "1.00"]


def test_bar_readout_names_day_amount_and_total() -> None:
    chart = charts.BarChart(daily([Decimal("15.24"), None], Decimal(620)))
    texts = [mark.text for mark in chart.marks(QSizeF(300, 200))]
    assert texts[0].splitlines() == ["Sun, Nov 1, 2026", "15.24 wRVU", "15.24 of 620.00 so far"]
    assert texts[1].splitlines() == ["Mon, Nov 2, 2026"]


def test_a_goal_almost_reached_is_not_reached() -> None:
    ring = charts.ProgressRing(charts.Progress(Decimal("619.99"), Decimal(620)))
    assert "99%" in ring.summary()


def test_heat_levels_and_days_without_value() -> None:
    days = [
        charts.HeatDay(FIRST, None, 0),
        charts.HeatDay(FIRST + timedelta(days=1), Decimal(0), 2),
        charts.HeatDay(FIRST + timedelta(days=2), Decimal("0.01"), 1),
        charts.HeatDay(FIRST + timedelta(days=3), Decimal(40), 1),
    ]
    heat = charts.HeatCalendar(days, first_weekday=6)
    assert [heat.level(day) for day in days] == [0, 0, 1, 4]
    texts = [mark.text.splitlines()[1:] for mark in heat.marks(QSizeF(300, 200))]
    assert texts == [
        ["No lines"],
        ["No work RVUs", "2 lines"],
        ["0.01 wRVU", "1 line"],
        ["40.00 wRVU", "1 line"],
    ]


def test_heat_arrows_follow_the_picture() -> None:
    month, year = examples()["month"], examples()["year"]
    assert (month.step(0, 1, 0), month.step(0, 0, 1)) == (1, 7)
    assert (year.step(0, 1, 0), year.step(0, 0, 1)) == (7, 1)


def test_rows_that_do_not_fit_are_counted() -> None:
    rows = [charts.MixRow(f"Row {i}", Decimal(i), None, i) for i in range(12)]
    mix = charts.MixBars(rows)
    assert len(mix.marks(mix.size_hint())) == 12
    assert 0 < len(mix.marks(QSizeF(300, 100))) < 12
