"""Examples become windows of word pieces with, for every piece, the labels it may carry.

A head's target at a piece is a bit mask of allowed labels; the loss is minus the log of the
probability that falls on allowed labels. A mask of all ones says nothing and costs nothing: that
is how a data set that labels one head leaves the others alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.example import LINK_ROLES, PART_ROLES, Example, Labelled
from training.silver import word_list

WINDOW = 224  # word pieces of a training window, without the two special ones


@dataclass(frozen=True, slots=True)
class Labels:
    """The label lists of the three tagging heads; index 0 is always "no label"."""

    kinds: tuple[str, ...]
    types: tuple[str, ...]

    @property
    def mention(self) -> list[str]:
        """Return `O` and a B- and I- label for every kind."""
        return ["O", *(f"{prefix}-{kind}" for kind in self.kinds for prefix in "BI")]

    @property
    def trigger(self) -> list[str]:
        """Return `O` and every codebook type."""
        return ["O", *self.types]

    @property
    def part(self) -> list[str]:
        """Return `O` and a B- and I- label for every part."""
        return ["O", *(f"{prefix}-{role}" for role in PART_ROLES for prefix in "BI")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One training window.

    `ids`: int64 [pieces]; `mention`, `trigger`, `part`: uint64 [pieces], bit masks of allowed
    labels; `links`: rows of `(trigger piece, role, target)`, target int8 [pieces] with 1 filler,
    0 not, -1 unknown.
    """

    ids: NDArray[np.int64]
    mention: NDArray[np.uint64]
    trigger: NDArray[np.uint64]
    part: NDArray[np.uint64]
    links: tuple[tuple[int, int, NDArray[np.int8]], ...]
    dataset: str


def encode_examples(
    examples: Sequence[Example], tokenizer: Tokenizer, labels: Labels
) -> Iterator[Window]:
    """Yield the windows of each example, cut where a paragraph or sentence ends if possible."""
    for example in examples:
        encoded = tokenizer.encode(example.text, add_special_tokens=False)
        offsets = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
        if len(offsets) == 0:
            continue
        ids = np.array(encoded.ids, dtype=np.int64)
        masks = _masks(example, offsets, labels)
        for first, last in _cuts(example.text, offsets):
            yield _window(example, ids, offsets, masks, (first, last))


def _cuts(text: str, offsets: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    first = 0
    while first < len(offsets):
        last = min(first + WINDOW, len(offsets))
        if last < len(offsets):
            ends = [n for n in range(first + WINDOW // 2, last) if text[offsets[n - 1, 0]] in ".!?"]
            last = ends[-1] if ends else last
        yield first, last
        first = last


def _masks(
    example: Example, offsets: NDArray[np.int64], labels: Labels
) -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.uint64]]:
    outside = {None, *example.open_kinds}
    mention = _bio_mask((), offsets, labels.kinds, outside)
    mention[_never_names(example.text, offsets)] = 1
    named = _bio_mask(example.mentions, offsets, labels.kinds, outside)
    covered = np.unique(
        np.concatenate(
            [_pieces(offsets, one.start, one.end) for one in example.mentions]
            or [np.zeros(0, dtype=np.int64)]
        )
    )
    mention[covered] = named[covered]
    part = _everything(offsets, len(labels.part))
    if example.parts is not None:
        part = _bio_mask(example.parts, offsets, PART_ROLES, {None})
    trigger = _everything(offsets, len(labels.trigger))
    if example.triggers is not None:
        trigger[:] = 1
        for one in example.triggers:
            bits = sum(1 << _index(labels.trigger, label) for label in one.allowed)
            trigger[_pieces(offsets, one.start, one.end)] = bits
    return mention, trigger, part


def _never_names(text: str, offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the pieces that are punctuation or words which are no name on their own."""
    never = word_list("never_names")
    words = [text[start:end].lower() for start, end in offsets]
    return np.array(
        [n for n, word in enumerate(words) if word in never or not any(map(str.isalnum, word))],
        dtype=np.int64,
    )


def _everything(offsets: NDArray[np.int64], labels: int) -> NDArray[np.uint64]:
    return np.full(len(offsets), (1 << labels) - 1, dtype=np.uint64)


def _index(names: Sequence[str], label: str | None) -> int:
    return 0 if label is None else list(names).index(label)


def _bio_mask(
    labelled: Sequence[Labelled],
    offsets: NDArray[np.int64],
    kinds: Sequence[str],
    outside: set[str | None],
) -> NDArray[np.uint64]:
    """Return allowed BIO labels: bit 0 is O, bits 1+2k and 2+2k are B and I of kind k."""

    def bits(allowed: frozenset[str | None] | set[str | None], prefixes: str) -> int:
        total = 1 if None in allowed else 0
        for kind in allowed - {None}:
            place = 1 + 2 * list(kinds).index(str(kind))
            total |= (1 << place if "B" in prefixes else 0) | (2 << place if "I" in prefixes else 0)
        return total

    mask = np.full(len(offsets), bits(outside, "BI"), dtype=np.uint64)
    for one in labelled:
        pieces = _pieces(offsets, one.start, one.end)
        mask[pieces] = bits(one.allowed, "I")
        mask[pieces[:1]] = bits(one.allowed, "B")
    return mask


def _pieces(offsets: NDArray[np.int64], start: int, end: int) -> NDArray[np.int64]:
    """Return the indexes of the pieces that lie in `[start, end)`."""
    return np.nonzero((offsets[:, 0] < end) & (offsets[:, 1] > start))[0]


def _window(
    example: Example,
    ids: NDArray[np.int64],
    offsets: NDArray[np.int64],
    masks: tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.uint64]],
    cut: tuple[int, int],
) -> Window:
    first, last = cut
    mention, trigger, part = (mask[first:last] for mask in masks)
    return Window(
        ids=ids[first:last],
        mention=mention,
        trigger=trigger,
        part=part,
        links=tuple(_links(example, offsets[first:last])),
        dataset=example.dataset,
    )


def _links(
    example: Example, offsets: NDArray[np.int64]
) -> Iterator[tuple[int, int, NDArray[np.int8]]]:
    """Yield one row for each trigger and role whose fillers are known in this window."""
    for scope in example.scopes:
        trigger = (example.triggers or ())[scope.trigger]
        at = _pieces(offsets, trigger.start, trigger.end)
        within = _pieces(offsets, scope.start, scope.end)
        if len(at) == 0 or len(within) == 0:
            continue
        for role in sorted(scope.roles):
            target = np.full(len(offsets), -1, dtype=np.int8)
            target[within] = 0
            for start, end in scope.unsure:
                target[_pieces(offsets, start, end)] = -1
            for link in example.links:
                if link.trigger == scope.trigger and link.role == role:
                    target[_pieces(offsets, link.start, link.end)] = 1
            yield int(at[0]), LINK_ROLES.index(role), target
