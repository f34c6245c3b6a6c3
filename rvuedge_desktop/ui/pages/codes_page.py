"""The Codes page: find a code as you type, and read all that is known of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from rvuedge_desktop.domain.codes import normal_code
from rvuedge_desktop.services.browse import Narrowing, code_groups, codes_of
from rvuedge_desktop.services.medicare_estimate import (
    MedicareEstimate,
    medicare_estimate,
    place_of,
)
from rvuedge_desktop.services.page_parts import Page
from rvuedge_desktop.services.settings import LOCALITY
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.pages.codes_page_view import KINDS, CodesPageView
from rvuedge_desktop.ui.pages.settings_locality import payment_tables

MOST_HITS = 100
# With a section or specialty chosen, more must be found for enough to be left.
_BEFORE_NARROWING = 1_000
_OFTEN = 40
_PAUSE_MS = 200


class CodesPage(QWidget):
    """Results follow every key, from the index in memory; pages come from the database thread."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = ""
        self._stale = True
        self.view = CodesPageView(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._open_typed_code)
        self._connect()
        self._show_hits()

    def _connect(self) -> None:
        view, desk = self.view, self._desk
        view.field.textChanged.connect(self._typed)
        view.field.installEventFilter(self)
        view.list.installEventFilter(self)
        view.kinds.idToggled.connect(lambda _number, on: self._show_hits() if on else None)
        view.sections.currentIndexChanged.connect(self._show_hits)
        view.specialties.currentIndexChanged.connect(self._show_hits)
        view.clear.clicked.connect(self.clear_filters)
        view.nothing.button.clicked.connect(self.clear_filters)
        view.list.clicked.connect(lambda index: self._open_row(index.row()))
        view.list.selectionModel().currentChanged.connect(self._moved)
        view.code.code_clicked.connect(self.show_code)
        view.code.locality_clicked.connect(lambda: desk.go_to.emit("settings", "locality"))
        view.code.log_clicked.connect(lambda code: desk.go_to.emit("quick_entry", code))
        desk.opened.connect(self._codes_changed)
        desk.index_changed.connect(self._codes_changed)
        desk.values_changed.connect(self._codes_changed)
        desk.settings_changed.connect(self._reopen)

    # -- what the window asks --------------------------------------------------------------

    def activate(self) -> None:
        """Called when the page is shown."""
        if self._stale and self._desk.index is not None:
            self._refresh()
        self.view.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def find(self) -> None:  # type: ignore[override]
        """Put the cursor into the search field, ready for something else."""
        self.view.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.view.field.selectAll()

    def show_code(self, code: str) -> None:
        """Open the page of a code, whether the list has it or not."""
        code = normal_code(code)
        if not code:
            return
        self._asked = code
        self._pause.stop()
        self._mark(code)

        def work(program: Any) -> tuple[Page, MedicareEstimate]:
            store, evaluator, today = program.store, program.evaluator, date.today()
            kept = LOCALITY.read(store.setting(LOCALITY.key))
            page = program.code_pages.page(code, today, place=place_of(kept))
            tables = payment_tables()
            return page, medicare_estimate(store, evaluator, tables, code, today, kept)

        self._desk.ask(work, self._show_page, key="code page")

    def clear_filters(self) -> None:
        """Show all kinds, sections and specialties again."""
        for combo in (self.view.sections, self.view.specialties):
            combo.blockSignals(True)
            combo.setCurrentIndex(0)
            combo.blockSignals(False)
        self.view.kinds.blockSignals(True)
        self.view.kinds.button(0).setChecked(True)
        self.view.kinds.blockSignals(False)
        self._show_hits()
        self.view.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- results ---------------------------------------------------------------------------

    def narrowing(self) -> Narrowing:
        """The filters that are chosen."""
        return Narrowing(
            KINDS[max(self.view.kinds.checkedId(), 0)],
            self.view.sections.currentData() or "",
            self.view.specialties.currentData() or "",
        )

    def _typed(self) -> None:
        self._show_hits()
        self._pause.start()

    def _show_hits(self, *_: object) -> None:
        query, narrowing = self.view.field.text().strip(), self.narrowing()
        self.view.clear.setVisible(not narrowing.is_wide)
        if self._desk.index is None:
            self._show_nothing(
                self.tr("The codes are being made ready"), self.tr("This takes a moment.")
            )
        elif query:
            self._show_found(query, narrowing)
        elif narrowing.is_wide:
            self._show_often_logged()
        else:
            self._browse(narrowing)

    def _show_found(self, query: str, narrowing: Narrowing) -> None:
        by_kind = Narrowing(narrowing.kind)
        most = MOST_HITS if narrowing == by_kind else _BEFORE_NARROWING
        hits = self._desk.search(query, limit=most, kind=narrowing.kind)
        if narrowing != by_kind:
            hits = [hit for hit in hits if narrowing.fits(hit)][:MOST_HITS]
        if not hits:
            self._show_nothing_found(query, narrowing)
            return
        self.view.hits.set_hits(hits)
        self._select(0)
        self.view.results.setCurrentIndex(0)
        if len(hits) == 1:
            text = self.tr("1 code")
        elif len(hits) < MOST_HITS:
            text = self.tr("%s codes, best first")
        else:
            text = self.tr("The best %s codes")
        self._say_count(text.replace("%s", shown.count(len(hits))))

    def _show_nothing_found(self, query: str, narrowing: Narrowing) -> None:
        title = self.tr("Nothing found for “%s”").replace("%s", query)
        if narrowing.is_wide:
            sentence = self.tr("Try fewer words, another name, or the first digits of the code.")
            self._show_nothing(title, sentence)
            return
        sentence = self.tr("No code fits the words and the filters together.")
        self._show_nothing(title, sentence, self.tr("Clear filters"))

    def _show_nothing(self, title: str, sentence: str, action: str = "") -> None:
        self.view.hits.set_hits([])
        self.view.nothing.say(title, sentence, action)
        self.view.results.setCurrentIndex(1)
        self._say_count("")

    def _show_often_logged(self) -> None:
        """Nothing is typed and nothing chosen: the codes this user logs most."""
        usage, index = self._desk.usage, self._desk.index
        most = sorted(usage, key=lambda code: (-usage[code], code))[:_OFTEN]
        known = [found for code in most if (found := index.get(code)) is not None]
        if not known:
            self._show_nothing(
                self.tr("Find a code"),
                self.tr(
                    "Type a number, a name, a nickname or plain words: 43644, lap chole, pitocin."
                ),
            )
            return
        self.view.hits.set_hits(known)
        self._select(0)
        self.view.results.setCurrentIndex(0)
        self._say_count(self.tr("The codes you log most"))

    def _browse(self, narrowing: Narrowing) -> None:
        """Every code of a filter, in order; made on the database thread, as it may be thousands."""

        def work(program: Any) -> list[str]:
            return codes_of(program.search_index(), narrowing)

        def done(codes: list[str]) -> None:
            if not self.view.field.text().strip() and self.narrowing() == narrowing:
                self._show_browsed(codes)

        self._desk.ask(work, done, key="browse codes")

    def _show_browsed(self, codes: list[str]) -> None:
        if not codes:
            self._show_nothing(
                self.tr("No code fits these filters"),
                self.tr("Choose another section or specialty."),
                self.tr("Clear filters"),
            )
            return
        self.view.hits.set_codes(codes, self._desk.index.get)
        self._select(0)
        self.view.results.setCurrentIndex(0)
        text = self.tr("1 code") if len(codes) == 1 else self.tr("%s codes, in order of number")
        self._say_count(text.replace("%s", shown.count(len(codes))))

    def _say_count(self, text: str) -> None:
        self.view.count.setText(text)

    # -- filters and what is installed -----------------------------------------------------

    def _codes_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        """Fetch what there is to narrow to; search, and read the open code, anew."""
        index = self._desk.index
        self._show_hits()
        if index is None:
            return
        self._stale = False
        self._desk.ask(
            lambda program: code_groups(program.store, index.codes()),
            self._show_groups,
            key="code groups",
        )
        if self._asked:
            self.show_code(self._asked)
        else:
            # What pages share is read while nobody waits for it.
            self._desk.ask(lambda program: program.code_pages.warm(date.today()), key="warm pages")

    def _show_groups(self, groups: Any) -> None:
        self._fill(self.view.sections, groups.sections)
        self._fill(self.view.specialties, groups.specialties)

    def _fill(self, combo: QComboBox, items: tuple[str, ...]) -> None:
        chosen = combo.currentData()
        combo.blockSignals(True)
        while combo.count() > 1:
            combo.removeItem(1)
        for item in items:
            combo.addItem(item, item)
        combo.setCurrentIndex(max(combo.findData(chosen), 0))
        combo.blockSignals(False)
        if combo.currentData() != chosen:
            self._show_hits()

    def _reopen(self, key: str) -> None:
        if key == LOCALITY.key and self._asked:
            self.show_code(self._asked)

    # -- opening ---------------------------------------------------------------------------

    def _select(self, row: int) -> None:
        """Mark a row without opening it: Enter would open it."""
        selection = self.view.list.selectionModel()
        selection.blockSignals(True)
        self.view.list.setCurrentIndex(self.view.hits.index(row, 0))
        selection.blockSignals(False)
        self.view.list.viewport().update()

    def _mark(self, code: str) -> None:
        codes = self.view.hits.codes()
        current = self.view.list.currentIndex().row()
        if code in codes and self.view.hits.code(current) != code:
            self._select(list(codes).index(code))

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self.view.list.hasFocus():
            self._open_row(current.row())

    def _open_row(self, row: int) -> None:
        code = self.view.hits.code(row)
        if code:
            self.show_code(code)

    def _open_typed_code(self) -> None:
        """A whole code was typed: there is no doubt what to open."""
        code = normal_code(self.view.field.text())
        if self._desk.index is not None and code in self._desk.index and code != self._asked:
            self.show_code(code)

    def _show_page(self, found: tuple[Page, MedicareEstimate]) -> None:
        page, payment = found
        if page.facts.code == self._asked:
            self.view.code.show_page(page, payment)
            self.view.reader.setCurrentWidget(self.view.code)

    # -- keys ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.view.field:
                return self._field_key(event)
            if watched is self.view.list:
                return self._list_key(event)
        return super().eventFilter(watched, event)

    def _field_key(self, event: QKeyEvent) -> bool:
        rows = self.view.hits.rowCount()
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_PageDown if rows:
                self.view.list.setFocus(Qt.FocusReason.OtherFocusReason)
                self._open_row(max(self.view.list.currentIndex().row(), 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open_row(max(self.view.list.currentIndex().row(), 0))
            case Qt.Key.Key_Escape if self.view.field.text():
                self.view.field.clear()
            case _:
                return False
        return True

    def _list_key(self, event: QKeyEvent) -> bool:
        row = self.view.list.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open_row(row)
                self.view.code.setFocus(Qt.FocusReason.OtherFocusReason)
            case Qt.Key.Key_Up if row <= 0:
                self.view.field.setFocus(Qt.FocusReason.OtherFocusReason)
            case Qt.Key.Key_Escape:
                self.find()
            case _:
                text = event.text()
                plain = event.modifiers() in (
                    Qt.KeyboardModifier.NoModifier,
                    Qt.KeyboardModifier.ShiftModifier,
                )
                if not plain or not text.isprintable() or not text.strip():
                    return False
                # Typing goes on in the field, wherever the list has been read to.
                self.view.field.setFocus(Qt.FocusReason.OtherFocusReason)
                self.view.field.insert(text)
        return True
