"""Pairs out of the model's scores: who fills a role, who is counted, what is the same."""

from collections.abc import Iterator, Sequence

import numpy as np

from dateline.extract.found_spans import FoundSpans, FoundTrigger, Run
from dateline.models.scores import Floats
from dateline.models.thresholds import ROLE_KINDS
from dateline.records.event import CountKind, ParticipantStatus
from dateline.records.finding import CountLink, Link, Pair, Tie
from dateline.records.mention import Role

TIES = (
    "leads", "founded", "member_of", "part_of", "family_of", "allied_with", "linked_to",
    "pledged_to", "accused_of",
)  # fmt: skip
_DOUBTFUL = (ParticipantStatus.ALLEGED, ParticipantStatus.CLAIMED, ParticipantStatus.DENIED)
_DOUBT = 0.5  # from which a participant's status is less than asserted


def find_links(
    found: FoundSpans, triggers: Sequence[FoundTrigger], mentions: Sequence[Run]
) -> tuple[Link, ...]:
    """Return who fills which role of which trigger, with their status."""
    askers, answers = _askers(found, triggers), [found.pieces(run) for run in mentions]
    relations = [one.value for one in (*Role, *_DOUBTFUL)]
    scores = found.scores.all_pairs(relations, askers, answers)
    doubts = scores[len(Role) :]
    links = []
    for number, role in enumerate(Role):
        for trigger, mention, score in _told(found, scores[number], ROLE_KINDS[role]):
            doubt = int(doubts[:, trigger, mention].argmax())
            is_doubted = doubts[doubt, trigger, mention] >= _DOUBT
            links.append(
                Link(
                    trigger=trigger,
                    mention=mention,
                    role=role,
                    score=score,
                    status=_DOUBTFUL[doubt] if is_doubted else ParticipantStatus.ASSERTED,
                )
            )
    return tuple(sorted(links, key=lambda one: (one.trigger, one.mention, -one.score)))


def find_count_links(
    found: FoundSpans, triggers: Sequence[FoundTrigger], mentions: Sequence[Run]
) -> tuple[CountLink, ...]:
    """Return which mentions count whom for which trigger."""
    askers, answers = _askers(found, triggers), [found.pieces(run) for run in mentions]
    scores = found.scores.all_pairs([what.value for what in CountKind], askers, answers)
    links = [
        CountLink(trigger=trigger, mention=mention, what=what, score=score)
        for what, told in zip(CountKind, scores, strict=True)
        for trigger, mention, score in _told(found, told, "count")
    ]
    return tuple(sorted(links, key=lambda one: (one.trigger, one.mention, -one.score)))


def find_same_events(found: FoundSpans, triggers: Sequence[FoundTrigger]) -> tuple[Pair, ...]:
    """Return the pairs of triggers that may tell of one event; both are asked of each other."""
    runs = [one.run for one in triggers]
    return _mutual(found, "same", runs, kind="same_event")


def find_same_entities(found: FoundSpans, mentions: Sequence[Run]) -> tuple[Pair, ...]:
    """Return the pairs of mentions that may mean one entity."""
    return _mutual(found, "coreference", mentions, kind="same_entity")


def find_ties(found: FoundSpans, mentions: Sequence[Run]) -> tuple[Tie, ...]:
    """Return the standing ties between mentions."""
    answers = [found.pieces(run) for run in mentions]
    scores = found.scores.all_pairs(TIES, [first for first, _ in answers], answers)
    return tuple(
        Tie(subject=subject, relation=relation, object=other, score=score)
        for relation, told in zip(TIES, scores, strict=True)
        for subject, other, score in _told(found, told, "tie")
        if subject != other
    )


def _askers(found: FoundSpans, triggers: Sequence[FoundTrigger]) -> list[int]:
    return [found.pieces(one.run)[0] for one in triggers]


def _told(found: FoundSpans, scores: Floats, kind: str) -> Iterator[tuple[int, int, float]]:
    """Return `(asker, answer, score)` of the pairs that score enough for this kind of finding.

    Args:
        found: the scores of the text.
        scores: those of one relation, float32 [askers, answers].
        kind: how they are calibrated.
    """
    askers, answers = np.nonzero(scores >= found.thresholds.least_raw(kind))
    told = found.calibrate_all(kind, scores[askers, answers])
    return zip(askers.tolist(), answers.tolist(), told, strict=True)


def _mutual(
    found: FoundSpans, relation: str, runs: Sequence[Run], *, kind: str
) -> tuple[Pair, ...]:
    """Return pairs with the mean of what both say of each other."""
    answers = [found.pieces(run) for run in runs]
    scores: Floats = found.scores.pairs(relation, [first for first, _ in answers], answers)
    both: Floats = np.triu((scores + scores.T) / 2, 1)
    return tuple(
        Pair(first=first, second=second, score=score)
        for first, second, score in _told(found, both, kind)
        if first < second
    )
