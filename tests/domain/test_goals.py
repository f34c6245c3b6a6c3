"""The working calendar, and the pace toward a goal."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvuedge_desktop.domain.goals import Goal, Pace, pace_of, rate_of
from rvuedge_desktop.domain.periods import Period, PeriodKind, month_of
from rvuedge_desktop.domain.working_calendar import CalendarDay, DayKind, WorkingCalendar

NOVEMBER = month_of(date(2026, 11, 1))  # 21 weekdays; the 11th and the 26th are holidays
HOLIDAYS = {date(2026, 11, 11): "Veterans Day", date(2026, 11, 26): "Thanksgiving Day"}
CALENDAR = WorkingCalendar(holidays=HOLIDAYS)


def every_day(amount: str, first: date, last: date) -> dict[date, Decimal]:
    return {day: Decimal(amount) for day in CALENDAR.working_days(Period(first, last))}


def pace(daily: dict[date, Decimal], on: date, goal: str | None = "400") -> Pace:
    return pace_of(
        NOVEMBER,
        on,
        daily,
        CALENDAR,
        log_first=min(daily, default=None),
        goal=None if goal is None else Decimal(goal),
    )


def test_weekends_and_holidays_are_not_worked() -> None:
    assert len(list(CALENDAR.working_days(NOVEMBER))) == 19
    assert CALENDAR.weight_of(NOVEMBER) == 19
    assert WorkingCalendar().weight_of(NOVEMBER) == 21


@pytest.mark.parametrize(
    ("day", "kind", "weight", "counts"),
    [
        (date(2026, 11, 2), DayKind.VACATION, None, "0"),
        (date(2026, 11, 2), DayKind.CME, None, "0"),
        (date(2026, 11, 2), DayKind.CME, "0.5", "0.5"),
        (date(2026, 11, 2), DayKind.NOTHING, None, "1"),
        (date(2026, 11, 7), DayKind.NOTHING, None, "0"),
        (date(2026, 11, 7), DayKind.CALL, None, "1"),
        (date(2026, 11, 2), DayKind.CALL, "1.5", "1.5"),
        (date(2026, 11, 11), DayKind.WORKED, None, "1"),
        (date(2026, 11, 2), DayKind.OFF, None, "0"),
    ],
)
def test_the_users_own_days(day: date, kind: DayKind, weight: str | None, counts: str) -> None:
    own = CalendarDay(day, kind, None if weight is None else Decimal(weight))
    calendar = WorkingCalendar(holidays=HOLIDAYS, days={day: own})
    assert calendar.weight(day) == Decimal(counts)


def test_half_days_of_the_week() -> None:
    week = tuple(map(Decimal, ("1", "1", "0.5", "1", "1", "0", "0")))
    # Wednesdays: the 4th, 18th and 25th; the 11th is a holiday.
    assert WorkingCalendar(week, HOLIDAYS).weight_of(NOVEMBER) == Decimal("17.5")


@pytest.mark.parametrize("week", [("1",) * 6, ("1",) * 6 + ("-1",), ("1",) * 6 + ("4",)])
def test_weeks_that_are_none(week: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="seven days"):
        WorkingCalendar(tuple(map(Decimal, week)))


def test_days_that_look_forgotten_and_their_answer() -> None:
    days = Period(date(2026, 11, 9), date(2026, 11, 13))
    logged = {date(2026, 11, 9), date(2026, 11, 12)}
    assert CALENDAR.forgotten(days, logged) == [date(2026, 11, 10), date(2026, 11, 13)]
    answered = CalendarDay(date(2026, 11, 10), DayKind.NOTHING)
    calendar = WorkingCalendar(holidays=HOLIDAYS, days={answered.day: answered})
    assert calendar.forgotten(days, logged) == [date(2026, 11, 13)]


def test_equal_days_give_a_pace_without_a_range() -> None:
    found = pace(every_day("20", date(2026, 10, 1), date(2026, 11, 13)), date(2026, 11, 13))
    # Nine of the nineteen working days are over, each with 20.
    assert (found.done, found.days_done, found.days_left) == (180, 9, 10)
    assert found.projected == found.low == found.high == 380
    assert found.needed_per_day == 22
    assert found.enough_data


def test_days_that_differ_widen_the_range() -> None:
    daily = every_day("20", date(2026, 10, 1), date(2026, 11, 13))
    for number, day in enumerate(sorted(daily)):
        daily[day] += 10 if number % 2 else -10
    found = pace(daily, date(2026, 11, 13))
    assert found.projected is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.projected < found.high
    # Ten days to come at a spread of about 10 each: 1.28 x 10 x sqrt(10 + 10 x 10 / n).
    assert 40 < found.high - found.projected < 60


def test_there_is_no_pace_before_there_are_enough_days() -> None:
    for days, enough in ((9, False), (10, True)):
        daily = every_day("20", date(2026, 11, 2), date(2026, 11, 30))
        kept = dict(sorted(daily.items())[:days])
        found = pace(kept, max(kept))
        assert found.enough_data is enough
        assert (found.projected is None) is not enough
        assert bool(found.rate.waits_for) is not enough
    assert (
        "10 working days of log; there are 9 so far"
        in pace(dict(sorted(daily.items())[:9]), date(2026, 11, 13)).rate.waits_for
    )
    assert pace({}, date(2026, 11, 13)).needed_per_day == Decimal(400) / 11


def test_few_days_with_lines_are_not_enough() -> None:
    daily = {date(2026, 10, 30): Decimal(20), date(2026, 11, 13): Decimal(20)}
    found = pace(daily, date(2026, 11, 13))
    assert not found.enough_data
    assert "5 working days with lines; there are 2" in found.rate.waits_for


def test_today_is_to_come_until_it_has_a_line() -> None:
    daily = every_day("20", date(2026, 10, 1), date(2026, 11, 12))
    assert pace(daily, date(2026, 11, 13)).days_left == 11
    daily[date(2026, 11, 13)] = Decimal(1)
    assert pace(daily, date(2026, 11, 13)).days_left == 10


def test_a_weekends_work_belongs_to_the_day_before() -> None:
    daily = {date(2026, 11, 2): Decimal(10), date(2026, 11, 7): Decimal(5)}
    rate = rate_of(daily, CALENDAR, date(2026, 11, 2), date(2026, 11, 7))
    assert (rate.per_day, rate.sample_days, rate.worked_days) == (3, 5, 2)


def test_a_period_that_is_over_is_what_it_is() -> None:
    daily = every_day("20", date(2026, 11, 2), date(2026, 11, 6))
    found = pace(daily, date(2026, 12, 24))
    assert found.projected == found.low == found.high == found.done == 100
    assert (found.days_left, found.needed_per_day) == (0, None)


def test_a_goal_that_is_reached_needs_nothing() -> None:
    daily = every_day("20", date(2026, 10, 1), date(2026, 11, 13))
    assert pace(daily, date(2026, 11, 13), "100").needed_per_day == 0
    assert pace(daily, date(2026, 11, 13), None).needed_per_day is None


@given(
    st.lists(st.decimals(0, 80, places=2), min_size=15, max_size=40),
    st.integers(0, 29),
)
def test_the_pace_is_never_below_what_is_done(amounts: list[Decimal], day: int) -> None:
    first = date(2026, 10, 10)
    daily = {first + timedelta(days=number): amount for number, amount in enumerate(amounts)}
    on = NOVEMBER.first + timedelta(days=day)
    found = pace({day: amount for day, amount in daily.items() if day <= on}, on)
    assert found.days_done + found.days_left == 19
    if found.projected is not None and found.low is not None and found.high is not None:
        assert found.done <= found.low <= found.projected <= found.high


@pytest.mark.parametrize(
    "terms",
    [
        {"name": " ", "span": PeriodKind.YEAR, "amount": Decimal(1)},
        {"name": "x", "span": PeriodKind.WEEK, "amount": Decimal(1)},
        {"name": "x", "span": PeriodKind.YEAR, "amount": Decimal(0)},
        {"name": "x", "span": PeriodKind.YEAR, "amount": Decimal("1.001")},
    ],
)
def test_goals_that_are_none(terms: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Goal(**terms)  # type: ignore[arg-type]


def test_a_log_that_was_put_down_begins_anew() -> None:
    long_ago = every_day("20", date(2026, 8, 3), date(2026, 8, 31))
    daily = long_ago | every_day("10", date(2026, 10, 26), date(2026, 11, 13))
    rate = rate_of(daily, CALENDAR, date(2026, 8, 3), date(2026, 11, 13))
    assert (rate.per_day, rate.sample_days) == (10, 14)
    # A fortnight without a line is no gap: such days are part of how one works.
    daily |= every_day("20", date(2026, 9, 1), date(2026, 10, 12))
    assert rate_of(daily, CALENDAR, date(2026, 8, 3), date(2026, 11, 13)).sample_days == 74
