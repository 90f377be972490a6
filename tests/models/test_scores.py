"""How two stretches stand to each other: what they ask and answer, and how far apart they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.models.scores import Floats, PairVectors, Scores

RELATIONS = ("attacker", "same")


def a_scores(asks: Floats, answers: Floats, bias: float = 0.0, decay: float = 0.0) -> Scores:
    """Return the scores of a text in which both relations ask and answer alike."""
    both = len(RELATIONS)
    return Scores(
        offsets=np.array([(n, n + 1) for n in range(len(asks))], dtype=np.int64).reshape(-1, 2),
        tags={},
        degree=np.zeros(len(asks), dtype=np.float32),
        vectors=PairVectors(
            relations=RELATIONS,
            asks=np.repeat(asks[:, None], both, axis=1),
            answers=np.repeat(answers[:, None], both, axis=1),
            bias=np.full(both, bias, dtype=np.float32),
            decay=np.full(both, decay, dtype=np.float32),
        ),
    )


def flat(pieces: int = 6) -> Floats:
    return np.zeros((pieces, 4), dtype=np.float32)


def drawn(seed: int, pieces: int = 8) -> Floats:
    return np.random.default_rng(seed).normal(0, 1, (pieces, 4)).astype(np.float32)


def test_without_vectors_only_the_bias_speaks() -> None:
    scores = a_scores(flat(), flat(), bias=1.0)
    np.testing.assert_allclose(
        scores.pairs("same", [0, 4], [(1, 3), (5, 6)]), 1 / (1 + np.exp(-1.0)), rtol=1e-5
    )


def test_the_nearer_is_likelier() -> None:
    scores = a_scores(flat(), flat(), decay=0.5)
    row = scores.pairs("attacker", [0], [(0, 1), (1, 2), (3, 4), (5, 6)])[0]
    assert row[0] == 0.5
    assert sorted(row, reverse=True) == row.tolist()
    assert len(set(row.tolist())) == 4


def test_the_distance_is_to_the_middle_and_the_same_either_way() -> None:
    scores = a_scores(flat(), flat(), decay=0.5)
    wide, narrow, left = scores.pairs("same", [3], [(4, 6), (4, 5), (1, 3)])[0]
    assert narrow > wide
    assert wide == left


@given(st.integers(0, 999))
def test_who_asks_and_answers_alike_says_the_same_of_each_other(seed: int) -> None:
    vectors = drawn(seed)
    scores = a_scores(vectors, vectors, bias=-1.0, decay=0.3)
    every = [(n, n + 1) for n in range(len(vectors))]
    table = scores.pairs("same", range(len(vectors)), every)
    np.testing.assert_allclose(table, table.T, atol=1e-5)


def test_asking_is_not_answering() -> None:
    scores = a_scores(drawn(1), drawn(2))
    assert scores.pair("same", (0, 1), (1, 2)) != scores.pair("same", (1, 2), (0, 1))


@given(st.integers(0, 999), st.lists(st.tuples(st.integers(0, 7), st.integers(1, 8)), max_size=4))
def test_a_table_says_what_each_pair_says(seed: int, edges: list[tuple[int, int]]) -> None:
    asks, answers = drawn(seed), drawn(seed + 1)
    scores = a_scores(asks, answers, bias=0.2, decay=0.4)
    stretches = [(first, last) for first, last in edges if first < last]
    table = scores.pairs("same", [2, 5], stretches)
    for (row, asker), (column, (first, last)) in (
        (one, other) for one in enumerate((2, 5)) for other in enumerate(stretches)
    ):
        apart = abs((first + last - 1) / 2 - asker)
        logit = float(asks[asker] @ answers[first:last].mean(axis=0)) / 2
        logit += 0.2 - 0.4 * float(np.log1p(apart))
        assert table[row, column] == pytest.approx(1 / (1 + np.exp(-logit)), abs=1e-4)
        assert scores.pair("same", (asker, asker + 1), (first, last)) == pytest.approx(
            table[row, column], abs=1e-6
        )


@pytest.mark.parametrize(
    ("askers", "answers", "shape"), [([], [(0, 1)], (0, 1)), ([0, 1], [], (2, 0)), ([], [], (0, 0))]
)
def test_nobody_asks_or_answers(
    askers: list[int], answers: list[tuple[int, int]], shape: tuple[int, int]
) -> None:
    found = a_scores(flat(), flat()).pairs("same", askers, answers)
    assert found.shape == shape
    assert found.dtype == np.float32


def test_a_relation_that_the_model_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        a_scores(flat(), flat()).pairs("married_to", [0], [(1, 2)])


def test_hopeless_pairs_are_no_fault() -> None:
    far = np.full((2, 4), 100, dtype=np.float32)
    assert a_scores(far, -far).pair("same", (0, 1), (1, 2)) == 0
