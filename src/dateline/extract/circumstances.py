"""Circumstances: when and where one event happened, and with what."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.extract.draft_index import DraftIndex
from dateline.extract.happenings import Telling, are_apart
from dateline.extract.scenes import Scene
from dateline.records.event import EventPlace, EventTime
from dateline.records.mention import MentionKind, Role
from dateline.records.span import Span
from dateline.records.time import TimePrecision

_Told = TypeVar("_Told", EventTime, EventPlace)

_PRECISION_ORDER = {precision: order for order, precision in enumerate(TimePrecision)}
_NEAR_CHARS = 60
_OTHER_SENTENCE = 10_000  # farther than any words of the same sentence
_BESIDE = 0.5  # the score, times the event's, of what only stands beside a trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance(Generic[_Told]):
    """A time or place with the score of its belonging to the event."""

    told: _Told
    score: float
    is_linked: bool
    gap: int


def find_time(index: DraftIndex, scene: Scene) -> Circumstance[EventTime] | None:
    """Return when it happened: what a trigger is tied to, then what is near, the most exact first.

    Null when nothing in the sentences of its triggers says when.
    """
    found = [
        _circumstance(index, scene, telling, time, Role.TIME)
        for telling in scene.tellings
        for time in telling.times
    ]
    return min(
        found,
        key=lambda each: (
            each.told.when.precision is TimePrecision.UNKNOWN,
            not each.is_linked,
            each.gap % _OTHER_SENTENCE > _NEAR_CHARS,
            _PRECISION_ORDER[each.told.when.precision],
            each.gap,
        ),
        default=None,
    )


def find_place(index: DraftIndex, scene: Scene) -> Circumstance[EventPlace] | None:
    """Return where it happened: the smallest of the places that lie in one another.

    A place that the resolver could not find counts only when there is no other.
    """
    found = [
        _circumstance(index, scene, telling, place, Role.PLACE)
        for telling in scene.tellings
        for place in telling.places
    ]
    best = min(found, key=_place_order, default=None)
    if best is None or best.told.place is None:
        return best
    within = [
        each
        for each in found
        if each.told.place and not are_apart(each.told.place, best.told.place)
    ]
    return min(within, key=lambda each: (_radius_m(each), each.gap))


def find_weapons(index: DraftIndex, scene: Scene) -> dict[Span, float]:
    """Return the weapons tied to a trigger or beside one, each wording once, with scores."""
    found: dict[str, tuple[Span, float]] = {}
    for telling in scene.tellings:
        tied = [(m.span, score) for m, _, score in index.linked(telling.number, Role.WEAPON)]
        beside = [
            (mention.span, mention.score * _BESIDE)
            for mention in index.mentions_around(telling.trigger.span)
            if mention.kind is MentionKind.WEAPON
            and scene.is_violent
            and mention.span not in index.linked_spans
            and index.is_beside(telling.number, mention.span)
        ]
        for span, score in (*tied, *beside):
            words = span.quote(index.text).lower()
            if words not in found or found[words][1] < score:
                found[words] = (span, score)
    return dict(sorted(found.values()))


def _circumstance(
    index: DraftIndex, scene: Scene, telling: Telling, told: _Told, role: Role
) -> Circumstance[_Told]:
    scores = [
        score
        for mention, _, score in index.linked(telling.number, role)
        if mention.span.overlaps(told.span)
    ]
    trigger = telling.trigger
    gap = max(trigger.span.start - told.span.end, told.span.start - trigger.span.end)
    apart = abs(telling.sentence - scene.head.sentence)
    return Circumstance(
        told=told,
        score=max(scores, default=trigger.score * _BESIDE),
        is_linked=bool(scores),
        gap=gap + apart * _OTHER_SENTENCE,
    )


def _place_order(each: Circumstance[EventPlace]) -> tuple[bool, bool, float, int]:
    return (each.told.place is None, not each.is_linked, _radius_m(each), each.gap)


def _radius_m(each: Circumstance[EventPlace]) -> float:
    return each.told.place.radius_m if each.told.place else 0.0
