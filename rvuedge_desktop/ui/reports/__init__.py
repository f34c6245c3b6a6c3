"""Reports on paper: the painters of the charts, and tables that run over pages."""

from rvuedge_desktop.ui.reports.pages import paint_report, write_pdf

__all__ = ["paint_report", "write_pdf"]
