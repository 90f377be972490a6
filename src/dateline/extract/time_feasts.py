"""Islamic and Persian dates and the feasts of four calendars, as they stand in news.

The year is the one that is stated, in its own calendar or the Gregorian; or else publication fixes
it: the latest such day up to publication, or the next where the words speak of what is to come.
Without either, the day stays unknown. A feast that names an older event ("the Easter Sunday
bombings", long after) is no time.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources
from typing import Any

from dateline.extract import dates, time_calendars
from dateline.extract.time_calendars import Days
from dateline.extract.time_context import Context
from dateline.extract.time_words import DAY, ORDINAL, YEAR
from dateline.records.time import TimePrecision, When

_TABLES: Mapping[str, Any] = tomllib.loads(
    resources.files(__package__).joinpath("time_calendars.toml").read_text(encoding="utf-8")
)
_MONTHS: dict[str, tuple[str, int]] = {
    name: (calendar, int(number))
    for calendar in ("hijri", "persian")
    for number, names in _TABLES[calendar]["months"].items()
    for name in names
}
_FEASTS: Mapping[str, Mapping[str, Any]] = _TABLES["feasts"]
_BARE_MONTHS = ("ramadan", "ramadhan", "ramzan", "ramazan", "muharram", "moharram")
_NAMED_AFTER_DAYS = 30
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def _one_of(names: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    spelt = (re.escape(name).replace(r"\ ", r"[\s-]+") for name in names)
    return "(?:" + "|".join(sorted(spelt, key=len, reverse=True)) + ")"


def _capital(names: list[str]) -> str:
    """Return the names as they count: with a capital letter, whatever case the rest is read in."""
    return f"(?=(?-i:[A-Z])){_one_of(names)}"


_ALL_FEASTS = [
    *_FEASTS["fixed"], *_FEASTS["easter"], *_FEASTS["hijri"], *_FEASTS["nowruz"]["names"], "easter",
]  # fmt: skip
OTHER_MONTH = _capital([*_MONTHS]) + r"(?!\w)"
FEAST = (
    r"(?:(?P<rite>orthodox|coptic|greek)\s+)?" + f"(?P<feast>{_capital(_ALL_FEASTS)})" + r"(?!\w)"
)
_OTHER_YEAR = rf"(?:,?\s+(?P<year>1[2-5]\d\d(?!\d)(?:\s*(?:A\.?H\b\.?|H\b))?|{YEAR}))?"
_RITES = ["orthodox", "coptic", "greek"]
_OPENINGS = [
    *_MONTHS,
    *_ALL_FEASTS,
    *(f"{rite} {feast}" for rite in _RITES for feast in ("easter", "christmas", "palm", "good")),
]
# The capitals that such words begin with, and what follows each: the scanner looks at both.
FIRST_LETTERS = "".join(sorted({name[0].upper() for name in _OPENINGS}))
AFTER_FIRST = "|".join(
    f"(?<=[{first}])"
    + _one_of(sorted({name[1:] for name in _OPENINGS if name[0].upper() == first}))
    for first in FIRST_LETTERS
)

OTHER_DAY_FIRST = rf"(?P<day>{DAY}){ORDINAL}\s+(?:of\s+)?(?P<other>{OTHER_MONTH}){_OTHER_YEAR}"
OTHER_MONTH_FIRST = rf"(?P<other>{OTHER_MONTH})\s+(?P<day>{DAY}){ORDINAL}{_OTHER_YEAR}"
OTHER_MONTH_ALONE = rf"(?P<other>{OTHER_MONTH}){_OTHER_YEAR}"
FEAST_YEAR = FEAST + rf"(?:,?\s+(?:of\s+|in\s+)?(?P<year>{YEAR}|1[34]\d\d\b))?"

_HABIT_LEFT = re.compile(r"\b(?:every|each|most)\s+$", re.IGNORECASE)
_MONTH_LEFT = re.compile(
    r"\b(?:in|during|of|since|throughout|until|till|before|after|last|this|by|for)\s+(?:the\s+)?"
    r"(?:(?:holy|fasting|mourning|month|of|last|this)\s+)*$",
    re.IGNORECASE,
)
_NO_SUCH_DAY = re.compile(r"\d(?:st|nd|rd|th)?\s+(?:of\s+)?$", re.IGNORECASE)
_NAME_RIGHT = re.compile(r"\s+(?-i:[A-Z][a-z])|['\u2019]?\w|-\w")
_EVENT_RIGHT = re.compile(
    r"(?:['\u2019]s)?\s+(?:\w+\s+)?(?:attacks?|bombings?|blasts?|massacres?|killings?|shootings?|"
    r"offensive|uprising|raids?|revolution|coup|agreement|accords?|siege|war|strikes?)\b",
    re.IGNORECASE,
)


def read_other_day(context: Context, match: "re.Match[str]") -> When | None:
    """Read "12 Ramadan", "15 Muharram 1446" and "22 Bahman 1402"."""
    calendar, month = _calendar_month(match["other"])
    day = int(match["day"])
    if calendar == "hijri":
        own = lru_cache(lambda year: time_calendars.hijri_day(year, month, day))
    else:
        own = lru_cache(lambda year: (time_calendars.persian_day(year, month, day),) * 2)
    return _in_other_year(context, calendar, own, match["year"])


def read_other_month(context: Context, match: "re.Match[str]") -> When | None:
    """Read "Ramadan", "Hamal 1400" and "the holy month of Muharram"."""
    before = context.text[max(0, match.start() - 40) : match.start()]
    if _HABIT_LEFT.search(before) or _NO_SUCH_DAY.search(before):
        return None
    word = match["other"].lower()
    is_bare = match["year"] is None
    after = context.text[match.end() : match.end() + 4]
    told = context.rel in ("last", "this", "next") or context.mod or _MONTH_LEFT.search(before)
    if is_bare and (word not in _BARE_MONTHS or not told or _NAME_RIGHT.match(after)):
        return None
    calendar, month = _calendar_month(word)
    return _in_other_year(context, calendar, _month_of(calendar, month), match["year"])


def read_other_part(context: Context, match: "re.Match[str]") -> When | None:
    """Read "the first week of Ramadan", "the last ten days of Ramadan" and its first day."""
    calendar, month = _calendar_month(match["other"])
    whole = _month_of(calendar, month)
    which = _PLACES.get(match["which"].lower(), -1)
    length = {"week": 7, "day": 1}.get(match["part"].lower(), 10)
    slack = 1 if calendar == "hijri" else 0

    def own(year: int) -> Days:
        first, last = whole(year)
        reach = timedelta(days=length - 1 + slack)
        if which < 0:
            return last - reach, last
        begin = first + timedelta(days=which * length)
        return begin, begin + reach

    return _in_other_year(context, calendar, own, match["year"])


def read_feast_day(context: Context, match: "re.Match[str]") -> When | None:
    """Read "the second day of Eid al-Adha", counted from the feast itself."""
    when, which = read_feast(context, match), _PLACES.get(match["which"].lower(), -1)
    if not when or not when.earliest or not when.latest or which < 0:
        return None
    first, last = date.fromisoformat(when.earliest), date.fromisoformat(when.latest)
    return dates.between_days(first + timedelta(days=which), last + timedelta(days=which))


def read_feast(context: Context, match: "re.Match[str]") -> When | None:
    """Read "Easter Sunday 2019", "Eid al-Fitr" and "Nowruz"."""
    before = context.text[max(0, match.start() - 12) : match.start()]
    if _HABIT_LEFT.search(before):
        return None
    name = re.sub(r"[\s-]+", " ", match["feast"].lower())
    is_orthodox = match["rite"] is not None
    if is_orthodox and f"orthodox {name}" in _FEASTS["fixed"]:
        name = f"orthodox {name}"
    days_in = _feast_days(name, is_orthodox=is_orthodox)
    year = int(match["year"]) if match["year"] else None
    if year and year < 1500:
        year = year + 621 if name in _FEASTS["nowruz"]["names"] else None
    if not year and not context.published:
        fixed = _FEASTS["fixed"].get(name)
        return dates.on_yearless_day(int(fixed[:2]), int(fixed[3:])) if fixed else dates.UNKNOWN
    when = _pick(context, days_in, year)
    if not year and when and _EVENT_RIGHT.match(context.text, match.end()) and context.published:
        gone = context.published - date.fromisoformat(str(when.latest))
        return when if gone.days <= _NAMED_AFTER_DAYS else None
    return when


def _feast_days(name: str, *, is_orthodox: bool) -> Callable[[int], list[Days]]:
    """Return what gives the feast's days in a Gregorian year."""
    if name in _FEASTS["fixed"]:
        month, day = map(int, _FEASTS["fixed"][name].split("-"))
        return lambda year: [(date(year, month, day), date(year, month, day))]
    if name in _FEASTS["hijri"]:
        month, day = _FEASTS["hijri"][name]
        return lambda year: _in_gregorian_year(
            year, "hijri", lambda own: time_calendars.hijri_day(own, month, day)
        )
    if name in _FEASTS["nowruz"]["names"]:
        return lambda year: [time_calendars.nowruz(year)]
    first, last = (-2, 1) if name == "easter" else (_FEASTS["easter"][name],) * 2
    if name == "easter" and is_orthodox:
        first, last = 0, 0

    def easter_days(year: int) -> list[Days]:
        sunday = time_calendars.easter(year, is_orthodox=is_orthodox)
        return [(sunday + timedelta(days=first), sunday + timedelta(days=last))]

    return easter_days


