"""Claims: the only thing that extraction writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, Union

from dateline.records.ids import content_id
from dateline.records.source import Modality
from dateline.records.span import Span

JsonValue: TypeAlias = Union[
    bool, int, float, str, Sequence["JsonValue"], Mapping[str, "JsonValue"], None
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement out of one report, with the words it rests on.

    Fields and the shape of their `value`:

    ==============  ==========  ==========================================================
    field           subject     value
    ==============  ==========  ==========================================================
    `type`          event       codebook type, `family.type`; the evidence is the trigger
    `telling`       event       the type that one telling's words alone suggest
    `background`    event       true when the report only recalls the event
    `when`          event       `{edtf, earliest, latest, precision}`
    `where`         event       `{name, lat, lon, radius_m, precision, country, admin1,
                                admin2, geonames_id}`, or `{name, abstained}` with the reason
    `participant`   event       `{entity, role, status}`
    `count`         event       `{what, low, high, whom, includes_attackers}`
    `weapon`        event       the weapon's words
    `mention`       entity      the mention's kind
    `kind`          entity      the entity's kind
    `name`          entity      the fullest name
    `alias`         entity      another name
    `link`          entity      `{scheme, id}`: who or what it is elsewhere
    a relation      entity      the object's entity id; the field is the relation's name
    ==============  ==========  ==========================================================

    `sources` are `Source.id`s of the same report, nearest speaker first; empty means the report
    itself. `made_by` is `stage/version` or `stage/version model/name`.
    """

    id: str
    report: str
    subject: str
    field: str
    value: JsonValue
    raw: str
    evidence: Span
    sources: tuple[str, ...]
    modality: Modality
    score: float
    made_by: str


def make_claim(  # noqa: PLR0913  one parameter a field: the claim is the options class
    *,
    report: str,
    subject: str,
    field: str,
    value: JsonValue,
    raw: str,
    evidence: Span,
    made_by: str,
    sources: tuple[str, ...] = (),
    modality: Modality = Modality.ASSERTED,
    score: float = 1.0,
) -> Claim:
    """Return a claim whose id is made from everything it says except its score."""
    claim_id = content_id(
        "claim", report, subject, field, value, evidence.start, evidence.end, list(sources),
        modality.value, made_by,
    )  # fmt: skip
    return Claim(
        id=claim_id,
        report=report,
        subject=subject,
        field=field,
        value=value,
        raw=raw,
        evidence=evidence,
        sources=sources,
        modality=modality,
        score=score,
        made_by=made_by,
    )
