"""The laws of a reading, for any report and any claims about it."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.claims import entity_claims, event_claims, read_entity, read_event
from dateline.extract.events import EventStage
from dateline.extract.reading import assemble_reading, to_json
from dateline.extract.schema import reading_schema
from dateline.records.claim import Claim
from dateline.records.draft import Draft
from dateline.records.event import Event
from dateline.records.reading import Reading
from tests import strategies

VALIDATOR = jsonschema.Draft202012Validator(reading_schema())


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    report = draw(strategies.reports())
    claims = draw(strategies.claims(report))
    return assemble_reading(report, claims, draw(st.lists(strategies.sources(report), max_size=4)))


def quoted(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of the JSON that has both offsets and a quote."""
    if isinstance(value, dict):
        if value.get("start") is not None:
            yield value
        for inner in value.values():
            yield from quoted(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quoted(inner)


@given(readings())
def test_every_quote_is_the_text_between_its_offsets(reading: Reading) -> None:
    for each in quoted(to_json(reading)):
        assert each["quote"] == reading.report.text[each["start"] : each["end"]]


@given(readings())
def test_the_public_json_conforms_to_its_schema(reading: Reading) -> None:
    VALIDATOR.validate(json.loads(json.dumps(to_json(reading))))


@given(readings())
def test_every_field_of_an_event_is_backed_by_a_claim(reading: Reading) -> None:
    for event in reading.events:
        told = [claim for claim in reading.claims if claim.subject == event.id]
        evidence = {(claim.field, claim.evidence) for claim in told}
        assert field_words(event) <= evidence
        assert any(claim.field == "type" and claim.value == event.type for claim in told)


def field_words(event: Event) -> set[tuple[str, Any]]:
    return {
        ("type", event.trigger),
        *([("when", event.time.span)] if event.time else []),
        *([("where", event.place.span)] if event.place else []),
        *(("participant", participant.span) for participant in event.participants),
        *(("count", count.span) for count in event.counts),
        *(("telling", telling.span) for telling in event.tellings),
        *(("weapon", span) for span in event.weapons),
    }


@given(st.data())
def test_the_order_of_claims_and_sources_does_not_matter(data: st.DataObject) -> None:
    report = data.draw(strategies.reports())
    claims = data.draw(strategies.claims(report))
    cited = data.draw(st.lists(strategies.sources(report), max_size=4, unique_by=lambda s: s.id))
    reading = assemble_reading(report, claims, cited)
    shuffled = data.draw(st.permutations(claims)), data.draw(st.permutations(cited))
    assert assemble_reading(report, *shuffled) == reading


@given(readings())
def test_assembling_again_changes_nothing(reading: Reading) -> None:
    assert assemble_reading(reading.report, reading.claims, reading.sources) == reading


@given(st.data())
def test_no_claim_is_lost(data: st.DataObject) -> None:
    report = data.draw(strategies.reports())
    claims: list[Claim] = data.draw(strategies.claims(report))
    assert {claim.id for claim in assemble_reading(report, claims, ()).claims} == {
        claim.id for claim in claims
    }


@given(st.data())
def test_an_event_survives_its_claims(data: st.DataObject) -> None:
    report = data.draw(strategies.reports())
    event = data.draw(strategies.events(report))
    back = read_event(event.id, event_claims(report, event, made_by="events/1"))
    assert back is not None
    assert sorted(map(str, back.participants)) == sorted(map(str, event.participants))
    assert (back.type, back.time, back.place) == (event.type, event.time, event.place)
    assert (back.counts, back.weapons) == (event.counts, event.weapons)
    assert back.tellings == event.tellings
    assert (back.trigger, back.modality, back.background, back.sources, back.score) == (
        event.trigger,
        event.modality,
        event.background,
        event.sources,
        event.score,
    )


@given(st.data())
def test_an_entity_survives_its_claims(data: st.DataObject) -> None:
    report = data.draw(strategies.reports())
    entity = data.draw(strategies.entities(report))
    assert read_entity(entity.id, entity_claims(report, entity, made_by="events/1")) == entity


@given(strategies.drafts())
def test_whatever_the_model_finds_becomes_a_lawful_reading(draft: Draft) -> None:
    (done,) = EventStage()([draft])
    reading = assemble_reading(done.report, done.claims, done.cited)
    public = json.loads(json.dumps(to_json(reading)))
    VALIDATOR.validate(public)
    assert all(
        each["quote"] == draft.report.text[each["start"] : each["end"]] for each in quoted(public)
    )
    known = {entity.id for entity in reading.entities}
    assert {part.entity for event in reading.events for part in event.participants} <= known


@given(strategies.drafts())
def test_the_same_draft_gives_the_same_claims(draft: Draft) -> None:
    stage = EventStage()
    assert list(stage([draft])) == list(stage([draft]))
