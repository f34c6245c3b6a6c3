from datetime import date

import pytest

from rvuedge_desktop.domain.releases import Release, parse_release, release_for

R20 = Release("RVU20D", complete=False)
R25 = Release("RVU25D")
R26A = Release("RVU26A")
R26B = Release("RVU26B")


def chosen(day: date, *releases: Release) -> tuple[str, bool]:
    choice = release_for(day, releases)
    assert choice is not None
    return choice.release.name, choice.note is not None


@pytest.mark.parametrize(
    ("text", "name"), [("RVU26B", "RVU26B"), ("26b", "RVU26B"), ("2024AR", "RVU24AR")]
)
def test_release_names(text: str, name: str) -> None:
    assert parse_release(text).name == name


@pytest.mark.parametrize("text", ["", "RVU26", "RVU26E", "April 2026", "RVU2６B"])
def test_no_release_names(text: str) -> None:
    with pytest.raises(ValueError, match="RVU26B"):
        parse_release(text)


def test_first_dates() -> None:
    assert R26B.first_date == date(2026, 4, 1)
    assert Release("RVU24AR").first_date == date(2024, 3, 9)


def test_the_release_in_force_prices_a_date() -> None:
    assert chosen(date(2026, 3, 31), R26A, R26B) == ("RVU26A", False)
    assert chosen(date(2026, 4, 1), R26A, R26B) == ("RVU26B", False)


def test_a_date_takes_a_release_of_its_own_year() -> None:
    # The 2026 values of a February service are nearer to RVU26B than to October 2025.
    assert chosen(date(2026, 2, 10), R25, R26B) == ("RVU26B", True)
    assert chosen(date(2025, 12, 31), R25, R26B) == ("RVU25D", False)


def test_before_the_oldest_and_after_the_newest_say_so() -> None:
    assert chosen(date(2019, 5, 1), R20, R25) == ("RVU20D", True)
    assert chosen(date(2027, 1, 2), R25, R26B) == ("RVU26B", True)
    assert chosen(date(2026, 11, 21), R25, R26B) == ("RVU26B", True)


def test_nothing_installed() -> None:
    assert release_for(date(2026, 1, 1), []) is None
