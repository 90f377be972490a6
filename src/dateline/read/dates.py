"""Publication dates: read from the words of a page, refused when no page can mean them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

FIRST_YEAR = 1900
CLOCK_SLACK = timedelta(days=2)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_CLOCK = (
    r"(?:(?:T|,?\s+(?:at\s+)?|\s*[-|@]\s*)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"(?:[.,]\d+)?\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?"
)
_FORMS = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>\d{4,})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})(?P<number>\d\d)(?P<day>\d\d)(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH},?[\s-]+(?P<year>\d{{4,}})",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4,}})",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a page's words: ISO 8601, or null with `refused` when no page can mean it."""

    iso: str | None
    quote: str
    refused: str | None = None


def parse_date(words: str, latest: date) -> FoundDate | None:
    """Return the first full date in the words, or null when there is none.

    Days and months given only in figures, such as 08/09/2015, are not read: nothing says which is
    which. The time of day is kept when the words give one, its zone too.

    Args:
        words: a date as a page gives it, such as `Aug 20, 2015` or `2015-08-20T10:00:00Z`.
        latest: the last day on which the page can have been published.
    """
    for form in _FORMS:
        match = form.search(words)
        if match:
            return _found(match, latest)
    return None


def is_date_line(words: str) -> re.Match[str] | None:
    """Return the match when the words are one full date and nothing else."""
    return next((match for form in _FORMS if (match := form.fullmatch(words.strip()))), None)


def stands_on_page(day: date, page_text: str) -> bool:
    """Say whether the page's own characters hold this day, in figures or around a month's name."""
    year, month, number = f"{day.year:04}", f"0?{day.month}", f"0?{day.day}"
    figures = (
        rf"{year}[-/._]?{month}[-/._]?{number}",
        rf"{number}[-/.]{month}[-/.]{year}",
        rf"{month}[-/.]{number}[-/.]{year}",
        rf"{number}[^\d<>]{{2,16}}{year}",
        rf"[^\W\d]{{3,12}}\.?\s+{number}(?:st|nd|rd|th)?,?\s+{year}",
        rf"{year}[^\d<>]{{1,4}}{month}[^\d<>]{{1,4}}{number}",
    )
    return any(re.search(rf"(?<!\d){form}(?!\d)", page_text) for form in figures)


def latest_day(fetched_at: str | None) -> date:
    """Return the last day on which a page fetched then, or now, can have been published."""
    seen = datetime.now(tz=UTC).date()
    if fetched_at:
        seen = min(seen, date.fromisoformat(fetched_at[:10]))
    return seen + CLOCK_SLACK


def _found(match: re.Match[str], latest: date) -> FoundDate:
    quote = match[0].strip()
    found = match.groupdict()
    month = found.get("number") or _MONTHS.index(found["month"][:3].lower()) + 1
    try:
        day = date(int(found["year"]), int(month), int(found["day"]))
    except (ValueError, OverflowError):
        return FoundDate(iso=None, quote=quote, refused="there is no such day")
    if day.year < FIRST_YEAR:
        return FoundDate(iso=None, quote=quote, refused=f"it lies before {FIRST_YEAR}")
    if day > latest:
        return FoundDate(iso=None, quote=quote, refused="it lies in the future")
    return FoundDate(iso=day.isoformat() + _clock(found), quote=quote)


def _clock(found: dict[str, str | None]) -> str:
    if found["hour"] is None:
        return ""
    hour = int(found["hour"])
    half = (found["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or int(found["minute"] or 0) > 59:
        return ""
    clock = f"T{hour:02}:{found['minute']}" + (f":{found['second']}" if found["second"] else "")
    zone = (found["zone"] or "").upper()
    if zone in {"Z", "UTC", "GMT"}:
        return clock + "Z"
    if zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:] or '00'}"
    return clock + zone
