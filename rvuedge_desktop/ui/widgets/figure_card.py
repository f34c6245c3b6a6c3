"""A card with one figure: what it is, how much, and a remark."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from rvuedge_desktop.ui.format import NOTHING
from rvuedge_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_XS, figures_font, set_kind
from rvuedge_desktop.ui.widgets.buttons import muted_label

HIDDEN = "•••••"


class FigureCard(QFrame):
    """Caption, a large figure with its unit, and a line under it in a role's colour."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._hidden = False
        self._text = NOTHING
        self._caption = muted_label(caption, self)
        self._figure = QLabel(NOTHING, self)
        self._figure.setFont(figures_font(1.8, QFont.Weight.DemiBold))
        self._sub = muted_label("", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.setSpacing(SPACE_XS)
        for label in (self._caption, self._figure, self._sub):
            label.setMinimumWidth(1)
            layout.addWidget(label)
        self._speak()

    def set_figure(self, text: str, sub: str = "", role: str = "muted") -> None:
        """Show a figure (already formatted); `role` colours the line under it."""
        self._text = text
        self._figure.setText(HIDDEN if self._hidden else text)
        self._sub.setText(sub)
        self._sub.setToolTip(sub)
        self._sub.setProperty("tone", role)
        self._sub.style().unpolish(self._sub)
        self._sub.style().polish(self._sub)
        self._speak()

    def set_caption(self, caption: str) -> None:
        self._caption.setText(caption)
        self._speak()

    def set_hidden(self, hidden: bool) -> None:
        """Cover the figure, as for dollars when someone looks over the shoulder."""
        self._hidden = hidden
        self._figure.setText(HIDDEN if hidden else self._text)
        self._speak()

    def figure(self) -> str:
        """The figure as shown."""
        return self._figure.text()

    def _speak(self) -> None:
        shown = self.tr("hidden") if self._hidden else self._text
        self.setAccessibleName(f"{self._caption.text()}: {shown}")
        self.setAccessibleDescription(self._sub.text())
