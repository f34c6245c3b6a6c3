"""Chips: what the quick-entry line was understood as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from rvuedge_desktop.ui.theme import (
    SPACE_S,
    SPACE_XS,
    current_theme,
    figures_font,
    icon_size,
    paint_icon,
)
from rvuedge_desktop.ui.widgets.flow import FlowRow
from rvuedge_desktop.ui.widgets.painted_chip import PaintedChip

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_STOP = Qt.FocusPolicy.StrongFocus
_NORMAL, _MEDIUM = QFont.Weight.Normal, QFont.Weight.DemiBold


class ChipKind(StrEnum):
    """What a piece of the line is."""

    CODE = "code"
    DRUG = "drug"
    MODIFIER = "modifier"
    UNITS = "units"
    SITE = "site"
    DATE = "date"
    NOTE = "note"
    WORDS = "words"
    TAIL = "tail"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip: its kind, the text as understood, and for a problem one sentence and a way out.

    `suggestion` is the text that would replace the piece; choosing it is a click away.
    """

    kind: ChipKind
    text: str
    sentence: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class _Look:
    icon: str
    ink: str
    fill: str
    line: str


_LOOKS = {
    ChipKind.CODE: _Look("", "ink", "chip", "chip_border"),
    ChipKind.DRUG: _Look("drug", "drug", "drug_soft", "drug"),
    ChipKind.MODIFIER: _Look("", "info", "info_soft", "chip_border"),
    ChipKind.UNITS: _Look("", "ink", "surface", "chip_border"),
    ChipKind.SITE: _Look("", "good", "good_soft", "chip_border"),
    ChipKind.DATE: _Look("calendar", "accent", "accent_soft", "chip_border"),
    ChipKind.NOTE: _Look("note", "muted", "surface", "chip_border"),
    ChipKind.WORDS: _Look("search", "muted", "surface", "chip_border"),
    ChipKind.TAIL: _Look("", "muted", "window", "border"),
    ChipKind.PROBLEM: _Look("error", "error", "error_soft", "error"),
}


_BELONG = {ChipKind.MODIFIER, ChipKind.UNITS}


