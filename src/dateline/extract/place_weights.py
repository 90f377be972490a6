"""How readily news means each of the places that share a name, before any context."""

import math
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from dateline.extract.gazetteer import Candidate, Feature, Gazetteer, fold_name
from dateline.extract.place_names import PlaceName
from dateline.extract.place_points import km_between
from dateline.extract.place_words import TOWNS

# A scale of powers of ten of people.
LOCAL_KIND = 2.0
KIND = 3.0  # a word such as *district* calls for it
OWN_NAME = 0.8
OTHER_NAME = 1.5
NAMESAKE = 1.5
CHIEF_SHARE = 0.08
CHIEF_PRIOR = 0.5
ALIKE_NAME = 0.4
ALIKE_RATIO = 0.8
MOST_LETTERS_APART = 3
SPELLING_REACH = 3.0
FEW = 12
SAME_TOWN_KM = 10.0
NAMESAKES = 20
COARSE = 1.0
TWIN_RATIO = 5
MINUTE_SLACK = 0.004  # of a minute: the gazetteer rounds to a ten-thousandth of a degree


def weigh(name: PlaceName, gazetteer: Gazetteer) -> tuple[float, ...]:
    """Return how readily news means each candidate of a name, before any context."""
    return _weigh(
        fold_name(name.words),
        tuple([candidate.row for candidate in name.candidates]),
        (name.wanted, name.countries),
        gazetteer,
        is_point=name.offset is not None or name.ties.other is not None,
    )


@lru_cache(maxsize=4096)
def _weigh(
    key: str,
    rows: tuple[int, ...],
    called_for: tuple[frozenset[Feature], frozenset[str]],
    gazetteer: Gazetteer,
    *,
    is_point: bool,
) -> tuple[float, ...]:
    """Weigh the places of these rows for a folded name; names come again from report to report."""
    wanted, local_to = called_for
    candidates = [gazetteer.candidate(row) for row in rows]
    countries = {c.row for c in candidates if c.feature == Feature.COUNTRY}
    seats = {} if wanted else seats_of_districts(candidates)
    share = 0.0 if is_point else CHIEF_SHARE
    priors = []
    for candidate in candidates:
        prior = seats.get(candidate.row) or prior_of(candidate)
        if candidate.feature == Feature.REGION:
            prior = math.log10(gazetteer.radius_m(candidate)) + 3.0
        if wanted:
            prior += _called_for(candidate.feature, wanted)
        elif candidate.feature in (Feature.ADMIN1, Feature.ADMIN2):
            prior -= NAMESAKE * any(_is_its_town(t, candidate, share, seats) for t in candidates)
        if not wanted and candidate.row not in countries:
            prior -= NAMESAKE * (not countries.isdisjoint(candidate.areas))
        priors.append(prior + LOCAL_KIND * (candidate.country in local_to))
    for index in _coarse_twins(candidates):
        priors[index] -= COARSE
    if candidates:
        _weigh_spelling(key, candidates, priors, gazetteer)
    return tuple(priors)


def _coarse_twins(candidates: Sequence[Candidate]) -> list[int]:
    """Return the rows for a town that another row has at a finer point of the same district.

    A point in whole minutes of arc is off by a kilometre at best, and often by tens of them.
    """
    coarse = [i for i, c in enumerate(candidates) if c.feature in TOWNS and _is_coarse(c)]
    return [
        index
        for index in coarse
        if any(
            other.feature in TOWNS
            and other.areas == candidates[index].areas
            and other.population * TWIN_RATIO > candidates[index].population
            and not _is_coarse(other)
            for other in candidates
        )
    ]


def _is_coarse(candidate: Candidate) -> bool:
    minutes = (candidate.lat * 60, candidate.lon * 60)
    return all(abs(minute - round(minute)) < MINUTE_SLACK for minute in minutes)


_CHIEF = frozenset({Feature.CAPITAL, Feature.SEAT})
_SEATS = TOWNS - {Feature.NEIGHBOURHOOD}


def _called_for(feature: Feature, wanted: frozenset[Feature]) -> float:
    """Return what a word such as *district* adds; a first-level area seldom goes by it."""
    if feature is Feature.ADMIN1 and Feature.ADMIN2 in wanted:
        return KIND / 2
    return KIND * (feature in wanted)


def _weigh_spelling(
    key: str, candidates: Sequence[Candidate], priors: list[float], gazetteer: Gazetteer
) -> None:
    """Prefer places that bear the name themselves to those that it is another name of."""
    floor = max(priors) - (SPELLING_REACH if len(candidates) > FEW else 99.0)
    for index, candidate in enumerate(candidates):
        if priors[index] <= floor:
            continue
        own = fold_name(gazetteer.name(candidate.row))
        if own == key:
            priors[index] += OWN_NAME
        elif are_alike(own, key):
            priors[index] += ALIKE_NAME
        elif len(candidates) > 2 and candidate.feature in TOWNS:
            others = [
                c for c in candidates if c.country == candidate.country and c.feature in TOWNS
            ]
            same = sum(fold_name(gazetteer.name(c.row)) == key for c in others[:NAMESAKES])
            priors[index] -= OTHER_NAME * math.log10(1 + same)


@lru_cache(maxsize=8192)
def are_alike(one: str, other: str) -> bool:
    """Say whether two folded names are spellings of one: nearly all letters agree, in order."""
    if abs(len(one) - len(other)) > MOST_LETTERS_APART or min(len(one), len(other)) < 3:
        return False
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= ALIKE_RATIO


def prior_of(candidate: Candidate) -> float:
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


def seats_of_districts(candidates: Sequence[Candidate]) -> dict[int, float]:
    """Return by row the one town of its district's name, counted or not, and what it weighs."""
    seats = {}
    for area in candidates:
        if area.feature is not Feature.ADMIN2:
            continue
        inner = [c for c in candidates if c.feature in _SEATS and area.row in c.areas]
        if all(km_between(c, inner[0]) < SAME_TOWN_KM for c in inner):
            size = prior_of(area) - NAMESAKE + CHIEF_PRIOR
            seats.update({c.row: max(prior_of(c), size) for c in inner})
    return seats


def _is_its_town(
    town: Candidate, area: Candidate, share: float, seats: Mapping[int, float]
) -> bool:
    """Say whether a town is the chief one of an area: `Aleppo` alone means the city."""
    is_chief = town.feature in _CHIEF and town.country == area.country
    if town.feature not in TOWNS or not (area.row in town.areas or is_chief):
        return False
    if area.feature is Feature.ADMIN2:
        return area.row in town.areas and (town.population > 0 or town.row in seats)
    return town.feature is Feature.CAPITAL or town.population > share * area.population
