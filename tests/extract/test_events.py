from dataclasses import replace
from typing import Any

import pytest

from dateline.extract.draft_index import DraftIndex
from dateline.extract.events import EventOptions, EventStage
from dateline.extract.reading import assemble_reading
from dateline.extract.sources import own_source
from dateline.records.draft import Draft
from dateline.records.event import Event, EventTime, ParticipantStatus
from dateline.records.mention import Role
from dateline.records.reading import Reading
from dateline.records.report import Dateline
from dateline.records.source import Modality, SourceKind
from dateline.records.span import Span
from tests.builders import (
    a_count,
    a_marked_draft,
    a_place,
    a_source,
    a_span,
    a_time,
    a_when,
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
    (done,) = EventStage(options=options or EventOptions(min_bare_score=0.0))([draft])
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
    assert (
        read(marked, EventOptions(min_link_score=0.95, min_bare_score=0.0)).events[0].participants
        == ()
    )


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
    assert cast(reading, arrest) == {
        ("attacker", "police", "asserted"),
        ("target", "Omar", "asserted"),
    }


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


@pytest.mark.parametrize(
    "marked",
    [
        "No [arrest](!strategic.arrest#1) has been made.",
        "Police said no [explosives](!explosion.bombing#1) were found.",
        "Nobody has been [convicted](!strategic.trial#1) of it.",
        "Nobody was [killed](!violence.attack#1).",
    ],
)
def test_what_was_not_there_is_no_event(marked: str) -> None:
    assert types(read(marked)) == []


@pytest.mark.parametrize(
    ("marked", "modality"),
    [
        ("No [attack](!violence.attack#1) took place in the town.", Modality.NEGATED),
        ("The army denied that it [shelled](!explosion.shelling#1) a village.", Modality.DENIED),
    ],
)
def test_what_is_denied_is_an_event(marked: str, modality: Modality) -> None:
    (event,) = read(marked).events
    assert event.modality is modality


def test_a_far_link_counts_only_when_it_is_very_sure() -> None:
    marked = (
        "[Rebels](group>1.attacker) came. It rained. The [attack](!violence.attack#1) "
        "began. It rained. [Troops](force>1.attacker) came."
    )
    draft = a_marked_draft(marked)
    rebels, troops = draft.links
    weak = replace(draft, links=(rebels, replace(troops, score=0.8)))
    assert cast(finish(weak)) == {("attacker", "Rebels", "asserted")}


def test_a_link_in_the_clause_goes_before_one_outside() -> None:
    draft = a_marked_draft(
        "[Gunmen](people>1.attacker) [fired](!violence.attack#1) at a bus when "
        "[troops](force>1.attacker) came."
    )
    weak = replace(draft, links=tuple(replace(link, score=0.8) for link in draft.links))
    assert cast(finish(weak)) == {("attacker", "Gunmen", "asserted")}


def test_recalled_dead_stay_with_the_recalled_attack() -> None:
    reading = read(
        "[Gunmen](people>1.attacker) [attacked](!violence.attack#1) a bus on [May 3](time).\n\n"
        "Traffic stopped.\n\nIn [May 2018](time), a [bomb](!explosion.bombing#2) went off at "
        "a fair, [killing](!violence.attack#3) 12 people. Nobody spoke of that "
        "[attack](!violence.attack#4).",
        times=lambda text: (
            a_time(text, "May 3", "2020-05-03"),
            EventTime(
                when=a_when("2018-05", "month", "2018-05-01", "2018-05-31"),
                span=a_span(text, "May 2018"),
            ),
        ),
        counts=lambda text: (a_count(text, "killing 12 people", 12),),
    )
    assert [(e.type, e.background, len(e.counts)) for e in reading.events] == [
        ("violence.attack", False, 0),
        ("explosion.bombing", True, 1),
    ]


def test_an_arrest_without_a_place_is_where_the_news_is_from() -> None:
    reading = read(
        "A [bomb](!explosion.bombing#1) went off in [Abi](place>1.place).\n\n"
        "Police [arrested](!strategic.arrest#2) a man. The state [banned](!strategic.ban#3) it.",
        places=lambda text: (a_place(text, "Abi"),),
    )
    blast, arrest, ban = reading.events
    assert blast.place and arrest.place and arrest.place.name == "Abi"
    assert ban.place is None


@pytest.mark.parametrize(
    ("rest", "place", "score"), [("", "OSLO", 0.225), (" It shook [Abi](place).", None, None)]
)
def test_the_dateline_stands_for_the_lead_when_no_town_is_told(
    rest: str, place: str | None, score: float | None
) -> None:
    reading = read(
        "[OSLO](place): A [bomb](!explosion.bombing#1) went off." + rest,
        header={"dateline": Dateline(place="Oslo", span=Span(0, 4))},
        places=lambda text: (a_place(text, name) for name in ("OSLO", "Abi") if name in text),
    )
    (event,) = reading.events
    assert (event.place.name if event.place else None) == place
    scores = [claim.score for claim in reading.claims if claim.field == "where"]
    assert scores == ([score] if score else [])


def test_an_attack_without_explosives_is_no_bombing() -> None:
    assert types(read("The [attack](!explosion.bombing#1) killed him.")) == ["violence.attack"]


def test_a_word_of_which_nothing_more_is_told_is_no_event() -> None:
    plain = EventOptions()
    assert types(read("They [ban](!strategic.ban#1) what they fear.", plain)) == []
    told = "[They](people>1.attacker) [ban](!strategic.ban#1) what they fear."
    assert types(read(told, plain)) == ["strategic.ban"]
    assert types(read(told, EventOptions(min_thin_score=0.95))) == []


@pytest.mark.parametrize(
    "marked",
    [
        "He was sentenced to [death](!violence.execution#1).",
        "He is on [death](!violence.execution#1) row.",
    ],
)
def test_a_sentence_of_death_is_no_killing(marked: str) -> None:
    assert types(read(marked)) == []


def test_one_who_died_of_wounds_elsewhere_belongs_to_the_attack() -> None:
    reading = read(
        "Gunmen [ambushed](!violence.attack#1) a bus in [Abi](place>1.place).\n\n"
        "A man [died](!violence.attack#2) of his wounds in [Obo](place>2.place).",
        places=lambda text: (a_place(text, "Abi"), a_place(text, "Obo", lat=12, lon=9)),
    )
    (attack,) = reading.events
    assert attack.place and attack.place.name == "Abi"


def test_what_was_planned_is_not_what_was_done_elsewhere() -> None:
    reading = read(
        "They planned an [attack](!violence.attack#1) in [Abi](place>1.place). "
        "They praised the [stabbing](!violence.attack#2) of a guard in [Obo](place>2.place).",
        places=lambda text: (a_place(text, "Abi"), a_place(text, "Obo")),
    )
    assert [event.modality for event in reading.events] == [Modality.PLANNED, Modality.ASSERTED]


def test_an_unsure_kind_goes_behind_a_surer_one() -> None:
    draft = a_marked_draft(
        "A [bomb](!explosion.bombing#1) [ripped](!explosion.suicide_bombing#2) through a market."
    )
    sure, unsure = draft.triggers
    reading = finish(
        replace(draft, triggers=(replace(sure, score=1.0), replace(unsure, score=0.6)))
    )
    assert types(reading) == ["explosion.bombing"]


def test_a_place_in_the_clause_of_another_trigger_is_not_lent() -> None:
    draft = a_marked_draft(
        "A man blamed for [attacks](!violence.attack#1) was [shot](!violence.attack#2) when men "
        "[fought](!battle.armed_clash#3) in [Abi](place>1.place>3.place).",
        places=(),
    )
    place = a_place(draft.report.text, "Abi")
    index = DraftIndex(draft=replace(draft, places=(place,)), triggers=(0, 1, 2))
    assert [index.places_of(number) for number in range(3)] == [(), (), (place,)]


@pytest.mark.parametrize(
    ("again", "number"),
    [
        ("[Gul](person>3.victim) was [killed](!violence.attack#3) in a [firefight]"
         "(!battle.armed_clash#4) with others.", 1),
        ("[Omar](person>3.victim) was [killed](!violence.attack#3) in a [firefight]"
         "(!battle.armed_clash#4) with others.", 2),
    ],
)  # fmt: skip
def test_nobody_is_killed_twice(again: str, number: int) -> None:
    reading = read(
        "[Gul](person>1.victim) was [killed](!violence.attack#1) in an "
        "[encounter](!battle.armed_clash#2).\n\nIt is old. It is small. It has a mill. Men came."
        f"\n\n{again}"
    )
    assert types(reading) == ["battle.armed_clash"] * number


def test_what_stands_behind_an_aside_is_not_told_of_it() -> None:
    reading = read(
        "[Gul](person>2.victim), accused of being behind [attacks](!violence.attack#1), was "
        "[killed](!violence.attack#2) on [May 3](time>1.time) in [Abi](place>1.place) by "
        "[police](force>2.attacker).",
        times=lambda text: (a_time(text, "May 3", "XXXX-05-03"),),
        places=lambda text: (a_place(text, "Abi"),),
    )
    assert [event.trigger for event in reading.events] == [a_span(reading.report.text, "killed")]


def test_whoever_tells_of_the_same_plan_is_its_source() -> None:
    marked = (
        "[Gul Khan](person) was set to [join](!strategic.allegiance#1) the [RSA](group>1.target)."
        "\n\nAn official said that [Gul Khan](person) was to become the chief of [RSA](group)."
    )
    report = a_marked_draft(marked).report
    official = a_source(report, "official", "anonymous")
    words = "Gul Khan was to become the chief of RSA"
    reading = read(
        marked,
        cited=(own_source(report), official),
        attributions=(an_attribution(report, official, words),),
    )
    (event,) = reading.events
    assert event.modality is Modality.PLANNED
    assert event.sources == (official.id,)
    assert ("attacker", "Gul Khan", "asserted") in cast(reading)


@pytest.mark.parametrize(
    ("told", "is_event"),
    [
        ("[Rovers](organisation>1.attacker) [bombed](!explosion.bombing#1) in [Abi](place>1.place)",
         False),
        ("[Rebels](group>1.attacker) [bombed](!explosion.bombing#1) a gate in [Abi](place>1.place)",
         True),
    ],
)  # fmt: skip
def test_words_of_war_in_a_report_of_sport_are_no_event(told: str, is_event: bool) -> None:  # noqa: FBT001
    reading = read(
        f"The coach saw his striker score a goal in the league match. {told}.",
        places=lambda text: (a_place(text, "Abi"),),
    )
    assert bool(reading.events) == is_event
