"""The table of logged lines: it holds ids, and fetches what is painted.

Sorting and filtering are done by the store; the model asks for rows a page at a time from the
database thread and keeps a few pages. A cell never raises and never returns a Decimal or a date.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple, cast

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    Qt,
    Signal,
)

from rvuedge_desktop.domain.entries import Entry, Line
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.models.entry_cells import CellChange
from rvuedge_desktop.ui.widgets.figures_cells import CellRole
from rvuedge_desktop.ui.widgets.marks import mark_for

PAGE = 128
PAGES_KEPT = 24
# A view that scrolls fast asks for many pages; only the last ones are still on the screen.
_WANTED_AT_MOST = 6
_N = Qt.ItemDataRole
ENTRY_ROLE = int(_N.UserRole) + 1
_DISPLAY, _EDIT, _TIP = int(_N.DisplayRole), int(_N.EditRole), int(_N.ToolTipRole)
_ALIGN, _SPOKEN = int(_N.TextAlignmentRole), int(_N.AccessibleTextRole)
_TONE, _STATE = int(CellRole.TONE), int(CellRole.STATE)
_ICON, _STRONG = int(CellRole.ICON), int(CellRole.STRONG)
_ROOT = QModelIndex()
N = cast(Callable[[str, str], str], QT_TRANSLATE_NOOP)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its title, and the store's order that sorts by it, if one does."""

    key: str
    title: str
    order: str | None
    right: bool = False
    editable: bool = False
    width: int = 12


COLUMNS: tuple[Column, ...] = (
    Column("date", N("EntryTableModel", "Date"), "date", editable=True, width=16),
    Column("code", N("EntryTableModel", "Code"), "code", width=8),
    Column("name", N("EntryTableModel", "Name"), None, width=22),
    Column("modifiers", N("EntryTableModel", "Modifiers"), None, editable=True, width=9),
    Column("units", N("EntryTableModel", "Units"), "units", right=True, editable=True, width=6),
    Column("site", N("EntryTableModel", "Site"), "site", editable=True, width=8),
    Column("credited", N("EntryTableModel", "wRVU"), "credited", right=True, width=8),
    Column("marks", N("EntryTableModel", "Counts as"), "state", width=11),
    Column("note", N("EntryTableModel", "Note"), "note", editable=True, width=10),
)
COLUMN_OF = {column.key: at for at, column in enumerate(COLUMNS)}
_CREDITED, _MARKS = COLUMN_OF["credited"], COLUMN_OF["marks"]
_QUIET = frozenset({COLUMN_OF["site"], COLUMN_OF["note"]})
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_FLAGS = tuple(
    _PLAIN | Qt.ItemFlag.ItemIsEditable if column.editable else _PLAIN for column in COLUMNS
)
# A technical part has a published work RVU, and it is zero; nothing else shows a number.
_SHOWS_NUMBER = frozenset({ValueState.VALUED, ValueState.NO_WORK})


def tr(text: str) -> str:
    return QCoreApplication.translate("EntryTableModel", text)


def credited_text(entry: Entry) -> str:
    """The line's wRVU; a dash where a number would be a lie."""
    credited = entry.credited_line
    return shown.wrvu(credited.credited if credited.state in _SHOWS_NUMBER else None)


def mark_text(entry: Entry, doubts: Sequence[str] = ()) -> str:
    """The word of the line's mark: what it counts as, or that it needs a look."""
    credited = entry.credited_line
    mark = mark_for(credited.state)
    if credited.anesthesia_units is not None:
        text = tr("%s anesthesia units")
        return text.replace("%s", anesthesia_units(credited.anesthesia_units))
    if mark is not None:
        return mark.word
    return tr("To review") if credited.flags or doubts else ""


def units_text(line: Line) -> str:
    """The units of a line, or the minutes it took."""
    if line.minutes is None:
        return shown.units(line.units)
    minutes = tr("%s min").replace("%s", shown.count(line.minutes))
    return minutes if line.units == 1 else f"{shown.units(line.units)} · {minutes}"


def anesthesia_units(amount: Decimal) -> str:
    """Units of anesthesia, to a tenth unless a share makes them finer."""
    return shown.decimal(amount, 1 if amount * 10 % 1 == 0 else 2)


def cell_texts(entry: Entry, name: str, doubts: Sequence[str] = ()) -> tuple[str, ...]:
    """What the cells of a line say, in the order of `COLUMNS`."""
    line = entry.line
    return (
        shown.day(line.date_of_service),
        line.code,
        name,
        " ".join(line.modifiers),
        units_text(line),
        line.site,
        credited_text(entry),
        mark_text(entry, doubts),
        line.note,
    )


class Cell(NamedTuple):
    """All that is needed to paint a cell."""

    text: str
    tone: str = "ink"
    strong: bool = False
    icon: str = ""
    state: str = ""