class ChipButton(PaintedChip):
    """One chip of a `ChipRow`."""

    def __init__(self, row: ChipRow) -> None:
        super().__init__(row)
        self._row = row
        self.chip = Chip(ChipKind.TAIL, "")

    def set_chip(self, chip: Chip) -> None:
        if chip == self.chip:
            return
        self.chip = chip
        self.setText(chip.text)
        self.setToolTip(chip.sentence)
        self.setAccessibleName(self._spoken())
        self.setAccessibleDescription(chip.sentence)
        self.updateGeometry()
        self.update()

    def _spoken(self) -> str:
        names = {
            ChipKind.CODE: self.tr("Code %s"),
            ChipKind.DRUG: self.tr("Drug code %s"),
            ChipKind.MODIFIER: self.tr("Modifier %s"),
            ChipKind.UNITS: self.tr("Units %s"),
            ChipKind.SITE: self.tr("Site %s"),
            ChipKind.DATE: self.tr("Date %s"),
            ChipKind.NOTE: self.tr("Note %s"),
            ChipKind.WORDS: self.tr("Search for %s"),
            ChipKind.TAIL: self.tr("Unfinished: %s"),
            ChipKind.PROBLEM: self.tr("Problem: %s"),
        }
        return names[self.chip.kind].replace("%s", self.chip.text)

    def _offer(self) -> str:
        if not self.chip.suggestion:
            return ""
        return self.tr("Use %s").replace("%s", self.chip.suggestion)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._strong())
        plain = QFontMetricsF(self.font())
        width = 2 * SPACE_S + metrics.horizontalAdvance(self.chip.text)
        if _LOOKS[self.chip.kind].icon:
            width += icon_size() + SPACE_XS
        if self.chip.kind is ChipKind.PROBLEM and self.chip.sentence:
            width += SPACE_S + plain.horizontalAdvance(self.chip.sentence)
        if offer := self._offer():
            width += SPACE_S + metrics.horizontalAdvance(offer)
        return QSize(round(width + 1), self._height())

    def _strong(self) -> QFont:
        bold = self.chip.kind in {ChipKind.CODE, ChipKind.DRUG, ChipKind.PROBLEM}
        return figures_font(1.0, _MEDIUM if bold else _NORMAL)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = _LOOKS[self.chip.kind]
        theme = current_theme()
        painter = QPainter(self)
        self._paint_box(painter, look.fill, look.line, dashed=self.chip.kind is ChipKind.TAIL)
        left, right = float(SPACE_S), float(self.width() - SPACE_S)
        if look.icon:
            edge = icon_size()
            box = QRectF(left, (self.height() - edge) / 2, edge, edge)
            paint_icon(painter, box, look.icon, look.ink)
            left += edge + SPACE_XS
        strong, metrics = self._strong(), QFontMetricsF(self._strong())
        if offer := self._offer():
            wide = metrics.horizontalAdvance(offer)
            link = figures_font(1.0, _MEDIUM)
            link.setUnderline(True)
            painter.setFont(link)
            painter.setPen(theme.color("info"))
            painter.drawText(QRectF(right - wide, 0, wide + 1, self.height()), _LEFT, offer)
            right -= wide + SPACE_S
        painter.setFont(strong)
        painter.setPen(theme.color(look.ink))
        shown = metrics.elidedText(self.chip.text, Qt.TextElideMode.ElideRight, right - left + 1)
        painter.drawText(QRectF(left, 0, right - left + 2, self.height()), _LEFT, shown)
        left += metrics.horizontalAdvance(shown) + SPACE_S
        if self.chip.kind is ChipKind.PROBLEM and self.chip.sentence and right > left:
            painter.setFont(self.font())
            plain = QFontMetricsF(self.font())
            room = right - left + 1
            text = plain.elidedText(self.chip.sentence, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(left, 0, room + 1, self.height()), _LEFT, text)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._row.handle_key(self, event):
            super().keyPressEvent(event)


class ChipRow(FlowRow):
    """The chips under the quick-entry bar. One stop for Tab; arrows move between chips.

    Chip widgets are kept and reused, so that setting chips at every keystroke is cheap.
    """

    chip_activated = Signal(int)
    suggestion_chosen = Signal(int, str)
    remove_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self.setAccessibleName(self.tr("What the line was understood as"))

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show these chips."""
        while len(self._items) < len(chips):
            added = ChipButton(self)
            added.clicked.connect(self._clicked)
            self._items.append(added)
        for position, button in enumerate(self._buttons()):
            if position < len(chips):
                button.set_chip(chips[position])
                button.setFocusPolicy(_STOP if position == 0 else Qt.FocusPolicy.ClickFocus)
            button.setVisible(position < len(chips))
        self._count = len(chips)
        self.relayout()

    def chips(self) -> list[Chip]:
        """The chips shown."""
        return [button.chip for button in self._buttons()[: self._count]]

    def _buttons(self) -> list[ChipButton]:
        return [item for item in self._items if isinstance(item, ChipButton)]

    def gap_before(self, item: QWidget) -> int:
        """A new code stands apart; what belongs to it stands close."""
        close = isinstance(item, ChipButton) and item.chip.kind in _BELONG
        return self._spacing if close else 3 * self._spacing

    def handle_key(self, button: ChipButton, event: QKeyEvent) -> bool:
        """Arrows, Home and End move; Delete asks to remove; Enter is a click."""
        here = self._items.index(button)
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                target = here - 1
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                target = here + 1
            case Qt.Key.Key_Home:
                target = 0
            case Qt.Key.Key_End:
                target = self._count - 1
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                button.click()
                return True
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.remove_requested.emit(here)
                return True
            case _:
                return False
        if 0 <= target < self._count:
            self._items[target].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _clicked(self) -> None:
        button = self.sender()
        if not isinstance(button, ChipButton):
            return
        position = self._items.index(button)
        if button.chip.suggestion:
            self.suggestion_chosen.emit(position, button.chip.suggestion)
        else:
            self.chip_activated.emit(position)
