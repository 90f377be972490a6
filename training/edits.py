"""Edits of annotated texts: made in one pass, and every marked stretch moves with its words.

An edit takes `[start, end)` out and puts other words in. The laws: a stretch's new words are its
old words with the edits inside it made; what is put in at a stretch's edge stays outside; stretches
that lie apart, one in the other, or on the same words, still do so; none becomes blank. An edit
that would break a law is left out (`plan_edits`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from training.example import Example, Labelled, Query, Stretch


class Edit(NamedTuple):
    """Put `words` in the place of `[start, end)`, in code points; an empty stretch inserts."""

    start: int
    end: int
    words: str


class Plan:
    """Edits that are known to keep the laws: gives the new text, and where stretches go."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        """Take the edits, sorted and apart from one another.

        Raises:
            ValueError: two edits overlap, or they are not in text order.
        """
        for one, after in pairwise(edits):
            if after.start < one.end or after[:2] < one[:2]:
                raise ValueError(f"the edits {one} and {after} overlap or are out of order")
        self.edits = tuple(edits)
        self._starts = [one.start for one in edits]
        self._ends = [one.end for one in edits]
        grown = (len(one.words) - (one.end - one.start) for one in edits)
        self._shifts = list(accumulate(grown, initial=0))

    def write(self, text: str) -> str:
        """Return the text with all edits made."""
        parts, done = [], 0
        for start, end, words in self.edits:
            parts += [text[done:start], words]
            done = end
        return "".join([*parts, text[done:]])

    def move(self, start: int, end: int) -> Stretch:
        """Return where the stretch lies in the new text."""
        first = start + self._shifts[bisect_right(self._ends, start)]
        last = end + self._shifts[bisect_left(self._starts, end)]
        return Stretch(first, max(first, last))

    def inside(self, start: int, end: int) -> Sequence[Edit]:
        """Return the edits within the stretch; insertions at its edges are outside."""
        return self.edits[bisect_right(self._ends, start) : bisect_left(self._starts, end)]


def plan_edits(text: str, edits: Iterable[Edit], stretches: Iterable[tuple[int, int]]) -> Plan:
    """Return a plan of those edits that keep the laws for all the stretches.

    Of edits that overlap the first is kept (of those that start together, the shortest). An edit is
    left out that reaches over a stretch's edge, and so are all in a stretch that they would leave
    blank.
    """
    marked = set(stretches)
    edges = sorted({edge for one in marked for edge in one})
    kept: list[Edit] = []
    for one in sorted(edits):
        crosses = bisect_right(edges, one.start) < bisect_left(edges, one.end)
        overlaps = bool(kept) and one.start < kept[-1].end
        if not crosses and not overlaps:
            kept.append(one)
    plan = Plan(kept)
    blank = _blanked(plan, text, marked)
    return Plan([one for one in kept if one not in blank]) if blank else plan


def _blanked(plan: Plan, text: str, marked: Iterable[tuple[int, int]]) -> set[Edit]:
    """Return the edits in stretches of which the plan would leave nothing."""
    written, blank = plan.write(text), set[Edit]()
    for start, end in marked:
        moved = plan.move(start, end)
        if not written[moved.start : moved.end].strip() and text[start:end].strip():
            blank.update(plan.inside(start, end))
    return blank


def edit_example(example: Example, edits: Iterable[Edit]) -> Example:
    """Return the example with the edits that keep the laws made, and every offset moved."""
    plan = plan_edits(example.text, edits, stretches_of(example))
    return _move(example, plan) if plan.edits else example


def stretches_of(example: Example) -> set[Stretch]:
    """Return every stretch that the example says something of."""
    listed = (
        example.mentions, example.triggers or (), example.parts or (), example.speech or (),
        example.moods, example.recalls, example.voices,
    )  # fmt: skip
    found = {Stretch(one.start, one.end) for labelled in listed for one in labelled}
    found.update(example.contents or ())
    found.update(stretch for stretch, _ in example.degrees)
    for tied in _tuples_once(example.queries):
        found.update(tied)
    found.update(query.asker for query in example.queries)
    return found


def _tuples_once(queries: Iterable[Query]) -> Iterable[tuple[Stretch, ...]]:
    """Return the queries' tuples; one that many queries share, as scopes are, comes once."""
    tied = (
        each for one in queries for each in (one.answers, one.unsure, one.scope) if each is not None
    )
    return {id(each): each for each in tied}.values()


def _move(example: Example, plan: Plan) -> Example:
    shared: dict[int, tuple[Stretch, ...]] = {
        id(tied): tuple(plan.move(*one) for one in tied) for tied in _tuples_once(example.queries)
    }

    def labelled(listed: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
        return tuple(Labelled(*plan.move(one.start, one.end), one.allowed) for one in listed)

    def known(listed: tuple[Labelled, ...] | None) -> tuple[Labelled, ...] | None:
        return None if listed is None else labelled(listed)

    contents = example.contents
    return replace(
        example,
        text=plan.write(example.text),
        mentions=labelled(example.mentions),
        triggers=known(example.triggers),
        parts=known(example.parts),
        speech=known(example.speech),
        contents=None if contents is None else tuple(plan.move(*one) for one in contents),
        moods=labelled(example.moods),
        recalls=labelled(example.recalls),
        voices=labelled(example.voices),
        degrees=tuple((plan.move(*one), degree) for one, degree in example.degrees),
        queries=tuple(
            Query(
                relation=one.relation,
                asker=plan.move(*one.asker),
                answers=shared[id(one.answers)],
                scope=None if one.scope is None else shared[id(one.scope)],
                unsure=shared[id(one.unsure)],
            )
            for one in example.queries
        ),
    )
