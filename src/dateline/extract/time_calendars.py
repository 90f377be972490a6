"""Other calendars: Islamic (Hijri) and Persian (Solar Hijri) dates and Easter as Gregorian days.

Islamic months begin when the crescent is seen, which is announced country by country. The Umm
al-Qura calendar of Saudi Arabia comes from the library `hijridate`, as its years follow tables and
no rule; South Asia, Iran and much of Africa are mostly a day later. So each Islamic day is the span
of that day and the next. The arithmetical ("tabular") calendar was tried: it is two days late in
one month of twelve. Years outside the tables raise.

Persian years begin at the spring equinox, alike in Iran and Afghanistan. The rule of 33 years is
the equinox's for 1244 to 1472 (1865 to 2093), and needs no library.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from hijridate import Hijri

Days = tuple[date, date]  # the first and the last day that it can mean

HIJRI_YEARS = range(1343, 1501)
PERSIAN_YEARS = range(1244, 1473)
_LEAP_PLACES = (1, 5, 9, 13, 17, 22, 26, 30)
_PERSIAN_ANCHOR = (1403, date(2024, 3, 20))  # a first of Farvardin
_DAY = timedelta(days=1)


def hijri_day(year: int, month: int, day: int) -> Days:
    """Return the two days that an Islamic date can be.

    Raises:
        ValueError: there is no such day, or the year is not in the tables.
    """
    if year not in HIJRI_YEARS:
        raise ValueError(f"the year {year} AH is not in the tables")
    length = Hijri(year, month, 1).month_length()
    if length < day <= 30:  # the month had thirty days elsewhere
        last = _gregorian(year, month, length) + _DAY
        return last, last
    first = _gregorian(year, month, day)
    return first, first + _DAY


def hijri_month(year: int, month: int) -> Days:
    """Return the days that an Islamic month can take in.

    Raises:
        ValueError: there is no such month, or the year is not in the tables.
    """
    first, _ = hijri_day(year, month, 1)
    return first, first + timedelta(days=Hijri(year, month, 1).month_length())


def persian_day(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of a Persian date.

    Raises:
        ValueError: there is no such day, or the year lies outside the rule.
    """
    if not 1 <= day <= _persian_length(year, month):
        raise ValueError(f"no day {year}-{month}-{day} in the Persian calendar")
    before = 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
    return _farvardin(year) + timedelta(days=before + day - 1)


def persian_month(year: int, month: int) -> Days:
    """Return the first and last day of a Persian month.

    Raises:
        ValueError: there is no such month, or the year lies outside the rule.
    """
    return persian_day(year, month, 1), persian_day(year, month, _persian_length(year, month))


def nowruz(year: int) -> Days:
    """Return Nowruz of a Gregorian year: the first of Farvardin, or 21 March where that is kept.

    Raises:
        ValueError: the year lies outside the rule.
    """
    first = persian_day(year - 621, 1, 1)
    return min(first, date(year, 3, 21)), max(first, date(year, 3, 21))


def easter(year: int, *, is_orthodox: bool = False) -> date:
    """Return Easter Sunday of a Gregorian year, by the Western or the Orthodox reckoning."""
    if is_orthodox:
        full_moon = (19 * (year % 19) + 15) % 30
        to_sunday = (2 * (year % 4) + 4 * (year % 7) - full_moon + 34) % 7
        month, day = divmod(full_moon + to_sunday + 114, 31)
        julian_lag = year // 100 - year // 400 - 2
        return date(year, month, day + 1) + timedelta(days=julian_lag)
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= (moon + golden // 11) // 29
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + weekday + 114 - 7 * ((golden + 11 * moon + 22 * weekday) // 451), 31)
    return date(year, month, day + 1)


def hijri_years_around(year: int) -> Iterator[int]:
    """Yield the Islamic years of which a part can lie in a Gregorian year."""
    middle = int((year - 621.04) * 1.030684)  # its middle, in Islamic years of 354.37 days
    yield from (each for each in range(middle - 1, middle + 2) if each in HIJRI_YEARS)


def persian_years_around(year: int) -> Iterator[int]:
    """Yield the Persian years of which a part lies in a Gregorian year."""
    yield from (each for each in (year - 622, year - 621) if each in PERSIAN_YEARS)


def _gregorian(year: int, month: int, day: int) -> date:
    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


def _is_leap(year: int) -> bool:
    return year % 33 in _LEAP_PLACES


def _persian_length(year: int, month: int) -> int:
    if not 1 <= month <= 12 or year not in PERSIAN_YEARS:
        raise ValueError(f"no month {year}-{month} in the Persian calendar")
    return 31 if month <= 6 else 30 if month < 12 or _is_leap(year) else 29


def _farvardin(year: int) -> date:
    known, day = _PERSIAN_ANCHOR
    leaps = sum(map(_is_leap, range(min(year, known), max(year, known))))
    days = 365 * abs(year - known) + leaps
    return day + timedelta(days=days if year >= known else -days)
