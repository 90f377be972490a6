"""Sources: who says something, and the chain by which it came."""

from dataclasses import dataclass
from enum import StrEnum

from dateline.records.span import Span


class SourceKind(StrEnum):
    """What kind of source speaks."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    OUTLET = "outlet"
    GROUP = "group"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who says it, within one report.

    `name` is the source in the report's own words; `entity` the id of the entity that speaks, if
    one is known; `told` the outlet that the source spoke to (hearsay), null when it is the
    report's own; `span` the words that name the source, null for the report's own outlet, whose
    `cue` is null too.
    """

    id: str
    kind: SourceKind
    name: str
    entity: str | None = None
    told: str | None = None
    cue: Span | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A stretch of a report's text that one source answers for.

    `source` is a `Source.id`; `content` the words that the source is said to have said; `cue` the
    words that say so and `speaker` those that name the source there (`he`), null where none do.
    """

    source: str
    content: Span
    modality: "Modality"
    cue: Span | None = None
    speaker: Span | None = None


class Modality(StrEnum):
    """How a statement is put forward: `asserted` is only what the report itself states."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    CLAIMED = "claimed"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
