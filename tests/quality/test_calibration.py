"""Curves, logistics and cuts on findings whose answer is known."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quality.calibration import (
    Candidate,
    Findings,
    best_cut,
    cut_at,
    expected_error,
    fairest_cut,
    fit_platt,
    reliability,
)
from scipy.special import expit, logit

JUDGED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)


def some(*scored: tuple[float, str], total: int) -> Findings:
    """Return findings: each a score and the gold items that it hits, a letter each."""
    candidates = [Candidate(score=score, golds=tuple(golds)) for score, golds in scored]
    return Findings(candidates=candidates, total=total)


def test_bins_hold_equal_shares() -> None:
    scores = [0.1, 0.1, 0.2, 0.2, 0.3, 0.9, 0.9]
    curve = reliability(scores, [True] * 7, bins=3)
    assert [one.n for one in curve] == [3, 2, 2]
    assert curve[-1].score == pytest.approx(0.9) and curve[-1].right == 1


def test_the_error_is_how_far_scores_lie_off() -> None:
    assert expected_error(reliability([0.8] * 10, [True] * 8 + [False] * 2, bins=1)) == (
        pytest.approx(0)
    )
    assert expected_error(reliability([0.9] * 4, [True, False] * 2, bins=1)) == pytest.approx(0.4)
    assert expected_error([]) == 0


@given(judged=JUDGED)
def test_errors_lie_between_none_and_all(judged: list[tuple[float, bool]]) -> None:
    curve = reliability([score for score, _ in judged], [right for _, right in judged])
    assert sum(one.n for one in curve) == len(judged)
    assert 0 <= expected_error(curve) <= 1


def test_the_logistic_that_bent_the_scores_is_found_again() -> None:
    chance = random.Random(1)
    true = [chance.uniform(0.02, 0.98) for _ in range(20000)]
    right = [chance.random() < one for one in true]
    told = [float(expit((logit(one) + 1.5) / 0.6)) for one in true]
    slope, offset = fit_platt(told, right)
    assert slope == pytest.approx(0.6, abs=0.05)
    assert offset == pytest.approx(-1.5, abs=0.1)


def test_a_handful_is_not_calibrated_and_order_is_never_turned() -> None:
    assert fit_platt([0.9] * 30 + [0.1] * 5, [True] * 30 + [False] * 5) == (1.0, 0.0)
    slope, _ = fit_platt([0.9] * 50 + [0.1] * 50, [False] * 50 + [True] * 50)
    assert slope > 0


def test_the_best_cut_counts_what_was_never_found() -> None:
    findings = some((0.9, "a"), (0.8, "b"), (0.6, ""), (0.4, "c"), (0.2, ""), total=6)
    cut = best_cut(findings)
    assert cut is not None
    assert cut.threshold == pytest.approx(0.3)
    assert (cut.precision, cut.recall) == (0.75, 0.5)
    assert cut_at(findings, cut.threshold) == cut


def test_two_candidates_for_one_item_find_it_once() -> None:
    cut = best_cut(some((0.9, "a"), (0.8, "a"), total=2))
    assert cut is not None and cut.recall == 0.5
    assert cut_at(some((0.9, "ab"), total=2), 0.5).recall == 1.0


def test_equal_scores_are_kept_together() -> None:
    cut = best_cut(some((0.9, "a"), (0.9, ""), total=1))
    assert cut is not None and cut.precision == 0.5


def test_the_fairest_cut_makes_fewest_errors() -> None:
    lost_or_let_in = some((0.9, "a"), (0.7, "b"), (0.6, ""), (0.5, "c"), (0.2, ""), total=3)
    assert fairest_cut(lost_or_let_in).threshold == pytest.approx(0.35)  # lets one in, loses none
    assert fairest_cut(some((0.9, "a"), (0.4, "b"), total=2)).threshold == 0
    assert fairest_cut(some((0.9, "a"), (0.4, ""), (0.4, ""), total=1)).precision == 1


def test_there_may_be_no_cut() -> None:
    assert best_cut(some((0.9, ""), total=3)) is None
    assert best_cut(some((0.9, "a"), (0.9, ""), (0.9, ""), total=1), 0.5) is None
    assert cut_at(some((0.9, "a"), total=1), 0.95).precision == 0


@given(judged=JUDGED)
def test_no_other_cut_is_better(judged: list[tuple[float, bool]]) -> None:
    scored = [Candidate(score=score, golds=(number,) * right)
              for number, (score, right) in enumerate(judged)]  # fmt: skip
    findings = Findings(candidates=scored, total=sum(right for _, right in judged) + 1)

    def f1(threshold: float) -> float:
        cut = cut_at(findings, threshold)
        both = cut.precision + cut.recall
        return 2 * cut.precision * cut.recall / both if both else 0.0

    best = best_cut(findings)
    chosen = 2 * best.precision * best.recall / (best.precision + best.recall) if best else 0.0
    assert all(f1(one.score) <= chosen + 1e-9 for one in scored)
