"""Event places: of the places in a sentence, is the one tied to the verb the right one?

For each verb with at least one gold place, the place that the model scores highest is right when it
shares a character with one of them; the relation is `place`, asked of the verb's first piece.
`accuracy`: among the places that the data set marks for any verb of the sentence and the model's
own mentions of places. `accuracy_contested`: the same, only where not all of those are right.
`accuracy_own`: among the model's own mentions alone; where it has none, the verb counts as wrong.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.datasets.articles import read_event_places
from training.example import Stretch

from dateline.models.scores import Scores
from dateline.models.session import open_session
from dateline.records.mention import MentionKind
from quality.entities import model_name, read_mentions
from quality.tasks.factuality import find_pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One verb's gold places, and what the model may choose from."""

    gold: tuple[Stretch, ...]
    marked: tuple[Stretch, ...]
    own: tuple[Stretch, ...]


def evaluate(data: Path, split: str) -> dict[str, object]:
    """Return the accuracies over the verbs of a split that have a place.

    Args:
        data: the data set's folder.
        split: `dev` for the held-out tenth; `train` for the rest, anything else for all items.

    Raises:
        FileNotFoundError: the folder does not hold the data set.
        ValueError: no verb of the split has a place.
    """
    items = [one for one in read_event_places(data, split) if one.places]
    if not items:
        raise ValueError(f"no verb with a place in {split!r} of {data}")
    marked: dict[str, set[Stretch]] = {}
    for item in items:
        marked.setdefault(item.text, set()).update(item.places)
    texts = list(marked)
    scores = dict(zip(texts, open_session().score(texts), strict=True))
    own = {
        draft.report.text: tuple(
            Stretch(one.span.start, one.span.end)
            for one in draft.mentions
            if one.kind is MentionKind.PLACE
        )
        for draft in read_mentions(texts)
    }
    told = [
        score_choice(
            Asked(gold=one.places, marked=tuple(sorted(marked[one.text])), own=own[one.text]),
            _likeness(scores[one.text], one.verb),
        )
        for one in items
    ]
    contested = [right for right, _, is_contested in told if is_contested]
    return {
        "n": len(items),
        "model": model_name(),
        "accuracy": _share([right for right, _, _ in told]),
        "accuracy_own": _share([right for _, right, _ in told]),
        "accuracy_contested": _share(contested),
        "n_contested": len(contested),
    }


def score_choice(asked: Asked, likeness: Callable[[Stretch], float]) -> tuple[bool, bool, bool]:
    """Return whether the best of all is right, the best of the model's own, and if it could be not.

    Args:
        asked: the verb's gold places and what may be chosen.
        likeness: how likely a stretch is the verb's place; the first of equals is chosen.
    """
    everything = sorted({*asked.marked, *asked.own})
    return (
        _is_right(choose(everything, likeness), asked.gold),
        _is_right(choose(asked.own, likeness), asked.gold),
        any(not _is_right(one, asked.gold) for one in everything),
    )


def choose(stretches: Sequence[Stretch], likeness: Callable[[Stretch], float]) -> Stretch | None:
    """Return the likeliest stretch, the first of equals, or null where there is none."""
    return max(stretches, key=likeness, default=None)


def _likeness(scores: Scores, verb: Stretch) -> Callable[[Stretch], float]:
    asker = find_pieces(scores.offsets, *verb)

    def likeness(place: Stretch) -> float:
        pieces = find_pieces(scores.offsets, *place)
        has_pieces = asker[0] < asker[1] and pieces[0] < pieces[1]
        return scores.pair("place", asker, pieces) if has_pieces else 0.0

    return likeness


def _is_right(place: Stretch | None, gold: Sequence[Stretch]) -> bool:
    return place is not None and any(
        place.start < one.end and one.start < place.end for one in gold
    )


def _share(told: Sequence[bool]) -> float:
    return round(sum(told) / len(told), 4) if told else 0.0
