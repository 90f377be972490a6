"""What stands around the words of a time and is joined to them.

The part of the day ("the night of"), the time of the clock, "since" and "until", and the length of
a span that begins there ("for ten days from").

A clock time keeps the day that the text tells it for, whatever its zone: "Monday at 22:30 GMT" is
told as Monday. UTC and GMT are marked with Z in the EDTF; every other zone counts as local time,
and where two clocks are told ("10:30 PKT (05:30 UTC)") the first counts.
"""

import re
from datetime import date, timedelta

from dateline.extract import dates
from dateline.extract.time_clocks import at_clock
from dateline.extract.time_context import Context
from dateline.extract.time_words import CLOCK, CLOCK_TAIL, COUNT, DAY_PART, number_of
from dateline.records.event import EventTime
from dateline.records.span import Span
from dateline.records.time import TimePrecision, When

LEFT_REACH_CHARS = 60


def join_surroundings(context: Context, when: When, free: int) -> EventTime:
    """Return the time with all that belongs to it; the words before `free` are taken.

    Args:
        context: its `start` and `end` are those of the time's own words.
        when: what the time's own words mean.
        free: where the time before ends.
    """
    start, end = context.start, context.end
    if when.precision in (TimePrecision.DAY, TimePrecision.DAYS) or when is dates.UNKNOWN:
        when, start = _join_overnight(context, when, free)
    if when.precision is TimePrecision.DAY or when is dates.UNKNOWN:
        when, start, end = _join_clock(context, when, start, free)
    when, start = _join_length(context.text, when, start, free)
    when, start = _join_open(context, when, Span(start, end), free)
    return EventTime(when=when, span=Span(start, end))


def _before(start: int, free: int) -> int:
    return max(free, start - LEFT_REACH_CHARS)


def _join_overnight(context: Context, when: When, free: int) -> tuple[When, int]:
    """Join "overnight": it may be the night before the day or after it, and touches it anyway."""
    start = context.start
    before = _OVERNIGHT_LEFT.search(context.text, _before(start, free), start)
    if not before:
        return when, start
    if before["into"] and when.earliest and when.earliest == when.latest:
        day = date.fromisoformat(when.earliest)
        when = dates.between_days(day - timedelta(days=1), day)
    return when, before.start()


def _join_clock(context: Context, when: When, start: int, free: int) -> tuple[When, int, int]:
    """Join the part of the day and the time of the clock that stand beside a single day."""
    text, end, part = context.text, context.end, ""
    if before := _PART_LEFT.search(text, _before(start, free), start):
        start, part = before.start(), before[0].lower()
        if before["of"]:
            when = _by_part(when, before["part"].lower())
    if after := _PART_RIGHT.match(text, end):
        end, part = after.end(), after[0].lower()
    clock = _CLOCK_RIGHT.match(text, end)
    if clock:
        end = clock.end()
    elif clock := _CLOCK_LEFT.search(text, _before(start, free), start):
        start = clock.start()
    single = when.earliest and when.precision is TimePrecision.DAY
    if clock and single:
        when = at_clock(date.fromisoformat(str(when.earliest)), clock)
    elif single and (said := _SAID_LEFT.search(text, _before(start, free), start)):
        said_when = _at_said_clock(date.fromisoformat(str(when.earliest)), said, part)
        when, start = (said_when, said.start()) if said_when else (when, start)
    return when, start, end


def _by_part(when: When, part: str) -> When:
    """Return what the eve or the night of a day is: the day before, and two days."""
    if not when.earliest or part not in ("eve", "night"):
        return when
    day = date.fromisoformat(when.earliest)
    if part == "eve":
        return dates.on_day(day - timedelta(days=1))
    return dates.between_days(day, day + timedelta(days=1))


def _at_said_clock(day: date, said: "re.Match[str]", part: str) -> When | None:
    """Return "half past eight" of a day whose part is told; without one it could be either half."""
    hour = number_of(said["hour"])
    is_late = any(word in part for word in ("afternoon", "evening", "night", "dusk"))
    if hour is None or hour > 12 or not (is_late or "morning" in part or "dawn" in part):
        return None
    minutes = {"half": 30, "quarter": 15, "a quarter": 15}[
        re.sub(r"\s+", " ", said["share"].lower())
    ]
    hour = hour % 12 + (12 if is_late else 0)
    if said["side"].lower() == "to":
        hour, minutes = hour - 1, 60 - minutes
    return dates.at_minute(day, hour, minutes) if hour >= 0 else None


