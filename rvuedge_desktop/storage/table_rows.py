"""CMS's files beside the relative values: payment limits, NDC packages, HCPCS Level II texts.

Several quarters of a kind stand side by side; a question takes the one in effect on its day, else
the newest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.drug_tables import (
    HcpcsText,
    NdcPackage,
    PaymentLimit,
    TableKind,
)
from rvuedge_desktop.storage.errors import Cancelled
from rvuedge_desktop.storage.part import StorePart, utc_text
from rvuedge_desktop.storage.rows import CmsTableRow

if TYPE_CHECKING:
    from sqlalchemy.sql.elements import ClauseElement

Record = PaymentLimit | NdcPackage | HcpcsText
_PIECE = 1_000
_NEWEST = "SELECT id FROM cms_tables WHERE kind = ? ORDER BY first_day DESC LIMIT 1"
_ON_DAY = (
    "SELECT id FROM cms_tables WHERE kind = ?"
    " ORDER BY (? BETWEEN first_day AND last_day) DESC, first_day DESC LIMIT 1"
)


class TableRows(StorePart):
    """What was imported besides releases."""

    def replace_table(
        self,
        kind: TableKind,
        *,
        title: str,
        file_name: str,
        digest: str,
        first_day: date,
        last_day: date,
        codes: int,
        records: Sequence[Record],
        imported_at: datetime | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> bool:
        """Store a table in one transaction; whether one of its kind and quarter was replaced.

        Cancelled leaves the database as it was.
        """
        from rvuedge_desktop.storage import statements

        with self._db.writing():
            replaced = self._db.run(
                statements.REMOVE_CMS_TABLE, {"wanted": kind.value, "day": first_day.isoformat()}
            )
            (number,) = self._db.rows("SELECT coalesce(max(id), 0) + 1 FROM cms_tables")[0]
            self._db.run(
                statements.ADD_CMS_TABLE,
                {
                    "id": number,
                    "kind": kind.value,
                    "title": title,
                    "file_name": file_name,
                    "digest": digest,
                    "first_day": first_day.isoformat(),
                    "last_day": last_day.isoformat(),
                    "row_count": len(records),
                    "code_count": codes,
                    "imported_at": utc_text(imported_at),
                },
            )
            statement = self._statement_of(kind)
            rows = ((number, *astuple(record)) for record in records)
            done = 0
            while piece := list(islice(rows, _PIECE)):
                if cancelled is not None and cancelled():
                    raise Cancelled(f"{title} was not imported; nothing was changed.")
                self._db.run_many(statement, piece)
                done += len(piece)
                if progress is not None:
                    progress(done, len(records))
            self._codes_changed()
        return replaced > 0

    def _statement_of(self, kind: TableKind) -> ClauseElement:
        from rvuedge_desktop.storage import statements

        return {
            TableKind.PAYMENT_LIMITS: statements.ADD_PAYMENT_LIMIT,
            TableKind.CROSSWALK: statements.ADD_NDC_PACKAGE,
            TableKind.HCPCS: statements.ADD_HCPCS_TEXT,
        }[kind]

    def remove_table(self, kind: TableKind, first_day: date) -> bool:
        """Remove an imported table; whether it was there."""
        from rvuedge_desktop.storage import statements

        row = {"wanted": kind.value, "day": first_day.isoformat()}
        with self._db.writing():
            removed = self._db.run(statements.REMOVE_CMS_TABLE, row)
            if removed:
                self._codes_changed()
        return removed > 0

    def cms_tables(self) -> list[CmsTableRow]:
        """What is installed of these kinds, newest first inside a kind."""
        return [
            CmsTableRow(
                TableKind(kind),
                title,
                file_name,
                date.fromisoformat(first),
                date.fromisoformat(last),
                rows,
                codes,
                datetime.fromisoformat(at),
            )
            for kind, title, file_name, first, last, rows, codes, at in self._db.rows(
                "SELECT kind, title, file_name, first_day, last_day, row_count, code_count,"
                " imported_at FROM cms_tables ORDER BY kind, first_day DESC"
            )
        ]

    def payment_limit(self, code: str, on: date) -> tuple[PaymentLimit, CmsTableRow] | None:
        """The limit of a code on a day, or in the newest table, with the table it stands in."""
        found = self._db.row(
            "SELECT code, description, dosage, thousandths, coinsurance, notes, table_id"
            f" FROM payment_limits WHERE code = ? AND table_id = ({_ON_DAY})",
            (code, TableKind.PAYMENT_LIMITS.value, on.isoformat()),
        )
        if found is None:
            return None
        (first,) = self._db.rows("SELECT first_day FROM cms_tables WHERE id = ?", (found[6],))[0]
        table = next(
            row
            for row in self.cms_tables()
            if row.kind is TableKind.PAYMENT_LIMITS and row.first_day.isoformat() == first
        )
        return PaymentLimit(*found[:6]), table

    def packages_of(self, code: str) -> list[NdcPackage]:
        """The packages the newest crosswalk lists for a code, in order of name and NDC."""
        return [
            NdcPackage(*row)
            for row in self._db.rows(
                "SELECT ndc, code, drug, labeler, dosage, package_size, packages, units"
                f" FROM ndc_packages WHERE table_id = ({_NEWEST}) AND code = ? ORDER BY drug, ndc",
                (TableKind.CROSSWALK.value, code),
            )
        ]

    def packages_with(self, ndc: str) -> list[NdcPackage]:
        """What the newest crosswalk lists under an NDC of 11 digits, in order of code."""
        return [
            NdcPackage(*row)
            for row in self._db.rows(
                "SELECT ndc, code, drug, labeler, dosage, package_size, packages, units"
                f" FROM ndc_packages WHERE table_id = ({_NEWEST}) AND ndc = ? ORDER BY code",
                (TableKind.CROSSWALK.value, ndc),
            )
        ]

    def hcpcs_text(self, code: str) -> HcpcsText | None:
        """CMS's own texts about a HCPCS Level II code or modifier, of the newest file."""
        found = self._db.row(
            "SELECT code, long, short, coverage, added, ended FROM hcpcs_texts"
            f" WHERE table_id = ({_NEWEST}) AND code = ?",
            (TableKind.HCPCS.value, code),
        )
        return None if found is None else HcpcsText(*found)

    def hcpcs_texts(self) -> list[HcpcsText]:
        """Every code and modifier of the newest HCPCS Level II file, in order."""
        return [
            HcpcsText(*row)
            for row in self._db.rows(
                "SELECT code, long, short, coverage, added, ended FROM hcpcs_texts"
                f" WHERE table_id = ({_NEWEST}) ORDER BY code",
                (TableKind.HCPCS.value,),
            )
        ]
