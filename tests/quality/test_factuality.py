"""Degrees are read at a word's first piece and compared with the gold's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from quality.tasks.factuality import degree_at, find_pieces, mean_error, pearson

OFFSETS = np.array([[0, 2], [3, 6], [6, 9], [9, 10]])  # "He out|last|."
DEGREE = np.array([0.0, 2.5, -1.0, 9.0], dtype=np.float32)
NUMBERS = st.lists(st.integers(-3000, 3000).map(lambda n: n / 1000), min_size=2, max_size=20)


def test_a_word_of_two_pieces_is_read_at_the_first() -> None:
    assert find_pieces(OFFSETS, 3, 9) == (1, 3)
    assert degree_at(OFFSETS, DEGREE, 3, 9) == 2.5


@pytest.mark.parametrize(("start", "end"), [(2, 3), (10, 14)])
def test_a_word_without_pieces_has_degree_nought(start: int, end: int) -> None:
    assert degree_at(OFFSETS, DEGREE, start, end) == 0.0


@given(NUMBERS)
def test_the_truth_is_right(gold: list[float]) -> None:
    assert mean_error(gold, gold) == 0
    if max(gold) > min(gold):
        assert pearson(gold, gold) == pytest.approx(1)
        assert pearson([-2 * one + 1 for one in gold], gold) == pytest.approx(-1)


def test_one_value_for_all_says_nothing() -> None:
    assert pearson([1.0, 1.0], [0.0, 3.0]) == 0
    assert mean_error([1.0, 1.0], [0.0, 3.0]) == 1.5


def test_answers_must_pair_with_truths() -> None:
    with pytest.raises(ValueError, match="argument"):
        mean_error([1.0], [1.0, 2.0])
