"""Reads the texts of our own corpus, and writes a reading down as an annotator would have."""

from collections.abc import Iterable, Iterator, Sequence

from training.corpus.records import (
    Annotated,
    CountMark,
    EventRecord,
    MentionMark,
    PlaceRecord,
    RoleMark,
    Statement,
    Tie,
    TriggerMark,
)

from dateline.extract.claims import in_text_order
from dateline.extract.reading import assemble_reading
from dateline.read.credits import find_credits
from dateline.read.reports import BREAK, locate_dateline
from dateline.records.draft import Draft
from dateline.records.event import Event
from dateline.records.ids import content_id
from dateline.records.mention import MentionKind, Role
from dateline.records.reading import Reading
from dateline.records.report import Report
from dateline.records.source import Attribution, Modality, Source, SourceKind
from dateline.records.span import Span
from dateline.run.pipeline import STAGES


def read_texts(corpus: Iterable[Annotated]) -> Iterable[Draft]:
    """Return what Dateline reads from each report's text and header, the marks unseen."""
    drafts: Iterable[Draft] = (Draft(report=to_report(one)) for one in corpus)
    for stage in STAGES:
        drafts = stage(drafts)
    return drafts


def to_report(told: Annotated) -> Report:
    """Return the report as it would come out of reading: text and header facts."""
    return Report(
        id=content_id("report", told.id),
        sha256="",
        text=told.text,
        title=told.title,
        outlet=told.header.outlet,
        byline=told.header.byline,
        published=told.header.published,
        dateline=locate_dateline(told.text, len(told.title) + len(BREAK)),
        language="en",
        credits=find_credits(told.text, [], told.header.outlet),
    )


def from_draft(draft: Draft) -> Annotated:
    """Return what was read in the records of an annotation, so that both can be compared.

    Only what a reading says is there, such as which words each source answers for.
    """
    reading = assemble_reading(draft.report, in_text_order(draft.claims), draft.cited)
    numbers = {event.id: number for number, event in enumerate(reading.events, 1)}
    roles: dict[tuple[Span, str], list[RoleMark]] = {}
    for event in reading.events:
        for part in event.participants:
            mark = RoleMark(event=numbers[event.id], role=part.role, status=part.status)
            roles.setdefault((part.span, part.entity), []).append(mark)
    mentions = [
        MentionMark(
            span=span, kind=entity.kind, key=entity.id,
            roles=tuple(roles.pop((span, entity.id), ())),
        )
        for entity in reading.entities
        for span in entity.mentions
    ]  # fmt: skip
    kinds = {entity.id: entity.kind for entity in reading.entities}
    mentions += [
        MentionMark(span=span, kind=kinds[entity], key=entity, roles=tuple(marks))
        for (span, entity), marks in roles.items()
    ]
    mentions += [
        MentionMark(
            span=span, kind=MentionKind.WEAPON,
            roles=(RoleMark(event=numbers[event.id], role=Role.WEAPON),),
        )
        for event in reading.events
        for span in event.weapons
    ]  # fmt: skip
    return Annotated(
        id=reading.report.id,
        text=reading.report.text,
        mentions=tuple(sorted(mentions, key=lambda one: one.span)),
        triggers=tuple(
            TriggerMark(span=span, event=numbers[event.id])
            for event in reading.events
            for span in dict.fromkeys((event.trigger, *(each.span for each in event.tellings)))
        ),
        events=tuple(_event(event, numbers[event.id]) for event in reading.events),
        statements=_statements(draft),
        places=tuple(_places(reading, numbers)),
        ties=tuple(
            Tie(subject=one.subject, relation=one.relation, object=one.object,
                modality=one.modality)
            for one in reading.relations
        ),
    )  # fmt: skip


def _event(event: Event, number: int) -> EventRecord:
    return EventRecord(
        number=number,
        type=event.type,
        modality=event.modality,
        background=event.background,
        when=event.time.when.edtf if event.time else None,
        where=f"place-{number}" if event.place else None,
        counts=tuple(
            CountMark(event=number, what=count.what, low=count.low, high=count.high,
                      has_attackers=count.includes_attackers)
            for count in event.counts
        ),
    )  # fmt: skip


def _places(reading: Reading, numbers: dict[str, int]) -> Iterator[PlaceRecord]:
    for event in reading.events:
        if event.place is None:
            continue
        place = event.place.place
        yield PlaceRecord(
            key=f"place-{numbers[event.id]}",
            name=event.place.name,
            country=place.country if place else None,
            lat=place.lat if place else None,
            lon=place.lon if place else None,
            precision=place.precision if place else None,
            abstained=None if place else event.place.abstained,
        )


def _statements(draft: Draft) -> tuple[Statement, ...]:
    """Return a statement for each cue that names a speaker, also where no words said were found."""
    cited = {source.id: source for source in draft.cited}
    told = {source.told for source in draft.cited}
    said: dict[Span, list[tuple[Source, Span, Attribution | None]]] = {}
    for one in draft.attributions:
        if one.cue and one.speaker:
            said.setdefault(one.cue, []).append((cited[one.source], one.speaker, one))
    for source in draft.cited:
        if source.cue and source.span and source.cue not in said and source.name not in told:
            said[source.cue] = [(source, source.span, None)]
    return tuple(
        _statement(number, cue, said[cue], draft.cited)
        for number, cue in enumerate(sorted(said), 1)
    )


def _statement(
    number: int,
    cue: Span,
    said: Sequence[tuple[Source, Span, Attribution | None]],
    cited: Sequence[Source],
) -> Statement:
    """Return the statement; a paper and who signed it make one of the signer's kind."""
    kinds = [source.kind for source, *_ in said]
    told = {source.told for source, *_ in said}
    attributions = [one for *_, one in said if one]
    return Statement(
        number=number,
        kind=next((kind for kind in kinds if kind is not SourceKind.DOCUMENT), kinds[0]),
        modality=attributions[0].modality if attributions else Modality.ASSERTED,
        sources=tuple(sorted({speaker for _, speaker, _ in said})),
        cues=(cue,),
        told=tuple(one.span for one in cited if one.span and one.name in told),
        contents=tuple(sorted({one.content for one in attributions})),
    )
