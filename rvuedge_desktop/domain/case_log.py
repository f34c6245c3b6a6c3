"""A resident's case log: roles, defined categories, and how many cases of each are done.

Cases are counted, never wRVU. Where the rule is one procedure per operation, a session counts once
however many codes it has (domain reference 6.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rvuedge_desktop.domain.codes import in_range


class CaseRole(StrEnum):
    """The roles a surgical case log knows, by the letters it uses."""

    CHIEF = "SC"
    JUNIOR = "SJ"
    TEACHING = "TA"
    FIRST_ASSISTANT = "FA"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    CaseRole.CHIEF: "Surgeon chief",
    CaseRole.JUNIOR: "Surgeon junior",
    CaseRole.TEACHING: "Teaching assistant",
    CaseRole.FIRST_ASSISTANT: "First assistant",
}
STUDENT_ROLES = {"OBS": "Observed", "AST": "Assisted", "PRF": "Performed"}
MOST_TEACHING = 50
"""So many cases as teaching assistant count as major cases."""


def role_of(text: str) -> CaseRole | None:
    """The role of a line, by its letters or its words; None where it names none."""
    plain = " ".join(text.casefold().replace("-", " ").split())
    for role in CaseRole:
        if plain in (role.value.casefold(), role.words.casefold()):
            return role
    return None


@dataclass(frozen=True, slots=True)
class Category:
    """A defined category with its minimum (0: none is set).

    `codes` are codes and ranges such as 47562-47564, both ends in it; a category with `parent`
    counts toward that one too. `counts` are the roles whose cases count, empty for all majors.
    """

    name: str
    minimum: int = 0
    codes: tuple[tuple[str, str], ...] = ()
    parent: str = ""
    counts: frozenset[CaseRole] = frozenset()
    source: str = ""

    def holds(self, code: str) -> bool:
        """Whether a code is of this category itself."""
        return any(in_range(code, low, high) for low, high in self.codes)


@dataclass(frozen=True, slots=True)
class CaseTable:
    """The defined categories of a specialty. `one_per_session`: one procedure per operation."""

    name: str
    categories: tuple[Category, ...]
    one_per_session: bool = True

    def __post_init__(self) -> None:
        names = [category.name for category in self.categories]
        if not names or len(set(names)) < len(names):
            raise ValueError("A case table has categories, each with a name of its own.")
        for category in self.categories:
            if category.parent and category.parent not in names:
                raise ValueError(f"{category.name} belongs to {category.parent}, which is missing.")
            if category.minimum < 0:
                raise ValueError(f"The minimum of {category.name} is below 0.")
        for category in self.categories:
            self.family(category.name)

    def category(self, name: str) -> Category:
        return next(found for found in self.categories if found.name == name)

    def family(self, name: str) -> tuple[str, ...]:
        """A category and those it counts toward. ValueError for a ring."""
        found = [name]
        while parent := self.category(found[-1]).parent:
            if parent in found:
                raise ValueError(f"{name} belongs to itself.")
            found.append(parent)
        return tuple(found)

    def category_of(self, code: str) -> str:
        """The category of a code, the first that lists it; empty where none does."""
        return next((found.name for found in self.categories if found.holds(code)), "")


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A line of a session as a case log sees it. `work` ranks lines that have no choice."""

    entry_id: int
    session_id: int
    code: str
    role: str
    work: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user says of a session: the credited line (None: no credit), category and role."""

    entry_id: int | None
    category: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A credited case."""

    session_id: int
    entry_id: int
    code: str
    role: CaseRole
    category: str


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """A category with what is logged toward it, and how many are still wanted."""

    category: Category
    logged: int

    @property
    def remaining(self) -> int:
        return max(0, self.category.minimum - self.logged)


def credited_cases(
    table: CaseTable, lines: Iterable[CaseLine], choices: Mapping[int, Choice]
) -> tuple[Case, ...]:
    """The cases lines are credited as, session by session.

    Lines without a role of a case log are no cases. In a session the line the user chose counts,
    else the one with the most work among those that a category lists.
    """
    sessions: dict[int, list[CaseLine]] = {}
    for line in lines:
        sessions.setdefault(line.session_id, []).append(line)
    found: list[Case] = []
    for number, members in sessions.items():
        choice = choices.get(number)
        if choice is not None and choice.entry_id is None:
            continue
        for line in _credited(table, members, choice):
            role = role_of(choice.role if choice is not None and choice.role else line.role)
            named = choice.category if choice is not None else ""
            if role is not None:
                category = named or table.category_of(line.code)
                found.append(Case(number, line.entry_id, line.code, role, category))
    return tuple(found)


def _credited(
    table: CaseTable, members: Sequence[CaseLine], choice: Choice | None
) -> Sequence[CaseLine]:
    if choice is not None and choice.entry_id is not None:
        return [line for line in members if line.entry_id == choice.entry_id][:1]
    cases = [line for line in members if role_of(line.role) is not None]
    if not table.one_per_session:
        return cases
    cases.sort(key=lambda line: (not table.category_of(line.code), -line.work, line.entry_id))
    return cases[:1]


def major_cases(cases: Iterable[Case]) -> list[Case]:
    """Surgeon chief and junior, and the first 50 as teaching assistant (domain reference 6.1)."""
    found: list[Case] = []
    teaching = 0
    for case in cases:
        if case.role is CaseRole.TEACHING:
            teaching += 1
            if teaching > MOST_TEACHING:
                continue
        elif case.role is CaseRole.FIRST_ASSISTANT:
            continue
        found.append(case)
    return found


def category_counts(table: CaseTable, cases: Sequence[Case]) -> tuple[CategoryCount, ...]:
    """How many cases each category has, its own and those of the categories under it.

    A category without codes and without categories under it counts every case of its roles.
    """
    majors = major_cases(cases)
    parents = {category.parent for category in table.categories}
    own: dict[str, int] = {}
    for case in majors:
        known = case.category and any(case.category == one.name for one in table.categories)
        for name in table.family(case.category) if known else ():
            roles = table.category(name).counts
            if not roles or case.role in roles:
                own[name] = own.get(name, 0) + 1
    found = []
    for category in table.categories:
        logged = own.get(category.name, 0)
        if not category.codes and category.name not in parents:
            roles = category.counts
            logged = sum(1 for case in majors if not roles or case.role in roles)
        found.append(CategoryCount(category, logged))
    return tuple(found)
