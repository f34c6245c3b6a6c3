"""Makes `tests/fixtures/databases/schema_N.sqlite3`: `python -m tests.storage.make_database`.

Run once when a schema is released; the file is never made again after that.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.storage import CatalogCodeRow, CatalogModifierRow, Store
from rvuedge_desktop.storage.migrations import shipped
from tests.storage.made_up import line, values

FOLDER = Path(__file__).parents[1] / "fixtures" / "databases"
MADE = datetime(2026, 4, 2, 17, 30, tzinfo=UTC)


def main() -> None:
    path = FOLDER / f"schema_{shipped()[-1].number}.sqlite3"
    path.unlink(missing_ok=True)
    with Store.open(path) as store:
        store.replace_release(
            Release("RVU26B"),
            origin="cms",
            title="April 2026",
            file_name="PPRRVU2026_Apr.csv",
            digest="0",
            values=values(20),
            descriptions=[("10000", "", "MADE-UP TEXT")],
            imported_at=MADE,
        )
        store.replace_catalog(
            [CatalogCodeRow("45378", "Colonoscopy", synonyms=("colo",))],
            [CatalogModifierRow("59", "Distinct service")],
            "1",
        )
        store.set_setting("theme", "dark")
        store.add_session(
            [
                line(),
                line("J2590", state=ValueState.DRUG, work=None, units=10),
                line("43644", date(2026, 4, 2), work=Decimal("28.67"), modifiers=("59",)),
            ],
            label="Logged 3 lines",
            made_at=MADE,
        )
        edited = line(note="first", flags=("look",))
        store.edit_entries([(1, edited)], label="Edited 45378", made_at=MADE)
        store.delete_entries([2, 3], label="Deleted 2 lines", made_at=MADE)
        store.undo()
    path.with_name(path.name + ".lock").unlink()
    path.chmod(0o644)


if __name__ == "__main__":
    main()
