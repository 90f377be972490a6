"""The JSON Schema of a reading, draft 2020-12: what `dateline schema reading` prints."""

from collections.abc import Iterable
from enum import StrEnum

from dateline.extract.reading import SCHEMA
from dateline.records.event import CountKind, ParticipantStatus
from dateline.records.mention import MentionKind, Role
from dateline.records.place import PlacePrecision
from dateline.records.report import CreditKind
from dateline.records.source import Modality, SourceKind
from dateline.records.time import TimePrecision

Schema = dict[str, object]

_TEXT: Schema = {"type": "string"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_NUMBER_OR_NULL: Schema = {"type": ["number", "null"]}
_WHOLE_OR_NULL: Schema = {"type": ["integer", "null"], "minimum": 0}
_DAY_OR_NULL: Schema = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_FLAG: Schema = {"type": "boolean"}
_SCORE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_OFFSET: Schema = {"type": "integer", "minimum": 0}
_EVENT_TYPE: Schema = {"type": "string", "pattern": "^[a-z]+\\.[a-z_]+$"}
_SPAN: dict[str, Schema] = {"start": _OFFSET, "end": _OFFSET, "quote": _TEXT}
_SPAN_OR_NULL: dict[str, Schema] = {
    "start": _WHOLE_OR_NULL,
    "end": _WHOLE_OR_NULL,
    "quote": _TEXT_OR_NULL,
}


def reading_schema() -> Schema:
    """Return the JSON Schema of one reading; it allows no key that it does not name."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        "title": "A reading: one news report with everything that its claims say",
        **_object(
            schema={"const": SCHEMA},
            report=_report(),
            entities=_list(_entity()),
            events=_list(_event()),
            sources=_list(_source()),
            claims=_list(_claim()),
            relations=_list(_relation()),
        ),
    }


def _report() -> Schema:
    return _object(
        id=_id("report"),
        sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
        url=_TEXT_OR_NULL,
        title=_TEXT_OR_NULL,
        outlet=_TEXT_OR_NULL,
        byline=_TEXT_OR_NULL,
        published=_TEXT_OR_NULL,
        published_source=_TEXT_OR_NULL,
        dateline=_or_null(_object(place=_TEXT, **_SPAN)),
        language=_TEXT_OR_NULL,
        text=_TEXT,
        credits=_list(_object(kind=_one_of(CreditKind), name=_TEXT, **_SPAN_OR_NULL)),
        warnings=_list(_object(code=_TEXT, message=_TEXT, quote=_TEXT_OR_NULL)),
    )


def _entity() -> Schema:
    return _object(
        id=_id("entity"),
        kind=_one_of(MentionKind),
        name=_TEXT,
        aliases=_list(_TEXT),
        mentions=_list(_object(**_SPAN)),
        links={"type": "object", "additionalProperties": _TEXT},
    )


def _event() -> Schema:
    return _object(
        id=_id("event"),
        type=_EVENT_TYPE,
        trigger=_object(**_SPAN),
        tellings=_list(_telling()),
        modality=_one_of(Modality),
        background=_FLAG,
        when=_or_null(_when()),
        where=_or_null(_where()),
        participants=_list(_participant()),
        counts=_list(_count()),
        weapons=_list(_object(**_SPAN)),
        sources=_list(_id("source")),
        score=_SCORE,
    )


def _telling() -> Schema:
    return _object(
        type=_EVENT_TYPE,
        modality=_one_of(Modality),
        sources=_list(_id("source")),
        score=_SCORE,
        **_SPAN,
    )


def _when() -> Schema:
    return _object(
        edtf=_TEXT,
        earliest=_DAY_OR_NULL,
        latest=_DAY_OR_NULL,
        precision=_one_of(TimePrecision),
        **_SPAN,
    )


def _where() -> Schema:
    return _object(
        name=_TEXT,
        admin1=_TEXT_OR_NULL,
        admin2=_TEXT_OR_NULL,
        country={"type": ["string", "null"], "pattern": "^[A-Z]{2}$"},
        lat={**_NUMBER_OR_NULL, "minimum": -90, "maximum": 90},
        lon={**_NUMBER_OR_NULL, "minimum": -180, "maximum": 180},
        radius_m={**_NUMBER_OR_NULL, "exclusiveMinimum": 0},
        precision={"enum": [*PlacePrecision, None]},
        geonames_id=_WHOLE_OR_NULL,
        abstained=_TEXT_OR_NULL,
        **_SPAN,
    )


def _participant() -> Schema:
    return _object(
        entity=_id("entity"),
        role=_one_of(Role),
        status=_one_of(ParticipantStatus),
        sources=_list(_id("source")),
        score=_SCORE,
        **_SPAN,
    )


def _count() -> Schema:
    return _object(
        what=_one_of(CountKind),
        low=_WHOLE_OR_NULL,
        high=_WHOLE_OR_NULL,
        whom=_TEXT_OR_NULL,
        includes_attackers={"type": ["boolean", "null"]},
        sources=_list(_id("source")),
        modality=_one_of(Modality),
        score=_SCORE,
        **_SPAN,
    )


def _source() -> Schema:
    return _object(
        id=_id("source"),
        kind=_one_of(SourceKind),
        name=_TEXT,
        entity=_or_null(_id("entity")),
        told=_TEXT_OR_NULL,
        cue=_or_null(_object(**_SPAN)),
        **_SPAN_OR_NULL,
    )


def _claim() -> Schema:
    return _object(
        id=_id("claim"),
        subject=_TEXT,
        field={"type": "string", "pattern": "^[a-z][a-z_]*$"},
        value={},
        raw=_TEXT,
        evidence=_object(**_SPAN),
        sources=_list(_id("source")),
        modality=_one_of(Modality),
        score=_SCORE,
        made_by=_TEXT,
    )


def _relation() -> Schema:
    return _object(
        subject=_id("entity"),
        relation={"type": "string", "pattern": "^[a-z][a-z_]*$"},
        object=_id("entity"),
        modality=_one_of(Modality),
        when=_TEXT_OR_NULL,
        evidence=_object(**_SPAN),
        sources=_list(_id("source")),
    )


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"oneOf": [schema, {"type": "null"}]}


def _one_of(words: Iterable[StrEnum]) -> Schema:
    return {"enum": [word.value for word in words]}


def _id(prefix: str) -> Schema:
    return {"type": "string", "pattern": f"^{prefix}-[0-9a-f]{{16}}$"}
