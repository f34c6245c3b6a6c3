"""Every table of the database, as SQLModel.

Nothing here leaves the room, and no object of these classes is made: they are what the statements
of `statements` are built from, and what a test compares the migrations with. Column types are
TEXT and INTEGER alone, so that STRICT tables take them. RVUs are whole hundredths; totals are
kept by the triggers of the migrations, which SQLModel cannot express.
"""

# No `from __future__ import annotations` here: SQLModel reads the annotations as objects.

from typing import Any

from sqlalchemy import CheckConstraint, Index, MetaData, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

STRICT: dict[str, Any] = {"sqlite_strict": True}
BY_KEY: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}


def words(*, primary_key: bool = False) -> Any:
    """A TEXT column."""
    return Field(sa_type=Text, primary_key=primary_key)


class Base(SQLModel):
    """Keeps these tables apart from any other SQLModel of the process."""

    metadata = MetaData()


class Meta(Base, table=True):
    """Facts about the database itself: the catalog's digest, the version of its codes."""

    __tablename__ = "meta"
    __table_args__ = (BY_KEY,)
    key: str = words(primary_key=True)
    value: str = words()


class Settings(Base, table=True):
    """What the user has set, as text; `services` declares types and defaults."""

    __tablename__ = "settings"
    __table_args__ = (BY_KEY,)
    key: str = words(primary_key=True)
    value: str = words()


class Releases(Base, table=True):
    """An installed release; a shipped and an imported one of the same name live side by side."""

    __tablename__ = "releases"
    __table_args__ = (
        UniqueConstraint("name", "origin"),
        CheckConstraint("origin IN ('shipped', 'cms')"),
        CheckConstraint("complete IN (0, 1)"),
        STRICT,
    )
    id: int = Field(primary_key=True)
    name: str = words()
    origin: str = words()
    complete: int
    title: str = words()
    file_name: str = words()
    digest: str = words()
    row_count: int
    code_count: int
    conversion_factor: int | None
    imported_at: str = words()


class ReleaseValues(Base, table=True):
    """One row of a release, every column of CMS's file kept (see PublishedValue)."""

    __tablename__ = "release_values"
    __table_args__ = (BY_KEY,)
    release_id: int = Field(primary_key=True, foreign_key="releases.id", ondelete="CASCADE")
    code: str = words(primary_key=True)
    modifier: str = words(primary_key=True)
    status: str = words()
    not_used: str = words()
    work: int
    pe_nonfacility: int | None
    nonfacility_na: str = words()
    pe_facility: int | None
    facility_na: str = words()
    mp: int | None
    total_nonfacility: int | None
    total_facility: int | None
    pctc: str = words()
    global_days: str = words()
    pre: int | None
    intra: int | None
    post: int | None
    mult_proc: str = words()
    bilat: str = words()
    asst: str = words()
    co_surg: str = words()
    team_surg: str = words()
    pricing: str = words()
    endo_base: str = words()
    conversion_factor: int | None
    supervision: str = words()
    calculation_flag: str = words()
    imaging_family: str = words()
    opps_pe_nonfacility: int | None
    opps_pe_facility: int | None
    opps_mp: int | None


class CmsDescriptions(Base, table=True):
    """CMS's own short descriptions, apart from our names so that they can be removed."""

    __tablename__ = "cms_descriptions"
    __table_args__ = (BY_KEY,)
    release_id: int = Field(primary_key=True, foreign_key="releases.id", ondelete="CASCADE")
    code: str = words(primary_key=True)
    modifier: str = words(primary_key=True)
    text: str = words()


class CatalogCodes(Base, table=True):
    """Our own texts about a code. Lists are one item a line; `facts` is JSON."""

    __tablename__ = "catalog_codes"
    __table_args__ = (BY_KEY,)
    code: str = words(primary_key=True)
    name: str = words()
    section: str = words()
    specialties: str = words()
    synonyms: str = words()
    tags: str = words()
    description: str = words()
    plain: str = words()
    context: str = words()
    facts: str = words()


class CatalogModifiers(Base, table=True):
    """Our own texts about a modifier."""

    __tablename__ = "catalog_modifiers"
    __table_args__ = (BY_KEY,)
    modifier: str = words(primary_key=True)
    name: str = words()
    meaning: str = words()


class Sessions(Base, table=True):
    """Lines logged together. Never deleted, so that undo always finds it."""

    __tablename__ = "sessions"
    __table_args__ = (STRICT,)
    id: int = Field(primary_key=True)
    made_at: str = words()


