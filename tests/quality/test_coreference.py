"""Coreference scores on partitions small enough to count by hand, and their laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quality.coreference import Coreference, score_clusters

GOLD = [{"a", "b", "c"}, {"d", "e", "f", "g"}]


def f1s(told: Coreference) -> tuple[float, float, float]:
    return told.muc.f1, told.b_cubed.f1, told.ceaf.f1


def test_equal_clusters_are_wholly_right_and_foreign_ones_wholly_wrong() -> None:
    assert f1s(score_clusters(GOLD, GOLD)) == (1, 1, 1)
    assert f1s(score_clusters([{"x", "y"}], GOLD)) == (0, 0, 0)
    assert f1s(score_clusters([], GOLD)) == f1s(score_clusters(GOLD, [])) == (0, 0, 0)


def test_scores_are_those_counted_by_hand() -> None:
    told = score_clusters([{"a", "b"}, {"c", "d"}, {"f", "g", "h", "i"}], GOLD)
    assert (told.muc.recall, told.muc.precision) == pytest.approx((2 / 5, 2 / 5))
    recall = ((4 + 1) / 3 + (1 + 4) / 4) / 7
    assert told.b_cubed.recall == pytest.approx(recall)
    assert told.b_cubed.precision == pytest.approx((2 + 1 + 4 / 4) / 8)
    likeness = 2 * 2 / 5 + 2 * 2 / 8
    assert told.ceaf.recall == pytest.approx(likeness / 2)
    assert told.ceaf.precision == pytest.approx(likeness / 3)
    assert told.conll_f1 == pytest.approx(sum(f1s(told)) / 3)


def partitions() -> st.SearchStrategy[list[set[int]]]:
    labels = st.dictionaries(st.integers(0, 9), st.integers(0, 3), min_size=1)
    return labels.map(
        lambda told: [
            {one for one in told if told[one] == label} for label in sorted({*told.values()})
        ]
    )


@given(partitions(), partitions())
def test_sides_changed_over_change_recall_and_precision_over(
    ours: list[set[int]], gold: list[set[int]]
) -> None:
    there, back = score_clusters(ours, gold), score_clusters(gold, ours)
    assert f1s(there) == pytest.approx(f1s(back))
    assert 0 <= there.muc.recall <= 1 and 0 <= there.b_cubed.recall <= 1
    assert there.ceaf.recall == pytest.approx(back.ceaf.precision)


@given(partitions(), partitions())
def test_documents_add_up_to_what_they_are_together(
    ours: list[set[int]], gold: list[set[int]]
) -> None:
    moved = [{one + 100 for one in cluster} for cluster in ours]
    apart = score_clusters(ours, gold) + score_clusters(moved, moved)
    assert f1s(apart) == pytest.approx(f1s(score_clusters([*ours, *moved], [*gold, *moved])))
