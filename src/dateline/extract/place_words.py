"""The word lists around place names, read once from `gazetteer_data/place_words.toml`."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.extract.gazetteer import Feature

TOWNS = frozenset(
    {Feature.CAPITAL, Feature.SEAT, Feature.TOWN, Feature.VILLAGE, Feature.NEIGHBOURHOOD}
)
_KINDS = {
    "country": frozenset({Feature.COUNTRY}),
    "first": frozenset({Feature.ADMIN1, Feature.REGION}),
    "second": frozenset({Feature.ADMIN2, Feature.ADMIN1}),
    "town": TOWNS,
    "any": frozenset[Feature](),
}
NAME = r"[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2}"
WAY = (
    r"(?P<way>(?:north|south)(?:[- ]?(?:north|south))?(?:[- ]?(?:east|west))?(?:ern|wards?)?"
    r"|(?:east|west)(?:[- ](?:north|south)[- ]?(?:east|west))?(?:ern|wards?)?)"
)
WORD_CHARS = 24
RESPELLED_TWICE = 2
_POINT = re.compile(r"north|south|east|west")
_DEGREES = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}


@cache
def place_words() -> Mapping[str, Any]:
    """Return the data file as it stands."""
    source = files("dateline.extract").joinpath("gazetteer_data", "place_words.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def kinds() -> Mapping[str, frozenset[Feature]]:
    """Return which features a word for a kind of place calls for; none when any will do."""
    return {word: _KINDS[kind] for kind, words in place_words()["kinds"].items() for word in words}


@cache
def countries_with(kind: str) -> frozenset[str]:
    """Return the countries that alone have areas of a kind such as *oblast*; none if many have."""
    return frozenset(place_words()["local_kinds"].get(kind, "").split())


@cache
def peoples() -> Mapping[str, str | None]:
    """Return the country of every adjective and people's name; null for a people of many."""
    found: dict[str, str | None] = dict.fromkeys(words_of("other_peoples", "words"))
    for country, words in place_words()["peoples"].items():
        found |= dict.fromkeys(words.split(), country)
    return {word.replace("-", joint): found[word] for word in found for joint in ("-", " ")}


@cache
def claimed_by(country: str) -> frozenset[str]:
    """Return the countries that a state or its press may count as its own."""
    return frozenset(place_words()["claimed"].get(country, "").split())


@cache
def words_of(table: str, key: str) -> frozenset[str]:
    """Return one list of the data file."""
    words = place_words()[table][key]
    return frozenset(words.split() if isinstance(words, str) else words)


@cache
def other_names() -> Mapping[str, str]:
    """Return names of news, in small letters, with the spelling that the gazetteer has."""
    return {name.lower(): known for name, known in place_words()["other_names"].items()}


def respell(name: str) -> Iterator[str]:
    """Yield other spellings of a name, each once: by one rule, then by two."""
    seen = {small := name.lower()}
    spellings = [small]
    for _ in range(RESPELLED_TWICE):
        found = []
        for spelling in spellings:
            for pattern, replacement in _spelling_rules():
                other = pattern.sub(replacement, spelling)
                if other not in seen:
                    seen.add(other)
                    found.append(other)
                    yield other
        spellings = found


@cache
def _spelling_rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rule), other) for rule, other in place_words()["respelled"]["rules"])


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, longest_first)) + ")"


def last_word(words: str) -> str:
    """Return the word that a text ends in, before white space; empty when it is cut."""
    parts = words[-WORD_CHARS:].rsplit(None, 1)
    return parts[-1] if parts and words[-1:].isspace() else ""


def bearing_of(way: str | None) -> float | None:
    """Return the degrees of a direction such as `south-east` or `south-southwest`, or null."""
    points = [_DEGREES[point] for point in _POINT.findall((way or "").lower())]
    if not points:
        return None
    bearing = points[-1]
    for point in reversed(points[:-1]):
        bearing = (bearing + _turn(bearing, point) / 2) % 360.0
    return bearing


def _turn(start: float, end: float) -> float:
    return (end - start + 180.0) % 360.0 - 180.0
