"""Hypothesis strategies: any report, and anything that may be said about it.

The texts hold what breaks offsets: emoji, combining marks, right-to-left letters, curly quotes.
"""

from itertools import combinations

from hypothesis import strategies as st

from dateline.extract.claims import entity_claims, event_claims
from dateline.records.claim import Claim
from dateline.records.draft import Draft
from dateline.records.entity import Entity
from dateline.records.event import (
    Count,
    CountKind,
    Event,
    EventPlace,
    EventTime,
    Participant,
    ParticipantStatus,
    Telling,
)
from dateline.records.finding import CountLink, Link, Pair, Part, Statement, Tie, Trigger
from dateline.records.ids import content_id
from dateline.records.mention import Mention, MentionKind, Role
from dateline.records.place import Place, PlacePrecision
from dateline.records.report import Credit, CreditKind, Dateline, ReadWarning, Report
from dateline.records.source import Attribution, Modality, Source, SourceKind
from dateline.records.span import Span
from dateline.records.time import TimePrecision, When
from tests.builders import a_report, plain_sentences

WORDS = (
    "Gunmen", "attacked", "Da\u2019ish", "e\u0301tat", "\U0001f4a5", "14",
    "\u062f\u0627\u0639\u0634", "\u201csaid\u201d", "\U0001f1f5\U0001f1f0", "Fallu\u0304jah",
)  # fmt: skip
EVENT_TYPES = ("battle.armed_clash", "violence.attack", "strategic.ban")

scores = st.floats(0, 1)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)


def spans(text: str) -> st.SearchStrategy[Span]:
    """Return spans of one code point or more of the text."""
    starts = st.integers(0, len(text) - 1)
    return starts.flatmap(
        lambda start: st.integers(start + 1, len(text)).map(lambda end: Span(start, end))
    )


# Reading cuts NUL and lone surrogates out, and PostgreSQL takes neither.
WITHOUT_NUL = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Return reports with or without each part of a header."""
    text = draw(texts)
    span = draw(st.none() | spans(text))
    header = draw(st.none() | spans(text))
    return a_report(
        text,
        title=draw(st.none() | st.text(WITHOUT_NUL, max_size=5)),
        dateline=Dateline(place=header.quote(text), span=header) if header else None,
        credits=(
            Credit(
                kind=draw(st.sampled_from(CreditKind)),
                name="AFP",
                quote=span.quote(text) if span else "(AFP)",
                span=span,
            ),
        ),
        warnings=(
            ReadWarning(code="cut", message="A line was cut.", quote=draw(st.none() | texts)),
        ),
    )


def sources(report: Report) -> st.SearchStrategy[Source]:
    """Return sources of the report, the outlet itself (without words) among them."""
    return st.builds(
        Source,
        id=st.integers(0, 3).map(lambda number: content_id("source", report.id, number)),
        kind=st.sampled_from(SourceKind),
        name=st.sampled_from(WORDS),
        told=st.none() | st.just("The Post"),
        cue=st.none() | spans(report.text),
        span=st.none() | spans(report.text),
    )


def source_ids(report: Report) -> st.SearchStrategy[tuple[str, ...]]:
    """Return chains of source ids of the report."""
    one = st.integers(0, 3).map(lambda number: content_id("source", report.id, number))
    return st.lists(one, max_size=2, unique=True).map(tuple)


def entities(report: Report) -> st.SearchStrategy[Entity]:
    """Return entities with one mention or more, in text order."""
    return st.builds(
        lambda kind, name, aliases, mentions: Entity(
            id=content_id("entity", report.id, kind.value, name),
            kind=kind,
            name=name,
            mentions=tuple(sorted(set(mentions))),
            aliases=tuple(sorted(set(aliases))),
        ),
        st.sampled_from(MentionKind),
        st.sampled_from(WORDS),
        st.lists(st.sampled_from(WORDS), max_size=3),
        st.lists(spans(report.text), min_size=1, max_size=4),
    )


whens = st.sampled_from(
    [
        When(
            edtf="2015-07-29",
            earliest="2015-07-29",
            latest="2015-07-29",
            precision=TimePrecision.DAY,
        ),
        When(edtf="XXXX-07-29", earliest=None, latest=None, precision=TimePrecision.DAY),
        When(edtf="2009", earliest="2009-01-01", latest="2009-12-31", precision=TimePrecision.YEAR),
    ]
)

places = st.builds(
    Place,
    name=st.sampled_from(WORDS),
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    radius_m=st.floats(1, 1e6),
    precision=st.sampled_from(PlacePrecision),
    country=st.none() | st.sampled_from(("PK", "NG")),
    admin1=st.none() | st.just("Punjab"),
    geonames_id=st.none() | st.integers(1, 10**7),
)


def event_places(report: Report) -> st.SearchStrategy[EventPlace]:
    """Return places, resolved or with the reason why not."""
    found = st.builds(
        lambda place, span: EventPlace(name=place.name, place=place, span=span),
        places,
        spans(report.text),
    )
    unknown = st.builds(
        EventPlace,
        name=st.sampled_from(WORDS),
        place=st.none(),
        span=spans(report.text),
        abstained=st.just("not in the gazetteer"),
    )
    return found | unknown


def counts(report: Report) -> st.SearchStrategy[Count]:
    """Return counts with any bounds."""
    return st.builds(
        Count,
        what=st.sampled_from(CountKind),
        low=st.none() | st.integers(0, 500),
        high=st.none() | st.integers(500, 1000),
        whom=st.none() | st.just("civilians"),
        span=spans(report.text),
        includes_attackers=st.none() | st.booleans(),
        sources=source_ids(report),
        modality=st.sampled_from(Modality),
        score=scores,
    )


def participants(report: Report) -> st.SearchStrategy[Participant]:
    """Return participants whose entities may or may not be among the reading's."""
    return st.builds(
        Participant,
        entity=st.sampled_from(WORDS).map(
            lambda name: content_id("entity", report.id, "person", name)
        ),
        role=st.sampled_from(Role),
        status=st.sampled_from(ParticipantStatus),
        span=spans(report.text),
        sources=source_ids(report),
        score=scores,
    )


