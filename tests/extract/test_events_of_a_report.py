"""A whole report through the rule stages, with what a model should find marked by hand."""

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
from dateline.records.draft import Draft
from dateline.records.event import Event
from dateline.records.finding import Link, Trigger
from dateline.records.mention import Mention
from dateline.records.page import Page
from dateline.records.reading import Reading
from dateline.records.source import Modality, SourceKind
from tests.builders import a_link, a_mention, a_place, a_trigger

FILE = Path(__file__).parents[3] / "shared" / "seed_report.txt"
STAGES: tuple[Stage, ...] = (
    SentenceStage(), AliasStage(), TimeStage(), CountStage(), SourceStage(), EventStage(),
)  # fmt: skip
# words that stand right before, the trigger, its type, and `kind:role:words` of what is tied to it
FOUND: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("Was Set To ", "Join", "strategic.allegiance", ("group:target:ISIS",)),
    ("Authorities have even ", "arrested", "strategic.arrest",
     ("government:attacker:Authorities", "people:target:some local militants")),
    ("all set to formally ", "join", "strategic.allegiance",
     ("person:attacker:Malik Ishaq", "group:target:Islamic State")),
    ("days before he was ", "killed", "violence.attack", ("force:attacker:police",)),
    ("being behind sectarian ", "killings", "violence.attack", ()),
    ("sectarian killings and ", "attacks", "violence.attack", ()),
    ("killings and attacks, was ", "killed", "violence.attack",
     ("people:victim:13 others", "people:victim:his two sons", "time:time:July 29")),
    ("on July 29 in a ", "firefight", "battle.armed_clash", ()),
    ("when his loyalists ", "attacked", "violence.attack",
     ("people:attacker:his loyalists", "force:target:police convoy", "place:place:Muzaffargarh")),
    ("told The Express Tribune that Ishaq was to ", "become the chief", "strategic.allegiance", ()),
    ("prompted the federal government to ", "ban", "strategic.ban",
     ("government:attacker:federal government",)),
    ("The ", "killing of Ishaq", "violence.attack", ()),
    ("no less than a coup against the possible ", "emergence", "battle.naval", ()),
    ("was accused of some of the deadliest ", "attacks", "violence.attack", ()),
    ("such as the 2009 ", "assault", "violence.attack",
     ("time:time:2009", "people:target:the Sri Lankan team", "place:place:Lahore")),
)  # fmt: skip
NAMES = (
    ("Lashkar-e-Jhangvi", "group"), ("LeJ", "group"), ("The Express Tribune", "outlet"),
    ("A security official", "people"), ("Ishaq, accused", "person"), ("al Qaeda", "group"),
)  # fmt: skip


@pytest.fixture(scope="module")
def reading() -> Reading:
    if not FILE.exists():
        pytest.skip("the shared report is not here")
    (report,) = read_page(Page(content=FILE.read_bytes(), location="seed_report.txt"))
    text = " ".join(report.text.split("\n"))
    assert len(text) == len(report.text)
    mentions: list[Mention] = []
    triggers: list[Trigger] = []
    links: list[Link] = []
    for before, words, event_type, tied in FOUND:
        whole = a_trigger(text, before + words, event_type)
        span = replace(whole.span, start=whole.span.start + len(before))
        triggers.append(replace(whole, span=span))
        for each in tied:
            kind, role, name = each.split(":")
            links.append(a_link(len(triggers) - 1, len(mentions), role))
            mentions.append(a_mention(text, name, kind))
    mentions += [a_mention(text, words.split(",")[0], kind) for words, kind in NAMES]
    draft = Draft(
        report=report,
        mentions=tuple(mentions),
        triggers=tuple(triggers),
        links=tuple(links),
        places=(
            a_place(text, "Muzaffargarh", country="PK", admin1="Punjab"),
            a_place(text, "Lahore", lat=31.55, lon=74.34, country="PK", admin1="Punjab"),
        ),
    )
    for stage in STAGES:
        (draft,) = stage([draft])
    return assemble_reading(draft.report, draft.claims, draft.cited)


def only(reading: Reading, event_type: str) -> Event:
    (event,) = [event for event in reading.events if event.type == event_type]
    return event


def cast(reading: Reading, event: Event) -> set[tuple[str, str, str]]:
    names = {entity.id: entity.name for entity in reading.entities}
    return {(part.role.value, names[part.entity], part.status.value) for part in event.participants}


def test_five_events_and_no_coup(reading: Reading) -> None:
    assert sorted(event.type for event in reading.events) == [
        "battle.armed_clash", "strategic.allegiance", "strategic.arrest", "strategic.ban",
        "violence.attack",
    ]  # fmt: skip


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
    } <= cast(reading, clash)
    assert (clash.modality, clash.background) == (Modality.ASSERTED, False)


def test_the_recalled_attack(reading: Reading) -> None:
    attack = only(reading, "violence.attack")
    assert attack.background
    assert attack.time is not None and attack.place is not None
    assert (attack.time.when.edtf, attack.place.name) == ("2009", "Lahore")
    assert ("attacker", "Malik Ishaq", "alleged") in cast(reading, attack)


def test_the_ban_and_the_arrests(reading: Reading) -> None:
    ban, arrest = only(reading, "strategic.ban"), only(reading, "strategic.arrest")
    assert ("attacker", "federal government", "asserted") in cast(reading, ban)
    assert ("target", "some local militants", "asserted") in cast(reading, arrest)
    assert {ban.modality, arrest.modality} == {Modality.ASSERTED}


def test_joining_was_planned_and_an_unnamed_official_says_so(reading: Reading) -> None:
    joining = only(reading, "strategic.allegiance")
    sources = {source.id: source for source in reading.sources}
    told = [(sources[each].kind, sources[each].told) for each in joining.sources]
    assert joining.modality is Modality.PLANNED
    assert (SourceKind.ANONYMOUS, "The Express Tribune") in told
