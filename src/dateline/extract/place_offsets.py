"""How a happening lies to the place named: `40 km north of`, `near`, `an hour's drive from`.

Also the part of an area that is meant: `northern Mali`, `the south of Helmand`.
"""

import re
from dataclasses import dataclass
from functools import cache

from dateline.extract.place_words import (
    WAY,
    bearing_of,
    kinds,
    last_word,
    one_of,
    place_words,
    words_of,
)

NEAR_M = 10_000.0
WAY_M = 25_000.0  # `north of the town` and no distance
COAST_M = 50_000.0
ROAD_M = 50_000.0
TRAVEL_SHARE = 0.35
EXACT_SHARE = 0.3  # how far a distance told is off, at most
LEAST_SLACK_M = 5_000.0
DAY_HOURS = 8.0
LEAD_CHARS = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """How the happening lies to the place named: away by `distance_m`, towards `bearing` degrees.

    A null bearing means any direction. `slack_m` is how far off the words may be, without the
    distance itself: `near the town` is 0 m away, with slack.
    """

    distance_m: float
    bearing: float | None
    slack_m: float = NEAR_M


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The part of an area that words point to; a null bearing is its middle."""

    bearing: float | None


def offset_before(before: str) -> Offset | None:
    """Return what the words that end right before a name say of the way there, or null."""
    words = _patterns()
    lead, last = before, last_word(before).lower()
    if last in _TO_NAME:
        lead = words.to_name.sub("", before)
        last = last_word(lead).lower()
    if last not in words.last_words:
        return None
    if last in _AWAY:
        is_counted = words.unit.search(lead)
        match = words.distance_last.search(lead) if is_counted else words.travel_last.search(lead)
        if match:
            return _read_distance(match) if is_counted else _read_travel(match)
    for pattern, read in (
        (words.coast_last, _read_coast),
        (words.road_last, _read_road),
        (words.near_last, _read_near),
    ):
        match = pattern.search(lead, max(0, len(lead) - LEAD_CHARS))
        if match:
            return read(match)
    return None


def offset_inside(name: str) -> tuple[str, Offset | None]:
    """Return a mention without the words for its offset, such as `near Mosul`, and the offset."""
    words = _patterns()
    for pattern, read in (
        (words.distance, _read_distance),
        (words.travel, _read_travel),
        (words.coast, _read_coast),
        (words.near, _read_near),
    ):
        match = pattern.match(name)
        if match and match.end() < len(name):
            return words.to_name_first.sub("", name[match.end() :]), read(match)
    return name, None


def offset_after(after: str) -> Offset | None:
    """Return the offset of `the X area`, `X's southern suburbs` and `the X road`, or null."""
    if _ROAD_AFTER.match(after):
        return Offset(distance_m=0.0, bearing=None, slack_m=ROAD_M)
    return Offset(distance_m=0.0, bearing=None) if _patterns().after.match(after) else None


def offset_between(gap: str) -> Offset | None:
    """Return how the name before the gap lies to the one after it: `X, 20 km north of Y`."""
    words = _patterns()
    lead = words.gap_start.sub("", gap, count=1)
    lead = words.to_name.sub("", f" {lead}").lstrip()
    for pattern, read in (
        (words.distance, _read_distance),
        (words.travel, _read_travel),
        (words.near, _read_near),
    ):
        match = pattern.fullmatch(lead)
        if match:
            return read(match)
    return None


def part_before(before: str) -> Part | None:
    """Return the part that `northern ` or `the south of ` before a name points to, or null."""
    last = last_word(before).lower()
    if last in _TO_NAME:
        match = _PART_OF_LAST.search(before)
    elif last.startswith(_PART_STARTS):
        match = _PART_LAST.search(before)
    else:
        return None
    return _part(match) if match else None


def part_inside(name: str) -> Part | None:
    """Return the part that `northern Mali`, or `north` beside a country, speaks of, or null."""
    match = _PART_FIRST.match(name) or _PART_ALONE.fullmatch(name)
    return _part(match) if match else None


def _part(match: re.Match[str]) -> Part:
    return Part(bearing=bearing_of(match["way"]))


def _read_distance(match: re.Match[str]) -> Offset:
    unit = match["unit"].lower()
    metres = place_words()["distances"]["metres"]
    away = _number(match) * (metres.get(unit) or metres[unit.removesuffix("s")])
    bearing = bearing_of(match["way"])
    share = EXACT_SHARE if bearing is not None else 0.0
    return Offset(distance_m=away, bearing=bearing, slack_m=max(share * away, LEAST_SLACK_M))


def _read_travel(match: re.Match[str]) -> Offset:
    speed = place_words()["distances"]["hourly_metres"][match["means"].lower()]
    hours = {"hour": 1.0, "minu": 1 / 60, "day": DAY_HOURS, "days": DAY_HOURS}
    away = _number(match) * hours[match["span"].lower()[:4]] * speed
    return Offset(
        distance_m=away,
        bearing=bearing_of(match["way"]),
        slack_m=max(TRAVEL_SHARE * away, LEAST_SLACK_M),
    )


def _read_coast(_: re.Match[str]) -> Offset:
    return Offset(distance_m=0.0, bearing=None, slack_m=COAST_M)


def _read_road(_: re.Match[str]) -> Offset:
    return Offset(distance_m=0.0, bearing=None, slack_m=ROAD_M)


def _read_near(match: re.Match[str]) -> Offset:
    bearing = bearing_of(match["way"])
    return Offset(distance_m=0.0, bearing=bearing, slack_m=NEAR_M if bearing is None else WAY_M)


def _number(match: re.Match[str]) -> float:
    low, high = (_value(match[key]) for key in ("number", "upto"))
    return low if not match["upto"] else (low + high) / 2


def _value(words: str | None) -> float:
    told = (words or "1").lower()
    if told[0].isdigit():
        return float(told.replace(",", ""))
    numbers: dict[str, float] = place_words()["distances"]["numbers"]
    return float(numbers[" ".join(told.split())])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """`…_last` ends right before a name, the others begin a mention."""

    last_words: frozenset[str]
    unit: re.Pattern[str]
    distance: re.Pattern[str]
    distance_last: re.Pattern[str]
    travel: re.Pattern[str]
    travel_last: re.Pattern[str]
    coast: re.Pattern[str]
    coast_last: re.Pattern[str]
    near: re.Pattern[str]
    near_last: re.Pattern[str]
    road_last: re.Pattern[str]
    after: re.Pattern[str]
    to_name: re.Pattern[str]
    to_name_first: re.Pattern[str]
    gap_start: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    lists = place_words()
    near, coast = lists["near"]["words"], lists["near"]["coast"]
    kind = one_of(word for word in lists["kinds"]["town"] if not word.startswith("suburb"))
    town = rf"(?:(?:the|an?)\s+(?:[\w-]+\s+){{0,2}}?)?{kind}\s+of\s+(?:the\s+)?"
    distance, travel = _distance_words(), _travel_words()
    off = (
        rf"(?:{one_of(coast)}|off\s+(?:the\s+)?(?:[\w-]+\s+)?(?:coast|shores?)\s+of)\s+(?:the\s+)?"
    )
    by = rf"(?:{one_of(near)}|(?:just\s+|due\s+)?(?<!in the ){WAY}\s+of)\s+(?:the\s+)?"
    tails = {phrase.split()[-1] for phrase in (*near, *coast)} | {"of", "from", "to", "off", "into"}
    return _Patterns(
        last_words=frozenset(tails | {"towards"}),
        unit=re.compile(rf"[\d\s-]{one_of(lists['distances']['units'])}\b", re.IGNORECASE),
        distance=re.compile(distance, re.IGNORECASE),
        distance_last=re.compile(rf"(?<![\w.,]){distance}$", re.IGNORECASE),
        travel=re.compile(travel, re.IGNORECASE),
        travel_last=re.compile(rf"\b{travel}$", re.IGNORECASE),
        coast=re.compile(off, re.IGNORECASE),
        coast_last=re.compile(rf"\b{off}$", re.IGNORECASE),
        near=re.compile(by, re.IGNORECASE),
        near_last=re.compile(rf"(?<!\w){by}$", re.IGNORECASE),
        road_last=re.compile(
            rf"\b{one_of(words_of('roads', 'words'))}\s+(?:leading\s+|heading\s+|running\s+)?"
            r"(?:to|towards|from|out\s+of|into)\s+$",
            re.IGNORECASE,
        ),
        after=re.compile(
            rf"(?:['’]s?)?\s+(?:(?:{WAY})\s+)?{one_of(lists['near']['after'])}\b(?!\s+of\b)",
            re.IGNORECASE,
        ),
        to_name=re.compile(rf"(?<=\s){town}$|(?<=\s)the\s+$", re.IGNORECASE),
        to_name_first=re.compile(rf"^{town}", re.IGNORECASE),
        gap_start=re.compile(
            rf"^(?:\s+{one_of(kinds())}\b)?\s*[,(]?\s*"
            r"(?:which\s+(?:is|lies)\s+|(?:located|situated|lying|lies|just)\s+)?"
            rf"(?:(?:an?|the)\s+(?:[\w-]+\s+){{0,2}}?{one_of(kinds())}\s+)?(?:on\s+|at\s+)?",
            re.IGNORECASE,
        ),
    )


def _number_words() -> str:
    words = one_of(place_words()["distances"]["numbers"]).replace(r"\ ", r"\s+")
    digits = r"\d[\d,.]*\d|\d"
    return (
        r"(?:(?:about|around|some|nearly|roughly|almost|just|only|over|approximately|an\s+estimated|"
        r"less\s+than|more\s+than|barely|within|up\s+to|the)\s+)*"
        rf"(?P<number>{digits}|{words})(?:\s*(?:-|–|to|or)\s*(?P<upto>{digits}|{words}))?(?:-odd)?"
    )


def _distance_words() -> str:
    return (
        rf"{_number_words()}\s*-?(?P<unit>{one_of(place_words()['distances']['units'])})\b"
        rf"(?:\s*\([^)]*\))?(?:\s+(?:away|inland|down|up|further|due)\b)*"
        rf"(?:,?\s+(?:to\s+the\s+|due\s+|just\s+)?{WAY})?"
        r"\s+(?:of|from|away\s+from|outside|off|beyond|short\s+of|inside)\s+(?:the\s+)?"
    )


def _travel_words() -> str:
    means = one_of(place_words()["distances"]["hourly_metres"]).replace(r"\ ", r"\s+")
    return (
        rf"{_number_words()}[\s-]+(?P<span>hour|minute|day)s?(?:['’]s?)?[\s-]+(?P<means>{means})"
        rf"(?:\s+(?:to\s+the\s+|due\s+)?{WAY})?\s+(?:of|from|away\s+from|outside)\s+(?:the\s+)?"
    )


_TO_NAME = frozenset({"of", "the"})
_AWAY = frozenset("of from outside off beyond inside".split())
_PART_STARTS = ("north", "south", "east", "west", "central")
_PART_WORDS = (
    r"(?:far\s+|extreme\s+)?"
    r"(?P<way>(?:north|south)[- ]?(?:east|west)?(?:ern)?|(?:east|west)(?:ern)?|central)"
)
_PART_LAST = re.compile(rf"\b{_PART_WORDS}\s+$", re.IGNORECASE)
_ROAD_AFTER = re.compile(r"\s+(?:road|highway)\b")
_PART_OF_LAST = re.compile(
    rf"\b(?:in|across|throughout|from)\s+the\s+{_PART_WORDS}\s+(?:parts?\s+)?of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PART_ALONE = re.compile(rf"(?:the\s+)?{_PART_WORDS}", re.IGNORECASE)
_PART_FIRST = re.compile(
    rf"(?:the\s+)?{_PART_WORDS}\s+(?:(?:parts?\s+)?of\s+)?(?:the\s+)?(?=\w)", re.IGNORECASE
)
