"""Percentiles: the line between known points, and silence outside of them."""

from __future__ import annotations

import inspect
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvuedge_desktop.domain import benchmarks
from rvuedge_desktop.domain.benchmarks import (
    Benchmark,
    BenchmarkMeasure,
    annualised,
    for_full_time,
    place_of,
    schedule_warning,
)

# The points of domain reference 6.3.
POINTS = {
    25: Decimal(5800),
    50: Decimal(7500),
    75: Decimal(8800),
    90: Decimal(10800),
}


def benchmark(points: dict[int, Decimal], schedule_year: int = 0) -> Benchmark:
    return Benchmark(
        "Mine", "Surgery", "typed", 2025, {BenchmarkMeasure.WRVU: points}, schedule_year
    )


@pytest.mark.parametrize(
    ("amount", "percentile", "text"),
    [
        ("8000", "59.6", "P60"),  # domain reference 6.3
        ("6650", "37.5", "P37.5"),  # the same
        ("5800", "25", "P25"),
        ("7500", "50", "P50"),
        ("10800", "90", "P90"),
        ("5799.99", None, "<P25"),
        ("10800.01", None, ">P90"),
        ("0", None, "<P25"),
    ],
)
def test_places(amount: str, percentile: str | None, text: str) -> None:
    found = place_of(Decimal(amount), POINTS)
    assert found.percentile == (None if percentile is None else Decimal(percentile))
    assert found.text == text


@given(st.decimals(5800, 10800, places=2), st.decimals(5800, 10800, places=2))
def test_more_is_never_a_lower_place(one: Decimal, other: Decimal) -> None:
    low = place_of(min(one, other), POINTS).percentile
    high = place_of(max(one, other), POINTS).percentile
    assert low is not None
    assert high is not None
    assert 25 <= low <= high <= 90


def test_a_year_at_full_time() -> None:
    assert annualised(Decimal(3000), Decimal(120), Decimal(240)) == 6000
    assert annualised(Decimal(3000), Decimal(0), Decimal(240)) == 0
    assert for_full_time(Decimal(6000), Decimal("0.8")) == 7500


@pytest.mark.parametrize(
    "points",
    [
        {},
        {33: Decimal(1)},
        {25: Decimal(2), 50: Decimal(1)},
        {25: Decimal(2), 50: Decimal(2)},
        {25: Decimal(0)},
    ],
)
def test_percentiles_that_make_no_sense(points: dict[int, Decimal]) -> None:
    with pytest.raises(ValueError):
        benchmark(points)


def test_another_schedule_is_warned_of() -> None:
    assert schedule_warning(benchmark(POINTS, 2020), {2020}) == ""
    assert schedule_warning(benchmark(POINTS), {2026}) == ""
    warned = schedule_warning(benchmark(POINTS, 2020), {2025, 2026})
    assert "2020" in warned
    assert "2025 and 2026" in warned


def test_nothing_here_takes_two_percentiles() -> None:
    # A percentile of one measure times one of another is no number (domain reference 6.3).
    for _, function in inspect.getmembers(benchmarks, inspect.isfunction):
        kinds = [str(kind) for kind in inspect.signature(function).parameters.values()]
        assert sum("Mapping[int" in kind or "Place" in kind for kind in kinds) <= 1
