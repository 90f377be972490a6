"""What the model's scores are worth: how each kind of finding is calibrated, and when it is kept.

A model folder may hold `thresholds.json`, which its manifest then lists. `python -m
quality.calibrate` writes both.
"""

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from dateline.errors import ModelError
from dateline.models.manifest import read_manifest
from dateline.models.scores import Floats
from dateline.records.mention import Role

THRESHOLDS_NAME = "thresholds.json"
ROLE_KINDS = {role: f"role.{role.value}" for role in Role}
# A `report` scores what its surest trigger does: below the threshold it tells of no event at all.
# Of `source` and `modality` no score is kept: theirs only say how far the model may be believed.
KINDS = (
    "mention", "trigger", "report", "part", *ROLE_KINDS.values(), "count", "same_event",
    "same_entity", "cue", "source", "modality", "background", "tie",
)  # fmt: skip
_NEVER = 1e-6  # logits of 0 and 1 have no end
_HINT = "Write it again with python -m quality.calibrate --write, or take it out of the manifest."


class Scale(BaseModel):
    """What scores of one kind are worth: of those calibrated to 0.8, eight in ten are right.

    A calibrated score is the logistic of `slope` times the logit of the network's, plus `offset`.
    Findings are kept from `threshold`, a calibrated score, on; `precision` and `recall` are what
    was measured there on `n` findings.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    slope: float = Field(default=1.0, gt=0)
    offset: float = 0.0
    threshold: float = Field(default=0.5, ge=0, le=1)
    precision: float | None = None
    recall: float | None = None
    n: int = 0

    def calibrate(self, score: float) -> float:
        """Return the calibrated score for a score of the network's."""
        if (self.slope, self.offset) == (1, 0):
            return score
        return _logistic(self.slope * _logit(score) + self.offset)

    def calibrate_all(self, scores: Floats) -> NDArray[np.float64]:
        """Return the calibrated scores of many of the network's, float64 [findings]."""
        told = scores.astype(np.float64)
        if (self.slope, self.offset) == (1, 0):
            return told
        kept = np.clip(told, _NEVER, 1 - _NEVER)
        logits = self.slope * np.log(kept / (1 - kept)) + self.offset
        return np.asarray(1 / (1 + np.exp(-np.clip(logits, -700, 700))), dtype=np.float64)

    def to_raw(self, calibrated: float) -> float:
        """Return the network's score for a calibrated one; 0 and 1 stay what they are."""
        if (self.slope, self.offset) == (1, 0) or calibrated in (0, 1):
            return calibrated
        return _logistic((_logit(calibrated) - self.offset) / self.slope)


class Thresholds(BaseModel):
    """The scales of the kinds of finding; a kind without one is not calibrated, and kept from 0.5.

    `split` names the part of the corpus on which they were chosen.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    split: str = ""
    thresholds: dict[str, Scale] = Field(default_factory=dict)

    @field_validator("thresholds")
    @classmethod
    def _are_known(cls, told: dict[str, Scale]) -> dict[str, Scale]:
        unknown = sorted(told.keys() - set(KINDS))
        if unknown:
            raise ValueError(f"there is no kind of finding {unknown[0]!r}")
        return told

    def calibrate(self, kind: str, score: float) -> float:
        """Return how likely a finding that the network scores so is right, 0…1.

        Raises:
            ValueError: there is no such kind.
        """
        return self._scale(kind).calibrate(score)

    def calibrate_all(self, kind: str, scores: Floats) -> NDArray[np.float64]:
        """Return the same for many scores at once, float64 [findings].

        Raises:
            ValueError: there is no such kind.
        """
        return self._scale(kind).calibrate_all(scores)

    def least(self, kind: str) -> float:
        """Return the calibrated score from which findings of a kind are kept.

        Raises:
            ValueError: there is no such kind.
        """
        return self._scale(kind).threshold

    def least_raw(self, kind: str) -> float:
        """Return the network's own score from which findings of a kind are kept.

        Raises:
            ValueError: there is no such kind.
        """
        scale = self._scale(kind)
        return scale.to_raw(scale.threshold)

    def keep_from(self, least: Mapping[str, float]) -> "Thresholds":
        """Return the same calibration with other scores from which some kinds are kept.

        Raises:
            ValueError: there is no such kind.
        """
        changed = {
            kind: self._scale(kind).model_copy(update={"threshold": score})
            for kind, score in least.items()
        }
        return self.model_copy(update={"thresholds": {**self.thresholds, **changed}})

    def _scale(self, kind: str) -> Scale:
        if kind not in KINDS:
            raise ValueError(f"there is no kind of finding {kind!r}")
        return self.thresholds.get(kind, _ANY if kind == "report" else _PLAIN)


@cache
def read_thresholds(folder: Path) -> Thresholds:
    """Return what the scores of a model are worth, read once in a process.

    A model whose manifest lists no thresholds is not calibrated.

    Raises:
        ModelError: the manifest cannot be read, or the thresholds it lists cannot.
    """
    if THRESHOLDS_NAME not in read_manifest(folder).files:
        return Thresholds()
    path = folder / THRESHOLDS_NAME
    try:
        return Thresholds.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ModelError(f"no thresholds at {path}", hint=_HINT) from error
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(map(str, problem["loc"]))
        raise ModelError(
            f"the thresholds {path} are wrong at {where or 'their start'}: {problem['msg']}",
            hint=_HINT,
        ) from error


_PLAIN = Scale()
_ANY = Scale(threshold=0.0)


def _logit(score: float) -> float:
    kept = min(max(score, _NEVER), 1 - _NEVER)
    return math.log(kept / (1 - kept))


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-min(max(logit, -700.0), 700.0)))
