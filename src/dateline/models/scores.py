"""What the network says of one text, and the look-up of how two stretches stand to each other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairVectors:
    """What each piece asks of and answers to others, for every relation.

    `relations`: their names; `asks`, `answers`: float32 [pieces, relations, width]; `bias`,
    `decay`: float32 [relations], what the distance in pieces alone says.
    """

    relations: tuple[str, ...]
    asks: Floats
    answers: Floats
    bias: Floats
    decay: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What the network says of one text.

    `offsets`: int64 [pieces, 2], code points; `tags`: by head float32 [pieces, labels],
    probabilities; `degree`: float32 [pieces], how far a happening is told as fact, about -3…3.
    """

    offsets: Ints
    tags: dict[str, Floats]
    degree: Floats
    vectors: PairVectors

    def pairs(
        self, relation: str, askers: Sequence[int], answers: Sequence[tuple[int, int]]
    ) -> Floats:
        """Return how likely each stretch answers each asker, float32 [askers, answers], 0…1.

        Args:
            relation: one of `vectors.relations`.
            askers: the first piece of each asking stretch.
            answers: the pieces `[first, last)` of each stretch that may answer.

        Raises:
            ValueError: the model has no such relation.
        """
        scores: Floats = self.all_pairs([relation], askers, answers)[0]
        return scores

    def all_pairs(
        self, relations: Sequence[str], askers: Sequence[int], answers: Sequence[tuple[int, int]]
    ) -> Floats:
        """Return the same for several relations, float32 [relations, askers, answers].

        Raises:
            ValueError: the model lacks one of the relations.
        """
        if not relations or not askers or not answers:
            return np.zeros((len(relations), len(askers), len(answers)), dtype=np.float32)
        vectors = self.vectors
        numbers = np.array([vectors.relations.index(name) for name in relations])
        first, last = np.array(answers, dtype=np.int64).T
        asking = np.array(askers)
        given = _means(vectors.answers, numbers, first, last)
        asked = vectors.asks[asking[:, None], numbers].transpose(1, 0, 2)
        logits = asked @ given.transpose(1, 2, 0) / np.float32(math.sqrt(given.shape[2]))
        apart = np.log1p(np.abs((first + last - 1)[None, :] / 2 - asking[:, None]))
        bias, decay = (one[numbers, None, None] for one in (vectors.bias, vectors.decay))
        logits += bias - decay * apart.astype(np.float32)
        told = np.exp(np.minimum(logits, 0)) / (1 + np.exp(-np.abs(logits)))  # never overflows
        return np.asarray(told, dtype=np.float32)

    def pair(self, relation: str, asker: tuple[int, int], answer: tuple[int, int]) -> float:
        """Return how likely one stretch answers another, 0…1; both are pieces `[first, last)`.

        Raises:
            ValueError: the model has no such relation.
        """
        return float(self.pairs(relation, [asker[0]], [answer])[0, 0])


def _means(vectors: Floats, numbers: Ints, first: Ints, last: Ints) -> Floats:
    """Return the mean vectors of stretches `[first, last)`, float32 [stretches, numbers, width]."""
    sizes = last - first
    starts = np.cumsum(sizes) - sizes
    pieces = np.arange(int(sizes.sum())) + np.repeat(first - starts, sizes)
    sums = np.add.reduceat(vectors[pieces[:, None], numbers], starts, axis=0)
    return np.asarray(sums / sizes[:, None, None], dtype=np.float32)
