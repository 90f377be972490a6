from dataclasses import replace
from typing import Any

from dateline.extract.events import EventOptions, EventStage
from dateline.extract.reading import assemble_reading
from dateline.records.draft import Draft
from dateline.records.event import Event, ParticipantStatus
from dateline.records.mention import Role
from dateline.records.reading import Reading
from dateline.records.report import Dateline
from dateline.records.source import Modality, SourceKind
from tests.builders import (
    a_count,
    a_marked_draft,
    a_place,
    a_source,
    a_span,
    a_time,
    an_attribution,
)


def read(marked: str, options: EventOptions | None = None, **changes: Any) -> Reading:
    """Return the reading of a marked text; a callable among the changes is given the plain text."""
    plain = a_marked_draft(marked)
    for key, value in changes.items():
        if callable(value):
            changes[key] = tuple(value(plain.report.text))
    return finish(a_marked_draft(marked, **changes), options)


def finish(draft: Draft, options: EventOptions | None = None) -> Reading:
    (done,) = EventStage(options=options or EventOptions())([draft])
    return assemble_reading(done.report, done.claims, done.cited)


def cast(reading: Reading, event: Event | None = None) -> set[tuple[str, str, str]]:
    names = {entity.id: entity.name for entity in reading.entities}
    return {
        (part.role.value, names[part.entity], part.status.value)
        for part in (event or reading.events[0]).participants
    }


def types(reading: Reading) -> list[str]:
    return [event.type for event in reading.events]


def test_killed_in_a_firefight_when_men_attacked_is_one_armed_clash() -> None:
    reading = read(
        "[The warlord](people>1.victim) was [killed](!violence.attack#1) in a "
        "[gun battle](!battle.armed_clash#2) when [his men](people>3.attacker) "
        "[attacked](!violence.attack#3) [a patrol](force>3.target) near [Kandi](place>3.place)."
    )
    assert types(reading) == ["battle.armed_clash"]
    assert cast(reading) == {
        ("attacker", "his men", "asserted"),
        ("target", "a patrol", "asserted"),
        ("victim", "The warlord", "asserted"),
    }


def test_the_attack_refers_back_across_sentences() -> None:
    reading = read(
        "[Gunmen](people>1.attacker) [raided](!violence.attack#1) a market.\n\n"
        "Shops were shut. Police came late. Nobody slept.\n\n"
        "The [attack](!violence.attack#2) shocked the town."
    )
    assert len(reading.events) == 1


def test_another_attack_is_another_event() -> None:
    reading = read(
        "A [bomb](!explosion.bombing#1) went off. Another [bomb](!explosion.bombing#2) followed."
    )
    assert len(reading.events) == 2


def test_a_separate_incident_is_another_event_told_by_all_its_words() -> None:
    reading = read(
        "Troops were [ambushed](!battle.armed_clash#1). In a separate incident, a trader was "
        "[shot dead](!violence.attack#2) in an [attack](!violence.attack#3) on his shop."
    )
    assert types(reading) == ["battle.armed_clash", "violence.attack"]


def test_different_days_are_different_events() -> None:
    reading = read(
        "[Rebels](people>1.attacker>2.attacker) [attacked](!violence.attack#1) on [May 3](time). "
        "They [attacked](!violence.attack#2) on [May 5](time).",
        times=lambda text: (
            a_time(text, "May 3", "2020-05-03"),
            a_time(text, "May 5", "2020-05-05"),
        ),
    )
    assert [event.time.when.edtf for event in reading.events if event.time] == [
        "2020-05-03",
        "2020-05-05",
    ]


def test_different_towns_are_different_events() -> None:
    reading = read(
        "A [blast](!explosion.bombing#1) hit [Abi](place>1.place). "
        "A [blast](!explosion.bombing#2) hit [Obo](place>2.place).",
        places=lambda text: (
            a_place(text, "Abi", lat=9, lon=7),
            a_place(text, "Obo", lat=12, lon=9),
        ),
    )
    assert [event.place.name for event in reading.events if event.place] == ["Abi", "Obo"]