def _calendar_month(word: str) -> tuple[str, int]:
    return _MONTHS[re.sub(r"[\s-]+", " ", word.lower())]


def _month_of(calendar: str, month: int) -> Callable[[int], Days]:
    if calendar == "hijri":
        return lambda year: time_calendars.hijri_month(year, month)
    return lambda year: time_calendars.persian_month(year, month)


def _in_other_year(
    context: Context, calendar: str, own: Callable[[int], Days], stated: str | None
) -> When | None:
    """Return the days in the year that is stated, in whichever calendar, or that follows."""
    year = int(stated[:4]) if stated else None
    if year and year < 1700:
        return _between(own(year))
    return _pick(context, lambda each: _in_gregorian_year(each, calendar, own), year)


def _in_gregorian_year(year: int, calendar: str, own: Callable[[int], Days]) -> list[Days]:
    """Return the days that begin in a Gregorian year: none, once or twice."""
    around = {
        "hijri": time_calendars.hijri_years_around,
        "persian": time_calendars.persian_years_around,
    }[calendar]
    found: list[Days] = []
    for each in around(year):
        try:
            days = own(each)
        except ValueError:  # that year has no such day
            continue
        if days[0].year == year:
            found.append(days)
    return found


def _pick(context: Context, days_in: Callable[[int], list[Days]], year: int | None) -> When | None:
    """Return the days in the stated year, or of the year that the context allows."""
    if year:
        found = days_in(year)
        return _between(found[0]) if len(found) == 1 else None
    if not context.published:
        return dates.UNKNOWN
    here = context.published
    around = [days for each in (-1, 0, 1) for days in days_in(here.year + each)]
    coming = [days for days in around if days[1] >= here]
    gone = [days for days in around if days[0] <= context.latest_told]
    if context.is_to_come and coming:
        return _between(coming[0])
    return _between(gone[-1]) if gone else None


def _between(days: Days) -> When:
    months = timedelta(days=28) <= days[1] - days[0] <= timedelta(days=32)
    return dates.between_days(*days, TimePrecision.MONTH if months else None)
