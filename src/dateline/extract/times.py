"""Times: the words that say when, and the days they can mean.

A small grammar: `_FORMS` lists what can begin at a digit, a month, a weekday or another word, the
longest form first; what stands around it ("the night of", "early", "at 8:30 pm") is joined to it.
`time_readers.py` says how each form is read.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from dateline.extract import dates
from dateline.extract import time_readers as readers
from dateline.extract.time_context import Context
from dateline.extract.time_words import (
    CLOCK,
    COUNT,
    DAY,
    DAY_PART,
    FULL_WEEKDAY,
    MONTH,
    ORDINAL,
    SEASON,
    SEP,
    SHORT_YEAR,
    UNIT,
    VAGUE,
    WEEKDAY,
    YEAR,
)  # fmt: skip
from dateline.records.draft import Draft
from dateline.records.event import EventTime
from dateline.records.span import Span
from dateline.records.time import TimePrecision, When

_ANCHOR_REACH_CHARS = 300
_LEFT_REACH_CHARS = 60


@dataclass(frozen=True, slots=True)
class TimeStage:
    """Fills `draft.times` with every time that the text names, in text order."""

    name: str = "times"
    version: str = "1"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with its times."""
        for draft in drafts:
            yield replace(draft, times=find_times(draft.report.text, draft.report.published))


def find_times(text: str, published: str | None) -> tuple[EventTime, ...]:
    """Return every time that the text names, in text order and without overlap.

    Durations ("for three days"), habits ("on Fridays") and a clock time without a day are no times.

    Args:
        text: any text; offsets count into it.
        published: an ISO 8601 date or date-time, whole or only its year or month; what is not one
            counts as unknown.
    """
    first, last = _published_days(published)
    found: list[EventTime] = []
    end = 0
    for anchor in _ANCHORS.finditer(text):
        if anchor.start() < end:
            continue
        told = _told_day(found, anchor.start())
        time = _read_at(Context(text=text, published=first, told=told), anchor, end)
        if time and first != last:  # only what holds for every day that publication can mean
            other = _read_at(Context(text=text, published=last, told=told), anchor, end)
            if other != time:
                time = replace(time, when=_without_publication(text, anchor, end))
        if time:
            found.append(time)
            end = time.span.end
    return tuple(_with_shared_years(text, found))


def _published_days(published: str | None) -> tuple[date, date] | tuple[None, None]:
    """Return the first and last day that the publication time allows."""
    match = _PUBLISHED.match(published or "")
    if not match:
        return None, None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is None or month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31)
        if day is None:
            return date(year, month, 1), dates.end_of_month(year, month)
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None, None


def _told_day(found: list[EventTime], start: int) -> date | None:
    """Return the last single day told of shortly before, from which "a day later" counts."""
    for time in reversed(found):
        if start - time.span.end > _ANCHOR_REACH_CHARS:
            return None
        if time.when.earliest and time.when.earliest == time.when.latest:
            return date.fromisoformat(time.when.earliest)
    return None


def _without_publication(text: str, anchor: "re.Match[str]", end: int) -> When:
    time = _read_at(Context(text=text), anchor, end)
    return time.when if time else dates.UNKNOWN


def _read_at(context: Context, anchor: "re.Match[str]", free: int) -> EventTime | None:
    """Read the time whose core begins at the anchor; words before `free` are taken."""
    text, start = context.text, anchor.start()
    left = _LEFT.search(text, max(free, start - _LEFT_REACH_CHARS), start)
    begin = left.start() if left else start
    if left:
        mod = (left["mod"] or left["mid"] or left["edge"] or "").lower()
        rel = (left["rel"] or "").lower()
        context = replace(context, start=begin, mod=_MODS.get(mod, ""), rel=rel)
    for pattern, reader in _FORMS[str(anchor.lastgroup)]:
        match = pattern.match(text, start)
        if not match:
            continue
        try:
            when = reader(replace(context, end=match.end()), match)
        except (ValueError, OverflowError):  # no such day, or outside the calendar
            when = None
        if when:
            return _with_surroundings(text, when, begin, match.end(), free)
    return None


