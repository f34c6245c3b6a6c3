"""Infusion minutes to codes: the oracles of the domain reference, 5.5."""

from __future__ import annotations

import pytest

from rvuedge_desktop.domain.infusions import Infused, administration, in_words


def codes(minutes: int, kind: str = "drug", *, following: bool = False) -> list[tuple[str, int]]:
    found = administration(minutes, Infused(kind), following=following)
    assert in_words(minutes, Infused(kind), found).endswith(".")
    return [(one.code, one.units) for one in found]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (1, [("96374", 1)]),
        (10, [("96374", 1)]),
        (15, [("96374", 1)]),
        (16, [("96365", 1)]),
        (90, [("96365", 1)]),
        (91, [("96365", 1), ("96366", 1)]),
        (150, [("96365", 1), ("96366", 1)]),
        (151, [("96365", 1), ("96366", 2)]),
    ],
)
def test_a_drug(minutes: int, expected: list[tuple[str, int]]) -> None:
    assert codes(minutes) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (10, []),
        (30, []),
        (31, [("96360", 1)]),
        (60, [("96360", 1)]),
        (90, [("96360", 1)]),
        (91, [("96360", 1), ("96361", 1)]),
        (151, [("96360", 1), ("96361", 2)]),
    ],
)
def test_hydration(minutes: int, expected: list[tuple[str, int]]) -> None:
    assert codes(minutes, "hydration") == expected


def test_chemotherapy() -> None:
    assert codes(15, "chemo") == [("96409", 1)]
    assert codes(16, "chemo") == [("96413", 1)]
    assert codes(151, "chemo") == [("96413", 1), ("96415", 2)]


def test_after_another_initial_service() -> None:
    assert codes(10, following=True) == [("96375", 1)]
    assert codes(91, following=True) == [("96367", 1), ("96366", 1)]
    assert codes(60, "chemo", following=True) == [("96417", 1)]
    assert codes(91, "hydration", following=True) == [("96361", 2)]


@pytest.mark.parametrize("minutes", [0, -5, 10_081])
def test_no_encounter_has_such_a_time(minutes: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 10,080"):
        administration(minutes)
