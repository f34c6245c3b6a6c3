"""What lines count for: contract, release, rows, and the session they are credited with.

Without a contract a line is credited in full with the release of its date of service. A contract
says which policy credits and whether one release prices every date (domain reference 3.4, 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.contracts import Contract, MissingCode, contract_for
from rvuedge_desktop.domain.credit import PricedLine, credit_session
from rvuedge_desktop.domain.entries import CreditedLine, Line
from rvuedge_desktop.domain.policies import FULL, SHIPPED, CodeOverride, Policy
from rvuedge_desktop.domain.releases import Release, ReleaseChoice, release_for
from rvuedge_desktop.domain.values import PublishedValue
from rvuedge_desktop.services.policy_files import policies_of_texts

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store

_MOST_ROWS = 60_000


@dataclass(frozen=True, slots=True)
class Member:
    """A line of a session that is credited anew because the session changes.

    `kept` is what the line counts for now; it keeps its contract and release. Without it the line
    is new or edited, and contract and release are chosen anew. `touched` says that the line came,
    changed or has just gone (`gone`), so that the lines it was credited with may change.
    """

    line: Line
    kept: CreditedLine | None = None
    touched: bool = False
    gone: bool = False


class Pricer:
    """Prices lines with what is installed. Lives where the store lives."""

    def __init__(self, store: Store, policy: Policy = FULL) -> None:
        self._store = store
        self.policy = policy
        self.policies: dict[str, Policy] = {}
        self.contracts: dict[int, Contract] = {}
        self._in_use: list[Contract] = []
        self._own_values: dict[tuple[str, str], CodeOverride] = {}
        self._bases: dict[str, Decimal] = {}
        self._facilities: Mapping[str, bool] | None = None
        self._complete: list[Release] = []
        self._shipped: list[Release] = []
        self._excerpts: list[Release] = []
        self._shipped_codes: frozenset[str] = frozenset()
        self._rows: dict[tuple[str, str], dict[str, PublishedValue]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read anew which releases are installed; call when the values have changed."""
        complete: dict[str, Release] = {}
        shipped: dict[str, Release] = {}
        excerpts: dict[str, Release] = {}
        for row in self._store.releases():
            release = Release(row.name, complete=row.complete)
            partial = shipped if row.origin == "shipped" else excerpts
            (complete if row.complete else partial)[row.name] = release
        self._complete = list(complete.values())
        self._shipped = [release for name, release in shipped.items() if name not in complete]
        self._excerpts = [release for name, release in excerpts.items() if name not in shipped]
        self._shipped_codes = frozenset(self._store.shipped_codes())
        self._rows.clear()
        self.refresh_terms()

    def refresh_terms(self) -> None:
        """Read anew contracts, policies and own values; call when one of them has changed."""
        self.policies = {known.name: known for known in SHIPPED}
        self.policies |= policies_of_texts(self._store.policy_texts())
        known = self._store.contracts(with_removed=True)
        self.contracts = {contract.id: contract for contract in known}
        self._in_use = self._store.contracts()
        self._own_values = {(own.code, own.modifier): own for own in self._store.own_values()}
        self._bases = self._store.anesthesia_bases()

    # Releases and rows

    @property
    def installed(self) -> dict[str, Release]:
        """Every installed release by name."""
        known = (*self._complete, *self._shipped, *self._excerpts)
        return {release.name: release for release in known}

    def releases_for(self, code: str) -> list[Release]:
        """The releases whose list can say something about `code`.

        A complete release speaks for every code; the shipped values only for our catalog's, and
        an excerpt of a CMS file only for the codes it lists.
        """
        listing = [release for release in self._excerpts if self.rows(code, release.name)]
        if code in self._shipped_codes or not self._complete:
            return [*self._complete, *self._shipped, *listing]
        return [*self._complete, *listing]

    def release_on(self, code: str, day: date) -> ReleaseChoice | None:
        """The release that prices a code on a day."""
        return release_for(day, self.releases_for(code))

    def rows(self, code: str, release: str) -> dict[str, PublishedValue]:
        """A code's rows in a release by row modifier."""
        key = (release, code)
        rows = self._rows.get(key)
        if rows is None:
            if len(self._rows) > _MOST_ROWS:
                self._rows.clear()
            rows = self._rows[key] = self._store.rows_for(code, release)
        return rows

    def read_ahead(self, codes: Iterable[str], releases: Iterable[str]) -> None:
        """Fetch the rows of many codes, and of their endoscopic bases, in one go per release."""
        wanted = set(codes)
        for release in releases:
            for code, rows in self._store.rows_of_codes(wanted, release).items():
                self._rows[(release, code)] = rows

    # Pricing one line

    def price(
        self,
        line: Line,
        release: Release | None = None,
        contract: Contract | None = None,
        policy: Policy | None = None,
    ) -> PricedLine:
        """`line` with the rows that price it.

        They are those of `release`, or of the contract's pinned one, or of the date of service.
        """
        rows, name, notes, doubts = self._rows_for(line, release, contract)
        base = None
        if name is not None:
            if policy is not None and policy.modifiers:
                rows, note = self._with_indicators(line, rows, name)
                notes = [*notes, note] if note else notes
            base = self._base_value(line, rows, name)
        facility = True
        if contract is not None and contract.sites:
            facility = contract.is_facility(line.site, self.facilities)
        return PricedLine(
            line,
            rows,
            name,
            " ".join(notes) or None,
            base,
            facility,
            self._own_value(line),
            self._bases.get(line.code),
            tuple(doubts),
        )

    def _rows_for(
        self, line: Line, release: Release | None, contract: Contract | None
    ) -> tuple[dict[str, PublishedValue], str | None, list[str], list[str]]:
        """Rows, the release they are from, notes for the steps, and doubts."""
        if release is not None:
            return self.rows(line.code, release.name), release.name, [], []
        doubts: list[str] = []
        if contract is not None and contract.pinned_release is not None:
            pinned = self.installed.get(contract.pinned_release)
            if pinned is not None:
                return self._pinned_rows(line, pinned, contract)
            doubts.append(
                f"{contract.pinned_release}, to which {contract.name} is pinned, is not "
                "installed; the release of the date was used."
            )
        choice = self.release_on(line.code, line.date_of_service)
        if choice is None:
            return {}, None, [], doubts
        name = choice.release.name
        return self.rows(line.code, name), name, [choice.note] if choice.note else [], doubts

    def _pinned_rows(
        self, line: Line, pinned: Release, contract: Contract
    ) -> tuple[dict[str, PublishedValue], str | None, list[str], list[str]]:
        rows = self.rows(line.code, pinned.name)
        if rows:
            return rows, pinned.name, [f"{contract.name} is pinned to {pinned.name}."], []
        listed = [
            self.installed[name]
            for name in self._store.releases_with(line.code)
            if name in self.installed
        ]
        if contract.missing is MissingCode.OWN or not listed:
            doubts = []
            if listed and self._own_value(line) is None:
                doubts.append(
                    f"{line.code} is not in {pinned.name}, to which {contract.name} is pinned: "
                    "enter the value you agreed on."
                )
            return rows, pinned.name, [], doubts

        def distance(other: Release) -> tuple[int, int]:
            days = (other.first_date - pinned.first_date).days
            return abs(days), -days

        nearest = min(listed, key=distance)
        doubt = (
            f"{line.code} is not in {pinned.name}, to which {contract.name} is pinned; "
            f"{nearest.name} was used."
        )
        return self.rows(line.code, nearest.name), nearest.name, [doubt], [doubt]

    def _with_indicators(
        self, line: Line, rows: dict[str, PublishedValue], release: str
    ) -> tuple[dict[str, PublishedValue], str | None]:
        """Rows of values that hold work alone, with the indicators of the date's release."""
        if not any(_is_bare(value) for value in rows.values()):
            return rows, None
        full = [known for known in self.releases_for(line.code) if known.name != release]
        for other in sorted(
            full, key=lambda known: abs((known.first_date - line.date_of_service).days)
        ):
            richer = self.rows(line.code, other.name)
            if any(not _is_bare(value) for value in richer.values()):
                filled = {
                    modifier: _filled(value, richer.get(modifier) or richer.get(""))
                    for modifier, value in rows.items()
                }
                return (
                    filled,
                    f"{release} holds no indicators here; those of {other.name} were used.",
                )
        return rows, None

    def _base_value(
        self, line: Line, rows: Mapping[str, PublishedValue], release: str
    ) -> PublishedValue | None:
        """The row of the code's endoscopic base, where it belongs to a family."""
        base = next((value.endo_base for value in rows.values() if value.mult_proc == "3"), "")
        if not base:
            return None
        found = self.rows(base, release)
        if any(_is_bare(value) for value in found.values()):
            found, _ = self._with_indicators(replace(line, code=base), found, release)
        return found.get("")

    def _own_value(self, line: Line) -> CodeOverride | None:
        if not self._own_values:
            return None
        for modifier in (*line.modifiers, ""):
            own = self._own_values.get((line.code, modifier))
            if own is not None:
                return own
        return None

    @property
    def facilities(self) -> Mapping[str, bool]:
        """Whether each place of service is paid the facility rate (domain reference 2.2)."""
        if self._facilities is None:
            from rvuedge_desktop.domain.places import Setting
            from rvuedge_desktop.resources import resource_path
            from rvuedge_desktop.services.payment_tables import PaymentTables

            settings = PaymentTables(resource_path("payment")).settings
            self._facilities = {
                place: setting is Setting.FACILITY for place, setting in settings.items()
            }
        return self._facilities

    # Contracts and sessions

    def contract_of(self, line: Line) -> Contract | None:
        """The contract of a line: the one the user moved it to, or the one of its date and site."""
        if not self.contracts:
            return None
        if line.chosen_contract_id is not None:
            return self.contracts.get(line.chosen_contract_id)
        return contract_for(self._in_use, line.date_of_service, line.site)

    def policy_of(self, contract: Contract | None) -> Policy:
        """The policy a contract credits with; full credit where its own is gone."""
        if contract is None:
            return self.policy
        return self.policies.get(contract.policy, self.policy)

    def credit(
        self,
        lines: Sequence[Line],
        release: Release | None = None,
        policy: Policy | None = None,
    ) -> list[CreditedLine]:
        """What the lines of one session count for, under their contracts or under `policy`.

        Lines of one session on different dates, or of different contracts, are credited apart.
        """
        groups: dict[tuple[date, int], list[int]] = {}
        for at, line in enumerate(lines):
            contract = self.contract_of(line)
            key = (line.date_of_service, contract.id if contract is not None else 0)
            groups.setdefault(key, []).append(at)
        done: dict[int, CreditedLine] = {}
        for (_, number), places in groups.items():
            contract = self.contracts.get(number)
            credited = self._credit_group([lines[at] for at in places], contract, release, policy)
            done.update(zip(places, credited, strict=True))
        return [done[at] for at in range(len(lines))]

    def _credit_group(
        self,
        lines: Sequence[Line],
        contract: Contract | None,
        release: Release | None,
        policy: Policy | None,
    ) -> list[CreditedLine]:
        wanted = policy or self.policy_of(contract)
        priced = [self.price(line, release, contract, wanted) for line in lines]
        return self.finish(priced, contract, wanted, named=policy is not None)

    def finish(
        self,
        priced: Sequence[PricedLine],
        contract: Contract | None,
        policy: Policy,
        *,
        named: bool = False,
    ) -> list[CreditedLine]:
        """Credit the priced lines of one date and contract."""
        credited = credit_session(priced, policy)
        if contract is None:
            return credited
        credited = [replace(line, contract_id=contract.id) for line in credited]
        if not named and contract.policy not in self.policies:
            doubt = (
                f"The policy “{contract.policy}” of {contract.name} is gone; "
                f"{policy.title} was used."
            )
            credited = [replace(line, flags=(*line.flags, doubt)) for line in credited]
        return credited

    def credit_members(self, members: Sequence[Member]) -> list[CreditedLine | None]:
        """What the lines of a session count for after a change; None for those that are gone.

        A line that has not changed keeps its contract and its release. It is credited anew only
        where its policy looks at sessions and a line it was credited with is touched.
        """
        groups: dict[tuple[date, int], list[int]] = {}
        for at, member in enumerate(members):
            groups.setdefault(self._group_of(member), []).append(at)
        done: list[CreditedLine | None] = [member.kept for member in members]
        for (_, number), places in groups.items():
            contract = self.contracts.get(number)
            policy = self.policy_of(contract)
            here = [at for at in places if not members[at].gone]
            if not any(members[at].touched for at in places):
                continue
            if not policy.looks_at_sessions:
                here = [at for at in here if members[at].kept is None]
            priced = {at: self._price_member(members[at], contract, policy) for at in here}
            ready = {at: line for at, line in priced.items() if line is not None}
            credited = self.finish(list(ready.values()), contract, policy)
            for at, line in zip(ready, credited, strict=True):
                done[at] = line
        return [None if member.gone else line for member, line in zip(members, done, strict=True)]

    def _group_of(self, member: Member) -> tuple[date, int]:
        if member.kept is not None:
            number = member.kept.contract_id or 0
        else:
            contract = self.contract_of(member.line)
            number = contract.id if contract is not None else 0
        return member.line.date_of_service, number

    def _price_member(
        self, member: Member, contract: Contract | None, policy: Policy
    ) -> PricedLine | None:
        """A line priced with the release it has; None when that is no longer installed."""
        priced = self.price(member.line, None, contract, policy)
        if member.kept is None or member.kept.release == priced.release:
            return priced
        if member.kept.release is None:
            return None
        release = self.installed.get(member.kept.release)
        return None if release is None else self.price(member.line, release, contract, policy)


def _is_bare(value: PublishedValue) -> bool:
    """Whether a row holds status and work alone, as the shipped values of 2020 and 2023 do."""
    return value.mult_proc == "" and value.bilat == "" and value.total_facility is None


def _filled(value: PublishedValue, richer: PublishedValue | None) -> PublishedValue:
    if richer is None or not _is_bare(value):
        return value
    return replace(richer, modifier=value.modifier, status=value.status, work=value.work)
