"""UDS-IH2: how far each event of an English sentence is told as fact, from -3 to 3.

A line a sentence, cut into tokens; the sentences are of the web (mail, questions, reviews, blogs
and some news). What two lines give for one sentence is one example, and a word that both judge has
the mean of both. A training sentence that the folder's `dev.jsonl` has too is left out.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

from training.datasets.ontogum import join_tokens
from training.example import Example, Stretch

Degree = tuple[Stretch, float]


def load(folder: Path, split: str = "train") -> Iterator[Example]:
    """Yield the sentences of a split, each with the degrees of all its events in text order.

    Raises:
        FileNotFoundError: the folder has no such split.
    """
    held_out: set[str] = set()
    if split == "train" and (folder / "dev.jsonl").is_file():
        held_out = {text for text, _ in read_sentences(folder, "dev")}
    told: dict[str, dict[Stretch, list[float]]] = {}
    for text, degrees in read_sentences(folder, split):
        if text not in held_out:
            words = told.setdefault(text, {})
            for word, degree in degrees:
                words.setdefault(word, []).append(degree)
    for text, words in told.items():
        yield Example(
            text=text,
            dataset="uds_ih2",
            degrees=tuple((word, fmean(degrees)) for word, degrees in sorted(words.items())),
        )


def read_sentences(folder: Path, split: str) -> Iterator[tuple[str, tuple[Degree, ...]]]:
    """Yield every line of a split: the running text, and each event's word with its degree, -3…3.

    Raises:
        FileNotFoundError: the folder has no such split.
    """
    for line in (folder / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, spans = join_tokens(row["text"].split(" "), tight={"-", "/"})
        degrees = [
            (Stretch(spans[one["span1"][0]].start, spans[one["span1"][1] - 1].end), one["label"])
            for one in row["targets"]
        ]
        yield text, tuple(degrees)
