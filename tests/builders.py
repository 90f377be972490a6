"""Records for tests, each with everything a test does not care about filled in.

`a_span("Gunmen attacked.", "attacked")` finds words in a text; `a_marked_draft` reads a whole draft
out of one marked text, in the notation of the corpus::

    {1:[Gunmen](people>1.attacker) [attacked](!violence.attack#1) [a convoy](people>1.target)},
    [police](force src#1) [said](cue#1).
"""

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from dateline.records.claim import Claim, make_claim
from dateline.records.draft import Draft
from dateline.records.entity import Entity
from dateline.records.event import Count, CountKind, EventPlace, EventTime, ParticipantStatus
from dateline.records.finding import CountLink, Link, Pair, Statement, Trigger
from dateline.records.ids import content_id, sha256_of
from dateline.records.mention import Mention, MentionKind, Role
from dateline.records.place import Place, PlacePrecision
from dateline.records.report import Report
from dateline.records.source import Attribution, Modality, Source, SourceKind
from dateline.records.span import Span
from dateline.records.time import TimePrecision, When
from tests.marks import MarkedSpeech, Marks, read_marks

TEXT = "Gunmen attacked a convoy in Tikrit on Monday, police said."
ACTORS = frozenset({"person", "group", "force", "government", "organisation", "outlet", "people"})
SURE = 0.9  # the score of all that a marked text marks


def a_span(text: str, words: str, nth: int = 0) -> Span:
    """Return where the words stand in the text, the `nth` time (0 is the first)."""
    starts = [match.start() for match in re.finditer(re.escape(words), text)]
    assert len(starts) > nth, f"{words!r} does not stand {nth + 1} time(s) in the text"
    return Span(starts[nth], starts[nth] + len(words))


def a_report(text: str = TEXT, **changes: Any) -> Report:
    """Return a report of this text."""
    sha256 = sha256_of(text.encode())
    return Report(
        **{"id": content_id("report", sha256, 0), "sha256": sha256, "text": text} | changes
    )


def a_mention(
    text: str,
    words: str,
    kind: str = "people",
    *,
    nth: int = 0,
    score: float = 0.9,
    parts: Sequence[tuple[str, float]] = (),
) -> Mention:
    """Return a mention of these words."""
    return Mention(
        span=a_span(text, words, nth),
        kind=MentionKind(kind),
        score=score,
        parts=tuple((Role(role), part_score) for role, part_score in parts),
    )


def a_trigger(
    text: str, words: str, event_type: str = "violence.attack", *, nth: int = 0, score: float = 0.9
) -> Trigger:
    """Return a trigger on these words."""
    return Trigger(span=a_span(text, words, nth), type=event_type, score=score)


def a_link(
    trigger: int, mention: int, role: str, score: float = 0.9, *, status: str = "asserted"
) -> Link:
    """Return a link between the trigger and the mention with these indexes."""
    return Link(
        trigger=trigger,
        mention=mention,
        role=Role(role),
        score=score,
        status=ParticipantStatus(status),
    )


def an_entity(report: Report, kind: str, name: str, *spans: Span, **changes: Any) -> Entity:
    """Return an entity of the report with these mentions."""
    return Entity(
        id=content_id("entity", report.id, kind, name),
        kind=MentionKind(kind),
        name=name,
        mentions=spans or (a_span(report.text, name),),
        **changes,
    )


def a_source(
    report: Report,
    name: str = "police",
    kind: str = "named",
    *,
    told: str | None = None,
    cue: str | None = None,
    entity: str | None = None,
) -> Source:
    """Return a source whose name, and cue when given, stand in the report."""
    return Source(
        id=content_id("source", report.id, kind, name, told),
        kind=SourceKind(kind),
        name=name,
        entity=entity,
        told=told,
        cue=a_span(report.text, cue) if cue else None,
        span=a_span(report.text, name),
    )


def an_attribution(
    report: Report, source: Source, words: str, modality: str = "asserted"
) -> Attribution:
    """Return an attribution of these words to the source."""
    return Attribution(
        source=source.id, content=a_span(report.text, words), modality=Modality(modality)
    )


def a_when(
    edtf: str, precision: str = "day", earliest: str | None = "", latest: str | None = ""
) -> When:
    """Return a time; without bounds an exact day is its own earliest and latest."""
    known = edtf if re.fullmatch(r"\d{4}-\d\d-\d\d", edtf) else None
    return When(
        edtf=edtf,
        earliest=known if earliest == "" else earliest,
        latest=known if latest == "" else latest,
        precision=TimePrecision(precision),
    )


def a_time(text: str, words: str, edtf: str, precision: str = "day", nth: int = 0) -> EventTime:
    """Return a time that these words tell."""
    return EventTime(when=a_when(edtf, precision), span=a_span(text, words, nth))


def a_place(
    text: str,
    words: str,
    *,
    lat: float = 30.07,
    lon: float = 71.19,
    radius_m: float = 10_000,
    precision: str = "town",
    nth: int = 0,
    **changes: Any,
) -> EventPlace:
    """Return a place that these words name."""
    place = Place(
        name=words,
        lat=lat,
        lon=lon,
        radius_m=radius_m,
        precision=PlacePrecision(precision),
        **changes,
    )
    return EventPlace(name=words, place=place, span=a_span(text, words, nth))


def a_count(
    text: str,
    words: str,
    low: int | None,
    high: int | None = None,
    *,
    what: str = "killed",
    whom: str | None = None,
) -> Count:
    """Return a count that these words tell; `high` is `low` unless given."""
    return Count(
        what=CountKind(what),
        low=low,
        high=low if high is None else high,
        whom=whom,
        span=a_span(text, words),
    )


