"""Participants: who did what to whom in one event, and how sure the report is of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.extract.draft_index import DraftIndex
from dateline.extract.happenings import Telling
from dateline.extract.responsibility import STATUSES, Responsibility
from dateline.records.event import Participant, ParticipantStatus
from dateline.records.ids import content_id
from dateline.records.mention import MentionKind, Role
from dateline.records.source import Modality, Source, SourceKind
from dateline.records.span import Span

ROLES = (Role.ATTACKER, Role.TARGET, Role.VICTIM)
NO_ACTORS = frozenset({MentionKind.TIME, MentionKind.NUMBER, MentionKind.WEAPON})

_UNTIED = 0.8  # how much less a part counts that the model tied to no event
_BY_RULE = 0.6  # the score of a part that only the words of a responsibility cue tell
_SPEAKER_KINDS = {
    MentionKind.GROUP: SourceKind.GROUP,
    MentionKind.PEOPLE: SourceKind.ANONYMOUS,
    MentionKind.OUTLET: SourceKind.OUTLET,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """What decides who takes part in one event."""

    happening: Sequence[Telling]
    modality: Modality
    responsibilities: Sequence[Responsibility]
    min_part_score: float


def find_participants(index: DraftIndex, casting: Casting) -> tuple[Participant, ...]:
    """Return who takes part, once for each entity, role and status.

    Parts come from the links of all triggers of the happening, then from what the model says of a
    mention beside them that no event has, then from the words of responsibility.
    """
    cast: dict[tuple[str, Role], Participant] = {}
    for participant in (*_linked(index, casting), *_untied(index, casting)):
        key = (participant.entity, participant.role)
        order = (participant.score, not index.is_title(participant.span))
        if key not in cast or (cast[key].score, not index.is_title(cast[key].span)) < order:
            cast[key] = participant
    status = STATUSES.get(casting.modality)
    parts = [
        replace(each, status=status) if status and each.role is Role.ATTACKER else each
        for each in _without_both_sides(cast)
    ]
    for responsibility in casting.responsibilities:
        parts = _with_responsibility(index, parts, responsibility)
    return tuple(parts)


def find_speaker(index: DraftIndex, responsibility: Responsibility) -> Source:
    """Return the source that claims or denies: one that is cited there, or else a new one."""
    who = responsibility.who
    entity = index.entity_of(who.span)
    for source in index.draft.cited:
        same_words = source.span is not None and source.span.overlaps(who.span)
        if same_words or (entity and source.entity == entity.id):
            return source
    kind = _SPEAKER_KINDS.get(who.kind, SourceKind.NAMED)
    name = who.span.quote(index.text)
    return Source(
        id=content_id("source", index.draft.report.id, kind.value, name, None),
        kind=kind,
        name=name,
        entity=entity.id if entity else None,
        cue=responsibility.cue,
        span=who.span,
    )


def _linked(index: DraftIndex, casting: Casting) -> Iterable[Participant]:
    for telling in casting.happening:
        for mention, role, score in index.linked(telling.number, *ROLES):
            entity = index.entity_of(mention.span)
            if entity and mention.kind not in NO_ACTORS:
                yield _participant(index, entity.id, role, mention.span, telling, score)


def _untied(index: DraftIndex, casting: Casting) -> Iterable[Participant]:
    for telling in casting.happening:
        for mention in index.mentions_around(telling.trigger.span):
            if mention.kind in NO_ACTORS or mention.span in index.linked_spans:
                continue
            entity = index.entity_of(mention.span)
            role, score = next(iter(mention.parts), (Role.PLACE, 0.0))
            is_told = role in ROLES and score >= casting.min_part_score
            if entity and is_told and index.is_beside(telling.number, mention.span):
                yield _participant(index, entity.id, role, mention.span, telling, score * _UNTIED)


def _participant(
    index: DraftIndex, entity: str, role: Role, span: Span, telling: Telling, score: float
) -> Participant:
    return Participant(
        entity=entity,
        role=role,
        status=ParticipantStatus.ASSERTED,
        span=span,
        sources=index.sources_of(telling.trigger.span),
        score=score,
    )


def _without_both_sides(cast: dict[tuple[str, Role], Participant]) -> list[Participant]:
    """Return the parts without the weaker where one mention attacks and suffers at once."""
    kept = []
    for (entity, role), part in cast.items():
        if role is Role.ATTACKER:
            rivals = [cast.get((entity, Role.TARGET)), cast.get((entity, Role.VICTIM))]
        else:
            rivals = [cast.get((entity, Role.ATTACKER))]
        clashing = [
            rival
            for rival in rivals
            if rival and (Role.VICTIM not in {role, rival.role} or rival.span == part.span)
        ]
        weaker = any(
            (rival.score, rival.role.value) > (part.score, role.value) for rival in clashing
        )
        if not weaker:
            kept.append(part)
    return kept


def _with_responsibility(
    index: DraftIndex, parts: Sequence[Participant], responsibility: Responsibility
) -> list[Participant]:
    """Return the parts with the status that the words give; a differing word adds a part."""
    entity = index.entity_of(responsibility.who.span)
    told = [each for each in parts if entity and _is_attacker(each, entity.id)]
    if entity is None or not (told or responsibility.adds):
        return list(parts)
    told_before = [each for each in told if each.status is not ParticipantStatus.ASSERTED]
    part = Participant(
        entity=entity.id,
        role=Role.ATTACKER,
        status=responsibility.status,
        span=responsibility.who.span,
        sources=_sources(index, responsibility),
        score=max((each.score for each in told), default=_BY_RULE),
    )
    if any(each.status is part.status for each in told_before):
        return list(parts)
    others = [each for each in parts if each not in told]
    return [*others, *told_before, part]


def _is_attacker(part: Participant, entity: str) -> bool:
    return part.role is Role.ATTACKER and part.entity == entity


def _sources(index: DraftIndex, responsibility: Responsibility) -> tuple[str, ...]:
    others = index.sources_of(responsibility.who.span)
    if not responsibility.says_so:
        return others
    speaker = find_speaker(index, responsibility).id
    return (speaker, *(source for source in others if source != speaker))
