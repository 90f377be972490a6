"""Plans: what other sentences of a report tell of a planned allegiance.

"He was to become its chief" tells of the same plan as "he was set to join it".
"""

from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.relations import find_relations
from dateline.records.claim import Claim
from dateline.records.draft import Draft
from dateline.records.event import Event, Participant, ParticipantStatus
from dateline.records.mention import Role
from dateline.records.source import Modality

_TYPE = "strategic.allegiance"
_TIES = frozenset({"leads", "member_of"})


def with_plans(draft: Draft, events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events, planned allegiances with those who tell or make the same plan.

    The tie around the trigger ("Khan was set to join the group") names who is to join whom. Who
    answers for another planned tie of the same two is a source of the plan too.
    """
    planned = [event for event in events if _is_plan(event)]
    if not planned:
        return tuple(events)
    ties = [
        claim
        for claim in find_relations(draft, "plans")
        if claim.field in _TIES and claim.modality is Modality.PLANNED
    ]
    return tuple(_with_ties(event, ties) if _is_plan(event) else event for event in events)


def _is_plan(event: Event) -> bool:
    return event.type == _TYPE and event.modality is Modality.PLANNED


def _with_ties(event: Event, ties: Sequence[Claim]) -> Event:
    parts = {(part.role, part.entity): part for part in event.participants}
    for tie in ties:
        if tie.evidence.covers(event.trigger):
            for role, entity in ((Role.ATTACKER, tie.subject), (Role.TARGET, str(tie.value))):
                parts.setdefault((role, entity), _part(event, role, entity, tie))
    told = [
        tie
        for tie in ties
        if {(Role.ATTACKER, tie.subject), (Role.TARGET, str(tie.value))} <= parts.keys()
    ]
    sources = (*event.sources, *(source for tie in told for source in tie.sources))
    return replace(event, participants=tuple(parts.values()), sources=tuple(dict.fromkeys(sources)))


def _part(event: Event, role: Role, entity: str, tie: Claim) -> Participant:
    return Participant(
        entity=entity,
        role=role,
        status=ParticipantStatus.ASSERTED,
        span=tie.evidence,
        sources=tie.sources,
        score=event.score,
    )