class Explanations(Base, table=True):
    """Reason, flags and steps of a line's credit as JSON, each text once."""

    __tablename__ = "explanations"
    __table_args__ = (UniqueConstraint("text"), STRICT)
    id: int = Field(primary_key=True)
    text: str = words()


class Entries(Base, table=True):
    """A logged line as it was credited on the day it was logged."""

    __tablename__ = "entries"
    __table_args__ = (
        # date() alone lets the 30th of February pass; adding no days makes it normalise.
        CheckConstraint("date_of_service IS date(date_of_service, '+0 days')"),
        CheckConstraint("units BETWEEN 1 AND 99999"),
        # IN would be slower by a third of the whole insert: it makes its list for every row.
        CheckConstraint(
            "state = 'valued' OR state = 'no_work' OR state = 'drug' OR state = 'supply'"
            " OR state = 'anesthesia' OR state = 'unpriced' OR state = 'other_schedule'"
            " OR state = 'measure' OR state = 'unknown'"
        ),
        Index("entries_by_date", "date_of_service"),
        Index("entries_by_code", "code", "date_of_service"),
        Index("entries_by_session", "session_id"),
        Index(
            "entries_with_anesthesia",
            "date_of_service",
            sqlite_where=text("anesthesia_units IS NOT NULL"),
        ),
        Index(
            "entries_with_own_value",
            "date_of_service",
            sqlite_where=text("state = 'valued' AND base_work IS NULL"),
        ),
        {**STRICT, "sqlite_autoincrement": True},
    )
    id: int = Field(primary_key=True)
    session_id: int = Field(foreign_key="sessions.id")
    position: int
    date_of_service: str = words()
    code: str = words()
    modifiers: str = words()
    units: int
    site: str = words()
    note: str = words()
    role: str = words()
    release: str | None = words()
    row_modifier: str | None = words()
    state: str = words()
    base_work: int | None
    credited: int | None
    explanation_id: int = Field(foreign_key="explanations.id")
    made_at: str = words()
    minutes: int | None
    chosen_contract_id: int | None
    contract_id: int | None
    anesthesia_units: int | None


class Contracts(Base, table=True):
    """A contract. Never deleted but marked, so that undo always finds the one of a line."""

    __tablename__ = "contracts"
    __table_args__ = (
        CheckConstraint("missing IN ('nearest', 'own')"),
        CheckConstraint("removed IN (0, 1)"),
        Index("contracts_by_name", "name", unique=True, sqlite_where=text("removed = 0")),
        STRICT,
    )
    id: int = Field(primary_key=True)
    name: str = words()
    first_day: str = words()
    last_day: str | None = words()
    employer: str = words()
    career_stage: str = words()
    fte: int
    pinned_release: str | None = words()
    missing: str = words()
    policy: str = words()
    terms: str = words()
    removed: int


