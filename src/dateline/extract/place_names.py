"""What the words in and around a place mention say of it: its kind, what holds it, how far off.

`village of Gwoza`, `Muzaffargarh district`, `40 km north of Mosul`, `northern Syria`.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.extract.gazetteer import Candidate, Feature, Gazetteer
from dateline.records.span import Span

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
_BEARINGS = {"north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180}
_BEARINGS |= {"southwest": 225, "west": 270, "northwest": 315}
_METRES = {"km": 1000.0, "kilo": 1000.0, "mile": 1609.3, "mi": 1609.3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """How the happening lies to the place named: away by `distance_m`, towards `bearing` degrees.

    `near the town` is an offset of 0 m; a null bearing means any direction.
    """

    distance_m: float
    bearing: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """A place mention as read: what may be meant, before any choice among the candidates.

    `wanted` are the features that a word such as *district* calls for; empty when none does.
    `holder` is the index of the mention that holds this one (`Gwoza, Borno`), `held_by` what the
    holder can mean when it stands inside the mention itself.
    """

    span: Span
    words: str
    candidates: tuple[Candidate, ...]
    wanted: frozenset[Feature] = frozenset()
    offset: Offset | None = None
    holder: int | None = None
    held_by: tuple[Candidate, ...] = ()


def read_place_names(
    text: str, spans: Sequence[Span], gazetteer: Gazetteer
) -> tuple[PlaceName, ...]:
    """Return one reading for each span, in the order given.

    Args:
        text: the whole text that the spans count into.
        spans: place mentions in text order; they must not overlap.
        gazetteer: where the names are looked up.
    """
    return tuple(
        _read_one(text, span, gazetteer, _holder_of(text, spans, index))
        for index, span in enumerate(spans)
    )


def find_peoples(text: str) -> Mapping[str, int]:
    """Count the words for a people or its country in a text, by ISO country code."""
    counts: dict[str, int] = {}
    words = _words()
    for word in _CAPITALISED.findall(text):
        country = words.peoples.get(word)
        if country:
            counts[country] = counts.get(country, 0) + 1
    return counts


def _read_one(text: str, span: Span, gazetteer: Gazetteer, holder: int | None) -> PlaceName:
    words = span.quote(text)
    before, after = text[max(0, span.start - 48) : span.start], text[span.end : span.end + 60]
    name, offset, wanted = words.strip(" ,.;:\"'“”‘’()"), None, _NONE
    held_by: tuple[Candidate, ...] = ()
    candidates = _find_exactly(name, gazetteer)
    if not candidates:
        name, offset = _take_offset(name)
        name, candidates, wanted = _find(name, gazetteer)
        parts = _HOLDER_INSIDE.split(name, maxsplit=1)
        if not candidates and len(parts) == 2:
            name, candidates, wanted = _find(parts[0], gazetteer)
            held_by = _find(parts[1], gazetteer)[1]
    kind = _KIND_NEXT_WORD.match(after)
    if not candidates and kind and kind[1].lower() in _words().kinds:
        candidates = _find_exactly(f"{name} {kind[1]}", gazetteer)
    return PlaceName(
        span=span,
        words=name,
        candidates=candidates,
        wanted=wanted or _kind_around(before, after),
        offset=offset or _offset_before(before),
        holder=holder,
        held_by=held_by,
    )


def _find_exactly(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Look a name up as it stands; words without a capital, such as `the city`, are no name."""
    return gazetteer.find(name) if _CAPITAL.search(name) else ()


def _find(name: str, gazetteer: Gazetteer) -> tuple[str, tuple[Candidate, ...], frozenset[Feature]]:
    """Look a name up without the words for its kind, then without those that point within it."""
    candidates = _find_exactly(name, gazetteer)
    if candidates:
        return name, candidates, _NONE
    name, wanted = _take_kind(name)
    candidates = _find_exactly(name, gazetteer)
    while not candidates and (shorter := _words().adjective.sub("", name)) != name:
        name = shorter
        candidates = _find_exactly(name, gazetteer)
    return name, candidates, wanted


def _take_kind(name: str) -> tuple[str, frozenset[Feature]]:
    for pattern in (_words().kind_after, _words().kind_before):
        match = pattern.search(name)
        if match and match.end() - match.start() < len(name):
            return name[: match.start()] + name[match.end() :], _words().kinds[match[1].lower()]
    return name, _NONE


def _kind_around(before: str, after: str) -> frozenset[Feature]:
    words = _words()
    match = words.kind_next.match(after) or words.kind_last.search(before)
    if match:
        return words.kinds[match[1].lower()]
    match = words.kinds_listed.match(after)
    return words.kinds[words.singular[match[1].lower()]] if match else _NONE


def _take_offset(name: str) -> tuple[str, Offset | None]:
    for pattern in (_DISTANCE, _words().near):
        match = pattern.match(name)
        if match and match.end() < len(name):
            return name[match.end() :], _offset_of(match)
    return name, None


def _offset_before(before: str) -> Offset | None:
    for pattern in (_DISTANCE_LAST, _words().near_last):
        match = pattern.search(before)
        if match:
            return _offset_of(match)
    return None


