"""Buttons, labels and fields in the program's few looks."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox, QToolButton, QWidget

from rvuedge_desktop.ui.theme import SPACE_XS, icon, set_kind, ui_font


def primary_button(text: str, parent: QWidget | None = None) -> QPushButton:
    """The one thing to do here."""
    button = QPushButton(text, parent)
    set_kind(button, "primary")
    return button


def quiet_button(text: str, icon_name: str = "", parent: QWidget | None = None) -> QPushButton:
    """A button without a box until it is pointed at."""
    button = QPushButton(text, parent)
    set_kind(button, "quiet")
    if icon_name:
        button.setIcon(icon(icon_name))
    return button


def icon_button(icon_name: str, name: str, parent: QWidget | None = None) -> QToolButton:
    """A button with an icon alone; `name` is its tooltip and accessible name."""
    button = QToolButton(parent)
    button.setIcon(icon(icon_name))
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button


def spin_box(name: str, low: int, high: int, parent: QWidget | None = None) -> QSpinBox:
    """A field for a whole number; `name` is its accessible name."""
    box = QSpinBox(parent)
    box.setRange(low, high)
    box.setAccessibleName(name)
    # The style sheet's padding does not reach the field inside a spin box.
    box.lineEdit().setTextMargins(SPACE_XS, 0, 0, 0)
    return box


class ScaledLabel(QLabel):
    """A label whose font is the program's, larger and heavier."""

    def __init__(
        self, text: str, scale: float, weight: QFont.Weight, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setFont(ui_font(scale, weight))


def title_label(text: str, parent: QWidget | None = None) -> QLabel:
    """The title of a page."""
    label = ScaledLabel(text, 1.6, QFont.Weight.DemiBold, parent)
    set_kind(label, "title")
    return label


def heading_label(text: str, parent: QWidget | None = None) -> QLabel:
    """The heading of a section or card."""
    label = ScaledLabel(text, 1.1, QFont.Weight.DemiBold, parent)
    set_kind(label, "heading")
    return label


def muted_label(text: str, parent: QWidget | None = None) -> QLabel:
    """A side remark."""
    label = QLabel(text, parent)
    set_kind(label, "muted")
    return label
