"""The tables of goals, calendar, benchmarks, profiles and case logs, as SQLModel."""

# No `from __future__ import annotations` here: SQLModel reads the annotations as objects.

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from rvuedge_desktop.storage.tables import BY_KEY, STRICT, Base, words


class Goals(Base, table=True):
    """A goal for each period of a kind, in hundredths."""

    __tablename__ = "goals"
    __table_args__ = (CheckConstraint("amount > 0"), BY_KEY)
    name: str = words(primary_key=True)
    span: str = words()
    measure: str = words()
    amount: int
    contract: str = words()


class CalendarDays(Base, table=True):
    """A day the user has said something about; `weight` in hundredths of a full day."""

    __tablename__ = "calendar_days"
    __table_args__ = (CheckConstraint("weight >= 0"), BY_KEY)
    day: str = words(primary_key=True)
    kind: str = words()
    weight: int | None
    note: str = words()


class Benchmarks(Base, table=True):
    """A benchmark of the user's, as the text of its file."""

    __tablename__ = "benchmarks"
    __table_args__ = (BY_KEY,)
    name: str = words(primary_key=True)
    text: str = words()
    changed_at: str = words()


class CaseTables(Base, table=True):
    """Defined categories of a case log, as the text of their file."""

    __tablename__ = "case_tables"
    __table_args__ = (BY_KEY,)
    name: str = words(primary_key=True)
    text: str = words()
    changed_at: str = words()


class Profiles(Base, table=True):
    """Whose log it is: at most one profile is the active one."""

    __tablename__ = "profiles"
    __table_args__ = (
        CheckConstraint("active IN (0, 1)"),
        Index("profiles_active", "active", unique=True, sqlite_where=text("active = 1")),
        STRICT,
    )
    id: int = Field(primary_key=True)
    name: str = words()
    credentials: str = words()
    specialty: str = words()
    practice: str = words()
    npi: str = words()
    stage: str = words()
    level: str = words()
    active: int


class CaseChoices(Base, table=True):
    """What a session counts for in a case log, where the user has chosen."""

    __tablename__ = "case_choices"
    __table_args__ = (BY_KEY,)
    session_id: int = Field(primary_key=True, foreign_key="sessions.id")
    entry_id: int | None
    category: str = words()
    role: str = words()
    supervisor: str = words()
