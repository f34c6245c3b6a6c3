"""The small style sheet over Fusion: what a palette alone cannot say.

Widgets choose a look with `set_kind`: buttons "primary", "quiet", "rail"; labels "title",
"heading", "muted", "error"; frames "card", "well", "bar".
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from rvuedge_desktop.ui.theme.metrics import control_height, icon_size
from rvuedge_desktop.ui.theme.tokens import Theme


def set_kind(widget: QWidget, kind: str) -> None:
    """Give `widget` the look called `kind`, now and through theme changes."""
    if widget.property("kind") == kind:
        return
    widget.setProperty("kind", kind)
    if not widget.isVisible():
        # A widget is styled when it is first shown anyway, and polishing is slow to come by.
        return
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def build_style_sheet(theme: Theme) -> str:
    """The style sheet of `theme`, sized from the program's font."""
    from rvuedge_desktop.resources import resource_path

    def image(name: str) -> str:
        return resource_path("themes", f"{theme.name}-{name}.svg").as_posix()

    values = {
        name: getattr(theme, name) for name in Theme.__slots__ if name not in {"name", "dark"}
    }
    values["down"] = image("down")
    values["up"] = image("up")
    values["check"] = image("check")
    values["inner"] = str(control_height() - 10)
    values["arrow"] = str(icon_size() - 4)
    sheet = _SHEET
    # Longest names first: @border_strong before @border.
    for name in sorted(values, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", str(values[name]))
    return sheet


_SHEET = """
QToolTip { background: @raised; color: @ink; border: 1px solid @border; padding: 4px 8px; }

QLabel[kind="muted"] { color: @muted; }
QLabel[kind="error"] { color: @error; }
QLabel[kind="title"], QLabel[kind="heading"] { color: @ink; font-weight: 600; }
QFrame[kind="card"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QFrame[kind="well"] { background: @sunken; border: none; border-radius: 8px; }
QFrame[kind="bar"] { background: @surface; border: none; border-bottom: 1px solid @border; }
QFrame[kind="popup"] {
    background: @raised; border: 1px solid @border_strong; border-radius: 8px;
}
QFrame[kind="popup"] QListView { background: @raised; outline: none; }
QFrame[kind="strip"] { background: @raised; border: 1px solid @border; border-radius: 8px; }
QLabel[tone="muted"] { color: @muted; }
QLabel[tone="good"] { color: @good; }
QLabel[tone="warning"] { color: @warning; }
QLabel[tone="error"] { color: @error; }
QLabel[tone="drug"] { color: @drug; }
QFrame[kind="overlay"] {
    background: @raised; border: 1px solid @border_strong; border-radius: 8px;
}
QFrame[kind="status"] { background: @window; border: none; border-top: 1px solid @border; }
QFrame[kind="rail"] { background: @rail; border: none; border-right: 1px solid @border; }

QPushButton {
    background: @surface; color: @ink; border: 1px solid @border_strong; border-radius: 4px;
    padding: 4px 12px; min-height: @innerpx;
}
QPushButton:hover { background: @hover; }
QPushButton:pressed, QPushButton:checked { background: @pressed; }
QPushButton:focus { border: 2px solid @focus; padding: 3px 11px; }
QPushButton:disabled { color: @faint; border-color: @border; background: @window; }
QPushButton[kind="primary"] {
    background: @accent; color: @on_accent; border-color: @accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover { background: @accent_hover; border-color: @accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid @ink; }
QPushButton[kind="primary"]:disabled {
    background: @sunken; color: @muted; border-color: @border;
}
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover { background: @hover; }
QPushButton[kind="quiet"]:pressed, QPushButton[kind="quiet"]:checked { background: @pressed; }
QPushButton[kind="quiet"]:focus { border: 2px solid @focus; }

QPushButton[kind="other-date"] {
    background: @accent_soft; color: @accent; border-color: @accent; font-weight: 600;
}

QToolButton {
    background: transparent; color: @ink; border: 1px solid transparent; border-radius: 4px;
    padding: 4px;
}
QToolButton:hover { background: @hover; }
QToolButton:pressed, QToolButton:checked { background: @pressed; }
QToolButton:focus { border: 2px solid @focus; padding: 3px; }
QToolButton:disabled { color: @faint; }
QToolButton::menu-indicator { image: none; }
QPushButton[kind="rail"] {
    color: @muted; background: transparent; border-color: transparent; padding: 8px 12px;
    text-align: left;
}
QPushButton[kind="rail"]:hover { color: @ink; background: @pressed; }
QPushButton[kind="rail"]:checked {
    color: @ink; background: @surface; border: 1px solid @border; font-weight: 600;
}
QPushButton[kind="rail"]:focus { border: 2px solid @focus; padding: 7px 11px; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
    background: @surface; color: @ink; border: 1px solid @border_strong; border-radius: 4px;
    selection-background-color: @selection; selection-color: @ink;
}
QLineEdit, QAbstractSpinBox, QComboBox { padding: 4px 8px; min-height: @innerpx; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
    border: 2px solid @focus; padding: 3px 7px;
}
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @focus; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled,
QPlainTextEdit:disabled, QTextEdit:disabled {
    color: @faint; background: @window; border-color: @border;
}
QLineEdit[kind="entry"] { border-radius: 8px; padding: 8px 12px; }
QLineEdit[kind="entry"]:focus { padding: 7px 11px; }
QLineEdit[kind="problem"] { border-color: @error; }
QTableView QLineEdit { border-radius: 0; padding: 0 7px; min-height: 0; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {
    border: none; padding: 0 4px; min-height: 0; background: transparent;
}
QAbstractSpinBox { padding: 2px 4px; }
QAbstractSpinBox:focus { padding: 1px 3px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("@down"); width: @arrowpx; height: @arrowpx; }
QComboBox QAbstractItemView {
    background: @raised; color: @ink; border: 1px solid @border; padding: 4px; outline: none;
    selection-background-color: @selection; selection-color: @ink;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 20px; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: @hover; }
QAbstractSpinBox::up-arrow { image: url("@up"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("@down"); width: 10px; height: 10px; }

QCheckBox, QRadioButton { color: @ink; spacing: 8px; }
QCheckBox:disabled, QRadioButton:disabled { color: @faint; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 14px; height: 14px; background: @surface; border: 1px solid @border_strong;
}
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { background: @hover; }
QCheckBox::indicator:checked {
    background: @accent; border-color: @accent; image: url("@check");
}
QRadioButton::indicator:checked {
    background: @on_accent; border: 4px solid @accent; width: 8px; height: 8px;
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: @faint; }
QCheckBox::indicator:checked:disabled { background: @faint; }
QRadioButton::indicator:checked:disabled { border: 4px solid @faint; background: @surface; }
QCheckBox:focus, QRadioButton:focus { color: @focus; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: @focus; }

QMenuBar { background: @window; color: @ink; border: none; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @pressed; }
QMenu { background: @raised; color: @ink; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 12px; border-radius: 4px; min-height: @innerpx; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }

QAbstractScrollArea { border: none; }
QPlainTextEdit[kind="field"] { border: 1px solid @border_strong; padding: 2px 4px; }
QPlainTextEdit[kind="field"]:focus { border: 2px solid @focus; padding: 1px 3px; }
QTableView { background: @surface; gridline-color: @grid; outline: none; }
QHeaderView { background: @sunken; border: none; }
QHeaderView::section {
    background: @sunken; color: @muted; border: none; border-bottom: 1px solid @border;
    padding: 4px 8px; font-weight: 500;
}
QHeaderView::section:hover { color: @ink; background: @pressed; }
QHeaderView::up-arrow { image: url("@up"); width: 10px; height: 10px; right: 6px; }
QHeaderView::down-arrow { image: url("@down"); width: 10px; height: 10px; right: 6px; }
QTableCornerButton::section { background: @sunken; border: none; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: @border_strong; border: 3px solid @surface; border-radius: 6px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: @surface; }
QScrollArea[kind="page"] QScrollBar::handle { border-color: @window; }
QScrollArea[kind="page"] QScrollBar::add-page,
QScrollArea[kind="page"] QScrollBar::sub-page { background: @window; }

QStatusBar { background: @window; color: @muted; border-top: 1px solid @border; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @muted; }
QSplitter::handle { background: @border; }
QSplitter[kind="gap"]::handle { background: transparent; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QProgressBar {
    background: @sunken; color: @ink; border: 1px solid @border; border-radius: 4px;
    text-align: center; min-height: 16px;
}
QProgressBar::chunk { background: @bar_soft; border-radius: 3px; }

QTabWidget::pane { border: none; border-top: 1px solid @border; }
QTabBar::tab {
    background: transparent; color: @muted; border: none; padding: 8px 12px;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: @ink; }
QTabBar::tab:selected { color: @ink; border-bottom: 2px solid @accent; font-weight: 600; }
QTabBar::tab:focus { background: @hover; }

QCalendarWidget QWidget#qt_calendar_navigationbar { background: @raised; }
QCalendarWidget QToolButton { padding: 4px 8px; font-weight: 600; }
QCalendarWidget QAbstractItemView {
    background: @raised; color: @ink; outline: none;
    selection-background-color: transparent; selection-color: @ink;
}
"""
