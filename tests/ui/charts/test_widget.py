"""The chart on the screen: pointer, keyboard, copying, words."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rvuedge_desktop.ui import charts, theme
from rvuedge_desktop.ui.charts import ChartWidget

FIRST = date(2026, 11, 1)


def bars(count: int = 5) -> charts.BarChart:
    days = [FIRST + timedelta(days=i) for i in range(count)]
    values = [Decimal(i + 1) for i in range(count)]
    return charts.BarChart(
        charts.DailyBars([str(i + 1) for i in range(count)], days, values), "Days"
    )


def move_to(widget: QWidget, where: QPoint) -> None:
    """What the window system sends when the pointer moves."""
    none = Qt.MouseButton.NoButton
    at = QPointF(where)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        at,
        widget.mapToGlobal(at),
        none,
        none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


@pytest.fixture
def chart(qapp: QApplication, qtbot: QtBot) -> ChartWidget:
    theme.apply_theme(qapp, "light")
    widget = ChartWidget(bars())
    qtbot.addWidget(widget)
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.resize(400, 200)
    widget.show()
    return widget


def test_it_is_named_and_described(chart: ChartWidget) -> None:
    assert chart.accessibleName() == "Days"
    assert chart.accessibleDescription() == chart.chart().summary()
    assert chart.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_arrows_walk_the_marks_and_speak(chart: ChartWidget, qtbot: QtBot) -> None:
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current_index() == 0
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.readout().startswith("Mon, Nov 2, 2026")
    assert "2.00 wRVU" in chart.accessibleDescription()
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current_index() == 4
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.current_index() == 0
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.current_index() == -1
    assert chart.readout() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_click(chart: ChartWidget, qtbot: QtBot, key: Qt.Key) -> None:
    chart.set_current_index(3)
    with qtbot.waitSignal(chart.clicked) as told:
        qtbot.keyClick(chart, key)
    assert told.args == [3, FIRST + timedelta(days=3)]


def test_pointing_and_clicking(chart: ChartWidget, qtbot: QtBot) -> None:
    where = chart.marks()[1].area.center().toPoint()
    move_to(chart, where)
    assert chart.current_index() == 1
    with qtbot.waitSignal(chart.clicked) as told:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=where)
    assert told.args[0] == 1
    with qtbot.assertNotEmitted(chart.clicked):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))


def test_the_readout_is_drawn_inside(chart: ChartWidget) -> None:
    plain = chart.grab().toImage()
    for index in range(5):
        chart.set_current_index(index)
        assert chart.grab().toImage() != plain


def test_copy_as_table_and_picture(chart: ChartWidget) -> None:
    chart.copy_table()
    assert QGuiApplication.clipboard().text().splitlines()[:2] == ["Date\twRVU", "2026-11-01\t1"]
    chart.copy_picture()
    image = QGuiApplication.clipboard().image()
    assert image.width() > 2 * 400
    texts = [action.text() for action in chart.context_menu().actions()]
    assert texts == ["Copy as picture", "Copy as table"]


def test_new_data_forgets_the_old_marks(chart: ChartWidget) -> None:
    chart.set_current_index(4)
    chart.set_chart(bars(2))
    assert chart.current_index() == -1
    assert len(chart.marks()) == 2


def test_an_empty_chart_is_quiet(qtbot: QtBot) -> None:
    widget = ChartWidget(charts.MixBars([], "Mix"))
    qtbot.addWidget(widget)
    widget.resize(200, 100)
    widget.grab()
    qtbot.keyClick(widget, Qt.Key.Key_Right)
    assert widget.current_index() == -1
    assert widget.accessibleDescription().endswith(".")


def test_a_widget_without_a_chart_is_fine(qtbot: QtBot) -> None:
    widget = ChartWidget()
    qtbot.addWidget(widget)
    widget.grab()
    assert widget.table_text() == ""
    assert widget.marks() == []
    assert widget.sizeHint().isValid()
