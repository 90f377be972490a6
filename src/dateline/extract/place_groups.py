"""The names of a report in groups, one for each name, and what the groups say of the countries."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dateline.extract.gazetteer import Candidate, Feature, Gazetteer
from dateline.extract.place_misuse import Misuse
from dateline.extract.place_names import PlaceName
from dateline.extract.place_offsets import Offset
from dateline.extract.place_ties import Tie
from dateline.extract.place_weights import seats_of_districts, weigh

UNKNOWN = "not in the gazetteer"
EQUAL = "too many equal candidates"
FAR = "only known far from where the report happens"
CONTRADICTED = "only known outside of where the words put it"
NOT_A_PLACE = "the name of something else than a place"
A_PEOPLE = "a people, not a place"
FAR_SHARE = 0.05
OPEN_WEIGHT = 0.5
MIN_WEIGHT = 0.01
LEAST_VOTE = 1e-6
_NOWHERE = ""

_Key = TypeVar("_Key", str, int)


@dataclass(slots=True, kw_only=True, eq=False)
class Group:
    """All mentions of one name in a report: they mean one place.

    `seats` are the villages that are as well known as the district of their name; `is_small` says
    that the report calls the place a village, or a quarter of a town.
    """

    candidates: tuple[Candidate, ...]
    priors: tuple[float, ...]
    seats: Mapping[int, float] = field(default_factory=dict)
    wanted: frozenset[Feature] = frozenset()
    misuse: Misuse | None = None
    is_doubtful: bool = False
    is_small: bool = False
    count: int = 0
    held_by: list[tuple["Group", Tie]] = field(default_factory=list)
    holds: list["Group"] = field(default_factory=list)
    guides: list[tuple["Group", Offset]] = field(default_factory=list)
    depth: int = 0
    chosen: Candidate | None = None
    spread_m: float = 0.0
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

    def above(self) -> Iterator[tuple["Group", Tie]]:
        """Yield what holds the name, and then what holds that; lists are no holders of holders."""
        seen, found = {id(self)}, list(self.held_by)
        while found:
            holder, tie = found.pop(0)
            if id(holder) not in seen:
                seen.add(id(holder))
                yield holder, tie
                found += [pair for pair in holder.held_by if pair[1] is not Tie.LIST]

    def best(self) -> tuple[float, Candidate]:
        """Return the candidate that news means most readily when nothing else is known."""
        pair = max(zip(self.priors, self.candidates, strict=True), key=_by_prior)
        return pair[0], pair[1]


class Votes:
    """How much the report speaks of each country and first-level area."""

    def __init__(
        self, groups: Sequence[Group], hints: Mapping[str, float], dateline: Group | None
    ) -> None:
        self.groups = groups
        self.parts: list[tuple[dict[str, float], dict[int, float]]] = []
        self.countries: dict[str, float] = defaultdict(float)
        self.firsts: dict[int, float] = defaultdict(float)
        for country, amount in hints.items():
            self.countries[country] += amount
        for group in groups:
            weight = 1.0 + 0.25 * min(group.count - 1, 4) + (group is dateline)
            countries: dict[str, float] = defaultdict(float)
            firsts: dict[int, float] = defaultdict(float)
            if (
                group.candidates and not group.chosen
            ):  # what may still be another place counts for half
                weight *= OPEN_WEIGHT
                countries[_NOWHERE] += weight * (1 / OPEN_WEIGHT - 1)
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
        left = _shares(self.countries, countries)
        left.pop(_NOWHERE, None)
        return left, _shares(self.firsts, firsts)

    def is_far(self, index: int, country: str | None) -> bool:
        """Say whether the report speaks of countries, and not of this one.

        The same name in other words, such as `village of X`, is no second voice.
        """
        own = self.groups[index].candidates
        parts = [self.parts[i][0] for i, g in enumerate(self.groups) if g.candidates == own]
        total = {
            key: amount - sum(part.get(key, 0.0) for part in parts)
            for key, amount in self.countries.items()
            if key != _NOWHERE
        }
        spoken = sum(amount for amount in total.values() if amount > LEAST_VOTE)
        return spoken > LEAST_VOTE and total.get(country or "", 0.0) < FAR_SHARE * spoken


def make_group(name: PlaceName, gazetteer: Gazetteer) -> Group:
    """Return the group of a name with what its candidates weigh before any context."""
    if name.misuse:
        reason = A_PEOPLE if name.misuse is Misuse.PEOPLE else NOT_A_PLACE
        return Group(
            candidates=(),
            priors=(),
            misuse=name.misuse,
            is_doubtful=name.is_doubtful,
            abstained=reason,
        )
    priors = weigh(name, gazetteer)
    return Group(
        candidates=name.candidates,
        priors=priors,
        seats=seats_of_districts(name.candidates),
        wanted=name.wanted,
        is_doubtful=name.is_doubtful,
    )


def _shares(votes: Mapping[_Key, float], own: Mapping[_Key, float]) -> dict[_Key, float]:
    left = {key: amount - own.get(key, 0.0) for key, amount in votes.items()}
    total = sum(left.values())
    if total <= LEAST_VOTE:
        return {}
    return {key: amount / total for key, amount in left.items() if amount > LEAST_VOTE}


def _by_prior(pair: tuple[float, Candidate]) -> tuple[float, int]:
    return pair[0], -pair[1].row
