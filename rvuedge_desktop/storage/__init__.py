"""The log, the published values and the catalog in one SQLite file.

`Store` is the only door. Rows cross it as tuples, named tuples or domain dataclasses; the SQLModel
tables behind it never do. Importing this room, opening a store and reading from it load neither
SQLModel nor SQLAlchemy: they come with the first write, or with `Store.warm_up()`.
"""

from rvuedge_desktop.storage.errors import (
    Cancelled,
    DatabaseDamaged,
    DatabaseLocked,
    DatabaseReadOnly,
    DiskFull,
    NewerDatabase,
    NotADatabase,
    StorageError,
)
from rvuedge_desktop.storage.rows import (
    BesideTotals,
    CatalogCodeRow,
    CatalogModifierRow,
    CmsTableRow,
    CodeTotal,
    DayTotal,
    EntryChange,
    FavoriteFolder,
    Only,
    Origin,
    ReleaseRow,
    SearchRow,
    SortOrder,
    Sum,
    TotalDifference,
    UndoResult,
)
from rvuedge_desktop.storage.store import Store

__all__ = [
    "BesideTotals",
    "Cancelled",
    "CatalogCodeRow",
    "CatalogModifierRow",
    "CmsTableRow",
    "CodeTotal",
    "DatabaseDamaged",
    "DatabaseLocked",
    "DatabaseReadOnly",
    "DayTotal",
    "DiskFull",
    "EntryChange",
    "FavoriteFolder",
    "NewerDatabase",
    "NotADatabase",
    "Only",
    "Origin",
    "ReleaseRow",
    "SearchRow",
    "SortOrder",
    "StorageError",
    "Store",
    "Sum",
    "TotalDifference",
    "UndoResult",
]
