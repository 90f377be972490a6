"""The words that times are made of, as pieces of regular expressions and what they count for."""

import re

MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
WEEKDAYS = {
    name: number
    for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
}  # fmt: skip
UNIT_DAYS = {
    "day": 1,
    "night": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "year": 365,
    "decade": 3652,
}
_SMALL = {
    name: number
    for number, name in enumerate(
        (
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
            "eighteen", "nineteen", "twenty",
        ),
        1,
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50}  # fmt: skip

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_DAYS = {name: number for number, name in enumerate(_ORDINALS, 1)} | {"thirtieth": 30}
_DAYS |= {f"twenty-{name}": 20 + number for number, name in enumerate(_ORDINALS[:9], 1)}
_DAYS |= {"thirty-first": 31}
DECADES = {
    name: number * 10
    for number, name in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), 2
    )
}

MONTH = (
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"\b|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?)\b"
)
FULL_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
ORDINAL = r"(?:st|nd|rd|th)?"
# "twenty-first" as a day of a month
DAY_WORD = "(?:" + "|".join(sorted(_DAYS, key=len, reverse=True)).replace("-", "[- ]") + ")"
YEAR = r"(?:1[89]\d\d|20\d\d)(?![\d,.]*\d|[-\u2013]?(?:year|y))\b"
SHORT_YEAR = r"(?:['\u2019]\d\d\b|[4-9]\d(?=\s*(?:[\])\-\u2013.;,]|$)))"
SEP = r"\s*(?:[-\u2013\u2014]|\bto\b|\band\b|\buntil\b|\bthrough\b|\bor\b)\s*"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
DAY_PART = (
    r"(?:early\s+|late\s+|mid-?)?(?:morning|afternoon|evening|night|midday|noon|midnight|dawn|dusk)"
)
UNIT = r"(?:minute|hour|day|night|week|fortnight|month|year|decade)"
COUNT = r"(?:\d{1,4}|" + "|".join(sorted(_SMALL, key=len, reverse=True)) + r")"
VAGUE = r"(?:several|many|(?:a\s+)?few|some|a\s+couple\s+of|(?:a\s+)?couple)"
_ZONE_OF_FOUR = r"(?:gmt|utc)\b|local\b"
CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap]\.\s?m\b\.?|[ap]\s?m\b)|"
    rf"(?P<hour24>[01]?\d|2[0-3])(?:[:h]|(?=[0-5]\d\s?(?:hours|hrs|{_ZONE_OF_FOUR})\b))"
    r"(?P<minute24>[0-5]\d)(?!\d)(?:\s?(?:hours|hrs|h)\b)?"
)
ZONE = rf"(?:local\s+time|{_ZONE_OF_FOUR}|(?-i:[A-Z]{{1,4}}T)\b)"
# the zone of a clock time, and the same time in another zone: "PKT (05:30 UTC)"
CLOCK_TAIL = (
    rf"(?:\s?(?P<zone>\(?{ZONE}\)?))?"
    rf"(?:\s?[(/]\s?[\d:.]{{4,5}}\s?(?:[ap]\.?m\.?)?\s?(?:{ZONE}|hrs)\)?)?"
)


def day_of(words: str) -> int:
    """Return the day of the month that digits or an ordinal word name."""
    return int(words) if words.isdecimal() else _DAYS[words.lower().replace(" ", "-")]


def number_of(words: str) -> int | None:
    """Return what the number words count, or null where they are vague ("several")."""
    words = re.sub(r"\s+", " ", words.lower())
    if words in ("a couple of", "a couple", "couple"):
        return 2
    return int(words) if words.isdecimal() else _SMALL.get(words)
