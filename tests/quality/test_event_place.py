"""The place that the model ties to a verb is right or wrong."""

from hypothesis import given
from hypothesis import strategies as st
from quality.tasks.event_place import Asked, choose, score_choice
from training.example import Stretch

KANO, GUSAU, JOS = Stretch(0, 4), Stretch(10, 15), Stretch(20, 23)
PLACES = st.lists(st.sampled_from([KANO, GUSAU, JOS]), min_size=1, unique=True)


def likes(*order: Stretch) -> dict[Stretch, float]:
    """Return likenesses that fall in this order."""
    return {place: 1 / (number + 1) for number, place in enumerate(order)}


def test_the_likeliest_place_is_chosen() -> None:
    likeness = likes(GUSAU, KANO, JOS)
    asked = Asked(gold=(GUSAU,), marked=(GUSAU, KANO), own=(KANO, JOS))
    assert score_choice(asked, lambda one: likeness[one]) == (True, False, True)


def test_a_mention_that_shares_words_with_the_gold_is_right() -> None:
    asked = Asked(gold=(GUSAU,), marked=(GUSAU,), own=(Stretch(8, 15),))
    assert score_choice(asked, lambda _: 0.5) == (True, True, False)


def test_a_model_that_finds_no_place_is_wrong_on_its_own() -> None:
    asked = Asked(gold=(GUSAU,), marked=(GUSAU,), own=())
    assert score_choice(asked, lambda _: 0.5) == (True, False, False)
    assert choose((), lambda _: 0.5) is None


@given(PLACES, PLACES, PLACES)
def test_a_model_that_likes_the_gold_best_is_right_where_it_can_be(
    gold: list[Stretch], marked: list[Stretch], own: list[Stretch]
) -> None:
    asked = Asked(gold=tuple(gold), marked=tuple({*marked, *gold}), own=tuple(own))
    right, own_right, contested = score_choice(asked, lambda one: float(one in gold))
    assert right
    assert own_right == bool(set(own) & set(gold))
    assert contested == bool({*marked, *own} - set(gold))