def _with_surroundings(text: str, when: When, start: int, end: int, free: int) -> EventTime:
    """Join the part of the day and the time of the clock that stand beside a single day."""
    if when.precision is TimePrecision.DAY or when is dates.UNKNOWN:
        if before := _PART_LEFT.search(text, max(free, start - _LEFT_REACH_CHARS), start):
            start = before.start()
        if after := _PART_RIGHT.match(text, end):
            end = after.end()
        clock = _CLOCK_RIGHT.match(text, end)
        if clock:
            end = clock.end()
        elif clock := _CLOCK_LEFT.search(text, max(free, start - _LEFT_REACH_CHARS), start):
            start = clock.start()
        if clock and when.earliest:
            when = _at_clock(date.fromisoformat(when.earliest), clock)
    return EventTime(when=when, span=Span(start, end))


def _at_clock(day: date, clock: "re.Match[str]") -> When:
    if clock["hour24"]:
        return dates.at_minute(day, int(clock["hour24"]), int(clock["minute24"]))
    hour = int(clock["hour"])
    if hour <= 12:
        hour = hour % 12 + (12 if clock["half"][0].lower() == "p" else 0)
    return dates.at_minute(day, hour, int(clock["minute"] or 0))


def _with_shared_years(text: str, found: list[EventTime]) -> Iterator[EventTime]:
    """Give "3 March" of "3 March and 5 April 2014" the year that its neighbour states."""
    for time, after in zip(found, [*found[1:], None], strict=False):
        gap = text[time.span.end : after.span.start] if after else ""
        same = after and after.when.earliest and re.fullmatch(r",?\s+(?:and|or)\s+(?:on\s+)?", gap)
        if not same or not after or time.when.precision is not TimePrecision.DAY:
            yield time
            continue
        bare = not re.search(YEAR, time.span.quote(text)) and _BARE_DAY.match(time.span.quote(text))
        stated = re.search(YEAR, after.span.quote(text))
        month_day = time.when.edtf[-5:]
        if bare and stated and month_day != "02-29":
            day = date.fromisoformat(f"{stated[0]}-{month_day}")
            time = replace(time, when=dates.on_day(day))
        yield time


def _compiled(pattern: str) -> "re.Pattern[str]":
    return re.compile(pattern, re.IGNORECASE)


_Reader: TypeAlias = Callable[[Context, "re.Match[str]"], When | None]

