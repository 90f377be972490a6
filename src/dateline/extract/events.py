"""Events: triggers, and all that stands around them, become one event for each happening."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from dateline.extract.circumstances import LENT, Circumstance, find_places, find_time, find_weapons
from dateline.extract.claims import entity_claims, event_claims
from dateline.extract.codebook import Codebook, load_codebook
from dateline.extract.draft_index import DraftIndex
from dateline.extract.happenings import Telling, Weights, find_happenings
from dateline.extract.modality import find_happening, is_background
from dateline.extract.objects import with_objects
from dateline.extract.participants import NO_ACTORS, ROLES, Casting, find_participants, find_speaker
from dateline.extract.plans import with_plans
from dateline.extract.responsibility import find_responsibilities
from dateline.extract.scenes import Scene, make_scene, with_counts, with_responsibilities
from dateline.extract.trigger_words import (
    is_denial,
    is_idiom,
    is_late_death,
    is_of_sport,
    kills,
    read_wording,
)
from dateline.records.draft import Draft
from dateline.records.entity import Entity
from dateline.records.event import Count, Event, EventPlace
from dateline.records.ids import content_id
from dateline.records.mention import MentionKind, Role
from dateline.records.report import ReadWarning
from dateline.records.span import Span

_VAGUE = 2  # "men were held" is two at least, and says no number
_NAMED = frozenset({MentionKind.PERSON, MentionKind.GROUP, MentionKind.ORGANISATION})

_ARMED = frozenset({MentionKind.GROUP, MentionKind.FORCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOptions:
    """What counts: scores 0…1 below which the model's finds are left out, and how far words reach.

    `min_bare_score` is for events of which nothing more is told: no when, where, who or how many;
    `min_thin_score` for those without a where and a how many.
    `reach_sentences` is how many sentences after an event a count or a claim of responsibility
    without an event of its own may still speak of it.
    """

    min_trigger_score: float = 0.5
    min_link_score: float = 0.5
    min_part_score: float = 0.5
    min_bare_score: float = 1.0
    min_thin_score: float = 0.7
    reach_sentences: int = 5
    weights: Weights = field(default_factory=Weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStage:
    """Writes the claims of every entity and every event.

    Adds an entity for each actor that has none, and a source for each group that claims or denies.
    """

    name: str = "events"
    version: str = "1"
    options: EventOptions = field(default_factory=EventOptions)

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with its claims.

        Raises:
            CodebookError: the codebook's files are missing or damaged.
        """
        for draft in drafts:
            yield self._with_claims(draft)

    def _with_claims(self, draft: Draft) -> Draft:
        draft, drawn, lost = find_events(draft, self.options)
        made_by = f"{self.name}/{self.version}"
        claims = [
            claim
            for entity in draft.entities
            for claim in entity_claims(draft.report, entity, made_by=made_by)
        ]
        for event, scores in drawn:
            claims += event_claims(draft.report, event, made_by=made_by, scores=scores)
        warnings = [
            ReadWarning(
                code="count_without_event",
                message="A number of people belongs to no event that was found.",
                quote=count.span.quote(draft.report.text),
            )
            for count in lost
        ]
        return draft.with_claims(*claims).with_warnings(*warnings)


def find_events(
    draft: Draft, options: EventOptions
) -> tuple[Draft, tuple[tuple[Event, dict[Span, float]], ...], tuple[Count, ...]]:
    """Return the draft with the entities and sources that events need, the events, and lost counts.

    With each event come the scores of its time, place and weapons by span.

    Raises:
        CodebookError: the codebook's files are missing or damaged.
    """
    codebook = load_codebook()
    draft, index = _with_everyone(draft, _counting_triggers(draft, options, codebook), options)
    tellings = [_telling(index, number) for number in index.triggers]
    scenes = [
        make_scene(happening, index)
        for happening in find_happenings(tellings, codebook, options.weights)
    ]
    scenes = with_responsibilities(
        scenes, find_responsibilities(index), index, options.reach_sentences
    )
    scenes, lost = with_counts(scenes, index, options.reach_sentences)
    told = [scene for scene in scenes if not scene.is_general and not scene.is_absent]
    speakers = {
        source.id: source
        for scene in told
        for each in scene.responsibilities
        if each.says_so and (source := find_speaker(index, each))
    }
    known = {source.id for source in draft.cited}
    new = tuple(source for source in speakers.values() if source.id not in known)
    places = find_places(index, told)
    events = tuple(
        _event(index, scene, place, options) for scene, place in zip(told, places, strict=True)
    )
    is_sport = is_of_sport(index.text)
    kept = tuple(
        (event, scores)
        for event, scores in events
        if (not is_sport or _is_of_arms(event, draft)) and _is_told(event, scores, options)
    )
    draft = replace(draft, cited=(*draft.cited, *new))
    planned = with_plans(draft, [event for event, _ in kept])
    return (
        draft,
        tuple((event, scores) for event, (_, scores) in zip(planned, kept, strict=True)),
        lost,
    )


def _with_everyone(
    draft: Draft, triggers: tuple[int, ...], options: EventOptions
) -> tuple[Draft, DraftIndex]:
    """Return the draft with all who are told of the triggers, and its index."""
    minimum = options.min_link_score
    told = with_objects(draft, DraftIndex(draft=draft, triggers=triggers, min_link_score=minimum))
    told = _with_actors(told)
    return told, DraftIndex(draft=told, triggers=triggers, min_link_score=minimum)


