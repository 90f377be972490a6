"""Places: which place every mention means, with its radius, or why nobody can tell.

All names of a report are resolved together: a name means one place in one report, and the places of
a report lie near one another more often than not.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar
from urllib.parse import urlsplit

from dateline.extract.gazetteer import (
    AREA_FEATURES,
    Candidate,
    Feature,
    Gazetteer,
    fold_name,
    open_gazetteer,
)
from dateline.extract.place_names import TOWNS, Offset, PlaceName, find_peoples, read_place_names
from dateline.records.draft import Draft
from dateline.records.event import EventPlace
from dateline.records.mention import MentionKind
from dateline.records.place import Place, PlacePrecision
from dateline.records.span import Span

UNKNOWN = "not in the gazetteer"
EQUAL = "too many equal candidates"
FAR = "only known far from where the report happens"
# Scores are on a scale of powers of ten of people: a weight of 3 outweighs a thousandfold city.
WEIGHTS = {
    "country": 3.0,
    "admin1": 1.0,
    "holder": 4.0,
    "holds": 2.0,
    "kind": 3.0,
    "near": 1.0,
    "own_name": 0.8,
    "namesake": 1.5,
}
WIDE = (Feature.COUNTRY, Feature.REGION, Feature.ADMIN1)
NEAR_KM = 150.0
SAME_SPOT_KM = 50.0
INSIDE_SHARE = 0.8
EQUAL_MARGIN = 0.3
FAR_SHARE = 0.05
EQUAL_PRIOR = 3.0
FAR_PRIOR = 4.0
MIN_WEIGHT = 0.01
CHIEF_SHARE = 0.08
MEASURED_CANDIDATES = 100
ROUNDS = 2
MIN_NEAR_M = 10_000.0
MAX_OFFSET_M = 100_000.0  # further away the words only help the reader to find another place
EARTH_KM = 6371.0
METRES_PER_DEGREE = 111_320.0

SOLD_CODES = frozenset("AI CC CO EU FM IO ME NU TO TV WS".split())

_Key = TypeVar("_Key", str, int)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceStage:
    """Fills `Draft.places`: one for every place mention and one for the dateline, in text order."""

    gazetteer: Gazetteer | None = None  # null is the bundled one, opened once in each process
    name: str = "places"
    version: str = "1"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with its places; what cannot be resolved is there with a reason.

        Raises:
            GazetteerError: the bundled gazetteer cannot be opened.
        """
        gazetteer = open_gazetteer() if self.gazetteer is None else self.gazetteer
        for draft in drafts:
            spans = {
                mention.span for mention in draft.mentions if mention.kind == MentionKind.PLACE
            }
            dateline = draft.report.dateline
            if dateline and not any(span.overlaps(dateline.span) for span in spans):
                spans.add(dateline.span)
            places = resolve_places(
                draft.report.text,
                sorted(spans),
                gazetteer,
                dateline=dateline.span if dateline else None,
                published_in=country_of_site(draft.report.url),
            )
            yield replace(draft, places=places)


def resolve_places(
    text: str,
    spans: Sequence[Span],
    gazetteer: Gazetteer,
    *,
    dateline: Span | None = None,
    published_in: str | None = None,
) -> tuple[EventPlace, ...]:
    """Return what each place mention means, in the order given.

    Args:
        text: the whole report that the spans count into; its words are part of the evidence.
        spans: place mentions in text order.
        gazetteer: where names are looked up.
        dateline: the span of the report's dateline, whose country counts more than another's.
        published_in: ISO 3166-1 code of the outlet's country, where it is known.
    """
    names = read_place_names(text, spans, gazetteer)
    groups, group_of = _group_names(names, gazetteer)
    capital = next(
        (group_of[i] for i, span in enumerate(spans) if dateline and span.overlaps(dateline)), None
    )
    hints = {country: 0.5 + 0.25 * min(n, 6) for country, n in find_peoples(text).items()}
    if published_in:
        hints[published_in] = hints.get(published_in, 0.0) + 0.5
    report = _Report(groups=groups, hints=hints, gazetteer=gazetteer, dateline=capital)
    report.choose()
    answers = []
    for index, (name, span) in enumerate(zip(names, spans, strict=True)):
        group = groups[group_of[index]]
        chosen = group.chosen or report.holder_of(group)
        quote = span.quote(text)
        if chosen is None:
            answer = EventPlace(name=quote, place=None, span=span, abstained=group.abstained)
        else:
            place = gazetteer.place(chosen)
            place = _move(place, name.offset) if name.offset else place
            answer = EventPlace(name=quote, place=place, span=span)
        answers.append(answer)
    return tuple(answers)


