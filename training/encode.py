"""Examples become windows of word pieces with, for every piece, the labels it may carry.

A tagging head's target at a piece is a bit mask of allowed labels; the loss is minus the log of the
probability that falls on allowed labels. A mask of all ones says nothing and costs nothing: that
is how a data set that labels one head leaves the others alone.
"""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.example import (
    ALL_KINDS,
    MOODS,
    PART_ROLES,
    RECALLS,
    RELATIONS,
    SPEECH_PARTS,
    VOICES,
    Example,
    Labelled,
    Query,
    Stretch,
)
from training.silver import word_list

WINDOW = 254  # word pieces of a training window, without the two special ones
Bits = NDArray[np.uint64]


def head_labels(types: Sequence[str]) -> dict[str, list[str]]:
    """Return the labels of every tagging head; `O`, where there is one, is the first.

    Args:
        types: the codebook's event types.
    """
    return {
        "mention": _bio(ALL_KINDS),
        "trigger": ["O", *types],
        "part": _bio(PART_ROLES),
        "speech": _bio(SPEECH_PARTS),
        "content": _bio(("content",)),
        "mood": list(MOODS),
        "recall": list(RECALLS),
        "voice": list(VOICES),
    }


def _bio(kinds: Sequence[str]) -> list[str]:
    return ["O", *(f"{prefix}-{kind}" for kind in kinds for prefix in "BI")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One training window.

    `ids`: int64 [pieces]; `masks`: by head uint64 [pieces], bit masks of allowed labels;
    `degrees`: float32 [pieces], NaN where nothing is known, or null; `askers`, `relations`:
    int64 [rows]; `targets`: int8 [rows, pieces], 1 for an answer, 0 for none, -1 unknown.
    """

    ids: NDArray[np.int64]
    masks: dict[str, Bits]
    degrees: NDArray[np.float32] | None
    askers: NDArray[np.int64]
    relations: NDArray[np.int64]
    targets: NDArray[np.int8]
    dataset: str


@dataclass(frozen=True, slots=True)
class Encoder:
    """Cuts examples into windows; with `chance` the cuts differ from call to call."""

    tokenizer: Tokenizer
    labels: dict[str, list[str]]
    chance: random.Random | None = None
    window: int = WINDOW
    _index: dict[str, dict[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        """Make the look-up of label numbers."""
        index = {
            head: {label: number for number, label in enumerate(labels)}
            for head, labels in self.labels.items()
        }
        object.__setattr__(self, "_index", index)

    def encode(self, example: Example) -> Iterator[Window]:
        """Yield the windows of an example, cut where a sentence ends if possible."""
        encoded = self.tokenizer.encode(example.text, add_special_tokens=False)
        offsets = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
        if len(offsets) == 0:
            return
        ids = np.array(encoded.ids, dtype=np.int64)
        masks = self._masks(example, offsets)
        degrees = _degrees(example, offsets)
        asked = list(_rows(example.queries, offsets))
        for first, last in self._cuts(example.text, offsets):
            rows = [
                (asker - first, relation, target[first:last])
                for asker, relation, target in asked
                if first <= asker < last and (target[first:last] >= 0).any()
            ]
            yield Window(
                ids=ids[first:last],
                masks={head: mask[first:last] for head, mask in masks.items()},
                degrees=None if degrees is None else degrees[first:last],
                askers=np.array([row[0] for row in rows], dtype=np.int64),
                relations=np.array([row[1] for row in rows], dtype=np.int64),
                targets=np.array([row[2] for row in rows], dtype=np.int8).reshape(-1, last - first),
                dataset=example.dataset,
            )

    def _cuts(self, text: str, offsets: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
        first, size = 0, self.window
        if self.chance and len(offsets) > size:
            size = self.chance.randint(self.window // 3, self.window)
        while first < len(offsets):
            last = min(first + size, len(offsets))
            if last < len(offsets):
                middle = first + size // 2
                ends = [n for n in range(middle, last) if text[offsets[n - 1, 0]] in ".!?"]
                last = ends[-1] if ends else last
            yield first, last
            first, size = last, self.window

    def _masks(self, example: Example, offsets: NDArray[np.int64]) -> dict[str, Bits]:
        """Return the masks of the heads of which the example says something."""
        masks = {"mention": self._mentions(example, offsets)}
        if example.triggers is not None:
            masks["trigger"] = self._flat("trigger", example.triggers, offsets, outside=1)
        if example.parts is not None:
            masks["part"] = self._tagged("part", example.parts, offsets, {None})
        if example.speech is not None:
            masks["speech"] = self._tagged("speech", example.speech, offsets, {None})
        if example.contents is not None:
            said = [Labelled(*one, frozenset({"content"})) for one in sorted(example.contents)]
            masks["content"] = self._tagged("content", said, offsets, {None})
        for head, told in (
            ("mood", example.moods),
            ("recall", example.recalls),
            ("voice", example.voices),
        ):
            if told:
                masks[head] = self._flat(head, told, offsets, outside=0)
        return masks

    def _mentions(self, example: Example, offsets: NDArray[np.int64]) -> Bits:
        mask = self._tagged("mention", (), offsets, {None, *example.open_kinds})
        if example.open_kinds:
            mask[_never_names(example.text, offsets)] = 1
        named = self._tagged("mention", example.mentions, offsets, {None})
        for one in example.mentions:
            pieces = _pieces(offsets, one.start, one.end)
            mask[pieces] = named[pieces]
        return mask

    def _flat(
        self, head: str, labelled: Sequence[Labelled], offsets: NDArray[np.int64], *, outside: int
    ) -> Bits:
        """Return masks of a head without BIO; 0 says nothing of a piece."""
        mask = np.full(len(offsets), outside, dtype=np.uint64)
        for one in labelled:
            bits = sum(1 << self._index[head][label or "O"] for label in one.allowed)
            mask[_pieces(offsets, one.start, one.end)] = bits
        return mask

    def _tagged(
        self,
        head: str,
        labelled: Sequence[Labelled],
        offsets: NDArray[np.int64],
        outside: set[str | None],
    ) -> Bits:
        """Return masks of a head with BIO labels."""

        def bits(allowed: frozenset[str | None] | set[str | None], prefixes: str) -> int:
            total = 1 if None in allowed else 0
            for kind in allowed - {None}:
                for prefix in prefixes:
                    total |= 1 << self._index[head][f"{prefix}-{kind}"]
            return total

        mask = np.full(len(offsets), bits(outside, "BI"), dtype=np.uint64)
        for one in labelled:
            pieces = _pieces(offsets, one.start, one.end)
            mask[pieces] = bits(one.allowed, "I")
            mask[pieces[:1]] = bits(one.allowed, "B")
        return mask


def _never_names(text: str, offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the pieces that are punctuation or words which are no name on their own."""
    never = word_list("never_names")
    words = [text[start:end].lower() for start, end in offsets]
    return np.array(
        [n for n, word in enumerate(words) if word in never or not any(map(str.isalnum, word))],
        dtype=np.int64,
    )


def _pieces(offsets: NDArray[np.int64], start: int, end: int) -> NDArray[np.int64]:
    """Return the indexes of the pieces that lie in `[start, end)`."""
    low = np.searchsorted(offsets[:, 1], start, side="right")
    high = np.searchsorted(offsets[:, 0], end, side="left")
    return np.arange(low, high)


def _degrees(example: Example, offsets: NDArray[np.int64]) -> NDArray[np.float32] | None:
    if not example.degrees:
        return None
    told = np.full(len(offsets), np.nan, dtype=np.float32)
    for stretch, degree in example.degrees:
        told[_pieces(offsets, *stretch)[:1]] = degree
    return told


def _rows(
    queries: Sequence[Query], offsets: NDArray[np.int64]
) -> Iterator[tuple[int, int, NDArray[np.int8]]]:
    """Yield `(asking piece, relation, targets)` for each query, over all pieces of the text."""
    starts, ends = offsets[:, 0].tolist(), offsets[:, 1].tolist()
    known: dict[Stretch, slice] = {}

    def at(stretch: Stretch) -> slice:
        if stretch not in known:
            known[stretch] = slice(bisect_right(ends, stretch[0]), bisect_left(starts, stretch[1]))
        return known[stretch]

    for query in queries:
        asker = at(query.asker)
        if asker.start >= asker.stop:
            continue
        target = np.full(len(offsets), 0 if query.scope is None else -1, dtype=np.int8)
        for stretch in query.scope or ():
            target[at(stretch)] = 0
        for stretch in query.unsure:
            target[at(stretch)] = -1
        for stretch in query.answers:
            target[at(stretch)] = 1
        yield asker.start, RELATIONS.index(query.relation), target
