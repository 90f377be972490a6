"""Mentions, triggers, parts and links: everything that the one pass of the model finds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from dateline.extract.words import Words, join_pieces
from dateline.models.files import bundled_model
from dateline.models.manifest import read_manifest
from dateline.models.session import Floats, ModelOptions, Scores, Session, open_session
from dateline.records.draft import Draft
from dateline.records.finding import Link, Part, Trigger
from dateline.records.mention import Mention, MentionKind, Role


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

    @property
    def version(self) -> str:
        """Return the stage's version and the model's: other weights find other things.

        Raises:
            ModelError: the model has no manifest, or a wrong one.
        """
        manifest = read_manifest(self.model.folder or bundled_model())
        return f"1 {manifest.name}/{manifest.version}"

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
    words = join_pieces(text, scores.offsets)
    mentions, mention_words = _decode_mentions(scores, words, session, options)
    triggers, trigger_words = _decode_triggers(scores, words, session, options)
    parts = _decode_parts(scores, words, session, options)
    links = _decode_links(
        scores,
        session,
        triggers=[int(words.first[n]) for n in trigger_words],
        mentions=[(int(words.first[a]), int(words.first[b])) for a, b in mention_words],
        least=options.min_link_score,
    )
    return replace(
        draft,
        mentions=tuple(_with_parts(mention, parts) for mention in mentions),
        triggers=triggers,
        parts=parts,
        links=links,
    )


def _runs(
    scores: Floats, words: Words, labels: Sequence[str], least: float
) -> Iterator[tuple[int, int, str, float]]:
    """Yield `(first word, last word, kind, score)` of each run of words with one BIO kind.

    `scores`: float32 [pieces, labels], O first, then B and I of each kind in turn.
    """
    by_word = words.mean(scores)
    named = 1 - by_word[:, 0]
    kinds = by_word[:, 1::2] + by_word[:, 2::2]
    chosen = np.where(named >= least, kinds.argmax(axis=1), -1).tolist() if len(named) else []
    starts = scores[words.first[:-1], 1::2] > scores[words.first[:-1], 2::2]
    first = -1
    for word, kind in enumerate([*chosen, -1]):
        goes_on = first >= 0 and kind == chosen[word - 1] and not starts[word, kind]
        if first >= 0 and not goes_on:
            label = labels[1 + 2 * chosen[word - 1]].removeprefix("B-")
            yield first, word, label, round(float(named[first:word].mean()), 4)
            first = -1
        if first < 0 and kind >= 0:
            first = word


def _decode_mentions(
    scores: Scores, words: Words, session: Session, options: MentionOptions
) -> tuple[tuple[Mention, ...], list[tuple[int, int]]]:
    """Return the mentions and the words of each."""
    runs = list(_runs(scores.mention, words, session.labels.mention, options.min_mention_score))
    mentions = tuple(
        Mention(span=words.span(first, last), kind=MentionKind(kind), score=score)
        for first, last, kind, score in runs
    )
    return mentions, [(first, last) for first, last, *_ in runs]


def _decode_triggers(
    scores: Scores, words: Words, session: Session, options: MentionOptions
) -> tuple[tuple[Trigger, ...], list[int]]:
    """Return the triggers and the first word of each; words of two types are two triggers."""
    by_word = words.mean(scores.trigger)
    told = (1 - by_word[:, 0] >= options.min_trigger_score).tolist()
    types = by_word[:, 1:].argmax(axis=1).tolist() if len(by_word) else []
    triggers: list[Trigger] = []
    starts: list[int] = []
    first = -1
    for word, is_told in enumerate([*told, False]):
        if first >= 0 and not (is_told and types[word] == types[first]):
            mean = by_word[first:word].mean(axis=0)
            triggers.append(
                Trigger(
                    span=words.span(first, word),
                    type=session.labels.trigger[int(mean[1:].argmax()) + 1],
                    score=round(float(1 - mean[0]), 4),
                )
            )
            starts.append(first)
            first = -1
        if first < 0 and is_told:
            first = word
    return tuple(triggers), starts


def _decode_parts(
    scores: Scores, words: Words, session: Session, options: MentionOptions
) -> tuple[Part, ...]:
    """Return the parts in text order."""
    runs = _runs(scores.part, words, session.labels.part, options.min_part_score)
    return tuple(
        Part(span=words.span(first, last), role=Role(role), score=score)
        for first, last, role, score in runs
    )


def _with_parts(mention: Mention, parts: Sequence[Part]) -> Mention:
    """Return the mention with the parts that lie in it, best first."""
    own = [(part.role, part.score) for part in parts if part.span.overlaps(mention.span)]
    return replace(mention, parts=tuple(sorted(own, key=lambda one: -one[1]))) if own else mention


def _decode_links(
    scores: Scores,
    session: Session,
    *,
    triggers: list[int],
    mentions: list[tuple[int, int]],
    least: float,
) -> tuple[Link, ...]:
    """Return links scored `least` or more, each in the window where its trigger is deepest.

    Args:
        scores: what the network says of the text.
        session: the opened model, for its list of roles.
        triggers: the first piece of each trigger.
        mentions: the pieces `[first, last)` of each mention.
        least: the lowest score kept, 0…1.
    """
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
