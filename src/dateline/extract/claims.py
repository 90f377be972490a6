"""The pieces of a draft become claims, and claims become the same pieces again.

Each pair of functions here is a round trip: what `event_claims` writes, `read_event` reads back
without loss, and so for entities. `reading.py` sees claims only.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from dateline.records.claim import Claim, JsonValue, make_claim
from dateline.records.entity import Entity, Relation
from dateline.records.event import (
    Count,
    CountKind,
    Event,
    EventPlace,
    EventTime,
    Participant,
    ParticipantStatus,
    Telling,
)
from dateline.records.mention import MentionKind, Role
from dateline.records.place import Place, PlacePrecision
from dateline.records.report import Report
from dateline.records.source import Modality
from dateline.records.span import Span
from dateline.records.time import TimePrecision, When

EVENT_FIELDS = frozenset(
    {"type", "telling", "background", "when", "where", "participant", "count", "weapon"}
)
ENTITY_FIELDS = frozenset({"kind", "name", "alias", "mention", "link"})

STATUS_MODALITY = {
    ParticipantStatus.ALLEGED: Modality.ALLEGED,
    ParticipantStatus.CLAIMED: Modality.CLAIMED,
    ParticipantStatus.DENIED: Modality.DENIED,
}
_ROLE_ORDER = {role: order for order, role in enumerate(Role)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """How sure a time, place or weapon of an event is, and who says it."""

    score: float
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """What one claim says of an event."""

    field: str
    value: JsonValue
    span: Span
    modality: Modality
    score: float
    sources: tuple[str, ...]


def event_claims(
    report: Report, event: Event, *, made_by: str, backing: Mapping[Span, Backing] | None = None
) -> tuple[Claim, ...]:
    """Return the claims that say everything the event says.

    Args:
        report: the report that the event's spans point into.
        event: the event; its id is the subject of every claim.
        made_by: `stage/version` of who found it.
        backing: what each time, place or weapon stands on, by its span; the trigger's own score
            and sources where nothing is given.
    """
    pieces = (
        *_own_pieces(report.text, event, backing or {}),
        *map(_telling_piece, event.tellings),
        *(_participant_piece(event, each) for each in event.participants),
        *map(_count_piece, event.counts),
    )
    return tuple(
        make_claim(
            report=report.id,
            subject=event.id,
            field=piece.field,
            value=piece.value,
            raw=piece.span.quote(report.text),
            evidence=piece.span,
            made_by=made_by,
            sources=piece.sources,
            modality=piece.modality,
            score=piece.score,
        )
        for piece in pieces
    )


def entity_claims(report: Report, entity: Entity, *, made_by: str) -> tuple[Claim, ...]:
    """Return the claims that say everything the entity says.

    The evidence of a name or alias is a mention that shows it letter for letter, or else the first.
    """
    first = entity.mentions[0]
    shown = {span.quote(report.text): span for span in reversed(entity.mentions)}
    pieces: list[tuple[str, JsonValue, Span]] = [
        ("kind", entity.kind.value, first),
        ("name", entity.name, shown.get(entity.name, first)),
    ]
    pieces += [("alias", alias, shown.get(alias, first)) for alias in entity.aliases]
    pieces += [("mention", entity.kind.value, span) for span in entity.mentions]
    pieces += [("link", {"scheme": scheme, "id": key}, first) for scheme, key in entity.links]
    return tuple(
        make_claim(
            report=report.id,
            subject=entity.id,
            field=field,
            value=value,
            raw=span.quote(report.text),
            evidence=span,
            made_by=made_by,
        )
        for field, value, span in pieces
    )


def read_event(subject: str, claims: Sequence[Claim]) -> Event | None:
    """Return the event that these claims, all of one subject, add up to; null without a type.

    Where claims rival for a field that has one value, the highest score wins, then the first words.
    """
    head = _best(claims, "type")
    if head is None:
        return None
    background, when, where = (_best(claims, field) for field in ("background", "when", "where"))
    participants = (_participant(claim) for claim in _of(claims, "participant"))
    return Event(
        id=subject,
        type=str(head.value),
        trigger=head.evidence,
        modality=head.modality,
        background=bool(background and background.value),
        score=head.score,
        tellings=tuple(_telling(claim) for claim in _of(claims, "telling")),
        time=EventTime(when=_when(when), span=when.evidence) if when else None,
        place=_event_place(where) if where else None,
        participants=tuple(sorted(participants, key=_participant_order)),
        counts=tuple(_count(claim) for claim in _of(claims, "count")),
        weapons=tuple(claim.evidence for claim in _of(claims, "weapon")),
        sources=head.sources,
    )


def read_entity(subject: str, claims: Sequence[Claim]) -> Entity | None:
    """Return the entity that these claims, all of one subject, add up to; null without a name."""
    kind, name = _best(claims, "kind"), _best(claims, "name")
    if kind is None or name is None:
        return None
    links = [_fields(claim) for claim in _of(claims, "link")]
    return Entity(
        id=subject,
        kind=MentionKind(str(kind.value)),
        name=str(name.value),
        mentions=tuple(dict.fromkeys(claim.evidence for claim in _of(claims, "mention"))),
        aliases=tuple(dict.fromkeys(str(claim.value) for claim in _of(claims, "alias"))),
        links=tuple((link["scheme"], link["id"]) for link in links),
    )


def read_relation(claim: Claim) -> Relation:
    """Return the relation that the claim states."""
    return Relation(
        subject=claim.subject,
        relation=claim.field,
        object=str(claim.value),
        modality=claim.modality,
        evidence=claim.evidence,
        sources=claim.sources,
    )


def in_text_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims by evidence, field and id; of claims with one id the surest stays."""
    surest: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda claim: (claim.score, claim.raw)):
        surest[claim.id] = claim
    return tuple(sorted(surest.values(), key=lambda claim: (claim.evidence, claim.field, claim.id)))


