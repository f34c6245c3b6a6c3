"""Contracts and their sites."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from rvuedge_desktop.domain.amounts import from_hundredths, to_hundredths
from rvuedge_desktop.domain.contracts import Contract, MissingCode, Site
from rvuedge_desktop.storage.part import StorePart

_COLUMNS = (
    "id, name, first_day, last_day, employer, career_stage, fte, pinned_release, missing,"
    " policy, terms"
)


class ContractRows(StorePart):
    """The user's contracts. A removed one stays, because lines and their history name it."""

    def contracts(self, *, with_removed: bool = False) -> list[Contract]:
        """The contracts by the day they begin, and then as they were added."""
        sites: dict[int, list[Site]] = {}
        for contract, name, place in self._db.rows(
            "SELECT contract_id, name, place_of_service FROM contract_sites"
            " ORDER BY contract_id, position"
        ):
            sites.setdefault(contract, []).append(Site(name, place))
        where = "" if with_removed else " WHERE removed = 0"
        return [
            Contract(
                name=name,
                first_day=date.fromisoformat(first),
                last_day=None if last is None else date.fromisoformat(last),
                employer=employer,
                sites=tuple(sites.get(number, ())),
                career_stage=stage,
                fte=from_hundredths(fte),
                pinned_release=pinned,
                missing=MissingCode(missing),
                policy=policy,
                terms=terms,
                id=number,
            )
            for number, name, first, last, employer, stage, fte, pinned, missing, policy, terms in (
                self._db.rows(f"SELECT {_COLUMNS} FROM contracts{where} ORDER BY first_day, id")
            )
        ]

    def add_contract(self, contract: Contract) -> Contract:
        """Store a new contract; the contract with its number."""
        from rvuedge_desktop.storage import statements

        with self._db.writing():
            (number,) = self._db.rows("SELECT coalesce(max(id), 0) + 1 FROM contracts")[0]
            self._db.run(statements.ADD_CONTRACT, {"id": number, **_columns_of(contract)})
            self._add_sites(number, contract)
        return replace(contract, id=number)

    def change_contract(self, contract: Contract) -> None:
        """Put this in place of the contract of its number; lines keep what they were credited."""
        from rvuedge_desktop.storage import statements

        columns = {f"new_{name}": value for name, value in _columns_of(contract).items()}
        with self._db.writing():
            self._db.run(statements.EDIT_CONTRACT, {"contract": contract.id, **columns})
            self._db.run(statements.CLEAR_SITES, {"contract": contract.id})
            self._add_sites(contract.id, contract)

    def remove_contract(self, contract: Contract) -> None:
        """Take a contract out of use; lines keep what they were credited."""
        from rvuedge_desktop.storage import statements

        columns = {f"new_{name}": value for name, value in _columns_of(contract).items()}
        columns["new_removed"] = 1
        with self._db.writing():
            self._db.run(statements.EDIT_CONTRACT, {"contract": contract.id, **columns})

    def _add_sites(self, number: int, contract: Contract) -> None:
        from rvuedge_desktop.storage import statements

        self._db.run_many(
            statements.ADD_SITE,
            (
                (number, place, site.name, site.place_of_service)
                for place, site in enumerate(contract.sites)
            ),
        )


def _columns_of(contract: Contract) -> dict[str, Any]:
    return {
        "name": contract.name,
        "first_day": contract.first_day.isoformat(),
        "last_day": None if contract.last_day is None else contract.last_day.isoformat(),
        "employer": contract.employer,
        "career_stage": contract.career_stage,
        "fte": to_hundredths(contract.fte),
        "pinned_release": contract.pinned_release,
        "missing": contract.missing.value,
        "policy": contract.policy,
        "terms": contract.terms,
        "removed": 0,
    }
