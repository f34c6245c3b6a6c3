"""The composition root: the only file that knows every room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rvuedge_desktop.paths import StatePaths, ensure, state_paths
from rvuedge_desktop.resources import resource_path

if TYPE_CHECKING:
    from rvuedge_desktop.catalog.search import SearchIndex
    from rvuedge_desktop.services.code_pages import CodePages
    from rvuedge_desktop.services.evaluation import Evaluator
    from rvuedge_desktop.services.logbook import Logbook
    from rvuedge_desktop.storage.store import Store


@dataclass
class Program:
    """A store that is open, and the services on it. Belongs to the thread that opened it."""

    paths: StatePaths
    store: Store
    index: SearchIndex | None = None

    @cached_property
    def evaluator(self) -> Evaluator:
        """Prices lines; made when first asked for, since most questions need none."""
        from rvuedge_desktop.services.evaluation import Evaluator
        from rvuedge_desktop.services.start import code_book

        return Evaluator(self.store, code_book(self.store))

    @cached_property
    def logbook(self) -> Logbook:
        """Commands on the log."""
        from rvuedge_desktop.services.logbook import Logbook

        return Logbook(self.store, self.evaluator)

    @cached_property
    def code_pages(self) -> CodePages:
        """Composes the pages of codes."""
        from rvuedge_desktop.services.code_pages import CodePages
        from rvuedge_desktop.services.payment_tables import PaymentTables

        tables = PaymentTables(resource_path("payment"))
        return CodePages(self.store, self.evaluator, tables)

    @property
    def read_only(self) -> bool:
        return self.store.read_only

    def search_index(self) -> SearchIndex:
        """The index of what is installed now; loaded or built at the first call."""
        from rvuedge_desktop.services.start import current_index, index_fingerprint

        if self.index is None or self.index.fingerprint != index_fingerprint(self.store):
            self.index = current_index(self.store, self.paths.search_index, date.today())
        return self.index

    def values_changed(self) -> None:
        """Read anew what is installed, after an import or a removal."""
        from rvuedge_desktop.services.start import code_book

        self.evaluator.codes = code_book(self.store)
        self.evaluator.refresh()

    def close(self) -> None:
        self.store.close()


def open_program(data_dir: Path | None, *, write: bool = True) -> Program:
    """Open the store under `data_dir` (None: the usual place) and bring in the shipped catalog.

    With `write=False` the store is opened for reading, so that nobody is kept from writing
    meanwhile; only what is missing from it is brought in first, unless another process holds it.
    Raises `StorageError` with a sentence for the user.
    """
    from rvuedge_desktop.services.start import load_shipped_catalog
    from rvuedge_desktop.storage.errors import DatabaseLocked, translated
    from rvuedge_desktop.storage.store import Store

    paths = state_paths(data_dir)
    if not write and (ready := _ready_to_read(paths)) is not None:
        return Program(paths, ready)
    try:
        with translated(paths.root):
            ensure(paths)
        store = Store.open(paths.database, lock_path=paths.lock)
    except DatabaseLocked:
        if write:
            raise
        return Program(paths, Store.open(paths.database, read_only=True))
    try:
        load_shipped_catalog(store, resource_path("catalog"))
    except BaseException:
        store.close()
        raise
    if write:
        return Program(paths, store)
    store.close()
    return Program(paths, Store.open(paths.database, read_only=True))


def _ready_to_read(paths: StatePaths) -> Store | None:
    """The store opened for reading, when it is there with everything this program ships."""
    from rvuedge_desktop.catalog.texts import catalog_digest
    from rvuedge_desktop.storage.errors import StorageError
    from rvuedge_desktop.storage.store import Store

    try:
        store = Store.open(paths.database, read_only=True)
    except (StorageError, OSError):
        # Absent, of an older version, or unfit: opening it for writing mends it or says why.
        return None
    try:
        if store.catalog_digest() == catalog_digest(resource_path("catalog")):
            return store
    except BaseException:
        store.close()
        raise
    store.close()
    return None


@contextmanager
def program(data_dir: Path | None, *, write: bool = True) -> Iterator[Program]:
    """A program that is closed at the end, whatever happens."""
    opened = open_program(data_dir, write=write)
    try:
        yield opened
    finally:
        opened.close()
