"""The log: read what was done, a day or a range at a time, and correct it."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from rvuedge_desktop.domain.entries import Entry, Line
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.models.entries import COLUMNS, EntryTableModel, cell_texts
from rvuedge_desktop.ui.models.entry_cells import CellChange
from rvuedge_desktop.ui.pages.log_changes import LogChanges
from rvuedge_desktop.ui.pages.log_days import LogDays
from rvuedge_desktop.ui.pages.log_page_view import LogPageView
from rvuedge_desktop.ui.pages.log_place import Place
from rvuedge_desktop.ui.pages.log_query import (
    LogRequest,
    LogRows,
    LogTotals,
    read_rows,
    read_totals,
)
from rvuedge_desktop.ui.pages.log_range import Span
from rvuedge_desktop.ui.pages.log_sessions import LogSessions
from rvuedge_desktop.ui.pages.log_texts import EmptyText, empty_text, selected_text, totals_rows
from rvuedge_desktop.ui.theme import icon
from rvuedge_desktop.ui.widgets import FilterChip

_COLUMNS_KEY, _PANEL_KEY = "log.columns", "log.panel"
_FIND_AFTER_MS = 120
# A page narrower than this shows the panel only when it is asked for.
_PANEL_NEEDS = 760


class LogPage(QWidget):
    """Shows the lines of some days. It asks the store; it never waits for it."""

    # Whether the explanation panel is shown.
    panel_shown = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._only: str | None = None
        self._order, self._descending = "date", True
        self._stale = True
        self._waiting_for_editor = False
        self._panel_hidden_by: str = ""
        self._empty: EmptyText | None = None
        self.model = EntryTableModel(self._fetch, self.name_of, self._parse_cell, self)
        self.view = LogPageView(self, self.name_of)
        self.view.table.setModel(self.model)
        self.view.table.set_up()
        self.days = LogDays(desk, self.view, self)
        self.changes = LogChanges(self, desk, self.model, self.view.table)
        self.sessions = LogSessions(self, desk)
        self._wanted: int | None = None
        self._find_timer = self._timer(_FIND_AFTER_MS, self._filter_changed)
        self._explain_timer = self._timer(0, self._explain)
        self._connect()
        if desk.is_open:
            self._opened()

    def _timer(self, milliseconds: int, act: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def _connect(self) -> None:
        view, desk = self.view, self._desk
        desk.opened.connect(self._opened)
        desk.log_changed.connect(self._log_changed)
        desk.values_changed.connect(self.refresh)
        desk.index_changed.connect(self.model.names_changed)
        self.days.changed.connect(lambda: self.refresh(keep_place=False))
        view.find.textChanged.connect(lambda _: self._find_timer.start())
        view.find.returnPressed.connect(self._leave_find)
        view.drugs.clicked.connect(lambda: self.show_only("drug"))
        view.look.clicked.connect(lambda: self.show_only("review"))
        view.panel_button.clicked.connect(self.toggle_panel)
        view.empty.action_clicked.connect(self._empty_action)
        for keys, owner, act in (
            ("Alt+Left", self, lambda: self.days.step(-1)),
            ("Alt+Right", self, lambda: self.days.step(1)),
            ("Alt+Home", self, self.days.go_to_new_lines),
            ("Escape", view.find, self._escape_find),
            ("Down", view.find, self._leave_find),
        ):
            shortcut = QShortcut(QKeySequence(keys), owner)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._connect_table()

    def _connect_table(self) -> None:
        table, panel = self.view.table, self.view.panel
        self.model.sort_asked.connect(self._sort)
        self.model.rows_came.connect(lambda *_: self._explain_timer.start())
        self.model.modelReset.connect(self._explain_timer.start)
        table.selection_changed.connect(self._explain_timer.start)
        table.selectionModel().currentChanged.connect(lambda *_: self._explain_timer.start())
        table.copy_asked.connect(self.copy_lines)
        table.delete_asked.connect(self.delete_selected)
        table.edit_asked.connect(self.edit_selected)
        table.row_activated.connect(lambda _row: self.changes.open_dialog())
        table.menu_requested.connect(self._open_menu)
        table.editing_done.connect(self._editor_closed)
        panel.edit_asked.connect(self.changes.open_dialog)
        panel.entry_asked.connect(self.show_entry)
        panel.code_asked.connect(lambda code: self._desk.go_to.emit("codes", code))
        panel.close_asked.connect(self.toggle_panel)
        self.view.splitter.splitterMoved.connect(lambda *_: self._panel_moved())

    # -- what the window calls -------------------------------------------------------------

    def activate(self) -> None:
        """The page is shown: read anew what has changed meanwhile."""
        if self._stale:
            self.refresh()
        elif self._desk.is_open:
            self.sessions.refresh()

    def find(self) -> None:  # type: ignore[override]  # a place of the window is found in
        """Put the focus where text to find is typed."""
        self.view.find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.view.find.selectAll()

    def show_days(self, first: date, last: date) -> None:
        """Show the lines of these days, unfiltered."""
        self._clear_filters()
        self.days.show_days(first, last)

    def edit_selected(self) -> None:
        """Edit the cell at the focus, or the whole line where the cell cannot be edited."""
        table = self.view.table
        if not table.is_editing and not (table.hasFocus() and table.edit_current()):
            self.changes.open_dialog()

    def delete_selected(self) -> None:
        """Delete the selected lines."""
        focus = self.focusWidget()
        if isinstance(focus, FilterChip) and focus.hasFocus():
            focus.removed.emit()
        elif not self.view.table.is_editing:
            self.changes.delete(self.selected_ids())

    def move_selected(self) -> None:
        """Give the selected lines the date of new lines."""
        self.changes.move(self.selected_ids(), self._desk.date)

    def merge_selected(self) -> None:
        """Make the selected lines one session."""
        self.sessions.merge(self.selected_ids())

    def split_selected(self) -> None:
        """Make the selected lines a session of their own."""
        self.sessions.split(self.selected_ids())

    def show_entry(self, entry: Entry) -> None:
        """Select a line, on its day when it is not among those shown."""
        self._wanted = entry.id
        if not self._choose_wanted():
            self.show_days(entry.line.date_of_service, entry.line.date_of_service)

    def _choose_wanted(self) -> bool:
        row = self.model.row_of(self._wanted) if self._wanted is not None else None
        if row is None:
            return False
        self._wanted = None
        table = self.view.table
        table.select_rows([row], row)
        table.scrollTo(self.model.index(row, table.first_column()))
        return True

    # -- what is remembered ----------------------------------------------------------------

    def _opened(self) -> None:
        self.refresh()
        self._desk.ask(
            lambda program: (
                program.store.setting(_COLUMNS_KEY) or "",
                program.store.setting(_PANEL_KEY) or "",
            ),
            self._restore,
        )

    def _restore(self, kept: tuple[str, str]) -> None:
        columns, panel = kept
        self.view.table.remember(lambda: columns, lambda text: self._keep(_COLUMNS_KEY, text))
        self.days.tell()
        if panel:
            self._panel_hidden_by = panel
            self._place_panel()

    def _keep(self, key: str, text: str) -> None:
        # A look that cannot be kept is no reason to disturb anyone.
        self._desk.ask(
            lambda program: program.store.set_setting(key, text), None, lambda _error: None, key=key
        )

    # -- reading ---------------------------------------------------------------------------

    def name_of(self, code: str) -> str:
        document = self._desk.index.get(code) if self._desk.index is not None else None
        return document.name if document is not None else ""

    def _parse_cell(self, line: Line, key: str, text: str) -> CellChange:
        return self.changes.parse_cell(line, key, text)

    def _fetch(self, ids: list[int], arrived: Any) -> None:
        def failed(error: BaseException) -> None:
            self._desk.went_wrong(error)
            # Blank rows, so that the next ones are asked for.
            arrived([])

        self._desk.ask(lambda program: program.store.entries_by_ids(ids), arrived, failed)

    def request(self, anchor: int | None = None) -> LogRequest:
        """What is to be shown now."""
        days = self.days.range
        return LogRequest(
            days.first,
            days.last,
            self.view.find.text(),
            self._only,
            self._order,
            self._descending,
            anchor,
        )

    def refresh(self, *, keep_place: bool = True, totals: bool = True) -> None:
        """Read anew. The place in the list and the selection stay when `keep_place`."""
        self._stale = True
        if not self._desk.is_open:
            return
        if self.view.table.is_editing:
            # Rows must not move under an open editor.
            self._waiting_for_editor = True
            return
        self._stale = False
        place = Place.of(self.view.table, self.model) if keep_place else Place()
        request = self.request(place.anchor)
        days = self.days.range
        month_day = self.days.day() if days.first is None else days.last or self._desk.date

        self._desk.ask(
            lambda program: read_rows(program, request),
            lambda rows: self._show_rows(request, place, rows),
            key="log rows",
        )
        if not totals:
            return
        self.sessions.refresh()
        self._desk.ask(
            lambda program: read_totals(program, request, month_day),
            self._show_totals,
            key="log totals",
        )

    def _show_rows(self, request: LogRequest, place: Place, rows: LogRows) -> None:
        view = self.view
        if view.table.is_editing:
            self._waiting_for_editor = True
            return
        self.model.set_ids(rows.ids, rows.pages)
        self.model.set_doubts(rows.doubts)
        self._empty = None
        if rows.ids:
            view.stack.setCurrentWidget(view.table)
            place.put_back(view.table, self.model)
            self._choose_wanted()
        else:
            self._empty = empty = empty_text(request, self.days.range, rows)
            view.empty.set_icon(empty.icon)
            view.empty.set_texts(empty.title, empty.sentence, empty.button)
            if view.table.hasFocus():
                view.find.setFocus()
            view.stack.setCurrentWidget(view.empty)

    def _show_totals(self, totals: LogTotals) -> None:
        rows = totals_rows(self.days.range, totals)
        # An empty log has nothing to add up.
        self.view.totals.set_rows(rows if totals.shown.lines or totals.month.lines else [])
        drugs = totals.drug_lines
        for button, kind, count, text in (
            (self.view.drugs, "drug", drugs, self.tr("Drugs · %s")),
            (self.view.look, "review", totals.needs_look, self.tr("Needs review · %s")),
        ):
            button.setText(text.replace("%s", shown.count(count)))
            button.setVisible(count > 0 and self._only != kind)

    def _log_changed(self, _days: object) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _editor_closed(self) -> None:
        if self._waiting_for_editor:
            self._waiting_for_editor = False
            QTimer.singleShot(0, self, self.refresh)

    # -- order and filters -----------------------------------------------------------------

    def _sort(self, order: str, descending: bool) -> None:
        if order:
            if (order, descending) != (self._order, self._descending):
                self._order, self._descending = order, descending
                # Another order adds up to the same.
                self.refresh(keep_place=False, totals=False)
            return
        # The store cannot sort by this column: the sort mark goes back.
        header = self.view.table.horizontalHeader()
        column = next(at for at, one in enumerate(COLUMNS) if one.order == self._order)
        down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        header.blockSignals(True)
        header.setSortIndicator(column, down if self._descending else up)
        header.blockSignals(False)
        header.viewport().update()

    def show_only(self, kind: str | None) -> None:
        """Show drug lines or lines that need a look alone; None shows all again."""
        self._only = kind
        view = self.view
        view.chips.clear()
        if kind is not None:
            name = self.tr("Only drugs") if kind == "drug" else self.tr("Needs review")
            chip = FilterChip(name, view.chips)
            chip.removed.connect(self._chip_removed)
            view.chips.add_item(chip)
        view.chips.setVisible(kind is not None)
        view.drugs.setVisible(False)
        view.look.setVisible(False)
        self.refresh(keep_place=False)

    def _chip_removed(self) -> None:
        QTimer.singleShot(0, self, lambda: self.show_only(None))
        self.view.find.setFocus()

    def _filter_changed(self) -> None:
        self.refresh(keep_place=False)

    def _clear_filters(self) -> None:
        self.view.find.clear()
        self._find_timer.stop()
        self.show_only(None)

    def _escape_find(self) -> None:
        if self.view.find.text():
            self.view.find.clear()
        else:
            self._leave_find()

    def _leave_find(self) -> None:
        if self._find_timer.isActive():
            self._find_timer.stop()
            self._filter_changed()
        table = self.view.table
        if self.model.rowCount():
            table.setFocus()
            if not table.currentIndex().isValid():
                table.setCurrentIndex(self.model.index(0, table.first_column()))

    def _empty_action(self) -> None:
        empty = self._empty
        if empty is None:
            return
        if empty.act == "type":
            self._desk.go_to.emit("quick_entry", "")
        elif empty.act == "clear":
            self._clear_filters()
        elif empty.act == "all":
            self.days.show_span(Span.ALL)
        elif empty.act == "day" and empty.day is not None:
            self.days.choose_day(empty.day)

    # -- selection -------------------------------------------------------------------------

    def selected_ids(self) -> list[int]:
        """The entries that are selected, in the order shown."""
        ids = self.model.ids
        return [
            number
            for rows in self.view.table.selected_rows()
            for number in ids[rows.start : rows.stop]
        ]

    def copy_lines(self) -> None:
        """Put the selected lines on the clipboard as text, with the titles of the columns."""
        ids = self.selected_ids()
        if not ids:
            return
        header = self.view.table.horizontalHeader()
        columns = [
            header.logicalIndex(place)
            for place in range(header.count())
            if not header.isSectionHidden(header.logicalIndex(place))
        ]
        titles = [self.model.headerData(at, Qt.Orientation.Horizontal) for at in columns]

        def done(entries: list[Entry]) -> None:
            lines = ["\t".join(titles)]
            for entry in entries:
                doubts = self.model.doubts_of(entry)
                texts = cell_texts(entry, self.name_of(entry.line.code), doubts)
                lines.append("\t".join(texts[at] for at in columns))
            QGuiApplication.clipboard().setText("\n".join(lines))

        self._desk.ask(lambda program: program.store.entries_by_ids(ids), done)

    def _explain(self) -> None:
        panel, table = self.view.panel, self.view.table
        if panel.isHidden():
            return
        count = table.selected_count()
        if count > 1:
            ids = self.selected_ids()
            self._desk.ask(
                lambda program: program.store.sum_of_ids(ids),
                lambda found: self._explain_many(count, found),
                key="log selection",
            )
            return
        rows = table.selected_rows()
        at = rows[0].start if rows else table.currentIndex().row()
        entry = self.model.entry_at(at)
        if entry is not None:
            panel.show_entry(entry)
            self.sessions.ask_context(entry, panel.show_context)
        elif not rows or not self.model.rowCount():
            panel.show_nothing()

    def _explain_many(self, count: int, found: Any) -> None:
        if count == self.view.table.selected_count():
            self.view.panel.show_selected(selected_text(found))

    def _open_menu(self, where: QPoint) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def make_menu(self) -> QMenu:
        """What can be done with the selected lines."""
        menu = QMenu(self)
        count = self.view.table.selected_count()
        if count:
            menu.addAction(icon("edit"), self.tr("&Edit line…"), self.changes.open_dialog)
            day = shown.short_day(self._desk.date)
            text = self.tr("&Move to %s").replace("%s", day)
            menu.addAction(icon("calendar"), text, self.move_selected)
            menu.addAction(icon("copy"), self.tr("&Copy as text"), self.copy_lines)
            self.sessions.add_to_menu(menu, self.selected_ids())
            menu.addSeparator()
            text = self.tr("&Delete line") if count == 1 else self.tr("&Delete lines")
            menu.addAction(icon("delete"), text, self.delete_selected)
            menu.addSeparator()
        columns = self.view.table.column_menu()
        columns.setTitle(self.tr("Columns"))
        menu.addMenu(columns)
        return menu

    # -- panel -----------------------------------------------------------------------------

    @property
    def panel_is_shown(self) -> bool:
        return not self.view.panel.isHidden() and self.view.splitter.sizes()[1] > 0

    def toggle_panel(self) -> None:
        """Show or hide why the selected line counts as it does."""
        self._panel_hidden_by = "user" if self.panel_is_shown else "nobody"
        self._keep(_PANEL_KEY, self._panel_hidden_by)
        self._place_panel()

    def _place_panel(self) -> None:
        narrow = self.width() < _PANEL_NEEDS
        shown_now = self._panel_hidden_by == "nobody" or (not self._panel_hidden_by and not narrow)
        panel, splitter = self.view.panel, self.view.splitter
        panel.setVisible(shown_now)
        if shown_now and not splitter.sizes()[1]:
            splitter.setSizes(
                [max(1, self.width() - panel.sizeHint().width()), panel.sizeHint().width()]
            )
        if shown_now:
            self._explain_timer.start()
        self._panel_moved()

    def _panel_moved(self) -> None:
        self.view.panel_button.setChecked(self.panel_is_shown)
        self.panel_shown.emit(self.panel_is_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._panel_hidden_by:
            self._place_panel()
