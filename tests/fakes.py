"""Small real stages: what the pipeline does with them is what it does with any."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.errors import ExtractError
from dateline.extract.claims import entity_claims, event_claims
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
)
from dateline.records.ids import content_id
from dateline.records.mention import MentionKind, Role
from dateline.records.place import Place, PlacePrecision
from dateline.records.report import Report
from dateline.records.source import Modality, Source, SourceKind
from dateline.records.span import Span
from dateline.records.time import TimePrecision, When

PATTERN = re.compile(
    r"(?P<who>\w+) (?P<trigger>attacked) (?:a )?\w+ in (?P<place>\w+) on (?P<date>\d{4}-\d\d-\d\d),"
    r" killing (?P<killed>\d+), (?P<source>\w+) (?P<cue>said)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentencePatternStage:
    """Finds `X attacked a Y in Z on 2015-07-29, killing 14, W said`; every place is at 30 N 71 E.

    A report that says `unspeakable` cannot be worked on, `deadly` ends the process and `broken` is
    a fault of the stage.
    """

    name: str = "pattern"
    version: str = "1"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with the claims of the pattern."""
        for draft in drafts:
            text = draft.report.text
            if "unspeakable" in text:
                raise ExtractError("the report is unspeakable", hint="Leave it.")
            if "broken" in text:
                raise KeyError("broken")
            if "deadly" in text:
                os._exit(9)
            for match in PATTERN.finditer(text):
                draft = tell(draft, match)
            yield draft


def tell(draft: Draft, match: re.Match[str]) -> Draft:
    """Return the draft with the event that one match tells."""
    spans = {name: Span(*match.span(name)) for name in match.groupdict()}
    source = _source(draft.report, match, spans)
    attacker = Entity(
        id=content_id("entity", draft.report.id, "group", match["who"]),
        kind=MentionKind.GROUP,
        name=match["who"],
        mentions=(spans["who"],),
    )
    event = _event(draft.report, match, spans, attacker.id, source.id)
    made_by = "pattern/1"
    told = draft.with_claims(
        *event_claims(draft.report, event, made_by=made_by),
        *entity_claims(draft.report, attacker, made_by=made_by),
    )
    return Draft(report=told.report, claims=told.claims, cited=(*draft.cited, source))


def _source(report: Report, match: re.Match[str], spans: dict[str, Span]) -> Source:
    return Source(
        id=content_id("source", report.id, "named", match["source"], None),
        kind=SourceKind.NAMED,
        name=match["source"],
        cue=spans["cue"],
        span=spans["source"],
    )


def _event(
    report: Report, match: re.Match[str], spans: dict[str, Span], attacker: str, source: str
) -> Event:
    trigger, date, killed = spans["trigger"], match["date"], int(match["killed"])
    place = Place(
        name=match["place"],
        lat=30.0,
        lon=71.0,
        radius_m=5000.0,
        precision=PlacePrecision.TOWN,
        country="PK",
        admin1="Punjab",
    )
    part = Participant(
        entity=attacker,
        role=Role.ATTACKER,
        status=ParticipantStatus.ALLEGED,
        span=spans["who"],
        sources=(source,),
    )
    count = Count(
        what=CountKind.KILLED,
        low=killed,
        high=killed,
        whom=None,
        span=spans["killed"],
        sources=(source,),
    )
    when = When(edtf=date, earliest=date, latest=date, precision=TimePrecision.DAY)
    return Event(
        id=content_id("event", report.id, trigger.start, trigger.end),
        type="violence.attack",
        trigger=trigger,
        modality=Modality.ASSERTED,
        background=False,
        score=0.9,
        time=EventTime(when=when, span=spans["date"]),
        place=EventPlace(name=match["place"], place=place, span=spans["place"]),
        participants=(part,),
        counts=(count,),
        sources=(source,),
    )
