"""The user's policies, own values of codes, and base units of anesthesia."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from rvuedge_desktop.domain.amounts import from_hundredths, to_hundredths
from rvuedge_desktop.domain.policies import CodeOverride
from rvuedge_desktop.storage.part import StorePart, utc_text
from rvuedge_desktop.storage.rows import BesideTotals


class PolicyRows(StorePart):
    """What the user has added to the shipped policies and published values."""

    def policy_texts(self) -> dict[str, str]:
        """The text of each policy of the user's, by name."""
        return dict(self._db.rows("SELECT name, text FROM policies ORDER BY name"))

    def set_policy(self, name: str, text: str, *, changed_at: datetime | None = None) -> None:
        """Store a policy of the user's, in place of the one of its name."""
        from rvuedge_desktop.storage import statements

        row = {"name": name, "text": text, "changed_at": utc_text(changed_at)}
        with self._db.writing():
            self._db.run(statements.SET_POLICY, row)

    def remove_policy(self, name: str) -> bool:
        """Remove a policy of the user's; whether there was one."""
        from rvuedge_desktop.storage import statements

        with self._db.writing():
            return self._db.run(statements.REMOVE_POLICY, {"wanted": name}) > 0

    def own_values(self) -> list[CodeOverride]:
        """The user's values for codes without a published one, in order of code."""
        return [
            CodeOverride(code, from_hundredths(work), reason, source, modifier)
            for code, modifier, work, reason, source in self._db.rows(
                "SELECT code, modifier, work, reason, source FROM own_values ORDER BY 1, 2"
            )
        ]

    def set_own_value(self, value: CodeOverride) -> None:
        """Store the user's value for a code, in place of an earlier one."""
        from rvuedge_desktop.storage import statements

        row = {
            "code": value.code,
            "modifier": value.modifier,
            "work": to_hundredths(value.work),
            "reason": value.reason,
            "source": value.source,
        }
        with self._db.writing():
            self._db.run(statements.SET_OWN_VALUE, row)

    def remove_own_value(self, code: str, modifier: str = "") -> bool:
        """Remove the user's value for a code; whether there was one."""
        from rvuedge_desktop.storage import statements

        with self._db.writing():
            removed = self._db.run(statements.REMOVE_OWN_VALUE, {"wanted": code, "row": modifier})
        return removed > 0

    def anesthesia_bases(self) -> dict[str, Decimal]:
        """The base units of each anesthesia code for which they were entered or imported."""
        return {
            code: Decimal(tenths).scaleb(-1)
            for code, tenths in self._db.rows("SELECT code, tenths FROM anesthesia_bases")
        }

    def set_anesthesia_bases(self, bases: Mapping[str, Decimal], *, source: str = "") -> None:
        """Store base units, in place of earlier ones of the same codes. One decimal at most."""
        from rvuedge_desktop.storage import statements

        rows = [
            {"code": code, "tenths": to_hundredths(units.scaleb(-1)), "source": source}
            for code, units in bases.items()
        ]
        with self._db.writing():
            for row in rows:
                self._db.run(statements.SET_BASE, row)

    def remove_anesthesia_bases(self, codes: Iterable[str]) -> None:
        """Forget the base units of codes."""
        from rvuedge_desktop.storage import statements

        with self._db.writing():
            for code in codes:
                self._db.run(statements.REMOVE_BASE, {"wanted": code})

    def beside_totals(self, first: date, last: date) -> BesideTotals:
        """What a range has beside its published wRVU: own values, and anesthesia units."""
        days = (first.isoformat(), last.isoformat())
        own = self._db.rows(
            "SELECT count(*), coalesce(sum(credited), 0) FROM entries"
            " WHERE state = 'valued' AND base_work IS NULL AND date_of_service BETWEEN ? AND ?",
            days,
        )[0]
        units = self._db.rows(
            "SELECT count(*), coalesce(sum(anesthesia_units), 0) FROM entries"
            " WHERE anesthesia_units IS NOT NULL AND date_of_service BETWEEN ? AND ?",
            days,
        )[0]
        return BesideTotals(*own, *units)
