"""Events: triggers, and all that the model ties to them, become one event for each happening."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.extract.circumstances import Circumstance, find_places, find_time, find_weapons
from dateline.extract.claims import Backing, entity_claims, event_claims
from dateline.extract.codebook import load_codebook
from dateline.extract.count_totals import Victim, find_totals
from dateline.extract.draft_index import DraftIndex
from dateline.extract.happenings import Happening, find_happenings
from dateline.extract.participants import find_participants
from dateline.records.draft import Draft
from dateline.records.event import Count, Event, EventPlace, Telling
from dateline.records.finding import Trigger
from dateline.records.ids import content_id
from dateline.records.mention import Mention, Role
from dateline.records.report import ReadWarning
from dateline.records.source import Modality
from dateline.records.span import Span

_DONE = frozenset({Modality.ASSERTED, Modality.ALLEGED, Modality.CLAIMED})


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStage:
    """Writes the claims of every entity and every event."""

    name: str = "events"
    version: str = "3"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with its claims.

        Raises:
            CodebookError: the codebook's files are missing or damaged.
        """
        for draft in drafts:
            yield self._with_claims(draft)

    def _with_claims(self, draft: Draft) -> Draft:
        drawn, lost = find_events(draft)
        made_by = f"{self.name}/{self.version}"
        claims = [
            claim
            for entity in draft.entities
            for claim in entity_claims(draft.report, entity, made_by=made_by)
        ]
        for event, backing in drawn:
            claims += event_claims(draft.report, event, made_by=made_by, backing=backing)
        warnings = [
            ReadWarning(
                code="count_without_event",
                message="A number of people belongs to no event that was found.",
                quote=count.span.quote(draft.report.text),
            )
            for count in lost
        ]
        return draft.with_claims(*claims).with_warnings(*warnings)


def find_events(
    draft: Draft,
) -> tuple[tuple[tuple[Event, Mapping[Span, Backing]], ...], tuple[Count, ...]]:
    """Return the events, each with what its time, place and weapons stand on, and lost counts.

    Raises:
        CodebookError: the codebook's files are missing or damaged.
    """
    index = DraftIndex(draft=draft)
    numbers = _counting(draft.triggers)
    happenings = find_happenings(draft.triggers, numbers, draft.same_events, index.title)
    counts, lost = _place_counts(index, happenings)
    places = find_places(index, happenings)
    events = tuple(
        _event(index, happening, place, counts.get(number, ()))
        for number, (happening, place) in enumerate(zip(happenings, places, strict=True))
    )
    return events, lost


def _counting(triggers: Sequence[Trigger]) -> list[int]:
    """Return the numbers of the triggers whose type is in the codebook, in text order."""
    codebook = load_codebook()
    known = [number for number, one in enumerate(triggers) if codebook.has_type(one.type)]
    return sorted(known, key=lambda number: triggers[number].span)


def _place_counts(
    index: DraftIndex, happenings: Sequence[Happening]
) -> tuple[dict[int, list[Count]], tuple[Count, ...]]:
    """Return the counts of each happening, by its number, and the counts that belong to none.

    A count belongs where the model ties its words, or else to the nearest trigger of its sentence
    whose event can have such a count.

    Raises:
        CodebookError: a type is not in the codebook.
    """
    placed: dict[int, list[Count]] = {}
    lost = []
    for count in index.draft.counts:
        owner = _tied_owner(index, happenings, count)
        if owner is None:
            owner = _nearest_owner(index, happenings, count)
        if owner is None:
            lost.append(count)
        else:
            sources = count.sources or index.sources_of(count.span)
            placed.setdefault(owner, []).append(replace(count, sources=sources))
    return placed, tuple(lost)


def _tied_owner(index: DraftIndex, happenings: Sequence[Happening], count: Count) -> int | None:
    found = [
        (link.score, -number)
        for number, happening in enumerate(happenings)
        for trigger in happening.numbers
        for link in index.count_links(trigger)
        if link.what is count.what and index.draft.mentions[link.mention].span.overlaps(count.span)
    ]
    return -max(found)[1] if found else None


def _nearest_owner(index: DraftIndex, happenings: Sequence[Happening], count: Count) -> int | None:
    codebook = load_codebook()
    here = index.sentence_number(count.span)
    gaps = [
        (max(one.span.start - count.span.end, count.span.start - one.span.end), number)
        for number, happening in enumerate(happenings)
        if codebook.may_count(happening.type, count.what)
        for one in happening.triggers
        if index.sentence_number(one.span) == here
    ]
    return min(gaps)[1] if gaps else None


def _victims(index: DraftIndex, happening: Happening) -> list[Victim]:
    """Return to whom it was done, if it was: who may be counted by name alone."""
    if happening.modality not in _DONE:
        return []
    role = Role.TARGET if happening.type == "strategic.arrest" else Role.VICTIM
    told: dict[str, dict[Span, Mention]] = {}
    for trigger in happening.numbers:
        for link in index.links(trigger):
            mention = index.draft.mentions[link.mention]
            entity = index.entity_of(mention.span)
            if link.role is role and entity:
                told.setdefault(entity.id, {})[mention.span] = mention
    return [
        Victim(entity=entity, mentions=tuple(mentions[span] for span in sorted(mentions)))
        for entity, mentions in told.items()
    ]


def _event(
    index: DraftIndex,
    happening: Happening,
    place: Circumstance[EventPlace] | None,
    counts: Sequence[Count],
) -> tuple[Event, Mapping[Span, Backing]]:
    """Return the event, and what its time, place and weapons stand on, by span."""
    head = happening.head
    time = find_time(index, happening)
    weapons = find_weapons(index, happening)
    event = Event(
        id=content_id("event", index.draft.report.id, head.span.start, head.span.end),
        type=happening.type,
        trigger=head.span,
        modality=happening.modality,
        background=happening.is_background,
        score=head.score,
        tellings=tuple(
            Telling(
                span=one.span, type=one.type, modality=one.modality,
                sources=index.sources_of(one.span), score=one.score,
            )
            for one in happening.triggers
        ),
        time=time.told if time else None,
        place=place.told if place else None,
        participants=find_participants(index, happening.numbers, happening.modality),
        counts=find_totals(index, happening.type, counts, _victims(index, happening)),
        weapons=tuple(weapons),
        sources=index.sources_of(head.span),
    )  # fmt: skip
    scores = {**weapons, **{found.told.span: found.score for found in (time, place) if found}}
    return event, {
        span: Backing(score=score, sources=index.sources_of(span)) for span, score in scores.items()
    }