def tellings(report: Report) -> st.SearchStrategy[Telling]:
    """Return places where an event is told."""
    return st.builds(
        Telling,
        span=spans(report.text),
        type=st.sampled_from(EVENT_TYPES),
        modality=st.sampled_from(Modality),
        sources=source_ids(report),
        score=scores,
    )


@st.composite
def events(draw: st.DrawFn, report: Report) -> Event:
    """Return events with any of their fields filled."""
    trigger = draw(spans(report.text))
    return Event(
        id=content_id("event", report.id, trigger.start, trigger.end),
        type=draw(st.sampled_from(EVENT_TYPES)),
        trigger=trigger,
        modality=draw(st.sampled_from(Modality)),
        background=draw(st.booleans()),
        score=draw(scores),
        tellings=tuple(draw(st.lists(tellings(report), max_size=2))),
        time=draw(st.none() | st.builds(EventTime, when=whens, span=spans(report.text))),
        place=draw(st.none() | event_places(report)),
        participants=tuple(draw(st.lists(participants(report), max_size=3))),
        counts=tuple(draw(st.lists(counts(report), max_size=3))),
        weapons=tuple(draw(st.lists(spans(report.text), max_size=2, unique=True))),
        sources=draw(source_ids(report)),
    )


@st.composite
def claims(draw: st.DrawFn, report: Report) -> list[Claim]:
    """Return the claims of some events and entities, in no order, some of them left out."""
    told = [
        *(
            claim
            for event in draw(st.lists(events(report), max_size=3))
            for claim in event_claims(report, event, made_by="events/1")
        ),
        *(
            claim
            for entity in draw(st.lists(entities(report), max_size=3))
            for claim in entity_claims(report, entity, made_by="events/1")
        ),
    ]
    if not told:
        return []
    kept = draw(st.lists(st.sampled_from(told), unique_by=id))
    return draw(st.permutations(draw(st.sampled_from([told, kept]))))


