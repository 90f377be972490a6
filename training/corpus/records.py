"""What an annotated report says, as records; offsets count code points of `text`, end excluded."""

from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.records.event import CountKind, ParticipantStatus
from dateline.records.mention import MentionKind, Role
from dateline.records.place import PlacePrecision
from dateline.records.source import Modality, SourceKind
from dateline.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMark:
    """A role of one event that a mention fills; `statement` is the number of who says so."""

    event: int
    role: Role
    status: ParticipantStatus = ParticipantStatus.ASSERTED
    statement: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountMark:
    """How many people of one event the words count, both ends included, null where open.

    `has_attackers` is null when the report does not say whether they are counted in; `is_replaced`
    when the report itself replaces the figure.
    """

    event: int
    what: CountKind
    low: int | None
    high: int | None
    has_attackers: bool | None = None
    is_replaced: bool = False
    statement: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionMark:
    """A mention: `key` says who it is; a time has `value` (EDTF, a duration, `set` or `?`)."""

    span: Span
    kind: MentionKind
    key: str | None = None
    value: str | None = None
    roles: tuple[RoleMark, ...] = ()
    counts: tuple[CountMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerMark:
    """Words that tell of an event."""

    span: Span
    event: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """What the report as a whole says of one event; `where` is a place key."""

    number: int
    type: str
    modality: Modality = Modality.ASSERTED
    background: bool = False
    when: str | None = None
    where: str | None = None
    counts: tuple[CountMark, ...] = ()
    incident: str | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A stretch that someone answers for; `via` is the number of the statement that relays it."""

    number: int
    kind: SourceKind
    modality: Modality = Modality.ASSERTED
    via: int | None = None
    sources: tuple[Span, ...] = ()
    cues: tuple[Span, ...] = ()
    told: tuple[Span, ...] = ()
    contents: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRecord:
    """Where a place key lies, in WGS84 degrees; or `abstained` with the reason."""

    key: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None
    abstained: str | None = None

    @property
    def point(self) -> "Point | None":
        """Return where it lies, null where that was left open."""
        return None if self.lat is None or self.lon is None else Point(self.lat, self.lon)


class Point(NamedTuple):
    """WGS84 degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A standing tie between two keys."""

    subject: str
    relation: str
    object: str
    modality: Modality = Modality.ASSERTED
    statement: int | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands above the text. `copy` is `original`, or how and of which report it is one."""

    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    region: str = ""
    style: str = ""
    copy: str = "original"
    copy_of: str | None = None
    adds: str | None = None
    is_decoy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """One annotated report, or one annotated sentence with an empty header."""

    id: str
    text: str
    header: Header = field(default_factory=Header)
    mentions: tuple[MentionMark, ...] = ()
    triggers: tuple[TriggerMark, ...] = ()
    figurative: tuple[Span, ...] = ()
    events: tuple[EventRecord, ...] = ()
    statements: tuple[Statement, ...] = ()
    places: tuple[PlaceRecord, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def title(self) -> str:
        """Return the first line of the text."""
        return self.text.split("\n", 1)[0]
