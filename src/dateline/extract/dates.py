"""Dates: days, months, seasons, years and spans of them, as EDTF with the days they can mean.

The bounds always say the same as the EDTF string: both null when the year is not known, otherwise
the first and last day that the string allows. Of a range with an open end they bound the end that
is told: what went on "since 2009" (`2009/..`) began between the first and last day of 2009. So both
are known or neither, and what has gone on for years is not taken for what happened yesterday.
"""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from dateline.records.time import TimePrecision, When

UNKNOWN = When(
    edtf="XXXX-XX-XX", earliest=None, latest=None, precision=TimePrecision.UNKNOWN
)  # fmt: skip
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
_WIDTHS = (
    (1, TimePrecision.DAY),
    (6, TimePrecision.DAYS),
    (10, TimePrecision.WEEK),
    (31, TimePrecision.MONTH),
    (125, TimePrecision.SEASON),
    (366, TimePrecision.YEAR),
)


def on_day(day: date) -> When:
    """Return one known day."""
    return _when(day.isoformat(), day, day, TimePrecision.DAY)


def at_minute(day: date, hour: int, minute: int, *, is_utc: bool = False) -> When:
    """Return a minute of one known day; the seconds are written because EDTF asks for them.

    The clock is the one told, and so is the day: a UTC clock is marked with Z and never turned into
    local time, which could make it another day.
    """
    edtf = f"{day.isoformat()}T{hour:02}:{minute:02}:00{'Z' if is_utc else ''}"
    return _when(edtf, day, day, TimePrecision.MINUTE)


def on_yearless_day(month: int, day: int) -> When:
    """Return a day of an unknown year.

    Raises:
        ValueError: no year has such a day.
    """
    date(2000, month, day)
    return When(
        edtf=f"XXXX-{month:02}-{day:02}", earliest=None, latest=None, precision=TimePrecision.DAY
    )


def in_month(year: int | None, month: int) -> When:
    """Return a month, of an unknown year where the year is null."""
    if year is None:
        edtf = f"XXXX-{month:02}"
        return When(edtf=edtf, earliest=None, latest=None, precision=TimePrecision.MONTH)
    return _when(
        f"{year:04}-{month:02}", date(year, month, 1), end_of_month(year, month),
        TimePrecision.MONTH,
    )  # fmt: skip


def in_season(year: int, season: int) -> When:
    """Return a northern season (EDTF 21 spring … 24 winter); winter runs into the next year."""
    first = date(year, _SEASON_MONTHS[season], 1)
    last = end_of_month(*add_months(first, 2))
    return _when(f"{year:04}-{season}", first, last, TimePrecision.SEASON)


def in_year(year: int) -> When:
    """Return a year."""
    return _when(f"{year:04}", date(year, 1, 1), date(year, 12, 31), TimePrecision.YEAR)


def in_decade(first_year: int) -> When:
    """Return the ten years that begin with this one, such as 199X."""
    last = date(first_year + 9, 12, 31)
    return _when(f"{first_year // 10:03}X", date(first_year, 1, 1), last, TimePrecision.YEARS)


def in_century(number: int) -> When:
    """Return a century, such as 18XX for the 19th."""
    first = (number - 1) * 100
    last = date(first + 99, 12, 31)
    return _when(f"{number - 1:02}XX", date(max(first, 1), 1, 1), last, TimePrecision.YEARS)


def in_years(first: int, last: int) -> When:
    """Return the span from the first day of one year to the last day of another."""
    edtf = f"{first:04}/{last:04}"
    return _when(edtf, date(first, 1, 1), date(last, 12, 31), TimePrecision.YEARS)


def in_months(year: int, first: int, last: int) -> When:
    """Return a span of months within one year."""
    start, end = date(year, first, 1), end_of_month(year, last)
    return _when(f"{year:04}-{first:02}/{year:04}-{last:02}", start, end, _precision(start, end))


def between_months(first: date, last: date) -> When:
    """Return a span of whole months that may lie in different years.

    Args:
        first: any day of the first month; it is read as the month's first.
        last: the last day of the last month.
    """
    edtf = f"{first:%Y-%m}/{last:%Y-%m}"
    return _when(edtf, first.replace(day=1), last, _precision(first, last))


def between_days(first: date, last: date, precision: TimePrecision | None = None) -> When:
    """Return somewhere in the span of days, both included.

    Raises:
        ValueError: the span runs backwards.
    """
    if last < first:
        raise ValueError(f"{first} lies after {last}")
    if first == last:
        return on_day(first)
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    return _when(edtf, first, last, precision or _precision(first, last))


def between_yearless(first: When, last: When) -> When:
    """Return the span between two days or months of an unknown year."""
    months = first.precision is TimePrecision.MONTH
    precision = TimePrecision.SEASON if months else TimePrecision.DAYS
    return When(edtf=f"{first.edtf}/{last.edtf}", earliest=None, latest=None, precision=precision)


def open_from(start: When) -> When:
    """Return what began then and goes on, "since Tuesday"; its bounds say when it began."""
    return replace(start, edtf=f"{start.edtf.split('/')[0]}/..")


def open_until(end: When) -> When:
    """Return what ended then and began nobody knows when, "until March".

    Its bounds say when it ended; where no year is known, neither is how wide it is.
    """
    precision = end.precision if end.earliest else TimePrecision.UNKNOWN
    return replace(end, edtf=f"../{end.edtf.split('/')[-1]}", precision=precision)


def week_of(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of the day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def add_months(day: date, months: int) -> tuple[int, int]:
    """Return the year and month that lie so many months after the day's."""
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def end_of_month(year: int, month: int) -> date:
    """Return the last day of the month."""
    return date(year, month, monthrange(year, month)[1])


def last_on_or_before(limit: date, month: int, day: int) -> date:
    """Return the latest such day of the year that does not lie after the limit.

    Raises:
        ValueError: no year near the limit has such a day.
    """
    for year in range(limit.year, limit.year - 9, -1):
        if day == 29 and month == 2 and monthrange(year, 2)[1] == 28:
            continue
        if (found := date(year, month, day)) <= limit:
            return found
    raise ValueError(f"no day {month}-{day} before {limit}")


def nearest_on_weekday(day: date, month: int, number: int, weekday: int) -> date | None:
    """Return that day of the month nearest to `day`, of the years that make it this weekday.

    Null when none of the years around, the one before and the one after does.
    """
    found = [
        date(year, month, number)
        for year in (day.year - 1, day.year, day.year + 1)
        if number <= monthrange(year, month)[1]
    ]
    fitting = [each for each in found if each.weekday() == weekday]
    return min(fitting, key=lambda each: abs(each - day), default=None)


def _precision(first: date, last: date) -> TimePrecision:
    days = (last - first).days + 1
    return next((name for width, name in _WIDTHS if days <= width), TimePrecision.YEARS)


def _when(edtf: str, first: date, last: date, precision: TimePrecision) -> When:
    return When(
        edtf=edtf, earliest=first.isoformat(), latest=last.isoformat(), precision=precision
    )  # fmt: skip
