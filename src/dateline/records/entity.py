"""Entities: who or what several mentions in one report are."""

from dataclasses import dataclass

from dateline.records.mention import MentionKind
from dateline.records.source import Modality
from dateline.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Who or what the mentions name.

    `name` is the fullest name that the report gives, `aliases` the others. `mentions` are spans in
    text order. `links` hold ids elsewhere, such as `(("geonames", "1169607"),)`.
    """

    id: str
    kind: MentionKind
    name: str
    mentions: tuple[Span, ...]
    aliases: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A standing tie between two entities, such as `leads` or `member_of`."""

    subject: str
    relation: str
    object: str
    modality: Modality
    evidence: Span
    sources: tuple[str, ...] = ()
    when: str | None = None
