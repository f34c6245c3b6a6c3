from datetime import date

import pytest

from rvuedge_desktop.domain.periods import Period, month_of, parse_day, parse_month, shift_month


def test_leap_february_and_december() -> None:
    assert month_of(date(2028, 2, 10)) == Period(date(2028, 2, 1), date(2028, 2, 29))
    assert month_of(date(2026, 12, 31)).last == date(2026, 12, 31)


def test_months_shift_over_years_and_stop_at_the_calendars_ends() -> None:
    assert shift_month(date(2026, 1, 31), -1) == date(2025, 12, 1)
    assert shift_month(date(2026, 12, 5), 1) == date(2027, 1, 1)
    assert shift_month(date(1, 1, 1), -1) == date(1, 1, 1)
    assert shift_month(date(9999, 12, 1), 1) == date(9999, 12, 1)


def test_days_of_a_period_reach_the_last_day_there_is() -> None:
    assert list(Period(date(9999, 12, 30), date.max)) == [date(9999, 12, 30), date.max]
    assert Period(date(2026, 3, 1), date(2026, 3, 31)).days == 31


@pytest.mark.parametrize("text", ["2026-13", "2026-1", "26-01", "0000-01", "hello", "２026-01"])
def test_no_months(text: str) -> None:
    with pytest.raises(ValueError, match="2026-11"):
        parse_month(text)


@pytest.mark.parametrize("text", ["2026-02-30", "02/03/2026", "20260203", ""])
def test_no_days(text: str) -> None:
    with pytest.raises(ValueError, match="2026-11-21"):
        parse_day(text)
