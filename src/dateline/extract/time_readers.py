"""How the words of a time are read: one reader for each form that `times.py` knows.

A reader returns null when the words are no time after all. Days that do not exist and days outside
the calendar raise `ValueError` or `OverflowError`, which the scanner takes for the same.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.extract import dates
from dateline.extract.time_context import Context
from dateline.extract.time_words import MONTHS, UNIT_DAYS, WEEKDAYS, number_of
from dateline.records.time import TimePrecision, When

_MONTH_LEFT = re.compile(
    r"\b(?:in|since|until|till|by|from|of|during|through|before|after|to|and|between|for|last)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PLAIN_MONTHS = {"January", "February", "July", "September", "October", "November", "December"}
_NOT_YEAR_LEFT = re.compile(
    r"(?:[$£€#№]|\b(?:some|about|nearly|almost|around|over|than|least|most|approximately|roughly|"
    r"to|another|further|additional|killed|wounded|injured|arrested|detained|no|no\.|rs\.?|usd|"
    r"only|just|room|route|flight|highway|all|these|those|estimated))\s*$",
    re.IGNORECASE,
)
_YEAR_LEFT = re.compile(
    r"\b(?:in|since|until|till|during|before|after|early|late|mid|dated?)[\s-]+$", re.IGNORECASE
)
_NOT_YEAR_RIGHT = re.compile(
    r"\s*%|\s*[-\u2013]?\s*(?:(?:(?!of|on|in|by|to|at|against|that|which)[\w-]+\s+){0,2}?"
    r"(?:people|persons|soldiers|troops|men|women|children|"
    r"civilians|fighters|militants|rebels|policemen|officers|protesters|demonstrators|families|"
    r"refugees|prisoners|inmates|students|girls|boys|workers|villagers|residents|victims|homes|"
    r"houses|others|deaths|casualties|dead)|"
    r"(?:kg|km|kilomet\w+|kilograms?|miles?|met(?:er|re)s?|m|feet|ft|tons?|tonnes?|pounds?|dollars?|"
    r"rupees|euros?|years?|days?|hours?|hrs?|gmt|local|times|square|acres|hectares|lit(?:er|re)s|strong|"
    r"killed|wounded|injured|dead|arrested|million|billion|thousand|per)\b)",
    re.IGNORECASE,
)
_NOT_DAY_RIGHT = re.compile(
    r"\s+(?:movement|revolution|brigades?|front|street|square|university|bridge|hospital|"
    r"organi[sz]ation|avenue|stadium)\b",
    re.IGNORECASE,
)
_NOT_WEEKDAY_LEFT = re.compile(
    r"\b(?:every|each|black|bloody|good|ash|palm|easter|holy|maundy|super|cyber|mail\s+on)\s+"
    r"(?:other\s+)?$",
    re.IGNORECASE,
)
_NOT_WEEKDAY_RIGHT = re.compile(
    r"s\b|['\u2019]s\s+(?:Times|Telegraph)|\s+(?:Times|Telegraph|Express|Mirror|Herald|Guardian|Mail)\b"
)


def _shifted(day: date | None, count: int, unit: str) -> When:
    if not day:
        return dates.UNKNOWN
    if unit in ("minute", "hour"):
        whole = -(-abs(count) // (24 if unit == "hour" else 1440))
        other = day + timedelta(days=whole if count > 0 else -whole)
        return dates.between_days(min(day, other), max(day, other))
    if unit in ("day", "night"):
        return dates.on_day(day + timedelta(days=count))
    if unit == "week":
        near = day + timedelta(weeks=count)
        days = timedelta(days=3)
        return dates.between_days(near - days, near + days, TimePrecision.WEEK)
    if unit == "month":
        return dates.in_month(*dates.add_months(day, count))
    return dates.in_year(day.year + count * (10 if unit == "decade" else 1))


def read_iso(_context: Context, match: "re.Match[str]") -> When | None:
    """Read "2015-07-29" and "2015-07-29T20:30"."""
    day = date(int(match[1]), int(match[2]), int(match[3]))
    if match[4] is None or int(match[4]) > 23 or int(match[5]) > 59:
        return dates.on_day(day)
    return dates.at_minute(day, int(match[4]), int(match[5]))


def read_numeric(context: Context, match: "re.Match[str]") -> When | None:
    """Read "29/07/2015"; where day and month could be swapped, the span of both readings."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if year < 100 and match[2] != "/":
        return None
    if year < 100:
        year += 2000 if year < 70 else 1900
    readings = {date(year, m, d) for d, m in ((first, second), (second, first)) if m <= 12}
    if context.published:
        readings = {day for day in readings if day <= context.published} or readings
    return dates.between_days(min(readings), max(readings)) if readings else None


