"""Times: when something happened, as exactly as the words say and no more."""

from dataclasses import dataclass
from enum import StrEnum


class TimePrecision(StrEnum):
    """How wide the answer is, from a minute of a day to a span of years."""

    MINUTE = "minute"
    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    YEARS = "years"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time in EDTF (level 1), with the earliest and latest day it can mean.

    `earliest` and `latest` are ISO dates, both included, or null when the year is not known
    (`XXXX-07-29` has neither): a year is never guessed.
    """

    edtf: str
    earliest: str | None
    latest: str | None
    precision: TimePrecision