def a_claim(report: Report | None = None, **changes: Any) -> Claim:
    """Return a claim: that the first word of the report tells of an attack, unless changed."""
    report = report or a_report()
    evidence = changes.get("evidence", Span(0, len(report.text.split()[0])))
    return make_claim(
        **{
            "report": report.id,
            "subject": content_id("event", report.id, evidence.start, evidence.end),
            "field": "type",
            "value": "violence.attack",
            "raw": evidence.quote(report.text),
            "evidence": evidence,
            "made_by": "events/1",
        }
        | changes
    )


def a_draft(text: str = TEXT, **changes: Any) -> Draft:
    """Return a draft of this text, cut into sentences after full stops and empty lines."""
    report = changes.pop("report", None) or a_report(text)
    filled: dict[str, Any] = {"report": report, "sentences": plain_sentences(report.text)}
    return Draft(**(filled | changes))


def plain_sentences(text: str) -> tuple[Span, ...]:
    """Return sentences: what ends in a full stop (or ! or ?) before a space, or at a line's end."""
    pattern = re.compile(r"\S.*?(?:[.!?][\u201d\u2019\"')]*(?=\s|$)|(?=\n|$))")
    return tuple(Span(*match.span()) for match in pattern.finditer(text))


def a_marked_draft(marked: str, **changes: Any) -> Draft:
    """Return the draft that a marked text stands for; all that it marks is scored 0.9.

    `[words](kind>N.role:status)` is a mention with its roles in events, `#N.killed` beside it a
    number of people of event N, and `[words](!family.type#N;planned;background)` a trigger. The
    triggers of one number tell of one event (`!#N` is enough after the first), and a role belongs
    to the nearest of them. `cue#S;denied`, `src#S;group`, `told#S` and `{S:words}` are the parts
    of statement S. Mentions of the same kind and words are one entity. Keyword arguments replace
    the draft's other fields; `report` fields go in `header`.
    """
    header: dict[str, Any] = changes.pop("header", {})
    marks = read_marks(marked)
    report = a_report(marks.text, **header)
    mentions = tuple(Mention(span=one.span, kind=one.kind, score=SURE) for one in marks.mentions)
    links, count_links = _marked_links(marks)
    filled: dict[str, Any] = {
        "report": report,
        "mentions": mentions,
        "triggers": _marked_triggers(marks),
        "links": links,
        "count_links": count_links,
        "same_events": tuple(
            Pair(first=first, second=second, score=SURE)
            for first, second in combinations(range(len(marks.triggers)), 2)
            if marks.triggers[first].event == marks.triggers[second].event
        ),
        "statements": _marked_statements(marks),
        "entities": same_words_entities(report, mentions),
    }
    return a_draft(**(filled | changes))


def same_words_entities(report: Report, mentions: Sequence[Mention]) -> tuple[Entity, ...]:
    """Return an entity for each kind and words that actors among the mentions share."""
    spans: dict[tuple[str, str], list[Span]] = {}
    for mention in mentions:
        if mention.kind.value in ACTORS:
            key = (mention.kind.value, mention.span.quote(report.text))
            spans.setdefault(key, []).append(mention.span)
    return tuple(an_entity(report, kind, name, *found) for (kind, name), found in spans.items())


def _marked_triggers(marks: Marks) -> tuple[Trigger, ...]:
    types = {one.event: one.type for one in reversed(marks.triggers) if one.type}
    return tuple(
        Trigger(
            span=one.span,
            type=one.type or types[one.event],
            score=SURE,
            modality=Modality(
                next((flag for flag in one.flags if flag != "background"), "asserted")
            ),
            background=float("background" in one.flags),
        )
        for one in marks.triggers
    )


def _marked_links(marks: Marks) -> tuple[tuple[Link, ...], tuple[CountLink, ...]]:
    """Return the roles and the numbers of people, each tied to its event's nearest trigger."""

    def nearest(event: str, span: Span) -> int:
        gaps = [
            (max(one.span.start - span.end, span.start - one.span.end), number)
            for number, one in enumerate(marks.triggers)
            if one.event == event
        ]
        assert gaps, f"event {event} has no trigger"
        return min(gaps)[1]

    links = (
        a_link(nearest(event, one.span), number, role, status=status)
        for number, one in enumerate(marks.mentions)
        for event, role, status in one.roles
    )
    count_links = (
        CountLink(trigger=nearest(event, one.span), mention=number, what=what, score=SURE)
        for number, one in enumerate(marks.mentions)
        for event, what in one.counts
    )
    return tuple(links), tuple(count_links)


def _marked_statements(marks: Marks) -> tuple[Statement, ...]:
    parts: dict[str, list[MarkedSpeech]] = {}
    for one in marks.speech:
        parts.setdefault(one.statement, []).append(one)
    found = []
    for name, marked in parts.items():
        spans = {
            part: tuple(one.span for one in marked if one.part == part)
            for part in ("cue", "src", "told", "content")
        }
        flags = {one.part: one.flags[0] for one in marked if one.flags}
        assert len(spans["cue"]) == 1, f"statement {name} has no cue, or several"
        found.append(
            Statement(
                cue=spans["cue"][0],
                sources=spans["src"],
                kind=SourceKind(flags.get("src", "named")),
                modality=Modality(flags.get("cue", "asserted")),
                contents=spans["content"],
                told=spans["told"],
                score=SURE,
            )
        )
    return tuple(sorted(found, key=lambda statement: statement.cue))
