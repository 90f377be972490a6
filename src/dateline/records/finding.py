"""Findings: what one pass of the model finds beside mentions, before the rules read it."""

from dataclasses import dataclass

from dateline.records.event import CountKind, ParticipantStatus
from dateline.records.mention import Role
from dateline.records.source import Modality, SourceKind
from dateline.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words that play a part in the violence that the report tells, not yet tied to one event.

    The span is the head of the phrase, often shorter than the mention that covers it.
    """

    span: Span
    role: Role
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The word or words that tell of a happening, with its codebook type (`family.type`).

    `modality` is how these words put it; `background` how likely, 0…1, they only recall it;
    `degree` how far they tell it as fact, from -3 (it did not happen) to 3 (it did). `types` says
    how likely each type is, the likeliest first, as the network scores it; empty where only `type`
    is known.
    """

    span: Span
    type: str
    score: float
    modality: Modality = Modality.ASSERTED
    background: float = 0.0
    degree: float = 3.0
    types: tuple[tuple[str, float], ...] = ()

    @property
    def shares(self) -> tuple[tuple[str, float], ...]:
        """Return the types it may be with their scores."""
        return self.types or ((self.type, self.score),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A mention's role for a trigger; both are indexes into the draft's own tuples."""

    trigger: int
    mention: int
    role: Role
    score: float
    status: ParticipantStatus = ParticipantStatus.ASSERTED


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLink:
    """A mention that counts whom a trigger's event killed, injured, …; both are indexes."""

    trigger: int
    mention: int
    what: CountKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two triggers that may tell of one event, or two mentions that may mean one entity.

    `first` < `second` are indexes into the draft's triggers or mentions; the score, 0…1, is how
    likely they are the same.
    """

    first: int
    second: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A standing tie between two mentions, by index: the subject leads … the object."""

    subject: int
    relation: str
    object: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Words that someone answers for: the cue, who says it, what is said, and to which outlet.

    `sources` may be empty where nobody is named; `contents` are in text order.
    """

    cue: Span
    sources: tuple[Span, ...]
    kind: SourceKind
    modality: Modality
    contents: tuple[Span, ...]
    told: tuple[Span, ...]
    score: float