_PUBLISHED = re.compile(r"\s*([1-9]\d{3})(?:-(\d\d)(?:-(\d\d)(?!\d))?)?(?![\d-])", re.ASCII)
_MODS = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid",
    "middle": "mid", "late": "late", "end": "late",
}  # fmt: skip
_LEFT = _compiled(
    r"(?<!\w)(?:(?:the\s+)?(?:(?P<mod>early|late)\s+(?:(?:on|in)\s+)?|(?P<mid>mid)[\s-]+|"
    r"(?P<edge>beginning|start|middle|end)\s+of\s+)(?:the\s+)?)?(?:(?:the\s+)?"
    r"(?P<rel>last|next|this|previous|past|coming)\s+)?\Z"
)
_PART_LEFT = _compiled(
    r"(?<!\w)(?:the\s+)?(?:(?:early|late|small|wee)\s+)?"
    r"(?:hours|night|eve|morning|afternoon|evening|dawn|dusk|noon|midnight)\s+"
    r"(?:of|on|between)\s+(?:the\s+)?\Z"
)
_PART_RIGHT = _compiled(r"(?:\s+at|\s+around)?\s+" + DAY_PART + r"\b")
_CLOCK_RIGHT = _compiled(r",?\s+(?:at|around|about)(?:\s+(?:around|about))?\s+(?:" + CLOCK + ")")
_CLOCK_LEFT = _compiled(
    r"(?<!\w)(?:at|around|about)\s+(?:" + CLOCK + r")(?:\s+(?:local\s+time|gmt))?,?"
    r"(?:\s+(?:on|of))?\s+\Z"
)
_BARE_DAY = _compiled(rf"{MONTH}\s+{DAY}{ORDINAL}$|{DAY}{ORDINAL}\s+(?:of\s+)?{MONTH}$")
_ANCHORS = _compiled(
    r"(?<![\w,.:/$£€+])(?:(?P<digit>\d)|(?P<decade>['\u2019](?=\d0s))|"
    rf"(?P<month>{MONTH})|(?P<weekday>{WEEKDAY})|"
    r"(?P<word>(?:today|tonight|tomorrow|yesterday|overnight|"
    r"the(?=\s+(?:past|this|last|next|previous|following|same|preceding|coming|day|weekend|first|"
    rf"second|third|fourth|earlier|later|{SEASON})\b)|"
    rf"(?:this|last|next|past)(?=\s+(?:{UNIT}s?|weekend|morning|afternoon|evening|{SEASON}|"
    rf"{COUNT}|{VAGUE})\b)|(?:earlier|later)(?=\s+(?:this|last|next)\b)|"
    rf"{SEASON}|(?:{COUNT}|{VAGUE})(?=\s+{UNIT}))\b))"
)
_DAY_YEAR = rf"(?:,?\s+(?:of\s+)?(?P<year>{YEAR}|{SHORT_YEAR}))?"
_DAY_FIRST = (
    rf"(?P<day>{DAY}){ORDINAL}(?:{SEP}(?P<to>{DAY}){ORDINAL})?\s+(?:of\s+)?(?P<month>{MONTH})"
    + _DAY_YEAR
)
_MONTH_FIRST = (
    rf"(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY}){ORDINAL}(?![:.]\d|\s*(?:am|pm)\b)"
    rf"(?:(?:(?P<dash>\s?[-\u2013]\s?)|{SEP})(?P<to>{DAY}){ORDINAL}"
    r"(?(dash)|(?!\s+(?!(?:in|at|near|when|by|and|as|were|was)\b)[a-z])))?" + _DAY_YEAR
)
_UNITS = rf"(?P<count>{COUNT}|{VAGUE})\s+(?P<unit>{UNIT})s?\s+"
_AGO = (
    _compiled(_UNITS + r"(?P<how>ago\b|earlier\b|later\b|(?:before|after)(?=\s*[.,;]))"),
    readers.read_ago,
)
_THE = r"(?:on\s+)?(?:the\s+)?"

