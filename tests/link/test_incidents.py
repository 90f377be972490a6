from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.events import EventStage
from dateline.extract.reading import assemble_reading
from dateline.link.incidents import assemble_incidents, event_prefix, incident_id
from dateline.records.event import Count, CountKind
from dateline.records.incident import Incident, Stated, Toll
from dateline.records.reading import Reading
from dateline.records.source import Modality
from dateline.run.pipeline import read_report
from tests import strategies
from tests.builders import a_count, a_marked_draft
from tests.fakes import SentencePatternStage

TEXT = (
    "Convoy attacked\n\nGunmen attacked a convoy in Tikrit on {date}, killing 14, police said."
    " The road has been closed since then."
)


def a_reading(date: str = "2015-07-29") -> Reading:
    return read_report(TEXT.format(date=date), stages=(SentencePatternStage(),))


def an_incident(*counts: Count) -> Incident:
    (incident,) = assemble_incidents([a_reading()])
    return replace(incident, counts=tuple(Stated(value=count, evidence=()) for count in counts))


def test_an_event_becomes_an_incident_with_its_evidence() -> None:
    reading = a_reading()
    (incident,) = assemble_incidents([reading])
    (attacker,) = incident.participants
    assert (attacker.value.name, attacker.value.status.value) == ("Gunmen", "alleged")
    assert attacker.evidence[0].quote == "Gunmen"
    assert attacker.evidence[0].sources == reading.sources
    assert incident.events == (reading.events[0].id,)
    assert incident.reports[0].id == reading.report.id


def test_every_telling_is_evidence_once_with_its_own_source() -> None:
    marked = (
        "[Gunmen](people>1.attacker) [attacked](!violence.attack#1) a convoy. The [assault](!#1) "
        "was long."
    )
    (done,) = EventStage()([a_marked_draft(marked)])
    told = assemble_reading(done.report, done.claims, done.cited)
    (incident,) = assemble_incidents([told])
    assert [each.quote for each in incident.type.evidence] == ["attacked", "assault"]
    assert [each.span for each in told.events[0].tellings] == [
        each.span for each in incident.type.evidence
    ]


def test_incidents_are_ordered_by_date_and_undated_ones_come_last() -> None:
    readings = [a_reading("2016-01-01"), a_reading("2015-07-29")]
    timeless = replace(readings[0].events[0], time=None, id="event-0")
    readings.append(replace(readings[0], events=(timeless,)))
    whens = [incident.when for incident in assemble_incidents(readings)]
    assert [when and when.value.edtf for when in whens] == ["2015-07-29", "2016-01-01", None]


def test_planned_events_are_kept_and_say_so() -> None:
    reading = a_reading()
    planned = replace(reading.events[0], modality=Modality.PLANNED)
    (incident,) = assemble_incidents([replace(reading, events=(planned,))])
    assert incident.modality is Modality.PLANNED


@given(data=st.data())
def test_every_quote_stands_in_the_report_and_every_event_is_kept(data: st.DataObject) -> None:
    report = data.draw(strategies.reports())
    sources = data.draw(st.lists(strategies.sources(report), unique_by=lambda each: each.id))
    reading = assemble_reading(report, data.draw(strategies.claims(report)), sources)
    incidents = assemble_incidents([reading])
    assert sorted(i.events[0] for i in incidents) == sorted(event.id for event in reading.events)
    for incident in incidents:
        stated = [incident.type, incident.when, incident.where, *incident.participants,
                  *incident.counts, *incident.weapons]  # fmt: skip
        for each in filter(None, stated):
            assert each.evidence
            for piece in each.evidence:
                assert piece.quote == report.text[piece.span.start : piece.span.end]


@pytest.mark.parametrize("given_id", ["incident-ab12", "event-ab12", "ab12"])
def test_an_incident_is_found_by_its_own_and_by_its_events_id(given_id: str) -> None:
    assert event_prefix(given_id) == "event-ab12"
    assert incident_id("event-ab12") == "incident-ab12"


def test_a_total_covers_its_parts_and_a_range_spans_the_speakers() -> None:
    police, hospital = ("source-1",), ("source-2",)
    total = replace(a_count("14", "14", 14), sources=police)
    part = replace(a_count("2", "2", 2, whom="sons"), sources=police)
    rival = replace(a_count("12", "12", 12), sources=hospital)
    assert an_incident(total, part).toll(CountKind.KILLED) == Toll(low=14, high=14)
    assert an_incident(total, part, rival).toll(CountKind.KILLED) == Toll(low=12, high=14)


def test_a_toll_nobody_states_is_null_and_an_open_end_stays_open() -> None:
    dozens = replace(a_count("dozens", "dozens", 24), high=None)
    denied = replace(a_count("9", "9", 9), modality=Modality.DENIED)
    assert an_incident(dozens).toll(CountKind.KILLED) == Toll(low=24, high=None)
    assert an_incident(denied).toll(CountKind.KILLED) is None
    assert an_incident(dozens).toll(CountKind.INJURED) is None
