"""How days, months and years are read: one reader for each form that `time_forms.py` knows.

A reader returns null when the words are no time after all. Days that do not exist and days outside
the calendar raise `ValueError` or `OverflowError`, which the scanner takes for the same.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.extract import dates
from dateline.extract.time_context import Context
from dateline.extract.time_words import DAY, DECADES, MONTHS, ORDINAL, WEEKDAYS, day_of
from dateline.records.time import When

_MONTH_LEFT = re.compile(
    r"\b(?:in|since|until|till|by|from|of|during|through|before|after|to|and|between|for|last)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PLAIN_MONTHS = {"January", "February", "July", "September", "October", "November", "December"}
# a name ("Black September"), or what is left of a day that was none ("the March 14 alliance")
_NOT_MONTH_LEFT = re.compile(
    r"(?:(?-i:\b(?:Black|Red|Bloody))|(?<![\d.,])\b\d{1,2}(?:st|nd|rd|th)?)\s+$", re.IGNORECASE
)
_NOT_MONTH_RIGHT = re.compile(rf"\s+{DAY}{ORDINAL}\b(?![:.,]\d|\s*(?:am|pm)\b)", re.IGNORECASE)
_NOT_YEAR_LEFT = re.compile(
    r"(?:[$£€#№]|\b(?:some|about|nearly|almost|around|over|than|least|most|approximately|roughly|"
    r"resolutions?|act|decree|article|section|chapter|page|fy|fiscal year|financial year|"
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
    r"revolution\s+brigades?|(?:kg|km|kilomet\w+|kilograms?|miles?|met(?:er|re)s?|m|feet|ft|tons?|tonnes?|pounds?|dollars?|"
    r"rupees|euros?|years?|days?|hours?|hrs?|gmt|local|times|square|acres|hectares|lit(?:er|re)s|strong|"
    r"killed|wounded|injured|dead|arrested|million|billion|thousand|per)\b)",
    re.IGNORECASE,
)
_NOT_DAY_RIGHT = re.compile(
    r"\s+(?:movement|revolution|brigades?|front|street|square|university|bridge|hospital|"
    r"organi[sz]ation|avenue|stadium|alliance|bloc|(?-i:Barracks|Airport|City|Park|Road|Battalion|"
    r"Regiment))\b",
    re.IGNORECASE,
)
_NOT_WEEKDAY_LEFT = re.compile(
    r"\b(?:every|each|black|bloody|good|ash|palm|easter|holy|maundy|super|cyber|mail\s+on)\s+"
    r"(?:other\s+)?$",
    re.IGNORECASE,
)
_NOT_WEEKDAY_RIGHT = re.compile(
    r"s\b|['\u2019]s\s+(?:Times|Telegraph)|\s+(?:Times|Telegraph|Express|Mirror|Herald|Guardian|Mail|"
    r"Mosque|mosque|School|school|League|mornings|afternoons|evenings|nights)\b"
)
# "Sunday" and "Friday" are first names, in Nigeria above all
_FIRST_NAME_LEFT = re.compile(
    r"\b(?:activists?|agitator|leader|chief|commander|spokes(?:man|person)|lawyer|mr|mrs|dr|pastor|"
    r"rev|gen|general|col|colonel|capt|captain|sgt|sergeant|inspector|officer|comrade|prince)\.?\s+$",
    re.IGNORECASE,
)
_SURNAME = re.compile(r"\s+[A-Z][a-z]")


def read_iso(_context: Context, match: "re.Match[str]") -> When | None:
    """Read "2015-07-29", "2015/07/29" and "2015-07-29T20:30Z"."""
    day = date(int(match[1]), int(match[3]), int(match[4]))
    if match[5] is None or int(match[5]) > 23 or int(match[6]) > 59:
        return dates.on_day(day)
    return dates.at_minute(day, int(match[5]), int(match[6]), is_utc=match[7] is not None)


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


def read_signal_time(_context: Context, match: "re.Match[str]") -> When | None:
    """Read "051430Z MAR 14", the date-time group of military signals; Z is UTC."""
    year, month = int(match["year"]), MONTHS[match["month"][:3].lower()]
    day = date(year if year > 99 else 2000 + year, month, int(match["day"]))
    return dates.at_minute(day, int(match["hour"]), int(match["minute"]), is_utc=True)


def read_day_month(context: Context, match: "re.Match[str]") -> When | None:
    """Read "29 July", "July 29, 2015" and "3-5 March"."""
    if _NOT_DAY_RIGHT.match(context.text, match.end()):
        return None
    named = match.groupdict().get("named")
    weekday = WEEKDAYS[named[:3].lower()] if named else None
    month, number = MONTHS[match["month"][:3].lower()], day_of(match["day"])
    year = _full_year(match["year"])
    if rel := match.groupdict().get("rel_year"):
        year = context.year_of(rel)
        if year is None:
            return _until(dates.on_yearless_day(month, number), match.groupdict().get("to"))
    return _until(context.day(month, number, year, weekday), match.groupdict().get("to"))


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
        return dates.between_yearless(first, dates.on_yearless_day(month, day_of(last)))
    start = date.fromisoformat(first.earliest)
    return dates.between_days(start, start.replace(day=day_of(last)))


def read_two_days(context: Context, match: "re.Match[str]") -> When | None:
    """Read "3 March to 5 April 2014", the year of either end serving both."""
    if not _is_span(context, match):
        return None
    month, day = MONTHS[match["month"][:3].lower()], int(match["day"])
    to_month, to_day = MONTHS[match["to_month"][:3].lower()], int(match["to"])
    from_year, year = _full_year(match["year"]), _full_year(match["to_year"])
    if from_year:
        year = year or from_year + ((to_month, to_day) < (month, day))
        return dates.between_days(date(from_year, month, day), date(year, to_month, to_day))
    last = context.day(to_month, to_day, year)
    if not last.earliest:
        return dates.between_yearless(dates.on_yearless_day(month, day), last)
    end = date.fromisoformat(last.earliest)
    if year:
        year -= (month, day) > (end.month, end.day)
    start = date(year, month, day) if year else dates.last_on_or_before(end, month, day)
    return dates.between_days(start, end)


def read_two_months(context: Context, match: "re.Match[str]") -> When | None:
    """Read "March to May 2014" and "July 2014 to February 2015"."""
    if not _is_span(context, match):
        return None
    first, last = MONTHS[match["month"][:3].lower()], MONTHS[match["to"][:3].lower()]
    year = _full_year(match["year"])
    if not year and match["rel"]:
        year = context.year_of(match["rel"])
    if match["from_year"]:
        if not year or int(match["from_year"]) >= year:
            return None
        start = date(int(match["from_year"]), first, 1)
        return dates.between_months(start, dates.end_of_month(year, last))
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
    year = context.year_of(match["rel"])
    return context.month(month, year) if year else dates.in_month(None, month)


def _is_month(context: Context, match: "re.Match[str]") -> bool:
    """Say whether a bare month word names a month, not a name, a verb or a rally."""
    near = context.text[max(0, match.start() - 12) : match.start()]
    if _NOT_MONTH_LEFT.search(near) or _NOT_MONTH_RIGHT.match(context.text, match.end()):
        return False
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


def read_named_decade(context: Context, match: "re.Match[str]") -> When | None:
    """Read "the eighties", which are no decade in "her eighties"."""
    first = 1900 + DECADES[match["decade"].lower()]
    if not context.mod:
        return dates.in_decade(first)
    low, high = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}[context.mod]
    return dates.in_years(first + low, first + high)


def read_short_decade(context: Context, match: "re.Match[str]") -> When | None:
    """Read "the 80s", which are no decade in "his 80s"."""
    before = context.text[max(0, match.start() - 24) : match.start()]
    is_told = context.mod or re.search(r"\b(?:the|of|and)\s+$", before, re.IGNORECASE)
    is_age = re.search(r"\b(?:his|her|their|my|our|people|aged)\b", before, re.IGNORECASE)
    return read_decade(context, match) if is_told and not is_age else None


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
    """Read "Tuesday", "last Friday", "Friday last" and "Monday next week"."""
    before = context.text[max(0, match.start() - 16) : match.start()]
    if _NOT_WEEKDAY_LEFT.search(before) or _NOT_WEEKDAY_RIGHT.match(context.text, match.end()):
        return None
    if _FIRST_NAME_LEFT.search(before) and _SURNAME.match(context.text, match.end()):
        return None
    weekday = WEEKDAYS[match["weekday"][:3].lower()]
    if match["last"]:
        return replace(context, rel="last").weekday(weekday)
    if match["rel"] and context.published:
        step = {"last": -1, "next": 1}.get(match["rel"].lower(), 0)
        monday, _ = dates.week_of(context.published + timedelta(days=7 * step))
        return dates.on_day(monday + timedelta(days=weekday))
    return context.weekday(weekday)


def read_two_weekdays(context: Context, match: "re.Match[str]") -> When | None:
    """Read "from Friday to Saturday" and "Friday 15 to Saturday 16 November 2024"."""
    if not _is_span(context, match):
        return None
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
    if word == "9/11" or word.startswith("sept"):
        return dates.on_day(date(2001, 9, 11))
    back = {"tomorrow": 1, "yesterday": -1, "last night": -1}.get(word, 0)
    if word.startswith("the day before"):
        back = -2
    if word.startswith("the day after"):
        back = 2
    return context.from_published(back)


def read_century(_context: Context, match: "re.Match[str]") -> When | None:
    """Read "19th century"."""
    number = int(match[1])
    return dates.in_century(number) if 1 < number < 22 else None
