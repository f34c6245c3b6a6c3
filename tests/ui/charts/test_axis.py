"""Ticks and labels a person would choose."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvuedge_desktop.ui.charts.axis import axis_for, label_places, paired_axes, step_at_least

amounts = st.decimals(min_value="0.01", max_value="1000000", places=2)


@pytest.mark.parametrize(
    ("least", "step"),
    [("1", "1"), ("1.01", "2"), ("2.2", "2.5"), ("2.6", "5"), ("5.1", "10"), ("0.3", "0.5")],
)
def test_steps(least: str, step: str) -> None:
    assert step_at_least(Decimal(least)) == Decimal(step)


def test_whole_steps_for_things_one_counts() -> None:
    assert step_at_least(Decimal("0.2"), whole=True) == 1
    assert step_at_least(Decimal("2.2"), whole=True) == 5
    assert step_at_least(Decimal("22"), whole=True) == 25


@given(amounts, st.integers(1, 8))
def test_an_axis_reaches_and_wastes_less_than_a_step(high: Decimal, intervals: int) -> None:
    axis = axis_for(high, intervals)
    assert axis.high >= high > axis.high - axis.step
    assert axis.intervals <= intervals
    digits = axis.step.normalize().as_tuple().digits
    assert digits in {(1,), (2,), (5,), (2, 5)}


@given(amounts, amounts)
def test_paired_axes_share_their_grid(left: Decimal, right: Decimal) -> None:
    one, other = paired_axes(left, right, 5)
    assert one.intervals == other.intervals
    assert one.high >= left
    assert other.high >= right


def test_nothing_has_an_axis_too() -> None:
    assert axis_for(Decimal(0), 5).ticks == (0, 1)
    one, other = paired_axes(Decimal(0), Decimal(0), 5)
    assert one.high > 0
    assert other.high > 0


@given(st.integers(0, 400), st.floats(1, 60), st.floats(1, 40))
def test_labels_never_touch(count: int, width: float, slot: float) -> None:
    places = label_places([width] * count, slot)
    assert places == sorted(set(places))
    for one, other in itertools.pairwise(places):
        assert (other - one) * slot >= width


def test_days_of_a_month_in_fives() -> None:
    assert label_places([14] * 31, 6) == [0, 4, 9, 14, 19, 24, 29]
    assert label_places([14] * 31, 30) == list(range(31))
    assert label_places([], 10) == []
