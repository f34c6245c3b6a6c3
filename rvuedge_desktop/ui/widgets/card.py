"""A card: a framed section with a heading, and a remark under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from rvuedge_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, set_kind
from rvuedge_desktop.ui.widgets.buttons import heading_label, muted_label


def card(parent: QWidget, title: str, remark: str = "") -> tuple[QFrame, QVBoxLayout]:
    """A card and the layout its contents go into."""
    frame = QFrame(parent)
    set_kind(frame, "card")
    frame.setAccessibleName(title)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_L)
    layout.setSpacing(SPACE_S)
    head = QVBoxLayout()
    head.setSpacing(SPACE_XS)
    head.addWidget(heading_label(title, frame))
    if remark:
        label = muted_label(remark, frame)
        label.setWordWrap(True)
        head.addWidget(label)
    layout.addLayout(head)
    return frame, layout


def page_scroll(parent: QWidget, name: str, inner: QWidget) -> QScrollArea:
    """A scroll area on the colour of the window, as pages of cards have."""
    area = QScrollArea(parent)
    set_kind(area, "page")
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area
