"""Charts: plain data in, drawing on a widget, a picture or paper out."""

from rvuedge_desktop.ui.charts.bars import BarChart, DailyBars
from rvuedge_desktop.ui.charts.base import ChartMark, ChartPainter
from rvuedge_desktop.ui.charts.differences import DifferenceBars, DifferenceRow
from rvuedge_desktop.ui.charts.heat import HeatCalendar, HeatDay
from rvuedge_desktop.ui.charts.mix import MixBars, MixRow
from rvuedge_desktop.ui.charts.pairs import Pair, PairedBars
from rvuedge_desktop.ui.charts.ring import Progress, ProgressRing
from rvuedge_desktop.ui.charts.strip import Strip, StripPlot
from rvuedge_desktop.ui.charts.trend import Trend, TrendLine
from rvuedge_desktop.ui.charts.widget import ChartWidget

__all__ = [
    "BarChart",
    "ChartMark",
    "ChartPainter",
    "ChartWidget",
    "DailyBars",
    "DifferenceBars",
    "DifferenceRow",
    "HeatCalendar",
    "HeatDay",
    "MixBars",
    "MixRow",
    "Pair",
    "PairedBars",
    "Progress",
    "ProgressRing",
    "Strip",
    "StripPlot",
    "Trend",
    "TrendLine",
]
