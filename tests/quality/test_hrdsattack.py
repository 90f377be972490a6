"""Readings become HRDsAttack's records, and records are compared slot by slot."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quality.tasks.hrdsattack import (
    Record,
    gold_record,
    is_same_name,
    read_rows,
    score_record,
    to_date,
    to_place,
    to_record,
)

from dateline.records.event import Event, Participant, ParticipantStatus
from dateline.records.mention import Role
from dateline.records.reading import Reading
from dateline.records.source import Modality
from tests.builders import a_count, a_place, a_report, a_span, a_time, an_entity

TEXT = "Police arrested Zhang Lin in Minsk on Monday. Earlier Li Wei was murdered."
REPORT = a_report(TEXT)
POLICE = an_entity(REPORT, "force", "Police")
ZHANG = an_entity(REPORT, "person", "Zhang Lin")
LI = an_entity(REPORT, "person", "Li Wei")
WORDS = st.frozensets(st.sampled_from(["Zhang Lin", "Li Wei", "killing", "day 3"]))
RECORDS = st.builds(
    Record, perpetrator_type=WORDS, violations=WORDS, date=WORDS, victims=WORDS, population=WORDS
)


def a_part(entity: str, role: Role, words: str) -> Participant:
    return Participant(
        entity=entity, role=role, status=ParticipantStatus.ASSERTED, span=a_span(TEXT, words)
    )


ARREST = Event(
    id="1",
    type="strategic.arrest",
    trigger=a_span(TEXT, "arrested"),
    modality=Modality.ASSERTED,
    background=False,
    score=0.9,
    time=a_time(TEXT, "Monday", "2020-11-XX"),
    place=a_place(TEXT, "Minsk", country="BY", admin1="Minsk City"),
    participants=(
        a_part(POLICE.id, Role.ATTACKER, "Police"),
        a_part(ZHANG.id, Role.TARGET, "Zhang Lin"),
    ),
)
MURDER = Event(
    id="2",
    type="violence.attack",
    trigger=a_span(TEXT, "murdered"),
    modality=Modality.ASSERTED,
    background=True,
    score=0.9,
    participants=(a_part(LI.id, Role.VICTIM, "Li Wei"),),
    counts=(a_count(TEXT, "Li Wei", 1),),
)


def a_reading(*events: Event) -> Reading:
    return Reading(
        report=REPORT, claims=(), sources=(), entities=(POLICE, ZHANG, LI), events=events,
        relations=(),
    )  # fmt: skip


def test_the_record_is_of_the_event_in_the_foreground_and_of_all_who_suffer() -> None:
    assert to_record(a_reading(MURDER, ARREST)) == Record(
        perpetrator_type=frozenset({"state actor"}),
        violations=frozenset({"arbitrary detention"}),
        date=frozenset({"year 2020", "month 11"}),
        place=frozenset({"country BY", "region minskcity", "city minsk"}),
        victims=frozenset({"Zhang Lin", "Li Wei"}),
        population=frozenset({"individual"}),
    )


def test_what_the_first_event_lacks_is_taken_from_the_next() -> None:
    untold = replace(ARREST, id="0", time=None, place=None, trigger=a_span(TEXT, "Police"))
    assert to_record(a_reading(untold, ARREST)) == to_record(a_reading(ARREST))


def test_a_reading_without_a_violation_has_an_empty_record() -> None:
    assert to_record(a_reading()) == Record()


def test_gold_words_for_nothing_are_nothing() -> None:
    told = {
        "perpetrator_type": "insufficient info", "violation_types": ["unknown", "killing"],
        "year": "2019.0", "month": "Unknown", "date": "45.0", "city": "None", "region": None,
        "country": "USA",
        "victims": [{"victim_name": None, "victim_population_type": "multiple"}],
    }  # fmt: skip
    assert gold_record({"merged_sample": told}) == Record(
        violations=frozenset({"killing"}),
        date=frozenset({"year 2019"}),
        place=frozenset({"country US"}),
        population=frozenset({"multiple"}),
    )


def test_dates_and_places_are_read_in_all_their_spellings() -> None:
    assert to_date(year="2019.0", month="October", day=3) == {"year 2019", "month 10", "day 3"}
    assert to_place("People's Republic of China", "None", "") == {"country CN"}
    assert to_place("", "Zamfara", "") == {"region zamfara"}


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Peter Magombeyi", "Magombeyi", True),
        ("Jamal Al-Khashoggi", "jamal al khashoggi", False),
        ("Dr Peter Magombeyi", "Peter Magombeyi", True),
        ("Peter", "Peter Magombeyi", False),
        ("—", "Peter", False),
    ],
)
def test_names_are_the_same_by_their_words(one: str, other: str, *, is_same: bool) -> None:
    assert is_same_name(one, other) is is_same
    assert is_same_name(other, one) is is_same


@given(RECORDS)
def test_a_record_is_right_about_itself(record: Record) -> None:
    for tally in score_record(record, record).values():
        assert tally.right == tally.predicted == tally.gold


def test_what_is_trained_on_is_not_measured(tmp_path: Path) -> None:
    def row(body: str) -> dict[str, object]:
        return {"sample": {"Input.article_interface": f"<p>{body}</p>"}}

    (tmp_path / "train.json").write_text(json.dumps([row("One."), row("One."), row("Two.")]))
    (tmp_path / "dev.json").write_text(json.dumps([row("three"), row("<b>One</b>"), row("Three.")]))
    assert list(read_rows(tmp_path, "dev")) == [row("three")]
    assert len(list(read_rows(tmp_path, "train"))) == 2
