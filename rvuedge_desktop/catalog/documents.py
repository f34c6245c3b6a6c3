"""What the search knows about one code."""

from __future__ import annotations

from dataclasses import dataclass

# What a search can be limited to, by the state of the code.
KINDS = {"work": "valued", "drug": "drug"}


@dataclass(frozen=True, slots=True)
class CodeDocument:
    """One code as it is searched and shown in a list of results.

    `name` and `synonyms` are our own words; `description` is the short description of an imported
    CMS file, or empty. `state` is a `ValueState` value, `work` whole hundredths of the work RVU
    (None where there is none). `shipped` codes stand in our own catalog and rank before codes that
    only a CMS file knows. `common` ones are done every day and rank before their rare neighbours.
    """

    code: str
    name: str
    section: str
    state: str
    work: int | None
    release: str | None
    synonyms: tuple[str, ...] = ()
    description: str = ""
    tags: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()
    shipped: bool = False
    common: bool = False