def read_day_month(context: Context, match: "re.Match[str]") -> When | None:
    """Read "29 July", "July 29, 2015" and "3-5 March"."""
    if _NOT_DAY_RIGHT.match(context.text, match.end()):
        return None
    named = match.groupdict().get("named")
    weekday = WEEKDAYS[named[:3].lower()] if named else None
    month, number, year = MONTHS[match["month"][:3].lower()], int(match["day"]), match["year"]
    return _until(context.day(month, number, _full_year(year), weekday), match["to"])


def _full_year(digits: str | None) -> int | None:
    """Return the year that four digits, or two with an apostrophe or over 39, stand for."""
    if not digits:
        return None
    number = int(digits.lstrip("'\u2019"))
    return number if number > 99 else number + (1900 if number > 39 else 2000)


def _until(first: When, last: str | None) -> When:
    """Return the days up to the one of the same month with this number."""
    if not last:
        return first
    if not first.earliest:
        month = int(first.edtf[5:7])
        return dates.between_yearless(first, dates.on_yearless_day(month, int(last)))
    start = date.fromisoformat(first.earliest)
    return dates.between_days(start, start.replace(day=int(last)))


def read_two_days(context: Context, match: "re.Match[str]") -> When | None:
    """Read "3 March to 5 April 2014", the year of either end serving both."""
    if not _is_span(context, match):
        return None
    year = _full_year(match["year"]) or _full_year(match["to_year"])
    last = context.day(MONTHS[match["to_month"][:3].lower()], int(match["to"]), year)
    month, day = MONTHS[match["month"][:3].lower()], int(match["day"])
    if not last.earliest:
        return dates.between_yearless(dates.on_yearless_day(month, day), last)
    end = date.fromisoformat(last.earliest)
    if year and not match["year"]:
        year -= (month, day) > (end.month, end.day)
    start = date(year, month, day) if year else dates.last_on_or_before(end, month, day)
    return dates.between_days(start, end)


def read_two_months(context: Context, match: "re.Match[str]") -> When | None:
    """Read "March to May 2014"."""
    if not _is_span(context, match):
        return None
    first, last = MONTHS[match["month"][:3].lower()], MONTHS[match["to"][:3].lower()]
    year = _full_year(match["year"])
    if not year:
        known = replace(context, mod="").month(last)
        if not known.earliest:
            return dates.between_yearless(dates.in_month(None, first), known)
        year = int(known.earliest[:4])
    if first > last:
        start = date(year - 1, first, 1)
        return dates.between_days(start, dates.end_of_month(year, last))
    return dates.in_months(year, first, last)


def read_month_year(context: Context, match: "re.Match[str]") -> When | None:
    """Read "March 2014", "July this year" and a bare "July"."""
    month = MONTHS[match["month"][:3].lower()]
    if match["year"]:
        return context.month(month, int(match["year"]))
    if match["rel"] is None:
        return context.month(month) if _is_month(context, match) else None
    if not context.published:
        return dates.in_month(None, month)
    step = {"last": -1, "next": 1}.get(match["rel"].lower(), 0)
    return context.month(month, context.published.year + step)


def _is_month(context: Context, match: "re.Match[str]") -> bool:
    """Say whether a bare month word names a month, not a name, a verb or a rally."""
    verb = match["month"] in ("may", "march")  # "this may be", "a march"
    if (context.rel and not verb) or context.mod or context.rel == "last":
        return True
    before = context.text[max(0, match.start() - 12) : match.start()]
    if verb:
        return bool(re.search(r"\b(?:in|since|of|during|until)\s+\Z", before, re.IGNORECASE))
    if _MONTH_LEFT.search(before):
        return not re.match(r"\s+[A-Z][a-z]+", context.text[match.end() : match.end() + 12]) or (
            match["month"][:3].lower() not in ("apr", "may", "jun", "aug", "mar")
        )
    return match["month"] in _PLAIN_MONTHS


def _is_span(context: Context, match: "re.Match[str]") -> bool:
    """Say whether "and" joins the two ends of a span ("between … and …"), not two times."""
    before = context.text[max(0, match.start() - 12) : match.start()]
    return match["sep"].strip().lower() not in ("and", "or") or bool(
        re.search(r"\bbetween\s+(?:the\s+)?$", before, re.IGNORECASE)
    )


def read_year(context: Context, match: "re.Match[str]") -> When | None:
    """Read "2009", unless it counts something."""
    before = context.text[max(0, match.start() - 24) : match.start()]
    after = context.text[match.end() : match.end() + 40]
    if not _YEAR_LEFT.search(before) and (
        context.rel or _NOT_YEAR_LEFT.search(before) or _NOT_YEAR_RIGHT.match(after)
    ):
        return None
    return context.year(int(match[0]))