def _offset_of(match: re.Match[str]) -> Offset:
    parts = match.groupdict()
    bearing = _BEARINGS.get((parts.get("way") or "").lower().replace("-", "").removesuffix("ern"))
    if not parts.get("number"):
        return Offset(distance_m=0.0, bearing=bearing)
    unit = next(
        metres for start, metres in _METRES.items() if parts["unit"].lower().startswith(start)
    )
    return Offset(distance_m=float(parts["number"].replace(",", "")) * unit, bearing=bearing)


def _holder_of(text: str, spans: Sequence[Span], index: int) -> int | None:
    """Return the mention that the words say holds this one, or null."""
    here = spans[index]
    if index + 1 < len(spans):
        gap = text[here.end : spans[index + 1].start]
        if len(gap) < 60 and _words().held_by_next.fullmatch(gap):
            return index + 1
    if index:
        gap = text[spans[index - 1].end : here.start]
        if len(gap) < 60 and _words().held_by_last.fullmatch(gap):
            return index - 1
    return None


_NONE: frozenset[Feature] = frozenset()
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ]")
_KIND_NEXT_WORD = re.compile(r"\s+([A-Za-z]+)\b")
_CAPITALISED = re.compile(r"\b[A-Z][a-zé]+(?:-[A-Z][a-z]+)?")
_WAY = r"(?P<way>(?:north|south)(?:-?(?:east|west))?(?:ern)?|(?:east|west)(?:ern)?)"
_DISTANCE_WORDS = (
    r"(?:(?:about|around|some|nearly|roughly)\s+)?(?P<number>\d[\d,.]*\d|\d)\s*-?"
    r"(?P<unit>km|kilomet(?:er|re)s?|miles?|mi)\b(?:\s*\([^)]*\))?(?:\s+(?:to\s+the\s+)?"
    + _WAY
    + r")?\s+(?:of|from|away\s+from|outside)\s+(?:the\s+)?"
)
_DISTANCE = re.compile(_DISTANCE_WORDS, re.IGNORECASE)
_OF_TOWN = r"(?:(?:the\s+)?(?:[\w-]+\s+)?(?:city|town|village)\s+of\s+|(?:the\s+)?)?"
_DISTANCE_LAST = re.compile(_DISTANCE_WORDS + _OF_TOWN + r"$", re.IGNORECASE)
_HOLDER_INSIDE = re.compile(r"\s*,\s*|\s+in\s+(?:the\s+)?|\s*\(\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    peoples: Mapping[str, str]
    kinds: Mapping[str, frozenset[Feature]]
    singular: Mapping[str, str]
    kind_before: re.Pattern[str]
    kind_after: re.Pattern[str]
    kind_next: re.Pattern[str]
    kind_last: re.Pattern[str]
    kinds_listed: re.Pattern[str]
    near: re.Pattern[str]
    near_last: re.Pattern[str]
    adjective: re.Pattern[str]
    held_by_next: re.Pattern[str]
    held_by_last: re.Pattern[str]


@cache
def _words() -> _Words:
    source = files("dateline.extract").joinpath("gazetteer_data", "place_words.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    kinds = {word: _KINDS[kind] for kind, words in data["kinds"].items() for word in words}
    plurals = {re.sub("y$", "ie", word) + "s": word for word in kinds}
    kind, near = _one_of(kinds), _one_of(data["near"]["words"])
    adjective = _one_of(data["adjectives"]["words"])
    name = r"[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2}"
    inside = rf"(?:\s+{kind})?(?:\s*,\s*|\s*\(|\s+in\s+|\s+of\s+)(?:the\s+)?(?:{adjective}\s+)*"
    return _Words(
        peoples={
            word.replace("-", " "): country
            for country, words in data["peoples"].items()
            for word in words.split()
        },
        kinds=kinds,
        singular=plurals,
        kind_before=re.compile(
            rf"^(?:[\w-]+\s+){{0,3}}({kind})\s+(?:of|at)\s+(?:the\s+)?", re.IGNORECASE
        ),
        kind_after=re.compile(rf"\s+({kind})$", re.IGNORECASE),
        kind_next=re.compile(rf"\s+({kind})\b", re.IGNORECASE),
        kind_last=re.compile(rf"\b({kind})\s+of\s+(?:the\s+)?$", re.IGNORECASE),
        kinds_listed=re.compile(rf"(?:,?\s+and\s+{name}|,\s+{name})*\s+({_one_of(plurals)})\b"),
        near=re.compile(rf"^(?:{near}|{_WAY}\s+of)\s+(?:the\s+)?", re.IGNORECASE),
        near_last=re.compile(rf"\b(?:{near}|{_WAY}\s+of)\s+{_OF_TOWN}$", re.IGNORECASE),
        adjective=re.compile(rf"^(?:the|{adjective})\s+", re.IGNORECASE),
        held_by_next=re.compile(rf"{inside}(?:{kind}\s+(?:of\s+)?)?(?:the\s+)?", re.IGNORECASE),
        held_by_last=re.compile(
            rf"['’]s?\s+(?:{adjective}\s+|[a-z]+\s+)?(?:{kind}\s+(?:of\s+)?)?", re.IGNORECASE
        ),
    )


def _one_of(words: Sequence[str] | Mapping[str, object]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"
