"""How far scores may be believed, and from which score on findings are worth keeping."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logit

BINS = 15
_NEVER = 1e-6  # logits of 0 and 1 have no end
FEWEST = 20  # findings of either kind, right and wrong, from which a logistic is fitted
_LEAST_SLOPE = 0.1  # a flatter one would say that scores order nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something found with a score, and the gold items that it hits; it is wrong without any."""

    score: float
    golds: tuple[Hashable, ...] = ()


@dataclass(slots=True, kw_only=True)
class Findings:
    """All candidates of one kind, and how many gold items there are, found or not."""

    candidates: list[Candidate] = field(default_factory=list)
    total: int = 0

    @property
    def scores(self) -> NDArray[np.float64]:
        """Return the candidates' scores, float64 [candidates]."""
        return np.array([one.score for one in self.candidates], dtype=np.float64)

    @property
    def right(self) -> NDArray[np.bool_]:
        """Return which candidates are right, bool [candidates]."""
        return np.array([bool(one.golds) for one in self.candidates], dtype=bool)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A score from which candidates are kept, and the precision and recall that this gives."""

    threshold: float
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings of about one score: its mean, the share of them that is right, how many they are."""

    score: float
    right: float
    n: int


def reliability(
    scores: Sequence[float] | NDArray[np.float64],
    right: Sequence[bool] | NDArray[np.bool_],
    bins: int = BINS,
) -> list[Bin]:
    """Return the reliability curve: findings in the order of their scores, in equal shares.

    Each share (bin) holds the same number of findings, give or take one, so that none rests on a
    few; findings of one score may fall into two.
    """
    values, truths = np.asarray(scores, dtype=np.float64), np.asarray(right, dtype=np.float64)
    order = np.argsort(values, kind="stable")
    shares = np.array_split(order, min(bins, len(order))) if len(order) else []
    return [Bin(float(values[one].mean()), float(truths[one].mean()), len(one)) for one in shares]


def expected_error(curve: Iterable[Bin]) -> float:
    """Return the expected calibration error of a curve: how far, 0…1, scores lie off on average."""
    told = list(curve)
    total = sum(one.n for one in told)
    return sum(one.n * abs(one.score - one.right) for one in told) / total if total else 0.0


def fit_platt(
    scores: Sequence[float] | NDArray[np.float64], right: Sequence[bool] | NDArray[np.bool_]
) -> tuple[float, float]:
    """Return slope and offset of the logistic on scores' logits that fits best; (1, 0) on too few.

    The targets are drawn in from 0 and 1 as Platt does, so that a few findings do not make it
    certain. The slope is never below a tenth: a higher score never means less.
    """
    truths = np.asarray(right, dtype=bool)
    yes = int(truths.sum())
    no = len(truths) - yes
    if min(yes, no) < FEWEST:
        return 1.0, 0.0
    logits = logit(np.clip(np.asarray(scores, dtype=np.float64), _NEVER, 1 - _NEVER))
    targets = np.where(truths, (yes + 1) / (yes + 2), 1 / (no + 2))

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        told = values[0] * logits + values[1]
        misses = expit(told) - targets
        total = (np.logaddexp(0, told) - targets * told).mean()
        return float(total), np.array([(misses * logits).mean(), misses.mean()])

    found = minimize(
        loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B",
        bounds=[(_LEAST_SLOPE, None), (None, None)],
    )  # fmt: skip
    return float(found.x[0]), float(found.x[1])


def cut_at(findings: Findings, threshold: float) -> Cut:
    """Return the precision and recall of what is scored at least so high, 0 where nothing is."""
    kept = [one for one in findings.candidates if one.score >= threshold]
    right = sum(bool(one.golds) for one in kept)
    hit = {gold for one in kept for gold in one.golds}
    return Cut(
        threshold=threshold,
        precision=right / len(kept) if kept else 0.0,
        recall=len(hit) / findings.total if findings.total else 0.0,
    )


def fairest_cut(findings: Findings) -> Cut:
    """Return the cut with the fewest errors of either kind, the lowest of equals.

    An error is a right candidate that is not kept, or a wrong one that is.
    """
    scores, right = findings.scores, findings.right
    steps = np.unique(scores)
    edges = [0.0, *((steps[1:] + steps[:-1]) / 2).tolist()]
    wrong = [int((right & (scores < edge)).sum() + (~right & (scores >= edge)).sum())
             for edge in edges]  # fmt: skip
    return cut_at(findings, edges[int(np.argmin(wrong))])


def best_cut(findings: Findings, least_precision: float = 0.0) -> Cut | None:
    """Return the cut with the best F1, the highest of equals; null when none is precise enough.

    Recall is against all gold items; two candidates that hit one gold item find it once. The
    threshold lies halfway to the next candidate below.
    """
    ordered = sorted(findings.candidates, key=lambda one: -one.score)
    hit: set[Hashable] = set()
    right = 0
    best, best_f1 = None, 0.0
    for kept, one in enumerate(ordered, 1):
        hit.update(one.golds)
        right += bool(one.golds)
        below = ordered[kept].score if kept < len(ordered) else one.score
        if kept < len(ordered) and below == one.score:
            continue
        precision, recall = right / kept, len(hit) / findings.total
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        if f1 > best_f1 and precision >= least_precision:
            best_f1 = f1
            threshold = (one.score + below) / 2
            best = Cut(threshold=threshold, precision=precision, recall=recall)
    return best
