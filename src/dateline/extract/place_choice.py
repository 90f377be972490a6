"""Choosing among the places that the names of one report can mean, all names together."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.extract.gazetteer import Candidate, Feature, Gazetteer
from dateline.extract.place_groups import CONTRADICTED, EQUAL, FAR, FAR_SHARE, UNKNOWN, Group, Votes
from dateline.extract.place_misuse import Misuse
from dateline.extract.place_offsets import Offset
from dateline.extract.place_points import km_between, point_away
from dateline.extract.place_ties import Tie
from dateline.extract.place_weights import prior_of
from dateline.extract.place_words import TOWNS, claimed_by

# Scores are on a scale of powers of ten of people: a weight of 3 outweighs a thousandfold city.
WEIGHTS = {
    "country": 3.0,
    "admin1": 1.0,
    "holder": 4.0,
    "holds": 2.0,
    "near": 1.0,
}
WIDE = (Feature.COUNTRY, Feature.REGION, Feature.ADMIN1)
BOUNDED = (Feature.COUNTRY, Feature.ADMIN1, Feature.ADMIN2)
NEAR_KM = 150.0
SAME_SPOT_KM = 50.0
GUIDE_KM = 60.0
BESIDE_KM = 40.0
GUIDE_SHARE = 0.5
GUIDED_PRIOR = 5.0
TOWN_REACH_KM = 10.0
INSIDE_SHARE = 0.8
UNKNOWN_DISTRICT_SHARE = 2.0  # where nobody wrote down which district a village is in
EQUAL_MARGIN = 0.3
MANY = 15
MANY_PRIOR = 5.5
EQUAL_PRIOR = 3.0
FAR_PRIOR = 4.0
ELSEWHERE_PRIOR = 5.5  # where the report plainly speaks of one country, and not of this one
PLAIN_SHARE = 0.6
ELSEWHERE_KM = 400.0
LEAST_SHARE = 0.5
UNCOUNTED = 1.5  # a village whose people nobody counted has some
MEASURED_CANDIDATES = 100
ROUNDS = 2
MOST_DEEP = 3

_Pool = list[tuple[Candidate, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The names of one report while they are being resolved together."""

    groups: list[Group]
    hints: Mapping[str, float]
    gazetteer: Gazetteer
    dateline: Group | None = None

    def choose(self) -> None:
        """Choose a place for every name, or none, by repeated rounds over all names.

        Within a round the names that hold others come first, and names that do not touch one
        another do not see each other's choice: so the order of the names makes no difference.
        """
        for _ in range(ROUNDS):
            votes = Votes(self.groups, self.hints, self.dateline)
            for depth in range(MOST_DEEP + 1):
                level = [i for i, g in enumerate(self.groups) if g.depth == depth and g.candidates]
                others = [g.chosen for g in self.groups]
                results = [self._choose_one(i, self.groups[i], votes, others) for i in level]
                for index, (chosen, abstained, spread_m) in zip(level, results, strict=True):
                    group = self.groups[index]
                    group.chosen, group.abstained, group.spread_m = chosen, abstained, spread_m

    def _choose_one(
        self, index: int, group: Group, votes: Votes, chosen: Sequence[Candidate | None]
    ) -> tuple[Candidate | None, str | None, float]:
        pool, reason = self.narrow(group)
        if not pool:
            return None, reason, 0.0
        countries, firsts = votes.without(index)
        scores = []
        for candidate, prior in pool:
            score = prior + WEIGHTS["country"] * countries.get(candidate.country or "", 0.0)
            if len(candidate.areas) > 1:
                score += WEIGHTS["admin1"] * firsts.get(candidate.areas[1], 0.0)
            if group.held_by and any(self._holds(held, candidate) for held, _ in group.held_by):
                score += WEIGHTS["holder"]
            if group.holds and any(self._is_holder(candidate, held) for held in group.holds):
                score += WEIGHTS["holds"]
            scores.append((score, candidate))
        scores.sort(key=_by_score)
        others = [c for i, c in enumerate(chosen) if i != index and c and c.feature not in WIDE]
        floor = scores[0][0] - WEIGHTS["near"]  # nothing below it can come out first
        best = [
            (score + WEIGHTS["near"] * _closeness(candidate, others), candidate)
            for score, candidate in scores[:MEASURED_CANDIDATES]
            if score >= floor
        ]
        best.sort(key=_by_score)
        winner = best[0][1]
        size = group.seats.get(winner.row, prior_of(winner))
        if group.is_doubtful and not countries and size < FAR_PRIOR:
            return None, UNKNOWN, 0.0
        has_support = len(winner.areas) > 1 and firsts.get(winner.areas[1], 0.0) > FAR_SHARE
        if not has_support and len(pool) > MANY and _has_namesakes(winner, pool, size):
            return None, EQUAL, 0.0
        if _is_one_of_many(best, scores, size=size, is_alone=not countries):
            return None, EQUAL, 0.0
        is_quarter = winner.feature is Feature.NEIGHBOURHOOD and size < FAR_PRIOR
        if is_quarter and _is_away(winner, others):
            return None, FAR, 0.0
        is_told = _may_be_told(group, winner, size, (others, countries), self.dateline)
        if not is_told and votes.is_far(index, winner.country):
            return None, FAR, 0.0
        return winner, None, _spread_m(best) if size < EQUAL_PRIOR else 0.0

    def narrow(self, group: Group) -> tuple[_Pool, str]:
        """Return the candidates that the words leave, with their priors; or why there is none."""
        pool = list(zip(group.candidates, group.priors, strict=True))
        if not (group.held_by or group.guides):
            return pool, UNKNOWN
        prior, best = group.best()
        whole = pool
        for holder, tie in group.above():
            area = holder.chosen
            if area is None or not self._is_told(best, area, tie):
                continue
            inside = self._inside(pool, holder, area)
            if _loses_its_kind(group, pool, inside, area):
                continue
            if inside:
                pool = inside
            elif len(pool) < len(whole) and self._inside(whole, holder, area):
                continue  # `Tripoli, Lebanon` and `Tripoli, Libya`: each mention has its own
            elif tie is not Tie.LIST and (tie is not Tie.FROM or area.feature in _INNER):
                reason = self._exclude(prior, best, area, tie)
                if reason:
                    return [], reason
        for guide, offset in group.guides:
            around = [one for one in pool if guide.chosen and _fits(one[0], guide.chosen, offset)]
            if around:
                pool = around
            elif guide.chosen and guide.chosen.feature in TOWNS and prior_of(best) < GUIDED_PRIOR:
                return [], UNKNOWN
        return pool, UNKNOWN

    def _is_told(self, best: Candidate, area: Candidate, tie: Tie) -> bool:
        """Say whether the words put the name in an area with bounds, or in a town."""
        if tie is Tie.LIST and area.feature is not Feature.COUNTRY:
            return False
        if tie is not Tie.IN and area.feature not in BOUNDED:
            return False
        if tie is Tie.COMMA and best.feature in BOUNDED[: BOUNDED.index(area.feature) + 1]:
            return False  # `Arizona, Colorado` are two of a list
        is_inner = tie is Tie.IN and area.feature in _INNER
        return area.feature is not Feature.REGION and (best.feature not in _HUGE or is_inner)

    def _exclude(self, prior: float, best: Candidate, area: Candidate, tie: Tie) -> str | None:
        """Return why none is left when the area holds no candidate; null if the words mislead."""
        if best.feature in WIDE and tie is Tie.IN:
            return None  # `Chechnya in Syria` speaks of people
        if area.feature in TOWNS:
            return UNKNOWN if prior < FAR_PRIOR else None
        if area.feature is Feature.COUNTRY:
            return CONTRADICTED if prior >= FAR_PRIOR else UNKNOWN
        reach_km = max(BESIDE_KM, 2 * self.gazetteer.radius_m(area) / 1000)
        is_beside = best.country == area.country and km_between(best, area) < reach_km
        return None if is_beside and prior >= FAR_PRIOR else UNKNOWN

    def _inside(self, pool: _Pool, holder: Group, area: Candidate) -> _Pool:
        """Return the candidates in the area, or else in others of its name or claimed by it."""
        if area.feature in TOWNS:
            reach = self.gazetteer.radius_m(area) / 1000 + TOWN_REACH_KM
            return [p for p in pool if p[0].row != area.row and km_between(p[0], area) < reach]
        namesakes = [c for c in holder.candidates if c.feature in BOUNDED and c is not area]
        inside = [one for one in pool if self.is_inside(one[0], area)]
        inside = inside or [p for p in pool if any(self.is_inside(p[0], c) for c in namesakes)]
        if not inside and area.feature is Feature.COUNTRY:
            claimed = claimed_by(area.country or "")
            inside = [one for one in pool if one[0].country in claimed]
        return inside

    def _holds(self, holder: Group, candidate: Candidate) -> bool:
        return any(
            self.is_inside(candidate, area)
            for area in ([holder.chosen] if holder.chosen else holder.candidates)
        )

    def _is_holder(self, candidate: Candidate, held: Group) -> bool:
        return held.chosen is not None and self.is_inside(held.chosen, candidate)

    def is_inside(self, candidate: Candidate, area: Candidate) -> bool:
        """Say whether a place lies in an area, or in the disc that stands for it."""
        if area.row in candidate.areas or area.feature == Feature.COUNTRY:
            return area.row in candidate.areas and area.row != candidate.row
        is_unsorted = area.feature is Feature.ADMIN2 and candidate.areas == area.areas[:2]
        share = UNKNOWN_DISTRICT_SHARE if is_unsorted else INSIDE_SHARE
        reach_km = share * self.gazetteer.radius_m(area) / 1000
        return area.row != candidate.row and km_between(candidate, area) < reach_km

    def holder_of(self, group: Group, reason: str | None) -> Candidate | None:
        """Return what the words put an unknown place in: less exact, but no guess."""
        if group.misuse not in (None, Misuse.SITE) or reason is CONTRADICTED:
            return None
        for holder, tie in group.above():
            area = holder.chosen
            if area is None or tie is Tie.LIST:
                continue
            if area.feature in TOWNS and (tie is Tie.IN or group.is_doubtful):
                return area
            if area.feature not in TOWNS and not (reason is EQUAL and area.feature in _HUGE):
                return area
        return None


