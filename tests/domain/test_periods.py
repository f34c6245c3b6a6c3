from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvuedge_desktop.domain.periods import (
    Period,
    PeriodKind,
    PeriodTerms,
    days_so_far,
    label_of,
    month_of,
    neighbour,
    parse_day,
    parse_half,
    parse_month,
    parse_quarter,
    parse_year,
    period_of,
    shift_month,
    year_before,
)


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


def period(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("kind", "day", "first", "last"),
    [
        ("day", "2026-11-20", "2026-11-20", "2026-11-20"),
        ("week", "2026-11-20", "2026-11-15", "2026-11-21"),
        ("week", "2026-11-15", "2026-11-15", "2026-11-21"),
        ("week", "2027-01-01", "2026-12-27", "2027-01-02"),
        ("month", "2024-02-10", "2024-02-01", "2024-02-29"),
        ("quarter", "2026-11-20", "2026-10-01", "2026-12-31"),
        ("half", "2026-06-30", "2026-01-01", "2026-06-30"),
        ("half", "2026-07-01", "2026-07-01", "2026-12-31"),
        ("year", "2026-11-20", "2026-01-01", "2026-12-31"),
        ("custom", "2026-11-20", "2026-11-20", "2026-11-20"),
        ("all", "2026-11-20", "2026-11-20", "2026-11-20"),
        ("year", "9999-12-31", "9999-01-01", "9999-12-31"),
        ("week", "9999-12-31", "9999-12-26", "9999-12-31"),
        ("week", "0001-01-01", "0001-01-01", "0001-01-06"),
    ],
)
def test_the_period_that_holds_a_day(kind: str, day: str, first: str, last: str) -> None:
    assert period_of(PeriodKind(kind), date.fromisoformat(day)) == period(first, last)


def test_weeks_begin_where_the_locale_says() -> None:
    monday = PeriodTerms(week_starts=0)
    found = period_of(PeriodKind.WEEK, date(2026, 11, 22), monday)
    assert found == period("2026-11-16", "2026-11-22")


@pytest.mark.parametrize(
    ("month", "day", "first", "last", "named"),
    [
        (7, "2026-06-30", "2025-07-01", "2026-06-30", 2026),
        (7, "2026-07-01", "2026-07-01", "2027-06-30", 2027),
        (10, "2026-11-20", "2026-10-01", "2027-09-30", 2027),
        (3, "2024-02-29", "2023-03-01", "2024-02-29", 2024),
        (1, "2026-11-20", "2026-01-01", "2026-12-31", 2026),
        (7, "0001-03-01", "0001-01-01", "0001-06-30", 1),
        (7, "9999-08-01", "9999-07-01", "9999-12-31", 9999),
    ],
)
def test_fiscal_years(month: int, day: str, first: str, last: str, named: int) -> None:
    terms = PeriodTerms(fiscal_month=month)
    found = period_of(PeriodKind.FISCAL_YEAR, date.fromisoformat(day), terms)
    assert found == period(first, last)
    assert label_of(PeriodKind.FISCAL_YEAR, found).text == f"FY {named}"


@pytest.mark.parametrize(
    ("begun", "day", "first", "last"),
    [
        ("2024-09-15", "2026-09-14", "2025-09-15", "2026-09-14"),
        ("2024-09-15", "2026-09-15", "2026-09-15", "2027-09-14"),
        ("2024-02-29", "2024-03-05", "2024-02-29", "2025-02-28"),
        ("2024-02-29", "2026-02-28", "2025-03-01", "2026-02-28"),
        ("2024-02-29", "2028-02-29", "2028-02-29", "2029-02-28"),
    ],
)
def test_contract_years(begun: str, day: str, first: str, last: str) -> None:
    terms = PeriodTerms(contract_first=date.fromisoformat(begun))
    found = period_of(PeriodKind.CONTRACT_YEAR, date.fromisoformat(day), terms)
    assert found == period(first, last)


def test_a_contract_year_needs_a_contract() -> None:
    with pytest.raises(ValueError, match="contract"):
        period_of(PeriodKind.CONTRACT_YEAR, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("kind", "of", "before", "after"),
    [
        ("month", ("2024-03-01", "2024-03-31"), ("2024-02-01", "2024-02-29"), "2024-04-01"),
        ("week", ("2027-01-03", "2027-01-09"), ("2026-12-27", "2027-01-02"), "2027-01-10"),
        ("quarter", ("2026-01-01", "2026-03-31"), ("2025-10-01", "2025-12-31"), "2026-04-01"),
        ("custom", ("2026-03-01", "2026-03-10"), ("2026-02-19", "2026-02-28"), "2026-03-11"),
    ],
)
def test_neighbours(kind: str, of: tuple[str, str], before: tuple[str, str], after: str) -> None:
    here = period(*of)
    assert neighbour(PeriodKind(kind), here, -1) == period(*before)
    assert neighbour(PeriodKind(kind), here, 1).first.isoformat() == after