def _join_length(text: str, when: When, start: int, free: int) -> tuple[When, int]:
    """Join the length of a span that begins on a day: "for ten days from 3 May"."""
    if when.precision is not TimePrecision.DAY or not when.earliest:
        return when, start
    before = _LENGTH_LEFT.search(text, _before(start, free), start)
    count = number_of(before["count"]) if before else None
    if not before or not count:
        return when, start
    day = date.fromisoformat(when.earliest)
    days = count * (7 if before["unit"].lower() == "week" else 1)
    return dates.between_days(day, day + timedelta(days=days - 1)), before.start("count")


def _join_open(context: Context, when: When, span: Span, free: int) -> tuple[When, int]:
    """Join "since" and "until", which leave the other end open."""
    text, start = context.text, span.start
    before = _OPEN_LEFT.search(text, _before(start, free), start)
    if (
        not before
        or when.precision is TimePrecision.UNKNOWN
        or _NOT_OPEN_RIGHT.match(text, span.end)
    ):
        return when, start
    if before["since"]:
        if re.search(r"\dX", when.edtf):  # no level 1 of EDTF for "since the 1970s"
            return when, start
        published = context.published
        if published and when.earliest and when.earliest > published.isoformat():
            return when, start
        return dates.open_from(when), before.start()
    clause = re.split(r"[.!?;\n]", text[max(0, before.start() - 80) : before.start()])[-1]
    if _NOT_UNTIL.search(clause):  # "did not arrive until Monday" happened on Monday
        return when, start
    return dates.open_until(when), before.start()


def _compiled(pattern: str) -> "re.Pattern[str]":
    return re.compile(pattern, re.IGNORECASE)


_HOURS = "|".join(
    name for name in ("one two three four five six seven eight nine ten eleven twelve").split()
)
_PART_LEFT = _compiled(
    r"(?<!\w)(?:(?:the\s+)?(?:(?:early|late|small|wee)\s+)?"
    r"(?P<part>hours|night|eve|morning|afternoon|evening|dawn|dusk|noon|midnight)\s+"
    r"(?:(?P<of>of)|on|between)\s+(?:the\s+)?|(?:dawn|dusk|midnight|noon)\s+)\Z"
)
_PART_RIGHT = _compiled(r"(?:\s+at|\s+around)?\s+" + DAY_PART + r"\b")
_CLOCK_RIGHT = _compiled(
    r",?\s+(?:at|around|about)(?:\s+(?:around|about))?\s+(?:" + CLOCK + ")" + CLOCK_TAIL
)
_CLOCK_LEFT = _compiled(
    r"(?<!\w)(?:at|around|about|after|before|by)\s+(?:" + CLOCK + ")" + CLOCK_TAIL + r",?"
    r"(?:\s+(?:on|of))?\s+\Z"
)
_SAID_LEFT = _compiled(
    rf"(?<!\w)(?P<share>half|(?:a\s+)?quarter)\s+(?P<side>past|to)\s+(?P<hour>{_HOURS})\s+(?:on\s+)?\Z"
)
_OVERNIGHT_LEFT = _compiled(
    r"(?<!\w)overnight\s+(?:(?P<into>into|to)\s+|(?:from|on|between)\s+)?\Z"
)
_LENGTH_LEFT = _compiled(
    rf"(?<!\w)for\s+(?P<count>{COUNT})\s+(?P<unit>day|week)s?\s+"
    r"(?:from|(?:starting|beginning)(?:\s+(?:on|from))?)\s+\Z"
)
_OPEN_LEFT = _compiled(r"(?<!\w)(?:(?P<since>since)|until|till|up\s+to|up\s+until)\s+(?:the\s+)?\Z")
_NOT_OPEN_RIGHT = _compiled(
    r"['\u2019]s\b|\s+(?:is|was|were|has|had)\b|"
    r"\s+(?:\w+\s+)?(?:attacks?|bombings?|blasts?|coup|war|elections?|polls?|vote|uprising|revolution|"
    r"clash(?:es)?|killings?|massacres?|ceasefire|truce|deal|agreement|accords?|offensive|invasion)\b"
)
_NOT_UNTIL = _compiled(r"\b(?:not|never|nobody|none|no)\b|n['\u2019]t\b")
