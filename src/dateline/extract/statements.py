"""Statements out of the model's scores: a cue, who speaks, and the words that are said."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from dateline.extract.found_spans import FoundSpans, Run, find_spans
from dateline.models.scores import Floats
from dateline.records.finding import Statement
from dateline.records.source import Modality, SourceKind
from dateline.records.span import Span

_OWN = 0.5  # from which a stretch is the cue's own source, content or outlet
_LIKELIEST = 0.2  # … when it is the likeliest of all
_BRIDGE = 2  # words without a letter, or doubtful ones, that do not end a content


def find_statements(
    found: FoundSpans, mentions: Sequence[Run], least: float
) -> tuple[Statement, ...]:
    """Return the statements in the order of their cues.

    Args:
        found: the scores.
        mentions: the mentions' words: one of them is the outlet that is spoken to.
        least: how sure the model must be of a cue, 0…1.
    """
    speech = find_spans(found, "speech", least)
    cues = [run for run in speech if run.label == "cue"]
    speakers = [run for run in speech if run.label == "source"]
    if not cues:
        return ()
    askers = [found.pieces(run)[0] for run in cues]
    sources = found.scores.pairs("source", askers, [found.pieces(run) for run in speakers])
    told = found.scores.pairs("told", askers, [found.pieces(run) for run in mentions])
    contents = _contents(found, askers)
    return tuple(
        _statement(
            found,
            cue,
            [speakers[n] for n in _own(sources[number])],
            [mentions[n] for n in np.nonzero(told[number] >= _OWN)[0].tolist()],
            contents[number],
        )
        for number, cue in enumerate(cues)
    )


def _statement(
    found: FoundSpans, cue: Run, speakers: Sequence[Run], told: Sequence[Run], content: Floats
) -> Statement:
    voices = [found.best_label("voice", run) for run in speakers]
    kind = max(voices, key=lambda voice: voice[1])[0] if voices else SourceKind.ANONYMOUS
    span = found.words.span
    return Statement(
        cue=span(cue.first, cue.last),
        sources=tuple(span(run.first, run.last) for run in speakers),
        kind=SourceKind(kind),
        modality=Modality(found.best_label("mood", cue)[0]),
        contents=tuple(_stretches(found, content, cue, speakers)),
        told=tuple(span(run.first, run.last) for run in told),
        score=cue.score,
    )


def _own(scores: Floats) -> list[int]:
    """Return the stretches that are the asker's own: those sure to be, or else the likeliest."""
    sure: list[int] = np.nonzero(scores >= _OWN)[0].tolist()
    if sure or not len(scores) or scores.max() < _LIKELIEST:
        return sure
    return [int(scores.argmax())]


def _contents(found: FoundSpans, askers: Sequence[int]) -> Floats:
    """Return how likely each word is said by each cue, float32 [cues, words].

    That is the mean of what the cue says of the word and of whether anyone says it.
    """
    first = found.words.first
    words = [(int(start), int(stop)) for start, stop in pairwise(first)]
    said = 1 - found.by_word("content")[:, 0]
    return np.asarray((found.scores.pairs("content", askers, words) + said) / 2, dtype=np.float32)


def _stretches(
    found: FoundSpans, content: Floats, cue: Run, speakers: Sequence[Run]
) -> Iterator[Span]:
    """Yield the stretches of words that are said, without the marks at their edges."""
    said = content >= _OWN
    speaking = {word for run in (cue, *speakers) for word in range(run.first, run.last)}
    said[list(speaking)] = False
    spans, text = found.words.spans, found.text
    first, last = -1, -1
    for word in [*np.nonzero(said)[0].tolist(), len(said) + _BRIDGE + 1]:
        gap = range(last + 1, word)
        is_near = first >= 0 and len(gap) <= _BRIDGE and speaking.isdisjoint(gap)
        goes_on = is_near and "\n" not in text[spans[last].end : spans[word].start]
        if not goes_on:
            if first >= 0:
                yield from _trimmed(text, Span(spans[first].start, spans[last].end))
            first = word
        last = word


def _trimmed(text: str, span: Span) -> Iterator[Span]:
    start, end = span.start, span.end
    while start < end and not (text[start].isalnum() or text[start] in "$£€#"):
        start += 1
    while start < end and text[end - 1] in " ,;:.!?\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\n":
        end -= 1
    if start < end:
        yield Span(start, end)
