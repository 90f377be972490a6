"""Scores for role-filler extraction on MUC-4.

CEAF-REE as Du, Rush and Cardie (2021, "GRIT") define it, and template F1 as Du, Rush and Cardie
(2021, "Template Filling with Generative Transformers") do: a predicted entity is right when all of
its mention strings are among those of the gold entity that it is aligned with.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

Entity = frozenset[str]  # mention strings of one entity
Roles = dict[str, list[Entity]]  # entities of each role


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One incident: its MUC type and its role fillers."""

    type: str
    roles: Roles


@dataclass(frozen=True, slots=True)
class Tally:
    """Right, predicted and gold fillers."""

    right: float = 0.0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return the sum of both."""
        return Tally(
            self.right + other.right, self.predicted + other.predicted, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        """Return right over predicted, 0 when nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Return right over gold, 0 when there is no gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score_entities(predicted: Sequence[Entity], gold: Sequence[Entity]) -> Tally:
    """Return the tally of one role of one report under the best one-to-one alignment."""
    if not predicted or not gold:
        return Tally(0, len(predicted), len(gold))
    fits = np.array([[float(bool(one) and one <= other) for other in gold] for one in predicted])
    rows, columns = linear_sum_assignment(-fits)
    return Tally(float(fits[rows, columns].sum()), len(predicted), len(gold))


def score_roles(predicted: Roles, gold: Roles) -> Tally:
    """Return the tally over all roles of one report: CEAF-REE before micro-averaging."""
    roles = sorted({*predicted, *gold})
    return sum(
        (score_entities(predicted.get(role, []), gold.get(role, [])) for role in roles), Tally()
    )


def score_templates(predicted: Sequence[Template], gold: Sequence[Template]) -> Tally:
    """Return the tally of one report's templates.

    Templates are aligned one to one so that most fillers are right; only templates of one type may
    be aligned, and the type counts as a filler.
    """
    everything = Tally(0, sum(map(_fillers, predicted)), sum(map(_fillers, gold)))
    if not predicted or not gold:
        return everything
    right = np.array([[_right(one, other) for other in gold] for one in predicted])
    rows, columns = linear_sum_assignment(-right)
    return Tally(float(right[rows, columns].sum()), everything.predicted, everything.gold)


def _fillers(template: Template) -> int:
    return 1 + sum(len(entities) for entities in template.roles.values())


def _right(predicted: Template, gold: Template) -> float:
    if predicted.type != gold.type:
        return 0.0
    return 1 + score_roles(predicted.roles, gold.roles).right