class ContractSites(Base, table=True):
    """The sites of a contract, in order."""

    __tablename__ = "contract_sites"
    __table_args__ = (BY_KEY,)
    contract_id: int = Field(primary_key=True, foreign_key="contracts.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    name: str = words()
    place_of_service: str = words()


class Policies(Base, table=True):
    """A credit policy of the user's, as the text of its file."""

    __tablename__ = "policies"
    __table_args__ = (BY_KEY,)
    name: str = words(primary_key=True)
    text: str = words()
    changed_at: str = words()


class OwnValues(Base, table=True):
    """The user's value for a code without a published work RVU, in whole hundredths."""

    __tablename__ = "own_values"
    __table_args__ = (CheckConstraint("work >= 0"), BY_KEY)
    code: str = words(primary_key=True)
    modifier: str = words(primary_key=True)
    work: int
    reason: str = words()
    source: str = words()


class AnesthesiaBases(Base, table=True):
    """Base units of an anesthesia code, in whole tenths."""

    __tablename__ = "anesthesia_bases"
    __table_args__ = (CheckConstraint("tenths >= 0"), BY_KEY)
    code: str = words(primary_key=True)
    tenths: int
    source: str = words()


class CmsTables(Base, table=True):
    """An imported file of CMS's that is no release; one of a kind and quarter."""

    __tablename__ = "cms_tables"
    __table_args__ = (
        UniqueConstraint("kind", "first_day"),
        CheckConstraint("kind IN ('payment_limits', 'ndc_crosswalk', 'hcpcs')"),
        STRICT,
    )
    id: int = Field(primary_key=True)
    kind: str = words()
    title: str = words()
    file_name: str = words()
    digest: str = words()
    first_day: str = words()
    last_day: str = words()
    row_count: int
    code_count: int
    imported_at: str = words()


class PaymentLimits(Base, table=True):
    """What Medicare pays at most for a billing unit of a drug, in whole thousandths of a dollar."""

    __tablename__ = "payment_limits"
    __table_args__ = (BY_KEY,)
    table_id: int = Field(primary_key=True, foreign_key="cms_tables.id", ondelete="CASCADE")
    code: str = words(primary_key=True)
    description: str = words()
    dosage: str = words()
    thousandths: int | None
    coinsurance: int | None
    notes: str = words()


class NdcPackages(Base, table=True):
    """A package of a drug with its billing units, in whole ten-thousandths."""

    __tablename__ = "ndc_packages"
    __table_args__ = (Index("ndc_packages_by_code", "table_id", "code"), BY_KEY)
    table_id: int = Field(primary_key=True, foreign_key="cms_tables.id", ondelete="CASCADE")
    ndc: str = words(primary_key=True)
    code: str = words(primary_key=True)
    drug: str = words()
    labeler: str = words()
    dosage: str = words()
    package_size: str = words()
    packages: str = words()
    units: int


class HcpcsTexts(Base, table=True):
    """CMS's own texts about a HCPCS Level II code or modifier."""

    __tablename__ = "hcpcs_texts"
    __table_args__ = (BY_KEY,)
    table_id: int = Field(primary_key=True, foreign_key="cms_tables.id", ondelete="CASCADE")
    code: str = words(primary_key=True)
    long: str = words()
    short: str = words()
    coverage: str = words()
    added: str = words()
    ended: str = words()


class FavoriteFolders(Base, table=True):
    """A folder of favorite codes."""

    __tablename__ = "favorite_folders"
    __table_args__ = (BY_KEY,)
    name: str = words(primary_key=True)
    position: int


class Favorites(Base, table=True):
    """A favorite code; an empty folder is the top level."""

    __tablename__ = "favorites"
    __table_args__ = (BY_KEY,)
    code: str = words(primary_key=True)
    folder: str = words()
    position: int


class Commands(Base, table=True):
    """What the user did to the log, in order; undone ones can be redone."""

    __tablename__ = "commands"
    __table_args__ = (
        CheckConstraint("undone IN (0, 1)"),
        Index("commands_undone", "id", sqlite_where=text("undone = 1")),
        STRICT,
    )
    id: int = Field(primary_key=True)
    kind: str = words()
    label: str = words()
    made_at: str = words()
    undone: int


class Changes(Base, table=True):
    """What a command did to an entry: its whole row before and after, as JSON.

    Without `before` the entry was added; its `after` stays empty until it is undone, because
    until then the entry itself, or the next change's `before`, says the same.
    """

    __tablename__ = "changes"
    __table_args__ = (Index("changes_by_entry", "entry_id"), BY_KEY)
    command_id: int = Field(primary_key=True, foreign_key="commands.id", ondelete="CASCADE")
    entry_id: int = Field(primary_key=True)
    before: str | None = words()
    after: str | None = words()


class TotalsDay(Base, table=True):
    """Lines, units and wRVU of a date of service."""

    __tablename__ = "totals_day"
    __table_args__ = (BY_KEY,)
    day: str = words(primary_key=True)
    lines: int
    units: int
    wrvu: int


class TotalsDayCode(Base, table=True):
    """The same by code and state."""

    __tablename__ = "totals_day_code"
    __table_args__ = (
        Index(
            "totals_day_left_out",
            *("day", "state", "lines", "units"),
            sqlite_where=text("state <> 'valued'"),
        ),
        BY_KEY,
    )
    day: str = words(primary_key=True)
    code: str = words(primary_key=True)
    state: str = words(primary_key=True)
    lines: int
    units: int
    wrvu: int


class TotalsMonthCode(Base, table=True):
    """The same by month (YYYY-MM), code and state."""

    __tablename__ = "totals_month_code"
    __table_args__ = (BY_KEY,)
    month: str = words(primary_key=True)
    code: str = words(primary_key=True)
    state: str = words(primary_key=True)
    lines: int
    units: int
    wrvu: int


class TotalsMonthLine(Base, table=True):
    """The same by month and what a line says; `contract_id` 0 for lines of no contract."""

    __tablename__ = "totals_month_line"
    __table_args__ = (BY_KEY,)
    month: str = words(primary_key=True)
    site: str = words(primary_key=True)
    modifiers: str = words(primary_key=True)
    role: str = words(primary_key=True)
    contract_id: int = Field(primary_key=True)
    state: str = words(primary_key=True)
    lines: int
    units: int
    wrvu: int
