"""Circumstances: when and where one event happened, and with what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.extract.draft_index import DraftIndex
from dateline.extract.happenings import Happening
from dateline.extract.place_points import km_between
from dateline.records.event import EventPlace, EventTime
from dateline.records.mention import Role
from dateline.records.place import Place, PlacePrecision
from dateline.records.span import Span
from dateline.records.time import TimePrecision

_Told = TypeVar("_Told", EventTime, EventPlace)

_BESIDE = 0.5  # the score, times the event's, of what stands beside a trigger and is tied to none
_BESIDE_CHARS = 80
LENT = 0.25  # the score, times the event's, of a place that is lent by something else
_LEAD_SENTENCES = 3  # the title and the first sentences, which the dateline stands for
_NEAR_PLACE_M = 5_000.0
_PRECISION_ORDER = {precision: order for order, precision in enumerate(TimePrecision)}
_LOCAL = frozenset(
    {PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.NEAR, PlacePrecision.ADMIN2}
)
_BOUND_FAMILIES = frozenset({"battle", "explosion", "violence", "protest", "riot"})
_ON_THE_SPOT = frozenset(
    {
        "strategic.arrest", "strategic.displacement", "strategic.property_destruction",
        "strategic.seizure", "strategic.plot", "strategic.peacekeeping",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance(Generic[_Told]):
    """A time or place with the score of its belonging to the event."""

    told: _Told
    score: float


def find_time(index: DraftIndex, happening: Happening) -> Circumstance[EventTime] | None:
    """Return when it happened: of what is tied to its triggers, the most exact and then surest.

    What nothing is tied to is told by the nearest time in a trigger's sentence that is tied to no
    trigger. Null when nothing says when.
    """
    found = [
        Circumstance(told=time, score=score)
        for trigger in happening.numbers
        for time, score in index.times_of(trigger)
    ]
    return min(
        found,
        key=lambda each: (
            each.told.when.precision is TimePrecision.UNKNOWN,
            _PRECISION_ORDER[each.told.when.precision],
            -each.score,
            each.told.span,
        ),
        default=None,
    ) or _time_beside(index, happening)


def _time_beside(index: DraftIndex, happening: Happening) -> Circumstance[EventTime] | None:
    found = _beside(happening, index.times_around, index.tied_times)
    return min(
        found, key=lambda one: one.told.when.precision is TimePrecision.UNKNOWN, default=None
    )


def _place_beside(index: DraftIndex, happening: Happening) -> Circumstance[EventPlace] | None:
    found = _beside(happening, index.places_around, index.tied_places)
    return next((each for each in found if each.told.place), None)


def _beside(
    happening: Happening, around: Callable[[Span], Sequence[_Told]], tied: frozenset[Span]
) -> list[Circumstance[_Told]]:
    """Return what stands in a trigger's sentence near it and is tied to none, the nearest first."""
    gaps = [
        (max(one.span.start - told.span.end, told.span.start - one.span.end), told.span, told)
        for one in happening.triggers
        for told in around(one.span)
        if told.span not in tied
    ]
    return [
        Circumstance(told=told, score=happening.head.score * _BESIDE)
        for gap, _, told in sorted(gaps, key=lambda one: one[:2])
        if gap <= _BESIDE_CHARS
    ]


def find_places(
    index: DraftIndex, happenings: Sequence[Happening]
) -> list[Circumstance[EventPlace] | None]:
    """Return where each happened: what is told of it, or else the place that the news is from.

    That is the place of the first event that is news and has one, or else the dateline's, for what
    the first sentences tell. Only what is bound to its place (violence, protest, arrests, seizures)
    gets such a place, with a low score: seven in ten of them are right (measured on our own
    corpus). A place that no map knows gives way to it.
    """
    found = [find_place(index, happening) for happening in happenings]
    main = next(
        (
            place.told
            for happening, place in sorted(
                zip(happenings, found, strict=True), key=lambda pair: pair[0].head.span
            )
            if place and not happening.is_background and is_local(place.told)
        ),
        None,
    )
    return [
        place if place and place.told.place else _place_of_the_news(index, happening, main) or place
        for happening, place in zip(happenings, found, strict=True)
    ]


def find_place(index: DraftIndex, happening: Happening) -> Circumstance[EventPlace] | None:
    """Return where it happened: the smallest of the places that lie in one another.

    The surest says which. What nothing is tied to, or only a place that no map knows, is told by
    the nearest place in a trigger's sentence that is tied to no trigger.
    """
    found = [
        Circumstance(told=place, score=score)
        for trigger in happening.numbers
        for place, score in index.places_of(trigger)
    ]
    best = min(found, key=_place_order, default=None)
    if best is None or best.told.place is None:
        return _place_beside(index, happening) or best
    within = [
        each
        for each in found
        if each.told.place and not are_apart(each.told.place, best.told.place)
    ]
    return min(within, key=lambda each: (_radius_m(each), -each.score, each.told.span))


def find_weapons(index: DraftIndex, happening: Happening) -> dict[Span, float]:
    """Return the weapons tied to a trigger, each wording once, with scores."""
    found: dict[str, tuple[Span, float]] = {}
    for trigger in happening.numbers:
        for link in index.links(trigger):
            if link.role is Role.WEAPON:
                span = index.draft.mentions[link.mention].span
                words = span.quote(index.text).lower()
                if words not in found or found[words][1] < link.score:
                    found[words] = (span, link.score)
    return dict(sorted(found.values()))


def is_local(place: EventPlace) -> bool:
    """Say whether the place is known and no larger than a district."""
    return place.place is not None and place.place.precision in _LOCAL


def are_apart(first: Place, second: Place) -> bool:
    """Say whether two places cannot be one: neither lies within the other's radius."""
    for one, other in ((first, second), (second, first)):
        if one.precision is PlacePrecision.COUNTRY and one.country == other.country:
            return False
    reach = max(first.radius_m, second.radius_m) + _NEAR_PLACE_M
    return 1000 * km_between(first, second) > reach


def _place_of_the_news(
    index: DraftIndex, happening: Happening, main: EventPlace | None
) -> Circumstance[EventPlace] | None:
    kind = happening.type
    if kind.split(".")[0] not in _BOUND_FAMILIES and kind not in _ON_THE_SPOT:
        return None
    told = main
    first = min(index.sentence_number(trigger.span) for trigger in happening.triggers)
    if told is None and first < _LEAD_SENTENCES:
        lead = index.sentences[: _LEAD_SENTENCES + 1]
        if any(is_local(place) for sentence in lead for place in index.places_around(sentence)):
            return None  # a capital, say, where the news was written of some other town
        told = index.dateline_place
    return Circumstance(told=told, score=happening.head.score * LENT) if told else None


def _place_order(each: Circumstance[EventPlace]) -> tuple[bool, float, Span]:
    return (each.told.place is None, -each.score, each.told.span)


def _radius_m(each: Circumstance[EventPlace]) -> float:
    return each.told.place.radius_m if each.told.place else 0.0
