"""Incidents out of readings; for now each event of each report is an incident of its own."""

from collections.abc import Iterable, Iterator, Mapping

from dateline.records.claim import Claim
from dateline.records.entity import Entity
from dateline.records.event import Event
from dateline.records.incident import (
    Evidence,
    Incident,
    IncidentParticipant,
    ReportHeader,
    Stated,
)
from dateline.records.mention import MentionKind
from dateline.records.reading import Reading
from dateline.records.report import Report
from dateline.records.source import Source
from dateline.records.span import Span

INCIDENT, EVENT = "incident-", "event-"


def assemble_incidents(readings: Iterable[Reading]) -> tuple[Incident, ...]:
    """Return the incidents that the readings tell of, oldest first, undated ones last.

    Planned, hypothetical and negated events are kept: their modality says what they are.
    """
    return tuple(sorted(iterate_incidents(readings), key=_order))


def iterate_incidents(readings: Iterable[Reading]) -> Iterator[Incident]:
    """Yield the incidents in the order of the readings, without keeping them all in memory."""
    for reading in readings:
        case = _Case(reading)
        for event in reading.events:
            yield case.incident(event)


def incident_id(event_id: str) -> str:
    """Return the id of the incident that starts with this event; the hex digits stay."""
    return INCIDENT + event_id.removeprefix(EVENT)


def event_prefix(id_prefix: str) -> str:
    """Return the start of event ids that an incident's, or bare hex digits, stand for."""
    return EVENT + id_prefix.removeprefix(INCIDENT).removeprefix(EVENT)


class _Case:
    """A reading with its records by id, and the evidence for each piece of an event."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.report.text
        self._header = header_of(reading.report)
        self._entities: Mapping[str, Entity] = {each.id: each for each in reading.entities}
        self._sources: Mapping[str, Source] = {each.id: each for each in reading.sources}
        self._claims: dict[tuple[str, str], list[Claim]] = {}
        for claim in reading.claims:
            self._claims.setdefault((claim.subject, claim.field), []).append(claim)

    def incident(self, event: Event) -> Incident:
        time, place = event.time, event.place
        return Incident(
            id=incident_id(event.id),
            type=Stated(value=event.type, evidence=self._tellings(event)),
            modality=event.modality,
            background=event.background,
            score=event.score,
            when=Stated(value=time.when, evidence=self._evidence(event, "when", time.span))
            if time
            else None,
            where=Stated(value=place, evidence=self._evidence(event, "where", place.span))
            if place
            else None,
            participants=self._participants(event),
            counts=tuple(
                Stated(
                    value=count,
                    evidence=self._evidence(event, "count", count.span, what=count.what.value),
                )
                for count in event.counts
            ),
            weapons=tuple(
                Stated(value=span.quote(self._text), evidence=self._evidence(event, "weapon", span))
                for span in event.weapons
            ),
            sources=self._event_sources(event),
            events=(event.id,),
            reports=(self._header,),
        )

    def _participants(self, event: Event) -> tuple[Stated[IncidentParticipant], ...]:
        """Return one participant for each entity, role and status, with all its evidence."""
        evidence: dict[IncidentParticipant, tuple[Evidence, ...]] = {}
        for part in event.participants:
            entity = self._entities.get(part.entity)
            participant = IncidentParticipant(
                entity=part.entity,
                name=entity.name if entity else part.span.quote(self._text),
                kind=entity.kind if entity else MentionKind.PEOPLE,
                role=part.role,
                status=part.status,
            )
            found = self._evidence(
                event, "participant", part.span, entity=part.entity, role=part.role.value
            )
            kept = evidence.get(participant, ())
            evidence[participant] = (*kept, *(each for each in found if each not in kept))
        return tuple(Stated(value=who, evidence=why) for who, why in evidence.items())

    def _tellings(self, event: Event) -> tuple[Evidence, ...]:
        """Return what the type rests on: the trigger first, then the other tellings."""
        others = (each.span for each in event.tellings if each.span != event.trigger)
        return (
            *self._evidence(event, "type", event.trigger),
            *(each for span in others for each in self._evidence(event, "telling", span)),
        )

    def _event_sources(self, event: Event) -> tuple[Source, ...]:
        ids = [
            *event.told_by,
            *(source for part in event.participants for source in part.sources),
            *(source for count in event.counts for source in count.sources),
        ]
        return self._known(dict.fromkeys(ids))

    def _evidence(
        self, event: Event, field: str, span: Span, **values: str
    ) -> tuple[Evidence, ...]:
        """Return the claims of this field on these words whose value holds these values."""
        return tuple(
            Evidence(
                claim=claim.id,
                report=claim.report,
                span=claim.evidence,
                quote=claim.evidence.quote(self._text),
                modality=claim.modality,
                score=claim.score,
                made_by=claim.made_by,
                sources=self._known(claim.sources),
            )
            for claim in self._claims.get((event.id, field), ())
            if claim.evidence == span and _holds(claim, values)
        )

    def _known(self, ids: Iterable[str]) -> tuple[Source, ...]:
        return tuple(self._sources[each] for each in ids if each in self._sources)


def header_of(report: Report) -> ReportHeader:
    """Return the facts by which a person knows the report."""
    return ReportHeader(
        id=report.id,
        title=report.title,
        outlet=report.outlet,
        published=report.published,
        url=report.url,
        location=report.location,
    )


def _holds(claim: Claim, values: Mapping[str, str]) -> bool:
    if not isinstance(claim.value, Mapping):
        return not values
    return all(claim.value.get(name) == value for name, value in values.items())


def _order(incident: Incident) -> tuple[bool, str, str]:
    earliest = incident.when.value.earliest if incident.when else None
    return (earliest is None, earliest or "", incident.id)