def test_an_arrest_is_not_part_of_the_attack() -> None:
    reading = read(
        "[Police](force>1.attacker) [arrested](!strategic.arrest#1) two men over the "
        "[attack](!violence.attack#2)."
    )
    assert sorted(types(reading)) == ["strategic.arrest", "violence.attack"]


def test_a_plan_is_not_the_deed() -> None:
    reading = read(
        "[Rebels](people>1.attacker) planned to [attack](!violence.attack#1) the base. "
        "[Rebels](people>2.attacker) [attacked](!violence.attack#2) the market."
    )
    assert [event.modality for event in reading.events] == [Modality.PLANNED, Modality.ASSERTED]


def test_the_headline_tells_the_event_of_the_text() -> None:
    reading = read(
        "Five dead in [blast](!explosion.bombing#1)\n\n"
        "A [suicide bombing](!explosion.suicide_bombing#2) shook the city.",
        header={"title": "Five dead in blast"},
    )
    assert types(reading) == ["explosion.suicide_bombing"]
    assert reading.events[0].trigger.quote(reading.report.text) == "suicide bombing"


def test_attacks_in_general_are_no_event() -> None:
    assert read("He spoke of [killings](!violence.attack#1) by all sides.").events == ()


def test_unsure_triggers_and_links_are_left_out() -> None:
    marked = "[Gunmen](people>1.attacker) [attacked](!violence.attack#1)."
    assert read(marked, EventOptions(min_trigger_score=0.95)).events == ()
    assert read(marked, EventOptions(min_link_score=0.95)).events[0].participants == ()


def test_two_readings_of_the_same_words_are_one_trigger() -> None:
    reading = read("It was an [attack](!violence.attack#1, !explosion.bombing#2).")
    assert len(reading.events) == 1


def test_the_time_beside_a_trigger_is_its_time_and_the_exact_one_wins() -> None:
    reading = read(
        "On [May 3](time), [gunmen](people) [attacked](!violence.attack#1) a bus in [2020](time).",
        times=lambda text: (
            a_time(text, "May 3", "XXXX-05-03"),
            a_time(text, "2020", "2020", "year"),
        ),
    )
    time = reading.events[0].time
    assert time is not None
    assert time.when.edtf == "XXXX-05-03"


def test_no_time_and_no_place_are_null() -> None:
    event = read("[Gunmen](people) [attacked](!violence.attack#1) a bus.").events[0]
    assert (event.time, event.place) == (None, None)


def test_the_smallest_of_nested_places_wins() -> None:
    reading = read(
        "A [bomb](!explosion.bombing#1) hit [Kandi](place>1.place) in [Nord](place>1.place).",
        places=lambda text: (
            a_place(text, "Kandi", radius_m=5_000),
            a_place(text, "Nord", radius_m=200_000, precision="admin1"),
        ),
    )
    assert reading.events[0].place is not None
    assert reading.events[0].place.name == "Kandi"


def test_the_dateline_is_not_where_it_happened() -> None:
    draft = a_marked_draft("[OSLO](place): A [bomb](!explosion.bombing#1) went off.")
    text = draft.report.text
    reading = read(
        "[OSLO](place): A [bomb](!explosion.bombing#1) went off.",
        header={"dateline": Dateline(place="Oslo", span=a_span(text, "OSLO"))},
        places=(a_place(text, "OSLO"),),
    )
    assert reading.events[0].place is None


def test_a_count_goes_to_the_nearest_event_that_can_have_it() -> None:
    reading = read(
        "[Police](force) [arrested](!strategic.arrest#1) him for the "
        "[bombing](!explosion.bombing#2) that killed nine.",
        counts=lambda text: (a_count(text, "killed nine", 9),),
    )
    told = {event.type: [count.low for count in event.counts] for event in reading.events}
    assert told == {"strategic.arrest": [], "explosion.bombing": [9]}


def test_a_later_count_goes_to_the_last_event_told() -> None:
    reading = read(
        "A [bomb](!explosion.bombing#1) went off. Nine people died.",
        counts=lambda text: (a_count(text, "Nine people died", 9),),
    )
    assert reading.events[0].counts[0].low == 9


