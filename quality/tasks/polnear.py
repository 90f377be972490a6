"""PolNeAR: who says what by which cue, span by span and as whole statements.

A part of a statement (its source, its cue, its content) is one set of pieces of text: several
sources of one statement are one set, and pieces with nothing but whitespace between them are one
piece. Statements that share a source name it once. Exact: the sets are the same. Overlap: predicted
and gold parts that share a character are matched one to one so that most are matched. A statement
is right when its cue, its source and its content each overlap those of the one gold attribution
that it is matched with; where the gold has no source, the statement must have none either. All
counts are pooled over the articles. The data set has quotation marks within contents.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment
from training.datasets.polnear import Saying, read_articles

from dateline.records.finding import Statement
from quality.entities import model_name, read_mentions
from quality.role_fillers import Tally

Pieces = frozenset[tuple[int, int]]  # `[start, end)` in code points, none touching another

T = TypeVar("T")

PARTS = ("source", "cue", "content")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One statement as it is scored."""

    source: Pieces
    cue: Pieces
    content: Pieces


def evaluate(data: Path, split: str) -> dict[str, object]:
    """Return exact and overlap F1 of each part, and F1 of whole statements, in percent.

    Raises:
        FileNotFoundError: the folder has no such split.
    """
    articles = list(read_articles(data, split))
    total: dict[str, Tally] = {}
    for article, draft in zip(articles, read_mentions(one.text for one in articles), strict=True):
        predicted = [from_statement(article.text, one) for one in draft.statements]
        gold = [from_saying(article.text, one) for one in article.sayings]
        for name, tally in score_statements(predicted, gold).items():
            total[name] = total.get(name, Tally()) + tally
    return {
        "n": len(articles),
        "model": model_name(),
        **{f"{name}_f1": round(100 * tally.f1, 2) for name, tally in total.items()},
        "triples_precision": round(100 * total["triples"].precision, 2),
        "triples_recall": round(100 * total["triples"].recall, 2),
    }


def from_statement(text: str, statement: Statement) -> Told:
    """Return what the draft says as it is scored."""
    source, cue, content = (
        join_pieces(text, ((span.start, span.end) for span in spans))
        for spans in (statement.sources, (statement.cue,), statement.contents)
    )
    return Told(source=source, cue=cue, content=content)


def from_saying(text: str, saying: Saying) -> Told:
    """Return what the annotators say as it is scored."""
    return Told(
        source=join_pieces(text, saying.source),
        cue=join_pieces(text, saying.cue),
        content=join_pieces(text, saying.content),
    )


def join_pieces(text: str, pieces: Iterable[tuple[int, int]]) -> Pieces:
    """Return the pieces, those joined that touch or have only whitespace between them."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return frozenset(joined)


def score_statements(predicted: Collection[Told], gold: Collection[Told]) -> dict[str, Tally]:
    """Return the tallies of one article: `source_exact`, `source_overlap`, …, `triples`."""
    tallies: dict[str, Tally] = {}
    for part in PARTS:
        ours = {getattr(one, part) for one in predicted} - {frozenset()}
        theirs = {getattr(one, part) for one in gold} - {frozenset()}
        tallies[f"{part}_exact"] = Tally(len(ours & theirs), len(ours), len(theirs))
        tallies[f"{part}_overlap"] = match_most(ours, theirs, share_text)
    tallies["triples"] = match_most(set(predicted), set(gold), _is_same_statement)
    return tallies


def share_text(one: Pieces, other: Pieces) -> bool:
    """Say whether a piece of one shares a character with a piece of the other."""
    return any(a < d and c < b for a, b in one for c, d in other)


def match_most(
    predicted: Collection[T], gold: Collection[T], fits: Callable[[T, T], bool]
) -> Tally:
    """Return the tally of the one-to-one matching with the most pairs that fit."""
    if not predicted or not gold:
        return Tally(0, len(predicted), len(gold))
    table = np.array([[float(fits(one, other)) for other in gold] for one in predicted])
    rows, columns = linear_sum_assignment(-table)
    return Tally(float(table[rows, columns].sum()), len(predicted), len(gold))


def _is_same_statement(one: Told, other: Told) -> bool:
    pairs = [(getattr(one, part), getattr(other, part)) for part in PARTS]
    return all(share_text(ours, theirs) or not (ours or theirs) for ours, theirs in pairs)
