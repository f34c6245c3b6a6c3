"""The main window: places, commands, and what the database thread reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QActionGroup, QDesktopServices
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from rvuedge_desktop.domain.amounts import from_hundredths
from rvuedge_desktop.domain.periods import month_of
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.actions import MENUS, make_actions, translated
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.quick_entry.bar import QuickEntryBar
from rvuedge_desktop.ui.shell import Shell
from rvuedge_desktop.ui.theme import apply_theme
from rvuedge_desktop.ui.widgets.strip import Strip

PLACES = ("log", "summary", "codes", "contract", "settings")


def _newness(row: Any) -> tuple[tuple[int, int], bool]:
    """Newest release first, and of two of one name the one CMS's own file brought."""
    return Release(row.name).order, row.complete


class MainWindow(QObject):
    """Makes the window act. Pages are made when first shown."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(shell)
        self._desk = desk
        self.shell = shell
        self._pages: dict[str, Any] = {}
        self._place = ""
        self.strip = Strip(shell.central)
        shell.put_strip(self.strip)
        self.quick_entry = QuickEntryBar(desk, shell.entry, shell.central)
        self.actions_by_name = make_actions(shell, self._handlers())
        self._build_menus()
        self._build_rail()
        self._connect()
        self._show_place("log")
        shell.entry.field.setFocus()

    # -- building --------------------------------------------------------------------------

    def _handlers(self) -> dict[str, Callable[..., None]]:
        return {
            "import_values": self.import_values,
            "open_data_folder": self.open_data_folder,
            "quit": self.quit_program,
            "undo": self.undo,
            "redo": self.redo,
            "find": self._find,
            "palette": self.open_palette,
            "quick_entry": self.quick_entry.focus,
            "previous_day": lambda: self._step_day(-1),
            "next_day": lambda: self._step_day(1),
            "today": lambda: self._desk.set_date(None),
            "edit_line": lambda: self._on_log_page("edit_selected"),
            "delete_lines": lambda: self._on_log_page("delete_selected"),
            "move_lines": lambda: self._on_log_page("move_selected"),
            "merge_lines": lambda: self._on_log_page("merge_selected"),
            "split_lines": lambda: self._on_log_page("split_selected"),
            "what_if": lambda: self.go_to("what_if", "terms"),
            "two_schedules": lambda: self.go_to("what_if", "schedules"),
            "reprice": lambda: self.go_to("what_if", "reprice"),
            "go_log": lambda: self.go_to("log"),
            "go_summary": lambda: self.go_to("summary"),
            "go_codes": lambda: self.go_to("codes"),
            "go_contract": lambda: self.go_to("contract"),
            "go_settings": lambda: self.go_to("settings"),
            "theme_system": lambda: self.choose_theme("system"),
            "theme_light": lambda: self.choose_theme("light"),
            "theme_dark": lambda: self.choose_theme("dark"),
            "toggle_panel": lambda: self._on_log_page("toggle_panel"),
            "quick_entry_help": self.open_quick_entry_help,
            "about": self.open_about,
        }

    def _build_menus(self) -> None:
        from rvuedge_desktop.ui.actions import ACTIONS, WIDGET_ACTIONS

        menus: dict[str, QMenu] = {}
        self.shell.menuBar().clear()
        for name, title in MENUS:
            menus[name] = self.shell.menuBar().addMenu(translated(title))
        for spec in ACTIONS:
            action = self.actions_by_name[spec.name]
            menus[spec.menu].addAction(action)
            if spec.name not in WIDGET_ACTIONS:
                self.shell.addAction(action)
        themes = QActionGroup(self)
        for name in ("theme_system", "theme_light", "theme_dark"):
            themes.addAction(self.actions_by_name[name])
        self.actions_by_name["theme_system"].setChecked(True)
        self.actions_by_name["toggle_panel"].setChecked(True)
        self._set_undo_texts(None, None)

    def _build_rail(self) -> None:
        group = QActionGroup(self)
        for name in PLACES:
            action = self.actions_by_name[f"go_{name}"]
            group.addAction(action)
            button = self.shell.rail.buttons[name]
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            # Pressing the place one is in must not take its mark away.
            button.clicked.connect(lambda _=False, kept=button: kept.setChecked(True))
            action.toggled.connect(button.setChecked)

    def _connect(self) -> None:
        desk = self._desk
        desk.opened.connect(self._opened)
        desk.log_changed.connect(lambda _days: self._refresh_status())
        desk.values_changed.connect(self._values_changed)
        desk.index_changed.connect(self._index_ready)
        desk.happened.connect(self._happened)
        desk.problem.connect(self._problem)
        desk.go_to.connect(self.go_to)
        desk.jobs.unhandled.connect(self.show_bug)
        self.strip.undo_clicked.connect(self.undo)
        self.shell.resized.connect(self._resized)
        self.shell.may_close = self._may_close

    # -- places ----------------------------------------------------------------------------

    def go_to(self, place: str, target: Any = None) -> None:
        """Show a place, and in it what `target` names: days, a code, a text to log."""
        if place == "quick_entry":
            if target:
                self.quick_entry.field.setText(f"{target} ")
            self.quick_entry.field.setFocus()
            return
        if place == "import_values":
            self.import_values(target)
            return
        page = self._show_place(place)
        if place == "log" and target is not None:
            page.show_days(*target)
        elif place == "codes" and target is not None:
            page.show_code(target)
        elif place == "what_if":
            page.open_on(target)
        elif place == "settings" and target == "locality":
            page.show_locality()

    def page(self, place: str) -> Any:
        """The page of a place, made at its first use."""
        if place not in self._pages:
            page = self._make_page(place)
            self._pages[place] = page
            self.shell.pages.addWidget(page)
        return self._pages[place]

    def _make_page(self, place: str) -> QWidget:
        if place == "log":
            from rvuedge_desktop.ui.pages.log_page import LogPage

            page = LogPage(self._desk)
            for name in ("edit_line", "delete_lines"):
                page.addAction(self.actions_by_name[name])
            page.panel_shown.connect(self.actions_by_name["toggle_panel"].setChecked)
            return page
        if place == "summary":
            from rvuedge_desktop.ui.pages.summary_page import SummaryPage

            return SummaryPage(self._desk)
        if place == "codes":
            from rvuedge_desktop.ui.pages.codes_page import CodesPage

            return CodesPage(self._desk)
        if place == "contract":
            from rvuedge_desktop.ui.pages.contract_page import ContractPage

            return ContractPage(self._desk)
        if place == "what_if":
            from rvuedge_desktop.ui.pages.what_if import WhatIfPage

            return WhatIfPage(self._desk)
        from rvuedge_desktop.ui.pages.settings_page import SettingsPage

        return SettingsPage(self._desk)

    def _show_place(self, place: str) -> Any:
        page = self.page(place)
        self._place = place
        # What if is opened from the log, and has no place of its own in the rail.
        in_rail = "log" if place == "what_if" else place
        self.actions_by_name[f"go_{in_rail}"].setChecked(True)
        self.shell.pages.setCurrentWidget(page)
        page.activate()
        return page

    @property
    def place(self) -> str:
        return self._place

    def _find(self) -> None:
        self._pages[self._place].find_on_page()

    def _on_log_page(self, what: str) -> None:
        if self._place != "log":
            self.go_to("log")
        getattr(self.page("log"), what)()

    # -- commands --------------------------------------------------------------------------

    def _step_day(self, days: int) -> None:
        try:
            self._desk.set_date(self._desk.date + timedelta(days=days))
        except OverflowError:
            # The calendar ends here.
            return

    def quit_program(self) -> None:
        self.shell.close()

    def undo(self) -> None:
        self._desk.ask(lambda program: program.logbook.undo(), self._undone)

    def redo(self) -> None:
        self._desk.ask(lambda program: program.logbook.redo(), self._redone)

    def _undone(self, change: Any) -> None:
        text = self.tr("Undone: %s.").replace("%s", change.label)
        self._desk.log_was_changed(set(change.days), text, undoable=False)

    def _redone(self, change: Any) -> None:
        text = self.tr("Done again: %s.").replace("%s", change.label)
        self._desk.log_was_changed(set(change.days), text)

    def choose_theme(self, mode: Any) -> None:
        """Apply an appearance and keep it for the next start."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, mode)
        self.actions_by_name[f"theme_{mode}"].setChecked(True)
        self._desk.ask(lambda program: program.store.set_setting("appearance.theme", mode))

    def import_values(self, path: Any = None) -> None:
        from rvuedge_desktop.ui.dialogs.import_values import ImportValuesDialog

        dialog = ImportValuesDialog(self._desk, self.shell)
        if isinstance(path, str) and path:
            dialog.set_file(path)
        dialog.open()

    def open_data_folder(self) -> None:
        def show(folder: str) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

        self._desk.ask(lambda program: str(program.paths.root), show)

    def open_palette(self) -> None:
        from rvuedge_desktop.ui.dialogs.command_palette import CommandPalette

        CommandPalette(list(self.actions_by_name.values()), self.shell).open()

    def open_quick_entry_help(self) -> None:
        from rvuedge_desktop.ui.dialogs.quick_entry_help import QuickEntryHelp

        QuickEntryHelp(self.shell).open()

    def open_about(self) -> None:
        from rvuedge_desktop.ui.dialogs.about import AboutDialog

        AboutDialog(self.shell).open()

    # -- what is reported ------------------------------------------------------------------

    def _opened(self) -> None:
        self.shell.status.state.setText("")
        self._refresh_status()

    def _values_changed(self) -> None:
        self._refresh_status()
        self.shell.status.state.setText(self.tr("Making the search ready…"))

    def _index_ready(self) -> None:
        self.shell.status.state.setText("")

    def _refresh_status(self) -> None:
        month = month_of(date.today())

        def read(program: Any) -> Any:
            store = program.store
            totals = store.day_totals(month.first, month.last)
            newest = max(store.releases(), key=_newness, default=None)
            return totals, newest, store.can_undo(), store.can_redo()

        self._desk.ask(read, self._show_status, key="status")

    def _show_status(self, found: Any) -> None:
        totals, newest, undo, redo = found
        lines = sum(total.lines for total in totals)
        wrvu = shown.wrvu(from_hundredths(sum(total.hundredths for total in totals)))
        if newest is not None:
            label = shown.release_label(newest.name)
            if not newest.complete:
                label = self.tr("%s, shipped codes only").replace("%s", label)
            self.shell.status.values.setText(label)
        name = shown.month_name(date.today().year, date.today().month)
        text = self.tr("%1: 1 line, %3 wRVU") if lines == 1 else self.tr("%1: %2 lines, %3 wRVU")
        text = text.replace("%1", name).replace("%2", shown.count(lines)).replace("%3", wrvu)
        self.shell.status.month.setText(text)
        self._set_undo_texts(undo, redo)

    def _set_undo_texts(self, undo: str | None, redo: str | None) -> None:
        for name, label, plain in (
            ("undo", undo, self.tr("&Undo")),
            ("redo", redo, self.tr("&Redo")),
        ):
            action = self.actions_by_name[name]
            action.setEnabled(label is not None)
            action.setText(f"{plain}: {label}" if label else plain)

    def _happened(self, sentence: str, undoable: bool) -> None:
        self.strip.tell(sentence, undo=undoable)

    def _problem(self, sentence: str) -> None:
        self.strip.tell(sentence, undo=False, role="warning")

    def show_bug(self, error: BaseException) -> None:
        """Show a mistake of ours and go on; the session stays alive."""
        from rvuedge_desktop.ui.dialogs.crash_notice import ErrorDialog

        ErrorDialog.show_for(error, self.shell)

    # -- the window itself ------------------------------------------------------------------

    def _resized(self) -> None:
        if self.quick_entry.panel.isVisible():
            QTimer.singleShot(0, self, self.quick_entry.place_panel)

    def _may_close(self) -> bool:
        """What was typed and not logged or saved is worth a question; nothing else can be lost."""
        from rvuedge_desktop.ui.dialogs.leave import may_leave

        contract = self._pages.get("contract")
        unsaved = contract is not None and contract.has_unsaved()
        return may_leave(self.shell, self.quick_entry.text(), terms=unsaved)
