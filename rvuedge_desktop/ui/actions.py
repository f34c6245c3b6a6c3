"""Every command of the window in one table: text, shortcut, tooltip, icon, menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from rvuedge_desktop.ui.theme import icon

_CONTEXT = "Actions"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """A command: `name` is what code calls it, the rest is what the user meets."""

    name: str
    menu: str
    text: str
    tip: str
    shortcut: str = ""
    icon: str = ""
    checkable: bool = False


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Marks a text for the translators' tools, which look for a function of this name."""
    return text


MENUS = (
    ("file", QT_TRANSLATE_NOOP("Actions", "&File")),
    ("edit", QT_TRANSLATE_NOOP("Actions", "&Edit")),
    ("log", QT_TRANSLATE_NOOP("Actions", "&Log")),
    ("go", QT_TRANSLATE_NOOP("Actions", "&Go")),
    ("view", QT_TRANSLATE_NOOP("Actions", "&View")),
    ("help", QT_TRANSLATE_NOOP("Actions", "&Help")),
)

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "import_values",
        "file",
        QT_TRANSLATE_NOOP("Actions", "Import CMS &values…"),
        QT_TRANSLATE_NOOP("Actions", "Install a relative value file as CMS publishes it."),
        "Ctrl+I",
        "import",
    ),
    ActionSpec(
        "open_data_folder",
        "file",
        QT_TRANSLATE_NOOP("Actions", "Open the &data folder"),
        QT_TRANSLATE_NOOP("Actions", "Show the folder that holds your log."),
        "",
        "database",
    ),
    ActionSpec(
        "quit",
        "file",
        QT_TRANSLATE_NOOP("Actions", "&Quit"),
        QT_TRANSLATE_NOOP("Actions", "Close RVU Edge Desktop."),
        "Ctrl+Q",
    ),
    ActionSpec(
        "undo",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Undo"),
        QT_TRANSLATE_NOOP("Actions", "Take back the last change to the log."),
        "Ctrl+Z",
        "undo",
    ),
    ActionSpec(
        "redo",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Redo"),
        QT_TRANSLATE_NOOP("Actions", "Do again what was last undone."),
        "Ctrl+Shift+Z",
        "redo",
    ),
    ActionSpec(
        "find",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Find on this page"),
        QT_TRANSLATE_NOOP("Actions", "Find lines or codes on the page you see."),
        "Ctrl+F",
        "search",
    ),
    ActionSpec(
        "palette",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Commands…"),
        QT_TRANSLATE_NOOP("Actions", "Find and run any command by its name."),
        "Ctrl+K",
        "command",
    ),
    ActionSpec(
        "quick_entry",
        "log",
        QT_TRANSLATE_NOOP("Actions", "&Quick entry"),
        QT_TRANSLATE_NOOP("Actions", "Type what was done."),
        "Ctrl+L",
        "add",
    ),
    ActionSpec(
        "previous_day",
        "log",
        QT_TRANSLATE_NOOP("Actions", "&Previous day"),
        QT_TRANSLATE_NOOP("Actions", "Give new lines the day before."),
        "Ctrl+[",
        "chevron-left",
    ),
    ActionSpec(
        "next_day",
        "log",
        QT_TRANSLATE_NOOP("Actions", "&Next day"),
        QT_TRANSLATE_NOOP("Actions", "Give new lines the day after."),
        "Ctrl+]",
        "chevron-right",
    ),
    ActionSpec(
        "today",
        "log",
        QT_TRANSLATE_NOOP("Actions", "&Today"),
        QT_TRANSLATE_NOOP("Actions", "Give new lines today's date."),
        "Ctrl+T",
        "calendar",
    ),
    ActionSpec(
        "edit_line",
        "log",
        QT_TRANSLATE_NOOP("Actions", "&Edit line…"),
        QT_TRANSLATE_NOOP("Actions", "Change the selected line."),
        "F2",
        "edit",
    ),
    ActionSpec(
        "delete_lines",
        "log",
        QT_TRANSLATE_NOOP("Actions", "&Delete lines"),
        QT_TRANSLATE_NOOP("Actions", "Delete the selected lines; Undo brings them back."),
        "Del",
        "delete",
    ),
    ActionSpec(
        "move_lines",
        "log",
        QT_TRANSLATE_NOOP("Actions", "&Move lines to the chosen date"),
        QT_TRANSLATE_NOOP(
            "Actions", "Give the selected lines the date shown beside the quick-entry line."
        ),
        "",
        "calendar",
    ),
    ActionSpec(
        "merge_lines",
        "log",
        QT_TRANSLATE_NOOP("Actions", "&Group into one session"),
        QT_TRANSLATE_NOOP(
            "Actions", "Credit the selected lines together, as done on one occasion."
        ),
        "Ctrl+G",
    ),
    ActionSpec(
        "split_lines",
        "log",
        QT_TRANSLATE_NOOP("Actions", "Set &apart as a session"),
        QT_TRANSLATE_NOOP("Actions", "Credit the selected lines as a session of their own."),
        "Ctrl+Shift+G",
    ),
    ActionSpec(
        "what_if",
        "log",
        QT_TRANSLATE_NOOP("Actions", "&What if…"),
        QT_TRANSLATE_NOOP("Actions", "See the log under another policy, release or contract."),
        "Ctrl+Shift+W",
        "summary",
    ),
    ActionSpec(
        "two_schedules",
        "log",
        QT_TRANSLATE_NOOP("Actions", "Compare two &schedules…"),
        QT_TRANSLATE_NOOP("Actions", "See what a new release, such as that of 2026, does to you."),
        "",
        "summary",
    ),
    ActionSpec(
        "reprice",
        "log",
        QT_TRANSLATE_NOOP("Actions", "&Reprice…"),
        QT_TRANSLATE_NOOP("Actions", "Credit logged lines anew, after showing the difference."),
        "",
        "refresh",
    ),
    ActionSpec(
        "go_log",
        "go",
        QT_TRANSLATE_NOOP("Actions", "&Log"),
        QT_TRANSLATE_NOOP("Actions", "Read and correct what you logged."),
        "Ctrl+1",
        "log",
        True,
    ),
    ActionSpec(
        "go_summary",
        "go",
        QT_TRANSLATE_NOOP("Actions", "&Summary"),
        QT_TRANSLATE_NOOP("Actions", "Read the month: total, days, codes, and what is left out."),
        "Ctrl+2",
        "summary",
        True,
    ),
    ActionSpec(
        "go_codes",
        "go",
        QT_TRANSLATE_NOOP("Actions", "&Codes"),
        QT_TRANSLATE_NOOP("Actions", "Find a code and read what it counts for."),
        "Ctrl+3",
        "codes",
        True,
    ),
    ActionSpec(
        "go_contract",
        "go",
        QT_TRANSLATE_NOOP("Actions", "Con&tract"),
        QT_TRANSLATE_NOOP("Actions", "Contracts, credit policies, and values of your own."),
        "Ctrl+5",
        "contract",
        True,
    ),
    ActionSpec(
        "go_settings",
        "go",
        QT_TRANSLATE_NOOP("Actions", "S&ettings"),
        QT_TRANSLATE_NOOP("Actions", "Values, appearance, and about this program."),
        "Ctrl+6",
        "settings",
        True,
    ),
    ActionSpec(
        "theme_system",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Follow the &system"),
        QT_TRANSLATE_NOOP("Actions", "Light or dark as the system says."),
        "",
        "",
        True,
    ),
    ActionSpec(
        "theme_light",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Light"),
        QT_TRANSLATE_NOOP("Actions", "Always the light appearance."),
        "",
        "sun",
        True,
    ),
    ActionSpec(
        "theme_dark",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Dark"),
        QT_TRANSLATE_NOOP("Actions", "Always the dark appearance."),
        "",
        "moon",
        True,
    ),
    ActionSpec(
        "toggle_panel",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Explanation panel"),
        QT_TRANSLATE_NOOP("Actions", "Show or hide why the selected line counts as it does."),
        "Ctrl+E",
        "info",
        True,
    ),
    ActionSpec(
        "quick_entry_help",
        "help",
        QT_TRANSLATE_NOOP("Actions", "&Quick entry by example"),
        QT_TRANSLATE_NOOP("Actions", "What can be typed into the quick-entry line."),
        "F1",
        "book",
    ),
    ActionSpec(
        "about",
        "help",
        QT_TRANSLATE_NOOP("Actions", "&About RVU Edge Desktop"),
        QT_TRANSLATE_NOOP("Actions", "Versions, licences, and whose the code sets are."),
        "",
        "info",
    ),
)

EXTRA_SHORTCUTS = {"redo": ("Ctrl+Y",), "delete_lines": ("Backspace",)}
# These act on the selection of a table and would steal keys from text fields.
WIDGET_ACTIONS = frozenset({"delete_lines", "edit_line"})


def translated(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)


def make_actions(parent: QWidget, handlers: dict[str, Callable[..., None]]) -> dict[str, QAction]:
    """A QAction for every command of the table; KeyError when one has no handler."""
    made = {}
    for spec in ACTIONS:
        action = QAction(translated(spec.text), parent)
        action.setObjectName(spec.name)
        keys = [spec.shortcut, *EXTRA_SHORTCUTS.get(spec.name, ())] if spec.shortcut else []
        action.setShortcuts([QKeySequence(key) for key in keys])
        if spec.name in WIDGET_ACTIONS:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        tip = translated(spec.tip)
        action.setToolTip(f"{tip} ({spec.shortcut})" if spec.shortcut else tip)
        action.setStatusTip(tip)
        action.setCheckable(spec.checkable)
        if spec.icon:
            action.setIcon(icon(spec.icon))
        action.triggered.connect(handlers[spec.name])
        made[spec.name] = action
    return made
