"""Training examples: a text with what its data set says of it, and what it leaves unsaid.

Every data set labels only some heads and some kinds. What it does not label is not "no": it is
left open, and the loss counts only what was said (see `encode.py`).
"""

from dataclasses import dataclass
from typing import NamedTuple

ALL_KINDS = (
    "person", "group", "force", "government", "organisation", "outlet", "place", "people",
    "weapon", "time", "number",
)  # fmt: skip
PART_ROLES = ("attacker", "target", "victim", "weapon")
SPEECH_PARTS = ("source", "cue")
MOODS = ("asserted", "alleged", "claimed", "denied", "planned", "hypothetical", "negated")
RECALLS = ("news", "background")
VOICES = ("named", "anonymous", "outlet", "group", "document")

# What one stretch is asked of all others, by head: an answer is a set of stretches.
ROLES = ("attacker", "target", "victim", "weapon", "place", "time")
PAIRS = {
    "role": ROLES,  # of a trigger: who fills it
    "count": ("killed", "injured", "abducted", "arrested", "displaced"),  # … which words count them
    "status": ("alleged", "claimed", "denied"),  # … whose part in it is less than fact
    "same": ("same",),  # … which other triggers tell of the same event
    "coreference": ("coreference",),  # of a mention: which others mean the same one
    "telling": ("source", "content", "told"),  # of a cue: who says what to which outlet
    "tie": (
        "leads", "founded", "member_of", "part_of", "family_of", "allied_with", "linked_to",
        "pledged_to", "accused_of",
    ),  # of a mention: to whom it stands so
}  # fmt: skip
RELATIONS = tuple(relation for relations in PAIRS.values() for relation in relations)


class Stretch(NamedTuple):
    """A stretch of text, `[start, end)` in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """A stretch of text and the labels that it may carry; `None` among them means "no label"."""

    start: int
    end: int
    allowed: frozenset[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which stretches stand in `relation` to `asker`, and where that is known.

    It is known at the answers and within the stretches of `scope` (null: everywhere), but not at
    `unsure`.
    """

    relation: str
    asker: Stretch
    answers: tuple[Stretch, ...] = ()
    scope: tuple[Stretch, ...] | None = None
    unsure: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One text with partial annotation; offsets count Unicode code points.

    `open_kinds` are the mention kinds that the data set does not label. `triggers`, `parts`,
    `speech` and `contents` are null when the data set says nothing about that head; a `Labelled`
    that allows `None` beside others leaves its stretch open. `moods`, `recalls` and `voices` say
    something of their own stretches only, `degrees` how far an event is told as fact, -3…3.
    """

    text: str
    dataset: str
    mentions: tuple[Labelled, ...] = ()
    open_kinds: frozenset[str] = frozenset(ALL_KINDS)
    triggers: tuple[Labelled, ...] | None = None
    parts: tuple[Labelled, ...] | None = None
    speech: tuple[Labelled, ...] | None = None
    contents: tuple[Stretch, ...] | None = None
    moods: tuple[Labelled, ...] = ()
    recalls: tuple[Labelled, ...] = ()
    voices: tuple[Labelled, ...] = ()
    degrees: tuple[tuple[Stretch, float], ...] = ()
    queries: tuple[Query, ...] = ()
