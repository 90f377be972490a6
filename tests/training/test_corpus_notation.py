"""Tests of the notation in which the corpus is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.corpus.document import (
    AnnotationError,
    is_time_value,
    parse_annotated,
    parse_sentence,
)
from training.corpus.labels import LabelError, read_count
from training.corpus.marks import read_marks

from dateline.records.event import CountKind, ParticipantStatus
from dateline.records.mention import MentionKind, Role
from dateline.records.source import Modality, SourceKind

REPORT = """outlet: The Borno Ledger
published: 2024-03-12
region: west-africa
style: local_daily
copy: update of gwoza_early

[Market](place=market) [bombing](!explosion.bombing#1) kills [17](number=dead>1.victim #1.killed=17)

{1:[Two men](people=men>1.attacker) [bombed](!#1) it on [Monday](time=2024-03-11>1.time)}, [police](force=police src#1) [said](cue#1).

{2:[Boko Haram](group=bh>1.attacker:denied@2) did not}, [a man](people=man src#2) [told](cue#2) [us](outlet=us told#2).

===
event 1 modality=alleged when=2024-03-11 where=market killed=17@1 killed=12~ incident=gwoza
place market Market, Gwoza | NG | 11.08 13.69 | exact
say 1 kind=named
say 2 kind=group modality=denied
rel man member_of bh @2 modality=alleged
"""  # noqa: E501


def faults(source: str) -> str:
    with pytest.raises(AnnotationError) as caught:
        parse_annotated("gwoza", source)
    return str(caught.value)


def test_a_report_is_read_whole() -> None:
    told = parse_annotated("gwoza", REPORT)
    assert told.text.startswith("Market bombing kills 17\n\nTwo men bombed it on Monday, police")
    assert (told.header.copy, told.header.copy_of) == ("update", "gwoza_early")
    assert [one.span.quote(told.text) for one in told.triggers] == ["bombing", "bombed"]
    (event,) = told.events
    assert (event.type, event.modality) == ("explosion.bombing", Modality.ALLEGED)
    assert [(one.low, one.is_replaced) for one in event.counts] == [(17, False), (12, True)]
    boko = next(one for one in told.mentions if one.key == "bh")
    assert (boko.kind, boko.roles[0].role) == (MentionKind.GROUP, Role.ATTACKER)
    assert boko.roles[0].status is ParticipantStatus.DENIED
    denial = told.statements[1]
    assert (denial.kind, denial.modality) == (SourceKind.GROUP, Modality.DENIED)
    assert [span.quote(told.text) for span in denial.contents] == ["Boko Haram did not"]
    assert told.ties[0].relation == "member_of"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("(number=dead", "(numbers=dead", "unknown label"),
        (">1.victim", ">1.victims", "unknown role"),
        (">1.victim", ">2.victim", "event 2 which has no trigger"),
        ("explosion.bombing", "explosion.bomb", "unknown event type"),
        (":denied@2", ":denied", "denied without @statement"),
        ("killed=17 ", "killed=17.. ", ""),
        ("killed=17)", "killed=seventeen)", "is not written as 17"),
        ("time=2024-03-11", "time=Monday", "no time value"),
        ("place market", "place bazaar", "place market has no record line"),
        ("say 2 kind=group", "say 2 kind=militant", "is not written `say 3"),
        ("say 1 kind=named\n", "", "statement 1 has marks and no record"),
        ("[said](cue#1)", "said", "statement 1 has no cue"),
        ("{1:", "", "closed that was not opened"),
        ("[Two men]", "[Two [men]]", "a mark stands inside a span"),
        ("rel man", "rel woman", "tie to woman, which no mention has"),
        ("region: west-africa", "region: mars", "region: 'mars' is none of"),
        ("published: 2024-03-12", "published: March", "not an ISO date"),
        ("===\n", "", "no line ==="),
        ("| NG |", "| Nigeria |", "not ISO 3166-1"),
        ("11.08 13.69", "111.08 13.69", "outside the earth"),
    ],
)
def test_what_breaks_the_guide_is_told(old: str, new: str, fault: str) -> None:
    broken = REPORT.replace(old, new, 1)
    if fault:
        assert fault in faults(broken)
    else:
        parse_annotated("gwoza", broken)


def test_a_sentence_has_its_modality_at_the_trigger() -> None:
    told = parse_sentence("s", "They may [attack](!violence.attack#1;hypothetical;background) it.")
    assert told.events[0].modality is Modality.HYPOTHETICAL
    assert told.events[0].background


@pytest.mark.parametrize(
    ("value", "low", "high", "attackers", "old"),
    [
        ("17", 17, 17, None, False),
        ("12..15", 12, 15, None, False),
        ("30..", 30, None, None, False),
        ("..5", None, 5, None, False),
        ("5+", 5, 5, True, False),
        ("5-~", 5, 5, False, True),
    ],
)
def test_counts(
    value: str, low: int | None, high: int | None, attackers: object, old: object
) -> None:
    count = read_count(1, "killed", value, None)
    assert (count.what, count.low, count.high) == (CountKind.KILLED, low, high)
    assert (count.has_attackers, count.is_replaced) == (attackers, old)


@pytest.mark.parametrize("value", ["..", "", "15..12", "-5", "five"])
def test_what_is_no_count(value: str) -> None:
    with pytest.raises(LabelError):
        read_count(1, "killed", value, None)


@pytest.mark.parametrize(
    "value",
    ["2024", "2024-03", "2024-03-11", "XXXX-07-29", "199X", "2024-03-11T16:30", "2021/..",
     "../2024-03", "2024-03-10/2024-03-12", "2023-21", "2024-03~", "P3D", "PT2H", "set", "?"],
)  # fmt: skip
def test_time_values(value: str) -> None:
    assert is_time_value(value)


@pytest.mark.parametrize("value", ["Monday", "2024-3-1", "March", "24-03-2011", "", "2024/", "/.."])
def test_what_is_no_time_value(value: str) -> None:
    assert not is_time_value(value)


PLAIN = st.text(alphabet="ab [](){}\\.\n'é", max_size=30)


@given(PLAIN, PLAIN, PLAIN)
def test_marks_leave_the_text_as_it_is(before: str, words: str, after: str) -> None:
    def escaped(text: str) -> str:
        return "".join(f"\\{letter}" if letter in "[]{}\\" else letter for letter in text)

    span = "x" + words.replace("\n", " ") + "x"
    told = read_marks(f"{escaped(before)}[{escaped(span)}](place){escaped(after)}")
    assert told.faults == []
    assert told.text == before + span + after
    assert [mark.span.quote(told.text) for mark in told.marks] == [span]


@given(st.text(alphabet="ab[](){}:1!#\\", max_size=40))
def test_no_source_stops_the_reader(source: str) -> None:
    read_marks(source)