def test_a_count_of_no_event_is_a_warning() -> None:
    draft = a_marked_draft("Nine people died of cold.")
    count = a_count(draft.report.text, "Nine people died", 9)
    (done,) = EventStage()([a_marked_draft("Nine people died of cold.", counts=(count,))])
    assert [warning.code for warning in done.warnings] == ["count_without_event"]


def test_one_named_victim_is_no_second_toll() -> None:
    reading = read(
        "[Musa Bala](person>1.victim) and eight others were [killed](!violence.attack#1). "
        "The [killing](!violence.attack#2) of [Musa Bala](person>2.victim) was mourned.",
        counts=lambda text: (
            a_count(text, "Musa Bala and eight others were killed", 9),
            a_count(text, "killing of Musa Bala", 1),
        ),
    )
    assert [count.low for count in reading.events[0].counts] == [9]


def test_a_claim_of_responsibility_is_a_status_with_its_source() -> None:
    reading = read(
        "A [bomb](!explosion.bombing#1) killed nine. [Jund](group) claimed responsibility."
    )
    (part,) = reading.events[0].participants
    (source,) = [each for each in reading.sources if each.id in part.sources]
    assert (part.role, part.status) == (Role.ATTACKER, ParticipantStatus.CLAIMED)
    assert (source.kind, source.name, source.entity) == (SourceKind.GROUP, "Jund", part.entity)


def test_blame_and_denial_are_both_kept() -> None:
    reading = read(
        "Police blamed [Jund](group) for the [bombing](!explosion.bombing#1). "
        "[Jund](group) denied involvement in the [bombing](!explosion.bombing#2)."
    )
    assert cast(reading) == {("attacker", "Jund", "alleged"), ("attacker", "Jund", "denied")}


def test_a_spokesman_claims_for_the_group() -> None:
    reading = read(
        "A [bomb](!explosion.bombing#1) went off. [Jund](group) spokesman [Abu Zar](person) "
        "claimed responsibility for the [attack](!violence.attack#2)."
    )
    assert cast(reading) == {("attacker", "Jund", "claimed")}


def test_no_group_claiming_is_no_claim() -> None:
    reading = read(
        "A [bomb](!explosion.bombing#1) went off. No [group](group) has claimed responsibility."
    )
    assert reading.events[0].participants == ()


def test_an_accused_man_is_an_alleged_attacker_of_that_act_only() -> None:
    reading = read(
        "[Omar](person), accused of the [bombing](!explosion.bombing#1) in [Abi](place>1.place), "
        "was [arrested](!strategic.arrest#2) by [police](force>2.attacker).",
        places=lambda text: (a_place(text, "Abi"),),
    )
    bombing, arrest = reading.events
    assert cast(reading, bombing) == {("attacker", "Omar", "alleged")}
    assert cast(reading, arrest) == {("attacker", "police", "asserted")}


def test_suspected_gunmen_are_alleged() -> None:
    reading = read("[Suspected rebels](people>1.attacker) [attacked](!violence.attack#1) a bus.")
    assert cast(reading) == {("attacker", "Suspected rebels", "alleged")}


def test_who_says_so_is_the_events_source() -> None:
    marked = "[Gunmen](people>1.attacker) [attacked](!violence.attack#1) a bus, police said."
    report = a_marked_draft(marked).report
    source = a_source(report, "police", cue="said")
    reading = read(
        marked,
        cited=(a_source(report, "a bus", "outlet"), source),
        attributions=(an_attribution(report, source, "Gunmen attacked a bus"),),
    )
    assert reading.events[0].sources == (source.id,)
    assert reading.events[0].participants[0].sources == (source.id,)


def test_an_untied_mention_with_a_part_joins_the_event_beside_it() -> None:
    draft = a_marked_draft("[Gunmen](people) [attacked](!violence.attack#1) a bus.")
    mention = replace(draft.mentions[0], parts=((Role.ATTACKER, 0.9),))
    assert cast(finish(replace(draft, mentions=(mention,)))) == {("attacker", "Gunmen", "asserted")}


def test_a_draft_without_triggers_still_tells_its_entities() -> None:
    reading = read("[Jund](group) met [elders](people).")
    assert reading.events == ()
    assert {entity.name for entity in reading.entities} == {"Jund", "elders"}