def _own_pieces(text: str, event: Event, backing: Mapping[Span, Backing]) -> Iterator[_Piece]:
    """Yield the event's type, background, time, place and weapons."""
    own = Backing(score=event.score, sources=event.sources)
    told: list[tuple[str, JsonValue, Span, Backing]] = [
        ("type", event.type, event.trigger, own),
        ("background", event.background, event.trigger, own),
    ]
    values: list[tuple[str, JsonValue, Span]] = []
    if event.time:
        values.append(("when", _when_value(event.time.when), event.time.span))
    if event.place:
        values.append(("where", _where_value(event.place), event.place.span))
    values += [("weapon", span.quote(text), span) for span in event.weapons]
    told += [(field, value, span, backing.get(span, own)) for field, value, span in values]
    for field, value, span, stand in told:
        yield _Piece(
            field=field, value=value, span=span,
            modality=event.modality, score=stand.score, sources=stand.sources,
        )  # fmt: skip


def _telling_piece(telling: Telling) -> _Piece:
    return _Piece(
        field="telling", value=telling.type, span=telling.span,
        modality=telling.modality, score=telling.score, sources=telling.sources,
    )  # fmt: skip


def _participant_piece(event: Event, participant: Participant) -> _Piece:
    value: JsonValue = {
        "entity": participant.entity,
        "role": participant.role.value,
        "status": participant.status.value,
    }
    return _Piece(
        field="participant", value=value, span=participant.span,
        modality=STATUS_MODALITY.get(participant.status, event.modality),
        score=participant.score, sources=participant.sources,
    )  # fmt: skip


def _count_piece(count: Count) -> _Piece:
    value: JsonValue = {
        "what": count.what.value,
        "low": count.low,
        "high": count.high,
        "whom": count.whom,
        "includes_attackers": count.includes_attackers,
    }
    return _Piece(
        field="count", value=value, span=count.span,
        modality=count.modality, score=count.score, sources=count.sources,
    )  # fmt: skip


def _when_value(when: When) -> JsonValue:
    return {
        "edtf": when.edtf,
        "earliest": when.earliest,
        "latest": when.latest,
        "precision": when.precision.value,
    }


def _where_value(where: EventPlace) -> JsonValue:
    place = where.place
    if place is None:
        return {"name": where.name, "abstained": where.abstained}
    return {
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "radius_m": place.radius_m,
        "precision": place.precision.value,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "geonames_id": place.geonames_id,
    }


def _when(claim: Claim) -> When:
    fields = _fields(claim)
    return When(
        edtf=fields["edtf"],
        earliest=fields["earliest"],
        latest=fields["latest"],
        precision=TimePrecision(fields["precision"]),
    )


def _event_place(claim: Claim) -> EventPlace:
    fields = _fields(claim)
    if "abstained" in fields:
        return EventPlace(
            name=fields["name"], place=None, span=claim.evidence, abstained=fields["abstained"]
        )
    place = Place(**{**fields, "precision": PlacePrecision(fields["precision"])})
    return EventPlace(name=place.name, place=place, span=claim.evidence)


def _telling(claim: Claim) -> Telling:
    return Telling(
        span=claim.evidence,
        type=str(claim.value),
        modality=claim.modality,
        sources=claim.sources,
        score=claim.score,
    )


def _participant(claim: Claim) -> Participant:
    fields = _fields(claim)
    return Participant(
        entity=fields["entity"],
        role=Role(fields["role"]),
        status=ParticipantStatus(fields["status"]),
        span=claim.evidence,
        sources=claim.sources,
        score=claim.score,
    )


def _count(claim: Claim) -> Count:
    fields = _fields(claim)
    return Count(
        what=CountKind(fields["what"]),
        low=fields["low"],
        high=fields["high"],
        whom=fields["whom"],
        includes_attackers=fields["includes_attackers"],
        span=claim.evidence,
        sources=claim.sources,
        modality=claim.modality,
        score=claim.score,
    )


def _participant_order(participant: Participant) -> tuple[int, Span, str, str]:
    return (
        _ROLE_ORDER[participant.role],
        participant.span,
        participant.entity,
        participant.status.value,
    )


def _of(claims: Sequence[Claim], field: str) -> list[Claim]:
    return [claim for claim in claims if claim.field == field]


def _best(claims: Sequence[Claim], field: str) -> Claim | None:
    return min(
        _of(claims, field), key=lambda claim: (-claim.score, claim.evidence, claim.id), default=None
    )


def _fields(claim: Claim) -> dict[str, Any]:
    return dict(cast("Mapping[str, Any]", claim.value))
