"""How numbers, dates and wRVUs are shown. Everything on the screen and on paper goes through here.

Shown text follows the user's locale (`QLocale()`, American English where
the system names none); data files never do and never come here.
Amounts are formatted from their decimal digits: no binary float is ever made.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from rvuedge_desktop.domain.releases import Release, parse_release

NOTHING = "—"
_LARGEST_QT_INTEGER = 2**63 - 1
_ROOMY = Context(prec=60)
_YEAR = re.compile(r"(?:\s*,\s*|\s+|[./-])?(?:'[^']*'\s*)?y+(?:'[^']*'|年|년)?[./]?\s*")


def wrvu(amount: Decimal | None) -> str:
    """An amount of work RVUs with two places: 1,234.50. None is an em dash, never 0.00."""
    return decimal(amount, 2)


def wrvu_change(amount: Decimal | None) -> str:
    """A difference of work RVUs with its sign: +12.30."""
    return signed(amount, 2)


def decimal(amount: Decimal | None, places: int) -> str:
    """Any exact amount with `places` decimals, rounded half up."""
    if amount is None or not amount.is_finite():
        return NOTHING
    locale = user_locale()
    rounded = _rounded(amount, places)
    whole, _, fraction = format(abs(rounded), "f").partition(".")
    text = count(int(whole))
    if fraction:
        text += locale.decimalPoint() + _local_digits(fraction, locale)
    return locale.negativeSign() + text if rounded < 0 else text


def signed(amount: Decimal | None, places: int) -> str:
    """An amount with a sign in front unless it is nothing or rounds to zero."""
    text = decimal(amount, places)
    if amount is None or not amount.is_finite():
        return text
    if _rounded(amount, places) > 0:
        return user_locale().positiveSign() + text
    return text


def short(amount: Decimal | None) -> str:
    """An exact amount with no more places than it needs, for axes: 2.5, 10, 1,250."""
    if amount is None or not amount.is_finite():
        return NOTHING
    places = max(0, -int(amount.normalize().as_tuple().exponent))
    return decimal(amount, places)


def count(number: int | None) -> str:
    """A whole number, grouped: 19,277."""
    if number is None:
        return NOTHING
    locale = user_locale()
    if abs(number) <= _LARGEST_QT_INTEGER:
        return locale.toString(number)
    sign = locale.negativeSign() if number < 0 else ""
    grouped = f"{abs(number):,}".split(",")
    return sign + locale.groupSeparator().join(_local_digits(group, locale) for group in grouped)


def units(number: int | None) -> str:
    """Units of a line; a whole number."""
    return count(number)


def percent(ratio: Decimal | None, places: int = 0) -> str:
    """A ratio as a percentage: Decimal("0.625") is 62.5% with one place."""
    if ratio is None or not ratio.is_finite():
        return NOTHING
    return decimal(ratio.scaleb(2), places) + user_locale().percent()


def percent_change(ratio: Decimal | None, places: int = 1) -> str:
    """A relative change with its sign: +4.2%."""
    if ratio is None or not ratio.is_finite():
        return NOTHING
    return signed(ratio.scaleb(2), places) + user_locale().percent()


def money(amount: Decimal | None, places: int = 2) -> str:
    """Dollars: $1,234.50. Compensation and Medicare payment are always in dollars."""
    text = decimal(amount, places)
    if amount is None or not amount.is_finite():
        return text
    minus = user_locale().negativeSign()
    return f"{minus}${text.removeprefix(minus)}" if text.startswith(minus) else f"${text}"


def day(when: date | None) -> str:
    """A date with its weekday: Sat, Nov 21, 2026."""
    return _date(when, _day_pattern())


def short_day(when: date | None) -> str:
    """A date without its year: Sat, Nov 21."""
    return _date(when, _YEAR.sub("", _day_pattern()).strip(" ,./-"))


def numeric_day(when: date | None) -> str:
    """A narrow date for table columns, with a four-digit year: 11/21/2026."""
    return _date(when, numeric_pattern())


def numeric_pattern() -> str:
    """How the user's locale writes a narrow date, with a four-digit year."""
    pattern = user_locale().dateFormat(QLocale.FormatType.ShortFormat)
    return re.sub(r"y+", "yyyy", pattern)


def weekday(when: date | None) -> str:
    """The short name of a date's weekday: Sat."""
    return _date(when, "ddd")


def month_name(year: int, month: int) -> str:
    """A month and its year: November 2026."""
    return f"{user_locale().standaloneMonthName(month)} {_year(year)}"


def short_month(month: int) -> str:
    """The short name of a month: Nov."""
    return user_locale().standaloneMonthName(month, QLocale.FormatType.ShortFormat)


def instant(when: datetime | None) -> str:
    """A moment stored in UTC, as date and time on the user's clock."""
    if when is None:
        return NOTHING
    utc = when.replace(tzinfo=UTC) if when.tzinfo is None else when
    local = utc.astimezone()
    moment = QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute))
    locale = user_locale()
    time_text = locale.toString(moment.time(), QLocale.FormatType.ShortFormat)
    return f"{day(local.date())}, {time_text}"


def release_label(release: Release | str) -> str:
    """A release by name and month: RVU26B · April 2026."""
    known = parse_release(release) if isinstance(release, str) else release
    first = known.first_date
    return f"{known.name} · {month_name(first.year, first.month)}"


def user_locale() -> QLocale:
    """The locale of everything shown."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return locale


def _rounded(amount: Decimal, places: int) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _ROOMY)


def _date(when: date | None, pattern: str) -> str:
    if when is None:
        return NOTHING
    return user_locale().toString(QDate(when.year, when.month, when.day), pattern)


def _day_pattern() -> str:
    pattern = user_locale().dateFormat(QLocale.FormatType.LongFormat)
    pattern = pattern.replace("dddd", "ddd").replace("MMMM", "MMM")
    if "ddd" not in pattern:
        pattern = f"ddd, {pattern}"
    return pattern


def _year(year: int) -> str:
    return _local_digits(str(year), user_locale())


def _local_digits(digits: str, locale: QLocale) -> str:
    zero = locale.zeroDigit()
    if zero == "0":
        return digits
    return "".join(chr(ord(zero) + int(digit)) for digit in digits)