def _is_told(event: Event, scores: Mapping[Span, float], options: EventOptions) -> bool:
    """Say whether enough is told of the event for how sure its kind is."""
    return (
        event.score >= options.min_bare_score
        or (_says_more(event, scores) and event.score >= options.min_thin_score)
        or _is_pinned(event, scores)
    )


def _is_of_arms(event: Event, draft: Draft) -> bool:
    """Say whether people are counted, or a weapon or an armed attacker is told of the event."""
    armed = {entity.id for entity in draft.entities if entity.kind in _ARMED}
    return bool(
        event.counts
        or any(not weapon.overlaps(event.trigger) for weapon in event.weapons)
        or any(part.role is Role.ATTACKER and part.entity in armed for part in event.participants)
    )


def _says_more(event: Event, scores: Mapping[Span, float]) -> bool:
    """Say whether more is told of the event than its kind."""
    return bool(
        event.time
        or event.participants
        or any(not weapon.overlaps(event.trigger) for weapon in event.weapons)
        or _is_pinned(event, scores)
    )


def _is_pinned(event: Event, scores: Mapping[Span, float]) -> bool:
    """Say whether a place or a number is told of the event; a place only lent to it is none."""
    return bool(
        (event.place and scores[event.place.span] > event.score * LENT)
        or any(count.high is not None or (count.low or 0) > _VAGUE for count in event.counts)
    )


def _with_actors(draft: Draft) -> Draft:
    """Return the draft with an entity for each mention that may act and has none."""
    index = DraftIndex(draft=draft, triggers=())
    linked = {draft.mentions[link.mention].span for link in draft.links if link.role in ROLES}
    spans: dict[tuple[MentionKind, str], list[Span]] = {}
    for mention in sorted(draft.mentions, key=lambda mention: mention.span):
        may_act = mention.kind not in {*NO_ACTORS, MentionKind.PLACE} or mention.span in linked
        if may_act and mention.kind not in NO_ACTORS and index.entity_of(mention.span) is None:
            key = (mention.kind, mention.span.quote(draft.report.text))
            spans.setdefault(key, []).append(mention.span)
    new = [
        Entity(
            id=content_id("entity", draft.report.id, kind.value, name),
            kind=kind,
            name=name,
            mentions=tuple(dict.fromkeys(found)),
        )
        for (kind, name), found in spans.items()
    ]
    return replace(draft, entities=(*draft.entities, *new))


def _counting_triggers(draft: Draft, options: EventOptions, codebook: Codebook) -> tuple[int, ...]:
    """Return the triggers that are sure enough, in text order, the surest of any that overlap."""
    kept: list[int] = []
    by_score = sorted(
        range(len(draft.triggers)),
        key=lambda number: (-draft.triggers[number].score, draft.triggers[number].span),
    )
    for number in by_score:
        trigger = draft.triggers[number]
        overlaps = any(draft.triggers[other].span.overlaps(trigger.span) for other in kept)
        is_sure = (
            trigger.score >= options.min_trigger_score
            and codebook.has_type(trigger.type)
            and not is_idiom(draft.report.text, trigger.span)
        )
        if is_sure and not overlaps:
            kept.append(number)
    return tuple(sorted(kept, key=lambda number: draft.triggers[number].span))


def _telling(index: DraftIndex, number: int) -> Telling:
    trigger = index.draft.triggers[number]
    sentence = index.sentence_of(trigger.span)
    modality, _ = find_happening(index.text, sentence, trigger.span)
    actors = [
        (role, entity)
        for mention, role, _ in index.linked(number, *ROLES)
        if (entity := index.entity_of(mention.span))
    ]
    is_late = is_late_death(index.text, trigger.span)
    return Telling(
        number=number,
        trigger=trigger,
        sentence=index.sentence_number(trigger.span),
        modality=modality,
        background=is_background(
            index.text,
            sentence,
            trigger.span,
            index.times_around(trigger.span),
            index.draft.report.published,
        ),
        is_title=index.is_title(trigger.span),
        is_denial=is_denial(index, trigger),
        times=() if is_late else index.times_of(number),
        places=() if is_late else index.places_of(number),
        actors=frozenset((role, entity.id) for role, entity in actors),
        named=frozenset((role, entity.id) for role, entity in actors if entity.kind in _NAMED),
        killed=frozenset(
            entity.id
            for role, entity in actors
            if role is Role.VICTIM
            and entity.kind is MentionKind.PERSON
            and kills(trigger.span.quote(index.text))
        ),
        wording=read_wording(index, trigger.span),
    )


def _event(
    index: DraftIndex,
    scene: Scene,
    place: Circumstance[EventPlace] | None,
    options: EventOptions,
) -> tuple[Event, dict[Span, float]]:
    """Return the event, and the scores of its time, place and weapons by span."""
    trigger = scene.head.trigger
    casting = Casting(
        happening=scene.tellings,
        modality=scene.modality,
        responsibilities=scene.responsibilities,
        min_part_score=options.min_part_score,
    )
    time = find_time(index, scene)
    weapons = find_weapons(index, scene)
    event = Event(
        id=content_id("event", index.draft.report.id, trigger.span.start, trigger.span.end),
        type=scene.type,
        trigger=trigger.span,
        modality=scene.modality,
        background=scene.is_background,
        score=trigger.score,
        time=time.told if time else None,
        place=place.told if place else None,
        participants=find_participants(index, casting),
        counts=scene.counts,
        weapons=tuple(weapons),
        sources=index.sources_of(
            trigger.span, *(telling.trigger.span for telling in scene.tellings)
        ),
    )
    scores = dict(weapons)
    for found in (time, place):
        if found:
            scores[found.told.span] = found.score
    return event, scores