_INNER = (Feature.ADMIN1, Feature.ADMIN2)
_HUGE = (Feature.COUNTRY, Feature.REGION)


def _may_be_told(
    group: Group,
    winner: Candidate,
    size: float,
    report: tuple[Sequence[Candidate], Mapping[str, float]],
    dateline: Group | None,
) -> bool:
    """Say whether a report may name a place of a country that it does not otherwise speak of.

    One that plainly speaks of one country means no homonym that is far from all it names.

    Args:
        group: the name.
        winner: what it means most readily.
        size: how well known that is.
        report: the other places chosen, and the shares of the countries.
        dateline: the group of the dateline, which is far from nothing.
    """
    others, countries = report
    if others and not _is_away(winner, others, SAME_SPOT_KM):
        return True
    if size < FAR_PRIOR or (group.is_small and winner.feature in TOWNS):
        return False
    is_plain = group is not dateline and max(countries.values(), default=0.0) > PLAIN_SHARE
    return size >= ELSEWHERE_PRIOR or not (is_plain and _is_away(winner, others, ELSEWHERE_KM))


def _is_away(place: Candidate, others: Sequence[Candidate], km: float = NEAR_KM) -> bool:
    return bool(others) and all(km_between(place, other) > km for other in others)


def _loses_its_kind(group: Group, pool: _Pool, inside: _Pool, area: Candidate) -> bool:
    """Say whether only a town is left of what is told to be a district of this country."""
    if group.wanted.isdisjoint(_INNER) or any(c.feature in group.wanted for c, _ in inside):
        return False
    return any(c.feature in group.wanted and c.country == area.country for c, _ in pool)


