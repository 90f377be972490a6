"""Happenings: which triggers of a report tell of the same thing, and what they say of it together.

Triggers are read in text order. Each joins the happening told so far that the model holds it most
likely to tell of, or starts its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dateline.records.finding import Pair, Trigger
from dateline.records.source import Modality
from dateline.records.span import Span

_Label = TypeVar("_Label")
_RECALLED = 0.5
_TITLE_WEIGHT = 0.5  # a headline's words are short and loose


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """The triggers of one event: their numbers in the draft, and the triggers, in text order.

    `weights` say how much each counts where they disagree.
    """

    numbers: tuple[int, ...]
    triggers: tuple[Trigger, ...]
    weights: tuple[float, ...]

    @property
    def type(self) -> str:
        """Return the type that its triggers together hold likeliest."""
        return _vote(share for one in self.triggers for share in one.shares)

    @property
    def head(self) -> Trigger:
        """Return the surest trigger of its type, or the surest of all if none is of it."""
        kind = self.type
        fitting = sorted(
            zip(self.triggers, self.weights, strict=True),
            key=lambda pair: (pair[0].type != kind, -pair[0].score * pair[1], pair[0].span.start),
        )
        return fitting[0][0]

    @property
    def modality(self) -> Modality:
        """Return how most triggers put it."""
        return _vote(self._weighed(one.modality for one in self.triggers))

    @property
    def is_background(self) -> bool:
        """Say whether the triggers only recall it."""
        told = self._weighed(one.background for one in self.triggers)
        return sum(value * weight for value, weight in told) >= _RECALLED * sum(self.weights)

    def _weighed(self, values: Iterable[_Label]) -> list[tuple[_Label, float]]:
        return list(zip(values, self.weights, strict=True))


def find_happenings(
    triggers: Sequence[Trigger], numbers: Sequence[int], pairs: Iterable[Pair], title: Span
) -> tuple[Happening, ...]:
    """Return the triggers grouped by the happening that they tell of.

    Args:
        triggers: all triggers of the draft.
        numbers: those that count, in text order.
        pairs: how likely two of them tell of one event.
        title: the title's span, empty when the text has none.
    """
    likely = {(pair.first, pair.second): pair.score for pair in pairs}
    groups: list[list[int]] = []
    for number in numbers:
        fits = [
            sum(likely.get((min(other, number), max(other, number)), 0.0) for other in group)
            / len(group)
            for group in groups
        ]
        best = max(range(len(groups)), key=lambda at: (fits[at], at), default=-1)
        if best >= 0 and fits[best] >= SAME:
            groups[best].append(number)
        else:
            groups.append([number])
    return tuple(
        Happening(
            numbers=tuple(group),
            triggers=tuple(triggers[number] for number in group),
            weights=tuple(
                _TITLE_WEIGHT if triggers[number].span.end <= title.end else 1.0 for number in group
            ),
        )
        for group in groups
    )


SAME = 0.35  # from which, calibrated, two triggers tell of one event; chosen on our dev reports


def _vote(told: Iterable[tuple[_Label, float]]) -> _Label:
    """Return the label with most weight, the first told of equals."""
    votes: dict[_Label, float] = defaultdict(float)
    for label, weight in told:
        votes[label] += weight
    return max(votes, key=lambda label: votes[label])