def triggers(report: Report) -> st.SearchStrategy[Trigger]:
    """Return triggers put in any way."""
    return st.builds(
        Trigger,
        span=spans(report.text),
        type=st.sampled_from(EVENT_TYPES),
        score=scores,
        modality=st.sampled_from(Modality),
        background=scores,
        degree=st.floats(-3, 3),
    )


def mentions(report: Report) -> st.SearchStrategy[Mention]:
    """Return mentions of any kind, each with a part."""
    return st.builds(
        Mention,
        span=spans(report.text),
        kind=st.sampled_from(MentionKind),
        score=scores,
        parts=st.tuples(st.tuples(st.sampled_from(Role), scores)),
    )


def statements(report: Report) -> st.SearchStrategy[Statement]:
    """Return statements whose parts may lie anywhere."""
    some = st.lists(spans(report.text), max_size=2).map(tuple)
    return st.builds(
        Statement,
        cue=spans(report.text),
        sources=some,
        kind=st.sampled_from(SourceKind),
        modality=st.sampled_from(Modality),
        contents=some,
        told=some,
        score=scores,
    )


def attributions(report: Report) -> st.SearchStrategy[Attribution]:
    """Return attributions to sources that may or may not be cited."""
    return st.builds(
        Attribution,
        source=st.integers(0, 3).map(lambda number: content_id("source", report.id, number)),
        content=spans(report.text),
        modality=st.sampled_from(Modality),
    )


@st.composite
def pairs(draw: st.DrawFn, size: int) -> tuple[Pair, ...]:
    """Return some of the pairs of so many things, with any scores."""
    chosen = draw(st.lists(st.sampled_from(sorted(combinations(range(size), 2))), unique=True)
                  if size > 1 else st.just([]))  # fmt: skip
    return tuple(Pair(first=first, second=second, score=draw(scores)) for first, second in chosen)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Return drafts as an imperfect model may leave them: doubled, overlapping, tied at random."""
    report = draw(reports())
    some = st.lists(spans(report.text), max_size=6)
    told = draw(st.lists(mentions(report), max_size=6))
    happened = draw(st.lists(triggers(report), max_size=6))
    mention = st.integers(0, len(told) - 1)
    tied: dict[str, st.SearchStrategy[int]] = {
        "trigger": st.integers(0, len(happened) - 1), "mention": mention,
    }  # fmt: skip
    links = st.lists(
        st.builds(
            Link,
            **tied,
            role=st.sampled_from(Role),
            score=scores,
            status=st.sampled_from(ParticipantStatus),
        ),
        max_size=8,
    )
    count_links = st.lists(
        st.builds(CountLink, **tied, what=st.sampled_from(CountKind), score=scores), max_size=4
    )
    ties = st.lists(
        st.builds(Tie, subject=mention, relation=st.just("leads"), object=mention, score=scores),
        max_size=3,
    )
    is_tied = bool(told and happened)
    return Draft(
        report=report,
        sentences=draw(st.just(()) | st.just(plain_sentences(report.text))),
        mentions=tuple(told),
        triggers=tuple(happened),
        links=tuple(draw(links)) if is_tied else (),
        parts=tuple(Part(span=span, role=draw(st.sampled_from(Role)), score=0.5)
                    for span in draw(some)),
        count_links=tuple(draw(count_links)) if is_tied else (),
        same_events=draw(pairs(len(happened))),
        same_entities=draw(pairs(len(told))),
        statements=tuple(draw(st.lists(statements(report), max_size=3))),
        ties=tuple(draw(ties)) if told else (),
        entities=tuple(draw(st.lists(entities(report), max_size=2))),
        times=tuple(EventTime(when=draw(whens), span=span) for span in draw(some)),
        places=tuple(draw(st.lists(event_places(report), max_size=3))),
        counts=tuple(draw(st.lists(counts(report), max_size=3))),
        cited=tuple(draw(st.lists(sources(report), max_size=3, unique_by=lambda one: one.id))),
        attributions=tuple(draw(st.lists(attributions(report), max_size=3))),
    )  # fmt: skip
