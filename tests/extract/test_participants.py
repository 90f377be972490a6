"""Who did what to whom, and how sure the report is of it."""

import pytest

from dateline.extract.draft_index import DraftIndex
from dateline.extract.participants import find_participants
from dateline.extract.sources import SourceStage
from dateline.records.draft import Draft
from dateline.records.event import Participant
from dateline.records.source import Modality
from tests.builders import a_link, a_marked_draft


def parts_of(draft: Draft, modality: str = "asserted") -> tuple[Participant, ...]:
    triggers = range(len(draft.triggers))
    return find_participants(DraftIndex(draft=draft), triggers, Modality(modality))


def cast(marked: str, modality: str = "asserted") -> list[tuple[str, str, str]]:
    draft = a_marked_draft(marked)
    names = {entity.id: entity.name for entity in draft.entities}
    return [
        (part.role.value, names[part.entity], part.status.value)
        for part in parts_of(draft, modality)
    ]


def test_roles_come_from_every_trigger_and_only_actors_take_part() -> None:
    assert cast(
        "[Gunmen](people>1.attacker) [raided](!violence.attack#1) [a bus](organisation>1.target) "
        "with [knives](weapon>1.weapon) on [Monday](time>1.time). The [raid](!#1) killed "
        "[nine people](people>1.victim) and [ten](number>1.victim)."
    ) == [
        ("attacker", "Gunmen", "asserted"),
        ("target", "a bus", "asserted"),
        ("victim", "nine people", "asserted"),
    ]


def test_an_entity_takes_part_once_for_each_role_and_status() -> None:
    assert cast(
        "[Jund](group>1.attacker) [raided](!violence.attack#1) a shop. The [raid](!#1) of "
        "[Jund](group>1.attacker) hit [Jund](group>1.victim). The [raid](!#1) was not by "
        "[Jund](group>1.attacker:denied)."
    ) == [
        ("attacker", "Jund", "asserted"),
        ("victim", "Jund", "asserted"),
        ("attacker", "Jund", "denied"),
    ]


def test_the_surest_words_are_kept_and_the_texts_before_the_titles() -> None:
    marked = (
        "[Jund](group>1.attacker) in [raid](!violence.attack#1)\n\n"
        "[Jund](group>1.attacker) [raided](!#1). The [raid](!#1) by [Jund](group>1.attacker)."
    )
    draft = a_marked_draft(marked, header={"title": "Jund in raid"})
    links = tuple(
        a_link(one.trigger, one.mention, "attacker", score)
        for one, score in zip(draft.links, (0.99, 0.6, 0.7), strict=True)
    )
    (part,) = parts_of(a_marked_draft(marked, header={"title": "Jund in raid"}, links=links))
    assert (part.span, part.score) == (draft.mentions[2].span, 0.7)


@pytest.mark.parametrize(
    ("modality", "status"),
    [
        ("alleged", "alleged"), ("claimed", "claimed"), ("denied", "denied"),
        ("asserted", "asserted"), ("planned", "asserted"), ("negated", "asserted"),
    ],
)  # fmt: skip
def test_who_did_what_is_only_alleged_is_alleged_to_have(modality: str, status: str) -> None:
    marked = (
        "[Jund](group>1.attacker) and [Saif](group>1.attacker:denied) [raided](!violence.attack#1) "
        "[villagers](people>1.victim)."
    )
    assert cast(marked, modality) == [
        ("attacker", "Jund", status),
        ("attacker", "Saif", "denied"),
        ("victim", "villagers", "asserted"),
    ]


def test_who_is_alleged_by_the_words_and_by_the_event_takes_part_once() -> None:
    marked = (
        "[Jund](group>1.attacker) [raided](!violence.attack#1) a shop. The [raid](!#1) by "
        "[Jund](group>1.attacker:alleged)."
    )
    assert cast(marked, "alleged") == [("attacker", "Jund", "alleged")]


def test_who_claims_answers_for_it_first() -> None:
    (draft,) = SourceStage()(
        [
            a_marked_draft(
                "{1:[Jund](group>1.attacker:claimed src#2;group) [claimed](cue#2;claimed) "
                "{2:the [raid](!violence.attack#1)}}, [police](force src#1) [said](cue#1)."
            )
        ]
    )
    (part,) = parts_of(draft)
    names = {source.id: source.name for source in draft.cited}
    assert [names[source] for source in part.sources] == ["Jund", "police"]
