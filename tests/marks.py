"""Reads the marks of one marked text, in the notation of the corpus (docs/reference/annotation.md).

`[words](labels)` marks a span; its labels stand with a space or a comma between them. `{3:words}`
marks what is said in statement 3 and may hold spans.
"""

import re
from dataclasses import dataclass

from dateline.records.event import CountKind, ParticipantStatus
from dateline.records.mention import MentionKind, Role
from dateline.records.span import Span

_MARK = re.compile(
    r"\[(?P<words>[^\]]+)\]\((?P<labels>[^)]+)\)|\{(?P<opened>\w+):|(?P<closed>\})", re.ASCII
)
_ROLE = re.compile(r">(\w+)\.(\w+)(?::(\w+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedTrigger:
    """`!family.type#1;planned;background`; the type may be left out where event 1 has one."""

    span: Span
    type: str
    event: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedMention:
    """`people>1.attacker:claimed #1.killed`: its kind, roles in events, and whom it counts."""

    span: Span
    kind: MentionKind
    roles: tuple[tuple[str, Role, ParticipantStatus], ...]
    counts: tuple[tuple[str, CountKind], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSpeech:
    """`cue#3;denied`, `src#3;group`, `told#3`, or (`content`) the words between the braces."""

    span: Span
    part: str
    statement: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """A text without its marks, and what they say, in text order."""

    text: str
    triggers: tuple[MarkedTrigger, ...]
    mentions: tuple[MarkedMention, ...]
    speech: tuple[MarkedSpeech, ...]


def read_marks(marked: str) -> Marks:
    """Return the plain text and what its marks say.

    Raises:
        ValueError: a label is none, or names a kind, role, status or count that is none.
    """
    text, last = "", 0
    labelled: list[tuple[Span, list[str]]] = []
    speech: list[MarkedSpeech] = []
    opened: list[tuple[str, int]] = []
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        if match["opened"]:
            opened.append((match["opened"], len(text)))
        elif match["closed"]:
            statement, start = opened.pop()
            speech.append(
                MarkedSpeech(span=Span(start, len(text)), part="content", statement=statement)
            )
        else:
            span = Span(len(text), len(text) + len(match["words"]))
            text += match["words"]
            labelled.append((span, re.split(r"[\s,]+", match["labels"])))
    triggers: list[MarkedTrigger] = []
    mentions: list[MarkedMention] = []
    for span, labels in labelled:
        triggers += [_trigger(span, label) for label in labels if label[0] == "!"]
        speech += [_speech(span, label) for label in labels if re.match(r"(cue|src|told)#", label)]
        counts = [label for label in labels if label[0] == "#"]
        mentions += [
            _mention(span, label, counts)
            for label in labels
            if not re.match(r"[!#]|(cue|src|told)#", label)
        ]
    return Marks(
        text=text + marked[last:],
        triggers=tuple(triggers),
        mentions=tuple(mentions),
        speech=tuple(sorted(speech, key=lambda one: one.span)),
    )


def _trigger(span: Span, label: str) -> MarkedTrigger:
    event_type, _, rest = label[1:].partition("#")
    event, *flags = rest.split(";")
    return MarkedTrigger(span=span, type=event_type, event=event, flags=tuple(flags))


def _speech(span: Span, label: str) -> MarkedSpeech:
    part, _, rest = label.partition("#")
    statement, *flags = rest.split(";")
    return MarkedSpeech(span=span, part=part, statement=statement, flags=tuple(flags))


def _mention(span: Span, label: str, counts: list[str]) -> MarkedMention:
    return MarkedMention(
        span=span,
        kind=MentionKind(label.partition(">")[0]),
        roles=tuple(
            (event, Role(role), ParticipantStatus(status or "asserted"))
            for event, role, status in _ROLE.findall(label)
        ),
        counts=tuple(
            (event, CountKind(what)) for event, what in (label[1:].split(".") for label in counts)
        ),
    )
