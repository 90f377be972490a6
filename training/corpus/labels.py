"""What stands in the brackets after a span: one label becomes a piece of a record."""

import re
from dataclasses import dataclass, field

from dateline.records.event import CountKind, ParticipantStatus
from dateline.records.mention import MentionKind, Role
from dateline.records.source import Modality
from training.corpus.records import CountMark, RoleMark

_MENTION = re.compile(r"(?P<kind>[a-z]+)(?:=(?P<key>[^>\s]+))?(?P<roles>(?:>[^>\s]+)*)")
_ROLES = re.compile(r"(?:>[^>\s]+)+")
_ROLE = re.compile(r"(?P<event>\d+)\.(?P<role>[a-z]+)(?::(?P<status>[a-z]+))?(?:@(?P<said>\d+))?")
_COUNT = re.compile(r"#(?P<event>\d+)\.(?P<what>[a-z]+)=(?P<value>[^@\s]+)(?:@(?P<said>\d+))?")
_TRIGGER = re.compile(r"!(?P<type>[a-z_]+\.[a-z_]+)?#(?P<event>\d+)(?P<flags>(?:;[a-z]+)*)")
_SPEECH = re.compile(r"(?P<part>src|cue|told)#(?P<number>\d+)")
_VALUE = re.compile(
    r"(?:(?P<low>\d+)?(?P<dots>\.\.)(?P<high>\d+)?|(?P<exact>\d+))(?P<with>[+-]?)(?P<old>~?)"
)
_SPOKEN = frozenset({"document", "figurative"})


class LabelError(ValueError):
    """A label that the notation does not know; the message says what is wrong with it."""


@dataclass(slots=True)
class Labelled:
    """All that the labels of one span say.

    `triggers` are `(event, type or "", flags)`, `speech` are `(part, statement number)`.
    """

    kind: MentionKind | None = None
    key: str | None = None
    value: str | None = None
    roles: list[RoleMark] = field(default_factory=list)
    counts: list[CountMark] = field(default_factory=list)
    triggers: list[tuple[int, str, tuple[str, ...]]] = field(default_factory=list)
    speech: list[tuple[str, int]] = field(default_factory=list)
    is_figurative: bool = False


def read_labels(labels: tuple[str, ...]) -> Labelled:
    """Return what the labels say together.

    Raises:
        LabelError: a label breaks the notation, or a second kind is given.
    """
    told = Labelled()
    if not labels:
        raise LabelError("no label")
    for label in labels:
        _read(label, told)
    if told.kind is None and (told.roles or told.counts):
        raise LabelError("a role or a count without a kind")
    return told


def read_count(event: int, what: str, value: str, statement: int | None) -> CountMark:
    """Return a count written as `17`, `12..15`, `30..`, `..5`, with `+`, `-` and `~` after it.

    Raises:
        LabelError: the kind of count or the value is not written so.
    """
    found = _VALUE.fullmatch(value)
    if what not in frozenset(CountKind) or not found or not re.search(r"\d", value):
        raise LabelError(f"count {what}={value} is not written as 17, 12..15, 30.. or ..5")
    low = found["exact"] or found["low"]
    high = found["exact"] or found["high"]
    if low and high and int(low) > int(high):
        raise LabelError(f"count {what}={value} runs backwards")
    return CountMark(
        event=event,
        what=CountKind(what),
        low=int(low) if low else None,
        high=int(high) if high else None,
        has_attackers={"+": True, "-": False}.get(found["with"]),
        is_replaced=bool(found["old"]),
        statement=statement,
    )


def read_flags(flags: tuple[str, ...]) -> tuple[Modality, bool]:
    """Return the modality and whether the event is background.

    Raises:
        LabelError: a flag is neither.
    """
    modality, background = Modality.ASSERTED, False
    for flag in flags:
        if flag == "background":
            background = True
        elif flag in frozenset(Modality):
            modality = Modality(flag)
        else:
            raise LabelError(f"unknown flag {flag!r}")
    return modality, background


def _read(label: str, told: Labelled) -> None:
    if label in _SPOKEN:
        told.is_figurative |= label == "figurative"
    elif found := _SPEECH.fullmatch(label):
        told.speech.append((found["part"], int(found["number"])))
    elif label.startswith("#"):
        told.counts.append(_count(label))
    elif label.startswith("!"):
        told.triggers.append(_trigger(label))
    elif _ROLES.fullmatch(label):
        told.roles += [_role(one) for one in label.split(">")[1:]]
    else:
        _mention(label, told)


def _mention(label: str, told: Labelled) -> None:
    found = _MENTION.fullmatch(label)
    if not found or found["kind"] not in frozenset(MentionKind):
        raise LabelError(f"unknown label {label!r}")
    if told.kind is not None:
        raise LabelError(f"a second kind {label!r}")
    told.kind = MentionKind(found["kind"])
    if told.kind is MentionKind.TIME:
        told.value = found["key"]
    else:
        told.key = found["key"]
    told.roles += [_role(one) for one in found["roles"].split(">")[1:]]


def _role(words: str) -> RoleMark:
    found = _ROLE.fullmatch(words)
    if not found or found["role"] not in frozenset(Role):
        raise LabelError(f"unknown role {words!r}")
    status = found["status"] or ParticipantStatus.ASSERTED.value
    if status not in frozenset(ParticipantStatus):
        raise LabelError(f"unknown status {status!r}")
    return RoleMark(
        event=int(found["event"]),
        role=Role(found["role"]),
        status=ParticipantStatus(status),
        statement=int(found["said"]) if found["said"] else None,
    )


def _count(label: str) -> CountMark:
    found = _COUNT.fullmatch(label)
    if not found:
        raise LabelError(f"count {label!r} is not written #1.killed=17")
    said = int(found["said"]) if found["said"] else None
    return read_count(int(found["event"]), found["what"], found["value"], said)


def _trigger(label: str) -> tuple[int, str, tuple[str, ...]]:
    found = _TRIGGER.fullmatch(label)
    if not found:
        raise LabelError(f"trigger {label!r} is not written !family.type#1")
    flags = tuple(found["flags"].split(";")[1:])
    read_flags(flags)
    return int(found["event"]), found["type"] or "", flags
