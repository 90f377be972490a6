"""UDS-IH2: how far the events of a sentence are told as fact, at the events' own words.

Each event of each line counts once, as the data set gives it. The model's degree is the one at the
first piece of the gold word, whether the model takes the word for an event or not; a word without
pieces has degree 0. `mae_of_median` is what the split's own median, said of every event, would get.
"""

from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, median

import numpy as np
from numpy.typing import NDArray
from training.datasets.uds import read_sentences

from dateline.models.session import open_session
from quality.entities import model_name


def evaluate(data: Path, split: str) -> dict[str, object]:
    """Return Pearson's r and the mean absolute error over all events of a split.

    Raises:
        FileNotFoundError: the folder has no such split.
        ValueError: the split has no event.
    """
    sentences = list(read_sentences(data, split))
    texts = list(dict.fromkeys(text for text, _ in sentences))
    scored = dict(zip(texts, open_session().score(texts), strict=True))
    gold = [degree for _, degrees in sentences for _, degree in degrees]
    predicted = [
        degree_at(scored[text].offsets, scored[text].degree, *word)
        for text, degrees in sentences
        for word, _ in degrees
    ]
    if not gold:
        raise ValueError(f"no event in {split!r} of {data}")
    middle = median(gold)
    return {
        "n": len(gold),
        "model": model_name(),
        "pearson_r": round(pearson(predicted, gold), 4),
        "mae": round(mean_error(predicted, gold), 4),
        "mae_of_median": round(mean_error([middle] * len(gold), gold), 4),
    }


def degree_at(
    offsets: NDArray[np.int64], degree: NDArray[np.float32], start: int, end: int
) -> float:
    """Return the degree at the first piece of a word, or 0 where it has no piece.

    Args:
        offsets: int64 [pieces, 2], code points.
        degree: float32 [pieces].
        start: where the word begins.
        end: where it ends.
    """
    first, last = find_pieces(offsets, start, end)
    return float(degree[first]) if first < last else 0.0


def find_pieces(offsets: NDArray[np.int64], start: int, end: int) -> tuple[int, int]:
    """Return the pieces `[first, last)` that share a character with `[start, end)`.

    Args:
        offsets: int64 [pieces, 2], code points, in text order.
        start: where the stretch begins.
        end: where it ends.
    """
    first = int(np.searchsorted(offsets[:, 1], start, side="right"))
    last = int(np.searchsorted(offsets[:, 0], end, side="left"))
    return first, max(first, last)


def pearson(predicted: Sequence[float], gold: Sequence[float]) -> float:
    """Return Pearson's r, -1…1; 0 where either side is all one value."""
    ours, theirs = np.array(predicted, dtype=float), np.array(gold, dtype=float)
    if len(ours) < 2 or np.ptp(ours) == 0 or np.ptp(theirs) == 0:
        return 0.0
    return float(np.corrcoef(ours, theirs)[0, 1])


def mean_error(predicted: Sequence[float], gold: Sequence[float]) -> float:
    """Return the mean absolute error, 0 where there is nothing.

    Raises:
        ValueError: there are not as many of one as of the other.
    """
    pairs = zip(predicted, gold, strict=True)
    return fmean([abs(one - other) for one, other in pairs]) if gold else 0.0
