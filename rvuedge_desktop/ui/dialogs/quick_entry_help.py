"""The quick-entry line by example."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from rvuedge_desktop.ui.dialogs.frame import Dialog
from rvuedge_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, set_kind
from rvuedge_desktop.ui.widgets.buttons import heading_label
from rvuedge_desktop.ui.widgets.label_grid import GridCell, LabelGrid


class QuickEntryHelp(Dialog):
    """What is typed at the left, what it logs at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Quick entry by example"))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, SPACE_L, 0)
        column.setSpacing(SPACE_S)
        intro = QLabel(
            self.tr("Type what was done and press Enter. Everything can stand on one line."), inner
        )
        intro.setWordWrap(True)
        column.addWidget(intro)
        self.grids: list[LabelGrid] = []
        for title, examples in self.examples():
            column.addSpacing(SPACE_M)
            column.addWidget(heading_label(title, inner))
            grid = LabelGrid(stretch=1, wrapped=True, parent=inner)
            grid.set_rows(
                (), [[GridCell(typed, strong=True), meaning] for typed, meaning in examples]
            )
            grid.set_first_width(190)
            self.grids.append(grid)
            column.addWidget(grid)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        set_kind(scroll, "page")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.tr("Examples of the quick-entry line"))
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setWidget(inner)
        self.body.addWidget(scroll)
        self.close_button = self.add_button(self.tr("Close"), primary=True)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus()
        self.resize(620, 620)

    def examples(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Titles, and under each what is typed with what it means."""
        return [
            (
                self.tr("Codes"),
                [
                    ("99213", self.tr("one line of 99213")),
                    ("99213 43644 J2590", self.tr("three lines, logged together as one session")),
                    ("992134364445378", self.tr("the same without spaces: digits fall into codes")),
                    (
                        self.tr("lap chole"),
                        self.tr("words search; ↑ ↓ choose, Enter or Tab takes the code"),
                    ),
                    ("00123!", self.tr("an exclamation mark logs what the program doubts")),
                ],
            ),
            (
                self.tr("Modifiers and units"),
                [
                    ("43644-51", self.tr("modifier 51; also 43644 51, or 4364451")),
                    ("27447 RT 22", self.tr("several modifiers, in the order typed")),
                    ("99214 x8", self.tr("eight units; also 99214*8")),
                ],
            ),
            (
                self.tr("Date, site and note"),
                [
                    (self.tr("99213 /yesterday"), self.tr("a date for the line before it")),
                    (self.tr("99213 /mon"), self.tr("the last Monday; also /today")),
                    ("99213 /11-03", self.tr("the third of November; also /2026-11-03")),
                    (self.tr("99213 @clinic"), self.tr("a site")),
                    (
                        self.tr("99213 #second look"),
                        self.tr("a note, up to the end; never a patient's name or number"),
                    ),
                ],
            ),
            (
                self.tr("Keys"),
                [
                    (self.tr("Enter"), self.tr("logs what is ready; what is red stays for you")),
                    (self.tr("Esc"), self.tr("closes the list; once more goes back to today")),
                    (self.tr("Ctrl+L"), self.tr("brings you to the line from anywhere")),
                    (self.tr("Ctrl+[ and Ctrl+]"), self.tr("step the date of new lines by a day")),
                    (self.tr("Ctrl+Z"), self.tr("takes back what was logged last")),
                ],
            ),
        ]
