"""Happenings: which triggers of a report tell of the same thing.

Triggers are read in text order. Each joins the happening told so far that has most points for it
(`Weights`), or starts its own. A contradiction (another day, "a second attack", planned against
done) forbids joining whatever else speaks for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dateline.extract.codebook import Codebook
from dateline.extract.place_points import km_between
from dateline.extract.trigger_words import Wording
from dateline.records.event import EventPlace, EventTime
from dateline.records.finding import Trigger
from dateline.records.mention import Role
from dateline.records.place import Place, PlacePrecision
from dateline.records.source import Modality
from dateline.records.time import TimePrecision, When

_ACTUAL = frozenset({Modality.ASSERTED, Modality.ALLEGED, Modality.CLAIMED})
_LOCAL = frozenset(
    {PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.NEAR, PlacePrecision.ADMIN2}
)
_REACH_SENTENCES = 40
_NEAR_PLACE_M = 5_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The points for and against two triggers telling of one happening; `enough` joins them.

    `killed_once` is for the same person killed in both: nobody is killed twice.
    """

    enough: float = 3.0
    same_type: float = 2.0
    same_family: float = 1.5
    other_family: float = 1.0
    same_sentence: float = 2.0
    next_sentence: float = 1.5
    near_sentence: float = 0.5
    same_actor: float = 1.5
    killed_once: float = 4.0
    same_place: float = 1.0
    same_time: float = 1.0
    refers_back: float = 1.5
    outcome_only: float = 1.0
    says_nothing_else: float = 1.0
    title: float = 0.5
    new_noun: float = -1.5
    other_attacker: float = -2.0
    other_victim: float = -1.0
    other_background: float = -2.0
    other_number: float = -2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One trigger with what the words around it say.

    `actors` are the `(role, entity id)` pairs tied to the trigger; `named` those of them who have a
    name, so that two names are two actors ("gunmen" and "attackers" may be the same). `killed` are
    the persons with a name whom it kills. `is_denial` when the words deny that it took place, as
    "no arrest has been made" does not.
    """

    number: int
    trigger: Trigger
    sentence: int
    modality: Modality
    background: bool
    is_title: bool
    is_denial: bool = False
    times: tuple[EventTime, ...] = ()
    places: tuple[EventPlace, ...] = ()
    actors: frozenset[tuple[Role, str]] = field(default_factory=frozenset)
    named: frozenset[tuple[Role, str]] = field(default_factory=frozenset)
    killed: frozenset[str] = field(default_factory=frozenset)
    wording: Wording = field(default_factory=Wording)

    @property
    def is_bare(self) -> bool:
        """Say whether nothing is told with it that could make it a happening of its own."""
        return not (self.times or self.places or self.actors or self.wording.is_new)


def find_happenings(
    tellings: Iterable[Telling], codebook: Codebook, weights: Weights | None = None
) -> tuple[tuple[Telling, ...], ...]:
    """Return the tellings, in text order, grouped by the happening that they tell of."""
    weights = weights or Weights()
    groups: list[list[Telling]] = []
    for telling in tellings:
        near = [
            group
            for group in groups
            if group[0].is_title or telling.sentence - group[-1].sentence <= _REACH_SENTENCES
        ]
        scored = [(_points_for(group, telling, codebook, weights), group) for group in near]
        # max keeps the first of equals; reversed, so that the nearest group before wins
        best = max(reversed(scored), key=lambda each: each[0], default=(0.0, []))
        if scored and best[0] >= weights.enough:
            best[1].append(telling)
        else:
            groups.append([telling])
    return tuple(tuple(group) for group in groups)


def are_apart(first: Place, second: Place) -> bool:
    """Say whether two places cannot be one: neither lies within the other's radius."""
    for one, other in ((first, second), (second, first)):
        if one.precision is PlacePrecision.COUNTRY and one.country == other.country:
            return False
    reach = max(first.radius_m, second.radius_m) + _NEAR_PLACE_M
    return distance_m(first, second) > reach


def distance_m(first: Place, second: Place) -> float:
    """Return the metres between two places along the earth's surface."""
    return 1000 * km_between(first, second)


def is_local(place: EventPlace) -> bool:
    """Say whether the place is known and no larger than a district."""
    return place.place is not None and place.place.precision in _LOCAL


def are_different(first: When, second: When) -> bool:
    """Say whether two times exclude each other; times that are not known exclude nothing."""
    if first.earliest and first.latest and second.earliest and second.latest:
        return first.latest < second.earliest or second.latest < first.earliest
    days = {TimePrecision.DAY, TimePrecision.MINUTE}
    both_days = first.precision in days and second.precision in days
    return both_days and _month_day(first) != _month_day(second)


