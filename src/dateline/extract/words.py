"""Word pieces put together to words, so that no word carries two labels."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.models.scores import Floats
from dateline.records.span import Span

_JOINERS = frozenset("-’'\u2011&/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text over its pieces.

    `first`: int64 [words + 1], the first piece of each word and, last, the number of pieces;
    `spans`: the words' spans in text order.
    """

    first: NDArray[np.int64]
    spans: tuple[Span, ...]

    def mean(self, scores: Floats) -> Floats:
        """Return the mean of piece scores by word, float32 [words, labels]."""
        if not self.spans:
            return scores[:0]
        sums = np.add.reduceat(scores, self.first[:-1], axis=0)
        return np.asarray(sums / np.diff(self.first)[:, None], dtype=np.float32)

    def span(self, start: int, stop: int) -> Span:
        """Return the span of the words `[start, stop)`."""
        return Span(self.spans[start].start, self.spans[stop - 1].end)


def join_pieces(text: str, offsets: NDArray[np.int64]) -> Words:
    """Return the words that the pieces make up.

    Hyphens and apostrophes inside a word belong to it (`Lashkar-e-Jhangvi`, `Da'ish`), so do the
    stops of `U.S.`; a possessive `'s` is a word of its own.

    Args:
        text: the text that was scored.
        offsets: int64 [pieces, 2], code points of each piece.
    """
    pieces = [(int(start), int(end)) for start, end in offsets]
    first = [n for n in range(len(pieces)) if n == 0 or not _belongs(text, pieces, n)]
    edges = [*first, len(pieces)]
    return Words(
        first=np.array(edges, dtype=np.int64),
        spans=tuple(Span(pieces[start][0], pieces[stop - 1][1]) for start, stop in pairwise(edges)),
    )


def _belongs(text: str, pieces: list[tuple[int, int]], n: int) -> bool:
    """Say whether piece `n` goes on with the word of the piece before it."""
    start, end = pieces[n]
    if start != pieces[n - 1][1]:
        return start < pieces[n - 1][1]  # two pieces of one code point
    before, here = text[start - 1], text[start]
    if before.isalnum() and here.isalnum():
        return True
    if _is_possessive(text, start if here in "’'" else start - 1):
        return here not in "’'" and before in "’'"
    if here in _JOINERS and end - start == 1:
        return before.isalnum() and text[end : end + 1].isalnum()
    if before in _JOINERS:
        return here.isalnum() and start > 1 and text[start - 2].isalnum()
    return _is_initials(text, start)


def _is_possessive(text: str, apostrophe: int) -> bool:
    after = text[apostrophe + 2 : apostrophe + 3]
    return (
        text[apostrophe] in "’'"
        and text[apostrophe + 1 : apostrophe + 2] in {"s", "S"}
        and not after.isalnum()
    )


def _is_initials(text: str, start: int) -> bool:
    """Say whether the place is inside `U.S.` or at its last stop."""
    if text[start] == ".":
        return text[start - 1].isupper() and (
            text[start + 1 : start + 2].isupper() or text[start - 2 : start - 1] == "."
        )
    return (
        text[start - 1] == "." and text[start].isupper() and text[start - 2 : start - 1].isupper()
    )
