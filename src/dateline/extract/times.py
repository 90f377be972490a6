"""Times: the words that say when, and the days they can mean.

`time_forms.py` lists what can begin at a digit, a month, a weekday or another word, and how each
form is read; `time_surroundings.py` joins what stands around it ("the night of", "early", "at
8:30 pm", "since").
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from dateline.extract import dates
from dateline.extract.time_context import Context
from dateline.extract.time_forms import ANCHORS, FORMS
from dateline.extract.time_surroundings import LEFT_REACH_CHARS, join_surroundings
from dateline.extract.time_words import DAY, MONTH, ORDINAL, YEAR
from dateline.records.draft import Draft
from dateline.records.event import EventTime
from dateline.records.time import TimePrecision, When

_ANCHOR_REACH_CHARS = 300


@dataclass(frozen=True, slots=True)
class TimeStage:
    """Fills `draft.times` with every time that the text names, in text order."""

    name: str = "times"
    version: str = "3"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with its times."""
        for draft in drafts:
            yield replace(draft, times=find_times(draft.report.text, draft.report.published))


def find_times(text: str, published: str | None) -> tuple[EventTime, ...]:
    """Return every time that the text names, in text order and without overlap.

    Durations ("for three days"), habits ("on Fridays") and a clock time of which no day is told are
    no times.

    Args:
        text: any text; offsets count into it.
        published: an ISO 8601 date or date-time, whole or only its year or month; what is not one
            counts as unknown.
    """
    first, last = _published_days(published)
    found: list[EventTime] = []
    end = 0
    for anchor in ANCHORS.finditer(text):
        if anchor.start() < end:
            continue
        told, year = _told_day(text, found, anchor.start()), _told_year(found, anchor.start())
        context = Context(text=text, published=first, told=told, told_year=year)
        time = _read_at(context, anchor, end)
        if time and first != last:  # only what holds for every day that publication can mean
            other = _read_at(replace(context, published=last), anchor, end)
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


def _told_day(text: str, found: list[EventTime], start: int) -> date | None:
    """Return the last single day told of shortly before, from which "a day later" counts.

    The day on which somebody said something ("police said on Wednesday") counts only when there is
    no other.
    """
    said = None
    for time in reversed(found):
        if start - time.span.end > _ANCHOR_REACH_CHARS:
            return said
        if time.when.earliest and time.when.earliest == time.when.latest:
            day = date.fromisoformat(time.when.earliest)
            reach = max(0, time.span.start - LEFT_REACH_CHARS)
            if not _SAID_LEFT.search(text, reach, time.span.start):
                return day
            said = said or day
    return said


def _told_year(found: list[EventTime], start: int) -> int | None:
    """Return the last year told of shortly before, which "that year" means."""
    for time in reversed(found):
        if start - time.span.end > _ANCHOR_REACH_CHARS:
            return None
        if time.when.earliest and time.when.earliest[:4] == str(time.when.latest)[:4]:
            return int(time.when.earliest[:4])
    return None


def _without_publication(text: str, anchor: "re.Match[str]", end: int) -> When:
    time = _read_at(Context(text=text), anchor, end)
    return time.when if time else dates.UNKNOWN


def _read_at(context: Context, anchor: "re.Match[str]", free: int) -> EventTime | None:
    """Read the time whose core begins at the anchor; words before `free` are taken."""
    text, start = context.text, anchor.start()
    left = _LEFT.search(text, max(free, start - LEFT_REACH_CHARS), start)
    begin = left.start() if left else start
    if left:
        mod = (left["mod"] or left["mid"] or left["edge"] or "").lower()
        rel = (left["rel"] or "").lower()
        context = replace(context, start=begin, mod=_MODS.get(mod, ""), rel=rel)
    for pattern, reader in FORMS[str(anchor.lastgroup)]:
        match = pattern.match(text, start)
        if not match:
            continue
        try:
            when = reader(replace(context, end=match.end()), match)
        except (ValueError, OverflowError):  # no such day, or outside the calendar
            when = None
        if when:
            return join_surroundings(replace(context, start=begin, end=match.end()), when, free)
    return None


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
_SAID_LEFT = _compiled(
    r"\b(?:said|says|told|announced|reported|confirmed|wrote|added|statement|tweeted|issued|released)"
    r"(?:\s+[\w'\u2019-]+){0,4}?\s*(?:\bon|\blate|\bearly)?\s*(?:on\s+)?\Z"
)
_BARE_DAY = _compiled(rf"{MONTH}\s+{DAY}{ORDINAL}$|{DAY}{ORDINAL}\s+(?:of\s+)?{MONTH}$")
