"""Which triggers tell of one thing, and what they say of it together."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.happenings import SAME, Happening, find_happenings
from dateline.records.draft import Draft
from dateline.records.finding import Pair
from dateline.records.source import Modality
from dateline.records.span import Span
from tests.builders import a_marked_draft, a_trigger
from tests.strategies import drafts

NO_TITLE = Span(0, 0)


def grouped(pairs: dict[tuple[int, int], float], size: int = 4) -> list[tuple[int, ...]]:
    """Return the groups of so many triggers when pairs of them are so likely the same."""
    text = " ".join(f"raid{number}" for number in range(size))
    triggers = [a_trigger(text, f"raid{number}") for number in range(size)]
    told = [Pair(first=one, second=other, score=score) for (one, other), score in pairs.items()]
    return [each.numbers for each in find_happenings(triggers, range(size), told, NO_TITLE)]


def happening(marked: str, title: Span = NO_TITLE) -> Happening:
    draft = a_marked_draft(marked)
    (one,) = find_happenings(draft.triggers, range(len(draft.triggers)), draft.same_events, title)
    return one


@pytest.mark.parametrize(
    ("pairs", "groups"),
    [
        ({}, [(0,), (1,), (2,), (3,)]),
        ({(0, 2): 0.9, (1, 3): 0.6}, [(0, 2), (1, 3)]),
        ({(0, 1): SAME - 0.01}, [(0,), (1,), (2,), (3,)]),
        ({(0, 1): SAME}, [(0, 1), (2,), (3,)]),
        # with whom it fits on average, not with one alone
        ({(0, 1): 0.9, (1, 2): 0.5, (0, 2): 0.1}, [(0, 1), (2,), (3,)]),
        ({(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.3}, [(0, 1, 2), (3,)]),
        # the likelier of two, and of equals the one told last
        ({(0, 2): 0.6, (1, 2): 0.7}, [(0,), (1, 2), (3,)]),
        ({(0, 2): 0.6, (1, 2): 0.6}, [(0,), (1, 2), (3,)]),
    ],
)  # fmt: skip
def test_a_trigger_joins_whom_it_fits_best(
    pairs: dict[tuple[int, int], float], groups: list[tuple[int, ...]]
) -> None:
    assert grouped(pairs) == groups


def test_triggers_that_do_not_count_are_in_no_happening() -> None:
    draft = a_marked_draft("The [raid](!violence.attack#1), the [raid](!#1), the [raid](!#1).")
    found = find_happenings(draft.triggers, (0, 2), draft.same_events, NO_TITLE)
    assert [each.numbers for each in found] == [(0, 2)]


def test_most_triggers_give_the_type_and_the_surest_of_it_is_the_head() -> None:
    draft = a_marked_draft(
        "A [blast](!explosion.bombing#1), a [bomb](!explosion.bombing#1), an "
        "[attack](!violence.attack#1)."
    )
    blast, bomb, attack = draft.triggers
    triggers = (replace(blast, score=0.6), replace(bomb, score=0.7), replace(attack, score=1.0))
    (one,) = find_happenings(triggers, range(3), draft.same_events, NO_TITLE)
    assert one.type == "explosion.bombing"
    assert one.head is triggers[1]


def test_types_that_every_telling_leaves_open_add_up() -> None:
    draft = a_marked_draft(
        "An [attack](!violence.attack#1), a [raid](!battle.armed_clash#1): grenades flew."
    )
    attack, raid = draft.triggers
    triggers = (
        replace(attack, types=(("violence.attack", 0.5), ("explosion.grenade", 0.4))),
        replace(raid, types=(("battle.armed_clash", 0.5), ("explosion.grenade", 0.4))),
    )
    (one,) = find_happenings(triggers, range(2), draft.same_events, NO_TITLE)
    assert one.type == "explosion.grenade"
    assert one.head is triggers[0]  # the surest, as none is of the type


def test_one_sure_trigger_outweighs_two_doubtful_ones() -> None:
    draft = a_marked_draft(
        "An [attack](!violence.attack#1), a [blast](!explosion.bombing#1) and a "
        "[bang](!explosion.bombing#1)."
    )
    attack, blast, bang = draft.triggers
    triggers = (attack, replace(blast, score=0.4), replace(bang, score=0.4))
    (one,) = find_happenings(triggers, range(3), draft.same_events, NO_TITLE)
    assert one.type == "violence.attack"


def test_the_text_is_heard_before_the_title() -> None:
    marked = "Plan to [raid](!violence.attack#1;planned)\n\nMen [raided](!#1) a shop."
    assert happening(marked).modality is Modality.PLANNED  # the first of equals
    titled = happening(marked, Span(0, 12))
    assert titled.modality is Modality.ASSERTED
    assert titled.head.span.start > 12


@pytest.mark.parametrize(
    ("flags", "is_background"),
    [
        (("", ""), False),
        ((";background", ";background"), True),
        ((";background", ""), True),
        (("", "", ";background"), False),
    ],
)
def test_what_most_triggers_recall_is_background(
    flags: tuple[str, ...],
    is_background: bool,  # noqa: FBT001
) -> None:
    marked = " ".join(f"[raid](!violence.attack#1{flag})" for flag in flags)
    assert happening(marked).is_background == is_background


def test_how_most_put_it_is_how_it_is_put() -> None:
    marked = "[a](!violence.attack#1;denied) [b](!#1) [c](!#1;denied)"
    assert happening(marked).modality is Modality.DENIED


@given(drafts(), st.integers(0, 30))
def test_each_trigger_that_counts_is_in_one_happening(draft: Draft, title: int) -> None:
    numbers = sorted(range(len(draft.triggers)), key=lambda n: draft.triggers[n].span)[::2]
    found = find_happenings(draft.triggers, numbers, draft.same_events, Span(0, title))
    assert sorted(number for one in found for number in one.numbers) == sorted(numbers)
    for one in found:
        assert one.triggers == tuple(draft.triggers[number] for number in one.numbers)
        assert one.head in one.triggers
        assert one.head.type == one.type in {each.type for each in one.triggers}
        assert one.modality in {each.modality for each in one.triggers}
