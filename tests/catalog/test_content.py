"""The catalog's content is whole, ours, and agrees with CMS's files.

The checks and the list of all faults: `content_checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rvuedge_desktop.catalog.texts import CodeText
from tests.catalog import content_checks as checks
from tests.catalog.content_checks import too_like


def listed(faults: Iterator[str]) -> list[str]:
    return list(faults)[:40]


def test_every_record_is_complete() -> None:
    assert listed(checks.incomplete()) == []


def test_nothing_is_left_over_from_writing() -> None:
    assert listed(checks.unmade()) == []


def test_every_code_stands_where_it_belongs() -> None:
    assert listed(checks.misplaced()) == []


def test_synonyms_that_collide_are_known() -> None:
    # Of codes in different sections: in one section a nickname often means several codes.
    found, known = checks.collisions(), checks.golden()
    assert {synonym: codes for synonym, codes in found.items() if known.get(synonym) != codes} == {}


def test_no_text_is_cms_own(shared_cms: Path) -> None:
    assert listed(checks.copied(checks.cms_descriptions(shared_cms))) == []


def test_billing_units_are_those_of_cms(shared_cms: Path) -> None:
    assert listed(checks.wrong_units(shared_cms)) == []


def test_shipped_numbers_are_those_of_cms(shared_cms: Path) -> None:
    assert listed(checks.wrong_numbers(shared_cms)) == []


def test_every_code_exists_or_is_marked_as_retired(shared_cms: Path) -> None:
    assert listed(checks.gone_codes(shared_cms)) == []


# The checks can fail.


@pytest.mark.parametrize(
    ("ours", "theirs", "alike"),
    [
        ("Injection, oxytocin, up to 10 units", "Injection, oxytocin, up to 10 units", True),
        ("Up to 10 units: oxytocin injection", "Injection, oxytocin, up to 10 units", True),
        ("Lap gastric bypass/roux-en-y", "Lap gastric bypass/roux-en-y", True),
        ("Oxytocin (Pitocin), up to 10 units", "Injection, oxytocin, up to 10 units", False),
        ("Chest x-ray", "Chest x-ray", False),
        ("Laparoscopic gastric bypass, short limb", "Lap gastric bypass/roux-en-y", False),
    ],
)
def test_likeness(ours: str, theirs: str, alike: bool) -> None:
    assert too_like(ours, theirs) is alike


GOOD = CodeText(
    "J2590", "Oxytocin, up to 10 units", "Drugs (J)", ("Midwifery",), ("Pit",), ("labor",),
    "A drug.", "A drug.", "Used.", {"unit": "10 units", "up_to": "yes"},
)  # fmt: skip


def spoiled(**changes: object) -> CodeText:
    values = {name: getattr(GOOD, name) for name in GOOD.__dataclass_fields__} | changes
    return CodeText(**values)


@pytest.mark.parametrize(
    ("check", "changes", "says"),
    [
        (checks.incomplete, {"name": "x" * 71}, "71 characters"),
        (checks.incomplete, {"specialties": ()}, "no specialties"),
        (checks.incomplete, {"specialties": ("Wizardry",)}, "Wizardry"),
        (checks.incomplete, {"description": ""}, "no description"),
        (checks.unmade, {"plain": "Lorem ipsum."}, "Lorem"),
        (checks.unmade, {"context": "For {code}."}, "{code}"),
        (checks.unmade, {"description": "Two  blanks."}, "stray blanks"),
        (checks.unmade, {"description": "No end"}, "as a sentence"),
        (checks.misplaced, {"section": "Other codes"}, "no section"),
        (checks.untidy, {"also": ("Pit", "pit")}, "stands twice"),
    ],
)
def test_a_fault_is_found(
    monkeypatch: pytest.MonkeyPatch,
    check: Callable[[], Iterator[str]],
    changes: dict[str, object],
    says: str,
) -> None:
    monkeypatch.setattr(checks, "texts", lambda: (GOOD,))
    before = len(list(check()))
    monkeypatch.setattr(checks, "texts", lambda: (spoiled(**changes),))
    found = list(check())
    assert len(found) > before
    assert any(says in fault for fault in found)


def test_faults_against_cms_are_found(monkeypatch: pytest.MonkeyPatch, shared_cms: Path) -> None:
    monkeypatch.setattr(checks, "texts", lambda: (GOOD,))
    assert listed(checks.wrong_units(shared_cms)) == []
    assert listed(checks.gone_codes(shared_cms)) == []
    for facts, says in (
        ({"unit": "5 units", "up_to": "yes"}, "one unit is 5 units"),
        ({"unit": "10 units"}, "CMS says “up to”"),
        ({"unit": "ten"}, "cannot be read"),
        ({"generic": "x"}, "without a billing unit"),
    ):
        code = "J1568" if "generic" in facts else "J2590"
        bad = spoiled(facts=facts, code=code)
        monkeypatch.setattr(checks, "texts", lambda bad=bad: (bad,))
        assert any(says in fault for fault in checks.wrong_units(shared_cms))
    monkeypatch.setattr(checks, "texts", lambda: (spoiled(code="J0001"),))
    assert listed(checks.gone_codes(shared_cms)) != []
    copied = {"J2590": {"Oxytocin up to 10 units", "A drug to make labor begin quickly"}}
    bad = spoiled(description="A drug to make labor begin quickly.")
    monkeypatch.setattr(checks, "texts", lambda: (bad,))
    assert len(listed(checks.copied(copied))) == 2


def test_a_collision_across_sections_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    other = spoiled(code="59400", section="Surgery: maternity", also=("PIT",))
    monkeypatch.setattr(checks, "texts", lambda: (GOOD, other))
    assert checks.collisions() == {"pit": ("59400", "J2590")}