@pytest.mark.parametrize(
    ("of", "before"),
    [
        (("2026-11-01", "2026-11-20"), ("2025-11-01", "2025-11-20")),
        (("2025-02-01", "2025-02-28"), ("2024-02-01", "2024-02-29")),  # whole months
        (("2025-02-10", "2025-02-28"), ("2024-02-10", "2024-02-28")),  # the same days
        (("2024-02-01", "2024-02-29"), ("2023-02-01", "2023-02-28")),
        (("2024-02-10", "2024-02-29"), ("2023-02-10", "2023-02-28")),
        (("2024-02-29", "2024-02-29"), ("2023-02-28", "2023-02-28")),
        (("2024-02-29", "2024-03-09"), ("2023-03-01", "2023-03-09")),
        (("2024-01-01", "2024-12-31"), ("2023-01-01", "2023-12-31")),
        (("2023-03-01", "2024-02-29"), ("2022-03-01", "2023-02-28")),
        (("2026-12-28", "2027-01-03"), ("2025-12-28", "2026-01-03")),
        (("0001-01-01", "0001-01-31"), ("0001-01-01", "0001-01-01")),
    ],
)
def test_the_same_days_a_year_before(of: tuple[str, str], before: tuple[str, str]) -> None:
    assert year_before(period(*of)) == period(*before)


@given(
    st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.ALL]),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.integers(0, 6),
    st.integers(1, 12),
    st.dates(date(1980, 1, 1), date(2050, 1, 1)),
)
def test_periods_follow_each_other_without_gap(
    kind: PeriodKind, day: date, week_starts: int, month: int, begun: date
) -> None:
    terms = PeriodTerms(week_starts, month, begun)
    here = period_of(kind, day, terms)
    assert day in here
    after = neighbour(kind, here, 1, terms)
    assert after.first.toordinal() == here.last.toordinal() + 1
    assert neighbour(kind, after, -1, terms) == here
    assert period_of(kind, here.last, terms) == here or kind is PeriodKind.CUSTOM


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_a_year_before_is_as_long_within_a_leap_day(first: date, days: int) -> None:
    here = Period(first, date.fromordinal(first.toordinal() + days))
    assert abs(year_before(here).days - here.days) <= 1


def test_a_running_period_ends_today_and_a_past_one_when_it_did() -> None:
    month = month_of(date(2026, 11, 1))
    assert days_so_far(month, date(2026, 11, 20)) == period("2026-11-01", "2026-11-20")
    assert days_so_far(month, date(2026, 12, 2)) == month


@pytest.mark.parametrize(
    ("kind", "day", "text"),
    [
        ("month", "2026-11-20", "November 2026"),
        ("quarter", "2026-11-20", "Q4 2026"),
        ("half", "2026-11-20", "H2 2026"),
        ("year", "2026-11-20", "2026"),
        ("week", "2026-11-20", "Week of 2026-11-15"),
        ("day", "2026-11-20", "2026-11-20"),
        ("all", "2026-11-20", "All time"),
        ("custom", "2026-11-20", "2026-11-20 to 2026-11-20"),
    ],
)
def test_labels(kind: str, day: str, text: str) -> None:
    found = period_of(PeriodKind(kind), date.fromisoformat(day))
    assert label_of(PeriodKind(kind), found).text == text


def test_periods_as_they_are_typed() -> None:
    assert parse_quarter("2026-Q4") == period("2026-10-01", "2026-12-31")
    assert parse_half("2026-H1") == period("2026-01-01", "2026-06-30")
    assert parse_year("2024") == period("2024-01-01", "2024-12-31")
    assert parse_year("2024", 7) == period("2023-07-01", "2024-06-30")


@pytest.mark.parametrize("text", ["2026-Q5", "Q4", "", "0000-Q1", "2026"])
def test_no_quarters(text: str) -> None:
    with pytest.raises(ValueError, match="2026-Q4"):
        parse_quarter(text)


@pytest.mark.parametrize("text", ["26", "0000", "", "２０２６"])
def test_no_years(text: str) -> None:
    with pytest.raises(ValueError, match="2026"):
        parse_year(text)
