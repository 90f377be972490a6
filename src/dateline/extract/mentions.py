"""Mentions, triggers, parts and links: everything that the one pass of the model finds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from dateline.models.session import Floats, ModelOptions, Scores, Session, open_session
from dateline.records.draft import Draft
from dateline.records.mention import Link, Mention, MentionKind, Part, Role, Trigger
from dateline.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionOptions:
    """How sure the model must be, 0…1, before something is kept at all.

    The defaults keep doubtful finds: later stages and people decide, and every score is kept.
    """

    min_mention_score: float = 0.5
    min_trigger_score: float = 0.3
    min_part_score: float = 0.3
    min_link_score: float = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionStage:
    """Fills `Draft.mentions`, `triggers`, `links` and `parts`."""

    options: MentionOptions = field(default_factory=MentionOptions)
    model: ModelOptions = field(default_factory=ModelOptions)
    name: str = "mentions"
    version: str = "1"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with what the model finds in it.

        Raises:
            ModelError: the model cannot be opened.
        """
        session = open_session(self.model)
        for draft in drafts:
            yield find_mentions(draft, session, self.options)


def find_mentions(draft: Draft, session: Session, options: MentionOptions) -> Draft:
    """Return the draft with the model's mentions, triggers, parts and links, in text order."""
    text = draft.report.text
    scores = session.score([text])[0]
    words = _Words(text, scores.offsets)
    mentions, mention_pieces = _decode_mentions(scores, words, session, options)
    triggers, trigger_pieces = _decode_triggers(scores, words, session, options)
    parts = _decode_parts(scores, words, session, options)
    return replace(
        draft,
        mentions=tuple(_with_parts(mention, parts) for mention in mentions),
        triggers=triggers,
        parts=parts,
        links=_decode_links(
            scores, session, trigger_pieces, mention_pieces, options.min_link_score
        ),
    )


class _Words:
    """Widens runs of word pieces to whole words of the text."""

    def __init__(self, text: str, offsets: NDArray[np.int64]) -> None:
        self._text = text
        self._offsets = offsets

    def span(self, first: int, last: int) -> Span:
        """Return the span of pieces `[first, last)`, no word of it cut in two."""
        start, end = int(self._offsets[first, 0]), int(self._offsets[last - 1, 1])
        text = self._text
        while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            end += 1
        return Span(start, end)

    def starts_word(self, piece: int) -> bool:
        """Say whether a piece stands apart from the one before it."""
        return piece == 0 or bool(self._offsets[piece, 0] > self._offsets[piece - 1, 1])


def _bio_runs(
    scores: Floats, labels: Sequence[str], least: float
) -> Iterator[tuple[int, int, str]]:
    """Yield `(first, last, kind)` of each run of one kind whose chance of being any is enough."""
    if len(scores) == 0:
        return
    named = scores[:, 1:]
    chosen = np.where(1 - scores[:, 0] >= least, named.argmax(axis=1) + 1, 0)
    first, kind = -1, ""
    for piece, index in enumerate([*chosen.tolist(), 0]):
        label = labels[index]
        if first >= 0 and label != f"I-{kind}":
            yield first, piece, kind
            first = -1
        if first < 0 and index:
            first, kind = piece, label[2:]


def _decode_mentions(
    scores: Scores, words: _Words, session: Session, options: MentionOptions
) -> tuple[tuple[Mention, ...], list[tuple[int, int]]]:
    """Return the mentions and the pieces of each, overlaps settled for the earlier one."""
    mentions: list[Mention] = []
    pieces: list[tuple[int, int]] = []
    labels = session.labels.mention
    for first, last, kind in _bio_runs(scores.mention, labels, options.min_mention_score):
        span = words.span(first, last)
        if mentions and span.overlaps(mentions[-1].span):
            continue
        sure = float((1 - scores.mention[first:last, 0]).mean())
        mentions.append(Mention(span=span, kind=MentionKind(kind), score=round(sure, 4)))
        pieces.append((first, last))
    return tuple(mentions), pieces


def _decode_triggers(
    scores: Scores, words: _Words, session: Session, options: MentionOptions
) -> tuple[tuple[Trigger, ...], list[int]]:
    """Return the triggers and the first piece of each."""
    triggers: list[Trigger] = []
    pieces: list[int] = []
    for first, last in _trigger_runs(scores.trigger, words, options.min_trigger_score):
        span = words.span(first, last)
        if triggers and span.overlaps(triggers[-1].span):
            continue
        mean = scores.trigger[first:last].mean(axis=0)
        kind = session.labels.trigger[int(mean[1:].argmax()) + 1]
        triggers.append(Trigger(span=span, type=kind, score=round(float(1 - mean[0]), 4)))
        pieces.append(first)
    return tuple(triggers), pieces


def _trigger_runs(scores: Floats, words: _Words, least: float) -> Iterator[tuple[int, int]]:
    """Yield runs of pieces that tell of a happening, cut between words of different types."""
    told = (1 - scores[:, 0] >= least).tolist()
    types = scores[:, 1:].argmax(axis=1).tolist() if len(scores) else []
    first = -1
    for piece, is_told in enumerate([*told, False]):
        changes = (
            first >= 0 and is_told and types[piece] != types[piece - 1] and words.starts_word(piece)
        )
        if first >= 0 and (not is_told or changes):
            yield first, piece
            first = -1
        if first < 0 and is_told:
            first = piece


def _decode_parts(
    scores: Scores, words: _Words, session: Session, options: MentionOptions
) -> tuple[Part, ...]:
    return tuple(
        Part(
            span=words.span(first, last),
            role=Role(role),
            score=round(float((1 - scores.part[first:last, 0]).mean()), 4),
        )
        for first, last, role in _bio_runs(scores.part, session.labels.part, options.min_part_score)
    )


def _with_parts(mention: Mention, parts: Sequence[Part]) -> Mention:
    """Return the mention with the parts that lie in it, best first."""
    own = [(part.role, part.score) for part in parts if part.span.overlaps(mention.span)]
    return replace(mention, parts=tuple(sorted(own, key=lambda one: -one[1]))) if own else mention


def _decode_links(
    scores: Scores,
    session: Session,
    triggers: list[int],
    mentions: list[tuple[int, int]],
    least: float,
) -> tuple[Link, ...]:
    """Return links scored `least` or more, each in the window where its trigger is deepest."""
    roles = [Role(role) for role in session.labels.link]
    links: list[Link] = []
    for first, window in scores.links:
        last = first + window.shape[1]
        own = [n for n, at in enumerate(triggers) if _best_window(scores, at) == first]
        inside = [n for n, (a, b) in enumerate(mentions) if first <= a and b <= last]
        if not own or not inside:
            continue
        edges = np.array([edge - first for n in inside for edge in mentions[n]])
        rows = window[:, [triggers[n] - first for n in own], :]
        padded = np.pad(rows, ((0, 0), (0, 0), (0, 1)))
        best = np.maximum.reduceat(padded, edges, axis=2)[:, :, ::2]
        links += [
            Link(
                trigger=own[trigger],
                mention=inside[mention],
                role=roles[role],
                score=round(float(best[role, trigger, mention]), 4),
            )
            for role, trigger, mention in np.argwhere(best >= least).tolist()
        ]
    return tuple(sorted(links, key=lambda one: (one.trigger, one.mention, -one.score)))


def _best_window(scores: Scores, piece: int) -> int:
    """Return the first piece of the window in which a piece is farthest from an edge."""
    return (
        max(
            (min(piece - first, first + window.shape[1] - 1 - piece), -first)
            for first, window in scores.links
        )[1]
        * -1
    )
