"""The layout of the import dialog: choose, wait, answer, read what came of it."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    SPACE_XS,
    current_theme,
    icon,
    pixmap,
)
from rvuedge_desktop.ui.widgets.buttons import heading_label, muted_label
from rvuedge_desktop.ui.widgets.figures_table import FiguresTable

_Index = QModelIndex | QPersistentModelIndex
CHOOSE, WAIT, ASK, RESULT = range(4)


def wrapped(label: QLabel) -> QLabel:
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


class DropArea(QFrame):
    """A place to drop one file on, with a button for those who would rather choose it."""

    dropped = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._over = False
        self.text = muted_label("", self)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.setIcon(icon("folder"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_XL, SPACE_L, SPACE_XL)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self.text)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event):
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, event) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        if path := dropped_file(event):
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color("accent" if self._over else "border_strong"), 1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("accent_soft" if self._over else "surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
        painter.end()


def dropped_file(event: QDropEvent) -> str:
    """The one local file that is dragged; empty for anything else."""
    urls = event.mimeData().urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""


class RejectedModel(QAbstractTableModel):
    """Lines of the file that were not taken, or taken with a doubt."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[int, str, str]] = []

    def set_rows(self, rows: list[tuple[int, str, str]]) -> None:
        """Line, what became of it, and why."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | int | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if not 0 <= index.row() < len(self._rows):
            return None
        value = self._rows[index.row()][index.column()]
        return str(value) if role == Qt.ItemDataRole.ToolTipRole else value

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Line"), self.tr("What became of it"), self.tr("Why"))[section]


class ImportValuesView:
    """Builds the widgets of the import dialog and holds them by name."""

    def __init__(self, dialog: QWidget) -> None:
        self.stack = QStackedWidget(dialog)
        self.stack.addWidget(self._build_choose(dialog))
        self.stack.addWidget(self._build_wait(dialog))
        self.stack.addWidget(self._build_ask(dialog))
        self.stack.addWidget(self._build_result(dialog))

    @staticmethod
    def _page() -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        return page, layout

    def _build_choose(self, dialog: QWidget) -> QWidget:
        page, layout = self._page()
        layout.addWidget(heading_label(dialog.tr("Where the file comes from"), page))
        where = dialog.tr(
            "CMS publishes the values four times a year on cms.gov: look for “PFS Relative Value"
            " Files” under Physician Fee Schedule and take the newest release, such as RVU26B."
        )
        drugs = dialog.tr(
            "For drugs there are the Part B payment limits (ASP pricing), the NDC–HCPCS crosswalk"
            " and the HCPCS Level II file. Which of them a file is, the program sees for itself."
        )
        licence = dialog.tr(
            "Before the download CMS asks you to accept the American Medical Association's"
            " license for CPT. Read it there; this program does not grant one."
        )
        kept = dialog.tr(
            "The file stays on this computer. CMS's short descriptions are kept apart from our"
            " own names and can be removed in Settings."
        )
        for text in (where, drugs, licence, kept):
            layout.addWidget(wrapped(QLabel(text, page)))
        self.drop = DropArea(page)
        self.drop.text.setText(
            dialog.tr("Drop the zip here as downloaded, or the csv, txt or xlsx file inside it.")
        )
        self.drop.button.setText(dialog.tr("Choose a file…"))
        layout.addSpacing(SPACE_XS)
        layout.addWidget(self.drop)
        self.chosen = wrapped(QLabel(page))
        self.problem = wrapped(QLabel(page))
        self.problem.setProperty("tone", "error")
        for label in (self.chosen, self.problem):
            label.hide()
            layout.addWidget(label)
        layout.addStretch(1)
        return page

    def _build_wait(self, dialog: QWidget) -> QWidget:
        page, layout = self._page()
        self.waiting = wrapped(heading_label("", page))
        self.bar = QProgressBar(page)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(dialog.tr("Progress of the import"))
        self.step = muted_label("", page)
        layout.addStretch(1)
        layout.addWidget(self.waiting)
        layout.addWidget(self.bar)
        layout.addWidget(self.step)
        layout.addStretch(1)
        return page

    def _build_ask(self, dialog: QWidget) -> QWidget:
        page, layout = self._page()
        self.question = wrapped(heading_label("", page))
        self.explained = wrapped(QLabel(page))
        self.release = QComboBox(page)
        self.release.setEditable(True)
        self.release.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.release.setAccessibleName(dialog.tr("Release of the file"))
        self.release_label = QLabel(dialog.tr("&Release"), page)
        self.release_label.setBuddy(self.release)
        self.release_problem = wrapped(QLabel(page))
        self.release_problem.setProperty("tone", "error")
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.release_label)
        row.addWidget(self.release)
        row.addStretch(1)
        layout.addStretch(1)
        layout.addWidget(self.question)
        layout.addWidget(self.explained)
        layout.addLayout(row)
        layout.addWidget(self.release_problem)
        layout.addStretch(1)
        return page

    def _build_result(self, dialog: QWidget) -> QWidget:
        page, layout = self._page()
        self.done_icon = QLabel(page)
        self.done_icon.setPixmap(pixmap("check", "good", 20, dialog.devicePixelRatioF()))
        self.done = heading_label("", page)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self.done_icon)
        head.addWidget(self.done, 1)
        self.brought = wrapped(QLabel(page))
        self.rejected_title = wrapped(QLabel(page))
        self.rejected = RejectedModel(page)
        self.table = FiguresTable(dialog.tr("Lines with a remark"), page)
        self.table.setModel(self.rejected)
        self.table.set_figure_columns((0,))
        self.table.set_widths({0: 6, 1: 14}, stretch=2)
        layout.addLayout(head)
        layout.addWidget(self.brought)
        layout.addWidget(self.rejected_title)
        layout.addWidget(self.table, 1)
        layout.addStretch(0)
        return page
