"""Spans out of the model's scores: mentions, triggers and parts, put together from word pieces."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from dateline.extract.words import Words, join_pieces
from dateline.models.scores import Floats, Scores
from dateline.models.thresholds import Thresholds
from dateline.records.finding import Part, Trigger
from dateline.records.mention import Mention, MentionKind, Role
from dateline.records.source import Modality

_SHARE = 0.02  # a type that the network scores lower for a trigger is left out
_TYPES = 6  # at most so many types a trigger
_WORD = 0.2  # how sure the network must be of each word of a run


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words `[first, last)` that carry one label, with the mean score that they carry any."""

    first: int
    last: int
    label: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTrigger:
    """A trigger and its words."""

    trigger: Trigger
    run: Run


@dataclass(frozen=True, kw_only=True)  # without slots, which cached properties cannot use
class FoundSpans:
    """The scores of one text, word by word.

    `thresholds` say what the scores of each kind of finding are worth, and which are kept.
    """

    scores: Scores
    text: str
    labels: Mapping[str, tuple[str, ...]]
    thresholds: Thresholds = field(default_factory=Thresholds)

    @cached_property
    def words(self) -> Words:
        """Return the words that the pieces make up."""
        return join_pieces(self.text, self.scores.offsets)

    def by_word(self, head: str) -> Floats:
        """Return the mean scores of a head by word, float32 [words, labels]."""
        return self.words.mean(self.scores.tags[head])

    def pieces(self, run: Run) -> tuple[int, int]:
        """Return the pieces `[first, last)` of a run."""
        return int(self.words.first[run.first]), int(self.words.first[run.last])

    def best_label(self, head: str, run: Run) -> tuple[str, float]:
        """Return the likeliest label of a run in a head without `O`, and its score."""
        first, last = self.pieces(run)
        mean = self.scores.tags[head][first:last].mean(axis=0)
        best = int(mean.argmax())
        return self.labels[head][best], float(mean[best])

    def calibrate(self, kind: str, score: float) -> float:
        """Return how likely a finding is right that the network scores so, to four digits."""
        return round(self.thresholds.calibrate(kind, score), 4)

    def calibrate_all(self, kind: str, scores: Floats) -> list[float]:
        """Return the same for many scores at once, float32 [findings]."""
        told: list[float] = self.thresholds.calibrate_all(kind, scores).round(4).tolist()
        return told

    def mentions(self, runs: Sequence[Run]) -> Iterator[Mention]:
        """Yield the mention of each run."""
        for run in runs:
            span = self.words.span(run.first, run.last)
            score = self.calibrate("mention", run.score)
            yield Mention(span=span, kind=MentionKind(run.label), score=score)

    def triggers(self) -> list[FoundTrigger]:
        """Return the triggers; neighbouring words of two types are two triggers."""
        by_word = self.by_word("trigger")
        least = self.thresholds.least_raw("trigger")
        told = (1 - by_word[:, 0] >= min(_WORD, least)).tolist()
        types = by_word[:, 1:].argmax(axis=1).tolist() if len(by_word) else []
        found = []
        first = -1
        for word, is_told in enumerate([*told, False]):
            if first >= 0 and not (is_told and types[word] == types[first]):
                mean = by_word[first:word].mean(axis=0)
                label = self.labels["trigger"][int(mean[1:].argmax()) + 1]
                run = Run(first=first, last=word, label=label, score=float(1 - mean[0]))
                if run.score >= least:
                    found.append(self._trigger(run, mean))
                first = -1
            if first < 0 and is_told:
                first = word
        return found

    def _trigger(self, run: Run, mean: Floats) -> FoundTrigger:
        first, last = self.pieces(run)
        recall = self.scores.tags["recall"][first:last, self.labels["recall"].index("background")]
        trigger = Trigger(
            span=self.words.span(run.first, run.last),
            type=run.label,
            score=self.calibrate("trigger", run.score),
            modality=Modality(self.best_label("mood", run)[0]),
            background=self.calibrate("background", float(recall.mean())),
            degree=round(float(self.scores.degree[first:last].mean()), 3),
            types=_name_types(self.labels["trigger"], mean.tolist()),
        )
        return FoundTrigger(trigger=trigger, run=run)


def _name_types(labels: Sequence[str], mean: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """Return the types that words may be, by their mean scores, the likeliest first."""
    told = [(label, round(score, 4)) for label, score in zip(labels, mean, strict=True)][1:]
    likely = sorted(told, key=lambda one: -one[1])
    return tuple(one for one in likely[:_TYPES] if one[1] >= _SHARE) or tuple(likely[:1])


def find_spans(found: FoundSpans, head: str, least: float) -> list[Run]:
    """Return the runs of words to which a head with B- and I- labels gives one kind.

    Args:
        found: the scores.
        head: the head, its labels `O` first, then B and I of each kind in turn.
        least: how sure the network must be of a run, 0…1, not calibrated. Its words may be less
            sure: cut at doubtful words, runs would fall apart and be worse by two points of F1.
    """
    scores, words, labels = found.scores.tags[head], found.words, found.labels[head]
    by_word = found.by_word(head)
    named = 1 - by_word[:, 0]
    kinds = by_word[:, 1::2] + by_word[:, 2::2]
    told = named >= min(_WORD, least)
    chosen = np.where(told, kinds.argmax(axis=1), -1).tolist() if len(named) else []
    sums = [0.0, *np.cumsum(named, dtype=np.float64).tolist()]
    starts = scores[words.first[:-1], 1::2] > scores[words.first[:-1], 2::2]
    runs = []
    first = -1
    for word, kind in enumerate([*chosen, -1]):
        goes_on = first >= 0 and kind == chosen[word - 1] and not starts[word, kind]
        if first >= 0 and not goes_on:
            label = labels[1 + 2 * chosen[word - 1]].removeprefix("B-")
            score = (sums[word] - sums[first]) / (word - first)
            quote = words.span(first, word).quote(found.text)
            if score >= least and any(map(str.isalnum, quote)):
                runs.append(Run(first=first, last=word, label=label, score=score))
            first = -1
        if first < 0 and kind >= 0:
            first = word
    return runs


def find_parts(found: FoundSpans) -> tuple[Part, ...]:
    """Return the parts in text order."""
    return tuple(
        Part(
            span=found.words.span(run.first, run.last),
            role=Role(run.label),
            score=found.calibrate("part", run.score),
        )
        for run in find_spans(found, "part", found.thresholds.least_raw("part"))
    )


def with_parts(mention: Mention, parts: Sequence[Part]) -> Mention:
    """Return the mention with the parts that lie in it, best first."""
    own = [(part.role, part.score) for part in parts if part.span.overlaps(mention.span)]
    return replace(mention, parts=tuple(sorted(own, key=lambda one: -one[1]))) if own else mention