def country_of_site(url: str | None) -> str | None:
    """Return the country of an address such as `https://news.example.pk/1`, or null.

    Codes that are sold to the whole world (`.tv`, `.io`) are no country.
    """
    host = urlsplit(url or "").hostname or ""
    code = host.rpartition(".")[2].upper().replace("UK", "GB")
    return code if len(code) == 2 and code.isalpha() and code not in SOLD_CODES else None


@dataclass(slots=True, kw_only=True)
class _Group:
    """All mentions of one name in a report: they mean one place."""

    candidates: tuple[Candidate, ...]
    priors: tuple[float, ...]
    count: int = 0
    held_by: list["_Group"] = field(default_factory=list)
    holds: list["_Group"] = field(default_factory=list)
    chosen: Candidate | None = None
    abstained: str | None = UNKNOWN

    def shares(self) -> list[tuple[Candidate, float]]:
        """Return what the name means: the choice, or every candidate by its weight."""
        if self.chosen:
            return [(self.chosen, 1.0)]
        top = max(self.priors, default=0.0)
        weights = [10 ** (prior - top) for prior in self.priors]
        return [
            (candidate, weight / sum(weights))
            for candidate, weight in zip(self.candidates, weights, strict=True)
            if weight > MIN_WEIGHT
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """The names of one report while they are being resolved together."""

    groups: list[_Group]
    hints: Mapping[str, float]
    gazetteer: Gazetteer
    dateline: int | None = None

    def choose(self) -> None:
        """Choose a place for every name, or none, by repeated rounds over all names."""
        for _ in range(ROUNDS):
            votes = _Votes(self)
            for index, group in enumerate(self.groups):
                if group.candidates:
                    self._choose_one(index, group, votes)

    def _choose_one(self, index: int, group: _Group, votes: "_Votes") -> None:
        countries, firsts = votes.without(index)
        scores = []
        for candidate, prior in zip(group.candidates, group.priors, strict=True):
            score = prior + WEIGHTS["country"] * countries.get(candidate.country or "", 0.0)
            if len(candidate.areas) > 1:
                score += WEIGHTS["admin1"] * firsts.get(candidate.areas[1], 0.0)
            if any(self._holds(holder, candidate) for holder in group.held_by):
                score += WEIGHTS["holder"]
            if any(self._is_holder(candidate, held) for held in group.holds):
                score += WEIGHTS["holds"]
            scores.append((score, candidate))
        scores.sort(key=_by_score)
        others = [g.chosen for i, g in enumerate(self.groups) if i != index and g.chosen]
        others = [c for c in others if c.feature not in WIDE]
        floor = scores[0][0] - WEIGHTS["near"]  # nothing below it can come out first
        best = [
            (score + WEIGHTS["near"] * _closeness(candidate, others), candidate)
            for score, candidate in scores[:MEASURED_CANDIDATES]
            if score >= floor
        ]
        best.sort(key=_by_score)
        top, group.chosen, group.abstained = best[0][0], best[0][1], None
        size = _prior(group.chosen)
        rivals = [c for score, c in best[1:] if score > top - EQUAL_MARGIN]
        if size < EQUAL_PRIOR and any(_km(group.chosen, c) > SAME_SPOT_KM for c in rivals):
            group.chosen, group.abstained = None, EQUAL
        elif size < FAR_PRIOR and votes.is_far(index, group.chosen):
            group.chosen, group.abstained = None, FAR

    def _holds(self, holder: _Group, candidate: Candidate) -> bool:
        return any(
            self.is_inside(candidate, area)
            for area in ([holder.chosen] if holder.chosen else holder.candidates)
        )

    def holder_of(self, group: _Group) -> Candidate | None:
        """Return the area that the words put an unknown place in: less exact, but no guess."""
        chosen = (holder.chosen for holder in group.held_by)
        areas = [c for c in chosen if c and c.feature in AREA_FEATURES]
        return areas[0] if areas else None

    def _is_holder(self, candidate: Candidate, held: _Group) -> bool:
        return held.chosen is not None and self.is_inside(held.chosen, candidate)

    def is_inside(self, candidate: Candidate, area: Candidate) -> bool:
        """Say whether a place lies in an area, or in the disc that stands for it."""
        if area.row in candidate.areas or area.feature == Feature.COUNTRY:
            return area.row in candidate.areas and area.row != candidate.row
        reach_km = INSIDE_SHARE * self.gazetteer.radius_m(area) / 1000
        return area.row != candidate.row and _km(candidate, area) < reach_km


class _Votes:
    """How much the report speaks of each country and first-level area."""

    def __init__(self, report: _Report) -> None:
        self.parts: list[tuple[dict[str, float], dict[int, float]]] = []
        self.countries: dict[str, float] = defaultdict(float)
        self.firsts: dict[int, float] = defaultdict(float)
        for country, amount in report.hints.items():
            self.countries[country] += amount
        for index, group in enumerate(report.groups):
            weight = 1.0 + 0.25 * min(group.count - 1, 4) + (index == report.dateline)
            countries: dict[str, float] = defaultdict(float)
            firsts: dict[int, float] = defaultdict(float)
            for candidate, part in group.shares():
                if candidate.country:
                    countries[candidate.country] += weight * part
                if len(candidate.areas) > 1:
                    firsts[candidate.areas[1]] += weight * part
            self.parts.append((countries, firsts))
            for country, amount in countries.items():
                self.countries[country] += amount
            for first, amount in firsts.items():
                self.firsts[first] += amount

    def without(self, index: int) -> tuple[dict[str, float], dict[int, float]]:
        """Return the shares of countries and first-level areas in all names but one."""
        countries, firsts = self.parts[index]
        return _shares(self.countries, countries), _shares(self.firsts, firsts)

    def is_far(self, index: int, candidate: Candidate) -> bool:
        """Say whether the report speaks of countries, and not of the candidate's."""
        countries, _ = self.without(index)
        return bool(countries) and countries.get(candidate.country or "", 0.0) < FAR_SHARE


def _shares(votes: Mapping[_Key, float], own: Mapping[_Key, float]) -> dict[_Key, float]:
    left = {key: amount - own.get(key, 0.0) for key, amount in votes.items()}
    total = sum(left.values())
    return {key: amount / total for key, amount in left.items()} if total > 0.01 else {}


def _group_names(
    names: Sequence[PlaceName], gazetteer: Gazetteer
) -> tuple[list[_Group], list[int]]:
    groups: dict[tuple[str, frozenset[Feature]], _Group] = {}
    for name in names:
        key = fold_name(name.words), name.wanted
        if key not in groups:
            groups[key] = _make_group(name.words, name.candidates, name.wanted, gazetteer)
        groups[key].count += 1
    order = {key: index for index, key in enumerate(groups)}
    keys = [(fold_name(name.words), name.wanted) for name in names]
    for name, key in zip(names, keys, strict=True):
        if name.holder is not None and keys[name.holder] != key:
            groups[key].held_by.append(groups[keys[name.holder]])
            groups[keys[name.holder]].holds.append(groups[key])
        if name.held_by:
            holder = _make_group("", name.held_by, frozenset(), gazetteer)
            holder.chosen = max(zip(holder.priors, name.held_by, strict=True), key=_by_prior)[1]
            groups[key].held_by.append(holder)
    return list(groups.values()), [order[key] for key in keys]


def _make_group(
    words: str, candidates: tuple[Candidate, ...], wanted: frozenset[Feature], gazetteer: Gazetteer
) -> _Group:
    priors = []
    countries = {c.row for c in candidates if c.feature == Feature.COUNTRY}
    for candidate in candidates:
        prior = _prior(candidate)
        if candidate.feature == Feature.REGION:
            prior = math.log10(gazetteer.radius_m(candidate)) + 3.0
        if wanted:
            prior += WEIGHTS["kind"] * (candidate.feature in wanted)
        elif candidate.feature in (Feature.ADMIN1, Feature.ADMIN2):
            prior -= WEIGHTS["namesake"] * any(_is_its_town(town, candidate) for town in candidates)
        if not wanted and candidate.row not in countries:
            prior -= WEIGHTS["namesake"] * (not countries.isdisjoint(candidate.areas))
        priors.append(prior)
    top, key = max(priors, default=0.0), fold_name(words)
    for index, candidate in enumerate(candidates):
        if priors[index] > top - 3 and fold_name(gazetteer.name(candidate.row)) == key:
            priors[index] += WEIGHTS["own_name"]
    return _Group(candidates=candidates, priors=tuple(priors))


def _is_its_town(town: Candidate, area: Candidate) -> bool:
    """Say whether a town is the chief one of an area: `Aleppo` alone means the city."""
    return (
        town.feature in TOWNS
        and area.row in town.areas
        and town.population > 0
        and (area.feature == Feature.ADMIN2 or town.population > CHIEF_SHARE * area.population)
    )


def _prior(candidate: Candidate) -> float:
    """Return how readily news means this place: about the logarithm of its people."""
    size = math.log10(candidate.population + 10)
    match candidate.feature:
        case Feature.COUNTRY:
            return max(size, 6.0) + 3.0
        case Feature.REGION:
            return 7.7
        case Feature.ADMIN1:
            return max(size, 5.0) + 0.5
        case Feature.ADMIN2:
            return max(size, 4.0) - 0.5
        case Feature.CAPITAL:
            return size + 1.0
        case Feature.SEAT:
            return size + 0.5
        case Feature.NEIGHBOURHOOD:
            return size - 0.5
        case _:
            return size


def _closeness(candidate: Candidate, others: Sequence[Candidate]) -> float:
    nearest = min((_km(candidate, other) for other in others), default=None)
    return math.exp(-nearest / NEAR_KM) if nearest is not None else 0.0


def _km(a: Candidate, b: Candidate) -> float:
    """Return the distance between two places in kilometres on a sphere."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _by_prior(pair: tuple[float, Candidate]) -> tuple[float, int]:
    return pair[0], -pair[1].row


def _by_score(pair: tuple[float, Candidate]) -> tuple[float, int]:
    return -pair[0], pair[1].row


def _move(place: Place, offset: Offset) -> Place:
    """Return where `40 km north of` or `near` a place is: further, and less exact."""
    away = offset.distance_m
    if place.precision in (PlacePrecision.COUNTRY, PlacePrecision.REGION) or away > MAX_OFFSET_M:
        return place
    if offset.bearing is None or not away:
        radius = place.radius_m + max(away, MIN_NEAR_M)
        return replace(place, radius_m=radius, precision=PlacePrecision.NEAR)
    north = away * math.cos(math.radians(offset.bearing)) / METRES_PER_DEGREE
    east = away * math.sin(math.radians(offset.bearing)) / METRES_PER_DEGREE
    return replace(
        place,
        lat=round(place.lat + north, 5),
        lon=round(place.lon + east / max(0.05, math.cos(math.radians(place.lat))), 5),
        radius_m=place.radius_m + max(0.3 * away, MIN_NEAR_M / 2),
        precision=PlacePrecision.NEAR,
    )