def _month_day(when: When) -> str:
    return when.edtf[4:10]


def _points_for(
    group: Sequence[Telling], telling: Telling, codebook: Codebook, weights: Weights
) -> float:
    """Return the most points that one member gives, or a number below 0 if one forbids it."""
    if any(_contradicts(member, telling, codebook) for member in group):
        return -1.0
    return max(_points(member, telling, weights) for member in group)


def _contradicts(member: Telling, telling: Telling, codebook: Codebook) -> bool:
    if not codebook.may_be_one(member.trigger.type, telling.trigger.type):
        return True
    wording = telling.wording
    if wording.is_other or (wording.opens_other and member.sentence != telling.sentence):
        return True
    if _differ_in_modality(member, telling):
        return True
    if (
        member.times
        and telling.times
        and all(
            are_different(one.when, other.when) for one in member.times for other in telling.times
        )
    ):
        return True
    here, there = ([each.place for each in side.places if each.place] for side in (member, telling))
    return bool(here and there) and all(are_apart(one, other) for one in here for other in there)


def _differ_in_modality(member: Telling, telling: Telling) -> bool:
    """Say whether one is fact and the other not; "could not have staged the attack" is the fact."""
    is_known = telling.wording.refers_back and not telling.times and not telling.places
    if is_known and telling.modality is not Modality.PLANNED:
        return False
    if member.modality in _ACTUAL:
        return telling.modality not in _ACTUAL
    return member.modality is not telling.modality


def _points(member: Telling, telling: Telling, weights: Weights) -> float:
    points = _points_for_type(member, telling, weights)
    points += _points_for_nearness(member, telling, weights)
    points += min(2, len(member.actors & telling.actors)) * weights.same_actor
    points += weights.killed_once if member.killed & telling.killed else 0.0
    points += weights.other_attacker if _differ(member, telling, Role.ATTACKER) else 0.0
    points += weights.other_victim if _differ(member, telling, Role.VICTIM) else 0.0
    points += weights.same_time if _share_time(member, telling) else 0.0
    points += weights.same_place if _share_place(member, telling) else 0.0
    if member.wording.is_plural != telling.wording.is_plural and not member.is_title:
        points += weights.other_number
    if _differ_in_background(member, telling):
        points += weights.other_background
    points += weights.says_nothing_else if telling.is_bare else 0.0
    if member.sentence != telling.sentence and not member.is_title:
        points += weights.new_noun if telling.wording.is_new else 0.0
    points += weights.refers_back if telling.wording.refers_back else 0.0
    return points + (weights.outcome_only if telling.wording.is_outcome else 0.0)


def _differ_in_background(member: Telling, telling: Telling) -> bool:
    """Say whether one is recalled and the other is news; "that attack" and "killed" say neither."""
    if member.is_title or member.background == telling.background:
        return False
    wording = telling.wording
    says_neither = wording.refers_back or (
        wording.is_outcome and member.sentence == telling.sentence
    )
    return telling.background or bool(telling.times) or not says_neither


def _points_for_type(member: Telling, telling: Telling, weights: Weights) -> float:
    if member.trigger.type == telling.trigger.type:
        return weights.same_type
    families = {each.trigger.type.split(".")[0] for each in (member, telling)}
    is_near = len(families) == 1 or families == {"battle", "violence"}
    return weights.same_family if is_near else weights.other_family


def _points_for_nearness(member: Telling, telling: Telling, weights: Weights) -> float:
    if member.is_title and not telling.is_title:
        return weights.next_sentence + weights.title
    apart = telling.sentence - member.sentence
    if apart == 0:
        return weights.same_sentence
    if apart == 1:
        return weights.next_sentence
    return weights.near_sentence if apart <= 3 else 0.0


def _share_time(member: Telling, telling: Telling) -> bool:
    """Say whether both tell of days that can be the same."""
    return any(
        TimePrecision.UNKNOWN not in {one.when.precision, other.when.precision}
        and not are_different(one.when, other.when)
        for one in member.times
        for other in telling.times
    )


def _share_place(member: Telling, telling: Telling) -> bool:
    """Say whether both tell of one place no larger than a district."""
    here, there = (
        [place for place in each.places if is_local(place)] for each in (member, telling)
    )
    return any(
        one.place and other.place and not are_apart(one.place, other.place)
        for one in here
        for other in there
    )


def _differ(member: Telling, telling: Telling, role: Role) -> bool:
    """Say whether both name who plays the role, and nobody is named by both."""
    here, there = (
        {entity for part, entity in each.named if part is role} for each in (member, telling)
    )
    return bool(here and there) and not here & there
