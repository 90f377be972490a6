import json

import pytest

from dateline.errors import ExtractError, SpanError
from dateline.extract.claims import entity_claims, event_claims
from dateline.extract.events import EventStage
from dateline.extract.reading import assemble_reading, to_json
from dateline.records.claim import Claim
from dateline.records.event import Event, EventPlace
from dateline.records.report import Credit, CreditKind, ReadWarning
from dateline.records.source import Modality
from dateline.records.span import Span
from tests.builders import (
    a_claim,
    a_marked_draft,
    a_report,
    a_source,
    a_span,
    an_entity,
)

REPORT_KEYS = (
    "id sha256 url title outlet byline published published_source dateline language text credits "
    "warnings"
)
KEYS = {
    "entities": "id kind name aliases mentions links",
    "events": "id type trigger tellings modality background when where participants counts "
    "weapons sources score",
    "claims": "id subject field value raw evidence sources modality score made_by",
}


def finished(marked: str) -> dict[str, object]:
    (draft,) = EventStage()([a_marked_draft(marked)])
    return to_json(assemble_reading(draft.report, draft.claims, draft.cited))


def test_the_keys_of_the_public_json() -> None:
    public = json.loads(
        json.dumps(finished("[Gunmen](people>1.attacker) [attacked](!violence.attack#1)."))
    )
    assert list(public) == [
        "schema", "report", "entities", "events", "sources", "claims", "relations",
    ]  # fmt: skip
    assert public["schema"] == "dateline.reading/1"
    assert list(public["report"]) == REPORT_KEYS.split()
    for name, keys in KEYS.items():
        assert list(public[name][0]) == keys.split()


def test_the_surest_claim_fills_a_field_that_has_one_value() -> None:
    report = a_report()
    sure = a_claim(report, value="explosion.bombing", score=0.9)
    unsure = a_claim(report, value="violence.attack", score=0.8)
    reading = assemble_reading(report, [unsure, sure], [])
    assert [event.type for event in reading.events] == ["explosion.bombing"]


def test_an_event_without_a_type_is_not_made_but_its_claims_stay() -> None:
    report = a_report()
    claim = a_claim(report, field="background", value=False)
    reading = assemble_reading(report, [claim], [])
    assert (reading.events, reading.claims) == ((), (claim,))


def test_any_other_field_is_a_relation() -> None:
    report = a_report()
    force = an_entity(report, "force", "police")
    claim = a_claim(
        report, subject=force.id, field="part_of", value="entity-1", modality=Modality.ALLEGED
    )
    (relation,) = assemble_reading(report, [claim], []).relations
    assert (relation.subject, relation.relation, relation.object) == (
        force.id,
        "part_of",
        "entity-1",
    )
    assert relation.modality is Modality.ALLEGED


@pytest.mark.parametrize("value", ["2020", {"edtf": "2020"}, {"precision": "fortnight"}, None, 3])
def test_a_claim_of_the_wrong_shape_is_refused(value: object) -> None:
    report = a_report()
    when = a_claim(report, field="when", value=value)
    with pytest.raises(ExtractError, match="wrong shape"):
        assemble_reading(report, [a_claim(report), when], [])


def test_a_claim_about_words_outside_the_text_is_refused() -> None:
    report = a_report("Gunmen attacked.")
    claim = a_claim(a_report("Gunmen attacked. Twice."), evidence=Span(17, 22))
    with pytest.raises(SpanError):
        to_json(assemble_reading(report, [claim], []))


def test_a_place_that_was_not_found_keeps_its_name_and_the_reason() -> None:
    report = a_report()
    span = a_span(report.text, "Tikrit")
    event = Event(
        id="event-1",
        type="violence.attack",
        trigger=span,
        modality=Modality.ASSERTED,
        background=False,
        score=1.0,
        place=EventPlace(name="Tikrit", place=None, span=span, abstained="two towns fit"),
    )
    claims = event_claims(report, event, made_by="events/1")
    assert assemble_reading(report, claims, []).events == (event,)


def test_sources_stand_in_text_order_once() -> None:
    report = a_report()
    police, convoy = a_source(report, "police"), a_source(report, "convoy", "anonymous")
    reading = assemble_reading(report, [], [police, convoy, police])
    assert reading.sources == (convoy, police)


def test_an_alias_is_backed_by_the_mention_that_shows_it() -> None:
    report = a_report("The Jund al-Haq (JH) denied it, but JH was there.")
    spans = (a_span(report.text, "Jund al-Haq"), a_span(report.text, "JH"))
    entity = an_entity(report, "group", "Jund al-Haq", *spans, aliases=("JH",))
    alias = next(c for c in entity_claims(report, entity, made_by="x/1") if c.field == "alias")
    assert (alias.value, alias.raw, alias.evidence) == ("JH", "JH", spans[1])


def test_a_credit_from_furniture_has_words_but_no_offsets() -> None:
    report = a_report(
        credits=(Credit(kind=CreditKind.WIRE, name="AFP", quote="(AFP)"),),
        warnings=(ReadWarning(code="furniture", message="A line was cut.", quote="(AFP)"),),
    )
    public = json.loads(json.dumps(to_json(assemble_reading(report, [], []))))
    assert public["report"]["credits"] == [
        {"kind": "wire", "name": "AFP", "start": None, "end": None, "quote": "(AFP)"}
    ]
    assert public["report"]["warnings"][0]["quote"] == "(AFP)"


def test_the_same_claim_twice_is_one_claim_with_the_higher_score() -> None:
    report = a_report()
    claims: list[Claim] = [a_claim(report, score=0.4), a_claim(report, score=0.7)]
    assert [claim.score for claim in assemble_reading(report, claims, []).claims] == [0.7]
