"""Incidents: the happening that events describe, assembled from claims and never stored."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.records.event import Count, CountKind, EventPlace, ParticipantStatus
from dateline.records.mention import MentionKind, Role
from dateline.records.source import Modality, Source
from dateline.records.span import Span
from dateline.records.time import When

T_co = TypeVar("T_co", covariant=True)

HAPPENED = frozenset({Modality.ASSERTED, Modality.ALLEGED, Modality.CLAIMED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHeader:
    """The facts by which a person knows a report; `location` is the path or URL it was read from.

    It is not the report: the text stays in the book.
    """

    id: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that one statement rests on, where they stand, and who says them.

    `claim` is the id of the claim that was read from the words. `sources` stand nearest speaker
    first; empty means the report itself. `quote` equals `span.quote(report.text)`.
    """

    claim: str
    report: str
    span: Span
    quote: str
    modality: Modality
    score: float
    made_by: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated(Generic[T_co]):
    """A value with all the evidence for it."""

    value: T_co
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentParticipant:
    """Who took part, in which role, and how sure the reports are of that."""

    entity: str
    name: str
    kind: MentionKind
    role: Role
    status: ParticipantStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A range of people, both ends included; an end that nobody states is null, which is not 0."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A happening with every statement about it and its evidence.

    `modality` tells whether it happened at all: `planned`, `hypothetical` and `negated` incidents
    are kept and say so. `background` is true when reports only recall it. `events` are the ids of
    the events that it is assembled from, `reports` the headers of the reports that tell them.
    """

    id: str
    type: Stated[str]
    modality: Modality
    background: bool
    score: float
    when: Stated[When] | None = None
    where: Stated[EventPlace] | None = None
    participants: tuple[Stated[IncidentParticipant], ...] = ()
    counts: tuple[Stated[Count], ...] = ()
    weapons: tuple[Stated[str], ...] = ()
    sources: tuple[Source, ...] = ()
    events: tuple[str, ...] = ()
    reports: tuple[ReportHeader, ...] = ()

    def toll(self, what: CountKind) -> "Toll | None":
        """Return the range of people that this happened to, over all who say so, or null.

        The largest count of each speaker is taken as that speaker's total; the range spans the
        speakers. Denied, negated, planned and hypothetical counts stay out.
        """
        totals: dict[tuple[str, ...], Count] = {}
        for stated in self.counts:
            count = stated.value
            if count.what is what and count.modality in HAPPENED:
                other = totals.get(count.sources)
                if other is None or _size(count) > _size(other):
                    totals[count.sources] = count
        if not totals:
            return None
        lows = [count.low for count in totals.values() if count.low is not None]
        highs = [count.high for count in totals.values()]
        return Toll(
            low=min(lows, default=None),
            high=None if None in highs else max(high for high in highs if high is not None),
        )


def _size(count: Count) -> tuple[int, int]:
    return (count.high or count.low or 0, count.low or 0)
