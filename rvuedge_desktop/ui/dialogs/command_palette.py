"""Find and run any command by a few letters of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QAction, QFontMetricsF, QIcon, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.ui.dialogs.frame import Dialog
from rvuedge_desktop.ui.theme import (
    SPACE_M,
    SPACE_S,
    current_theme,
    icon,
    icon_size,
    on_grid,
    set_kind,
    text_height,
    ui_font,
)
from rvuedge_desktop.ui.widgets.buttons import muted_label

_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Command:
    """A command as the palette shows and finds it."""

    action: QAction
    title: str
    tip: str
    shortcut: str


def command_of(action: QAction) -> Command:
    """An action without the signs that only menus need."""
    title = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    tip = action.statusTip() or ""
    shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Command(action, title.rstrip("…"), tip, shortcut)


def matching(commands: Sequence[Command], query: str) -> list[Command]:
    """The commands that fit every word typed, best first; those that cannot run come last."""
    words = _WORDS.findall(query.lower())
    found = []
    for place, command in enumerate(commands):
        points = _points(command, words)
        if points is not None:
            found.append((not command.action.isEnabled(), -points, place, command))
    return [command for *_, command in sorted(found, key=lambda row: row[:3])]


def _points(command: Command, words: list[str]) -> int | None:
    """How well a command fits; None when a word is nowhere in it."""
    title = _WORDS.findall(command.title.lower())
    rest = _WORDS.findall(command.tip.lower())
    total = 0
    for word in words:
        if any(own.startswith(word) for own in title):
            total += 8 + 4 * title[0].startswith(word)
        elif any(own.startswith(word) for own in rest):
            total += 3
        elif _scattered(word, "".join(title)):
            total += 1
        else:
            return None
    return total


def _scattered(word: str, text: str) -> bool:
    """Whether the letters of `word` come in `text` in their order: `imv` for Import values."""
    letters = iter(text)
    return len(word) > 1 and all(letter in letters for letter in word)


class Commands(QAbstractListModel):
    """The commands that fit, for the view and for screen readers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.commands: list[Command] = []

    def set_commands(self, commands: list[Command]) -> None:
        self.beginResetModel()
        self.commands = commands
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.commands)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not 0 <= index.row() < len(self.commands):
            return None
        command = self.commands[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return command.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (command.title, command.shortcut) if part)
        return command.tip if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        row = index.row()
        if 0 <= row < len(self.commands) and self.commands[row].action.isEnabled():
            flags |= Qt.ItemFlag.ItemIsEnabled
        return flags


class _CommandDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(360, on_grid(text_height() * 1.9 + SPACE_M))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, Commands) or not index.row() < len(model.commands):
            return
        command, theme = model.commands[index.row()], current_theme()
        enabled = command.action.isEnabled()
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(
                QRectF(rect.left(), rect.top(), 3, rect.height()), theme.color("accent")
            )
        box = rect.adjusted(SPACE_M, SPACE_S / 2, -SPACE_M, -SPACE_S / 2)
        edge = icon_size()
        mode = QIcon.Mode.Normal if enabled else QIcon.Mode.Disabled
        command.action.icon().paint(
            painter,
            round(box.left()),
            round(box.center().y() - edge / 2),
            edge,
            edge,
            Qt.AlignmentFlag.AlignCenter,
            mode,
        )
        left = box.left() + edge + SPACE_M
        painter.setFont(ui_font(0.9))
        key_width = QFontMetricsF(painter.font()).horizontalAdvance(command.shortcut)
        painter.setPen(theme.color("muted"))
        painter.drawText(box, _RIGHT, command.shortcut)
        room = box.right() - left - (key_width + SPACE_M if command.shortcut else 0)
        half = box.height() / 2
        metrics = QFontMetricsF(painter.font())
        tip = metrics.elidedText(command.tip, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, box.top() + half, room + 2, half), _LEFT, tip)
        painter.setFont(ui_font())
        painter.setPen(theme.color("ink" if enabled else "faint"))
        painter.drawText(QRectF(left, box.top(), room + 2, half), _LEFT, command.title)


class CommandPalette(Dialog):
    """Type, choose with ↑ ↓, run with Enter; Esc leaves."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Commands"))
        shown = [action for action in actions if action.objectName() != "palette"]
        self._commands = [command_of(action) for action in shown]
        self.field = QLineEdit(self)
        set_kind(self.field, "entry")
        self.field.setPlaceholderText(self.tr("What would you like to do?"))
        self.field.setAccessibleName(self.tr("Find a command"))
        self.field.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.model = Commands(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_CommandDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("Commands found"))
        self.hint: QLabel = muted_label("", self)
        column = QVBoxLayout()
        column.setSpacing(SPACE_S)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        self.body.addLayout(column)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_S)
            layout.setSpacing(0)
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self.run)
        self.resize(560, 460)
        self._find("")
        self.field.setFocus()

    def _find(self, query: str) -> None:
        self.model.set_commands(matching(self._commands, query))
        if self.model.commands:
            self.list.setCurrentIndex(self.model.index(0, 0))
            self.hint.setText(self.tr("↑ ↓ choose, Enter runs, Esc leaves."))
        else:
            self.hint.setText(self.tr("No command has these words; try fewer."))

    def current(self) -> Command | None:
        """The command that Enter would run."""
        row = self.list.currentIndex().row()
        return self.model.commands[row] if 0 <= row < len(self.model.commands) else None

    def run(self) -> None:
        """Close, then run the chosen command, so that it finds the window as it was."""
        command = self.current()
        if command is None or not command.action.isEnabled():
            return
        action = command.action
        self.accept()
        QTimer.singleShot(0, action, action.trigger)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() is QEvent.Type.KeyPress
        if watched is self.field and pressed and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        key = Qt.Key(event.key())
        if key in steps:
            last = len(self.model.commands) - 1
            row = min(max(self.list.currentIndex().row() + steps[key], 0), last)
            self.list.setCurrentIndex(self.model.index(row, 0))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run()
            return True
        return False
