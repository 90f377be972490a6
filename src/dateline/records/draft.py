"""Drafts: a report on its way through extraction."""

from dataclasses import dataclass, replace

from dateline.records.claim import Claim
from dateline.records.entity import Entity
from dateline.records.event import Count, EventPlace, EventTime
from dateline.records.finding import CountLink, Link, Pair, Part, Statement, Tie, Trigger
from dateline.records.mention import Mention
from dateline.records.report import ReadWarning, Report
from dateline.records.source import Attribution, Source
from dateline.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report and what the stages have found in it so far.

    Each stage returns a new draft with its own fields filled: `sentences` (sentences.py),
    `mentions` to `ties` (mentions.py, the one pass of the model), `entities` (aliases.py), `times`
    (times.py), `places` (places.py), `counts` (counts.py), `cited` and `attributions` (sources.py).
    Only `claims` leave the room: what they do not say is not known.
    """

    report: Report
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    links: tuple[Link, ...] = ()
    parts: tuple[Part, ...] = ()
    count_links: tuple[CountLink, ...] = ()
    same_events: tuple[Pair, ...] = ()
    same_entities: tuple[Pair, ...] = ()
    statements: tuple[Statement, ...] = ()
    ties: tuple[Tie, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[EventTime, ...] = ()
    places: tuple[EventPlace, ...] = ()
    counts: tuple[Count, ...] = ()
    cited: tuple[Source, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()

    def with_claims(self, *claims: Claim) -> "Draft":
        """Return a draft that holds these claims too."""
        return replace(self, claims=(*self.claims, *claims))

    def with_warnings(self, *warnings: ReadWarning) -> "Draft":
        """Return a draft that holds these warnings too."""
        return replace(self, warnings=(*self.warnings, *warnings))
