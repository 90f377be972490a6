"""A draft with the look-ups events need: which sentence, which entity, what is tied to what."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from dateline.extract.sources import find_speakers
from dateline.records.draft import Draft
from dateline.records.entity import Entity
from dateline.records.event import EventPlace, EventTime
from dateline.records.finding import CountLink, Link
from dateline.records.mention import Mention, Role
from dateline.records.source import Modality
from dateline.records.span import Span

_LONGEST_CHARS = 200  # a mention that starts further before does not reach here
# What makes the words before it part of who or what is from there: "South [Asian] militants".
_ADJECTIVE = re.compile(r"[ -](?:(?:East|West|North|South)ern|Asian|African|American|European)\b")
_Told = TypeVar("_Told", EventTime, EventPlace)
_Spanned = TypeVar("_Spanned", EventTime, EventPlace, Mention)


@dataclass(frozen=True, kw_only=True)  # without slots, which cached properties cannot use
class DraftIndex:
    """Answers questions about one draft, in time that does not grow with the report."""

    draft: Draft
    _known_speakers: dict[Span, tuple[str, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def text(self) -> str:
        """Return the report's text."""
        return self.draft.report.text

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Return the sentences; the whole text when there are none."""
        return self.draft.sentences or (Span(0, len(self.text)),)

    @cached_property
    def title(self) -> Span:
        """Return the title's span; empty when the text does not start with one."""
        title = self.draft.report.title
        return Span(0, len(title) if title and self.text.startswith(title) else 0)

    def is_title(self, span: Span) -> bool:
        """Say whether the span lies in the title."""
        return span.end <= self.title.end

    def sentence_number(self, span: Span) -> int:
        """Return the number of the sentence in which the span starts."""
        return max(0, bisect_right(self._starts, span.start) - 1)

    def links(self, trigger: int) -> Sequence[Link]:
        """Return what is tied to the trigger, by its number in the draft."""
        return self._links.get(trigger, ())

    def count_links(self, trigger: int) -> Sequence[CountLink]:
        """Return the mentions that count somebody for the trigger."""
        return self._count_links.get(trigger, ())

    def entity_of(self, span: Span) -> Entity | None:
        """Return the entity that has the mention which fits the span best, if any touches it."""
        if span in self._entities:
            return self._entities[span]
        low = bisect_left(self._entity_spans, span.start - _LONGEST_CHARS, key=_start)
        high = bisect_left(self._entity_spans, span.end, key=_start)
        touching = [each for each in self._entity_spans[low:high] if each.overlaps(span)]
        best = max(touching, key=lambda each: _likeness(each, span), default=None)
        return self._entities[best] if best else None

    def sources_of(self, *spans: Span) -> tuple[str, ...]:
        """Return the sources that answer for any of the spans, those of the first span first."""
        told = (source for span in spans for source in self._speakers(span))
        return tuple(dict.fromkeys(told))

    def _speakers(self, span: Span) -> tuple[str, ...]:
        if span not in self._known_speakers:
            self._known_speakers[span] = find_speakers(self.draft, span)
        return self._known_speakers[span]

    def speakers_at(self, span: Span, modality: Modality | None) -> tuple[str, ...]:
        """Return the sources that these words name where they claim or deny something."""
        if modality is None:
            return ()
        speaking = {
            source.start
            for statement in self.draft.statements
            if statement.modality is modality
            for source in statement.sources
            if source.overlaps(span)
        }
        return tuple(
            source.id
            for source in self.draft.cited
            if source.span and source.span.start in speaking
        )

    def times_of(self, trigger: int) -> list[tuple[EventTime, float]]:
        """Return the times that are tied to the trigger, with scores."""
        return self._tied(trigger, Role.TIME, self._times)

    def places_of(self, trigger: int) -> list[tuple[EventPlace, float]]:
        """Return the places that are tied to the trigger, with scores; not the dateline's."""
        return self._tied(trigger, Role.PLACE, self._places)

    @cached_property
    def tied_times(self) -> frozenset[Span]:
        """Return the spans of all times that are tied to a trigger."""
        tied = (self.times_of(trigger) for trigger in range(len(self.draft.triggers)))
        return frozenset(time.span for times in tied for time, _ in times)

    @cached_property
    def tied_places(self) -> frozenset[Span]:
        """Return the spans of all places that are tied to a trigger."""
        tied = (self.places_of(trigger) for trigger in range(len(self.draft.triggers)))
        return frozenset(place.span for places in tied for place, _ in places)

    def times_around(self, span: Span) -> Sequence[EventTime]:
        """Return the times in the sentence in which the span starts."""
        return self._times.get(self.sentence_number(span), ())

    def places_around(self, span: Span) -> Sequence[EventPlace]:
        """Return the places in the sentence in which the span starts, the dateline's aside."""
        return self._places.get(self.sentence_number(span), ())

    @cached_property
    def dateline_place(self) -> EventPlace | None:
        """Return the place that the dateline names, if it was found."""
        header = self.draft.report.dateline
        return next(
            (
                place
                for place in self.draft.places
                if header and place.place and header.span.overlaps(place.span)
            ),
            None,
        )

    def _tied(
        self, trigger: int, role: Role, told: dict[int, list[_Told]]
    ) -> list[tuple[_Told, float]]:
        found = []
        for link in self.links(trigger):
            if link.role is role:
                span = self.draft.mentions[link.mention].span
                found += [
                    (each, link.score)
                    for each in told.get(self.sentence_number(span), ())
                    if each.span.overlaps(span)
                ]
        return found

    def _by_sentence(self, items: Iterable[_Spanned]) -> dict[int, list[_Spanned]]:
        found: dict[int, list[_Spanned]] = defaultdict(list)
        for item in items:
            found[self.sentence_number(item.span)].append(item)
        return dict(found)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(sentence.start for sentence in self.sentences)

    @cached_property
    def _times(self) -> dict[int, list[EventTime]]:
        return self._by_sentence(self.draft.times)

    @cached_property
    def _places(self) -> dict[int, list[EventPlace]]:
        header = self.draft.report.dateline  # where it was written, not where it happened
        return self._by_sentence(
            place
            for place in self.draft.places
            if (header is None or not header.span.overlaps(place.span))
            and not _ADJECTIVE.match(self.text, place.span.end)
        )

    @cached_property
    def _links(self) -> dict[int, list[Link]]:
        found: dict[int, list[Link]] = defaultdict(list)
        for link in self.draft.links:
            found[link.trigger].append(link)
        return dict(found)

    @cached_property
    def _count_links(self) -> dict[int, list[CountLink]]:
        found: dict[int, list[CountLink]] = defaultdict(list)
        for link in self.draft.count_links:
            found[link.trigger].append(link)
        return dict(found)

    @cached_property
    def _entities(self) -> dict[Span, Entity]:
        return {span: entity for entity in self.draft.entities for span in entity.mentions}

    @cached_property
    def _entity_spans(self) -> list[Span]:
        return sorted(self._entities)


def _start(span: Span) -> int:
    return span.start


def _likeness(one: Span, other: Span) -> float:
    """Return how much of both spans together they share."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))