class _Row:
    """A line with its cells as they are painted, made when it is first seen."""

    __slots__ = ("cells", "entry")

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.cells: tuple[Cell, ...] | None = None


class EntryTableModel(QAbstractTableModel):
    """Rows of logged lines by id. `fetch` asks the database thread for entries by ids."""

    # (entry id, key, text, the line as it should be) when a cell was edited, before it is shown.
    edited = Signal(int, str, str, object)
    # (entry id, key, text, CellChange) when what was typed is refused or wants a yes first.
    doubted = Signal(int, str, str, object)
    # The store's order, empty when a column has none; and whether descending.
    sort_asked = Signal(str, bool)
    # Rows (first, last) have come in from the store.
    rows_came = Signal(int, int)

    def __init__(
        self,
        fetch: Callable[[list[int], Callable[[list[Entry]], None]], None],
        name_of: Callable[[str], str],
        parse_cell: Callable[[Line, str, str], CellChange],
        parent: Any = None,
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._name_of = name_of
        self._parse_cell = parse_cell
        self._ids: Sequence[int] = ()
        self._pages: OrderedDict[int, list[_Row | None]] = OrderedDict()
        self._stale: set[int] = set()
        self._wanted: list[int] = []
        self._fetching: int | None = None
        self._generation = 0
        self._short_dates = False
        self._doubts: Mapping[int, tuple[str, ...]] = {}

    # -- content ---------------------------------------------------------------------------

    def set_ids(
        self, ids: Sequence[int], pages: Mapping[int, Iterable[Entry]] | None = None
    ) -> None:
        """Show these entries, in this order. `pages` are the rows that are at hand already.

        The same ids in the same order keep what the view has chosen and scrolled to: the rows
        stay as they are until their new contents come.
        """
        self._generation += 1
        self._wanted.clear()
        self._fetching = None
        if ids == self._ids:
            self._stale = set(self._pages)
            for page, entries in (pages or {}).items():
                self._put(page, entries)
            if self._ids:
                self._tell(0, len(self._ids) - 1)
            return
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self._stale.clear()
        for page, entries in (pages or {}).items():
            self._put(page, entries)
        self.endResetModel()

    def set_doubts(self, doubts: Mapping[int, tuple[str, ...]]) -> None:
        """What other lines of their case say against lines, by entry."""
        if doubts != self._doubts:
            self._doubts = doubts
            self.names_changed()

    def doubts_of(self, entry: Entry) -> tuple[str, ...]:
        return self._doubts.get(entry.id, ())

    def set_short_dates(self, short: bool) -> None:
        """Leave out the year where every line is of the same one."""
        if short != self._short_dates:
            self._short_dates = short
            self.names_changed()

    def names_changed(self) -> None:
        """The names of codes have come, or are others."""
        for rows in self._pages.values():
            for row in rows:
                if row is not None:
                    row.cells = None
        if self._ids:
            self._tell(0, len(self._ids) - 1)

    @property
    def ids(self) -> Sequence[int]:
        return self._ids

    def entry_at(self, row: int) -> Entry | None:
        """The entry of a row; None while it is on its way, or when it is gone."""
        found = self._row(row)
        return None if found is None else found.entry

    def row_of(self, entry_id: int) -> int | None:
        try:
            return self._ids.index(entry_id)
        except ValueError:
            return None

    # -- pages -----------------------------------------------------------------------------

    def _row(self, row: int) -> _Row | None:
        if not 0 <= row < len(self._ids):
            return None
        page, offset = divmod(row, PAGE)
        rows = self._pages.get(page)
        if rows is None or page in self._stale:
            self._want(page)
            if rows is None:
                return None
        return rows[offset] if offset < len(rows) else None

    def _want(self, page: int) -> None:
        if page == self._fetching or (self._wanted and self._wanted[-1] == page):
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        del self._wanted[:-_WANTED_AT_MOST]
        if self._fetching is None:
            self._fetch_next()

    def _fetch_next(self) -> None:
        if not self._wanted:
            return
        page = self._fetching = self._wanted.pop()
        generation = self._generation
        ids = list(self._ids[page * PAGE : (page + 1) * PAGE])

        def arrived(entries: list[Entry]) -> None:
            if generation == self._generation:
                self._fetching = None
                self._put(page, entries)
                self._tell(page * PAGE, page * PAGE + len(ids) - 1)
                self._fetch_next()

        self._fetch(ids, arrived)

    def _put(self, page: int, entries: Iterable[Entry]) -> None:
        by_id = {entry.id: _Row(entry) for entry in entries}
        ids = self._ids[page * PAGE : (page + 1) * PAGE]
        self._pages[page] = [by_id.get(number) for number in ids]
        self._pages.move_to_end(page)
        self._stale.discard(page)
        while len(self._pages) > PAGES_KEPT:
            gone, _ = self._pages.popitem(last=False)
            self._stale.discard(gone)

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))
        self.rows_came.emit(first, last)

    # -- model interface -------------------------------------------------------------------

    def rowCount(self, parent: Any = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Any = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == _DISPLAY:
            return tr(COLUMNS[section].title)
        if role == _ALIGN:
            return _alignment(COLUMNS[section])
        return None

    def data(self, index: Any, role: int = _DISPLAY) -> Any:
        row = self._row(index.row()) if index.isValid() else None
        if row is None:
            return None
        at = index.column()
        cell = (row.cells or self._make_cells(row))[at]
        if role == _DISPLAY:
            return cell.text or None
        if role == _SPOKEN:
            return mark_text(row.entry, self.doubts_of(row.entry)) if at == _MARKS else cell.text
        if role == _EDIT:
            return self._edit_text(row, at)
        if role == _TONE:
            return cell.tone
        if role == _STATE:
            return cell.state or None
        if role == _ICON:
            return cell.icon or None
        if role == _STRONG:
            return int(cell.strong)
        if role == _ALIGN:
            return _alignment(COLUMNS[at])
        if role == _TIP:
            return self._tip(row, at)
        return row.entry if role == ENTRY_ROLE else None

    def cell(self, row: int, column: int) -> Cell | None:
        """A cell for painting, all at once; None while the row is on its way."""
        found = self._row(row)
        return None if found is None else (found.cells or self._make_cells(found))[column]

    def _make_cells(self, row: _Row) -> tuple[Cell, ...]:
        entry = row.entry
        state = entry.credited_line.state
        doubts = self.doubts_of(entry)
        texts = list(cell_texts(entry, self._name_of(entry.line.code), doubts))
        if self._short_dates:
            texts[0] = shown.short_day(entry.line.date_of_service)
        cells = [Cell(text, "muted" if at in _QUIET else "ink") for at, text in enumerate(texts)]
        cells[_CREDITED] = Cell(
            texts[_CREDITED], "ink" if state.counts else "muted", strong=state.counts
        )
        looks = bool(entry.credited_line.flags or doubts)
        units = entry.credited_line.anesthesia_units
        if units is not None:
            tone, icon = ("warning", "warning") if looks else ("info", "anesthesia")
            text = tr("%s units").replace("%s", anesthesia_units(units))
            cells[_MARKS] = Cell(text, tone, icon=icon)
        elif not state.counts:
            # The mark is painted from the state, with its icon.
            cells[_MARKS] = Cell("", state=state.value)
        elif looks:
            cells[_MARKS] = Cell(texts[_MARKS], "warning", icon="warning")
        row.cells = tuple(cells)
        return row.cells

    def _edit_text(self, row: _Row, at: int) -> str:
        key = COLUMNS[at].key
        if key == "date":
            return row.entry.line.date_of_service.isoformat()
        if key == "units":
            return str(row.entry.line.units)
        return (row.cells or self._make_cells(row))[at].text

    def _tip(self, row: _Row, at: int) -> str | None:
        credited = row.entry.credited_line
        key = COLUMNS[at].key
        if key == "credited":
            return "\n".join(step.text for step in credited.steps) or None
        if key == "marks":
            said = (*filter(None, (credited.reason,)), *credited.flags)
            return "\n".join((*said, *self.doubts_of(row.entry))) or None
        if key in ("name", "note", "site"):
            return (row.cells or self._make_cells(row))[at].text or None
        return None

    def flags(self, index: Any) -> Qt.ItemFlag:
        return _FLAGS[index.column()] if index.isValid() else Qt.ItemFlag.NoItemFlags

    def setData(self, index: Any, value: Any, role: int = _EDIT) -> bool:
        row = self._row(index.row()) if index.isValid() else None
        if row is None or role != _EDIT or not COLUMNS[index.column()].editable:
            return False
        text = str(value).strip()
        key = COLUMNS[index.column()].key
        if text == self._edit_text(row, index.column()):
            return False
        change = self._parse_cell(row.entry.line, key, text)
        if change.line is None or change.question:
            self.doubted.emit(row.entry.id, key, text, change)
            return False
        if change.line != row.entry.line:
            self.edited.emit(row.entry.id, key, text, change.line)
            self.show_line(row.entry.id, change.line)
        return True

    def show_line(self, entry_id: int, line: Line) -> None:
        """Show an entry with another line until the store has credited it."""
        at = self.row_of(entry_id)
        row = self._row(at) if at is not None else None
        if at is None or row is None:
            return
        entry = row.entry
        row.entry = replace(entry, credited_line=replace(entry.credited_line, line=line))
        row.cells = None
        self._tell(at, at)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; the store does the sorting."""
        if 0 <= column < len(COLUMNS):
            descending = order == Qt.SortOrder.DescendingOrder
            self.sort_asked.emit(COLUMNS[column].order or "", descending)


def _alignment(column: Column) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return (side | Qt.AlignmentFlag.AlignVCenter).value
