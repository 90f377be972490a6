"""Clocks and parts of a day that stand without a day: "at 8 pm", "17:20", "before dusk".

They mean the day last told of shortly before. An entry of a live page, which begins its line with
the clock, means the day of publication. Where neither is known they are no time: which day "at
noon" was is never guessed.
"""

import re
from datetime import date

from dateline.extract import dates
from dateline.extract.time_context import Context
from dateline.extract.time_words import CLOCK, CLOCK_TAIL, MONTH, ORDINAL, WEEKDAY
from dateline.records.time import When

DAY_PART_ALONE = r"(?:noon|midday|dawn|dusk|daybreak|sunrise|sunset|nightfall)"
CLOCK_ALONE = rf"(?:{CLOCK}){CLOCK_TAIL}"
_LEFT_REACH_CHARS = 24
_DAY_RIGHT = re.compile(
    r",?(?:\s+in\s+the\s+(?:morning|afternoon|evening))?,?\s+(?:(?:on|of)\s+)?(?:the\s+)?"
    rf"(?:early\s+|late\s+|last\s+|next\s+|this\s+|that\s+|same\s+)?"
    rf"(?:{WEEKDAY}|{MONTH}\s+\d|\d{{1,2}}{ORDINAL}\s+(?:of\s+)?{MONTH}|\d{{4}}-\d\d|"
    r"\d{1,2}[/.]\d{1,2}[/.]\d|today|tomorrow|yesterday|(?:day|night|morning|evening)\b)",
    re.IGNORECASE,
)
_AT_LEFT = re.compile(
    r"\b(?:at|before|after|by|around|about|towards|near|until|till|since|from)\s+\Z", re.IGNORECASE
)


def read_clock(context: Context, match: "re.Match[str]") -> When | None:
    """Read "8 pm" and "17:20" of the day told of; a clock beside its own day is not read here."""
    if _DAY_RIGHT.match(context.text, match.end()):
        return None
    begins_line = context.text[max(0, match.start() - 1) : match.start()] in ("", "\n")
    day = context.published if begins_line else _told_day(context)
    return at_clock(day, match) if day else None


def read_day_part(context: Context, match: "re.Match[str]") -> When | None:
    """Read "at noon" and "before dusk" of the day told of."""
    before = context.text[max(0, match.start() - _LEFT_REACH_CHARS) : match.start()]
    is_beside = _DAY_RIGHT.match(context.text, match.end())
    day = _told_day(context)
    if not day or is_beside or not _AT_LEFT.search(before):
        return None
    if match[0].lower() in ("noon", "midday"):
        return dates.at_minute(day, 12, 0)
    return dates.on_day(day)


def _told_day(context: Context) -> date | None:
    """Return the day told of, unless it is still to come and the words are of the past."""
    day = context.told
    if day and context.published and day > context.published and not context.future:
        return None
    return day


def at_clock(day: date, clock: "re.Match[str]") -> When:
    """Return the minute of the day that the groups of `CLOCK` and `CLOCK_TAIL` tell."""
    is_utc = re.search(r"gmt|utc", clock["zone"] or "", re.IGNORECASE) is not None
    if clock["hour24"]:
        return dates.at_minute(day, int(clock["hour24"]), int(clock["minute24"]), is_utc=is_utc)
    hour = int(clock["hour"])
    if hour <= 12:
        hour = hour % 12 + (12 if clock["half"][0].lower() == "p" else 0)
    return dates.at_minute(day, hour, int(clock["minute"] or 0), is_utc=is_utc)
