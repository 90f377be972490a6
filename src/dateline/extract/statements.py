"""Statements out of the model's scores: a cue, who speaks, and the words that are said.

Who speaks by a cue stands in its sentence, and so do the words said, but for sentences of a
quotation that goes on without a cue: the network is asked only to choose among these.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from dateline.extract.found_spans import FoundSpans, Run, find_spans
from dateline.extract.sentences import find_sentences
from dateline.models.scores import Floats, Ints
from dateline.records.finding import Statement
from dateline.records.mention import MentionKind
from dateline.records.source import Modality, SourceKind
from dateline.records.span import Span

# Chosen on the `dev` part of our corpus; all are flat around their values.
_SPEAKER = 0.2  # how sure a speaker must be, to be asked about
_OWN = 0.02  # from which the likeliest speaker of a sentence is the cue's own
_ALSO = 0.7  # … and another one too
_TOLD = 0.35  # from which an outlet is spoken to
_SAID = 0.3  # from which a word is said by anyone
_BEATEN = 0.8  # of the likelihood of another cue of the sentence: less is the other's content
_QUOTED = 0.8  # how sure a sentence without a cue must be to be said
_NEAR = 2  # sentences from the cue by which it is
_SHORTEST = 3  # words of it
_SPEAKING = frozenset(
    {MentionKind.PERSON, MentionKind.PEOPLE, MentionKind.GROUP, MentionKind.FORCE,
     MentionKind.GOVERNMENT, MentionKind.ORGANISATION, MentionKind.OUTLET}
)  # fmt: skip


def find_statements(
    found: FoundSpans, mentions: Sequence[Run], least: float
) -> tuple[Statement, ...]:
    """Return the statements in the order of their cues.

    Args:
        found: the scores.
        mentions: the mentions' words: one may speak, or is the outlet that is spoken to.
        least: how sure the model must be of a cue, 0…1.
    """
    speech = find_spans(found, "speech", min(least, _SPEAKER))
    cues = [run for run in speech if run.label == "cue" and run.score >= least]
    if not cues:
        return ()
    speakers = [run for run in speech if run.label == "source" and run.score >= _SPEAKER]
    numbers = _sentence_numbers(found)
    sources = _choose_sources(found, cues, speakers, mentions, numbers)
    contents = _choose_contents(found, cues, sources, numbers)
    askers = [found.pieces(run)[0] for run in cues]
    told = found.scores.pairs("told", askers, [found.pieces(run) for run in mentions]) >= _TOLD
    return tuple(
        _statement(
            found,
            cue,
            sources[number],
            [mentions[n] for n in np.nonzero(told[number])[0].tolist()],
            contents[number],
        )
        for number, cue in enumerate(cues)
    )


def _statement(
    found: FoundSpans,
    cue: Run,
    speakers: Sequence[Run],
    told: Sequence[Run],
    contents: Sequence[tuple[int, int]],
) -> Statement:
    voices = [found.best_label("voice", run) for run in speakers]
    kind = max(voices, key=lambda voice: voice[1])[0] if voices else SourceKind.ANONYMOUS
    span = found.words.span
    return Statement(
        cue=span(cue.first, cue.last),
        sources=tuple(span(run.first, run.last) for run in speakers),
        kind=SourceKind(kind),
        modality=Modality(found.best_label("mood", cue)[0]),
        contents=tuple(
            trimmed
            for first, last in sorted(contents)
            for trimmed in _trimmed(found.text, span(first, last))
        ),
        told=tuple(span(run.first, run.last) for run in told),
        score=cue.score,
    )


def _sentence_numbers(found: FoundSpans) -> Ints:
    """Return the number of the sentence in which each word stands, int64 [words]."""
    starts = [sentence.start for sentence in find_sentences(found.text)]
    words = [span.start for span in found.words.spans]
    return np.searchsorted(starts, words, side="right") - 1


def _choose_sources(
    found: FoundSpans,
    cues: Sequence[Run],
    speakers: Sequence[Run],
    mentions: Sequence[Run],
    numbers: Ints,
) -> list[list[Run]]:
    """Return who speaks by each cue: the likeliest of its sentence, and all who are sure to.

    Only where nobody in the sentence was found to speak, a mention may.
    """
    able = [run for run in mentions if MentionKind(run.label) in _SPEAKING]
    runs = [*speakers, *able]
    askers = [found.pieces(cue)[0] for cue in cues]
    scores = found.scores.pairs("source", askers, [found.pieces(run) for run in runs])
    chosen = []
    for cue, own in zip(cues, scores, strict=True):
        here = [
            n
            for n, run in enumerate(runs)
            if numbers[run.first] == numbers[cue.first]
            and (run.last <= cue.first or cue.last <= run.first)
        ]
        here = [n for n in here if n < len(speakers)] or here
        best = max(here, key=lambda n: float(own[n]), default=-1)
        kept = [n for n in here if own[n] >= _ALSO or (n == best and own[n] >= _OWN)]
        beside = [run for run in able if run.last <= cue.first or cue.last <= run.first]
        named = {_as_mention(runs[n], beside) for n in kept}
        chosen.append(sorted(named, key=lambda run: run.first))
    return chosen


def _as_mention(speaker: Run, mentions: Sequence[Run]) -> Run:
    """Return the mention that ends in a speaker's last word or holds all of them, if any does."""
    for run in mentions:
        if run.first < speaker.last <= run.last and (
            run.last == speaker.last or run.first <= speaker.first
        ):
            return run
    return speaker


