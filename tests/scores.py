"""What a network might say of a text, made by hand, so that no test of what is read needs weights.

Pieces are runs of five letters or digits at most, and every other sign: long words are several.
"""

import math
import re
from collections.abc import Mapping

import numpy as np

from dateline.extract.codebook import load_codebook
from dateline.extract.found_pairs import TIES
from dateline.extract.found_spans import FoundSpans
from dateline.models.scores import Floats, Ints, PairVectors, Scores
from dateline.models.thresholds import Thresholds
from dateline.records.event import CountKind, ParticipantStatus
from dateline.records.mention import MentionKind, Role
from dateline.records.source import Modality, SourceKind
from tests.builders import a_span

SURE = 0.9
Tag = str | tuple[str, float]
_PARTS = (Role.ATTACKER, Role.TARGET, Role.VICTIM, Role.WEAPON)


def _begun(*kinds: str) -> tuple[str, ...]:
    return ("O", *(f"{mark}-{kind}" for kind in kinds for mark in "BI"))


LABELS: Mapping[str, tuple[str, ...]] = {
    "mention": _begun(*MentionKind),
    "trigger": ("O", *(one.name for one in load_codebook().types)),
    "part": _begun(*_PARTS),
    "speech": _begun("source", "cue"),
    "content": _begun("content"),
    "mood": tuple(Modality),
    "recall": ("news", "background"),
    "voice": tuple(SourceKind),
}
RELATIONS = (
    *Role, *CountKind, *list(ParticipantStatus)[1:], "same", "coreference", "source", "content",
    "told", *TIES,
)  # fmt: skip


def a_found(
    text: str,
    tags: Mapping[str, Mapping[str, Tag]] | None = None,
    pairs: Mapping[tuple[str, str, str], float] | None = None,
    *,
    degrees: Mapping[str, float] | None = None,
    thresholds: Thresholds | None = None,
) -> FoundSpans:
    """Return scores in which some words of the text stand out.

    Args:
        text: the text.
        tags: by head, the label of words, without `B-`, and its probability (0.9 when left out).
        pairs: how likely by `(relation, words that ask, words that answer)`; all others are not.
        degrees: how far words are told as fact, -3…3; 3 when left out.
        thresholds: what scores are worth; not calibrated when left out.
    """
    offsets = pieces_of(text)
    degree = np.full(len(offsets), 3.0, dtype=np.float32)
    for words, value in (degrees or {}).items():
        degree[_pieces(text, offsets, words)] = value
    scores = Scores(
        offsets=offsets,
        tags={head: _tags(text, offsets, head, (tags or {}).get(head, {})) for head in LABELS},
        degree=degree,
        vectors=_vectors(text, offsets, pairs or {}),
    )
    return FoundSpans(
        scores=scores, text=text, labels=LABELS, thresholds=thresholds or Thresholds()
    )


def any_found(text: str, seed: int) -> FoundSpans:
    """Return scores drawn at random, a few labels likely at every piece."""
    chance = np.random.default_rng(seed)
    offsets = pieces_of(text)
    size, width = len(offsets), 4
    vectors = chance.normal(0, 2, (2, size, len(RELATIONS), width)).astype(np.float32)
    scores = Scores(
        offsets=offsets,
        tags={
            head: chance.dirichlet(np.full(len(labels), 0.1), size).astype(np.float32)
            for head, labels in LABELS.items()
        },
        degree=chance.uniform(-3, 3, size).astype(np.float32),
        vectors=PairVectors(
            relations=tuple(RELATIONS),
            asks=vectors[0],
            answers=vectors[1],
            bias=chance.normal(0, 1, len(RELATIONS)).astype(np.float32),
            decay=chance.uniform(0, 1, len(RELATIONS)).astype(np.float32),
        ),
    )
    return FoundSpans(scores=scores, text=text, labels=LABELS)


def pieces_of(text: str) -> Ints:
    """Return where the pieces of the text stand, int64 [pieces, 2]."""
    found = [match.span() for match in re.finditer(r"[^\W_]{1,5}|[^\w\s]|_", text)]
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def _pieces(text: str, offsets: Ints, words: str) -> list[int]:
    span = a_span(text, words)
    return [n for n, (start, end) in enumerate(offsets) if span.start <= start and end <= span.end]


def _tags(
    text: str,
    offsets: Ints,
    head: str,
    told: Mapping[str, Tag],
) -> Floats:
    """Return a row for each piece; what the label does not get goes to the head's first one."""
    labels = LABELS[head]
    tags = np.zeros((len(offsets), len(labels)), dtype=np.float32)
    tags[:, 0] = 1
    for words, given in told.items():
        label, score = (given, SURE) if isinstance(given, str) else given
        for order, piece in enumerate(_pieces(text, offsets, words)):
            own = label if label in labels else f"{'I' if order else 'B'}-{label}"
            tags[piece] = 0
            tags[piece, 0] = 1 - score
            tags[piece, labels.index(own)] += score
    return tags


def _vectors(
    text: str,
    offsets: Ints,
    pairs: Mapping[tuple[str, str, str], float],
) -> PairVectors:
    """Return vectors as wide as the text: place `j` of what piece `i` asks is what `j` gets."""
    size = len(offsets)
    asks = np.full((size, len(RELATIONS), size), -20.0, dtype=np.float32)
    for (relation, asking, answering), score in pairs.items():
        number = RELATIONS.index(relation)
        for piece in _pieces(text, offsets, asking):
            asks[piece, number, _pieces(text, offsets, answering)] = math.log(score / (1 - score))
    own = np.eye(size, dtype=np.float32) * math.sqrt(size)
    nothing = np.zeros(len(RELATIONS), dtype=np.float32)
    return PairVectors(
        relations=tuple(RELATIONS),
        asks=asks,
        answers=np.repeat(own[:, None], len(RELATIONS), axis=1).astype(np.float32),
        bias=nothing,
        decay=nothing,
    )
