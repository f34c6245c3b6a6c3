"""The strip of a code among its section: ranges, what they say, and where the code is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QSizeF, Qt
from pytestqt.qtbot import QtBot

from rvuedge_desktop.ui.charts import ChartWidget, Strip, StripPlot

VALUES = [Decimal(text) for text in ("0.30", "1.30", "1.30", "7.42", "28.67", "90.00")]
SIZE = QSizeF(480, 90)

pytestmark = pytest.mark.usefixtures("qapp")


def plot(value: str = "28.67", **more: str) -> StripPlot:
    return StripPlot(Strip(VALUES, Decimal(value), "43644", Decimal("4.36"), **more), "Work RVUs")


@pytest.fixture
def widget(qtbot: QtBot) -> Iterator[ChartWidget]:
    widget = ChartWidget(plot())
    qtbot.addWidget(widget)
    widget.resize(480, 90)
    widget.show()
    yield widget
    widget.hide()


def test_every_value_is_in_one_range() -> None:
    counts = [int(row[2]) for row in plot().table()[1:]]
    assert sum(counts) == len(VALUES)
    assert all(counts)


def test_a_value_at_the_end_of_the_axis_is_counted() -> None:
    ends = StripPlot(Strip([Decimal(1), Decimal(100)], Decimal(1), "x", Decimal(1)))
    assert [row[2] for row in ends.table()[1:]] == ["1", "1"]
    assert ends.marks(SIZE)[-1].area.left() <= SIZE.width()


def test_a_range_says_how_many_and_who_is_there() -> None:
    texts = [mark.text for mark in plot().marks(SIZE)]
    assert texts[0] == "0.00 to below 2.00 wRVU\n3 codes"
    assert "Median: 4.36" not in "".join(texts)
    (here,) = [text for text in texts if "43644 is here: 28.67" in text]
    assert "1 code" in here


def test_the_range_of_the_smallest_and_the_largest_value_takes_the_pointer() -> None:
    marks = plot().marks(SIZE)
    lefts = [mark.area.left() for mark in marks]
    assert lefts == sorted(lefts)
    assert all(mark.area.contains(mark.anchor) for mark in marks)


def test_it_is_heard(widget: ChartWidget) -> None:
    assert widget.accessibleName() == "Work RVUs"
    said = "43644: 28.67 wRVU. Median 4.36, range 0.30 to 90.00."
    assert widget.accessibleDescription() == said
    widget.set_chart(plot(summary="More work than 66%."))
    assert widget.accessibleDescription() == "More work than 66%."


def test_arrows_walk_the_ranges(qtbot: QtBot, widget: ChartWidget) -> None:
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_Home)
    first = widget.readout()
    qtbot.keyClick(widget, Qt.Key.Key_Right)
    assert widget.readout() not in ("", first)
    qtbot.keyClick(widget, Qt.Key.Key_End)
    assert "90.00" in widget.readout()
    assert widget.accessibleDescription() == widget.readout().replace("\n", ", ")
    assert not widget.grab().isNull()
