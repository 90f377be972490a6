"""Events out of a marked draft: what the model ties becomes claims, and claims a reading."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.events import EventStage, find_events
from dateline.extract.reading import assemble_reading
from dateline.extract.sources import SourceStage
from dateline.records.draft import Draft
from dateline.records.event import Event, EventPlace, ParticipantStatus
from dateline.records.reading import Reading
from dateline.records.source import Modality, SourceKind
from tests import strategies
from tests.builders import a_count, a_marked_draft, a_place, a_span, a_time


def read(marked: str, **changes: Any) -> Reading:
    """Return the reading of a marked text; a callable among the changes is given the plain text."""
    plain = a_marked_draft(marked)
    for key, value in changes.items():
        if callable(value):
            changes[key] = tuple(value(plain.report.text))
    (draft,) = EventStage()(SourceStage()([a_marked_draft(marked, **changes)]))
    return assemble_reading(draft.report, draft.claims, draft.cited)


def cast(reading: Reading, event: Event | None = None) -> set[tuple[str, str, str]]:
    names = {entity.id: entity.name for entity in reading.entities}
    return {
        (part.role.value, names[part.entity], part.status.value)
        for part in (event or reading.events[0]).participants
    }


def types(reading: Reading) -> list[str]:
    return [event.type for event in reading.events]


def lows(reading: Reading) -> dict[str, list[int | None]]:
    return {event.type: [count.low for count in event.counts] for event in reading.events}


def test_all_that_is_tied_to_one_event_is_told_of_it() -> None:
    reading = read(
        "Five dead in [blast](!#1)\n\n[Jund](group>1.attacker) [bombed](!explosion.bombing#1) "
        "[a market](organisation>1.target) in [Kandi](place>1.place) on [May 3](time>1.time). "
        "The [attack](!#1) with [a car bomb](weapon>1.weapon) killed "
        "[five people](people>1.victim #1.killed).",
        header={"title": "Five dead in blast"},
        places=lambda text: (a_place(text, "Kandi"),),
        times=lambda text: (a_time(text, "May 3", "2020-05-03"),),
        counts=lambda text: (a_count(text, "five people", 5, whom="people"),),
    )
    (event,) = reading.events
    assert event.trigger.quote(reading.report.text) == "bombed"
    assert (event.type, event.modality, event.background) == (
        "explosion.bombing", Modality.ASSERTED, False,
    )  # fmt: skip
    assert cast(reading) == {
        ("attacker", "Jund", "asserted"),
        ("target", "a market", "asserted"),
        ("victim", "five people", "asserted"),
    }
    assert event.time and event.time.when.edtf == "2020-05-03"
    assert event.place and event.place.name == "Kandi"
    assert [span.quote(reading.report.text) for span in event.weapons] == ["a car bomb"]
    assert [count.low for count in event.counts] == [5]


def test_fellows_are_one_event_and_all_others_stand_alone() -> None:
    reading = read(
        "Troops were [ambushed](!battle.armed_clash#1). A trader was [shot](!violence.attack#2) "
        "in an [attack](!violence.attack#2) on his shop, after the [ambush](!#1)."
    )
    assert types(reading) == ["battle.armed_clash", "violence.attack"]


def test_an_event_is_put_as_its_triggers_put_it() -> None:
    reading = read(
        "They planned to [raid](!violence.attack#1;planned) a shop, as they [did](!violence.attack"
        "#2;background) in May."
    )
    assert [(event.modality, event.background) for event in reading.events] == [
        (Modality.PLANNED, False),
        (Modality.ASSERTED, True),
    ]


def test_a_type_that_no_codebook_has_is_no_event() -> None:
    assert read("They [moved](!movement.transport#1) him.").events == ()


def test_scores_of_claims_are_those_of_what_they_tell() -> None:
    marked = "A [bomb](!explosion.bombing#1) hit [Abi](place>1.place) on [May 3](time>1.time)."
    text = a_marked_draft(marked).report.text
    draft = a_marked_draft(
        marked,
        places=(a_place(text, "Abi"),),
        times=(a_time(text, "May 3", "2020-05-03"),),
    )
    place, time = draft.links
    links = (replace(place, score=0.6), replace(time, score=0.7))
    (done,) = EventStage()([replace(draft, links=links)])
    scores = {claim.field: claim.score for claim in done.claims if claim.field != "mention"}
    assert (scores["type"], scores["where"], scores["when"]) == (0.9, 0.6, 0.7)


def test_a_word_that_is_trigger_and_weapon_has_a_score_as_each() -> None:
    draft = a_marked_draft("A [bomb](weapon>1.weapon !explosion.bombing#1) went off.")
    links = (replace(draft.links[0], score=0.6),)
    (done,) = EventStage()([replace(draft, links=links)])
    assert {(claim.field, claim.score) for claim in done.claims} == {
        ("type", 0.9), ("telling", 0.9), ("background", 0.9), ("weapon", 0.6),
    }  # fmt: skip


def test_a_count_goes_where_the_model_ties_it_and_not_to_the_nearest() -> None:
    reading = read(
        "[Nine](number #2.killed) died when troops [fought](!battle.armed_clash#1) after the "
        "[bombing](!explosion.bombing#2).",
        counts=lambda text: (a_count(text, "Nine died", 9),),
    )
    assert lows(reading) == {"battle.armed_clash": [], "explosion.bombing": [9]}


def test_an_untied_count_goes_to_the_nearest_of_its_sentence_that_can_have_it() -> None:
    reading = read(
        "Men fled the [raid](!violence.attack#1). Nine died when a [bomb](!explosion.bombing#2) "
        "went off. He was [arrested](!strategic.arrest#3); ten died in the "
        "[fighting](!battle.armed_clash#4).",
        counts=lambda text: (a_count(text, "Nine died", 9), a_count(text, "ten died", 10)),
    )
    assert lows(reading) == {
        "violence.attack": [], "explosion.bombing": [9],
        "strategic.arrest": [], "battle.armed_clash": [10],
    }  # fmt: skip


@pytest.mark.parametrize(
    "marked",
    ["Nine people died of cold.", "They [voted](!strategic.agreement#1). Nine people died."],
)
def test_a_count_of_no_event_is_a_warning(marked: str) -> None:
    count = a_count(a_marked_draft(marked).report.text, "Nine people died", 9)
    (done,) = EventStage()([a_marked_draft(marked, counts=(count,))])
    assert [(one.code, one.quote) for one in done.warnings] == [
        ("count_without_event", "Nine people died")
    ]


def test_a_claim_of_responsibility_is_a_status_with_its_source() -> None:
    reading = read(
        "A [bomb](!explosion.bombing#1) killed nine. [Jund](group>1.attacker:claimed src#1;group) "
        "[claimed](cue#1;claimed) {1:responsibility}."
    )
    (part,) = reading.events[0].participants
    (source,) = [each for each in reading.sources if each.id in part.sources]
    assert part.status is ParticipantStatus.CLAIMED
    assert (source.kind, source.name, source.entity) == (SourceKind.GROUP, "Jund", part.entity)


def test_blame_and_denial_are_both_kept() -> None:
    reading = read(
        "Police blamed [Jund](group>1.attacker:alleged) for the [bombing](!explosion.bombing#1). "
        "[Jund](group>1.attacker:denied) denied any part in the [bombing](!#1)."
    )
    assert cast(reading) == {("attacker", "Jund", "alleged"), ("attacker", "Jund", "denied")}


def test_who_says_so_is_the_source_of_the_event_and_of_its_parts() -> None:
    reading = read(
        "{1:[Gunmen](people>1.attacker) [attacked](!violence.attack#1) a bus, killing nine}, "
        "[police](force src#1) [said](cue#1). The [attack](!#1) shook the town.",
        counts=lambda text: (a_count(text, "killing nine", 9),),
    )
    (event,) = reading.events
    (source,) = event.sources
    assert {each.id: each.name for each in reading.sources}[source] == "police"
    assert event.participants[0].sources == event.counts[0].sources == (source,)


def test_a_draft_without_triggers_still_tells_its_entities() -> None:
    reading = read("[Jund](group) met [elders](people).")
    assert reading.events == ()
    assert {entity.name for entity in reading.entities} == {"Jund", "elders"}


def test_the_place_of_an_event_may_be_unknown() -> None:
    def places(text: str) -> list[EventPlace]:
        span = a_span(text, "Kandi")
        return [EventPlace(name="Kandi", place=None, span=span, abstained="not known")]

    (event,) = read(
        "A [bomb](!explosion.bombing#1) hit [Kandi](place>1.place).", places=places
    ).events
    assert event.place and (event.place.place, event.place.abstained) == (None, "not known")


@given(strategies.drafts())
def test_each_trigger_of_the_codebook_is_of_one_event(draft: Draft) -> None:
    drawn, _ = find_events(draft)
    triggers = {one.span for one in draft.triggers}
    assert {event.trigger for event, _ in drawn} <= triggers
    assert bool(drawn) == bool(triggers)
    apart, _ = find_events(replace(draft, same_events=()))
    assert len(apart) == len(draft.triggers) >= len(drawn)


@given(strategies.drafts())
def test_no_count_is_told_that_the_draft_lacks_and_without_events_each_is_a_warning(
    draft: Draft,
) -> None:
    drawn, lost = find_events(draft)
    assert set(lost) <= set(draft.counts)
    if not drawn:
        assert lost == draft.counts


@given(strategies.drafts(), st.randoms(use_true_random=False))
def test_the_order_of_pairs_and_links_does_not_matter(draft: Draft, chance: Any) -> None:
    def shuffled(found: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(found, len(found)))

    other = replace(draft, same_events=shuffled(draft.same_events))
    assert find_events(other)[0] == find_events(draft)[0]
