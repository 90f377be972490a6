"""Scores for coreference: MUC, B-cubed, CEAF-phi4, and their mean, the CoNLL F1.

As Pradhan et al. (2014, "Scoring Coreference Partitions of Predicted Mentions") define them.
Mentions are any hashable values. A mention is in one cluster of a side at most; the sides need not
have the same mentions. Nothing is left out in silence: drop clusters of one first where the gold
has none.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

Clusters = Sequence[Collection[Hashable]]


@dataclass(frozen=True, slots=True)
class Credit:
    """What recall and precision are made of; credits of several documents add up."""

    recalled: float = 0.0
    gold: float = 0.0
    precise: float = 0.0
    predicted: float = 0.0

    def __add__(self, other: "Credit") -> "Credit":
        """Return the sum of both."""
        return Credit(
            self.recalled + other.recalled,
            self.gold + other.gold,
            self.precise + other.precise,
            self.predicted + other.predicted,
        )

    @property
    def recall(self) -> float:
        """Return the part of the gold that was found, 0 when there is no gold."""
        return self.recalled / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """Return the part of what was predicted that is right, 0 when nothing was."""
        return self.precise / self.predicted if self.predicted else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coreference:
    """The three credits of one or more documents."""

    muc: Credit = Credit()
    b_cubed: Credit = Credit()
    ceaf: Credit = Credit()

    def __add__(self, other: "Coreference") -> "Coreference":
        """Return the sum of both."""
        return Coreference(
            muc=self.muc + other.muc,
            b_cubed=self.b_cubed + other.b_cubed,
            ceaf=self.ceaf + other.ceaf,
        )

    @property
    def conll_f1(self) -> float:
        """Return the mean of the three F1, 0…1."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf.f1) / 3


def score_clusters(predicted: Clusters, gold: Clusters) -> Coreference:
    """Return the three credits of one document."""
    return Coreference(
        muc=score_muc(predicted, gold),
        b_cubed=score_b_cubed(predicted, gold),
        ceaf=score_ceaf(predicted, gold),
    )


def score_muc(predicted: Clusters, gold: Clusters) -> Credit:
    """Return MUC: of the links that hold each cluster together, how many the other side has."""
    return Credit(*_kept_links(gold, predicted), *_kept_links(predicted, gold))


def score_b_cubed(predicted: Clusters, gold: Clusters) -> Credit:
    """Return B-cubed: for each mention, the part of its cluster that the other side gives it."""
    return Credit(*_shared_mentions(gold, predicted), *_shared_mentions(predicted, gold))


def score_ceaf(predicted: Clusters, gold: Clusters) -> Credit:
    """Return CEAF-phi4: the likeness of clusters (Dice) under the best one-to-one alignment."""
    likeness = 0.0
    if predicted and gold:
        dice = np.zeros((len(gold), len(predicted)))
        index = _index(predicted)
        for row, cluster in enumerate(gold):
            for mention in cluster:
                if mention in index:
                    dice[row, index[mention]] += 2
        sizes = np.array([len(one) for one in gold])[:, None] + [len(one) for one in predicted]
        dice /= sizes
        rows, columns = linear_sum_assignment(-dice)
        likeness = float(dice[rows, columns].sum())
    return Credit(likeness, len(gold), likeness, len(predicted))


def _index(clusters: Clusters) -> Mapping[Hashable, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def _kept_links(clusters: Clusters, others: Clusters) -> tuple[float, float]:
    """Return how many links of the clusters the others have, and how many there are."""
    index = _index(others)
    kept = whole = 0
    for cluster in clusters:
        parts = {index[mention] for mention in cluster if mention in index}
        alone = sum(mention not in index for mention in cluster)
        kept += len(cluster) - len(parts) - alone
        whole += len(cluster) - 1
    return kept, whole


def _shared_mentions(clusters: Clusters, others: Clusters) -> tuple[float, float]:
    """Return the mean share of each mention's cluster that the others keep with it, summed."""
    index = _index(others)
    shared = 0.0
    for cluster in clusters:
        parts: dict[int, int] = {}
        for mention in cluster:
            if mention in index:
                parts[index[mention]] = parts.get(index[mention], 0) + 1
        shared += sum(size**2 for size in parts.values()) / len(cluster)
    return shared, sum(len(cluster) for cluster in clusters)
