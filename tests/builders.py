"""Records for tests, each with everything a test does not care about filled in.

`a_span("Gunmen attacked.", "attacked")` finds words in a text; `a_marked_draft` reads a whole draft
out of one marked sentence, in the notation of the training sentences::

    [Gunmen](people>1.attacker) [attacked](!violence.attack#1) [a convoy](people>1.target).
"""

import re
from collections.abc import Sequence
from typing import Any

from dateline.records.claim import Claim, make_claim
from dateline.records.draft import Draft
from dateline.records.entity import Entity
from dateline.records.event import Count, CountKind, EventPlace, EventTime
from dateline.records.finding import Link, Trigger
from dateline.records.ids import content_id, sha256_of
from dateline.records.mention import Mention, MentionKind, Role
from dateline.records.place import Place, PlacePrecision
from dateline.records.report import Report
from dateline.records.source import Attribution, Modality, Source, SourceKind
from dateline.records.span import Span
from dateline.records.time import TimePrecision, When

TEXT = "Gunmen attacked a convoy in Tikrit on Monday, police said."
ACTORS = frozenset({"person", "group", "force", "government", "organisation", "outlet", "people"})


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


def a_link(trigger: int, mention: int, role: str, score: float = 0.9) -> Link:
    """Return a link between the trigger and the mention with these indexes."""
    return Link(trigger=trigger, mention=mention, role=Role(role), score=score)


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
    """Return the draft that a marked text stands for.

    `[words](kind>N.role)` is a mention with its roles in events, `[words](!family.type#N)` a
    trigger; the draft's triggers stand in text order. Mentions of the same kind and words are one
    entity. Keyword arguments replace the draft's other fields; `report` fields go in `header`.
    """
    header: dict[str, Any] = changes.pop("header", {})
    text, labelled = _unmark(marked)
    report = a_report(text, **header)
    numbers: dict[str, int] = {}
    triggers: list[Trigger] = []
    for span, label in labelled:
        if label.startswith("!"):
            event_type, number = label[1:].split("#")
            numbers[number] = len(triggers)
            triggers.append(Trigger(span=span, type=event_type, score=0.9))
    mentions: list[Mention] = []
    links: list[Link] = []
    for span, label in labelled:
        if label.startswith("!"):
            continue
        kind, *roles = label.split(">")
        for part in roles:
            number, role = part.split(".")
            links.append(a_link(numbers[number], len(mentions), role))
        mentions.append(Mention(span=span, kind=MentionKind(kind), score=0.9))
    filled: dict[str, Any] = {
        "report": report,
        "mentions": tuple(mentions),
        "triggers": tuple(triggers),
        "links": tuple(links),
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


def _unmark(marked: str) -> tuple[str, list[tuple[Span, str]]]:
    """Return the plain text and the label of each span; a comma separates labels of one span."""
    text, last = "", 0
    labelled: list[tuple[Span, str]] = []
    for match in re.finditer(r"\[([^\]]+)\]\(([^)]+)\)", marked):
        text += marked[last : match.start()]
        span = Span(len(text), len(text) + len(match[1]))
        labelled.extend((span, label.strip()) for label in match[2].split(","))
        text += match[1]
        last = match.end()
    return text + marked[last:], labelled