_FORMS: dict[str, tuple[tuple["re.Pattern[str]", _Reader], ...]] = {
    "digit": (
        (_compiled(r"(\d{4})-(\d\d)-(\d\d)(?!\d)(?:[T ](\d\d):(\d\d)(?::\d\d)?Z?)?"),
         readers.read_iso),
        (_compiled(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/-])"), readers.read_numeric),
        (_compiled(r"9/11(?![\d/])"), readers.read_named_day),
        (_compiled(
            rf"(?P<day>{DAY}){ORDINAL}\s+(?P<month>{MONTH})(?:,?\s+(?P<year>{YEAR}))?(?P<sep>{SEP})"
            rf"(?P<to>{DAY}){ORDINAL}\s+(?P<to_month>{MONTH})(?:,?\s+(?P<to_year>{YEAR}))?"),
         readers.read_two_days),
        (_compiled(_DAY_FIRST), readers.read_day_month),
        (_compiled(r"(\d{3})0['\u2019]?s\b"), readers.read_decade),
        (_compiled(r"(\d{1,2})(?:st|nd|rd|th)[\s-]+century"), readers.read_century),
        (_compiled(rf"({YEAR})(?P<sep>\s*[-\u2013]\s*|\s+to\s+|\s+and\s+)(?P<to>{YEAR}|\d\d)(?![\d-])"),
         readers.read_years),
        (_compiled(YEAR), readers.read_year),
        _AGO,
    ),
    "decade": ((_compiled(r"['\u2019](\d)0s\b"), readers.read_decade),),
    "month": (
        (_compiled(r"sept(?:ember|\.)?\s+11\s+attacks"), readers.read_named_day),
        (_compiled(
            rf"(?P<month>{MONTH})\s+(?P<day>{DAY}){ORDINAL}(?:,?\s+(?P<year>{YEAR}))?,?(?P<sep>{SEP})"
            rf"(?P<to_month>{MONTH})\s+(?P<to>{DAY}){ORDINAL}(?:,?\s+(?P<to_year>{YEAR}))?"),
         readers.read_two_days),
        (_compiled(_MONTH_FIRST), readers.read_day_month),
        (_compiled(rf"(?P<month>{MONTH})(?P<sep>\s*(?:[-\u2013]|\bto\b|\band\b)\s*)(?P<to>{MONTH})"
                   rf"(?:,?\s+(?:of\s+)?(?P<year>{YEAR}))?"), readers.read_two_months),
        (_compiled(rf"(?P<month>{MONTH})(?:,?\s+(?:of\s+)?(?:(?P<year>{YEAR})|"
                   r"(?P<rel>this|last|next)\s+year))?"), readers.read_month_year),
    ),
    "weekday": (
        (_compiled(
            rf"(?P<weekday>{FULL_WEEKDAY})(?:\s+(?P<day>{DAY}){ORDINAL})?(?:\s+to\s+|\s*[-\u2013]\s*)"
            rf"(?P<to_weekday>{FULL_WEEKDAY})(?(day),?\s+(?P<to>{DAY}){ORDINAL}\s+(?P<month>{MONTH})"
            rf"(?:,?\s+(?P<year>{YEAR}))?)(?!\w)"),
         readers.read_two_weekdays),
        (_compiled(rf"(?P<named>{WEEKDAY})\.?,?\s+(?:the\s+)?(?:{_DAY_FIRST})"),
         readers.read_day_month),
        (_compiled(rf"(?P<named>{WEEKDAY})\.?,?\s+(?:{_MONTH_FIRST})"), readers.read_day_month),
        (_compiled(rf"(?P<weekday>{FULL_WEEKDAY})(?:\s+(?:of\s+)?(?P<rel>last|this|next)\s+week)?"),
         readers.read_weekday),
    ),
    "word": (
        _AGO,
        (_compiled(r"(?:today|tonight|tomorrow|yesterday|overnight|last\s+night|"
                   r"the\s+day\s+(?:before\s+yesterday|after\s+tomorrow))\b"),
         readers.read_named_day),
        (_compiled(rf"{_THE}(?P<part>earlier\s+|later\s+)?(?P<rel>this|last|next)\s+"
                   r"(?P<unit>week(?:end)?|month|year|morning|afternoon|evening|night)\b"),
         readers.read_unit),
        (_compiled(rf"{_THE}(?P<rel>previous|following|next|same|preceding)\s+"
                   r"(?P<unit>day|night|week|month|year|morning|afternoon|evening)\b"),
         readers.read_told_unit),
        (_compiled(rf"{_THE}(?:(?P<rel>past|last|next|previous|coming)\s+"
                   rf"(?P<count>{COUNT}|{VAGUE})|past)\s+(?P<unit>{UNIT})s?\b"),
         readers.read_past_units),
        (_compiled(rf"the\s+(?P<which>first|second|third|fourth|last)\s+(?P<part>half|quarter)\s+"
                   rf"of\s+(?:(?:the|this)\s+year|(?P<year>{YEAR}))"), readers.read_part_of_year),
        (_compiled(rf"(?:the\s+)?(?:(?P<rel>last|this|next)\s+)?(?P<season>{SEASON})"
                   rf"(?:,?\s+(?:of\s+)?(?P<year>{YEAR}))?\b"), readers.read_season),
        (_compiled(r"the\s+weekend\b"), readers.read_weekend),
    ),
}  # fmt: skip
