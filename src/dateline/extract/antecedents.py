"""Antecedents: whom the mentions without a name mean, by the model's pairs."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise

from dateline.extract.name_sets import NameSets
from dateline.extract.traits import Traits, read_traits
from dateline.records.finding import Pair
from dateline.records.mention import MentionKind

_NOBODY = frozenset({MentionKind.TIME, MentionKind.WEAPON})
_AND = re.compile(r",? (?:and|or) ")


def join_antecedents(sets: NameSets, pairs: Sequence[Pair], least: float) -> None:
    """Join `he`, `the group`, `the three men` with whom they mean, the likeliest first.

    The names of one are joined before, by their own rules: two names are never joined here, and
    nothing that its words tell apart: one and many, he and she, two and three, `A and B`. Two sets
    of mentions are as like as the mean of their likest and their average pair.

    Args:
        sets: the mentions, the names among them joined.
        pairs: how likely mentions mean one, by their indexes; pairs that are not told score 0.
        least: the likeness from which two sets are one, 0…1.
    """
    _Linker(sets, pairs).join_all(least)


class _Linker:
    """Sets of mentions: how many they are, what is known of them, how like they are."""

    def __init__(self, sets: NameSets, pairs: Sequence[Pair]) -> None:
        self.sets = sets
        self.sizes: dict[int, int] = {}
        self.traits: dict[int, Traits] = {}
        # What any pair ties to a set: the best score and the sum of all scores.
        self.ties: dict[int, dict[int, tuple[float, float]]] = defaultdict(dict)
        for index, mention in enumerate(sets.mentions):
            if mention.kind not in _NOBODY:
                root = sets.find(index)
                traits = read_traits(sets.words(index), mention.kind)
                known = self.traits.setdefault(root, traits)
                if known is not traits:
                    self.traits[root] = known.join(traits)
                self.sizes[root] = self.sizes.get(root, 0) + 1
        self.apart = set(self._read_lists())
        roots = [sets.find(index) for index in range(len(sets.mentions))]
        for pair in pairs:
            left, right = roots[pair.first], roots[pair.second]
            are_two = left != right and left in self.traits and right in self.traits
            if are_two and self._may_be_one(left, right):
                self._tie(left, right, (pair.score, pair.score))

    def join_all(self, least: float) -> None:
        queue = [self._entry(a, b) for a, others in self.ties.items() for b in others if a < b]
        queue = [entry for entry in queue if entry[0] <= -least]
        heapify(queue)
        while queue:
            _, left, right, size = heappop(queue)
            is_stale = right not in self.ties.get(left, ()) or size != self._size(left, right)
            if not is_stale and self._may_be_one(left, right):
                self._join(left, right)
                for other in self.ties[left]:
                    entry = self._entry(*sorted((left, other)))
                    if entry[0] <= -least:
                        heappush(queue, entry)

    def _read_lists(self) -> Iterator[tuple[int, int]]:
        """Yield both ends of every `A and B`."""
        text, mentions = self.sets.text, self.sets.mentions
        order = sorted(range(len(mentions)), key=lambda index: mentions[index].span)
        for left, right in pairwise(order):
            if _AND.fullmatch(text, mentions[left].span.end, mentions[right].span.start):
                yield self.sets.find(left), self.sets.find(right)
                yield self.sets.find(right), self.sets.find(left)

    def _entry(self, left: int, right: int) -> tuple[float, int, int, int]:
        best, total = self.ties[left][right]
        mean = total / (self.sizes[left] * self.sizes[right])
        return -(best + mean) / 2, left, right, self._size(left, right)

    def _size(self, left: int, right: int) -> int:
        """Return how many both are: what tells an entry of the queue that has gone stale."""
        return self.sizes[left] + self.sizes[right]

    def _may_be_one(self, left: int, right: int) -> bool:
        return (left, right) not in self.apart and self.traits[left].fits(self.traits[right])

    def _tie(self, left: int, right: int, more: tuple[float, float]) -> None:
        best, total = self.ties[left].get(right, (0.0, 0.0))
        tie = max(best, more[0]), total + more[1]
        self.ties[left][right] = self.ties[right][left] = tie

    def _join(self, left: int, right: int) -> None:
        """Put the second set into the first."""
        self.sets.join(left, right)
        self.sizes[left] += self.sizes.pop(right)
        self.traits[left] = self.traits[left].join(self.traits.pop(right))
        for other, tie in self.ties.pop(right).items():
            del self.ties[other][right]
            if other != left:
                self._tie(left, other, tie)
        for one, other in [pair for pair in self.apart if right in pair]:
            self.apart.add((left if one == right else one, left if other == right else other))
