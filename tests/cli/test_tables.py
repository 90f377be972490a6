from dataclasses import replace

import pytest

from dateline.cli.tables import actor_words, first_of, modality_words, place_words, source_words
from dateline.link.incidents import assemble_incidents
from dateline.records.event import EventPlace
from dateline.records.incident import Stated
from dateline.records.mention import Role
from dateline.records.source import Modality
from dateline.records.span import Span
from dateline.run.pipeline import read_report
from tests.fakes import SentencePatternStage

TEXT = "Attack\n\nGunmen attacked a convoy in Tikrit on 2015-07-29, killing 14, police said."
(INCIDENT,) = assemble_incidents([read_report(TEXT, stages=(SentencePatternStage(),))])


def test_what_is_not_asserted_says_so() -> None:
    assert actor_words(INCIDENT, Role.ATTACKER) == "Gunmen (alleged)"
    assert actor_words(INCIDENT, Role.TARGET, Role.VICTIM) == ""
    recalled = replace(INCIDENT, background=True, modality=Modality.DENIED)
    assert modality_words(recalled) == "denied, recalled"


def test_a_place_has_its_region_or_a_question_mark() -> None:
    assert place_words(INCIDENT) == "Tikrit, Punjab, PK"
    unknown = EventPlace(name="Nowhere", place=None, span=Span(0, 1), abstained="not known")
    stated = Stated(value=unknown, evidence=())
    assert place_words(replace(INCIDENT, where=stated)) == "Nowhere (?)"
    assert place_words(replace(INCIDENT, where=None)) == ""


def test_a_source_tells_to_whom_it_spoke() -> None:
    (source,) = INCIDENT.sources
    assert source_words(source) == "police"
    assert source_words(replace(source, told="The Post")) == "police → The Post"


@pytest.mark.parametrize(
    ("names", "words"), [("", ""), ("aab", "a; b"), ("abc", "a; b; c"), ("abcdeb", "a; b; c +2")]
)
def test_only_the_first_names_stand_in_a_table(names: str, words: str) -> None:
    assert first_of(names) == words
