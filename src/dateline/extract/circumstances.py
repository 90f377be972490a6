"""Circumstances: when and where one event happened, and with what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.extract.draft_index import DraftIndex
from dateline.extract.happenings import Telling, are_apart, is_local
from dateline.extract.scenes import ACTUAL, VIOLENT, Scene
from dateline.records.event import EventPlace, EventTime
from dateline.records.mention import MentionKind, Role
from dateline.records.span import Span
from dateline.records.time import TimePrecision

_Told = TypeVar("_Told", EventTime, EventPlace)

_PRECISION_ORDER = {precision: order for order, precision in enumerate(TimePrecision)}
_NEAR_CHARS = 60
_OTHER_SENTENCE = 10_000  # farther than any words of the same sentence
_BESIDE = 0.5  # the score, times the event's, of what only stands beside a trigger
LENT = 0.25  # the same, of a place that is lent by something else
_LEAD_SENTENCES = 3  # the title and the first sentences, which the dateline stands for
_ON_THE_SPOT = frozenset(
    {
        "strategic.arrest", "strategic.displacement", "strategic.property_destruction",
    }
)  # fmt: skip
_BOUND_FAMILIES = VIOLENT | {"protest", "riot"}


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


def find_places(
    index: DraftIndex, scenes: Sequence[Scene]
) -> list[Circumstance[EventPlace] | None]:
    """Return where each happened: what is told of it, or else the place that the news is from.

    That is the place of the first event that is news and has one, for what is told after it; or
    else the dateline's, for what the first sentences tell. Only news of a kind that is bound to its
    place (violence, protest, arrests) gets such a place, with a lower score.
    """
    found = [find_place(index, scene) for scene in scenes]
    main = next(
        (
            (scene.head.sentence, place.told)
            for scene, place in sorted(
                zip(scenes, found, strict=True), key=lambda pair: pair[0].head.trigger.span
            )
            if place and _is_news(scene) and is_local(place.told)
        ),
        None,
    )
    return [
        place or _place_of_the_news(index, scene, main)
        for scene, place in zip(scenes, found, strict=True)
    ]


def _place_of_the_news(
    index: DraftIndex, scene: Scene, main: tuple[int, EventPlace] | None
) -> Circumstance[EventPlace] | None:
    first = min(telling.sentence for telling in scene.tellings)
    if not _is_news(scene):
        return None
    if main and first >= main[0]:
        told = main[1]
    elif main is None and first < _LEAD_SENTENCES and index.dateline_place:
        lead = index.sentences[: _LEAD_SENTENCES + 1]
        if any(is_local(place) for sentence in lead for place in index.places_around(sentence)):
            return None  # a capital, say, where the news was written of some other town
        told = index.dateline_place
    else:
        return None
    score = scene.head.trigger.score * LENT
    return Circumstance(told=told, score=score, is_linked=False, gap=_OTHER_SENTENCE)


def _is_news(scene: Scene) -> bool:
    """Say whether it really happened, is not only recalled, and is bound to a place."""
    is_bound = scene.type.split(".")[0] in _BOUND_FAMILIES or scene.type in _ON_THE_SPOT
    return is_bound and scene.modality in ACTUAL and not scene.is_background


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
