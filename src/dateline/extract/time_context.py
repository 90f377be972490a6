"""What a time is read against, and the year, month or day that follows from it.

News tells of the past, so a day without a year is the latest such day up to publication, but:

- a weekday beside it ("Saturday 23 August") takes the nearest year in which the two agree;
- what is to come ("will", "scheduled", "next") takes the next such day;
- what was to come ("planned", "intended", "would") takes the nearest, before or after;
- nothing said, up to seven days after publication win over the same day a year before: a report
  that means last year's day says so, one on what is near does not. "Was killed" and its like allow
  only the day after, which is today east of the newsroom.

What only counts from a day that nobody knows ("on Tuesday" without a publication time) stays
unknown: a year is never guessed.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.extract import dates
from dateline.records.time import TimePrecision, When

_FUTURE_REACH_CHARS = 120
_SAID = (
    r"(?!.*\b(?:said|told|announced|reported|added|says|wrote|warned|confirmed|released|letter|"
    r"statement)\b)"
)
_FUTURE = re.compile(
    r"\b(?:will|shall|scheduled|due (?:on|in|by|for)|plans? to|set (?:to|for)|going to|upcoming|"
    r"slated|next|should be|(?:is|are) (?:to|expected|planned)|ahead of|"
    r"(?:may|can|must|is|are|runs?|lasts?|remains?|stays?|valid|open|closed|ordered|remanded|adjourned|"
    r"postponed|forbidden|banned|extended|continues?|goes\s+on)\b[^,;]*\b(?:until|till|by)\s+\Z)"
    + _SAID,
    re.IGNORECASE,
)
_WAS_FUTURE = re.compile(
    r"\b(?:would|planned|intend(?:ed|s|ing)?|expected|"
    r"(?:was|were|hoped|planning|plotted|plotting|wanted) to)\b" + _SAID,
    re.IGNORECASE,
)
_WAS = re.compile(r"\b(?:was|were|been)\s+\w+ed\b", re.IGNORECASE)
_FUTURE_AFTER = re.compile(
    r"(?:['\u2019]s\s+(?:[\w-]+\s+){1,4}?|\s+)(?:will|shall|(?:is|are)\s+to)\b", re.IGNORECASE
)
# "On Wednesday the relatives will walk": the clause that the time opens
_OPENS_CLAUSE = re.compile(r"\s*(?:(?:and|but)\s+)?(?:on|by|from)\s+(?:the\s+)?\Z", re.IGNORECASE)
_WILL_AFTER = re.compile(
    r",?\s+(?:(?!(?:said|told|says|who|which|that|when)\b)[\w'\u2019-]+\s+){1,5}?(?:will|shall)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?\Z", re.IGNORECASE)
_AHEAD_DAYS = 7
_NEAREST_DAYS = 182  # half a year
_BACK = ("last", "previous", "past")


@dataclass(frozen=True, slots=True)
class Context:
    """What a form is read against, and the words before it that change what it means.

    `told` is the last single day told of shortly before, `told_year` the last year; `start` and
    `end` are where the words begin and end; `mod` is `early`, `mid`, `late` or empty; `rel` a word
    such as `last` or empty.
    """

    text: str
    published: date | None = None
    told: date | None = None
    told_year: int | None = None
    start: int = 0
    end: int = 0
    mod: str = ""
    rel: str = ""

    @property
    def future(self) -> bool:
        """Say whether the words around speak of what is, or was, still to come."""
        return self.is_to_come or bool(_WAS_FUTURE.search(self._before))

    @property
    def is_to_come(self) -> bool:
        """Say whether the words around speak of what is still to come."""
        if self.rel in ("next", "coming") or _FUTURE.search(self._before):
            return True
        if _FUTURE_AFTER.match(self.text, self.end):
            return True
        opens = _OPENS_CLAUSE.fullmatch(self._before)
        return bool(opens and _WILL_AFTER.match(self.text, self.end))

    @property
    def _before(self) -> str:
        """Return the words of the sentence that stand shortly before."""
        before = self.text[max(0, self.start - _FUTURE_REACH_CHARS) : self.start]
        return re.split(r"[.!?;\n]", before)[-1]

    def day(self, month: int, day: int, year: int | None = None, named: int | None = None) -> When:
        """Return a day, of the year that the context allows; `named` is a weekday beside it.

        Raises:
            ValueError: no year near has such a day.
        """
        if year:
            return dates.on_day(date(year, month, day))
        if not self.published:
            return dates.on_yearless_day(month, day)
        found = dates.last_on_or_before(self.latest_told, month, day)
        if named is not None and found.weekday() != named:
            found = dates.nearest_on_weekday(self.published, month, day, named) or found
        return dates.on_day(found)

    @property
    def latest_told(self) -> date:
        """Return the last day that a day without a year can be; publication must be known."""
        ahead = _AHEAD_DAYS if not _WAS.search(self._before) else 1  # east of the newsroom
        if self.rel in _BACK:
            ahead = -1
        elif _SINCE.search(self._before):
            ahead = 0
        elif self.is_to_come:
            ahead = 365
        elif self.future:
            ahead = _NEAREST_DAYS
        return (self.published or date.min) + timedelta(days=ahead)

    def year_of(self, rel: str) -> int | None:
        """Return what year "this", "last", "next" or "that" year is, null where it is unknown."""
        if rel.lower().split()[-1] in ("that", "same"):
            return self.told_year
        if not self.published:
            return None
        return self.published.year + {"last": -1, "next": 1}.get(rel.lower(), 0)

    def month(self, month: int, year: int | None = None) -> When:
        """Return a month or the early, middle or late third of it."""
        if not year and self.published:
            year = self.published.year
            if self.future:
                year += month < self.published.month + (self.rel == "next")
            else:
                passed = self.published.month - (self.rel in _BACK)
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
        if self.rel in _BACK:
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
