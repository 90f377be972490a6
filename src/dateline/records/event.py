"""Events: one happening as one report tells it, assembled from claims."""

from dataclasses import dataclass
from enum import StrEnum

from dateline.records.mention import Role
from dateline.records.place import Place
from dateline.records.source import Modality
from dateline.records.span import Span
from dateline.records.time import When


class ParticipantStatus(StrEnum):
    """How sure the report is that the participant took part in this role."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    CLAIMED = "claimed"
    DENIED = "denied"


class CountKind(StrEnum):
    """What happened to the people who are counted."""

    KILLED = "killed"
    INJURED = "injured"
    ABDUCTED = "abducted"
    ARRESTED = "arrested"
    DISPLACED = "displaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """When the event happened, and the words that say so."""

    when: When
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """Where the event happened, and the words that say so.

    `place` is null when the resolver abstained; `abstained` then holds the reason.
    """

    name: str
    place: Place | None
    span: Span
    abstained: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An entity's role in the event."""

    entity: str
    role: Role
    status: ParticipantStatus
    span: Span
    sources: tuple[str, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many people something happened to, as the words say.

    `low` and `high` are whole numbers, both included; either is null when the words give no bound
    (`dozens` has no high). `whom` is who is counted, in the report's words, or null.
    `includes_attackers` is null when the report does not say. Null is not zero.
    """

    what: CountKind
    low: int | None
    high: int | None
    whom: str | None
    span: Span
    includes_attackers: bool | None = None
    sources: tuple[str, ...] = ()
    modality: Modality = Modality.ASSERTED
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One place where the report tells of the event: its words, and what these alone say.

    `type` is the codebook type that these words suggest, `sources` who says them.
    """

    span: Span
    type: str
    modality: Modality = Modality.ASSERTED
    sources: tuple[str, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening as one report tells it; a view of the claims under its id.

    `trigger` is the surest of its tellings, and `sources` are who say that one.
    """

    id: str
    type: str
    trigger: Span
    modality: Modality
    background: bool
    score: float
    tellings: tuple[Telling, ...] = ()
    time: EventTime | None = None
    place: EventPlace | None = None
    participants: tuple[Participant, ...] = ()
    counts: tuple[Count, ...] = ()
    weapons: tuple[Span, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def told_by(self) -> tuple[str, ...]:
        """Return the sources of all its tellings, the trigger's first."""
        told = (source for telling in self.tellings for source in telling.sources)
        return tuple(dict.fromkeys((*self.sources, *told)))
