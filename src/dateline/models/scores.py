"""What the network says of one text, and the look-up of how two stretches stand to each other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
_NEVER = -700.0  # a logit below which exp would overflow


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
        if not askers or not answers:
            return np.zeros((len(askers), len(answers)), dtype=np.float32)
        number = self.vectors.relations.index(relation)
        first, last = np.array(answers, dtype=np.int64).T
        sums = np.concatenate(
            [
                np.zeros((1, self.vectors.answers.shape[2]), dtype=np.float32),
                np.cumsum(self.vectors.answers[:, number], axis=0, dtype=np.float32),
            ]
        )
        given = (sums[last] - sums[first]) / (last - first)[:, None]
        asked = self.vectors.asks[np.array(askers), number]
        logits = asked @ given.T / np.float32(math.sqrt(given.shape[1]))
        apart = np.abs((first + last - 1)[None, :] / 2 - np.array(askers)[:, None])
        logits += self.vectors.bias[number] - self.vectors.decay[number] * np.log1p(apart)
        return np.asarray(1 / (1 + np.exp(-np.maximum(logits, _NEVER))), dtype=np.float32)

    def pair(self, relation: str, asker: tuple[int, int], answer: tuple[int, int]) -> float:
        """Return how likely one stretch answers another, 0…1; both are pieces `[first, last)`.

        Raises:
            ValueError: the model has no such relation.
        """
        return float(self.pairs(relation, [asker[0]], [answer])[0, 0])
