"""Readings: one report with everything that its claims say, the public shape of extraction."""

from dataclasses import dataclass

from dateline.records.claim import Claim
from dateline.records.entity import Entity, Relation
from dateline.records.event import Event
from dateline.records.report import Report
from dateline.records.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A report with its claims, and the entities, events and relations that they add up to.

    `entities`, `events` and `relations` are assembled from `claims` alone.
    """

    report: Report
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
