"""How times are read that count in days, weeks, months and years from another day.

"Last week" counts from publication, "a day later" from the day last told of, "the first week of
March" from the month itself. What counts from a day that is not known stays unknown.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from dateline.extract import dates
from dateline.extract.time_context import Context
from dateline.extract.time_words import MONTHS, UNIT_DAYS, WEEKDAYS, number_of
from dateline.records.time import TimePrecision, When

_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "final": -1}
_DAY_PARTS = ("morning", "afternoon", "evening", "night")


def _shifted(day: date | None, count: int, unit: str) -> When:
    if not day:
        return dates.UNKNOWN
    if unit in ("minute", "hour"):
        whole = -(-abs(count) // (24 if unit == "hour" else 1440))
        other = day + timedelta(days=whole if count > 0 else -whole)
        return dates.between_days(min(day, other), max(day, other))
    if unit in ("day", "night"):
        return dates.on_day(day + timedelta(days=count))
    if unit in ("week", "fortnight"):
        near = day + timedelta(weeks=count * (2 if unit == "fortnight" else 1))
        days = timedelta(days=3)
        return dates.between_days(near - days, near + days, TimePrecision.WEEK)
    if unit == "month":
        return dates.in_month(*dates.add_months(day, count))
    return dates.in_year(day.year + count * (10 if unit == "decade" else 1))


def read_unit(context: Context, match: "re.Match[str]") -> When | None:
    """Read "last week", "earlier this year" and "this morning"."""
    rel, unit = match["rel"].lower(), match["unit"].lower()
    part = (match["part"] or "").lower().strip()
    if match[0].lower().startswith("the last") and re.match(
        r"\s+of\b", context.text[match.end() : match.end() + 8]
    ):
        return None  # "the last month of the war"
    if unit in _DAY_PARTS:
        return context.from_published({"this": 0, "last": -1}.get(rel, 1))
    if part not in ("earlier", "later") or not context.published or rel != "this":
        return context.unit(rel, unit)
    whole = context.unit(rel, unit)
    first, last = str(whole.earliest), str(whole.latest)
    today = context.published.isoformat()
    first, last = (first, min(last, today)) if part == "earlier" else (max(first, today), last)
    return dates.between_days(
        date.fromisoformat(first), date.fromisoformat(last), precision=whole.precision
    )  # fmt: skip


def read_weekend(context: Context, _match: "re.Match[str]") -> When | None:
    """Read "the weekend" as the one that publication falls into or else the one before."""
    if not context.published:
        return dates.UNKNOWN
    ahead = context.future or context.published.weekday() >= 5
    return context.unit("this" if ahead else "last", "weekend")


def read_told_unit(context: Context, match: "re.Match[str]") -> When | None:
    """Read "the previous day", counted from the day last told of, else from publication."""
    rel, unit = match["rel"].lower(), match["unit"].lower()
    if unit in _DAY_PARTS:
        unit = "day"
    step = {"following": 1, "next": 1, "same": 0}.get(rel, -1)
    day = context.told or (context.published if step < 0 else None)
    if step == 0 and unit != "day":
        return None
    return dates.UNKNOWN if not day else _shifted(day, step, unit)


def read_ago(context: Context, match: "re.Match[str]") -> When | None:
    """Read "two days ago" from publication, "a day later" from the day last told of."""
    count, unit = number_of(match["count"]), match["unit"].lower().rstrip("s")
    how = match["how"].lower()
    if how == "ago":
        return dates.UNKNOWN if count is None else _shifted(context.published, -count, unit)
    if unit == "minute" and context.told:  # it may have been past midnight; it seldom was
        return dates.on_day(context.told)
    if count is None or not context.told:
        return dates.UNKNOWN
    when = _shifted(context.told, count if how in ("later", "after") else -count, unit)
    if context.published and str(when.earliest) > context.published.isoformat():
        return dates.UNKNOWN  # it counted from something else
    return when


def read_past_units(context: Context, match: "re.Match[str]") -> When | None:
    """Read "the past three days" and "the next two weeks"."""
    count, unit = number_of(match["count"] or "1"), match["unit"].lower()
    vague = count is None or (match["count"] is None and match[0].endswith("s"))
    if vague or count is None or not context.published:
        return dates.UNKNOWN
    away = timedelta(days=UNIT_DAYS.get(unit, 1) * count)
    if unit in ("minute", "hour"):
        away = timedelta(days=-(-count // (24 if unit == "hour" else 1440)))
    ends = (context.published, context.published + away)
    if (match["rel"] or "").lower() not in ("next", "coming"):
        ends = (context.published - away, context.published)
    return dates.between_days(*ends)


def read_part_of_year(context: Context, match: "re.Match[str]") -> When | None:
    """Read "the first half of 2009" and "the last quarter of the year"."""
    which = _PLACES[match["which"].lower()]
    width = 6 if match["part"].lower() == "half" else 3
    parts = 12 // width
    if which >= parts:
        return None
    first = (which % parts) * width + 1
    if not match["year"] and not context.published:
        return dates.UNKNOWN
    year = int(match["year"]) if match["year"] else context.published.year  # type: ignore[union-attr]
    return dates.in_months(year, first, first + width - 1)


def read_part_of_month(context: Context, match: "re.Match[str]") -> When | None:
    """Read "the first week of March", "the second half of May" and "the last days of April"."""
    which, part = _PLACES[match["which"].lower()], match["part"].lower()
    month = MONTHS[match["month"][:3].lower()]
    year = int(match["year"]) if match["year"] else None
    if not year and match["rel"]:
        year = context.year_of(match["rel"])
    whole = replace(context, mod="", rel="").month(month, year)
    if not whole.earliest:
        return whole
    first, last = date.fromisoformat(whole.earliest), date.fromisoformat(str(whole.latest))
    if part == "half":
        middle = first.replace(day=15)
        halves = {0: (first, middle), 1: (middle + timedelta(days=1), last)}
        return dates.between_days(*halves[which], TimePrecision.MONTH) if which in halves else None
    if part.endswith("days"):
        ends = (first, first.replace(day=10)) if which == 0 else (first.replace(day=21), last)
        return dates.between_days(*ends) if which in (0, -1) else None
    if which < 0:
        return dates.between_days(last - timedelta(days=6), last, TimePrecision.WEEK)
    begin = first + timedelta(weeks=which)
    return dates.between_days(begin, begin + timedelta(days=6), TimePrecision.WEEK)


def read_week_of(read_day: Callable[[Context, "re.Match[str]"], When | None]) -> Callable[
    [Context, "re.Match[str]"], When | None
]:  # fmt: skip
    """Return what reads "the week of 5 May" (Monday to Sunday) and "the week ending 5 May".

    Args:
        read_day: what reads the day itself from the same match.
    """

    def read(context: Context, match: "re.Match[str]") -> When | None:
        when = read_day(context, match)
        if not when or not when.earliest or when.earliest != when.latest:
            return when if when and not when.earliest else None
        day = date.fromisoformat(when.earliest)
        ends = (day - timedelta(days=6), day)
        if match["how"].lower() in ("of", "beginning", "starting"):
            ends = dates.week_of(day)
        return dates.between_days(*ends, TimePrecision.WEEK)

    return read


def read_quarter(_context: Context, match: "re.Match[str]") -> When | None:
    """Read "Q2 2020" and "H1 of 2020"."""
    width = 3 if match["letter"].lower() == "q" else 6
    first = (int(match["number"]) - 1) * width + 1
    return dates.in_months(int(match["year"]), first, first + width - 1) if first < 12 else None


def read_before_last(context: Context, match: "re.Match[str]") -> When | None:
    """Read "the week before last", "the year before last" and "Sunday before last"."""
    if not context.published:
        return dates.UNKNOWN
    unit = match["unit"].lower()
    if unit[:3] in WEEKDAYS and unit.endswith("day"):
        when = replace(context, rel="last").weekday(WEEKDAYS[unit[:3]])
        return dates.on_day(date.fromisoformat(str(when.earliest)) - timedelta(weeks=1))
    if unit == "night":
        return context.from_published(-2)
    if unit in ("week", "weekend"):
        week_ago = context.published - timedelta(weeks=1)
        return Context(text="", published=week_ago).unit("last", unit)
    months = {"month": 2, "year": 24}[unit]
    year, month = dates.add_months(context.published, -months)
    return dates.in_month(year, month) if unit == "month" else dates.in_year(year)


def read_that_unit(context: Context, match: "re.Match[str]") -> When | None:
    """Read "that night" as the day last told of, "that year" as the year; else it is no time."""
    if match["unit"].lower() == "year":
        return dates.in_year(context.told_year) if context.told_year else None
    return dates.on_day(context.told) if context.told else None


def read_day_beside(context: Context, match: "re.Match[str]") -> When | None:
    """Read "the day before" and "the night after", counted from the day last told of."""
    if match["side"].lower() == "before":
        day = context.told or context.published
        return dates.on_day(day - timedelta(days=1)) if day else dates.UNKNOWN
    return dates.on_day(context.told + timedelta(days=1)) if context.told else dates.UNKNOWN


def read_ago_from(context: Context, match: "re.Match[str]") -> When | None:
    """Read "a year ago today" and "ten years ago next month"."""
    count, unit = number_of(match["count"]), match["unit"].lower()
    if count is None or not context.published:
        return dates.UNKNOWN
    if unit == "week":
        then = context.published - timedelta(weeks=count)
    else:
        year, month = dates.add_months(context.published, -count * (12 if unit == "year" else 1))
        last = dates.end_of_month(year, month)
        then = last.replace(day=min(context.published.day, last.day))
    if match["named"]:
        step = {"yesterday": -1, "tomorrow": 1}.get(match["named"].lower(), 0)
        return dates.on_day(then + timedelta(days=step))
    return Context(text="", published=then).unit(match["rel"].lower(), match["of"].lower())


def read_this_time(context: Context, match: "re.Match[str]") -> When | None:
    """Read "this time last year" as the month around that day."""
    if not (day := context.published):
        return dates.UNKNOWN
    days = min(day.day, dates.end_of_month(day.year - 1, day.month).day)
    middle = date(day.year - 1, day.month, days)
    if match["unit"].lower() == "month":
        middle = dates.end_of_month(*dates.add_months(day, -1))
        middle = middle.replace(day=min(day.day, middle.day))
    reach = timedelta(days=15 if match["unit"].lower() == "year" else 3)
    return dates.between_days(middle - reach, middle + reach)


def read_day_of_unit(context: Context, match: "re.Match[str]") -> When | None:
    """Read "9th of this month" and "25th of last month"."""
    if not context.published:
        return dates.UNKNOWN
    step = {"last": -1, "previous": -1, "next": 1}.get(match["rel"].lower(), 0)
    year, month = dates.add_months(context.published, step)
    return dates.on_day(date(year, month, int(match["day"])))


def read_edge_of_unit(context: Context, match: "re.Match[str]") -> When | None:
    """Read "the start of the year": a third of the year, month or week of publication."""
    if not context.mod:
        return None
    if not context.published:
        return dates.UNKNOWN
    if match["unit"].lower() == "month":
        return context.month(context.published.month, context.published.year)
    return context.year(context.published.year)
