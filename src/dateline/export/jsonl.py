"""JSON lines: one incident a line, with everything that is known about it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from dateline.records.incident import Evidence, Incident, Stated
from dateline.records.source import Source

SCHEMA = "dateline.incident/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonlExporter:
    """Writes UTF-8 JSON, one object a line; offsets count Unicode code points."""

    name: str = "jsonl"
    description: str = "one JSON object a line, with all evidence; for programs"

    def write(self, incidents: Iterable[Incident], out: BinaryIO) -> None:
        """Write a line for each incident; see `Exporter.write`."""
        for incident in incidents:
            out.write(dump_json(incident_to_json(incident)).encode() + b"\n")


def dump_json(value: object) -> str:
    """Return compact JSON with its letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def incident_to_json(incident: Incident) -> dict[str, object]:
    """Return the incident's public JSON; absent knowledge is null."""
    return {
        "schema": SCHEMA,
        "id": incident.id,
        "type": incident.type.value,
        "modality": incident.modality.value,
        "background": incident.background,
        "score": incident.score,
        "evidence": _evidence(incident.type),
        "when": _when(incident),
        "where": _where(incident),
        "participants": [
            _stated(each, entity=each.value.entity, name=each.value.name, kind=each.value.kind,
                    role=each.value.role, status=each.value.status)
            for each in incident.participants
        ],
        "counts": [
            _stated(each, what=each.value.what, low=each.value.low, high=each.value.high,
                    whom=each.value.whom, includes_attackers=each.value.includes_attackers,
                    modality=each.value.modality)
            for each in incident.counts
        ],
        "weapons": [_stated(each, words=each.value) for each in incident.weapons],
        "sources": [_source(source) for source in incident.sources],
        "events": list(incident.events),
        "reports": [
            {"id": report.id, "title": report.title, "outlet": report.outlet,
             "published": report.published, "url": report.url, "location": report.location}
            for report in incident.reports
        ],
    }  # fmt: skip


def _stated(stated: Stated[Any], **fields: object) -> dict[str, object]:
    return {**fields, "evidence": _evidence(stated)}


def _evidence(stated: Stated[Any]) -> list[Mapping[str, object]]:
    return [_piece(evidence) for evidence in stated.evidence]


def _piece(evidence: Evidence) -> dict[str, object]:
    return {
        "claim": evidence.claim,
        "report": evidence.report,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "quote": evidence.quote,
        "sources": [_source(source) for source in evidence.sources],
        "modality": evidence.modality.value,
        "score": evidence.score,
        "made_by": evidence.made_by,
    }


def _source(source: Source) -> dict[str, object]:
    return {"id": source.id, "kind": source.kind.value, "name": source.name, "told": source.told}


def _when(incident: Incident) -> dict[str, object] | None:
    if incident.when is None:
        return None
    when = incident.when.value
    return _stated(
        incident.when,
        edtf=when.edtf,
        earliest=when.earliest,
        latest=when.latest,
        precision=when.precision.value,
    )


def _where(incident: Incident) -> dict[str, object] | None:
    if incident.where is None:
        return None
    where = incident.where.value
    place = where.place
    return _stated(
        incident.where,
        name=where.name,
        admin1=place.admin1 if place else None,
        admin2=place.admin2 if place else None,
        country=place.country if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        radius_m=place.radius_m if place else None,
        precision=place.precision.value if place else None,
        geonames_id=place.geonames_id if place else None,
        abstained=where.abstained,
    )
