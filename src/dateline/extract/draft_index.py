"""A draft with the look-ups events need: which sentence, which entity, what is tied to what."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from dateline.extract.sources import find_speakers
from dateline.records.draft import Draft
from dateline.records.entity import Entity
from dateline.records.event import EventPlace, EventTime
from dateline.records.finding import Link, Trigger
from dateline.records.mention import Mention, Role
from dateline.records.span import Span

_LONGEST_CHARS = 200  # a mention that starts further before does not reach here
_FAR_SENTENCES = 3
_VERY_SURE = 0.9  # the score from which a link may reach that far, or out of the trigger's clause
_OPENING_CHARS = 8  # "On", "Early on"
_SAYS = (
    r"\b(?:says?|said|told|claim(?:s|ed)|denie[sd]|accuse[sd]|blame[sd]|confirmed|reported|added|"
    r"statement|warned|condemned|vowed|identified|(?:rose|risen|climbed|revised) to|appealed|filed|"
    r"petition(?:ed)?|lawsuit|hearing|ruled|visited|urged|announced|mourned|marked|funerals?|vigil)\b"
)
_SAYING = re.compile(_SAYS, re.IGNORECASE)
_SAYING_BEFORE = re.compile(
    _SAYS + r"(?:\s+(?:reporters|journalists|afp|reuters|\d+))?,?\s+(?:on\s+)?$", re.IGNORECASE
)
_NEW_CLAUSE = re.compile(r"\b(?:that|which|who|when|while|after|before|until)\b")
# What makes the words before it part of who or what is from there: "South [Asian] militants".
_ADJECTIVE = re.compile(r"[ -](?:(?:East|West|North|South)ern|Asian|African|American|European)\b")
_ASIDE = re.compile(
    r", (?:(?:who|which) (?:is|was|were|had been) )?"
    r"(?:accused|suspected|convicted|wanted|blamed|charged|known|notorious|infamous)\b[^,;]*,"
)
_Told = TypeVar("_Told", EventTime, EventPlace)
_Spanned = TypeVar("_Spanned", EventTime, EventPlace, Mention, Trigger)


@dataclass(frozen=True, kw_only=True)  # without slots, which cached properties cannot use
class DraftIndex:
    """Answers questions about one draft, in time that does not grow with the report.

    `triggers` are the numbers of the draft's triggers that count, in text order. Links below
    `min_link_score` do not count, nor those to words farther than the next sentence, unless they
    are very sure.
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
        return max(0, bisect_right(self._starts, span.start) - 1)

    def sentence_of(self, span: Span) -> Span:
        """Return the sentence in which the span starts."""
        return self.sentences[self.sentence_number(span)]

    def mentions_around(self, span: Span) -> Sequence[Mention]:
        """Return the mentions in the sentence in which the span starts."""
        return self._mentions.get(self.sentence_number(span), ())

    def linked(self, trigger: int, *roles: Role) -> tuple[tuple[Mention, Role, float], ...]:
        """Return the mentions tied to the trigger in one of the roles, surest first."""
        found = [
            (self.draft.mentions[link.mention], link.role, link.score)
            for link in self._links.get(trigger, ())
            if link.role in roles
        ]
        return tuple(sorted(found, key=lambda each: (-each[2], each[0].span)))

    @cached_property
    def linked_spans(self) -> dict[Span, frozenset[int]]:
        """Return for each tied mention's span the triggers that it is tied to."""
        tied: dict[Span, set[int]] = defaultdict(set)
        for trigger, links in self._links.items():
            for link in links:
                tied[self.draft.mentions[link.mention].span].add(trigger)
        return {span: frozenset(numbers) for span, numbers in tied.items()}

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
        told = (source for span in spans for source in find_speakers(self.draft, span))
        return tuple(dict.fromkeys(told))

    def times_of(self, trigger: int) -> tuple[EventTime, ...]:
        """Return the times that are told of the trigger: tied ones, or else those beside it.

        When somebody said so ("…, police said on Monday") is not when it happened.
        """
        here = self.draft.triggers[trigger].span
        tied = self._tied(trigger, Role.TIME, self._times)
        return tied or tuple(
            time
            for time in self._beside(trigger, self._times)
            if not self._is_of_saying(here, time.span)
        )

    def places_of(self, trigger: int) -> tuple[EventPlace, ...]:
        """Return the places told of the trigger: tied ones, or else those beside it."""
        tied = self._tied(trigger, Role.PLACE, self._places)
        return tied or self._beside(trigger, self._places)

    def places_around(self, span: Span) -> Sequence[EventPlace]:
        """Return the places in the sentence in which the span starts, the dateline's aside."""
        return self._places.get(self.sentence_number(span), ())

    def is_beside(self, trigger: int, span: Span) -> bool:
        """Say whether words stand beside a trigger: the same sentence, no trigger in between.

        What stands before all triggers of a clause ("On Monday, …") is told of each of them.
        """
        here = self.draft.triggers[trigger].span
        number = self.sentence_number(here)
        if number != self.sentence_number(span):
            return False
        others = [each.span for each in self._triggers.get(number, ())]
        if all(span.end <= other.start for other in others):
            opens = span.start - self.sentences[number].start <= _OPENING_CHARS
            return opens or not _NEW_CLAUSE.search(self.text, span.end, here.start)
        low, high = sorted((here, span))
        return not any(low.end <= other.start and other.end <= high.start for other in others)

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

    @cached_property
    def landmarks(self) -> tuple[EventTime, ...]:
        """Return the times that say when the report's news is from: its latest, its yearless."""
        dated = [time for time in self.draft.times if time.when.latest]
        yearless = [time for time in self.draft.times if time.when.edtf.startswith("XXXX")]
        latest = max(dated, key=lambda time: time.when.latest or "", default=None)
        return (*([latest] if latest else []), *yearless[:1])

    def times_around(self, span: Span) -> tuple[EventTime, ...]:
        """Return the times in the sentence in which the span starts, and the landmarks."""
        return (*self._times.get(self.sentence_number(span), ()), *self.landmarks)

    def _tied(self, trigger: int, role: Role, told: dict[int, list[_Told]]) -> tuple[_Told, ...]:
        found = [
            each
            for mention, _, _ in self.linked(trigger, role)
            for each in told.get(self.sentence_number(mention.span), ())
            if each.span.overlaps(mention.span)
        ]
        return tuple(dict.fromkeys(found))

    def _beside(self, trigger: int, told: dict[int, list[_Told]]) -> tuple[_Told, ...]:
        number = self.sentence_number(self.draft.triggers[trigger].span)
        return tuple(
            each
            for each in told.get(number, ())
            if self.is_beside(trigger, each.span) and not self._is_tied(each.span)
        )

    def _is_tied(self, span: Span) -> bool:
        """Say whether a mention that touches the span is tied to a trigger."""
        return any(
            mention.span.overlaps(span) and mention.span in self.linked_spans
            for mention in self.mentions_around(span)
        )

    def _is_of_saying(self, trigger: Span, time: Span) -> bool:
        """Say whether a word of saying stands between the two, or right before the time."""
        low, high = sorted((trigger, time))
        if _SAYING.search(self.text, low.end, max(low.end, high.start)):
            return True
        return bool(_SAYING_BEFORE.search(self.text[max(0, time.start - 40) : time.start]))

    def _by_sentence(self, items: Iterable[_Spanned]) -> dict[int, list[_Spanned]]:
        found: dict[int, list[_Spanned]] = defaultdict(list)
        for item in items:
            found[self.sentence_number(item.span)].append(item)
        return dict(found)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(sentence.start for sentence in self.sentences)

    @cached_property
    def _triggers(self) -> dict[int, list[Trigger]]:
        return self._by_sentence(self.draft.triggers[number] for number in self.triggers)

    @cached_property
    def _mentions(self) -> dict[int, list[Mention]]:
        return self._by_sentence(self.draft.mentions)

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
        told = [link for link in self.draft.links if self._counts(link)]
        at_home = {(link.mention, link.role) for link in told if self._apart(link) == 0}
        by_part: dict[tuple[int, Role], list[Link]] = defaultdict(list)
        for link in told:
            if self._apart(link) == 0 or (link.mention, link.role) not in at_home:
                by_part[link.trigger, link.role].append(link)
        found: dict[int, list[Link]] = defaultdict(list)
        for (trigger, _), links in by_part.items():
            found[trigger] += self._nearest(links)
        return dict(found)

    def _counts(self, link: Link) -> bool:
        """Say whether the link is sure enough for how far apart its ends stand."""
        apart = self._apart(link)
        near = 0 if link.role is Role.TIME else 1
        is_near = apart <= near or (apart <= _FAR_SENTENCES and link.score >= _VERY_SURE)
        is_sure = is_near and link.score >= self.min_link_score
        return is_sure and not self._is_of_another(link) and not self._leaves_aside(link)

    def _leaves_aside(self, link: Link) -> bool:
        """Say whether the trigger stands in "Khan, accused of killings, …" and the mention behind.

        Only the attacker of what is told in such an aside stands outside of it.
        """
        here = self.draft.triggers[link.trigger].span
        there = self.draft.mentions[link.mention].span
        return link.role is not Role.ATTACKER and any(
            aside.start() < here.start and here.end <= aside.end() <= there.start
            for aside in _ASIDE.finditer(self.text, self.sentence_of(here).start, there.start)
        )

    def _is_of_another(self, link: Link) -> bool:
        """Say whether a time or place stands in the clause of another trigger that is as likely."""
        if link.role not in {Role.TIME, Role.PLACE} or self._steps(link) != 1:
            return False
        here = self.draft.triggers[link.trigger].span
        there = self.draft.mentions[link.mention].span
        return any(
            other.mention == link.mention
            and other.role is link.role
            and other.score >= link.score
            and min(here.end, there.end) <= self.draft.triggers[other.trigger].span.start
            and self.draft.triggers[other.trigger].span.end <= max(here.start, there.start)
            and self._steps(other) == 0
            for other in self._by_mention.get(link.mention, ())
        )

    @cached_property
    def _by_mention(self) -> dict[int, list[Link]]:
        found: dict[int, list[Link]] = defaultdict(list)
        counting = frozenset(self.triggers)
        for link in self.draft.links:
            if link.trigger in counting:
                found[link.mention].append(link)
        return dict(found)

    def _nearest(self, links: Sequence[Link]) -> list[Link]:
        """Return a part's links in the trigger's clause, or else sentence, and the very sure."""
        steps = {link: self._steps(link) for link in links}
        nearest = min(steps.values())
        best = max(link.score for link in links if steps[link] == nearest)
        return [
            link
            for link in links
            if steps[link] == nearest
            or link.score >= _VERY_SURE
            or (steps[link] == 1 and link.score > best)
        ]

    def _steps(self, link: Link) -> int:
        """Return 0 within the trigger's clause, 1 within its sentence, 2 beyond."""
        if self._apart(link):
            return 2
        spans = (self.draft.triggers[link.trigger].span, self.draft.mentions[link.mention].span)
        low, high = sorted(spans)
        return 1 if _NEW_CLAUSE.search(self.text, low.end, max(low.end, high.start)) else 0

    def _apart(self, link: Link) -> int:
        """Return how many sentences the two ends of the link stand apart; 0 in one sentence."""
        trigger, mention = self.draft.triggers[link.trigger], self.draft.mentions[link.mention]
        return abs(self.sentence_number(trigger.span) - self.sentence_number(mention.span))

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
