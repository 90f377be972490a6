import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.count_totals import Victim, find_totals
from dateline.extract.draft_index import DraftIndex
from dateline.records.draft import Draft
from dateline.records.event import Count, CountKind
from tests.builders import a_mention, a_report, a_span


def count(
    text: str, words: str, low: int, *, kind: str = "killed", is_floor: bool = False, nth: int = 0
) -> Count:
    """Return a count of `low` people, or of at least as many, with these words."""
    whom = None if words.isdigit() else words
    return Count(
        what=CountKind(kind), low=low, high=None if is_floor else low, whom=whom,
        span=a_span(text, words, nth),
    )  # fmt: skip


def victim(text: str, words: str, kind: str = "person") -> Victim:
    """Return who is called by these words."""
    return Victim(entity=words, mentions=(a_mention(text, words, kind),))


def totals(
    text: str,
    counts: list[Count],
    *victims: Victim,
    title: str = "",
    type_: str = "violence.attack",
) -> list[tuple[str, int | None, int | None]]:
    """Return kind, low and high of each total."""
    index = DraftIndex(draft=Draft(report=a_report(text, title=title)))
    return [
        (one.what.value, one.low, one.high) for one in find_totals(index, type_, counts, victims)
    ]


def test_the_same_figure_told_twice_is_one() -> None:
    text = "Six people died. The six bodies lay there."
    told = [count(text, "Six people", 6), count(text, "six bodies", 6)]
    assert totals(text, told) == [("killed", 6, 6)]


def test_different_figures_are_all_told() -> None:
    text = "Six people died, police said. Nine people died, a nurse said."
    told = [count(text, "Six people", 6), count(text, "Nine people", 9)]
    assert totals(text, told) == [("killed", 6, 6), ("killed", 9, 9)]


def test_a_headline_gives_way_to_what_the_text_tells_more_exactly() -> None:
    text = "Bomb kills 11. At least 11 people died."
    told = [count(text, "11", 11), count(text, "At least 11 people", 11, is_floor=True)]
    assert totals(text, told, title="Bomb kills 11") == [("killed", 11, None)]


def test_people_joined_by_and_are_one_figure() -> None:
    text = "The blast killed two porters and a sweet-seller."
    told = [count(text, "two porters", 2), count(text, "a sweet-seller", 1)]
    assert totals(text, told) == [("killed", 3, 3)]


def test_the_dead_of_two_sides_are_two_figures() -> None:
    text = "The clash killed 23 militants and a captain."
    told = [count(text, "23 militants", 23), count(text, "a captain", 1)]
    assert totals(text, told) == [("killed", 23, 23), ("killed", 1, 1)]


def test_the_driver_counts_with_whom_he_died() -> None:
    text = "The driver and a passenger were shot dead."
    told = [count(text, "a passenger", 1)]
    assert totals(text, told, victim(text, "The driver", "people")) == [("killed", 2, 2)]


@pytest.mark.parametrize(
    "text",
    ["Ali Khan died along with 13 others.", "It killed Ali Khan, who led them, and 13 others."],
)
def test_others_are_added_to_who_is_named(text: str) -> None:
    told = [count(text, "13 others", 13)]
    assert totals(text, told, victim(text, "Ali Khan")) == [("killed", 14, 14)]


def test_others_within_a_larger_figure_are_a_part() -> None:
    text = "Nine people died: Ali Khan and eight others."
    told = [count(text, "Nine people", 9), count(text, "eight others", 8)]
    assert totals(text, told, victim(text, "Ali Khan")) == [("killed", 9, 9)]


def test_who_is_named_counts_where_no_number_is_told() -> None:
    text = "Ali Khan was shot dead. His driver was killed too."
    told = [count(text, "Ali Khan", 1)]
    victims = victim(text, "Ali Khan"), victim(text, "His driver", "people")
    assert totals(text, told, *victims) == [("killed", 2, 2)]


def test_who_is_named_but_hurt_is_not_among_the_dead() -> None:
    text = "Ali Khan was shot dead. Omar Aziz was hit in the leg."
    victims = victim(text, "Ali Khan"), victim(text, "Omar Aziz")
    assert totals(text, [], *victims, type_="violence.assassination") == [("killed", 1, 1)]


def test_who_was_kidnapped_is_not_counted_as_dead() -> None:
    text = "Ali Khan, whose uncle was killed, was dragged away."
    assert totals(text, [], victim(text, "Ali Khan"), type_="violence.abduction") == []


@given(st.permutations([0, 1, 2]))
def test_totals_do_not_depend_on_the_order_of_counts(order: list[int]) -> None:
    text = "Six people died. Nine people died. Ten people were hurt."
    told = [count(text, "Six people", 6), count(text, "Nine people", 9),
            count(text, "Ten people", 10, kind="injured")]  # fmt: skip
    assert totals(text, [told[number] for number in order]) == totals(text, told)
