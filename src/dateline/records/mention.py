"""Mentions: spans that name something."""

from dataclasses import dataclass
from enum import StrEnum

from dateline.records.span import Span


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    GROUP = "group"
    FORCE = "force"
    GOVERNMENT = "government"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    PLACE = "place"
    PEOPLE = "people"
    WEAPON = "weapon"
    TIME = "time"
    NUMBER = "number"


class Role(StrEnum):
    """What a mention is to an event; the codebook file holds the definitions."""

    ATTACKER = "attacker"
    TARGET = "target"
    VICTIM = "victim"
    WEAPON = "weapon"
    PLACE = "place"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names something. Scores are 0…1; the model's thresholds say what they are worth.

    `parts` are the parts that the words play in the violence that the report tells, before they are
    tied to one event: `(role, score)` pairs, best first.
    """

    span: Span
    kind: MentionKind
    score: float
    parts: tuple[tuple[Role, float], ...] = ()