def _has_namesakes(winner: Candidate, pool: _Pool, size: float) -> bool:
    """Say whether the name is one that its country gave to many places, such as `New Town`."""
    if size >= MANY_PRIOR or winner.feature in (*WIDE, Feature.CAPITAL, Feature.SEAT):
        return False
    namesakes = sum(
        c.country == winner.country and km_between(c, winner) > SAME_SPOT_KM for c, _ in pool
    )
    return namesakes > MANY


def _is_one_of_many(
    best: Sequence[tuple[float, Candidate]],
    scores: Sequence[tuple[float, Candidate]],
    *,
    size: float,
    is_alone: bool,
) -> bool:
    """Say whether another place is as likely as the first, or all others together are likelier.

    `is_alone` says that the report gives nothing else to choose by.
    """
    top, winner = best[0]
    rivals = [c for score, c in best[1:] if score > top - EQUAL_MARGIN]
    is_equal = any(km_between(winner, c) > SAME_SPOT_KM for c in rivals)
    if is_equal and (size < EQUAL_PRIOR or (is_alone and winner.feature not in WIDE)):
        return True
    if size >= FAR_PRIOR or len(scores) < 3 or winner.feature not in TOWNS:
        return False
    first = _weight(top, winner, top)
    rest = sum(
        _weight(score, c, top)
        for score, c in scores[:MEASURED_CANDIDATES]
        if c is not winner and km_between(winner, c) > SAME_SPOT_KM
    )
    return first < LEAST_SHARE * (first + rest)


def _weight(score: float, candidate: Candidate, top: float) -> float:
    return 10 ** (score - top + UNCOUNTED * (candidate.population == 0))


def _spread_m(best: Sequence[tuple[float, Candidate]]) -> float:
    """Return how far the equal places of one spot lie from the first."""
    top, winner = best[0]
    away = [km_between(winner, c) for score, c in best[1:] if score > top - EQUAL_MARGIN]
    return 1000 * max(away, default=0.0)


def _fits(candidate: Candidate, guide: Candidate, offset: Offset) -> bool:
    """Say whether a place lies to its guide about as the words tell."""
    if candidate.row == guide.row:
        return False
    away_km = offset.distance_m / 1000
    slack = max(GUIDE_SHARE * away_km, 15.0)
    if not away_km:
        return km_between(candidate, guide) < GUIDE_KM
    if offset.bearing is None:
        return abs(km_between(candidate, guide) - away_km) < slack
    lat, lon = point_away(guide, offset.distance_m, offset.bearing)
    return km_between(candidate, _Spot(lat=lat, lon=lon)) < slack


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    lat: float
    lon: float


def _closeness(candidate: Candidate, others: Sequence[Candidate]) -> float:
    nearest = min((km_between(candidate, other) for other in others), default=None)
    return math.exp(-nearest / NEAR_KM) if nearest is not None else 0.0


def _by_score(pair: tuple[float, Candidate]) -> tuple[float, int]:
    return -pair[0], pair[1].row