def _choose_contents(
    found: FoundSpans, cues: Sequence[Run], sources: Sequence[Sequence[Run]], numbers: Ints
) -> list[list[tuple[int, int]]]:
    """Return the stretches of words that are said by each cue, as `[first, last)`."""
    words = [(int(start), int(stop)) for start, stop in pairwise(found.words.first)]
    said = 1 - found.by_word("content")[:, 0]
    scores = found.scores.pairs("content", [found.pieces(cue)[0] for cue in cues], words)
    mean_said, *means = (_Means(row) for row in (said, *scores))
    are_said = (said >= _SAID).tolist()
    edges = np.searchsorted(numbers, np.arange(int(numbers[-1]) + 2)).tolist()
    at = [int(numbers[cue.first]) for cue in cues]
    contents: list[list[tuple[int, int]]] = [[] for _ in cues]
    for sentence, within in enumerate(pairwise(edges)):
        asked = [n for n, number in enumerate(at) if number == sentence]
        crossing = [cue for cue in cues if cue.first < within[0] < cue.last]
        for n in asked:
            told_aside = (cues[m] for m in asked if m != n and not are_said[cues[m].first])
            runs = list(
                _said_runs(are_said, within, (cues[n], *sources[n], *told_aside, *crossing))
            )
            contents[n] += _own_runs(runs, means[n], [means[other] for other in asked])
        near = [n for n, number in enumerate(at) if abs(number - sentence) <= _NEAR]
        if near and not asked:
            for first, last in _said_runs(are_said, within, crossing):
                if last - first >= _SHORTEST and mean_said(first, last) >= _QUOTED:
                    speaker = max(near, key=lambda n: means[n](first, last))
                    contents[speaker].append((first, last))
    return contents


class _Means:
    """The mean of any stretch of a row of numbers."""

    def __init__(self, row: Floats) -> None:
        """Add up the row once."""
        self._sums: list[float] = [0.0, *np.cumsum(row, dtype=np.float64).tolist()]

    def __call__(self, first: int, last: int) -> float:
        """Return the mean of `[first, last)`, which is not empty."""
        return (self._sums[last] - self._sums[first]) / (last - first)


def _said_runs(
    are_said: Sequence[bool], within: tuple[int, int], speaking: Sequence[Run]
) -> Iterator[tuple[int, int]]:
    """Yield between the words of who speaks what runs from the first word said to the last."""
    start, end = within
    for stop, after in sorted([*((run.first, run.last) for run in speaking), (end, end)]):
        words = [word for word in range(start, stop) if are_said[word]]
        if words:
            yield words[0], words[-1] + 1
        start = max(start, after)


def _own_runs(
    runs: Sequence[tuple[int, int]], own: _Means, others: Sequence[_Means]
) -> list[tuple[int, int]]:
    """Return the runs that no other cue of the sentence says much rather; the best, if none."""
    if len(others) == 1 or not runs:
        return list(runs)
    best = max(runs, key=lambda run: own(*run))
    return [run for run in runs if own(*run) >= _BEATEN * max(other(*run) for other in others)] or [
        best
    ]


def _trimmed(text: str, span: Span) -> Iterator[Span]:
    """Yield the span without the marks at its edges, if words are left."""
    start, end = span.start, span.end
    while start < end and not (text[start].isalnum() or text[start] in "$£€#"):
        start += 1
    while start < end and text[end - 1] in " ,;:.!?\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\n":
        end -= 1
    if start < end:
        yield Span(start, end)
