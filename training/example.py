"""Training examples: a text with what its data set says of it, and what it leaves unsaid.

Every data set labels only some heads and some kinds. What it does not label is not "no": it is
left open, and the loss counts only what was said (see `encode.py`).
"""

from dataclasses import dataclass

ALL_KINDS = (
    "person", "group", "force", "government", "organisation", "outlet", "place", "people",
    "weapon", "time", "number",
)  # fmt: skip
PART_ROLES = ("attacker", "target", "victim", "weapon")
LINK_ROLES = ("attacker", "target", "victim", "weapon", "place", "time")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A stretch of text and the labels that it may carry; `None` among them means "no label"."""

    start: int
    end: int
    allowed: frozenset[str | None]


@dataclass(frozen=True, slots=True)
class RoleLink:
    """A filler of a trigger's role; `trigger` is an index into `Example.triggers`."""

    trigger: int
    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class LinkScope:
    """Where a trigger's fillers are fully annotated: outside it, and at `unsure`, nothing is."""

    trigger: int
    start: int
    end: int
    roles: frozenset[str]
    unsure: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One text with partial annotation; offsets count Unicode code points.

    `open_kinds` are the mention kinds that the data set does not label. `triggers` and `parts` are
    null when the data set says nothing about that head; a `Labelled` that allows `None` beside
    others leaves its stretch open.
    """

    text: str
    dataset: str
    mentions: tuple[Labelled, ...] = ()
    open_kinds: frozenset[str] = frozenset(ALL_KINDS)
    triggers: tuple[Labelled, ...] | None = None
    parts: tuple[Labelled, ...] | None = None
    links: tuple[RoleLink, ...] = ()
    scopes: tuple[LinkScope, ...] = ()