def read_years(context: Context, match: "re.Match[str]") -> When | None:
    """Read "2004-2009", "2015-16" and "between 2004 and 2009"."""
    first, last = int(match[1]), int(match["to"])
    if not _is_span(context, match):
        return None
    if last < 100:
        last += first // 100 * 100
    return dates.in_years(first, last) if first < last else None


def read_decade(context: Context, match: "re.Match[str]") -> When | None:
    """Read "1990s" and "'90s", also early, mid and late in them."""
    digits = match[1]
    first = int(digits) * 10 if len(digits) == 3 else 1900 + int(digits) * 10
    if not context.mod:
        return dates.in_decade(first)
    low, high = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}[context.mod]
    return dates.in_years(first + low, first + high)


def read_season(context: Context, match: "re.Match[str]") -> When | None:
    """Read "summer 2016" and "last winter"."""
    season = dates.SEASONS[match["season"].lower()]
    if match["year"]:
        return dates.in_season(int(match["year"]), season)
    rel = (match["rel"] or context.rel).lower()
    if rel not in ("last", "this", "next"):
        return None
    if not context.published:
        return dates.UNKNOWN
    year = context.published.year
    this = dates.in_season(year, season)
    today = context.published.isoformat()
    if rel == "last" and str(this.latest) >= today:
        year -= 1
    if rel == "next" and str(this.earliest) <= today:
        year += 1
    return dates.in_season(year, season)


def read_weekday(context: Context, match: "re.Match[str]") -> When | None:
    """Read "Tuesday", "last Friday" and "Monday next week"."""
    before = context.text[max(0, match.start() - 16) : match.start()]
    if _NOT_WEEKDAY_LEFT.search(before) or _NOT_WEEKDAY_RIGHT.match(context.text, match.end()):
        return None
    weekday = WEEKDAYS[match["weekday"][:3].lower()]
    if match["rel"] and context.published:
        step = {"last": -1, "next": 1}.get(match["rel"].lower(), 0)
        monday, _ = dates.week_of(context.published + timedelta(days=7 * step))
        return dates.on_day(monday + timedelta(days=weekday))
    return context.weekday(weekday)


def read_two_weekdays(context: Context, match: "re.Match[str]") -> When | None:
    """Read "from Friday to Saturday" and "Friday 15 to Saturday 16 November 2024"."""
    first, last = (WEEKDAYS[match[name][:3].lower()] for name in ("weekday", "to_weekday"))
    days = timedelta(days=(last - first) % 7)
    if not match["month"]:
        end = context.weekday(last)
        return end if not end.latest else _days_before(end, days)
    month, number = MONTHS[match["month"][:3].lower()], int(match["to"])
    end = context.day(month, number, _full_year(match["year"]), last)
    if not end.latest:
        return None
    span = _days_before(end, days)
    return span if str(span.earliest)[8:] == f"{int(match['day']):02}" else None


def _days_before(end: When, days: timedelta) -> When:
    last = date.fromisoformat(str(end.latest))
    return dates.between_days(last - days, last)


def read_named_day(context: Context, match: "re.Match[str]") -> When | None:
    """Read "today", "yesterday", "overnight", "9/11" and their like."""
    word = re.sub(r"\s+", " ", match[0].lower())
    if word == "overnight" and context.published:
        return dates.between_days(context.published - timedelta(days=1), context.published)
    if word in ("9/11", "september 11 attacks", "sept. 11 attacks", "sept 11 attacks"):
        return dates.on_day(date(2001, 9, 11))
    back = {"tomorrow": 1, "yesterday": -1, "last night": -1}.get(word, 0)
    if word.startswith("the day before"):
        back = -2
    if word.startswith("the day after"):
        back = 2
    return context.from_published(back)


def read_unit(context: Context, match: "re.Match[str]") -> When | None:
    """Read "last week", "earlier this year" and "this morning"."""
    rel, unit = match["rel"].lower(), match["unit"].lower()
    part = (match["part"] or "").lower().strip()
    if unit in ("morning", "afternoon", "evening", "night"):
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
    if unit in ("morning", "afternoon", "evening", "night"):
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
    which = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[match["which"].lower()]
    width = 6 if match["part"].lower() == "half" else 3
    parts = 12 // width
    if which >= parts:
        return None
    first = (which % parts) * width + 1
    if not match["year"] and not context.published:
        return dates.UNKNOWN
    year = int(match["year"]) if match["year"] else context.published.year  # type: ignore[union-attr]
    return dates.in_months(year, first, first + width - 1)


def read_century(_context: Context, match: "re.Match[str]") -> When | None:
    """Read "19th century"."""
    number = int(match[1])
    return dates.in_century(number) if 1 < number < 22 else None
