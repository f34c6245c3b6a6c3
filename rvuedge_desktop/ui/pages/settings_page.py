"""The Settings page: values, appearance, the user's data, and about the program."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from rvuedge_desktop.services.settings import THEME, keep
from rvuedge_desktop.services.your_data import DataFacts, LogCheck, check_log, data_facts
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.dialogs.import_values_view import dropped_file
from rvuedge_desktop.ui.pages.settings_locality import SettingsLocality
from rvuedge_desktop.ui.pages.settings_page_view import SettingsPageView
from rvuedge_desktop.ui.theme import ThemeMode, apply_theme
from rvuedge_desktop.ui.widgets.label_grid import GridCell


class SettingsPage(QWidget):
    """Shows what is, and changes it at once: there is nothing to apply."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folder = ""
        self._described = False
        self.view = SettingsPageView(self)
        self.locality = SettingsLocality(desk, self.view.locality)
        self.setAcceptDrops(True)
        self._connect()
        self._selection_changed()

    def _connect(self) -> None:
        view, desk = self.view, self._desk
        view.import_button.clicked.connect(lambda: desk.go_to.emit("import_values", None))
        view.remove_button.clicked.connect(self.remove_chosen)
        view.descriptions_button.clicked.connect(self.remove_descriptions)
        view.tables.remove_clicked.connect(self.remove_table)
        view.table.selectionModel().selectionChanged.connect(self._selection_changed)
        view.themes.idClicked.connect(self._theme_chosen)
        view.folder_button.clicked.connect(self.open_folder)
        view.check_button.clicked.connect(self.check_log)
        desk.opened.connect(self._changed)
        desk.values_changed.connect(self._changed)
        desk.log_changed.connect(self._changed)

    # -- what the window asks --------------------------------------------------------------

    def activate(self) -> None:
        """Called when the page is shown: read everything anew."""
        self.refresh()

    def find(self) -> None:  # type: ignore[override]
        """Nothing to search here; go to the releases."""
        self.view.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _changed(self, *_: object) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Ask for releases, settings and the facts of the data folder."""

        def read(program: Any) -> Any:
            store = program.store
            described = next(iter(store.descriptions_newest()), None) is not None
            theme = THEME.read(store.setting(THEME.key))
            facts = data_facts(store, program.paths)
            return store.releases(), described, theme, facts, store.cms_tables()

        self._desk.ask(read, self._show, key="settings page")
        self.locality.refresh()

    def show_locality(self) -> None:
        """Go to where the locality of Medicare's estimate is chosen."""
        self.view.scroll.ensureWidgetVisible(self.view.locality)
        self.view.locality.zip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: Any) -> None:
        releases, self._described, theme, facts, tables = found
        self.view.releases.set_rows(releases)
        self.view.tables.set_tables(tables)
        self.view.fit_table()
        self.view.descriptions_button.setEnabled(self._described)
        self.view.themes.button(self.view.theme_names.index(theme)).setChecked(True)
        self._show_data(facts)
        self._selection_changed()

    # -- values ----------------------------------------------------------------------------

    def _chosen(self) -> Any:
        rows = self.view.table.selectionModel().selectedRows()
        release = self.view.releases.release(rows[0].row()) if rows else None
        return release if release is not None and release.complete else None

    def _selection_changed(self, *_: object) -> None:
        self.view.remove_button.setEnabled(self._chosen() is not None)

    def remove_chosen(self) -> None:
        """Remove the chosen release after a question."""
        release = self._chosen()
        if release is None:
            return
        label = shown.release_label(release.name)
        sure = self._ask(
            self.tr("Remove %s?").replace("%s", label),
            self.tr(
                "Its values and CMS's descriptions in it go. Lines that are logged keep the"
                " credit they were given."
            ),
            self.tr("Remove"),
        )
        if sure:
            self._remove(release.name)

    def _remove(self, name: str) -> None:
        def work(program: Any) -> bool:
            removed: bool = program.store.remove_release(name)
            program.values_changed()
            return removed

        def done(_removed: bool) -> None:
            self._desk.values_changed.emit()
            self._desk.happened.emit(self.tr("%s is removed.").replace("%s", name), False)

        self._desk.ask(work, done)

    def remove_table(self, table: Any) -> None:
        """Remove another of CMS's files after a question."""
        sure = self._ask(
            self.tr("Remove %s?").replace("%s", table.title),
            self.tr("Its lines go; logged lines and all values stay. It can be imported again."),
            self.tr("Remove"),
        )
        if not sure:
            return

        def work(program: Any) -> None:
            program.store.remove_table(table.kind, table.first_day)
            program.values_changed()

        def done(_: None) -> None:
            self._desk.values_changed.emit()
            self._desk.happened.emit(self.tr("%s is removed.").replace("%s", table.title), False)

        self._desk.ask(work, done)

    def remove_descriptions(self) -> None:
        """Remove every description of CMS's after a question."""
        sure = self._ask(
            self.tr("Remove CMS's descriptions?"),
            self.tr(
                "The short texts of the imported files go; our own names and all values stay."
                " Codes that only CMS names are then found by number alone."
            ),
            self.tr("Remove"),
        )
        if not sure:
            return

        def work(program: Any) -> int:
            removed: int = program.store.remove_descriptions()
            program.values_changed()
            return removed

        def done(removed: int) -> None:
            text = self.tr("%s descriptions of CMS's are removed.")
            self._desk.values_changed.emit()
            self._desk.happened.emit(text.replace("%s", shown.count(removed)), False)

        self._desk.ask(work, done)

    def _ask(self, question: str, explained: str, action: str) -> bool:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Settings"))
        box.setText(question)
        box.setInformativeText(explained)
        back = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        go = box.addButton(action, QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        box.exec()
        return box.clickedButton() is go

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := dropped_file(event):
            event.acceptProposedAction()
            self._desk.go_to.emit("import_values", path)

    # -- appearance ------------------------------------------------------------------------

    def _theme_chosen(self, number: int) -> None:
        mode = self.view.theme_names[number]
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, cast("ThemeMode", mode))
        # The menu shows the same choice.
        action = self.window().findChild(QAction, f"theme_{mode}")
        if action is not None:
            action.setChecked(True)
        self._desk.ask(lambda program: keep(program.store, THEME, mode))

    # -- the data --------------------------------------------------------------------------

    def _show_data(self, facts: DataFacts) -> None:
        self._folder = facts.folder
        size = QLocale().formattedDataSize(facts.bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        rows: list[list[GridCell | str]] = [
            [GridCell(self.tr("Folder"), "muted"), facts.folder],
            [GridCell(self.tr("Size"), "muted"), size],
            [GridCell(self.tr("Lines logged"), "muted"), shown.count(facts.lines)],
        ]
        self.view.data.set_rows((), rows)

    def open_folder(self) -> None:
        if self._folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder))

    def check_log(self) -> None:
        """Check the file and the totals, and say what was found."""
        self.view.check_button.setEnabled(False)
        self._say_checked(self.tr("Checking…"), "muted")

        def failed(error: BaseException) -> None:
            self.view.check_button.setEnabled(True)
            self._say_checked("", "")
            self._desk.went_wrong(error)

        self._desk.ask(lambda program: check_log(program.store), self._checked, failed)

    def _checked(self, found: LogCheck) -> None:
        self.view.check_button.setEnabled(True)
        if found.sound:
            text = self.tr("The file is sound, and all totals equal the sum of the %s lines.")
            if found.lines == 1:
                text = self.tr("The file is sound, and all totals equal the one line.")
            elif not found.lines:
                text = self.tr("The file is sound; nothing is logged yet.")
            self._say_checked(text.replace("%s", shown.count(found.lines)), "good")
        elif found.file_problems:
            text = self.tr("The file is damaged (%s); restore your newest backup of it.")
            self._say_checked(text.replace("%s", found.file_problems[0]), "error")
        else:
            text = self.tr("%s totals are not the sum of their lines; please report this.")
            self._say_checked(text.replace("%s", shown.count(found.wrong_totals)), "error")

    def _say_checked(self, text: str, tone: str) -> None:
        label = self.view.checked
        label.setText(text)
        label.setProperty("tone", tone)
        label.style().unpolish(label)
        label.style().polish(label)
