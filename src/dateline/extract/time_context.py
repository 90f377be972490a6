"""What a time is read against, and the year, month or day that follows from it.

News tells of the past, so a day without a year is the latest such day up to publication unless the
words before it speak of the future. What only counts from a day that nobody knows ("on Tuesday"
without a publication time) stays unknown: a year is never guessed.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.extract import dates
from dateline.records.time import TimePrecision, When

_FUTURE_REACH_CHARS = 120
_FUTURE = re.compile(
    r"\b(?:will|shall|would|scheduled|due (?:on|in|by|for)|planned|plans? to|expected|"
    r"set (?:to|for)|going to|upcoming|slated|next|(?:is|are) to|ahead of)\b"
    r"(?!.*\b(?:said|told|announced|reported|added|says)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a form is read against, and the words before it that change what it means.

    `told` is the last single day told of shortly before; `start` where the words begin; `mod` is
    `early`, `mid`, `late` or empty; `rel` a word such as `last` or empty.
    """

    text: str
    published: date | None = None
    told: date | None = None
    start: int = 0
    mod: str = ""
    rel: str = ""

    @property
    def future(self) -> bool:
        """Say whether the words before speak of what is still to come."""
        if self.rel in ("next", "coming"):
            return True
        before = self.text[max(0, self.start - _FUTURE_REACH_CHARS) : self.start]
        return bool(_FUTURE.search(re.split(r"[.!?;\n]", before)[-1]))

    def day(self, month: int, day: int, year: int | None = None) -> When:
        """Return a day, of the year that the context allows."""
        if year:
            return dates.on_day(date(year, month, day))
        if not self.published:
            return dates.on_yearless_day(month, day)
        if self.future:
            limit = self.published + timedelta(days=365)
        else:
            limit = self.published + timedelta(days=1)  # east of the newsroom it is tomorrow
        return dates.on_day(dates.last_on_or_before(limit, month, day))

    def month(self, month: int, year: int | None = None) -> When:
        """Return a month or the early, middle or late third of it."""
        if not year and self.published:
            year = self.published.year
            if self.future:
                year += month < self.published.month + (self.rel == "next")
            else:
                passed = self.published.month - (self.rel in ("last", "past", "previous"))
                year -= month > passed
        if not year or not self.mod:
            return dates.in_month(year, month)
        last = dates.end_of_month(year, month).day
        first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}[self.mod]
        return dates.between_days(date(year, month, first), date(year, month, last))

    def year(self, year: int) -> When:
        """Return a year or the early, middle or late third of it."""
        if not self.mod:
            return dates.in_year(year)
        return dates.in_months(year, *{"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[self.mod])

    def weekday(self, weekday: int) -> When:
        """Return the latest such weekday up to publication, or the next where the words say so."""
        if not self.published:
            return dates.UNKNOWN
        back = (self.published.weekday() - weekday) % 7
        if self.rel == "this":
            return dates.on_day(dates.week_of(self.published)[0] + timedelta(days=weekday))
        if self.future:
            return dates.on_day(self.published + timedelta(days=-back % 7 or 7 * bool(self.rel)))
        if self.rel in ("last", "previous", "past"):
            back = back or 7
        return dates.on_day(self.published - timedelta(days=back))

    def from_published(self, days: int) -> When:
        """Return the day so many days after publication."""
        if not self.published:
            return dates.UNKNOWN
        return dates.on_day(self.published + timedelta(days=days))

    def unit(self, rel: str, unit: str) -> When:
        """Return the last, this or next week, weekend, month or year."""
        if not (day := self.published):
            return dates.UNKNOWN
        step = {"this": 0, "next": 1, "coming": 1, "following": 1}.get(rel, -1)
        if unit in ("week", "weekend"):
            monday, sunday = dates.week_of(day + timedelta(days=7 * step))
            first = sunday - timedelta(days=1) if unit == "weekend" else monday
            return dates.between_days(first, sunday, TimePrecision.WEEK if unit == "week" else None)
        if unit == "month":
            year, month = dates.add_months(day, step)
            return self.month(month, year)
        return self.year(day.year + step)
