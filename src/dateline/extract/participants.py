"""Participants: who did what to whom in one event, and how sure the report is of it."""

from collections.abc import Sequence

from dateline.extract.draft_index import DraftIndex
from dateline.records.event import Participant, ParticipantStatus
from dateline.records.mention import MentionKind, Role
from dateline.records.source import Modality
from dateline.records.span import Span

ROLES = (Role.ATTACKER, Role.TARGET, Role.VICTIM)
NO_ACTORS = frozenset({MentionKind.TIME, MentionKind.WEAPON})
_STATUSES = {
    Modality.ALLEGED: ParticipantStatus.ALLEGED,
    Modality.CLAIMED: ParticipantStatus.CLAIMED,
    Modality.DENIED: ParticipantStatus.DENIED,
}
_OWN_WORD = {
    ParticipantStatus.CLAIMED: Modality.CLAIMED,
    ParticipantStatus.DENIED: Modality.DENIED,
}


def find_participants(
    index: DraftIndex, triggers: Sequence[int], modality: Modality
) -> tuple[Participant, ...]:
    """Return who takes part, once for each entity, role and status, the surest words of each.

    In an event that is only alleged, claimed or denied so is every attacker.

    Args:
        index: the draft.
        triggers: the numbers of the triggers that tell of the event.
        modality: how the report puts the event.
    """
    cast: dict[tuple[str, Role, ParticipantStatus], Participant] = {}
    doubt = _STATUSES.get(modality, ParticipantStatus.ASSERTED)
    for trigger in triggers:
        for link in index.links(trigger):
            mention = index.draft.mentions[link.mention]
            entity = index.entity_of(mention.span)
            if link.role not in ROLES or entity is None or mention.kind in NO_ACTORS:
                continue
            is_plain = link.role is Role.ATTACKER and link.status is ParticipantStatus.ASSERTED
            part = Participant(
                entity=entity.id,
                role=link.role,
                status=doubt if is_plain else link.status,
                span=mention.span,
                sources=_sources(index, mention.span, link.status),
                score=link.score,
            )
            key = (part.entity, part.role, part.status)
            if key not in cast or _order(index, cast[key]) < _order(index, part):
                cast[key] = part
    return tuple(cast.values())


def _order(index: DraftIndex, part: Participant) -> tuple[bool, float]:
    return (not index.is_title(part.span), part.score)


def _sources(index: DraftIndex, span: Span, status: ParticipantStatus) -> tuple[str, ...]:
    """Return who answers for the part; who claims or denies it itself does so first."""
    told = index.sources_of(span)
    speakers = index.speakers_at(span, _OWN_WORD.get(status))
    return tuple(dict.fromkeys((*speakers, *told)))
