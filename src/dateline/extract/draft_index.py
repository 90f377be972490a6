"""A draft with the look-ups events need: which sentence, which entity, what is tied to what."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from dateline.extract.sources import find_speakers
from dateline.records.draft import Draft
from dateline.records.entity import Entity
from dateline.records.event import EventPlace, EventTime
from dateline.records.mention import Mention, Role
from dateline.records.span import Span

_OPENING_CHARS = 8  # "On", "Early on"
_SAYS = (
    r"\b(?:says?|said|told|claim(?:s|ed)|denie[sd]|accuse[sd]|blame[sd]|confirmed|reported|added|"
    r"statement|warned|condemned|vowed|identified|(?:rose|risen|climbed|revised) to)\b"
)
_SAYING = re.compile(_SAYS, re.IGNORECASE)
_SAYING_BEFORE = re.compile(
    _SAYS + r"(?:\s+(?:reporters|journalists|afp|reuters|\d+))?,?\s+(?:on\s+)?$", re.IGNORECASE
)
_NEW_CLAUSE = re.compile(r"\b(?:that|which|who|when|while|after|before|until)\b")
_Told = TypeVar("_Told", EventTime, EventPlace)


@dataclass(frozen=True, kw_only=True)  # without slots, which cached properties cannot use
class DraftIndex:
    """Answers questions about one draft.

    `triggers` are the numbers of the draft's triggers that count, in text order; links below
    `min_link_score` do not count.
    """

    draft: Draft
    triggers: tuple[int, ...]
    min_link_score: float = 0.5

    @property
    def text(self) -> str:
        """Return the report's text."""
        return self.draft.report.text

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Return the sentences; the whole text when there are none."""
        return self.draft.sentences or (Span(0, len(self.text)),)

    @cached_property
    def title_end(self) -> int:
        """Return where the title ends in the text; 0 when the text does not start with one."""
        title = self.draft.report.title
        return len(title) if title and self.text.startswith(title) else 0

    def is_title(self, span: Span) -> bool:
        """Say whether the span lies in the title."""
        return span.end <= self.title_end

    def sentence_number(self, span: Span) -> int:
        """Return the number of the sentence in which the span starts."""
        starts = [sentence.start for sentence in self.sentences]
        return max(0, bisect_right(starts, span.start) - 1)

    def sentence_of(self, span: Span) -> Span:
        """Return the sentence in which the span starts."""
        return self.sentences[self.sentence_number(span)]

    def is_linked(self, trigger: int, span: Span) -> bool:
        """Say whether a mention that touches the span is tied to the trigger."""
        return any(
            trigger in numbers for each, numbers in self.linked_spans.items() if each.overlaps(span)
        )

    def linked(self, trigger: int, *roles: Role) -> tuple[tuple[Mention, Role, float], ...]:
        """Return the mentions tied to the trigger in one of the roles, surest first."""
        found = [
            (self.draft.mentions[link.mention], link.role, link.score)
            for link in self.draft.links
            if link.trigger == trigger and link.score >= self.min_link_score and link.role in roles
        ]
        return tuple(sorted(found, key=lambda each: (-each[2], each[0].span)))

    @cached_property
    def linked_spans(self) -> dict[Span, frozenset[int]]:
        """Return for each mention's span the triggers that it is tied to."""
        tied: dict[Span, set[int]] = {}
        for link in self.draft.links:
            if link.score >= self.min_link_score:
                tied.setdefault(self.draft.mentions[link.mention].span, set()).add(link.trigger)
        return {span: frozenset(numbers) for span, numbers in tied.items()}

    def entity_of(self, span: Span) -> Entity | None:
        """Return the entity that has the mention which fits the span best, if any touches it."""
        fits = [
            ((min(mention.end, span.end) - max(mention.start, span.start)) / (hull), entity)
            for entity in self.draft.entities
            for mention in entity.mentions
            if mention.overlaps(span)
            and (hull := max(mention.end, span.end) - min(mention.start, span.start))
        ]
        return max(fits, key=lambda fit: fit[0])[1] if fits else None

    def sources_of(self, *spans: Span) -> tuple[str, ...]:
        """Return the sources that answer for any of the spans, those of the first span first."""
        told = (source for span in spans for source in find_speakers(self.draft, span))
        return tuple(dict.fromkeys(told))

    def times_of(self, trigger: int) -> tuple[EventTime, ...]:
        """Return the times that are told of the trigger: tied ones, or else those beside it.

        When somebody said so ("…, police said on Monday") is not when it happened.
        """
        here = self.draft.triggers[trigger].span
        return tuple(
            time
            for time in self._told_of(trigger, Role.TIME, self.draft.times)
            if self.is_linked(trigger, time.span) or not self._is_of_saying(here, time.span)
        )

    def places_of(self, trigger: int) -> tuple[EventPlace, ...]:
        """Return the places told of the trigger: tied ones, or else those beside it."""
        header = self.draft.report.dateline
        places = [
            place
            for place in self.draft.places
            if header is None or not header.span.overlaps(place.span)
        ]
        return tuple(self._told_of(trigger, Role.PLACE, places))

    def is_beside(self, trigger: int, span: Span) -> bool:
        """Say whether words stand beside a trigger: the same sentence, no trigger in between.

        What stands before all triggers of a clause ("On Monday, …") is told of each of them.
        """
        here = self.draft.triggers[trigger].span
        if self.sentence_number(here) != self.sentence_number(span):
            return False
        others = [self.draft.triggers[number].span for number in self._in_sentence(here)]
        if all(span.end <= other.start for other in others):
            opens = span.start - self.sentence_of(span).start <= _OPENING_CHARS
            return opens or not _NEW_CLAUSE.search(self.text, span.end, here.start)
        low, high = sorted((here, span))
        return not any(low.end <= other.start and other.end <= high.start for other in others)

    def _is_of_saying(self, trigger: Span, time: Span) -> bool:
        """Say whether a word of saying stands between the two, or right before the time."""
        low, high = sorted((trigger, time))
        if _SAYING.search(self.text, low.end, max(low.end, high.start)):
            return True
        return bool(_SAYING_BEFORE.search(self.text[max(0, time.start - 40) : time.start]))

    def _in_sentence(self, span: Span) -> list[int]:
        number = self.sentence_number(span)
        return [
            each
            for each in self.triggers
            if self.sentence_number(self.draft.triggers[each].span) == number
        ]

    def _told_of(self, trigger: int, role: Role, told: Sequence[_Told]) -> list[_Told]:
        tied = [mention.span for mention, _, _ in self.linked(trigger, role)]
        if linked := [each for each in told if any(span.overlaps(each.span) for span in tied)]:
            return linked
        return [
            each
            for each in told
            if self.is_beside(trigger, each.span)
            and not self._is_tied_elsewhere(trigger, each.span)
        ]

    def _is_tied_elsewhere(self, trigger: int, span: Span) -> bool:
        tied = [numbers for each, numbers in self.linked_spans.items() if each.overlaps(span)]
        return bool(tied) and not any(trigger in numbers for numbers in tied)
