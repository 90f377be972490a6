"""Who fills a role, who is counted, and what is the same, out of the scores of pairs."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.found_pairs import (
    find_count_links,
    find_links,
    find_same_entities,
    find_same_events,
    find_ties,
)
from dateline.extract.found_spans import FoundSpans, find_spans
from dateline.extract.mentions import fill_draft
from dateline.models.thresholds import Scale, Thresholds
from dateline.records.event import CountKind, ParticipantStatus
from tests.builders import a_draft
from tests.scores import a_found, any_found
from tests.strategies import texts

TEXT = "Gunmen of Boko Haram attacked Damaturu; the raid killed nine."
TAGS = {
    "mention": {"Gunmen": "people", "Boko Haram": "group", "Damaturu": "place", "nine": "number"},
    "trigger": {"attacked": "violence.attack", "raid": "violence.attack"},
}


def found_with(pairs: dict[tuple[str, str, str], float], **changes: Any) -> FoundSpans:
    return a_found(TEXT, TAGS, pairs, **changes)


def linked(pairs: dict[tuple[str, str, str], float]) -> list[tuple[int, int, str, str]]:
    found = found_with(pairs)
    links = find_links(found, found.triggers(), find_spans(found, "mention", 0.5))
    return [(one.trigger, one.mention, one.role.value, one.status.value) for one in links]


def test_a_mention_may_fill_roles_of_several_triggers() -> None:
    assert linked(
        {
            ("attacker", "attacked", "Gunmen"): 0.9,
            ("attacker", "raid", "Gunmen"): 0.8,
            ("target", "attacked", "Damaturu"): 0.6,
            ("place", "attacked", "Damaturu"): 0.7,
            ("victim", "attacked", "Gunmen"): 0.4,
        }
    ) == [
        (0, 0, "attacker", "asserted"),
        (0, 2, "place", "asserted"),
        (0, 2, "target", "asserted"),
        (1, 0, "attacker", "asserted"),
    ]


@pytest.mark.parametrize(
    ("doubts", "status"),
    [
        ({}, "asserted"),
        ({"alleged": 0.4}, "asserted"),
        ({"alleged": 0.6, "claimed": 0.8}, "claimed"),
        ({"denied": 0.7}, "denied"),
    ],
)
def test_the_likeliest_doubt_is_the_status(doubts: dict[str, float], status: str) -> None:
    asked = {(doubt, "attacked", "Boko Haram"): score for doubt, score in doubts.items()}
    links = linked({("attacker", "attacked", "Boko Haram"): 0.9, **asked})
    assert links == [(0, 1, "attacker", status)]


def test_a_doubt_without_a_role_is_no_link() -> None:
    assert linked({("denied", "attacked", "Boko Haram"): 0.9}) == []


def test_links_are_kept_by_what_their_role_is_worth() -> None:
    scales = {"role.attacker": Scale(threshold=0.3), "role.place": Scale(threshold=0.8)}
    found = found_with(
        {("attacker", "attacked", "Gunmen"): 0.4, ("place", "attacked", "Damaturu"): 0.7},
        thresholds=Thresholds(thresholds=scales),
    )
    (link,) = find_links(found, found.triggers(), find_spans(found, "mention", 0.5))
    assert (link.role.value, link.score) == ("attacker", 0.4)


def test_the_words_that_count_somebody() -> None:
    found = found_with({("killed", "raid", "nine"): 0.8, ("injured", "raid", "nine"): 0.2})
    (link,) = find_count_links(found, found.triggers(), find_spans(found, "mention", 0.5))
    assert (link.trigger, link.mention, link.what, link.score) == (1, 3, CountKind.KILLED, 0.8)


def test_two_are_the_same_as_far_as_both_say_so() -> None:
    one_way = found_with({("same", "attacked", "raid"): 0.9})
    (pair,) = find_same_events(one_way, one_way.triggers()) or (None,)
    assert pair is None  # 0.45: less than by default
    both = found_with({("same", "attacked", "raid"): 0.9, ("same", "raid", "attacked"): 0.5})
    (same,) = find_same_events(both, both.triggers())
    assert (same.first, same.second, same.score) == (0, 1, 0.7)


def test_nothing_is_the_same_as_itself() -> None:
    found = found_with(
        {(name, "Boko Haram", "Boko Haram"): 0.9 for name in ("coreference", "leads")}
    )
    mentions = find_spans(found, "mention", 0.5)
    assert find_same_entities(found, mentions) == ()
    assert find_ties(found, mentions) == ()


def test_a_tie_has_a_direction() -> None:
    found = found_with({("member_of", "Gunmen", "Boko Haram"): 0.8})
    (tie,) = find_ties(found, find_spans(found, "mention", 0.5))
    assert (tie.subject, tie.relation, tie.object, tie.score) == (0, "member_of", 1, 0.8)


@pytest.mark.parametrize("text", ["", "Nothing happened."])
def test_without_triggers_and_mentions_there_are_no_pairs(text: str) -> None:
    found = a_found(text)
    assert find_links(found, [], []) == ()
    assert find_count_links(found, [], []) == ()
    assert find_same_events(found, []) == find_same_entities(found, []) == ()
    assert find_ties(found, []) == ()


@given(texts, st.integers(0, 999))
def test_all_that_is_found_points_at_what_is_there(text: str, seed: int) -> None:
    draft = fill_draft(a_draft(text), any_found(text, seed))
    triggers, mentions = len(draft.triggers), len(draft.mentions)
    assert all(one.trigger < triggers and one.mention < mentions for one in draft.links)
    assert all(one.trigger < triggers and one.mention < mentions for one in draft.count_links)
    assert all(pair.first < pair.second < triggers for pair in draft.same_events)
    assert all(pair.first < pair.second < mentions for pair in draft.same_entities)
    assert all(tie.subject != tie.object for tie in draft.ties)
    assert all(max(tie.subject, tie.object) < mentions for tie in draft.ties)
    assert len({(one.trigger, one.mention, one.role) for one in draft.links}) == len(draft.links)
    scores = [
        one.score
        for found in (
            draft.mentions, draft.triggers, draft.parts, draft.links, draft.count_links,
            draft.same_events, draft.same_entities, draft.statements, draft.ties,
        )
        for one in found
    ]  # fmt: skip
    assert all(0 <= score <= 1.0001 for score in scores)
    assert {one.status for one in draft.links} <= set(ParticipantStatus)
