"""An annotated file becomes an `Annotated`, or a list of all that is wrong with it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from dateline.records.event import ParticipantStatus
from dateline.records.mention import MentionKind
from dateline.records.source import SourceKind
from dateline.records.span import Span
from training.corpus.labels import LabelError, Labelled, read_flags, read_labels
from training.corpus.lines import read_event, read_header, read_place, read_statement, read_tie
from training.corpus.marks import Mark, read_marks
from training.corpus.records import (
    Annotated,
    EventRecord,
    Header,
    MentionMark,
    PlaceRecord,
    Statement,
    Tie,
    TriggerMark,
)
from training.own_format import event_types

RULE = "==="
_TIME = re.compile(
    r"\?|set|P[\dTDWMYHS.]+|\.\./(?P<to>\S+)|(?P<from>[^/]+)(?:/(?:\.\.|(?P<until>\S+)))?"
)
_DAY = re.compile(
    r"-?[\dX]{3}[\dX](?:-(?:[0-2][\dX]|3\d|XX)(?:-[0-3X][\dX])?)?"
    r"(?:T\d\d(?::\d\d)?(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?[~?%]?"
)
_Record = TypeVar("_Record")


class AnnotationError(ValueError):
    """An annotated file that breaks the guide; `faults` are all that is wrong, a sentence each."""

    def __init__(self, name: str, faults: Sequence[str]) -> None:
        """Keep the faults beside the message that lists them."""
        super().__init__(f"{name}: " + "; ".join(faults))
        self.faults = tuple(faults)


def read_annotated(path: Path) -> Annotated:
    """Return the report of an annotated file; its id is the file's stem.

    Raises:
        AnnotationError: the file breaks the guide.
    """
    return parse_annotated(path.stem, path.read_text(encoding="utf-8"))


def parse_annotated(name: str, source: str) -> Annotated:
    """Return the report that the source writes: a header, a text with marks, a record.

    Raises:
        AnnotationError: the source breaks the guide.
    """
    builder = _Builder()
    header, body, record = _sections(source, builder)
    annotated = builder.build(name, header, body, record)
    if builder.faults:
        raise AnnotationError(name, builder.faults)
    return annotated


def parse_sentence(name: str, source: str) -> Annotated:
    """Return the sentence that the marks write; modality and background stand at its triggers.

    Raises:
        AnnotationError: the marks break the guide.
    """
    builder = _Builder()
    annotated = builder.build(name, Header(), source, [], whole=False)
    if builder.faults:
        raise AnnotationError(name, builder.faults)
    return annotated


def from_marks(name: str, text: str, marks: Iterable[Mark]) -> Annotated:
    """Return the sentence whose marks stand apart from its text; `content#3` marks a content.

    Raises:
        AnnotationError: the marks break the guide.
    """
    builder = _Builder()
    contents = []
    plain = []
    for mark in marks:
        if mark.labels[0].startswith("content#"):
            contents.append((int(mark.labels[0].removeprefix("content#")), mark.span))
        else:
            plain.append(mark)
    annotated = builder.assemble(name, text, plain, contents)
    if builder.faults:
        raise AnnotationError(name, builder.faults)
    return annotated


def _sections(source: str, builder: "_Builder") -> tuple[Header, str, list[str]]:
    lines = source.strip("\n").splitlines()
    blank = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
    rule = next((at for at, line in enumerate(lines) if line.strip() == RULE), None)
    if rule is None:
        builder.faults.append(f"no line {RULE} between text and record")
        rule = len(lines)
    header = builder.attempt(read_header, lines[:blank]) or Header()
    body = "\n\n".join(line.strip() for line in lines[blank:rule] if line.strip())
    return header, body, [line.strip() for line in lines[rule + 1 :] if line.strip()]


@dataclass(slots=True)
class _Builder:
    faults: list[str] = field(default_factory=list)
    types: dict[int, str] = field(default_factory=dict)
    flags: dict[int, tuple[str, ...]] = field(default_factory=dict)
    speech: dict[tuple[str, int], list[Span]] = field(default_factory=lambda: defaultdict(list))

    def attempt(self, reader: Callable[..., _Record], *told: object) -> _Record | None:
        try:
            return reader(*told)
        except (LabelError, ValueError) as error:
            self.faults.append(str(error))
            return None

    def build(
        self, name: str, header: Header, body: str, record: list[str], *, whole: bool = True
    ) -> Annotated:
        marked = read_marks(body)
        self.faults += marked.faults
        annotated = self.assemble(name, marked.text, marked.marks, marked.contents)
        if not whole:
            return annotated
        events, statements, places, ties = self._read_record(record)
        annotated = replace(
            annotated,
            header=header,
            events=tuple(self._typed(event) for event in events),
            statements=tuple(
                replace(self._spoken(one.number), kind=one.kind, modality=one.modality,
                        via=one.via)
                for one in statements
            ),
            places=tuple(places),
            ties=tuple(ties),
        )  # fmt: skip
        self._check_record(annotated)
        return annotated

    def assemble(
        self, name: str, text: str, marks: Sequence[Mark], contents: Sequence[tuple[int, Span]]
    ) -> Annotated:
        mentions: list[MentionMark] = []
        triggers: list[TriggerMark] = []
        figurative: list[Span] = []
        for mark in marks:
            told = self._labels(mark, text)
            if told is None:
                continue
            if told.kind is not None:
                mentions.append(self._mention(mark, told, text))
            triggers += [TriggerMark(span=mark.span, event=event) for event, _, _ in told.triggers]
            for event, event_type, flags in told.triggers:
                self._remember(event, event_type, flags)
            for part, number in told.speech:
                self.speech[part, number].append(mark.span)
            if told.is_figurative:
                figurative.append(mark.span)
        for number, span in contents:
            self.speech["content", number].append(span)
        annotated = Annotated(
            id=name, text=text, mentions=tuple(mentions), triggers=tuple(triggers),
            figurative=tuple(figurative),
        )  # fmt: skip
        numbers = sorted({number for _, number in self.speech})
        return replace(
            annotated,
            events=tuple(self._flagged(event) for event in sorted(self.types)),
            statements=tuple(self._spoken(number) for number in numbers),
        )

    def _labels(self, mark: Mark, text: str) -> Labelled | None:
        try:
            return read_labels(mark.labels)
        except LabelError as error:
            self.faults.append(f"{mark.span.quote(text)!r}: {error}")
            return None

    def _mention(self, mark: Mark, told: Labelled, text: str) -> MentionMark:
        assert told.kind is not None
        if told.value is not None and not is_time_value(told.value):
            self.faults.append(f"{mark.span.quote(text)!r}: {told.value!r} is no time value")
        if told.kind is MentionKind.TIME and told.value is None:
            self.faults.append(f"{mark.span.quote(text)!r}: a time without its value")
        for role in told.roles:
            told_by_itself = role.status in {ParticipantStatus.CLAIMED, ParticipantStatus.DENIED}
            if told_by_itself and role.statement is None:
                self.faults.append(f"{mark.span.quote(text)!r}: {role.status} without @statement")
        return MentionMark(
            span=mark.span, kind=told.kind, key=told.key, value=told.value,
            roles=tuple(told.roles), counts=tuple(told.counts),
        )  # fmt: skip

    def _remember(self, event: int, event_type: str, flags: tuple[str, ...]) -> None:
        if event_type and event_type not in _TYPES:
            self.faults.append(f"unknown event type {event_type!r}")
        known = self.types.get(event)
        if event_type and known and known != event_type:
            self.faults.append(f"event {event} is {known} and {event_type}")
        self.types[event] = event_type or known or ""
        self.flags[event] = self.flags.get(event, ()) or flags

    def _flagged(self, event: int) -> EventRecord:
        modality, background = read_flags(self.flags.get(event, ()))
        return EventRecord(
            number=event, type=self.types[event], modality=modality, background=background
        )

    def _typed(self, event: EventRecord) -> EventRecord:
        told = self.types.get(event.number, "")
        if event.type and event.type not in _TYPES:
            self.faults.append(f"unknown event type {event.type!r}")
        if told and event.type and told != event.type:
            self.faults.append(f"event {event.number} is {told} and {event.type}")
        return replace(event, type=event.type or told)

    def _spoken(self, number: int) -> Statement:
        def spans(part: str) -> tuple[Span, ...]:
            return tuple(sorted(self.speech.get((part, number), ())))

        return Statement(
            number=number, kind=SourceKind.ANONYMOUS, sources=spans("src"), cues=spans("cue"),
            told=spans("told"), contents=spans("content"),
        )  # fmt: skip

    def _read_record(
        self, record: list[str]
    ) -> tuple[list[EventRecord], list[Statement], list[PlaceRecord], list[Tie]]:
        events: list[EventRecord] = []
        statements: list[Statement] = []
        places: list[PlaceRecord] = []
        ties: list[Tie] = []
        for line in record:
            word = line.split()[0]
            if word == "event" and (event := self.attempt(read_event, line)):
                events.append(event)
            elif word == "say" and (statement := self.attempt(read_statement, line)):
                statements.append(statement)
            elif word == "place" and (place := self.attempt(read_place, line)):
                places.append(place)
            elif word == "rel" and (tie := self.attempt(read_tie, line)):
                ties.append(tie)
            elif word not in {"event", "say", "place", "rel"}:
                self.faults.append(f"unknown record line {line!r}")
        return events, statements, places, ties

    def _check_record(self, annotated: Annotated) -> None:
        self._check_events(annotated)
        self._check_statements(annotated)
        self._check_keys(annotated)
        if annotated.header.is_decoy and annotated.events:
            self.faults.append("a decoy with events")

    def _check_events(self, annotated: Annotated) -> None:
        told = {trigger.event for trigger in annotated.triggers}
        recorded = [event.number for event in annotated.events]
        used = {role.event for mention in annotated.mentions for role in mention.roles}
        used |= {count.event for mention in annotated.mentions for count in mention.counts}
        self._list("a role or count of event {} which has no trigger", used - told)
        self._list("event {} has triggers and no record", told - set(recorded))
        self._list("event {} has a record and no trigger", set(recorded) - told)
        self._list("event {} has two records", {n for n in recorded if recorded.count(n) > 1})
        self._list("event {} has no type", {e.number for e in annotated.events if not e.type})
        for event in annotated.events:
            if event.when and not is_time_value(event.when):
                self.faults.append(f"event {event.number}: when={event.when} is no time value")

    def _check_statements(self, annotated: Annotated) -> None:
        recorded = {one.number for one in annotated.statements}
        self._list("statement {} has marks and no record", {n for _, n in self.speech} - recorded)
        for one in annotated.statements:
            for part, spans in (("cue", one.cues), ("content", one.contents)):
                if not spans:
                    self.faults.append(f"statement {one.number} has no {part}")
            if not one.sources and not one.told:
                self.faults.append(f"statement {one.number} has no source")
        used = {role.statement for mention in annotated.mentions for role in mention.roles}
        used |= {count.statement for mention in annotated.mentions for count in mention.counts}
        used |= {count.statement for event in annotated.events for count in event.counts}
        used |= {tie.statement for tie in annotated.ties}
        used |= {one.via for one in annotated.statements}
        self._list("statement {} is referred to and not there", used - recorded - {None})

    def _check_keys(self, annotated: Annotated) -> None:
        places = {place.key for place in annotated.places}
        named = {m.key for m in annotated.mentions if m.kind is MentionKind.PLACE}
        keys = {mention.key for mention in annotated.mentions if mention.key}
        where = {event.where for event in annotated.events if event.where}
        ends = {end for tie in annotated.ties for end in (tie.subject, tie.object)}
        self._list("place {} has no record line", (named | where) - places)
        self._list("tie to {}, which no mention has", ends - keys)
        if any(m.key is None and m.kind not in _KEYLESS for m in annotated.mentions):
            words = [
                m.span.quote(annotated.text)
                for m in annotated.mentions
                if m.key is None and m.kind not in _KEYLESS
            ]
            self.faults.append(f"mentions without a key: {words}")

    def _list(self, message: str, numbers: Iterable[object]) -> None:
        self.faults += [message.format(number) for number in sorted(numbers, key=str)]


def is_time_value(words: str) -> bool:
    """Say whether the words are EDTF of level 1, an ISO duration, `set` or `?`."""
    found = _TIME.fullmatch(words)
    if not found:
        return False
    days = [found[name] for name in ("to", "from", "until") if found[name]]
    special = words in {"?", "set"} or re.fullmatch(r"P[\dTDWMYHS.]+", words) is not None
    return special or all(_DAY.fullmatch(day) for day in days)


_TYPES = event_types()
_KEYLESS = frozenset({MentionKind.TIME, MentionKind.NUMBER, MentionKind.WEAPON})
