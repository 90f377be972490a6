"""A reading: what a report's claims add up to, and its public JSON."""

from collections import defaultdict
from collections.abc import Iterable

from dateline.errors import ExtractError
from dateline.extract.claims import (
    ENTITY_FIELDS,
    EVENT_FIELDS,
    in_text_order,
    read_entity,
    read_event,
    read_relation,
)
from dateline.records.claim import Claim
from dateline.records.entity import Entity, Relation
from dateline.records.event import Count, Event, EventPlace, EventTime, Participant, Telling
from dateline.records.reading import Reading
from dateline.records.report import Credit, Report
from dateline.records.source import Source
from dateline.records.span import Span

SCHEMA = "dateline.reading/1"


def assemble_reading(report: Report, claims: Iterable[Claim], sources: Iterable[Source]) -> Reading:
    """Return the reading that the claims add up to; their order does not matter.

    Entities, events and relations are made from the claims alone. An event without a `type` claim
    and an entity without a `kind` and a `name` are not made; their claims stay in the reading.

    Raises:
        ExtractError: a claim's value does not have the shape that its field asks for.
    """
    ordered = in_text_order(claims)
    by_subject: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        by_subject[claim.subject].append(claim)
    try:
        events = [read_event(subject, told) for subject, told in by_subject.items()]
        entities = [read_entity(subject, told) for subject, told in by_subject.items()]
    except (KeyError, TypeError, ValueError) as error:
        raise ExtractError(
            f"a claim about report {report.id} has a value of the wrong shape: {error!r}"
        ) from error
    told_fields = EVENT_FIELDS | ENTITY_FIELDS
    return Reading(
        report=report,
        claims=ordered,
        sources=_ordered_sources(sources),
        entities=tuple(
            sorted(filter(None, entities), key=lambda each: (each.mentions[:1], each.id))
        ),
        events=tuple(sorted(filter(None, events), key=lambda each: (each.trigger, each.id))),
        relations=tuple(
            read_relation(claim) for claim in ordered if claim.field not in told_fields
        ),
    )


def to_json(reading: Reading) -> dict[str, object]:
    """Return the reading's public JSON, as `dateline schema reading` describes it.

    Raises:
        SpanError: a span does not fit the report's text.
    """
    text = reading.report.text
    return {
        "schema": SCHEMA,
        "report": _report_json(reading.report),
        "entities": [_entity_json(entity, text) for entity in reading.entities],
        "events": [_event_json(event, text) for event in reading.events],
        "sources": [_source_json(source, text) for source in reading.sources],
        "claims": [_claim_json(claim, text) for claim in reading.claims],
        "relations": [_relation_json(relation, text) for relation in reading.relations],
    }


def _ordered_sources(sources: Iterable[Source]) -> tuple[Source, ...]:
    nowhere = Span(0, 0)
    by_id = {source.id: source for source in sources}
    return tuple(sorted(by_id.values(), key=lambda source: (source.span or nowhere, source.id)))


def _report_json(report: Report) -> dict[str, object]:
    header = report.dateline
    return {
        "id": report.id,
        "sha256": report.sha256,
        "url": report.url,
        "title": report.title,
        "outlet": report.outlet,
        "byline": report.byline,
        "published": report.published,
        "published_source": report.published_source,
        "dateline": {"place": header.place, **_quoted(header.span, report.text)}
        if header
        else None,
        "language": report.language,
        "text": report.text,
        "credits": [_credit_json(credit, report.text) for credit in report.credits],
        "warnings": [
            {"code": warning.code, "message": warning.message, "quote": warning.quote}
            for warning in report.warnings
        ],
    }


def _credit_json(credit: Credit, text: str) -> dict[str, object]:
    named: dict[str, object] = {"kind": credit.kind.value, "name": credit.name}
    if credit.span is None:  # from metadata or cut furniture: the words are not in the text
        return {**named, "start": None, "end": None, "quote": credit.quote}
    return {**named, **_quoted(credit.span, text)}


def _entity_json(entity: Entity, text: str) -> dict[str, object]:
    return {
        "id": entity.id,
        "kind": entity.kind.value,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "mentions": [_quoted(span, text) for span in entity.mentions],
        "links": dict(entity.links),
    }


def _event_json(event: Event, text: str) -> dict[str, object]:
    return {
        "id": event.id,
        "type": event.type,
        "trigger": _quoted(event.trigger, text),
        "tellings": [_telling_json(each, text) for each in event.tellings],
        "modality": event.modality.value,
        "background": event.background,
        "when": _time_json(event.time, text) if event.time else None,
        "where": _place_json(event.place, text) if event.place else None,
        "participants": [_participant_json(each, text) for each in event.participants],
        "counts": [_count_json(count, text) for count in event.counts],
        "weapons": [_quoted(span, text) for span in event.weapons],
        "sources": list(event.told_by),
        "score": event.score,
    }


def _telling_json(telling: Telling, text: str) -> dict[str, object]:
    return {
        "type": telling.type,
        "modality": telling.modality.value,
        "sources": list(telling.sources),
        "score": telling.score,
        **_quoted(telling.span, text),
    }


def _time_json(time: EventTime, text: str) -> dict[str, object]:
    return {
        "edtf": time.when.edtf,
        "earliest": time.when.earliest,
        "latest": time.when.latest,
        "precision": time.when.precision.value,
        **_quoted(time.span, text),
    }


def _place_json(where: EventPlace, text: str) -> dict[str, object]:
    place = where.place
    return {
        "name": where.name,
        "admin1": place.admin1 if place else None,
        "admin2": place.admin2 if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "radius_m": place.radius_m if place else None,
        "precision": place.precision.value if place else None,
        "geonames_id": place.geonames_id if place else None,
        "abstained": where.abstained,
        **_quoted(where.span, text),
    }


def _participant_json(participant: Participant, text: str) -> dict[str, object]:
    return {
        "entity": participant.entity,
        "role": participant.role.value,
        "status": participant.status.value,
        "sources": list(participant.sources),
        "score": participant.score,
        **_quoted(participant.span, text),
    }


def _count_json(count: Count, text: str) -> dict[str, object]:
    return {
        "what": count.what.value,
        "low": count.low,
        "high": count.high,
        "whom": count.whom,
        "includes_attackers": count.includes_attackers,
        "sources": list(count.sources),
        "modality": count.modality.value,
        "score": count.score,
        **_quoted(count.span, text),
    }


def _source_json(source: Source, text: str) -> dict[str, object]:
    words: dict[str, object] = {"start": None, "end": None, "quote": None}
    return {
        "id": source.id,
        "kind": source.kind.value,
        "name": source.name,
        "entity": source.entity,
        "told": source.told,
        "cue": _quoted(source.cue, text) if source.cue else None,
        **(_quoted(source.span, text) if source.span else words),
    }


def _claim_json(claim: Claim, text: str) -> dict[str, object]:
    return {
        "id": claim.id,
        "subject": claim.subject,
        "field": claim.field,
        "value": claim.value,
        "raw": claim.raw,
        "evidence": _quoted(claim.evidence, text),
        "sources": list(claim.sources),
        "modality": claim.modality.value,
        "score": claim.score,
        "made_by": claim.made_by,
    }


def _relation_json(relation: Relation, text: str) -> dict[str, object]:
    return {
        "subject": relation.subject,
        "relation": relation.relation,
        "object": relation.object,
        "modality": relation.modality.value,
        "when": relation.when,
        "evidence": _quoted(relation.evidence, text),
        "sources": list(relation.sources),
    }


def _quoted(span: Span, text: str) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "quote": span.quote(text)}
