"""A whole report through the rule stages, with what the model should find marked by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.extract.aliases import AliasStage
from dateline.extract.counts import CountStage
from dateline.extract.events import EventStage
from dateline.extract.reading import assemble_reading
from dateline.extract.sentences import SentenceStage
from dateline.extract.sources import SourceStage
from dateline.extract.stage import Stage
from dateline.extract.times import TimeStage
from dateline.read.reports import read_page
from dateline.records.event import Event
from dateline.records.page import Page
from dateline.records.reading import Reading
from dateline.records.source import Modality, SourceKind
from tests.builders import a_marked_draft, a_place, a_span

FILE = Path(__file__).parents[3] / "shared" / "seed_report.txt"
STAGES: tuple[Stage, ...] = (
    SentenceStage(), AliasStage(), TimeStage(), CountStage(), SourceStage(), EventStage(),
)  # fmt: skip
# Words that stand once before all others like them, those of them that are marked, and the labels.
FOUND: tuple[tuple[str, str, str], ...] = (
    ("Set To Join", "Join", "!strategic.allegiance#1;planned"),
    ("ISIS", "ISIS", "group>1.target"),
    ("also known as Da’ish", "Da’ish", "group"),
    ("Authorities", "Authorities", "government>2.attacker"),
    ("arrested", "arrested", "!strategic.arrest#2"),
    ("some local militants", "some local militants", "people>2.target"),
    ("security agencies", "security agencies", "force src#1"),
    ("discovered", "discovered", "cue#1"),
    ("Malik Ishaq", "Malik Ishaq", "person>1.attacker"),
    ("Lashkar-e-Jhangvi", "Lashkar-e-Jhangvi", "group"),
    ("(LeJ", "LeJ", "group"),
    ("formally join", "join", "!#1;planned"),
    ("formally join Da’ish", "Da’ish", "group>1.target"),
    ("before he was killed", "killed", "!battle.armed_clash#3"),
    ("Ishaq, accused", "Ishaq", "person>4.attacker:alleged>3.victim"),
    ("sectarian killings", "killings", "!violence.attack#4;background"),
    ("killings and attacks", "attacks", "!#4;background"),
    ("attacks, was killed", "killed", "!#3"),
    ("13 others", "13 others", "people>3.victim #3.killed"),
    ("his two sons", "his two sons", "people>3.victim"),
    ("July 29", "July 29", "time>3.time"),
    ("firefight", "firefight", "!#3"),
    ("his loyalists", "his loyalists", "people>3.attacker"),
    ("loyalists attacked", "attacked", "!#3"),
    ("police convoy", "police convoy", "force>3.target"),
    ("Muzaffargarh", "Muzaffargarh", "place>3.place"),
    ("A security official", "A security official", "people src#2;anonymous"),
    ("development told", "told", "cue#2"),
    ("The Express Tribune", "The Express Tribune", "outlet told#2"),
    ("become the chief", "become the chief", "!#1;planned"),
    ("federal government", "federal government", "government>5.attacker"),
    ("to ban", "ban", "!strategic.ban#5"),
    ("ban the group", "the group", "group>5.target"),
    ("The killing of", "killing", "!violence.attack#3"),
    ("killing of Ishaq", "Ishaq", "person>3.victim"),
    ("al Qaeda", "al Qaeda", "group"),
    ("Ishaq was known", "Ishaq", "person>6.attacker:alleged"),
    ("2009", "2009", "time>6.time"),
    ("2009 assault", "assault", "!violence.attack#6;background"),
    ("the Sri Lankan team", "the Sri Lankan team", "people>6.target"),
    ("in Lahore", "Lahore", "place>6.place"),
)
# Where what is said in a statement begins, and where it ends.
SAID = (
    ("Malik Ishaq, the", "Malik", "1", "formally join Da’ish"),
    ("that Ishaq was to", "Ishaq", "2", "the chief of IS in Pakistan"),
)


def mark(text: str) -> str:
    """Return the text with all marks of `FOUND` and `SAID`."""
    marks: list[tuple[int, int, str]] = []
    for context, words, labels in FOUND:
        start = a_span(text, context).start + context.rindex(words)
        marks += [(start, 3, "["), (start + len(words), 0, f"]({labels})")]
    for context, first, statement, last in SAID:
        start = a_span(text, context).start + context.index(first)
        marks += [(start, 2, f"{{{statement}:"), (a_span(text, last).end, 1, "}")]
    for at, _, sign in sorted(marks, reverse=True):
        text = text[:at] + sign + text[at:]
    return text


@pytest.fixture(scope="module")
def reading() -> Reading:
    if not FILE.exists():
        pytest.skip("the shared report is not here")
    (report,) = read_page(Page(content=FILE.read_bytes(), location="seed_report.txt"))
    draft = a_marked_draft(mark(report.text))
    assert draft.report.text == report.text
    places = (
        a_place(report.text, "Muzaffargarh", country="PK", admin1="Punjab"),
        a_place(report.text, "Lahore", lat=31.55, lon=74.34, country="PK", admin1="Punjab"),
    )
    draft = replace(draft, report=report, places=places)
    for stage in STAGES:
        (draft,) = stage([draft])
    return assemble_reading(draft.report, draft.claims, draft.cited)


def only(reading: Reading, event_type: str, *, background: bool = False) -> Event:
    (event,) = [
        event
        for event in reading.events
        if event.type == event_type and event.background == background
    ]
    return event


def cast(reading: Reading, event: Event) -> set[tuple[str, str, str]]:
    names = {entity.id: entity.name for entity in reading.entities}
    return {(part.role.value, names[part.entity], part.status.value) for part in event.participants}


def test_six_events_of_which_two_are_recalled(reading: Reading) -> None:
    assert sorted((event.type, event.background) for event in reading.events) == [
        ("battle.armed_clash", False),
        ("strategic.allegiance", False),
        ("strategic.arrest", False),
        ("strategic.ban", False),
        ("violence.attack", True),
        ("violence.attack", True),
    ]


def test_the_clash(reading: Reading) -> None:
    clash = only(reading, "battle.armed_clash")
    assert clash.time is not None and clash.place is not None and clash.place.place is not None
    assert (clash.time.when.edtf, clash.place.name) == ("XXXX-07-29", "Muzaffargarh")
    assert [(count.what.value, count.low, count.high) for count in clash.counts] == [
        ("killed", 14, 14)
    ]
    assert {
        ("attacker", "his loyalists", "asserted"),
        ("target", "police convoy", "asserted"),
        ("victim", "Malik Ishaq", "asserted"),
    } <= cast(reading, clash)
    assert clash.modality is Modality.ASSERTED


def test_the_recalled_attack(reading: Reading) -> None:
    (attack,) = [event for event in reading.events if event.place and event.place.name == "Lahore"]
    assert attack.background
    assert attack.time is not None and attack.time.when.edtf == "2009"
    assert ("attacker", "Malik Ishaq", "alleged") in cast(reading, attack)


def test_the_ban_and_the_arrests(reading: Reading) -> None:
    ban, arrest = only(reading, "strategic.ban"), only(reading, "strategic.arrest")
    assert ("attacker", "federal government", "asserted") in cast(reading, ban)
    assert ("target", "some local militants", "asserted") in cast(reading, arrest)
    assert {ban.modality, arrest.modality} == {Modality.ASSERTED}


def test_joining_was_planned_and_an_unnamed_official_says_so(reading: Reading) -> None:
    joining = only(reading, "strategic.allegiance")
    sources = {source.id: source for source in reading.sources}
    assert joining.modality is Modality.PLANNED
    (official,) = [
        sources[each] for each in joining.told_by if sources[each].kind is SourceKind.ANONYMOUS
    ]
    assert (official.told or "").endswith("Express Tribune")
